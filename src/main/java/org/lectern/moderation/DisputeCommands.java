package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.moderation.HoldCommands.Reported;
import org.lectern.moderation.HoldCommands.Reporting;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Striking;

/**
 * “I did not send this.” The address on file shows it: a mail goes there with a link, and whoever follows it takes the name off;
 * the words stay, shown as disputed. Where no address is on file moderators see the report. Nobody learns which it was.
 */
public final class DisputeCommands {
  private DisputeCommands() {}

  /** What somebody adds for the moderators, and how to reach them. */
  public record Disputing(String words, String contact) {}

  /** What the link in the mail leads to. */
  public record Dispute(String testimony, String byline, String text, String language, boolean confirmed) {}

  public static Command<Reported> dispute(String number, Disputing disputing, Secrets secrets, byte[] source, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> {
      if (subject.confidential()) throw Problem.missing("testimony");
      if (!subject.open()) throw Problem.conflict("not_public_now");
      if (subject.byline() == null) throw Problem.conflict("no_name_shown");
      return ask(tx, caller, subject, secrets, letter)
          .compose(asked -> HoldCommands.report(number, new Reporting(Ground.M8, disputing.words, disputing.contact), source, letter).perform(tx, caller));
    });
  }

  /** At most once an hour, so that nobody's address is flooded by others. */
  private static Future<Void> ask(SqlConnection tx, Caller caller, Subject subject, Secrets secrets, Function<Notice, Letter> letter) {
    if (subject.address() == null) return Future.succeededFuture();
    var id = Ids.blind();
    var secret = secrets.link("dispute", id);
    return tx.preparedQuery("""
            INSERT INTO attribution_dispute (id, jurisdiction, testimony, secret_hash)
            SELECT $1, $2, $3, $4
            WHERE NOT EXISTS (SELECT FROM attribution_dispute WHERE testimony = $3 AND asked_at > now() - interval '1 hour')""")
        .execute(Tuple.of(id, caller.place().id(), subject.id(), Buffer.buffer(Secrets.hash(secret))))
        .compose(kept -> kept.rowCount() == 0 ? Future.succeededFuture() : Outbox.put(tx, letter.apply(
            new Notice(subject.id(), subject.number(), subject.it().language(), subject.title(), Told.DISPUTE, Ground.M8, null, null, secret)).to(subject.address())));
  }

  public static Query<Dispute> find(String secret) {
    return (db, caller) -> row(db, caller, secret, "").map(row -> new Dispute(row.getString("number"), row.getString("name"), row.getString("text"),
        row.getString("language"), row.getOffsetDateTime("confirmed_at") != null));
  }

  private static Future<Row> row(SqlClient db, Caller caller, String secret, String lock) {
    return db.preparedQuery("""
            SELECT d.id, d.testimony, d.confirmed_at, t.number, t.name, t.language, CASE WHEN t.status IN ('published', 'redacted') THEN t.text END AS text
            FROM attribution_dispute d
            JOIN testimony t ON t.id = d.testimony
            WHERE d.jurisdiction = $1 AND d.secret_hash = $2 AND d.asked_at > now() - interval '30 days' %s""".formatted(lock))
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "dispute", row -> row));
  }

  /** The name is taken off wherever it stood; the sealed original keeps it. A second time changes nothing. */
  public static Command<Dispute> confirm(String secret) {
    return (tx, caller) -> row(tx, caller, secret, "FOR UPDATE OF d").compose(row -> {
      if (row.getOffsetDateTime("confirmed_at") != null) return find(secret).ask(tx, caller).map(found -> Change.of(found));
      return Subject.claim(tx, row.getUUID("testimony"))
          .compose(subject -> takeOff(tx, caller, subject, row.getUUID("id"))
              .compose(done -> find(secret).ask(tx, caller))
              .map(found -> Change.of(found, new ModerationEvent.AttributionDisputed(subject.number(), subject.target(), "name"))));
    });
  }

  private static Future<Void> takeOff(SqlConnection tx, Caller caller, Subject subject, UUID dispute) {
    return tx.preparedQuery("UPDATE attribution_dispute SET confirmed_at = now() WHERE id = $1").execute(Tuple.of(dispute))
        .compose(confirmed -> tx.preparedQuery("""
                INSERT INTO moderation_sealed (jurisdiction, testimony, name)
                VALUES ($1, $2, $3)
                ON CONFLICT (testimony) DO UPDATE SET name = excluded.name""")
            .execute(Tuple.of(caller.place().id(), subject.id(), subject.name())))
        .compose(sealed -> tx.preparedQuery("UPDATE testimony SET privacy = CASE WHEN privacy IN ('named', 'pseudonym') THEN 'withheld' ELSE privacy END, name = NULL, disputed = true, ground = coalesce(ground, 'm8') WHERE id = $1")
            .execute(Tuple.of(subject.id())))
        .compose(taken -> Striking.name(tx, caller, subject.number()));
  }
}
