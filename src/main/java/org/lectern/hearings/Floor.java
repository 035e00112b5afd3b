package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** What a turn of the whole hearing means for whoever speaks or waits. The line itself is the queue's. */
public final class Floor {
  private Floor() {}

  /** Stops the running clock, at a recess or by hand; the pause is logged. True if somebody was speaking. */
  public static Future<Boolean> pauseSpeaker(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("""
            WITH paused AS (
              UPDATE slot
              SET status = 'paused', used_ms = used_ms + floor(extract(epoch FROM now() - running_since) * 1000)::bigint, running_since = NULL
              WHERE hearing = $1 AND status = 'speaking'
              RETURNING jurisdiction, id)
            INSERT INTO slot_pause (jurisdiction, slot, paused_at)
            SELECT jurisdiction, id, now() FROM paused""")
        .execute(Tuple.of(hearing))
        .map(paused -> paused.rowCount() > 0);
  }

  /** The hearing has another date: whoever waits is asked whether they will come, and keeps the place meanwhile. */
  static Future<Integer> askAgain(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("""
            UPDATE slot
            SET reconfirm_asked_at = now(), reconfirmed_at = NULL
            WHERE hearing = $1 AND status IN ('confirmed', 'waitlisted', 'checked_in')""")
        .execute(Tuple.of(hearing))
        .map(SqlResult::rowCount);
  }

  /** Whoever was not heard lapses, with an offer to write; so does whoever gave time to somebody who was not. */
  static Future<Integer> lapseRest(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("""
            UPDATE slot
            SET status = 'lapsed', ended_at = now()
            WHERE hearing = $1 AND (status IN ('confirmed', 'waitlisted', 'checked_in', 'called')
              OR (status = 'ceded' AND ceded_to IN (SELECT id FROM slot WHERE hearing = $1 AND status IN ('confirmed', 'checked_in', 'called'))))""")
        .execute(Tuple.of(hearing))
        .map(SqlResult::rowCount);
  }

  /** Whoever lapsed is told why by the mail about the hearing itself, and not a second time by the line. */
  static Future<Void> lapseIsTold(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("UPDATE slot SET lapse_told = true WHERE hearing = $1 AND status = 'lapsed'").execute(Tuple.of(hearing)).mapEmpty();
  }

  /** The same for one item, when its comment period closes. */
  static Future<Integer> lapseItem(SqlConnection tx, UUID item) {
    return tx.preparedQuery("""
            UPDATE slot
            SET status = 'lapsed', ended_at = now()
            WHERE item = $1 AND (status IN ('confirmed', 'waitlisted', 'checked_in', 'called')
              OR (status = 'ceded' AND ceded_to IN (SELECT id FROM slot WHERE item = $1 AND status IN ('confirmed', 'checked_in', 'called'))))""")
        .execute(Tuple.of(item))
        .map(SqlResult::rowCount);
  }
}
