package org.lectern.people;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/**
 * Signing in without a password: an eight-digit code, mailed, typed in the same browser that asked for it (10 minutes, five
 * tries, once). Whether an address is known makes no difference to what is answered. None of it goes on the record.
 */
public final class SignIn {
  private SignIn() {}

  private static final int TRIES = 5;
  private static final int CODES_PER_QUARTER_HOUR = 5;

  /** What the asking browser keeps to prove that it asked; the mail holds the code. */
  public record Asked(String ticket, String code) {}

  /** A session and the value that renews it. */
  public record Session(UUID id, UUID person, String refresh) {}

  /** Makes a code; the caller mails it. Too many for one address is a 429. */
  public static Function<SqlConnection, Future<Asked>> ask(String address) {
    return ask(address, 10, CODES_PER_QUARTER_HOUR);
  }

  /** The operator's way in for somebody: good for a day, as often as the operator likes. */
  public static Function<SqlConnection, Future<Asked>> invite(String address) {
    return ask(address, 24 * 60, Integer.MAX_VALUE);
  }

  private static Function<SqlConnection, Future<Asked>> ask(String address, int minutes, int most) {
    var email = address.strip().toLowerCase(Locale.ROOT);
    var asked = new Asked(Secrets.text(Secrets.random(32), 32), Secrets.digits(8));
    return tx -> tx.preparedQuery("SELECT count(*) AS n FROM sign_in_code WHERE email = $1 AND created_at > now() - interval '15 minutes'")
        .execute(Tuple.of(email))
        .compose(rows -> {
          if (rows.iterator().next().getLong("n") >= most) throw Problem.later(429, "too_many_codes", 300);
          return tx.preparedQuery("""
                  INSERT INTO sign_in_code (ticket_hash, email, code_hash, expires_at)
                  VALUES ($1, $2, $3, now() + $4 * interval '1 minute')""")
              .execute(Tuple.of(Buffer.buffer(Secrets.hash(asked.ticket)), email, hash(asked.ticket, asked.code), (double) minutes));
        })
        .map(asked);
  }

  private static Buffer hash(String ticket, String code) {
    return Buffer.buffer(Secrets.hash((ticket + ":" + code).getBytes(StandardCharsets.UTF_8)));
  }

  /** What a try came to. A wrong code is counted, so it must not roll back: it is an answer here, a problem outside. */
  public record Tried(Session session) {
    public Session orRefuse() {
      if (session == null) throw Problem.invalid("/code", "code_wrong");
      return session;
    }
  }

  public static Function<SqlConnection, Future<Tried>> enter(String ticket, String code) {
    return tx -> tx.preparedQuery("""
            UPDATE sign_in_code
            SET tries = tries + 1
            WHERE ticket_hash = $1 AND used_at IS NULL AND expires_at > now() AND tries < $2
            RETURNING email, code_hash""")
        .execute(Tuple.of(Buffer.buffer(Secrets.hash(ticket)), TRIES))
        .compose(rows -> {
          var row = Rows.maybe(rows, r -> r).orElse(null);
          if (row == null || !MessageDigest.isEqual(row.getBuffer("code_hash").getBytes(), hash(ticket, digits(code)).getBytes())) {
            return Future.succeededFuture(new Tried(null));
          }
          return tx.preparedQuery("UPDATE sign_in_code SET used_at = now() WHERE ticket_hash = $1")
              .execute(Tuple.of(Buffer.buffer(Secrets.hash(ticket))))
              .compose(used -> PersonCommands.person(tx, row.getString("email"), null))
              .compose(person -> begin(tx, person))
              .map(Tried::new);
        });
  }

  private static String digits(String code) {
    return code.replaceAll("[^0-9]", "");
  }

  /** A new session. Residents: a week idle, thirty days in all; who holds an office: half an hour idle, ten hours in all. */
  public static Future<Session> begin(SqlConnection tx, UUID person) {
    var session = new Session(Ids.next(), person, Secrets.text(Secrets.random(32), 32));
    return tx.preparedQuery("""
            INSERT INTO session (id, person, refresh_hash, idle_until, ends_at)
            SELECT $1, $2, $3, now() + CASE WHEN staff THEN interval '30 minutes' ELSE interval '7 days' END,
              now() + CASE WHEN staff THEN interval '10 hours' ELSE interval '30 days' END
            FROM (SELECT EXISTS (SELECT FROM role_grant WHERE person = $2 AND revoked_at IS NULL) AS staff) AS who""")
        .execute(Tuple.of(session.id, person, Buffer.buffer(Secrets.hash(session.refresh))))
        .map(session);
  }

  /**
   * Renews: the refresh value is exchanged for a new one. The one before is good for ten more seconds, because two tabs may
   * ask at once; used later it has been stolen, and the session ends.
   */
  public static Function<SqlConnection, Future<Tried>> renew(String refresh) {
    var hash = Buffer.buffer(Secrets.hash(refresh));
    var next = Secrets.text(Secrets.random(32), 32);
    return tx -> tx.preparedQuery("""
            SELECT id, person, refresh_hash = $1 AS current, rotated_at > now() - interval '10 seconds' AS graced
            FROM session
            WHERE (refresh_hash = $1 OR previous_hash = $1) AND revoked_at IS NULL AND idle_until > now() AND ends_at > now()
            FOR UPDATE""")
        .execute(Tuple.of(hash))
        .compose(rows -> {
          var row = Rows.maybe(rows, r -> r).orElse(null);
          if (row == null) return Future.succeededFuture(new Tried(null));
          var id = row.getUUID("id");
          if (row.getBoolean("current")) return rotate(tx, id, next).map(rotated -> new Tried(new Session(id, row.getUUID("person"), next)));
          if (row.getBoolean("graced")) return Future.succeededFuture(new Tried(new Session(id, row.getUUID("person"), null)));
          return end(tx, id).map(ended -> new Tried(null));
        });
  }

  private static Future<Void> rotate(SqlConnection tx, UUID session, String next) {
    return tx.preparedQuery("""
            UPDATE session
            SET previous_hash = refresh_hash, refresh_hash = $2, rotated_at = now(),
              idle_until = now() + CASE WHEN EXISTS (SELECT FROM role_grant g WHERE g.person = session.person AND g.revoked_at IS NULL)
                THEN interval '30 minutes' ELSE interval '7 days' END
            WHERE id = $1""")
        .execute(Tuple.of(session, Buffer.buffer(Secrets.hash(next))))
        .mapEmpty();
  }

  public static Future<Void> end(SqlConnection tx, UUID session) {
    return tx.preparedQuery("UPDATE session SET revoked_at = now() WHERE id = $1").execute(Tuple.of(session)).mapEmpty();
  }
}
