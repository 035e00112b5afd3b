package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;

/** What one moderator decides alone: to look at a case, to let it go, to write a note. Only one is at a case at a time. */
public final class DecisionCommands {
  private DecisionCommands() {}

  /** So long a case is kept for whoever opened it. */
  static final int LOCK_MINUTES = 10;

  /** The case in the version that was looked at. */
  public record Seen(int version, String reason) {}

  public record Item(String testimony, int version) {}

  /** Several decisions in one form, each its own. */
  public record Items(List<Item> items) {}

  /** What became of one of them; {@code problem} is null if it was released. */
  public record Outcome(String testimony, String problem) {}

  public record Outcomes(List<Outcome> items) {}

  public record Note(String note) {}

  /** Keeps the case for this moderator for ten minutes; who keeps it already keeps it longer, and nobody needs to hear of that. */
  public static Command<Case> claim(String number) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> Docket.claim(tx, subject.admits(caller)).compose(docket -> {
      if (docket.lockedFrom(caller)) throw Problem.conflict("case_locked");
      return tx.preparedQuery("UPDATE moderation_case SET locked_by = $2, locked_until = now() + make_interval(mins => $3) WHERE id = $1")
          .execute(Tuple.of(docket.id(), caller.person(), LOCK_MINUTES))
          .compose(locked -> ModerationQueries.find(tx, caller, number))
          .map(found -> docket.locked() ? Change.of(found) : Change.of(found, new ModerationEvent.CaseTaken(number, subject.target(), subject.body())));
    }));
  }

  /** Gives it back undecided. */
  public static Command<Case> leave(String number) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> Docket.claim(tx, subject.admits(caller)).compose(docket -> {
      if (docket.lockedFrom(caller)) throw Problem.conflict("case_locked");
      return tx.preparedQuery("UPDATE moderation_case SET locked_by = NULL, locked_until = NULL WHERE id = $1").execute(Tuple.of(docket.id()))
          .compose(left -> ModerationQueries.find(tx, caller, number))
          .map(found -> docket.locked() ? Change.of(found, new ModerationEvent.CaseLeft(number, subject.target(), subject.body())) : Change.of(found));
    }));
  }

  /** For moderators alone, and kept for two years. */
  public static Command<Case> note(String number, Note note) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> Docket.claim(tx, subject.admits(caller)).compose(docket ->
        tx.preparedQuery("UPDATE moderation_case SET note = $2 WHERE id = $1").execute(Tuple.of(docket.id(), note.note.strip()))))
        .compose(noted -> answer(tx, caller, number));
  }

  private static Future<Change<Case>> answer(SqlConnection tx, Caller caller, String number) {
    return ModerationQueries.find(tx, caller, number).map(found -> Change.of(found));
  }

  public static Command<Case> release(String number, Seen seen, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number)
        .compose(subject -> released(tx, caller, subject.admits(caller), seen, letter))
        .compose(event -> ModerationQueries.find(tx, caller, number).map(found -> Change.of(found, event)));
  }

  static Future<Event> released(SqlConnection tx, Caller caller, Subject subject, Seen seen, Function<Notice, Letter> letter) {
    return Docket.claim(tx, caller, subject, seen.version)
        .compose(docket -> docket.move(tx, caller, subject, CaseStatus.RELEASED, null, blankToNull(seen.reason))
            .compose(moved -> Publication.settle(tx, caller, subject, docket, "released")))
        .compose(event -> Notices.tell(tx, subject, Told.RELEASED, null, blankToNull(seen.reason), null, letter).map(event));
  }

  /** One after the other, in the order of their numbers; what somebody else is at or has decided is left alone and told. */
  public static Command<Outcomes> releaseAll(Items items, Function<Notice, Letter> letter) {
    return (tx, caller) -> each(tx, caller, items.items, (subject, item) -> released(tx, caller, subject, new Seen(item.version, null), letter));
  }

  /** What is decided about one of several. */
  interface Deciding {
    Future<Event> on(Subject subject, Item item);
  }

  static Future<Change<Outcomes>> each(SqlConnection tx, Caller caller, List<Item> items, Deciding deciding) {
    var outcomes = new ArrayList<Outcome>();
    var events = new ArrayList<Event>();
    var done = Future.<Void>succeededFuture();
    for (var item : items.stream().distinct().sorted(Comparator.comparing(Item::testimony)).toList()) {
      done = done.compose(before -> one(tx, caller, item, deciding, events)).map(outcome -> {
        outcomes.add(outcome);
        return null;
      });
    }
    return done.map(all -> new Change<>(new Outcomes(outcomes), List.copyOf(events)));
  }

  /** What refuses one has written nothing. */
  private static Future<Outcome> one(SqlConnection tx, Caller caller, Item item, Deciding deciding, List<Event> events) {
    return Subject.claim(tx, caller, item.testimony)
        .compose(subject -> deciding.on(subject.admits(caller), item))
        .onSuccess(events::add)
        .map(event -> new Outcome(item.testimony, null))
        .recover(failure -> failure instanceof Problem problem ? Future.succeededFuture(new Outcome(item.testimony, problem.code())) : Future.failedFuture(failure));
  }

  static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
