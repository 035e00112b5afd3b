package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.Hearing;

/**
 * Taking back the last move of a line, within ten seconds, by clerk or chair. Only what a slip of the hand does and what
 * takes nothing from anyone can be taken back:
 *
 * <ul>
 *   <li>called: the speaker waits again where they waited;
 *   <li>started: the speaker is called, and the time counted by mistake is theirs again;
 *   <li>finished: the speaker is paused with the time used so far;
 *   <li>no-show: the speaker is called, and the missed call does not count;
 *   <li>checked in and rejected: the speaker waits as before.
 * </ul>
 *
 * What has moves of its own both ways is not undone: pause and resume, a second move by hand. What the whole room was told
 * and acted on is not undone either: a draw, a change of everyone's time, the closing of comment, a decision; a correction is
 * a new act on the record. The undoing is itself on the record, beside the move that it takes back.
 */
public final class UndoCommands {
  private UndoCommands() {}

  public static final int SECONDS = 10;

  /** The last move that may still be taken back, of which slot, and until when. */
  public record Undoable(String move, int slot, String name, Instant until) {}

  /** The slot is still as the move left it, and its line is still open. */
  private static final String STANDS = """
      i.status IN ('listed', 'called', 'comment')
        AND s.status = CASE m.move WHEN 'started' THEN 'speaking' WHEN 'finished' THEN 'spoke' ELSE m.move END""";

  private record Last(UUID slot, String move, JsonObject before, boolean late) {}

  public static Command<Slot> undo(long number) {
    return (tx, caller) -> QueueCommands.floor(tx, caller, number)
        .compose(hearing -> last(tx, hearing)
            .compose(last -> restore(tx, last)
                .compose(restored -> Moves.forget(tx, hearing.id()))
                .compose(forgotten -> QueueQueries.one(tx, last.slot))
                .compose(slot -> Lineup.settle(tx, number, slot.item(), Set.of(slot.number()))
                    .compose(settled -> QueueQueries.one(tx, last.slot))
                    .map(standing -> change(number, last, standing)))));
  }

  private static Change<Slot> change(long hearing, Last last, Slot slot) {
    Event undone = new QueueEvent.MoveUndone(hearing, slot.itemNumber(), slot.number(), slot.displayName(), last.move, slot.status().word());
    return new Change<>(slot, List.of(undone));
  }

  private static Future<Last> last(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            SELECT m.slot, m.move, m.before, m.at < now() - make_interval(secs => $2) AS late
            FROM queue_move m
            JOIN slot s ON s.id = m.slot
            JOIN agenda_item i ON i.id = s.item
            WHERE m.hearing = $1 AND\s""" + STANDS)
        .execute(Tuple.of(hearing.id(), (double) SECONDS))
        .map(rows -> Rows.maybe(rows, UndoCommands::last).orElseThrow(() -> Problem.conflict("nothing_to_undo")))
        .map(last -> {
          if (last.late) throw Problem.conflict("too_late_to_undo", SECONDS);
          return last;
        });
  }

  private static Last last(Row row) {
    return new Last(row.getUUID("slot"), row.getString("move"), (JsonObject) row.getJson("before"), row.getBoolean("late"));
  }

  /** A turn that was finished by mistake goes on paused: nobody's clock runs before somebody lets it. */
  private static Future<Void> restore(SqlConnection tx, Last last) {
    if (!last.move.equals("finished")) return put(tx, last);
    return tx.preparedQuery("""
            WITH again AS (
              UPDATE slot SET status = 'paused', ended_at = NULL WHERE id = $1 AND status = 'spoke'
              RETURNING jurisdiction, id)
            INSERT INTO slot_pause (jurisdiction, slot, paused_at)
            SELECT jurisdiction, id, now() FROM again""")
        .execute(Tuple.of(last.slot))
        .mapEmpty();
  }

  private static Future<Void> put(SqlConnection tx, Last last) {
    return tx.preparedQuery("""
            UPDATE slot
            SET status = b.status, called_at = b.called_at, started_at = b.started_at, running_since = b.running_since, ended_at = b.ended_at,
              used_ms = b.used_ms, no_shows = b.no_shows, ground = NULL, end_reason = NULL, told_ahead = NULL
            FROM jsonb_to_record($2::jsonb) AS b (status text, called_at timestamptz, started_at timestamptz, running_since timestamptz,
              ended_at timestamptz, used_ms bigint, no_shows int)
            WHERE id = $1""")
        .execute(Tuple.of(last.slot, last.before))
        .mapEmpty();
  }

  /** What could be taken back at this moment; null if nothing. */
  static Future<Undoable> undoable(SqlClient db, UUID hearing) {
    return db.preparedQuery("""
            SELECT m.move, s.number, s.display_name, m.at + make_interval(secs => $2) AS until
            FROM queue_move m
            JOIN slot s ON s.id = m.slot
            JOIN agenda_item i ON i.id = s.item
            WHERE m.hearing = $1 AND m.at >= now() - make_interval(secs => $2) AND\s""" + STANDS)
        .execute(Tuple.of(hearing, (double) SECONDS))
        .map(rows -> Rows.first(rows, row -> new Undoable(row.getString("move"), row.getInteger("number"), row.getString("display_name"),
            Rows.instant(row, "until")), null));
  }
}
