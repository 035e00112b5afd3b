package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands;

/** What the clerk does with people who wait: before the hearing as well as during it. */
public final class LineCommands {
  private LineCommands() {}

  /** To which place in the line, from 1, and why; the reason is public. */
  public record Moving(int place, String reason) {}

  /** Why somebody is not called: off topic, or twice in line. Both parts are public. */
  public record Rejecting(String ground, String reason) {}

  interface Move {
    Future<Change<Slot>> of(SqlConnection tx, Slot slot);
  }

  /** One slot of the hearing, with the hearing and its line locked. */
  static Command<Slot> inLine(long number, int slot, Move move) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("line_closed");
      return Lineup.enter(tx, hearing.id())
          .compose(entered -> tx.preparedQuery("SELECT id FROM slot WHERE hearing = $1 AND number = $2 FOR UPDATE").execute(Tuple.of(hearing.id(), slot)))
          .compose(rows -> QueueQueries.one(tx, Rows.one(rows, "slot", row -> row.getUUID("id"))))
          .compose(one -> move.of(tx, one));
    });
  }

  /** Is here, or on the phone. Only who is present can cede time; nobody loses a place by not checking in. */
  public static Command<Slot> checkIn(long hearing, int number) {
    return inLine(hearing, number, (tx, slot) -> Moves.keep(tx, slot.id(), "checked_in").compose(kept -> checkIn(tx, hearing, slot)));
  }

  static Future<Change<Slot>> checkIn(SqlConnection tx, long hearing, Slot slot) {
    slot.status().to(SlotStatus.CHECKED_IN);
    if (slot.status() == SlotStatus.CEDED) throw Problem.conflict("revoke_first");
    if (slot.status() == SlotStatus.WAITLISTED) throw Problem.conflict("still_waitlisted");
    return tx.preparedQuery("UPDATE slot SET status = 'checked_in' WHERE id = $1")
        .execute(Tuple.of(slot.id()))
        .compose(done -> QueueQueries.one(tx, slot.id()))
        .map(now -> Change.of(now, new QueueEvent.SpeakerCheckedIn(hearing, now.itemNumber(), now.number(), now.displayName())));
  }

  public static Command<Slot> move(long hearing, int number, Moving moving) {
    return inLine(hearing, number, (tx, slot) -> {
      if (!slot.status().waiting()) throw Problem.conflict("not_waiting");
      return Lineup.move(tx, slot.item(), number, moving.place)
          .compose(place -> tx.preparedQuery("UPDATE slot SET moved_reason = $2 WHERE id = $1").execute(Tuple.of(slot.id(), moving.reason.strip()))
              .compose(noted -> QueueQueries.one(tx, slot.id()))
              .map(now -> Change.of(now, new QueueEvent.SpeakerMoved(hearing, now.itemNumber(), now.number(), now.displayName(), place, moving.reason.strip()))));
    });
  }

  public static Command<Slot> reject(long hearing, int number, Rejecting rejecting) {
    return inLine(hearing, number, (tx, slot) -> {
      slot.status().to(SlotStatus.REJECTED);
      return Moves.keep(tx, slot.id(), "rejected")
          .compose(kept -> tx.preparedQuery("UPDATE slot SET status = 'rejected', ground = $2, end_reason = $3, ended_at = now() WHERE id = $1")
              .execute(Tuple.of(slot.id(), rejecting.ground, rejecting.reason.strip())))
          .compose(done -> left(tx, hearing, slot, new QueueEvent.SpeakerRejected(hearing, slot.itemNumber(), slot.number(), slot.displayName(),
              rejecting.ground, rejecting.reason.strip())));
    });
  }

  /** For somebody who tells the clerk that they will not speak. */
  public static Command<Slot> withdraw(long hearing, int number) {
    return inLine(hearing, number, (tx, slot) -> withdraw(tx, hearing, slot));
  }

  static Future<Change<Slot>> withdraw(SqlConnection tx, long hearing, Slot slot) {
    slot.status().to(SlotStatus.WITHDRAWN);
    return tx.preparedQuery("UPDATE slot SET status = 'withdrawn', ended_at = now() WHERE id = $1")
        .execute(Tuple.of(slot.id()))
        .compose(done -> left(tx, hearing, slot, new QueueEvent.SpeakerWithdrew(hearing, slot.itemNumber(), slot.number(), slot.displayName())));
  }

  /** Somebody is out of the line: donors have their time back, the waitlist moves up, the rule is applied anew. */
  private static Future<Change<Slot>> left(SqlConnection tx, long hearing, Slot slot, Event event) {
    return CedingCommands.giveBack(tx, hearing, slot)
        .compose(back -> Lineup.settle(tx, hearing, slot.item(), Set.of())
            .compose(settled -> QueueQueries.one(tx, slot.id())
                .map(now -> QueueCommands.with(QueueCommands.with(Change.of(now, event), back), settled))));
  }

  /** Missed the call and came after all: once more, at the end of the line, while its comment is open. */
  public static Command<Slot> comeBack(long hearing, int number) {
    return inLine(hearing, number, (tx, slot) -> comeBack(tx, hearing, slot));
  }

  static Future<Change<Slot>> comeBack(SqlConnection tx, long hearing, Slot slot) {
    slot.status().to(SlotStatus.CONFIRMED);
    if (slot.status() == SlotStatus.WAITLISTED) throw Problem.conflict("still_waitlisted");
    if (!slot.mayReturn()) throw Problem.conflict("returned_already");
    return tx.preparedQuery("SELECT 1 FROM agenda_item WHERE id = $1 AND NOT comment_closed AND status IN ('listed', 'called', 'comment')")
        .execute(Tuple.of(slot.item()))
        .compose(open -> {
          if (open.size() == 0) throw Problem.conflict("comment_closed");
          return Lineup.behind(tx, slot.item());
        })
        .compose(behind -> tx.preparedQuery("""
                UPDATE slot
                SET status = 'confirmed', moved = $2, moved_reason = NULL, order_reason = 'returned', ended_at = NULL, told_ahead = NULL
                WHERE id = $1""")
            .execute(Tuple.of(slot.id(), behind)))
        .compose(done -> QueueQueries.one(tx, slot.id()))
        .map(now -> new Change<>(now, List.of(new QueueEvent.SpeakerReturned(hearing, now.itemNumber(), now.number(), now.displayName()))));
  }
}
