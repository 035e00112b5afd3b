package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Putting a motion on the floor and taking it off again; voting on it is {@link VoteCommands}. */
public final class MotionCommands {
  private MotionCommands() {}

  /**
   * A motion as the clerk takes it down. Mover and seconder are members who are there. {@code proposes} is the decision that it
   * would make of the item; null for an amendment or a point of order.
   */
  public record Moving(String text, Decision proposes, Threshold threshold, UUID mover, UUID seconder) {}

  /** A motion with what it hangs on, both locked. */
  record At(Hearing hearing, AgendaItem item, Motion motion) {}

  private record Movers(String mover, String seconder) {}

  public static Command<Motion> move(long number, int ordinal, Moving moving) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> open(tx, hearing, ordinal)
            .compose(item -> Roll.of(tx, hearing).map(roll -> movers(roll, moving)).compose(movers -> insert(tx, caller, hearing, item, moving, movers)))
            .compose(id -> VoteQueries.motion(tx, id))
            .map(motion -> Change.of(motion, new VoteEvent.MotionMoved(number, motion.itemNumber(), motion.number(), motion.text(),
                Rows.word(motion.proposes()), Rows.word(motion.threshold()), motion.mover(), motion.seconder()))));
  }

  /** Motions belong to the item that is open. What is said and decided behind closed doors is reported out, not moved here. */
  private static Future<AgendaItem> open(SqlConnection tx, Hearing hearing, int ordinal) {
    if (hearing.status() != HearingStatus.LIVE) throw Problem.conflict("hearing_not_live");
    return item(tx, hearing, ordinal).map(item -> {
      if (item.kind() == ItemKind.CLOSED) throw Problem.conflict("item_is_closed");
      if (!item.status().open()) throw Problem.conflict("item_not_open");
      return item;
    });
  }

  static Future<AgendaItem> item(SqlConnection tx, Hearing hearing, int ordinal) {
    return tx.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 AND ordinal = $2 FOR UPDATE")
        .execute(Tuple.of(hearing.id(), ordinal))
        .map(rows -> Rows.one(rows, "item", AgendaItem::from));
  }

  static Future<AgendaItem> reread(SqlConnection tx, AgendaItem item) {
    return tx.preparedQuery(AgendaItem.COLUMNS + "WHERE id = $1").execute(Tuple.of(item.id())).map(rows -> Rows.one(rows, "item", AgendaItem::from));
  }

  private static Movers movers(Roll roll, Moving moving) {
    if (!roll.called()) throw Problem.conflict("roll_first");
    if (!roll.hasQuorum()) throw Problem.conflict("no_quorum");
    if (moving.mover().equals(moving.seconder())) throw Problem.invalid("/seconder", "seconder_is_mover");
    return new Movers(here(roll, moving.mover(), "/mover"), moving.seconder() == null ? null : here(roll, moving.seconder(), "/seconder"));
  }

  private static String here(Roll roll, UUID member, String pointer) {
    return roll.marks().stream().filter(marked -> marked.member().equals(member) && marked.mark().here()).map(Roll.Marked::name).findFirst()
        .orElseThrow(() -> Problem.invalid(pointer, "member_must_be_here"));
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, Hearing hearing, AgendaItem item, Moving moving, Movers movers) {
    var id = Ids.next();
    if (moving.text().isBlank()) throw Problem.invalid("/text", "required");
    return tx.preparedQuery("""
            INSERT INTO motion (id, jurisdiction, hearing, item, number, text, proposes, threshold, mover, seconder)
            SELECT $1, $2, $3, $4, coalesce(max(number), 0) + 1, $5, $6, $7, $8, $9
            FROM motion
            WHERE hearing = $3""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), hearing.id(), item.id(), moving.text().strip(), Rows.word(moving.proposes()),
            Rows.word(moving.threshold()), movers.mover, movers.seconder}))
        .map(id);
  }

  /** Taken back by its mover before the vote; it stays in the minutes as withdrawn. */
  public static Command<Motion> withdraw(long hearing, int number) {
    return (tx, caller) -> claim(tx, caller, hearing, number).compose(at -> {
      if (!at.hearing.status().inSession()) throw Problem.conflict("hearing_not_in_session");
      refuseUnlessOpen(at.motion);
      return tx.preparedQuery("UPDATE motion SET withdrawn_at = clock_timestamp() WHERE id = $1")
          .execute(Tuple.of(at.motion.id()))
          .compose(updated -> VoteQueries.motion(tx, at.motion.id()))
          .map(motion -> Change.of(motion, new VoteEvent.MotionWithdrawn(hearing, motion.itemNumber(), number, motion.text())));
    });
  }

  static void refuseUnlessOpen(Motion motion) {
    if (motion.withdrawnAt() != null) throw Problem.conflict("motion_withdrawn");
    if (!motion.votes().isEmpty()) throw Problem.conflict("motion_voted");
  }

  /** The hearing first, as everybody locks it. */
  static Future<At> claim(SqlConnection tx, Caller caller, long hearing, int number) {
    return HearingCommands.claim(tx, caller, hearing).compose(found -> tx.preparedQuery("""
            SELECT m.id, i.ordinal
            FROM motion m
            JOIN agenda_item i ON i.id = m.item
            WHERE m.hearing = $1 AND m.number = $2""")
        .execute(Tuple.of(found.id(), number))
        .map(rows -> Rows.one(rows, "motion", row -> row))
        .compose(row -> item(tx, found, row.getInteger("ordinal"))
            .compose(item -> VoteQueries.motion(tx, row.getUUID("id")).map(motion -> new At(found, item, motion)))));
  }

  /**
   * A decision must say what the votes said: what was carried is what was decided, and what was lost was not adopted. An item on
   * which nobody voted by name is decided as the clerk enters it.
   */
  static Future<Void> refuseUnlike(SqlConnection tx, AgendaItem item, Decision decision) {
    return tx.preparedQuery("SELECT id FROM motion WHERE item = $1 AND proposes IS NOT NULL AND withdrawn_at IS NULL AND source IS NULL ORDER BY number DESC LIMIT 1")
        .execute(Tuple.of(item.id()))
        .compose(rows -> rows.size() == 0 ? Future.succeededFuture(List.<Motion>of())
            : VoteQueries.motion(tx, rows.iterator().next().getUUID("id")).map(List::of))
        .map(last -> {
          last.forEach(motion -> refuseUnlike(motion, decision));
          return null;
        });
  }

  private static void refuseUnlike(Motion motion, Decision decision) {
    if (motion.open()) throw Problem.conflict("motion_open", motion.number());
    if (!fits(motion.proposes(), motion.standing().carried(), decision)) {
      throw Problem.conflict(motion.standing().carried() ? "decision_not_what_carried" : "decision_was_lost", motion.number());
    }
  }

  static boolean fits(Decision proposed, boolean carried, Decision decision) {
    if (carried) return decision == proposed;
    return decision != proposed && decision != Decision.ADOPTED && decision != Decision.ADOPTED_AMENDED;
  }
}
