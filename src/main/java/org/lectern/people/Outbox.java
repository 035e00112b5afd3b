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

  /** What a mail says; {@code unsubscribe} is the address at which one tap ends such mail, null where there is nothing to end. */
  public record Letter(String subject, String body, String unsubscribe) {
    public Addressed to(String recipient) {
      return new Addressed(recipient, this);
    }
  }

  /** A letter and whom it goes to. */
  public record Addressed(String recipient, Letter letter) {}

  public static Future<Void> put(SqlClient tx, String recipient, String subject, String body) {
    return put(tx, new Letter(subject, body, null).to(recipient));
  }

  public static Future<Void> put(SqlClient tx, Addressed mail) {
    return put(tx, List.of(mail));
  }

  public static Future<Void> put(SqlClient tx, List<Addressed> mails) {
    if (mails.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("INSERT INTO mail (id, recipient, subject, body, unsubscribe) VALUES ($1, $2, $3, $4, $5)")
        .executeBatch(mails.stream().map(mail -> Tuple.of(Ids.next(), mail.recipient, oneLine(mail.letter.subject), mail.letter.body, mail.letter.unsubscribe)).toList())
        .mapEmpty();
  }

  /** So many of this kind of mail one address gets in an hour. */
  private static final int SPARINGLY = 5;

  /** What anybody can cause to be sent to any address: no more than a few an hour go to each, what is more is left out. */
  public static Future<Void> putSparingly(SqlClient tx, List<Addressed> mails) {
    if (mails.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO mail (id, recipient, subject, body, unsubscribe)
            SELECT $1, $2, $3, $4, $5
            WHERE (SELECT count(*) FROM mail WHERE recipient = $2 AND created_at > now() - interval '1 hour') < $6""")
        .executeBatch(mails.stream().map(mail -> Tuple.of(Ids.next(), mail.recipient, oneLine(mail.letter.subject), mail.letter.body, mail.letter.unsubscribe, SPARINGLY)).toList())
        .mapEmpty();
  }

  private static String oneLine(String subject) {
    return subject.replaceAll("[\\r\\n]+", " ");
  }

  public static Future<List<Mail>> newest(SqlClient db, int limit) {
    return db.preparedQuery("SELECT id, recipient, subject, body, created_at, sent_at, tries FROM mail ORDER BY created_at DESC LIMIT $1")
        .execute(Tuple.of(limit))
        .map(rows -> Rows.list(rows, row -> new Mail(row.getUUID("id"), row.getString("recipient"), row.getString("subject"), row.getString("body"),
            Rows.instant(row, "created_at"), Rows.instant(row, "sent_at"), row.getInteger("tries"))));
  }
}
