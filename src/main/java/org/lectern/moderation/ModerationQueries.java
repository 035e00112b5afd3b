package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.testimony.Attachment;
import org.lectern.testimony.AttachmentCommands;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Hold;
import org.lectern.testimony.Testimony;

/** What moderators see of what is held, what authors see of their own, and what everyone sees of what was decided. */
public final class ModerationQueries {
  private ModerationQueries() {}

  /** Which of what is held; each may be null. {@code days} is how long it has been held at least. */
  public record Filter(Hold rule, Ground ground, Integer days) {
    public static final Filter ALL = new Filter(null, null, null);
  }

  /** How many are held for what reason. */
  public record Held(Hold rule, long count) {}

  /** Reported, and not enough to be held. */
  public record ReportedOne(String testimony, String title, long reports) {}

  /** What is held, the longest first; {@code second} waits for a second moderator, {@code appeals} for a decision. */
  public record Queue(long held, long second, long appeals, long removals, List<Held> by, List<ReportedOne> reported, Page<Case> page) {}

  private static final String MINE = "k.jurisdiction = $1 AND ($2 OR k.body = ANY ($3))";

  public static Query<Queue> queue(Filter filter, String cursor, int limit) {
    var from = cursor == null ? null : Cursor.of(cursor, 2);
    return (db, caller) -> counts(db, caller)
        .compose(by -> reported(db, caller).compose(reported -> others(db, caller).compose(others -> page(db, caller, filter, from, limit)
            .map(page -> new Queue(by.stream().mapToLong(Held::count).sum(), others[0], others[1], others[2], by, reported, page)))));
  }

  /** What is held, the longest first, as much of it as that. */
  static Future<List<Case>> longestHeld(SqlClient db, Caller caller, int most) {
    return page(db, caller, Filter.ALL, null, most).map(Page::items);
  }

  private static Future<Page<Case>> page(SqlClient db, Caller caller, Filter filter, Cursor from, int limit) {
    return Profiles.current(db, caller.place()).compose(profile -> db.preparedQuery(Case.COLUMNS + "WHERE " + MINE + """
             AND k.status IN ('open', 'hide_proposed') AND ($4::text IS NULL OR k.rule = $4) AND ($5::text IS NULL OR k.ground = $5)
              AND ($6::int IS NULL OR k.held_at <= now() - make_interval(days => $6)) AND (k.held_at, t.ordinal) > ($7::timestamptz, $8::bigint)
            ORDER BY k.held_at, t.ordinal
            LIMIT $9""")
        .execute(Tuple.from(new Object[] {caller.place().id(), caller.holdsEverywhere(Role.MODERATOR), caller.bodiesAs(Role.MODERATOR), Rows.word(filter.rule),
            Rows.word(filter.ground), filter.days, Rows.at(from == null ? Instant.EPOCH : from.instant(0)), from == null ? 0 : from.number(1), limit + 1}))
        .map(rows -> Rows.list(rows, row -> Case.from(row, profile, caller.place().zone(), caller.person(), Instant.now())))
        .map(cases -> Page.of(cases, limit, one -> one.heldAt() + "|" + one.testimony().ordinal())));
  }

  private static Future<List<Held>> counts(SqlClient db, Caller caller) {
    return db.preparedQuery("SELECT k.rule, count(*) AS n FROM moderation_case k WHERE " + MINE + " AND k.status IN ('open', 'hide_proposed') GROUP BY k.rule ORDER BY n DESC, k.rule")
        .execute(mine(caller))
        .map(rows -> Rows.list(rows, row -> new Held(Rows.word(row, "rule", Hold.class), row.getLong("n"))));
  }

  private static Tuple mine(Caller caller) {
    return Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.MODERATOR), caller.bodiesAs(Role.MODERATOR));
  }

  private static Future<long[]> others(SqlClient db, Caller caller) {
    return db.preparedQuery("""
            SELECT count(*) FILTER (WHERE k.status = 'hide_proposed') AS second, count(*) FILTER (WHERE k.appeal = 'open') AS appeals,
              (SELECT count(*) FROM removal r WHERE r.jurisdiction = $1 AND r.outcome IS NULL) AS removals
            FROM moderation_case k
            WHERE\s""" + MINE + " AND (k.status = 'hide_proposed' OR k.appeal = 'open')")
        .execute(mine(caller))
        .map(rows -> rows.iterator().next())
        .map(row -> new long[] {row.getLong("second"), row.getLong("appeals"), row.getLong("removals")});
  }

  private static Future<List<ReportedOne>> reported(SqlClient db, Caller caller) {
    return db.preparedQuery("""
            SELECT t.number, coalesce(h.title, a.title, x.title, c.title, t.number) AS title, count(*) AS n
            FROM testimony_report r
            JOIN testimony t ON t.id = r.testimony AND t.status IN ('published', 'redacted')
            LEFT JOIN hearing h ON h.id = t.hearing
            LEFT JOIN area a ON a.id = t.area
            LEFT JOIN action x ON x.id = t.action
            LEFT JOIN policy_change c ON c.id = t.policy
            WHERE r.jurisdiction = $1 AND r.settled_at IS NULL AND ($2 OR coalesce(h.body, x.issuer, c.owner) = ANY ($3))
            GROUP BY t.number, h.title, a.title, x.title, c.title
            ORDER BY n DESC, t.number
            LIMIT 20""")
        .execute(mine(caller))
        .map(rows -> Rows.list(rows, row -> new ReportedOne(row.getString("number"), row.getString("title"), row.getLong("n"))));
  }

  /** The latest case of a testimony, for the moderators of its body and whoever decides its appeal. */
  public static Query<Case> one(String number) {
    return (db, caller) -> db.preparedQuery("SELECT coalesce(h.body, x.issuer, c.owner) AS body FROM testimony t LEFT JOIN hearing h ON h.id = t.hearing LEFT JOIN action x ON x.id = t.action LEFT JOIN policy_change c ON c.id = t.policy WHERE t.jurisdiction = $1 AND t.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "testimony", row -> {
          AppealCommands.admits(caller, row.getUUID("body"));
          return row;
        }))
        .compose(admitted -> find(db, caller, number));
  }

  static Future<Case> find(SqlClient db, Caller caller, String number) {
    return Profiles.current(db, caller.place()).compose(profile -> db.preparedQuery(Case.COLUMNS + "WHERE k.jurisdiction = $1 AND t.number = $2 ORDER BY k.status IN ('open', 'hide_proposed') DESC, k.held_at DESC, k.decided_at DESC LIMIT 1")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "case", row -> Case.from(row, profile, caller.place().zone(), caller.person(), Instant.now()))));
  }

  /** A report as moderators see it: never who sent it, unless they said how to reach them. */
  public record Report(Ground ground, String words, String contact, Instant reportedAt) {}

  public record Reports(List<Report> items) {}

  public static Query<Reports> reports(String number) {
    return (db, caller) -> one(number).ask(db, caller).compose(admitted -> db.preparedQuery("""
            SELECT r.ground, r.words, r.contact, r.reported_at
            FROM testimony_report r
            JOIN testimony t ON t.id = r.testimony
            WHERE t.jurisdiction = $1 AND t.number = $2
            ORDER BY r.reported_at DESC
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> new Reports(Rows.list(rows, row -> new Report(Rows.word(row, "ground", Ground.class), row.getString("words"), row.getString("contact"), Rows.instant(row, "reported_at"))))));
  }

  /** The files of a testimony, for those who decide about it: also those that are taken down. */
  public static Query<List<Attachment>> files(String number) {
    return (db, caller) -> one(number).ask(db, caller).compose(admitted -> AttachmentCommands.all(db, caller, number));
  }

  public static Query<AttachmentCommands.Kept> file(String number, int ordinal) {
    return (db, caller) -> one(number).ask(db, caller).compose(admitted -> AttachmentCommands.of(db, caller, number, ordinal));
  }

  /** Appeals that wait, the oldest first. */
  public record Appeals(List<Case> items) {}

  public static Query<Appeals> appeals() {
    return (db, caller) -> Profiles.current(db, caller.place()).compose(profile -> db.preparedQuery(Case.COLUMNS + """
            WHERE k.jurisdiction = $1 AND k.appeal = 'open' AND ($2 OR k.body = ANY ($3))
            ORDER BY k.appealed_at, t.ordinal
            LIMIT 100""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.MODERATOR) || caller.holdsEverywhere(Role.APPEALS), caller.bodiesAs(Role.MODERATOR, Role.APPEALS)))
        .map(rows -> new Appeals(Rows.list(rows, row -> Case.from(row, profile, caller.place().zone(), caller.person(), Instant.now())))));
  }

  /** What was decided about a testimony, for everyone: the ground, the reason, the appeal; never who. */
  public record Decided(Hold rule, Ground ground, CaseStatus status, String reason, Instant heldAt, Instant decidedAt, Appeal appeal, String appealReason) {}

  public record History(List<Decided> items) {}

  public static Query<History> history(String number) {
    return (db, caller) -> db.preparedQuery("""
            SELECT k.rule, k.ground, CASE WHEN k.status = 'hide_proposed' THEN 'open' ELSE k.status END AS status,
              CASE WHEN k.status <> 'hide_proposed' THEN k.reason END AS reason, date_trunc('hour', k.held_at, 'UTC') AS held_at,
              CASE WHEN k.status <> 'hide_proposed' THEN date_trunc('hour', k.decided_at, 'UTC') END AS decided_at, k.appeal, k.appeal_reason
            FROM moderation_case k
            JOIN testimony t ON t.id = k.testimony
            WHERE t.jurisdiction = $1 AND t.number = $2 AND t.privacy <> 'confidential' AND t.status <> 'received' AND NOT k.of_revision
            ORDER BY k.held_at DESC
            LIMIT 20""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> new History(Rows.list(rows, row -> new Decided(Rows.word(row, "rule", Hold.class), Rows.word(row, "ground", Ground.class),
            Rows.word(row, "status", CaseStatus.class), row.getString("reason"), Rows.instant(row, "held_at"), Rows.instant(row, "decided_at"),
            Rows.word(row, "appeal", Appeal.class), row.getString("appeal_reason")))));
  }

  /** An author's own: also until when, and the words before a redaction. */
  public record OwnCase(
      Hold rule, Ground ground, CaseStatus status, String reason, Instant heldAt, Instant releasesAt, Instant decidedAt, Instant appealUntil, boolean appealable,
      Appeal appeal, String appealText, String appealReason, boolean ofRevision) {}

  /** {@code original} are the words before a redaction, {@code waiting} the new ones that are held or were refused. */
  public record OwnCases(Testimony testimony, String original, String waiting, List<OwnCase> items) {}

  static Future<UUID> own(SqlClient db, Caller caller, String secret) {
    return db.preparedQuery("SELECT id FROM testimony WHERE jurisdiction = $1 AND secret_hash = $2")
        .execute(Tuple.of(caller.place().id(), Buffer.buffer(Secrets.hash(secret))))
        .map(rows -> Rows.one(rows, "receipt", row -> row.getUUID("id")));
  }

  public static Query<OwnCases> ownCases(String secret) {
    return (db, caller) -> own(db, caller, secret).compose(id -> Profiles.current(db, caller.place()).compose(profile -> db.preparedQuery(Case.COLUMNS + "WHERE t.id = $1 ORDER BY k.held_at DESC LIMIT 20")
        .execute(Tuple.of(id))
        .map(rows -> Rows.list(rows, row -> Case.from(row, profile, caller.place().zone(), null, Instant.now())))
        .map(cases -> new OwnCases(cases.isEmpty() ? null : cases.get(0).testimony(), cases.isEmpty() ? null : cases.get(0).sealed(),
            cases.stream().filter(one -> one.waiting() != null && (one.status().undecided() || one.status() == CaseStatus.HIDDEN)).map(Case::waiting).findFirst().orElse(null), cases.stream().map(ModerationQueries::own).toList()))));
  }

  private static OwnCase own(Case one) {
    var proposed = one.status() == CaseStatus.HIDE_PROPOSED;
    var appealable = one.appeal() == null && one.appealUntil() != null && !one.appealUntil().isBefore(Instant.now());
    return new OwnCase(one.rule(), one.ground(), proposed ? CaseStatus.OPEN : one.status(), proposed ? null : one.reason(), one.heldAt(), one.releasesAt(),
        proposed ? null : one.decidedAt(), one.appealUntil(), appealable, one.appeal(), one.appealText(), one.appealReason(), one.ofRevision());
  }
}
