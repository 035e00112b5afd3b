package org.lectern.testimony;

/** What a testimony is about: one of a hearing (perhaps one item of it, by ordinal), a reform area, or an oversight action. */
public record Target(Long hearing, Integer item, String area, String action) {

  public static Target hearing(long number, Integer item) {
    return new Target(number, item, null, null);
  }

  public static Target area(String slug) {
    return new Target(null, null, slug, null);
  }

  public static Target action(String number) {
    return new Target(null, null, null, number);
  }

  /** Its address below the place. */
  public String address() {
    if (hearing != null) return "hearings/" + hearing;
    return area != null ? "areas/" + area : "actions/" + action;
  }
}
