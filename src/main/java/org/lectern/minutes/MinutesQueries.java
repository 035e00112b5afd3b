package org.lectern.minutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingQueries;
import org.lectern.minutes.MinutesSheet.Approval;
import org.lectern.minutes.MinutesSheet.Version;

/** What can be known about minutes: from the draft on all of it, by everyone. */
public final class MinutesQueries {
  private MinutesQueries() {}

  /** Where they stand, in the row. */
  record Standing(MinutesStatus status, Instant draftedAt, Instant circulatedAt, Instant approvedAt, Approval approval) {
    static final Standing NONE = new Standing(MinutesStatus.NONE, null, null, null, null);

    static Standing from(Row row) {
      var approval = row.getLong("hearing") == null ? null
          : new Approval(row.getLong("hearing"), row.getInteger("item"), row.getString("item_number"), row.getString("item_title"));
      return new Standing(Rows.word(row, "status", MinutesStatus.class), Rows.instant(row, "drafted_at"), Rows.instant(row, "circulated_at"),
          Rows.instant(row, "approved_at"), approval);
    }
  }

  /** A hearing, and where its minutes stand: what a page needs. */
  public record Held(Hearing hearing, MinutesSheet sheet) {}

  /** @param version a frozen version; null for what counts now: the record until they are approved, then the last version */
  public static Query<MinutesSheet> minutes(long number, Integer version) {
    return (db, caller) -> HearingQueries.find(db, caller, number).compose(hearing -> sheet(db, caller, hearing, version));
  }

  public static Query<Held> held(long number, Integer version) {
    return (db, caller) -> HearingQueries.find(db, caller, number)
        .compose(hearing -> sheet(db, caller, hearing, version).map(sheet -> new Held(hearing, sheet)));
  }

  static Future<MinutesSheet> sheet(SqlClient db, Caller caller, Hearing hearing, Integer version) {
    return standing(db, hearing)
        .compose(standing -> versions(db, hearing)
            .compose(versions -> content(db, hearing, standing, version == null ? frozen(standing, versions) : version)
                .compose(minutes -> now(db).map(now -> sheet(caller, hearing, standing, versions, version == null ? frozen(standing, versions) : version, minutes, now)))));
  }

  private static Future<Instant> now(SqlClient db) {
    return db.query("SELECT now() AS now").execute().map(rows -> Rows.instant(rows.iterator().next(), "now"));
  }

  /** Once approved, the last version counts; until then the record itself. */
  private static int frozen(Standing standing, List<Version> versions) {
    return standing.status.approved() ? versions.get(versions.size() - 1).version() : 0;
  }

  private static MinutesSheet sheet(Caller caller, Hearing hearing, Standing standing, List<Version> versions, int version, Minutes minutes, Instant now) {
    var due = due(caller, hearing);
    var late = due != null && (standing.draftedAt == null ? now : standing.draftedAt).atZone(hearing.zone()).toLocalDate().isAfter(due.due());
    return new MinutesSheet(hearing.number(), standing.status, due == null ? null : due.due(), due == null ? null : rule(hearing).minutesPublicBy().source(), late,
        standing.draftedAt, standing.circulatedAt, standing.approvedAt, standing.approval, version, versions, minutes);
  }

  /** By the profile that the hearing was noticed under, counted from the day on which it ended. */
  private static DueDates.Due due(Caller caller, Hearing hearing) {
    if (hearing.adjournedAt() == null) return null;
    return DueDates.minutes(rule(hearing).alsoClosedOn(caller.place().holidays()), DueDates.dayOf(hearing.adjournedAt(), hearing.zone()));
  }

  private static Profile rule(Hearing hearing) {
    try {
      return Profile.load(hearing.profile(), hearing.profileVersion());
    } catch (NoSuchElementException gone) {
      return Profile.current("generic");
    }
  }

  static LocalDate publicBy(Caller caller, Hearing hearing) {
    var due = due(caller, hearing);
    return due == null ? null : due.due();
  }

  static Future<Standing> standing(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT m.status, m.drafted_at, m.circulated_at, m.approved_at, h.number AS hearing, i.ordinal AS item, i.number AS item_number, i.title AS item_title
            FROM minutes m
            LEFT JOIN hearing h ON h.id = m.approved_hearing
            LEFT JOIN agenda_item i ON i.id = m.approved_item
            WHERE m.hearing = $1""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.first(rows, Standing::from, Standing.NONE));
  }

  private static Future<List<Version>> versions(SqlClient db, Hearing hearing) {
    return db.preparedQuery("SELECT version, status, at, reason, by_name, hash FROM minutes_version WHERE hearing = $1 ORDER BY version")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.list(rows, row -> new Version(row.getInteger("version"), Rows.word(row, "status", MinutesStatus.class), Rows.instant(row, "at"),
            row.getString("reason"), row.getString("by_name"), HexFormat.of().formatHex(row.getBuffer("hash").getBytes()))));
  }

  private static Future<Minutes> content(SqlClient db, Hearing hearing, Standing standing, int version) {
    if (version == 0) return standing.status == MinutesStatus.NONE ? Future.succeededFuture() : Assembly.of(db, hearing);
    return db.preparedQuery("SELECT content FROM minutes_version WHERE hearing = $1 AND version = $2")
        .execute(Tuple.of(hearing.id(), version))
        .map(rows -> Rows.maybe(rows, row -> Json.read(((JsonObject) row.getJson("content")).encode(), Minutes.class))
            .orElseThrow(() -> Problem.missing("version")));
  }
}
