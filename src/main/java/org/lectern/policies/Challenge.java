package org.lectern.policies;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.lectern.areas.ChallengeKind;
import org.lectern.core.Rows;

/** An obstacle that somebody named. {@code number} counts within its policy change; {@code outcome} is null while it stands. */
public record Challenge(
    int number, ChallengeKind kind, Side side, String name, String text, String url, boolean blocking, String blockReason, Instant blockedAt, String blockedBy,
    ChallengeOutcome outcome, String resolution, Instant resolvedAt, String resolvedBy, Instant at) {

  static final String COLUMNS = """
      SELECT c.number, c.kind, c.side, c.name, c.text, c.url, c.blocking, c.block_reason, c.blocked_at, c.blocked_by, c.outcome, c.resolution,
        c.resolved_at, c.resolved_by, c.at
      FROM policy_challenge c
      """;

  static Challenge from(Row row) {
    return new Challenge(row.getInteger("number"), Rows.word(row, "kind", ChallengeKind.class), Rows.word(row, "side", Side.class), row.getString("name"),
        row.getString("text"), row.getString("url"), row.getBoolean("blocking"), row.getString("block_reason"), Rows.instant(row, "blocked_at"),
        row.getString("blocked_by"), Rows.word(row, "outcome", ChallengeOutcome.class), row.getString("resolution"), Rows.instant(row, "resolved_at"),
        row.getString("resolved_by"), Rows.instant(row, "at"));
  }

  public boolean open() {
    return outcome == null;
  }

  /** It stops every step forward now. */
  public boolean stops() {
    return blocking && open();
  }
}
