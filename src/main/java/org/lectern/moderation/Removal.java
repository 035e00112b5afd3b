package org.lectern.moderation;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.lectern.core.Rows;

/**
 * A request to take off personal data: what it is, where it stands, and by when it must be decided (48 hours). {@code contact} is
 * for the moderators alone; whoever asked sees the rest behind their secret link.
 */
public record Removal(
    long number, String testimony, String spot, String what, String contact, Instant askedAt, Instant dueAt, boolean overdue, Outcome outcome,
    String reason, Instant decidedAt) {

  /** What became of it. */
  public enum Outcome {
    REMOVED,
    PARTLY,
    DECLINED
  }

  static final String COLUMNS = """
      SELECT r.number, t.number AS testimony, r.spot, r.what, r.contact, r.asked_at, r.asked_at + interval '48 hours' AS due_at, coalesce(r.decided_at, now()) > r.asked_at + interval '48 hours' AS overdue, r.outcome, r.reason, r.decided_at
      FROM removal r
      LEFT JOIN testimony t ON t.id = r.testimony
      LEFT JOIN hearing h ON h.id = t.hearing
      LEFT JOIN action x ON x.id = t.action
      LEFT JOIN policy_change c ON c.id = t.policy
      """;

  static Removal from(Row row) {
    return new Removal(row.getLong("number"), row.getString("testimony"), row.getString("spot"), row.getString("what"), row.getString("contact"),
        Rows.instant(row, "asked_at"), Rows.instant(row, "due_at"), row.getBoolean("overdue"), Rows.word(row, "outcome", Outcome.class),
        row.getString("reason"), Rows.instant(row, "decided_at"));
  }
}
