package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What can be known about hearings. A draft is known to the clerk and chair of its body only. */
public final class HearingQueries {
  private HearingQueries() {}

  /** Proof that the notice was lawful, or the public reason why it was short. */
  public record Certificate(
      int serial, int agendaVersion, String profile, int profileVersion, Instant postedAt, Instant startsAt, Instant deadline, String verdict,
      String waiverCode, String waiverReason, String waivedBy, String agendaHash, List<String> channels, Object steps) {}

  /** A start that the hearing had until it was moved for this reason. */
  public record EarlierStart(Instant startsAt, String reason, Instant movedAt) {}

  /** A hearing with its agenda, its newest certificate, the starts that it had before, and what was posted at the door. */
  public record HearingSheet(Hearing hearing, List<AgendaItem> items, Certificate certificate, List<EarlierStart> earlier, List<Postings.Posting> postings, List<Materials.Material> materials, Outages.Outage outage) {
    public Optional<AgendaItem> openItem() {
      return items.stream().filter(item -> item.status().open()).findFirst();
    }

    /** What the public was given, without what is only proposed, declined or taken off. */
    public List<AgendaItem> published() {
      return items.stream().filter(AgendaItem::published).toList();
    }

    public boolean takesSpeakers() {
      return hearing.status().ahead() && items.stream().anyMatch(AgendaItem::takesSpeakers);
    }
  }

  /** Which hearings: coming (in time order), past (newest first), live now, drafts (in time order, for their staff), or all (newest first). */
  public enum When {
    COMING,
    DRAFT,
    PAST,
    LIVE,
    ALL
  }

  /** Whether a notice posted now would be lawful, with the arithmetic. */
  public record NoticeAnswer(
      String verdict, String ruleId, String source, Instant deadline, Instant earliestStart, Instant now, List<Notice.Step> steps) {}

  private static final String VISIBLE = "(h.status <> 'draft' OR $2 OR h.body = ANY ($3))";

  private static Tuple asker(Caller caller) {
    return Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.CLERK, Role.CHAIR), caller.bodiesAs(Role.CLERK, Role.CHAIR));
  }

  public static Query<HearingSheet> hearing(long number) {
    return (db, caller) -> find(db, caller, number).compose(hearing -> sheet(db, hearing));
  }

  /** All of it is asked for at once: none of it needs another's answer. */
  private static Future<HearingSheet> sheet(SqlClient db, Hearing hearing) {
    var items = Agenda.of(db, hearing.id());
    var proof = certificate(db, hearing);
    var earlier = earlier(db, hearing);
    var postings = Postings.of(db, hearing);
    var materials = Materials.of(db, hearing);
    var outage = Outages.open(db, hearing);
    return Future.all(items, proof, earlier, postings, materials, outage)
        .map(all -> new HearingSheet(hearing, items.result(), proof.result().orElse(null), earlier.result(), postings.result(), materials.result(), outage.result()));
  }

  private static Future<List<EarlierStart>> earlier(SqlClient db, Hearing hearing) {
    return db.preparedQuery("SELECT starts_at, reason, moved_at FROM hearing_start WHERE hearing = $1 ORDER BY ordinal")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.list(rows, row -> new EarlierStart(Rows.instant(row, "starts_at"), row.getString("reason"), Rows.instant(row, "moved_at"))));
  }

  /** The hearing itself, if this caller may know of it. */
  public static Future<Hearing> find(SqlClient db, Caller caller, long number) {
    return db.preparedQuery(Hearing.COLUMNS + "WHERE h.jurisdiction = $1 AND " + VISIBLE + " AND h.number = $4")
        .execute(asker(caller).addLong(number))
        .map(rows -> Rows.one(rows, "hearing", Hearing::from));
  }

  /** Every certificate of a hearing, the newest first: one for each time that its notice was posted. */
  public record Certified(Hearing hearing, List<Certificate> items) {}

  public static Query<Certified> certificates(long number) {
    return (db, caller) -> find(db, caller, number).compose(hearing -> certificates(db, hearing, 100).map(all -> new Certified(hearing, all)));
  }

  private static Future<Optional<Certificate>> certificate(SqlClient db, Hearing hearing) {
    return certificates(db, hearing, 1).map(all -> all.stream().findFirst());
  }

  private static Future<List<Certificate>> certificates(SqlClient db, Hearing hearing, int most) {
    return db.preparedQuery("""
            SELECT serial, agenda_version, profile, profile_version, posted_at, starts_at, deadline, verdict, waiver_code, waiver_reason,
              waived_by_name, agenda_hash, channels, steps
            FROM notice_certificate
            WHERE hearing = $1
            ORDER BY serial DESC
            LIMIT $2""")
        .execute(Tuple.of(hearing.id(), most))
        .map(rows -> Rows.list(rows, HearingQueries::certificate));
  }

  private static Certificate certificate(Row row) {
    return new Certificate(row.getInteger("serial"), row.getInteger("agenda_version"), row.getString("profile"), row.getInteger("profile_version"),
        Rows.instant(row, "posted_at"), Rows.instant(row, "starts_at"), Rows.instant(row, "deadline"), row.getString("verdict"),
        row.getString("waiver_code"), row.getString("waiver_reason"), row.getString("waived_by_name"),
        HexFormat.of().formatHex(row.getBuffer("agenda_hash").getBytes()), Rows.strings(row, "channels"), ((JsonArray) row.getJson("steps")).getList());
  }

  /** A page of hearings by start; {@code cursor} as {@link Page#next}, null at the beginning. */
  public static Query<Page<Hearing>> hearings(When when, String body, String cursor, int limit) {
    var from = from(when, cursor);
    return (db, caller) -> db.preparedQuery(Hearing.COLUMNS + "WHERE h.jurisdiction = $1 AND " + VISIBLE + switch (when) {
          case COMING -> """
               AND h.status IN ('noticed', 'postponed', 'draft', 'live', 'recessed') AND (h.starts_at, h.number) > ($4, $5)
              AND ($6::text IS NULL OR b.slug = $6) AND (h.starts_at > now() - interval '1 day' OR h.status IN ('live', 'recessed', 'postponed'))
              ORDER BY h.starts_at, h.number
              LIMIT $7""";
          case DRAFT -> """
               AND h.status = 'draft' AND (h.starts_at, h.number) > ($4, $5) AND ($6::text IS NULL OR b.slug = $6)
              ORDER BY h.starts_at, h.number
              LIMIT $7""";
          case PAST -> """
               AND (h.starts_at, h.number) < ($4, $5) AND ($6::text IS NULL OR b.slug = $6)
              AND h.starts_at < now() AND h.status IN ('adjourned', 'continued', 'closed', 'cancelled', 'noticed')
              ORDER BY h.starts_at DESC, h.number DESC
              LIMIT $7""";
          case LIVE -> """
               AND h.status IN ('live', 'recessed') AND (h.starts_at, h.number) < ($4, $5) AND ($6::text IS NULL OR b.slug = $6)
              ORDER BY h.starts_at DESC, h.number DESC
              LIMIT $7""";
          case ALL -> """
               AND (h.starts_at, h.number) < ($4, $5) AND ($6::text IS NULL OR b.slug = $6)
              ORDER BY h.starts_at DESC, h.number DESC
              LIMIT $7""";
        })
        .execute(asker(caller).addOffsetDateTime(Rows.at(from.at)).addLong(from.number).addString(body).addInteger(limit + 1))
        .map(rows -> Page.of(Rows.list(rows, Hearing::from), limit, h -> h.startsAt() + "|" + h.number()));
  }

  private record From(Instant at, long number) {}

  private static From from(When when, String cursor) {
    if (cursor == null) return when == When.COMING || when == When.DRAFT ? new From(Instant.EPOCH, 0) : new From(Instant.parse("9000-01-01T00:00:00Z"), 0);
    var key = Cursor.of(cursor, 2);
    return new From(key.instant(0), key.number(1));
  }

  /** The hearings of a reform area, newest first; never drafts. */
  public static Query<List<Hearing>> ofArea(String area, int limit) {
    return (db, caller) -> db.preparedQuery(Hearing.COLUMNS + """
            JOIN hearing_area tied ON tied.hearing = h.id
            JOIN area a ON a.id = tied.area
            WHERE h.jurisdiction = $1 AND a.slug = $2 AND h.status <> 'draft'
            ORDER BY h.starts_at DESC
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), area, limit))
        .map(rows -> Rows.list(rows, Hearing::from));
  }

  /** Would a notice posted at the database's present instant be lawful for that start? */
  public static Query<NoticeAnswer> noticeCheck(HearingKind kind, Instant startsAt) {
    return (db, caller) -> db.query("SELECT now() AS now").execute().compose(rows -> Profiles.current(db, caller.place()).map(profile -> {
      var now = Rows.instant(rows.iterator().next(), "now");
      ZoneId zone = caller.place().zone();
      var check = Notice.check(profile, kind.notice(), now, startsAt, zone);
      return new NoticeAnswer(Rows.word(check.verdict()), check.ruleId(), check.required().source(), check.deadline(),
          Notice.earliestStart(profile, kind.notice(), now, zone), now, check.steps());
    }));
  }
}
