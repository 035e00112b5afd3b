package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.moderation.DecisionCommands.Seen;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;
import org.lectern.testimony.HeldRevisions;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyQueries;
import org.lectern.testimony.TestimonyStatus;

/** To hide takes two moderators; what only stands in the wrong place is moved to the right one and never hidden. */
public final class HidingCommands {
  private HidingCommands() {}

  /** On a ground of the closed list, with the reason that the author and everyone will read. */
  public record Hiding(int version, Ground ground, String reason) {}

  /** Where it belongs: a hearing (perhaps one item of it), an area, an action, or a policy change. */
  public record Moving(int version, String reason, Long hearing, Integer item, String area, String action, String policy) {
    Target target() {
      if (Stream.of(hearing, area, action, policy).filter(Objects::nonNull).count() != 1) throw Problem.invalid("/hearing", "one_place_to_move_to");
      if (hearing != null) return Target.hearing(hearing, item);
      if (policy != null) return Target.policy(policy);
      return area != null ? Target.area(area) : Target.action(action);
    }
  }

  public static Command<Case> propose(String number, Hiding hiding) {
    return (tx, caller) -> Subject.claim(tx, caller, number)
        .compose(subject -> proposed(tx, caller, subject.admits(caller), hiding))
        .compose(event -> ModerationQueries.find(tx, caller, number).map(found -> Change.of(found, event)));
  }

  static Future<Event> proposed(SqlConnection tx, Caller caller, Subject subject, Hiding hiding) {
    return Docket.claim(tx, caller, subject, hiding.version).compose(docket -> {
      if (hiding.ground == Ground.M7) throw Problem.invalid("/ground", "off_subject_is_moved");
      return docket.move(tx, caller, subject, CaseStatus.HIDE_PROPOSED, hiding.ground, hiding.reason.strip());
    }).map(moved -> new ModerationEvent.HidingProposed(subject.number(), subject.target(), Rows.word(hiding.ground), subject.body()));
  }

  /** By another moderator than the one who proposed it. */
  public static Command<Case> confirm(String number, Seen seen, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number)
        .compose(subject -> confirmed(tx, caller, subject.admits(caller), seen, letter))
        .compose(event -> ModerationQueries.find(tx, caller, number).map(found -> Change.of(found, event)));
  }

  static Future<Event> confirmed(SqlConnection tx, Caller caller, Subject subject, Seen seen, Function<Notice, Letter> letter) {
    return Docket.claim(tx, caller, subject, seen.version()).compose(docket -> {
      if (caller.is(docket.decidedBy())) throw Problem.forbidden("second_moderator");
      var until = Instant.now().plus(HoldClock.APPEAL_DAYS, ChronoUnit.DAYS);
      return docket.move(tx, caller, subject, CaseStatus.HIDDEN, null, null)
          .compose(moved -> docket.ofRevision() ? HeldRevisions.refuse(tx, subject.id()) : hide(tx, caller, subject, docket))
          .compose(hidden -> Notices.tell(tx, subject, docket.ofRevision() ? Told.REVISION_REFUSED : Told.HIDDEN, docket.ground(), docket.reason(), until, letter))
          .map(told -> docket.ofRevision() ? new ModerationEvent.RevisionRefused(subject.number(), subject.target(), Rows.word(docket.ground()), docket.reason())
              : new ModerationEvent.TestimonyHidden(subject.number(), subject.target(), Rows.word(docket.ground()), docket.reason()));
    });
  }

  private static Future<Void> hide(SqlConnection tx, Caller caller, Subject subject, Docket docket) {
    return Publication.close(tx, subject.id(), subject.it().status().to(TestimonyStatus.HIDDEN), docket.ground())
        .compose(closed -> Counting.hide(tx, caller, subject));
  }

  /** The second moderator does not agree: the case is open again. */
  public static Command<Case> decline(String number, Seen seen) {
    return (tx, caller) -> Subject.claim(tx, caller, number)
        .compose(subject -> declined(tx, caller, subject.admits(caller), seen))
        .compose(event -> ModerationQueries.find(tx, caller, number).map(found -> Change.of(found, event)));
  }

  static Future<Event> declined(SqlConnection tx, Caller caller, Subject subject, Seen seen) {
    return Docket.claim(tx, caller, subject, seen.version())
        .compose(docket -> docket.move(tx, caller, subject, CaseStatus.OPEN, null, null))
        .map(moved -> new ModerationEvent.HidingDeclined(subject.number(), subject.target(), DecisionCommands.blankToNull(seen.reason()), subject.body()));
  }

  /** M7: out of the body's subject. It goes where it belongs, with its number and its words, and is public there. */
  public static Command<Case> move(String number, Moving moving, Function<Notice, Letter> letter) {
    var target = moving.target();
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> Docket.claim(tx, caller, subject.admits(caller), moving.version)
        .compose(docket -> {
          if (docket.ofRevision()) throw Problem.conflict("revision_not_moved");
          return docket.move(tx, caller, subject, CaseStatus.MOVED, Ground.M7, moving.reason.strip());
        })
        .compose(moved -> TestimonyQueries.seen(tx, caller, target))
        .compose(there -> {
          if (there.equals(subject.targetId())) throw Problem.invalid("/hearing", "it_is_there_already");
          return place(tx, caller, subject, target).compose(placed -> Counting.release(tx, caller, subject, there));
        })
        .compose(counted -> Subject.claim(tx, subject.id()))
        .compose(now -> Publication.release(tx, caller, now, "moved")
            .compose(released -> Notices.tell(tx, now, Told.MOVED, Ground.M7, moving.reason.strip(), null, letter).map(released))
            .compose(released -> ModerationQueries.find(tx, caller, number)
                .map(found -> Change.of(found, new ModerationEvent.TestimonyMoved(number, now.target(), subject.target(), "m7", moving.reason.strip()), released)))));
  }

  /** An answer to another testimony stands by itself in its new place. */
  private static Future<Void> place(SqlConnection tx, Caller caller, Subject subject, Target target) {
    return tx.preparedQuery("""
            UPDATE testimony
            SET hearing = (SELECT id FROM hearing WHERE jurisdiction = $2 AND number = $3),
              item = (SELECT i.id FROM agenda_item i JOIN hearing h ON h.id = i.hearing WHERE h.jurisdiction = $2 AND h.number = $3 AND i.ordinal = $4),
              area = (SELECT id FROM area WHERE jurisdiction = $2 AND slug = $5),
              action = (SELECT id FROM action WHERE jurisdiction = $2 AND number = $6),
              policy = (SELECT id FROM policy_change WHERE jurisdiction = $2 AND number = $7), parent = NULL, depth = 0, kind = CASE WHEN kind = 'comment' THEN 'written' ELSE kind END
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {subject.id(), caller.place().id(), target.hearing(), target.item(), target.area(), target.action(), target.policy()}))
        .mapEmpty();
  }
}
