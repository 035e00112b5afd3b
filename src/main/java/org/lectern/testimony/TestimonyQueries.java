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
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** What can be known about testimony: by everyone, and by its author behind the secret link. */
public final class TestimonyQueries {
  private TestimonyQueries() {}

  /** How many, and how they stand. Comments are not votes. */
  public record Counts(long published, long confidential, long support, long oppose, long neutral, long mixed, long cited) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

    public long all() {
      return published + confidential;
    }
  }

  /** A step of what became of it; {@code source} is the address of what cites it, {@code by} who linked it. */
  public record Step(String step, Instant at, Long hearing, String action, String policy, String passage, String note, String source, String by) {}

  /**
   * A testimony, the place it stands in, and the steps it took. {@code record} is its number in the record; {@code answers}
   * are what was said to it and what its author added, each after what it answers.
   */
  public record Trail(Testimony testimony, String targetTitle, List<Step> steps, Long record, List<Testimony> answers, List<Attachment> attachments) {
    Trail forEveryone() {
      return new Trail(testimony, targetTitle, steps, record, answers, attachments.stream().map(Attachment::forEveryone).toList());
    }
  }

  /**
   * The author's own copy: with the text whatever became of it, and with what proves its place in the record. Until
   * {@code closesAt}, if there is such an instant, and as long as it is {@code changeable} it can be written anew.
   */
  public record OwnTrail(Trail trail, String commitment, String salt, boolean emailKept, boolean changeable, Instant closesAt) {}

  /** A page of a target and its counts. */
  public record Listing(Counts counts, Page<Testimony> page) {}

  private static final String LISTED = "t.privacy <> 'confidential' AND NOT t.unseen AND t.status IN ('published', 'redacted', 'hidden', 'appealed', 'hidden_final', 'withdrawn')";
  /** By its number also while it is held, without its text. */
  /** Whatever was public once is known to everyone, if only by its tombstone. */
  static final String SHOWN = "t.privacy <> 'confidential' AND NOT t.unseen AND t.status <> 'received'";

  /** Newest first; {@code target} must be visible to the caller. */
  public static Query<Listing> listing(Target target, String cursor, int limit) {
    long before = cursor == null ? Long.MAX_VALUE : ordinal(cursor);
    return (db, caller) -> Sight.of(db, caller, target).compose(id -> {
      var counts = counts(db, id);
      var newest = db.preparedQuery(Testimony.COLUMNS + "WHERE " + column(target) + " = $1 AND t.ordinal < $2 AND " + LISTED + " ORDER BY t.ordinal DESC LIMIT $3")
          .execute(Tuple.of(id, before, limit + 1))
          .map(rows -> Page.of(Rows.list(rows, Testimony::from), limit, t -> String.valueOf(t.ordinal())));
      return Future.all(counts, newest).map(all -> new Listing(counts.result(), newest.result()));
    });
  }

  private static long ordinal(String cursor) {
    return Cursor.of(cursor, 1).number(0);
  }

  /** One of four literals: each kind of target has its own index. */
  private static String column(Target target) {
    if (target.hearing() != null) return "t.hearing";
    if (target.policy() != null) return "t.policy";
    return target.area() != null ? "t.area" : "t.action";
  }

  private static Future<Counts> counts(SqlClient db, UUID target) {
    return db.preparedQuery("SELECT published, confidential, support, oppose, neutral, mixed, cited FROM testimony_count WHERE target = $1")
        .execute(Tuple.of(target))
        .map(rows -> Rows.first(rows, row -> new Counts(row.getLong("published"), row.getLong("confidential"), row.getLong("support"),
            row.getLong("oppose"), row.getLong("neutral"), row.getLong("mixed"), row.getLong("cited")), Counts.NONE));
  }

  public static Query<Trail> testimony(String number) {
    return (db, caller) -> db.preparedQuery(Testimony.COLUMNS + "WHERE t.jurisdiction = $1 AND t.number = $2 AND " + SHOWN)
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "testimony", Testimony::from))
        .compose(testimony -> trail(db, caller, testimony))
        .map(Trail::forEveryone);
  }

  private static Future<Trail> trail(SqlClient db, Caller caller, Testimony testimony) {
    return steps(db, caller, testimony.number())
        .compose(steps -> title(db, caller, testimony.target())
            .compose(title -> record(db, caller, testimony.number())
                .compose(seq -> answers(db, caller, testimony.number())
                    .compose(answers -> attachments(db, caller, testimony).map(files -> new Trail(testimony, title, steps, seq, answers, files))))));
  }

  private static Future<List<Step>> steps(SqlClient db, Caller caller, String number) {
    return db.preparedQuery("""
            WITH it AS (SELECT id FROM testimony WHERE jurisdiction = $1 AND number = $2)
            SELECT s.step, s.at, h.number AS hearing, a.number AS action, c.number AS policy, CASE WHEN (SELECT status FROM testimony WHERE id = s.testimony) IN ('published', 'redacted') THEN s.passage END AS passage, s.note, s.source, s.by_name
            FROM (
              SELECT testimony, step, at, hearing, action, policy, passage, note, source, by_name FROM testimony_trail WHERE testimony = (SELECT id FROM it)
              UNION ALL
              -- An agency's first answer to an action that cites it answers its author too.
              SELECT d.testimony, 'answered', r.at, NULL, d.action, NULL, NULL, left(r.text, 500), 'actions/' || x.number, b.name
              FROM (SELECT DISTINCT testimony, action FROM testimony_trail WHERE testimony = (SELECT id FROM it) AND step = 'cited' AND action IS NOT NULL) AS d
              JOIN action x ON x.id = d.action
              JOIN body b ON b.id = x.addressee
              JOIN action_response r ON r.action = d.action AND r.version = 1) AS s
            LEFT JOIN hearing h ON h.id = s.hearing
            LEFT JOIN action a ON a.id = s.action
            LEFT JOIN policy_change c ON c.id = s.policy
            ORDER BY s.at
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.list(rows, row -> new Step(row.getString("step"), Rows.instant(row, "at"), row.getLong("hearing"),
            row.getString("action"), row.getString("policy"), row.getString("passage"), row.getString("note"), row.getString("source"), row.getString("by_name"))));
  }

  /** Of a testimony whose text may be read by whoever asks. */
  private static Future<List<Attachment>> attachments(SqlClient db, Caller caller, Testimony testimony) {
    if (testimony.attachments() == 0 || testimony.text() == null) return Future.succeededFuture(List.of());
    return AttachmentCommands.all(db, caller, testimony.number());
  }

  /** Each after what it answers, in the order of receipt; two hundred at most. */
  private static Future<List<Testimony>> answers(SqlClient db, Caller caller, String number) {
    return db.preparedQuery("""
            WITH RECURSIVE thread (id, path) AS (
              SELECT id, ARRAY[]::bigint[] FROM testimony WHERE jurisdiction = $1 AND number = $2
              UNION ALL
              SELECT n.id, thread.path || n.ordinal
              FROM thread
              JOIN testimony n ON n.parent = thread.id OR n.supplements = thread.id
              WHERE cardinality(thread.path) < 6)
            """ + Testimony.COLUMNS + "JOIN thread ON thread.id = t.id WHERE cardinality(thread.path) > 0 AND " + LISTED + " ORDER BY thread.path LIMIT 200")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.list(rows, Testimony::from));
  }

  static Future<String> title(SqlClient db, Caller caller, Target target) {
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

  private static final String CHANGEABLE = """
      (t.status IN ('published', 'held') AND NOT EXISTS (SELECT FROM testimony_trail e WHERE e.testimony = t.id AND e.step IN ('entered', 'cited'))
        AND (c.id IS NULL OR c.comment_closes_at IS NULL OR clock_timestamp() <= c.comment_closes_at)
        AND (h.id IS NULL OR CASE WHEN h.testimony_closes_at IS NULL THEN h.status NOT IN ('adjourned', 'continued', 'closed', 'cancelled')
          ELSE clock_timestamp() <= h.testimony_closes_at AND h.status <> 'cancelled' END))""";

  /** The author's own copy, by the secret of the receipt. */
  public static Query<OwnTrail> receipt(String secret) {
    return (db, caller) -> db.preparedQuery(Testimony.COLUMNS.replaceFirst("SELECT", "SELECT t.commitment, t.salt, t.email IS NOT NULL AS email_kept, coalesce(h.testimony_closes_at, c.comment_closes_at) AS testimony_closes_at, " + CHANGEABLE + " AS changeable,")
            + "WHERE t.jurisdiction = $1 AND t.secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", row -> row))
        .compose(row -> trail(db, caller, Testimony.from(row, true))
            .map(trail -> new OwnTrail(trail, base64(row, "commitment"), base64(row, "salt"), row.getBoolean("email_kept"),
                row.getBoolean("changeable"), Rows.instant(row, "testimony_closes_at"))));
  }

  private static String base64(Row row, String column) {
    return Base64.getEncoder().encodeToString(row.getBuffer(column).getBytes());
  }

  /** The id of a target that the caller may see. */
  public static Future<UUID> seen(SqlClient db, Caller caller, Target target) {
    return Sight.of(db, caller, target);
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
