package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * A hearing whose connection fails stops, and does not go on without those who take part from afar: not before the connection is
 * back, an hour of trying has passed, or the body has found by roll call why it goes on (after Cal. Gov. Code § 54953.4, SB 707).
 */
public final class Outages {
  private Outages() {}

  private static final Duration TRYING = Duration.ofMinutes(60);

  /** What failed and since when; {@code mayResumeAt} is when the hour of trying ends. */
  public record Outage(String reason, Instant beganAt, Instant restoredAt, String finding, Integer ayes, Integer noes, Instant mayResumeAt) {
    static Outage from(Row row) {
      var began = Rows.instant(row, "began_at");
      return new Outage(row.getString("reason"), began, Rows.instant(row, "restored_at"), row.getString("finding"), row.getInteger("ayes"), row.getInteger("noes"), began.plus(TRYING));
    }
  }

  /** What the body found, and its vote by roll call. */
  public record Finding(String finding, int ayes, int noes) {}

  static Future<Void> begin(SqlConnection tx, Caller caller, Hearing hearing, String reason) {
    return tx.preparedQuery("""
            INSERT INTO outage (jurisdiction, hearing, ordinal, reason)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3
            FROM outage
            WHERE hearing = $2""")
        .execute(Tuple.of(caller.place().id(), hearing.id(), reason))
        .mapEmpty();
  }

  /** The one that has not ended; null if there is none. */
  static Future<Outage> open(SqlClient db, Hearing hearing) {
    return db.preparedQuery("SELECT reason, began_at, restored_at, finding, ayes, noes FROM outage WHERE hearing = $1 AND ended_at IS NULL")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.first(rows, Outage::from, null));
  }

  /** Refuses to go on too early; otherwise the outage is over. */
  static Future<Void> end(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            UPDATE outage
            SET ended_at = now()
            WHERE hearing = $1 AND ended_at IS NULL AND (restored_at IS NOT NULL OR finding IS NOT NULL OR began_at <= now() - $2::interval)""")
        .execute(Tuple.of(hearing.id(), io.vertx.pgclient.data.Interval.of(TRYING)))
        .compose(ended -> open(tx, hearing))
        .map(still -> {
          if (still != null) throw Problem.conflict("outage_not_over", still.mayResumeAt().atZone(hearing.zone()));
          return null;
        });
  }

  /** However the hearing ended, it is not out any more. */
  static Future<Void> endAnyway(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("UPDATE outage SET ended_at = now() WHERE hearing = $1 AND ended_at IS NULL").execute(Tuple.of(hearing.id())).mapEmpty();
  }

  /** The connection is back. */
  public static Command<Hearing> restore(long number) {
    return (tx, caller) -> change(tx, caller, number, "UPDATE outage SET restored_at = now() WHERE hearing = $1 AND ended_at IS NULL AND restored_at IS NULL")
        .map(hearing -> Change.of(hearing, new HearingEvent.ConnectionRestored(number)));
  }

  /** The body goes on without the connection, and says why. */
  public static Command<Hearing> find(long number, Finding finding) {
    if (finding.ayes() <= finding.noes()) throw Problem.invalid("/ayes", "finding_not_carried");
    return (tx, caller) -> change(tx, caller, number, "UPDATE outage SET finding = $2, ayes = $3, noes = $4 WHERE hearing = $1 AND ended_at IS NULL AND finding IS NULL",
            finding.finding(), finding.ayes(), finding.noes())
        .map(hearing -> Change.of(hearing, new HearingEvent.OutageFindingMade(number, finding.finding(), finding.ayes(), finding.noes())));
  }

  private static Future<Hearing> change(SqlConnection tx, Caller caller, long number, String update, Object... values) {
    return HearingCommands.claim(tx, caller, number).compose(hearing -> {
      var all = Tuple.of(hearing.id());
      for (var value : values) all.addValue(value);
      return HearingCommands.move(tx, hearing, update, all, "no_outage");
    });
  }
}
