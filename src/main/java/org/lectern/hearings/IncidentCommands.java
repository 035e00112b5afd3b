package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/**
 * The log of what went wrong in the room. The chair warns before anybody is removed, and the removal names the warning; without one
 * only a ground of safety will do. Source: Cal. Gov. Code 54957.95 (warning before removal), followed everywhere.
 */
public final class IncidentCommands {
  private IncidentCommands() {}

  /** What happened; {@code who} only if it must be said. */
  public record Logging(String kind, String who, String text) {}

  /** Whom the chair warns, and for what. */
  public record Warning(String who, String text) {}

  /** Whom the chair has removed: after that warning, or on that ground of safety. */
  public record Removal(String who, String text, Integer warning, String safetyGround) {}

  /** One line of the log. */
  public record Incident(int number, String kind, String who, String text, Integer warning, String safetyGround, Instant at, String byName) {}

  private static final String COLUMNS = "SELECT number, kind, who, text, warning, safety_ground, at, by_name FROM incident ";

  public static Query<List<Incident>> incidents(long hearing) {
    return (db, caller) -> HearingQueries.find(db, caller, hearing).compose(found -> of(db, found));
  }

  static Future<List<Incident>> of(SqlClient db, Hearing hearing) {
    return db.preparedQuery(COLUMNS + "WHERE hearing = $1 ORDER BY number LIMIT 500").execute(Tuple.of(hearing.id())).map(rows -> Rows.list(rows, IncidentCommands::incident));
  }

  private static Incident incident(io.vertx.sqlclient.Row row) {
    return new Incident(row.getInteger("number"), row.getString("kind"), row.getString("who"), row.getString("text"), row.getInteger("warning"),
        row.getString("safety_ground"), Rows.instant(row, "at"), row.getString("by_name"));
  }

  public static Command<Incident> log(long number, Logging logging) {
    return (tx, caller) -> inSession(tx, caller, number)
        .compose(hearing -> write(tx, caller, hearing, logging.kind(), logging.who(), logging.text(), null, null))
        .map(incident -> Change.of(incident, new VoteEvent.IncidentLogged(number, incident.number(), incident.kind(), incident.who(), incident.text())));
  }

  public static Command<Incident> warn(long number, Warning warning) {
    return (tx, caller) -> inSession(tx, caller, number)
        .compose(hearing -> write(tx, caller, hearing, "warning", warning.who(), warning.text(), null, null))
        .map(incident -> Change.of(incident, new VoteEvent.SpeakerWarned(number, incident.number(), incident.who(), incident.text())));
  }

  public static Command<Incident> remove(long number, Removal removal) {
    return (tx, caller) -> inSession(tx, caller, number)
        .compose(hearing -> warned(tx, hearing, removal).compose(warned -> write(tx, caller, hearing, "removal", removal.who(), removal.text(), removal.warning(), removal.safetyGround())))
        .map(incident -> Change.of(incident, new VoteEvent.SpeakerRemoved(number, incident.number(), incident.who(), incident.warning(), incident.safetyGround(), incident.text())));
  }

  private static Future<Void> warned(SqlConnection tx, Hearing hearing, Removal removal) {
    if (removal.warning() == null && removal.safetyGround() == null) throw Problem.conflict("warn_first");
    if (removal.warning() == null) return Future.succeededFuture();
    return tx.preparedQuery("SELECT who FROM incident WHERE hearing = $1 AND number = $2 AND kind = 'warning'")
        .execute(Tuple.of(hearing.id(), removal.warning()))
        .map(rows -> {
          var who = Rows.first(rows, row -> row.getString("who"), null);
          if (who == null) throw Problem.invalid("/warning", "warning_unknown");
          if (!who.strip().equalsIgnoreCase(removal.who().strip())) throw Problem.invalid("/who", "warned_another");
          return null;
        });
  }

  private static Future<Hearing> inSession(SqlConnection tx, Caller caller, long number) {
    return HearingCommands.claim(tx, caller, number).map(hearing -> {
      if (!hearing.status().inSession()) throw Problem.conflict("hearing_not_in_session");
      return hearing;
    });
  }

  private static Future<Incident> write(SqlConnection tx, Caller caller, Hearing hearing, String kind, String who, String text, Integer warning, String ground) {
    if (text.isBlank()) throw Problem.invalid("/text", "required");
    return tx.preparedQuery("""
            INSERT INTO incident (jurisdiction, hearing, number, kind, who, text, warning, safety_ground, by_person, by_name)
            SELECT $1, $2, 1 + count(*), $3, $4, $5, $6, $7, $8, $9
            FROM incident
            WHERE hearing = $2
            RETURNING number, kind, who, text, warning, safety_ground, at, by_name""")
        .execute(Tuple.from(new Object[] {caller.place().id(), hearing.id(), kind, who == null || who.isBlank() ? null : who.strip(), text.strip(), warning, ground, caller.person(), caller.name()}))
        .map(rows -> Rows.one(rows, "incident", IncidentCommands::incident));
  }
}
