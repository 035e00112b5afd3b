package org.lectern.queue;

import static org.lectern.queue.SlotStatus.NO_SHOW;
import static org.lectern.queue.SlotStatus.PAUSED;
import static org.lectern.queue.SlotStatus.SPEAKING;
import static org.lectern.queue.SlotStatus.SPOKE;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.Floor;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingStatus;

/**
 * What happens at the microphone. Every move locks the hearing first, so that of two clerks who act at once the second is
 * told that somebody was first; and whoever says whom they mean is told when somebody else stands there by now.
 */
public final class QueueCommands {
  private QueueCommands() {}

  /** Whom the clerk saw at the microphone, by the slot's number; null for whoever is there. */
  public record Meaning(Integer slot) {
    public static final Meaning WHOEVER = new Meaning(null);
  }

  /** Seconds that the chair adds to the turn under way. */
  public record Extending(Integer slot, int seconds) {}

  /** Why the chair ends a turn; everyone can read it. */
  public record Stopping(Integer slot, String reason) {}

  /** Calls whoever stands first in the line of the item that is open for comment. */
  public static Command<Slot> callNext(long number) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> refuseIfTaken(tx, hearing))
        .compose(hearing -> Lineup.enter(tx, hearing.id()).compose(entered -> first(tx, hearing)))
        .compose(slot -> Moves.keep(tx, slot, "called")
            .compose(kept -> tx.preparedQuery("UPDATE slot SET status = 'called', called_at = now() WHERE id = $1").execute(Tuple.of(slot)))
            .compose(called -> QueueQueries.one(tx, slot)))
        .compose(slot -> Lineup.settle(tx, number, slot.item(), Set.of())
            .map(settled -> Change.of(slot, new QueueEvent.SpeakerCalled(number, slot.itemNumber(), slot.number(), slot.displayName(), slot.allotted()))));
  }

  private static Future<Hearing> refuseIfTaken(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("SELECT status FROM slot WHERE hearing = $1 AND status IN ('called', 'speaking', 'paused') LIMIT 1")
        .execute(Tuple.of(hearing.id()))
        .map(taken -> {
          if (taken.size() > 0) throw Problem.conflict(taken.iterator().next().getString("status").equals("called") ? "someone_called" : "someone_speaking");
          return hearing;
        });
  }

  /** A lottery is drawn before anyone of its line is called. */
  private static Future<UUID> first(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            SELECT s.id, coalesce(i.order_rule, h.order_rule) = 'lottery' AND l.drawn_at IS NULL AS undrawn
            FROM slot s
            JOIN agenda_item i ON i.id = s.item
            JOIN hearing h ON h.id = s.hearing
            LEFT JOIN lottery l ON l.item = i.id
            WHERE s.hearing = $1 AND i.status = 'comment' AND s.status IN ('confirmed', 'checked_in', 'waitlisted')
            ORDER BY\s""" + Slot.ORDER + """

            LIMIT 1""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          var row = Rows.maybe(rows, r -> r).orElseThrow(() -> Problem.conflict("nobody_waiting"));
          if (row.getBoolean("undrawn")) throw Problem.conflict("draw_first");
          return row.getUUID("id");
        });
  }

  public static Command<Slot> start(long hearing) {
    return start(hearing, Meaning.WHOEVER);
  }

  public static Command<Slot> start(long hearing, Meaning meaning) {
    return moved(hearing, meaning.slot, SPEAKING, "called", "started", """
        UPDATE slot
        SET status = 'speaking', started_at = now(), running_since = now()
        WHERE id = $1""",
        (before, slot) -> new QueueEvent.SpeakerStarted(hearing, slot.itemNumber(), slot.number(), slot.displayName(), slot.allotted(), slot.runningSince()));
  }

  /** Stops the clock; the pause is logged. */
  public static Command<Slot> pause(long number) {
    return pause(number, Meaning.WHOEVER);
  }

  public static Command<Slot> pause(long number, Meaning meaning) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> atMicrophone(tx, hearing, meaning.slot)
            .map(slot -> guarded(slot, PAUSED))
            .compose(slot -> Floor.pauseSpeaker(tx, hearing.id())
                .compose(paused -> Moves.forget(tx, hearing.id()))
                .compose(forgotten -> QueueQueries.one(tx, slot.id()))))
        .map(slot -> Change.of(slot, new QueueEvent.SpeakerPaused(number, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot))));
  }

  public static Command<Slot> resume(long hearing) {
    return resume(hearing, Meaning.WHOEVER);
  }

  public static Command<Slot> resume(long hearing, Meaning meaning) {
    return moved(hearing, meaning.slot, SPEAKING, "paused", null, """
        WITH ended AS (
          UPDATE slot_pause SET resumed_at = now() WHERE slot = $1 AND resumed_at IS NULL)
        UPDATE slot
        SET status = 'speaking', running_since = now()
        WHERE id = $1""",
        (before, slot) -> new QueueEvent.SpeakerResumed(hearing, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot), slot.runningSince()));
  }

  private static final String END = """
      WITH ended AS (
        UPDATE slot_pause SET resumed_at = now() WHERE slot = $1 AND resumed_at IS NULL)
      UPDATE slot
      SET status = 'spoke', ended_at = now(), running_since = NULL,
        used_ms = used_ms + coalesce(floor(extract(epoch FROM now() - running_since) * 1000)::bigint, 0)
      WHERE id = $1""";

  public static Command<Slot> finish(long hearing) {
    return finish(hearing, Meaning.WHOEVER);
  }

  public static Command<Slot> finish(long hearing, Meaning meaning) {
    return moved(hearing, meaning.slot, SPOKE, null, "finished", END,
        (before, slot) -> new QueueEvent.SpeakerFinished(hearing, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot), slot.allotted()));
  }

  /** The chair ends a turn before its time. What is done to a speaker has a public reason, and is not a slip to be undone. */
  public static Command<Slot> stop(long number, Stopping stopping) {
    return (tx, caller) -> moved(number, stopping.slot, SPOKE, null, null, END, (before, slot) -> null).perform(tx, caller)
        .compose(ended -> tx.preparedQuery("UPDATE slot SET end_reason = $2 WHERE id = $1").execute(Tuple.of(ended.result().id(), stopping.reason.strip()))
            .compose(noted -> QueueQueries.one(tx, ended.result().id())))
        .map(slot -> Change.of(slot, new QueueEvent.SpeakerStopped(number, slot.itemNumber(), slot.number(), slot.displayName(), seconds(slot),
            slot.allotted(), stopping.reason.strip())));
  }

  /** Whoever ceded time to somebody who does not come has it back, and waits where they waited. */
  public static Command<Slot> noShow(long hearing) {
    return noShow(hearing, Meaning.WHOEVER);
  }

  public static Command<Slot> noShow(long hearing, Meaning meaning) {
    return (tx, caller) -> moved(hearing, meaning.slot, NO_SHOW, "called", "no_show", """
        UPDATE slot
        SET status = 'no_show', ended_at = now(), no_shows = no_shows + 1
        WHERE id = $1""",
        (before, slot) -> new QueueEvent.SpeakerDidNotCome(hearing, slot.itemNumber(), slot.number(), slot.displayName())).perform(tx, caller)
        .compose(gone -> CedingCommands.giveBack(tx, hearing, gone.result()).map(given -> with(gone, given)));
  }

  /** Adds to the turn of whoever is called or speaks, as often as the chair says. */
  public static Command<Slot> extend(long number, Extending extending) {
    return (tx, caller) -> floor(tx, caller, number)
        .compose(hearing -> atMicrophone(tx, hearing, extending.slot)
            .compose(slot -> tx.preparedQuery("""
                    UPDATE slot
                    SET extended = extended + $2, allotted = allotted + $2
                    WHERE id = $1 AND extended + $2 <= 3600""")
                .execute(Tuple.of(slot.id(), extending.seconds))
                .compose(updated -> {
                  if (updated.rowCount() == 0) throw Problem.conflict("extended_enough");
                  return Moves.forget(tx, hearing.id()).compose(forgotten -> QueueQueries.one(tx, slot.id()));
                })))
        .map(slot -> Change.of(slot, new QueueEvent.SpeakerExtended(number, slot.itemNumber(), slot.number(), slot.displayName(), extending.seconds, slot.allotted())));
  }

  static int seconds(Slot slot) {
    return (int) slot.used(slot.runningSince() == null ? Instant.EPOCH : slot.runningSince()).toSeconds();
  }

  static <T> Change<T> with(Change<T> change, List<Event> more) {
    var events = new ArrayList<>(change.events());
    events.addAll(more);
    return new Change<>(change.result(), List.copyOf(events));
  }

  /** {@code undo} is the word under which the move can be taken back, null if it cannot. */
  private static Command<Slot> moved(
      long number, Integer meant, SlotStatus target, String from, String undo, String update, BiFunction<Slot, Slot, QueueEvent> event) {
    return (tx, caller) -> floor(tx, caller, number).compose(hearing -> atMicrophone(tx, hearing, meant)
        .map(slot -> guarded(slot, target))
        .compose(before -> {
          if (from != null && !before.status().word().equals(from)) throw Problem.conflict("wrong_state", "state." + before.status().word(), "state." + target.word());
          var remembered = undo == null ? Moves.forget(tx, hearing.id()) : Moves.keep(tx, before.id(), undo);
          return remembered.compose(done -> tx.preparedQuery(update).execute(Tuple.of(before.id())))
              .compose(updated -> QueueQueries.one(tx, before.id()))
              .map(slot -> change(slot, event.apply(before, slot)));
        }));
  }

  private static Change<Slot> change(Slot slot, QueueEvent event) {
    return event == null ? Change.of(slot) : Change.of(slot, event);
  }

  private static Slot guarded(Slot slot, SlotStatus target) {
    slot.status().to(target);
    return slot;
  }

  static Future<Hearing> floor(SqlConnection tx, Caller caller, long number) {
    return HearingCommands.claim(tx, caller, number).map(hearing -> {
      if (hearing.status() != HearingStatus.LIVE) throw Problem.conflict("hearing_not_live");
      return hearing;
    });
  }

  /** Whoever is called or speaks; nobody, or somebody else than was meant, is a 409. */
  private static Future<Slot> atMicrophone(SqlConnection tx, Hearing hearing, Integer meant) {
    return tx.preparedQuery("""
            SELECT id, number
            FROM slot
            WHERE hearing = $1 AND status IN ('called', 'speaking', 'paused')
            ORDER BY status = 'called'
            LIMIT 1""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.conflict("nobody_called")))
        .compose(row -> {
          if (meant != null && meant != row.getInteger("number").intValue()) throw Problem.conflict("someone_else_now");
          return QueueQueries.one(tx, row.getUUID("id"));
        });
  }
}
