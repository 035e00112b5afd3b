package org.lectern.accommodations;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.lectern.core.Rows;

/**
 * A request, as the clerk and whoever made it see it. {@code bestEffort}: it came later than three days before the hearing,
 * and is seen to as well as can be done.
 */
public record Accommodation(
    long hearing, int number, AccommodationKind kind, String details, String language, String name, String contact, boolean bestEffort,
    AccommodationStatus status, String note, String alternative, Instant requestedAt, Instant decidedAt) {

  static final String COLUMNS = """
      SELECT h.number AS hearing, a.number, a.kind, a.details, a.language, a.name, a.contact, a.best_effort, a.status, a.note, a.alternative,
        a.requested_at, a.decided_at
      FROM accommodation a
      JOIN hearing h ON h.id = a.hearing
      """;

  static Accommodation from(Row row) {
    return new Accommodation(row.getLong("hearing"), row.getInteger("number"), Rows.word(row, "kind", AccommodationKind.class), row.getString("details"),
        row.getString("language"), row.getString("name"), row.getString("contact"), row.getBoolean("best_effort"),
        Rows.word(row, "status", AccommodationStatus.class), row.getString("note"), row.getString("alternative"),
        Rows.instant(row, "requested_at"), Rows.instant(row, "decided_at"));
  }
}
