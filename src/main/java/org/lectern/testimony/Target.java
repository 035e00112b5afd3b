package org.lectern.testimony;

/** What a testimony is about: one of a hearing (perhaps one item of it, by ordinal), a reform area, an oversight action, or a policy change. */
public record Target(Long hearing, Integer item, String area, String action, String policy) {

  public static Target hearing(long number, Integer item) {
    return new Target(number, item, null, null, null);
  }

  public static Target area(String slug) {
    return new Target(null, null, slug, null, null);
  }

  public static Target action(String number) {
    return new Target(null, null, null, number, null);
  }

  public static Target policy(String number) {
    return new Target(null, null, null, null, number);
  }

  /** Its address below the place. */
  public String address() {
    if (hearing != null) return "hearings/" + hearing;
    if (area != null) return "areas/" + area;
    return action != null ? "actions/" + action : "policies/" + policy;
  }
}
