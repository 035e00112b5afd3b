package org.lectern.testimony;

import io.vertx.sqlclient.Row;
import org.lectern.core.Problem;

/** What a testimony is about: one of a hearing (perhaps one item of it, by ordinal), a reform area, an oversight action, or a policy change. */
public record Target(Long hearing, Integer item, String area, String action, String policy) {

  /** The columns of {@link #from}, by the {@link #JOINS} of a testimony {@code t}. */
  static final String COLUMNS = "h.number AS hearing, i.ordinal AS item, a.slug AS area, x.number AS action, c.number AS policy";

  static final String JOINS = """
      LEFT JOIN hearing h ON h.id = t.hearing
      LEFT JOIN agenda_item i ON i.id = t.item
      LEFT JOIN area a ON a.id = t.area
      LEFT JOIN action x ON x.id = t.action
      LEFT JOIN policy_change c ON c.id = t.policy""";

  static Target from(Row row) {
    return new Target(row.getLong("hearing"), row.getInteger("item"), row.getString("area"), row.getString("action"), row.getString("policy"));
  }

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
