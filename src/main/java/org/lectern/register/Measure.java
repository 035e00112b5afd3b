package org.lectern.register;

import java.util.Locale;

/**
 * A number of the register: which actions it counts, said once and used for the count, for the list behind it and for the
 * export. {@code of} are those among which it counts; a share without them would say nothing. Drafts are in no number.
 */
public enum Measure {
  ISSUED("s.number IS NOT NULL", null),
  OPEN("s.status IN ('issued', 'in_progress', 'reported', 'returned')", ISSUED),
  OVERDUE("s.due < s.as_of", OPEN),
  OVERDUE_30("s.as_of - s.due BETWEEN 1 AND 30", OVERDUE),
  OVERDUE_90("s.as_of - s.due BETWEEN 31 AND 90", OVERDUE),
  OVERDUE_180("s.as_of - s.due BETWEEN 91 AND 180", OVERDUE),
  OVERDUE_LONGER("s.as_of - s.due > 180", OVERDUE),
  DUE_SOON("s.due BETWEEN s.as_of AND s.as_of + 30", OPEN),
  AWAITING_VERIFICATION("s.status = 'reported'", OPEN),
  ANSWERED("s.position <> 'none'", ISSUED),
  ACCEPTED("s.position IN ('accepted', 'accepted_in_part')", ANSWERED),
  REJECTED("s.position = 'rejected'", ANSWERED),
  /** Those of which it is settled whether the answer came in time: it came, or its day has passed. */
  ANSWER_WAS_DUE("s.first_due IS NOT NULL AND (s.answered_on IS NOT NULL OR s.first_due < s.as_of)", ISSUED),
  ANSWERED_ON_TIME("s.first_due IS NOT NULL AND s.answered_on <= s.first_due", ANSWER_WAS_DUE),
  STILL_APPLICABLE("s.status NOT IN ('superseded', 'not_applicable')", ISSUED),
  VERIFIED("s.status = 'implemented'", STILL_APPLICABLE),
  PARTLY_VERIFIED("s.status = 'partly_implemented'", STILL_APPLICABLE),
  CLOSED_UNDONE("s.status = 'closed_not_implemented'", STILL_APPLICABLE),
  ISSUED_THEN("s.issued_on BETWEEN s.from_day AND s.as_of", null),
  ANSWERED_THEN("s.answered_on BETWEEN s.from_day AND s.as_of", null),
  ANSWERED_ON_TIME_THEN("s.answered_on BETWEEN s.from_day AND s.as_of AND s.answered_on <= s.first_due", ANSWERED_THEN),
  REPORTED_THEN("s.reported_on BETWEEN s.from_day AND s.as_of", null),
  VERIFIED_THEN("s.implemented_on BETWEEN s.from_day AND s.as_of", null);

  final String counts;
  private final Measure of;

  Measure(String counts, Measure of) {
    this.counts = counts;
    this.of = of;
  }

  /** Those among which it counts; null where a share makes no sense. */
  public Measure of() {
    return of;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it is added up in a query over {@code standing s}, a column for each. */
  static String columns() {
    var columns = new StringBuilder();
    for (var measure : values()) {
      if (!columns.isEmpty()) columns.append(",\n");
      columns.append("count(*) FILTER (WHERE ").append(measure.counts).append(") AS ").append(measure.word());
    }
    return columns.toString();
  }
}
