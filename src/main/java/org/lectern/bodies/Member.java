package org.lectern.bodies;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * Somebody who sits in a body and votes there. No account is needed to sit; {@code seat} is what the place calls it
 * ("District 3"), null where seats have no names; {@code until} is null as long as the member sits.
 */
public record Member(UUID id, String name, String seat, Instant since, Instant until) {

  static final String COLUMNS = """
      SELECT m.id, m.name, m.seat, m.since, m.until
      FROM member m
      """;

  static Member from(Row row) {
    return new Member(row.getUUID("id"), row.getString("name"), row.getString("seat"), Rows.instant(row, "since"), Rows.instant(row, "until"));
  }
}
