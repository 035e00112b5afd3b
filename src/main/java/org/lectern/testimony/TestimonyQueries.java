package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** What can be known about testimony: by everyone, and by its author behind the secret link. */
public final class TestimonyQueries {
  private TestimonyQueries() {}

  /** How many, and how they stand. Comments are not votes. */
  public record Counts(long published, long confidential, long support, long oppose, long neutral, long mixed) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    public long all() {
      return published + confidential;
    }
  }

  /** A step of what became of it. */
  public record Step(String step, Instant at, Long hearing, String action, String policy, String passage, String note) {}

  /** A testimony, the place it stands in, and the steps it took. {@code record} is its number in the record. */
  public record Trail(Testimony testimony, String targetTitle, List<Step> steps, Long record) {}

  /** The author's own copy: with the text whatever became of it, and with what proves its place in the record. */
  public record OwnTrail(Trail trail, String commitment, String salt, boolean emailKept) {}

  /** A page of a target and its counts. */
  public record Listing(Counts counts, Page<Testimony> page) {}

  private static final String LISTED = "t.privacy <> 'confidential' AND NOT t.unseen AND t.status IN ('published', 'redacted', 'hidden', 'appealed', 'hidden_final', 'withdrawn')";
  /** By its number also while it is held, without its text. */
  private static final String SHOWN = "t.privacy <> 'confidential' AND NOT t.unseen AND t.status <> 'received'";

  /** Newest first; {@code target} must be visible to the caller. */
  public static Query<Listing> listing(Target target, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : ordinal(cursor);
    return (db, caller) -> Sight.of(db, caller, target).compose(id -> counts(db, id)
        .compose(counts -> db.preparedQuery(Testimony.COLUMNS + "WHERE " + column(target) + " = $1 AND t.ordinal < $2 AND " + LISTED + " ORDER BY t.ordinal DESC LIMIT $3")
            .execute(Tuple.of(id, before, limit + 1))
            .map(rows -> new Listing(counts, Page.of(Rows.list(rows, Testimony::from), limit, t -> String.valueOf(t.ordinal()))))));
  }

  private static long ordinal(String cursor) {
    try {
      return Long.parseLong(Page.key(cursor, 1)[0]);
    } catch (NumberFormatException notOurs) {
      throw Problem.malformed("cursor_unknown");
    }
  }

  /** One of four literals: each kind of target has its own index. */
  private static String column(Target target) {
    if (target.hearing() != null) return "t.hearing";
    if (target.policy() != null) return "t.policy";
    return target.area() != null ? "t.area" : "t.action";
  }

  private static Future<Counts> counts(SqlClient db, UUID target) {
    return db.preparedQuery("SELECT published, confidential, support, oppose, neutral, mixed FROM testimony_count WHERE target = $1")
        .execute(Tuple.of(target))
        .map(rows -> Rows.first(rows, row -> new Counts(row.getLong("published"), row.getLong("confidential"), row.getLong("support"),
            row.getLong("oppose"), row.getLong("neutral"), row.getLong("mixed")), Counts.NONE));
  }

  public static Query<Trail> testimony(String number) {
    return (db, caller) -> db.preparedQuery(Testimony.COLUMNS + "WHERE t.jurisdiction = $1 AND t.number = $2 AND " + SHOWN)
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "testimony", Testimony::from))
        .compose(testimony -> trail(db, caller, testimony));
  }

  private static Future<Trail> trail(SqlClient db, Caller caller, Testimony testimony) {
    return steps(db, caller, testimony.number())
        .compose(steps -> title(db, caller, testimony.target())
            .compose(title -> record(db, caller, testimony.number()).map(seq -> new Trail(testimony, title, steps, seq))));
  }

  private static Future<List<Step>> steps(SqlClient db, Caller caller, String number) {
    return db.preparedQuery("""
            SELECT s.step, s.at, h.number AS hearing, a.number AS action, c.number AS policy, s.passage, s.note
            FROM testimony_trail s
            JOIN testimony t ON t.id = s.testimony
            LEFT JOIN hearing h ON h.id = s.hearing
            LEFT JOIN action a ON a.id = s.action
            LEFT JOIN policy_change c ON c.id = s.policy
            WHERE t.jurisdiction = $1 AND t.number = $2
            ORDER BY s.at
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.list(rows, row -> new Step(row.getString("step"), Rows.instant(row, "at"), row.getLong("hearing"),
            row.getString("action"), row.getString("policy"), row.getString("passage"), row.getString("note"))));
  }

  private static Future<String> title(SqlClient db, Caller caller, Target target) {
    return db.preparedQuery("""
            SELECT title FROM hearing WHERE jurisdiction = $1 AND number = $2
            UNION ALL SELECT title FROM area WHERE jurisdiction = $1 AND slug = $3
            UNION ALL SELECT title FROM action WHERE jurisdiction = $1 AND number = $4
            UNION ALL SELECT title FROM policy_change WHERE jurisdiction = $1 AND number = $5""")
        .execute(Tuple.of(caller.place().id(), target.hearing(), target.area(), target.action(), target.policy()))
        .map(rows -> Rows.first(rows, row -> row.getString("title"), ""));
  }

  /** The number of its first entry in the record. */
  private static Future<Long> record(SqlClient db, Caller caller, String number) {
    return db.preparedQuery("SELECT min(seq) AS seq FROM journal_topic WHERE jurisdiction = $1 AND topic = 'testimony/' || $2::text")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> rows.iterator().next().getLong("seq"));
  }

  /** The author's own copy, by the secret of the receipt. */
  public static Query<OwnTrail> receipt(String secret) {
    return (db, caller) -> db.preparedQuery(Testimony.COLUMNS.replace("SELECT", "SELECT t.commitment, t.salt, t.email IS NOT NULL AS email_kept,")
            + "WHERE t.jurisdiction = $1 AND t.secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", row -> row))
        .compose(row -> trail(db, caller, Testimony.from(row, true))
            .map(trail -> new OwnTrail(trail, base64(row, "commitment"), base64(row, "salt"), row.getBoolean("email_kept"))));
  }

  private static String base64(Row row, String column) {
    return Base64.getEncoder().encodeToString(row.getBuffer(column).getBytes());
  }

  /** The place in which a secret link's testimony or slot lives; secrets are unique over the installation. */
  public static Query<String> placeOf(String secret) {
    return (db, caller) -> db.preparedQuery("""
            SELECT j.slug
            FROM jurisdiction j
            WHERE j.id = (SELECT jurisdiction FROM testimony WHERE secret_hash = $1 UNION ALL SELECT jurisdiction FROM slot WHERE secret_hash = $1)""")
        .execute(Tuple.of(Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", row -> row.getString("slug")));
  }
}
