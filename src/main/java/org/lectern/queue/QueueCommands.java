package org.lectern.queue;

import static org.lectern.queue.SlotStatus.CALLED;
import static org.lectern.queue.SlotStatus.NO_SHOW;
import static org.lectern.queue.SlotStatus.PAUSED;
import static org.lectern.queue.SlotStatus.SPEAKING;
import static org.lectern.queue.SlotStatus.SPOKE;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.Floor;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingStatus;

/**
 * What the clerk does with the line. Every move locks the hearing first, so that of two clerks who act at once the second
 * is told that somebody was first.
 */
public final class QueueCommands {
  private QueueCommands() {}

  /** Calls whoever stands first in the line of the item that is open for comment. */
  public static Command<Slot> callNext(long number) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> refuseIfTaken(tx, hearing))
        .compose(hearing -> tx.preparedQuery("""
                UPDATE slot
                SET status = 'called', called_at = now()
                WHERE id = (
                  SELECT s.id
                  FROM slot s
                  JOIN agenda_item i ON i.id = s.item
                  WHERE s.hearing = $1 AND i.status = 'comment' AND s.status IN ('confirmed', 'checked_in', 'waitlisted')
                  ORDER BY s.status = 'waitlisted', s.order_key
                  LIMIT 1)
                RETURNING id""")
            .execute(Tuple.of(hearing.id())))
        .compose(called -> QueueQueries.one(tx, Rows.maybe(called, row -> row.getUUID("id")).orElseThrow(() -> Problem.conflict("nobody_waiting"))))
        .map(slot -> Change.of(slot, new QueueEvent.SpeakerCalled(number, slot.itemNumber(), slot.number(), slot.displayName(), slot.allotted())));
  }

  private static Future<Hearing> refuseIfTaken(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("SELECT status FROM slot WHERE hearing = $1 AND status IN ('called', 'speaking', 'paused') LIMIT 1")
        .execute(Tuple.of(hearing.id()))
        .map(taken -> {
          if (taken.size() > 0) throw Problem.conflict(taken.iterator().next().getString("status").equals("called") ? "someone_called" : "someone_speaking");
          return hearing;
        });
  }

  public static Command<Slot> start(long hearing) {
    return moved(hearing, SPEAKING, "called", """
        UPDATE slot
        SET status = 'speaking', started_at = now(), running_since = now()
        WHERE id = $1""",
        slot -> new QueueEvent.SpeakerStarted(hearing, slot.itemNumber(), slot.number(), slot.displayName(), slot.allotted(), slot.runningSince()));
  }

  /** Stops the clock; the pause is logged. */
  public static Command<Slot> pause(long number) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> atMicrophone(tx, hearing)
            .map(slot -> guarded(slot, PAUSED))
            .compose(slot -> Floor.pauseSpeaker(tx, hearing.id())
                .compose(paused -> QueueQueries.one(tx, slot.id()))))
        .map(slot -> Change.of(slot, new QueueEvent.SpeakerPaused(number, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot))));
  }

  public static Command<Slot> resume(long hearing) {
    return moved(hearing, SPEAKING, "paused", """
        WITH ended AS (
          UPDATE slot_pause SET resumed_at = now() WHERE slot = $1 AND resumed_at IS NULL)
        UPDATE slot
        SET status = 'speaking', running_since = now()
        WHERE id = $1""",
        slot -> new QueueEvent.SpeakerResumed(hearing, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot), slot.runningSince()));
  }

  public static Command<Slot> finish(long hearing) {
    return moved(hearing, SPOKE, null, """
        WITH ended AS (
          UPDATE slot_pause SET resumed_at = now() WHERE slot = $1 AND resumed_at IS NULL)
        UPDATE slot
        SET status = 'spoke', ended_at = now(), running_since = NULL,
          used_ms = used_ms + coalesce(floor(extract(epoch FROM now() - running_since) * 1000)::bigint, 0)
        WHERE id = $1""",
        slot -> new QueueEvent.SpeakerFinished(hearing, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot), slot.allotted()));
  }

  public static Command<Slot> noShow(long hearing) {
    return moved(hearing, NO_SHOW, "called", """
        UPDATE slot
        SET status = 'no_show', ended_at = now(), no_shows = no_shows + 1
        WHERE id = $1""",
        slot -> new QueueEvent.SpeakerDidNotCome(hearing, slot.itemNumber(), slot.number(), slot.displayName()));
  }

  private static int seconds(Slot slot) {
    return (int) slot.used(slot.runningSince() == null ? Instant.EPOCH : slot.runningSince()).toSeconds();
  }

  private static Command<Slot> moved(
      long number, SlotStatus target, String from, String update, Function<Slot, QueueEvent> event) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> atMicrophone(tx, hearing))
        .map(slot -> guarded(slot, target))
        .map(slot -> {
          if (from != null && !slot.status().word().equals(from)) throw Problem.conflict("wrong_state", "state." + slot.status().word(), "state." + target.word());
          return slot;
        })
        .compose(slot -> tx.preparedQuery(update).execute(Tuple.of(slot.id())).compose(updated -> QueueQueries.one(tx, slot.id())))
        .map(slot -> Change.of(slot, event.apply(slot)));
  }

  private static Slot guarded(Slot slot, SlotStatus target) {
    slot.status().to(target);
    return slot;
  }

  private static Future<Hearing> floor(SqlConnection tx, Caller caller, long number) {
    return HearingCommands.claim(tx, caller, number).map(hearing -> {
      if (hearing.status() != HearingStatus.LIVE) throw Problem.conflict("hearing_not_live");
      return hearing;
    });
  }

  /** Whoever is called or speaks; nobody is a 409. */
  private static Future<Slot> atMicrophone(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            SELECT id
            FROM slot
            WHERE hearing = $1 AND status IN ('called', 'speaking', 'paused')
            ORDER BY status = 'called'
            LIMIT 1""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.maybe(rows, row -> row.getUUID("id")).orElseThrow(() -> Problem.conflict("nobody_called")))
        .compose(id -> QueueQueries.one(tx, id));
  }
}
