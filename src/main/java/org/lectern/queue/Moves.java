package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Remembers the last move of a line, so that it can be taken back. */
final class Moves {
  private Moves() {}

  /** Called before the move, while the slot is as it was. */
  static Future<Void> keep(SqlConnection tx, UUID slot, String move) {
    return tx.preparedQuery("""
            INSERT INTO queue_move (jurisdiction, hearing, slot, move, before, at)
            SELECT jurisdiction, hearing, id, $2, jsonb_build_object('status', status, 'called_at', called_at, 'started_at', started_at,
              'running_since', running_since, 'ended_at', ended_at, 'used_ms', used_ms, 'no_shows', no_shows), now()
            FROM slot
            WHERE id = $1
            ON CONFLICT (hearing) DO UPDATE SET slot = excluded.slot, move = excluded.move, before = excluded.before, at = excluded.at""")
        .execute(Tuple.of(slot, move))
        .mapEmpty();
  }

  static Future<Void> forget(SqlConnection tx, UUID hearing) {
    return tx.preparedQuery("DELETE FROM queue_move WHERE hearing = $1").execute(Tuple.of(hearing)).mapEmpty();
  }
}
