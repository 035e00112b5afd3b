package org.lectern.follow;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.people.Outbox;

/**
 * Following by e-mail, without an account: the address is asked by mail and says yes on the page behind the link, not by the link,
 * because mail scanners open links. Who follows what is on no record.
 */
public final class FollowCommands {
  private FollowCommands() {}

  private static final int ASKS_PER_HOUR = 5;

  /** A wish to follow: {@code place}, {@code bodies/SLUG}, {@code areas/SLUG}, {@code hearings/NUMBER}, {@code actions/NUMBER} or {@code policies/NUMBER}. */
  public record Following(String topic, String email, String language) {}

  /** What is answered, whether or not the address follows already. */
  public record Asked(String topic) {}

  /** A follower's own view, behind the secret link. */
  public record Followed(String topic, String title, String language, boolean confirmed) {}

  /** Asks the address by mail. The answer says nothing about the address. */
  public static Command<Asked> ask(Following following, Secrets secrets, BiFunction<Followed, String, Outbox.Letter> letter) {
    var email = following.email().strip().toLowerCase(Locale.ROOT);
    return (tx, caller) -> title(tx, caller, following.topic())
        .compose(title -> refuseTooMany(tx, email)
            .compose(few -> keep(tx, caller, following, email, secrets))
            .compose(id -> Outbox.put(tx, letter.apply(new Followed(following.topic(), title, following.language(), false), secrets.link("follow", id)).to(email))))
        .map(sent -> Change.of(new Asked(following.topic())));
  }

  /** What it is called that can be followed at this address. */
  public static Query<String> title(String topic) {
    return (db, caller) -> title(db, caller, topic);
  }

  /** What the topic is called; nothing that is not public can be followed. */
  private static Future<String> title(SqlClient db, Caller caller, String topic) {
    if (topic.equals("place")) return Future.succeededFuture(caller.place().name());
    return db.preparedQuery("""
            SELECT title FROM hearing WHERE jurisdiction = $1 AND 'hearings/' || number = $2 AND status <> 'draft'
            UNION ALL SELECT title FROM area WHERE jurisdiction = $1 AND 'areas/' || slug = $2 AND status = 'adopted'
            UNION ALL SELECT name FROM body WHERE jurisdiction = $1 AND 'bodies/' || slug = $2 AND kind <> 'agency'
            UNION ALL SELECT title FROM action WHERE jurisdiction = $1 AND 'actions/' || number = $2 AND status <> 'draft'
            UNION ALL SELECT title FROM policy_change WHERE jurisdiction = $1 AND 'policies/' || number = $2""")
        .execute(Tuple.of(caller.place().id(), topic))
        .map(rows -> Rows.one(rows, "topic", row -> row.getString("title")));
  }

  /** Nobody's mailbox is filled through us, over all places. */
  private static Future<Void> refuseTooMany(SqlConnection tx, String email) {
    return tx.preparedQuery("SELECT coalesce(sum(asks), 0)::int AS n FROM follower WHERE email = $1 AND asked_at > now() - interval '1 hour'")
        .execute(Tuple.of(email))
        .map(rows -> {
          if (rows.iterator().next().getInteger("n") >= ASKS_PER_HOUR) throw Problem.later(429, "too_many_follows", 3600);
          return null;
        });
  }

  private static Future<UUID> keep(SqlConnection tx, Caller caller, Following following, String email, Secrets secrets) {
    var id = Ids.blind();
    return tx.preparedQuery("""
            INSERT INTO follower (id, jurisdiction, email, topic, language, secret_hash)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (jurisdiction, email, topic) DO UPDATE
            SET asks = CASE WHEN follower.asked_at > now() - interval '1 hour' THEN follower.asks + 1 ELSE 1 END, asked_at = now()
            RETURNING id""")
        .execute(Tuple.of(id, caller.place().id(), email, following.topic(), following.language() == null ? "en" : following.language(),
            Buffer.buffer(Secrets.hash(secrets.link("follow", id)))))
        .map(rows -> Rows.one(rows, "topic", row -> row.getUUID("id")));
  }

  public static Query<Followed> own(String secret) {
    return (db, caller) -> find(db, caller, secret);
  }

  private static Future<Followed> find(SqlClient db, Caller caller, String secret) {
    return db.preparedQuery("SELECT topic, language, confirmed_at FROM follower WHERE jurisdiction = $1 AND secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "topic", row -> row))
        .compose(row -> title(db, caller, row.getString("topic")).recover(gone -> Future.succeededFuture(caller.place().name()))
            .map(title -> new Followed(row.getString("topic"), title, row.getString("language"), row.getOffsetDateTime("confirmed_at") != null)));
  }

  /** The address says yes. Saying it twice changes nothing. */
  public static Command<Followed> confirm(String secret) {
    return (tx, caller) -> tx.preparedQuery("""
            UPDATE follower
            SET confirmed_at = coalesce(confirmed_at, now())
            WHERE jurisdiction = $1 AND secret_hash = $2""")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .compose(confirmed -> find(tx, caller, secret))
        .map(Change::of);
  }

  /** Ends it and forgets the address. Ending what has ended is no fault: mail programs may ask twice. */
  public static Command<Asked> stop(String secret) {
    return (tx, caller) -> tx.preparedQuery("DELETE FROM follower WHERE jurisdiction = $1 AND secret_hash = $2 RETURNING topic")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Change.of(new Asked(Rows.first(rows, row -> row.getString("topic"), "place"))));
  }
}
