package org.lectern.people;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.lectern.core.Rows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes mail from the outbox to the mail server, one at a time, each locked while it is on its way; what fails waits longer each time. */
public final class Postman {

  private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
  private static final long ROUND_MILLIS = 2_000;
  private static final int TRIES = 8;

  private final Vertx vertx;
  private final Pool pool;
  private final MailClient client;
  private final String from;
  private boolean out;

  public Postman(Vertx vertx, Pool pool, MailConfig server, String from) {
    this.vertx = vertx;
    this.pool = pool;
    this.client = MailClient.create(vertx, server);
    this.from = from;
  }

  public void start() {
    vertx.setPeriodic(ROUND_MILLIS, tick -> round());
  }

  private void round() {
    if (out) return;
    out = true;
    pool.withTransaction(this::deliverOne).timeout(30, TimeUnit.SECONDS).onComplete(done -> {
      out = false;
      if (done.failed()) LOG.warn("The outbox could not be read; trying again");
      else if (done.result()) round();
    });
  }

  private Future<Boolean> deliverOne(SqlConnection tx) {
    return tx.preparedQuery("""
            SELECT id, recipient, subject, body, unsubscribe, tries
            FROM mail
            WHERE sent_at IS NULL AND failed_at IS NULL AND next_try <= now()
            ORDER BY next_try
            LIMIT 1
            FOR UPDATE SKIP LOCKED""")
        .execute()
        .map(rows -> Rows.maybe(rows, row -> row))
        .compose(row -> row.isEmpty() ? Future.succeededFuture(false) : deliver(tx, row.get()).map(true));
  }

  private Future<Void> deliver(SqlConnection tx, Row row) {
    var message = new MailMessage().setFrom(from).setTo(row.getString("recipient")).setSubject(row.getString("subject")).setText(row.getString("body"));
    var unsubscribe = row.getString("unsubscribe");
    if (unsubscribe != null) message.addHeader("List-Unsubscribe", "<" + unsubscribe + ">").addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    return client.sendMail(message).timeout(15, TimeUnit.SECONDS).transform(sent -> sent.succeeded()
        ? tx.preparedQuery("UPDATE mail SET sent_at = now(), body = '' WHERE id = $1").execute(Tuple.of(row.getUUID("id"))).<Void>mapEmpty()
        : wait(tx, row.getUUID("id"), row.getInteger("tries")));
  }

  private static Future<Void> wait(SqlConnection tx, UUID id, int tries) {
    return tx.preparedQuery("""
            UPDATE mail
            SET tries = tries + 1, next_try = now() + interval '10 seconds' * power(3, tries), failed_at = CASE WHEN $2 THEN now() END
            WHERE id = $1""")
        .execute(Tuple.of(id, tries + 1 >= TRIES))
        .mapEmpty();
  }
}
