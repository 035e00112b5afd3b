package org.lectern.people;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Ids;
import org.lectern.core.Rows;

/** Mail to be sent: written in the transaction that causes it, sent afterwards, shown instead in the demo. */
public final class Outbox {
  private Outbox() {}

  /** A mail. The subject is one line; the body plain text. */
  public record Mail(UUID id, String recipient, String subject, String body, Instant createdAt, Instant sentAt, int tries) {}

  public static Future<Void> put(SqlClient tx, String recipient, String subject, String body) {
    return tx.preparedQuery("INSERT INTO mail (id, recipient, subject, body) VALUES ($1, $2, $3, $4)")
        .execute(Tuple.of(Ids.next(), recipient, subject.replaceAll("[\\r\\n]+", " "), body))
        .mapEmpty();
  }

  public static Future<List<Mail>> newest(SqlClient db, int limit) {
    return db.preparedQuery("SELECT id, recipient, subject, body, created_at, sent_at, tries FROM mail ORDER BY created_at DESC LIMIT $1")
        .execute(Tuple.of(limit))
        .map(rows -> Rows.list(rows, row -> new Mail(row.getUUID("id"), row.getString("recipient"), row.getString("subject"), row.getString("body"),
            Rows.instant(row, "created_at"), Rows.instant(row, "sent_at"), row.getInteger("tries"))));
  }
}
