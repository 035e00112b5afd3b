package org.lectern.testimony;

import org.lectern.core.Problem;

/** What a testimony is about: one of a hearing (perhaps one item of it, by ordinal), a reform area, an oversight action, or a policy change. */
public record Target(Long hearing, Integer item, String area, String action, String policy) {

  public static Target hearing(long number, Integer item) {
    return new Target(number, item, null, null, null);
  }

  /** The target with that address below the place: {@code hearings/12}, {@code areas/slug}, {@code actions/ACT-2026-001}, {@code policies/…}. */
  public static Target of(String address) {
    var part = address.indexOf('/');
    var key = address.substring(part + 1);
    return switch (part < 0 ? "" : address.substring(0, part)) {
      case "hearings" -> hearing(key.matches("[0-9]{1,18}") ? Long.parseLong(key) : -1, null);
      case "areas" -> area(key);
      case "actions" -> action(key);
      case "policies" -> policy(key);
      default -> throw Problem.invalid("/target", "target_unknown");
    };
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
