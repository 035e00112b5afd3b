package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** A bill or resolution by the file number that agendas print, and every item that dealt with it. */
public final class MatterQueries {
  private MatterQueries() {}

  /** What the source says of it, null where it only stands on agendas; {@code status} and {@code type} are the source's own words. */
  public record Matter(
      String file, String name, String title, String type, String status, LocalDate introducedOn, LocalDate lastActionOn, LocalDate enactedOn,
      String enactmentNumber, String source) {}

  /** An item that dealt with it, newest first. */
  public record Dealt(
      long hearing, String hearingTitle, String body, Instant startsAt, int item, String number, String title, ItemStatus status, Decision decision,
      String decisionText, Integer votesYes, Integer votesNo, Boolean carried) {}

  public record MatterSheet(String file, Matter matter, List<Dealt> dealt) {}

  public static Query<MatterSheet> matter(String file) {
    return (db, caller) -> found(db, caller, file).compose(matter -> dealt(db, caller, file).map(dealt -> {
      if (matter == null && dealt.isEmpty()) throw Problem.missing("matter");
      return new MatterSheet(file, matter, dealt);
    }));
  }

  private static Future<Matter> found(SqlClient db, Caller caller, String file) {
    return db.preparedQuery("""
            SELECT file, name, title, type, status, introduced_on, last_action_on, enacted_on, enactment_number, source
            FROM matter
            WHERE jurisdiction = $1 AND file = $2
            ORDER BY last_action_on DESC NULLS LAST
            LIMIT 1""")
        .execute(Tuple.of(caller.place().id(), file))
        .map(rows -> Rows.first(rows, row -> new Matter(row.getString("file"), row.getString("name"), row.getString("title"), row.getString("type"),
            row.getString("status"), row.getLocalDate("introduced_on"), row.getLocalDate("last_action_on"), row.getLocalDate("enacted_on"),
            row.getString("enactment_number"), row.getString("source")), null));
  }

  private static Future<List<Dealt>> dealt(SqlClient db, Caller caller, String file) {
    return db.preparedQuery("""
            SELECT h.number AS hearing, h.title AS hearing_title, b.name AS body, h.starts_at, i.ordinal, i.number, i.title, i.status, i.decision,
              i.decision_text, i.votes_yes, i.votes_no, i.carried
            FROM agenda_item i
            JOIN hearing h ON h.id = i.hearing AND h.status <> 'draft'
            JOIN body b ON b.id = h.body
            WHERE i.jurisdiction = $1 AND i.matter = $2
            ORDER BY h.starts_at DESC, i.ordinal DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), file))
        .map(rows -> Rows.list(rows, row -> new Dealt(row.getLong("hearing"), row.getString("hearing_title"), row.getString("body"), Rows.instant(row, "starts_at"),
            row.getInteger("ordinal"), row.getString("number"), row.getString("title"), Rows.word(row, "status", ItemStatus.class),
            Rows.word(row, "decision", Decision.class), row.getString("decision_text"), row.getInteger("votes_yes"), row.getInteger("votes_no"), row.getBoolean("carried"))));
  }
}
