package org.lectern.hearings;

import static org.lectern.hearings.ItemStatus.CALLED;
import static org.lectern.hearings.ItemStatus.COMMENT;
import static org.lectern.hearings.ItemStatus.DECIDED;
import static org.lectern.hearings.ItemStatus.DELIBERATION;
import static org.lectern.hearings.ItemStatus.TABLED;
import static org.lectern.hearings.ItemStatus.WITHDRAWN;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What can be done with an agenda item while its hearing is live. */
public final class ItemCommands {
  private ItemCommands() {}

  /** How it was decided; an exemption code where no comment was taken. */
  public record Deciding(Decision decision, String text, String exemption) {}

  private record At(Hearing hearing, AgendaItem item) {}

  /** Without a quorum no item is taken up: the hearing may only be recessed, continued or adjourned. */
  public static Command<AgendaItem> call(long hearing, int ordinal) {
    return moved(hearing, ordinal, CALLED, "status = 'called'",
        at -> new HearingEvent.ItemCalled(hearing, quorate(at).item.number(), at.item.title()));
  }

  private static At quorate(At at) {
    if (!HearingCommands.hasQuorum(at.hearing)) throw Problem.conflict("no_quorum");
    return at;
  }

  /** The public may speak to it now. Closing and opening again is allowed until it is decided. */
  public static Command<AgendaItem> openComment(long hearing, int ordinal) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> {
      quorate(at);
      if (at.item.commentMode() == CommentMode.NONE) throw Problem.conflict("no_comment_on_item");
      return move(tx, at, COMMENT, "status = 'comment', comment_opened = true, comment_closed = false",
          new HearingEvent.CommentOpened(hearing, at.item.number(), at.item.title()));
    });
  }

  /** Whoever still waits lapses, with an offer to write. Nobody may be at the microphone. */
  public static Command<AgendaItem> closeComment(long hearing, int ordinal) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> {
      if (at.item.status() != COMMENT) throw Problem.conflict("comment_not_open");
      return refuseIfSpeaking(tx, at)
          .compose(silent -> Floor.lapseItem(tx, at.item.id()))
          .compose(lapsed -> move(tx, at, DELIBERATION, "status = 'deliberation', comment_closed = true",
              new HearingEvent.CommentClosed(hearing, at.item.number(), at.item.title())));
    });
  }

  /**
   * No decision before the comment period has opened and closed, unless an exemption is recorded; and where members voted by name,
   * none but what they decided.
   */
  public static Command<AgendaItem> decide(long hearing, int ordinal, Deciding deciding) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> {
      var heard = at.item.commentMode() == CommentMode.NONE || at.item.commentClosed();
      if (!heard && deciding.exemption() == null) throw Problem.conflict("comment_before_decision");
      if (!HearingCommands.hasQuorum(at.hearing)) throw Problem.conflict("no_quorum");
      at.item.status().to(DECIDED);
      return MotionCommands.refuseUnlike(tx, at.item, deciding.decision())
          .compose(alike -> tx.preparedQuery("""
                  UPDATE agenda_item
                  SET status = 'decided', decision = $2, decision_text = $3, exemption = $4
                  WHERE id = $1""")
              .execute(Tuple.of(at.item.id(), Rows.word(deciding.decision()), deciding.text(), deciding.exemption())))
          .compose(updated -> changed(tx, at, new HearingEvent.ItemDecided(
              hearing, at.item.number(), at.item.title(), Rows.word(deciding.decision()), deciding.text())));
    });
  }

  public static Command<AgendaItem> table(long hearing, int ordinal, HearingCommands.Reason reason) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> {
      at.item.status().to(TABLED);
      return refuseIfSpeaking(tx, at)
          .compose(silent -> Floor.lapseItem(tx, at.item.id()))
          .compose(lapsed -> tx.preparedQuery("UPDATE agenda_item SET status = 'tabled', reason = $2 WHERE id = $1")
              .execute(Tuple.of(at.item.id(), reason.reason())))
          .compose(updated -> changed(tx, at, new HearingEvent.ItemTabled(hearing, at.item.number(), at.item.title(), reason.reason())));
    });
  }

  /** Taken off while the hearing is live; before it, the agenda is amended. */
  public static Command<AgendaItem> withdraw(long hearing, int ordinal, HearingCommands.Reason reason) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> {
      at.item.status().to(WITHDRAWN);
      return refuseIfSpeaking(tx, at)
          .compose(silent -> Floor.lapseItem(tx, at.item.id()))
          .compose(lapsed -> tx.preparedQuery("UPDATE agenda_item SET status = 'withdrawn', reason = $2 WHERE id = $1")
              .execute(Tuple.of(at.item.id(), reason.reason())))
          .compose(updated -> changed(tx, at, new HearingEvent.ItemWithdrawn(hearing, at.item.number(), at.item.title(), reason.reason())));
    });
  }

  private static Command<AgendaItem> moved(
      long hearing, int ordinal, ItemStatus target, String set, Function<At, Event> event) {
    return (tx, caller) -> claim(tx, caller, hearing, ordinal).compose(at -> move(tx, at, target, set, event.apply(at)));
  }

  /** {@code set} is one of the literals above, never input. */
  private static Future<Change<AgendaItem>> move(SqlConnection tx, At at, ItemStatus target, String set, Event event) {
    at.item.status().to(target);
    return tx.preparedQuery("UPDATE agenda_item SET " + set + " WHERE id = $1")
        .execute(Tuple.of(at.item.id()))
        .compose(updated -> changed(tx, at, event));
  }

  private static Future<Change<AgendaItem>> changed(SqlConnection tx, At at, Event event) {
    return tx.preparedQuery(AgendaItem.COLUMNS + "WHERE id = $1")
        .execute(Tuple.of(at.item.id()))
        .map(rows -> Change.of(Rows.one(rows, "item", AgendaItem::from), event));
  }

  private static Future<Void> refuseIfSpeaking(SqlConnection tx, At at) {
    return tx.preparedQuery("SELECT 1 FROM slot WHERE item = $1 AND status IN ('speaking', 'paused')")
        .execute(Tuple.of(at.item.id()))
        .map(speaking -> {
          if (speaking.size() > 0) throw Problem.conflict("someone_speaking");
          return null;
        });
  }

  /** Locks the hearing first, so that two clerks stand in line for the same item. */
  private static Future<At> claim(SqlConnection tx, Caller caller, long number, int ordinal) {
    return HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (hearing.status() != HearingStatus.LIVE) throw Problem.conflict("hearing_not_live");
      return tx.preparedQuery(AgendaItem.COLUMNS + "WHERE hearing = $1 AND ordinal = $2 FOR UPDATE")
          .execute(Tuple.of(hearing.id(), ordinal))
          .map(rows -> new At(hearing, Rows.one(rows, "item", AgendaItem::from)));
    });
  }
}
