package org.lectern.oversight;

import static org.lectern.oversight.ActionStatus.CLOSED_NOT_IMPLEMENTED;
import static org.lectern.oversight.ActionStatus.DRAFT;
import static org.lectern.oversight.ActionStatus.IN_PROGRESS;
import static org.lectern.oversight.ActionStatus.ISSUED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What the board can do with an action, except verifying it; what the agency can do is {@link AgencyCommands}. */
public final class ActionCommands {
  private ActionCommands() {}

  /** Whether the board voted on it; otherwise only the chair may. */
  public record Issuing(boolean byVote) {}

  /** A reason that everyone may read. */
  public record Reason(String reason) {}

  /** Why it is closed without being done, and whether the board voted on it; otherwise only the chair may. */
  public record Closing(String reason, boolean byVote) {}

  /** One step in the timeline of an action. */
  record Step(String command, ActionStatus to, String reason, Boolean byVote) {
    static Step of(String command, ActionStatus to) {
      return new Step(command, to, null, null);
    }
  }

  public static Command<Action> draft(NewAction wanted) {
    return (tx, caller) -> Drafting.write(tx, caller, wanted)
        .compose(id -> drafted(tx, caller, id))
        .map(action -> Change.of(action, new ActionEvent.ActionDrafted(action.about(), action.issuer(), action.kind())));
  }

  /** The new draft, with the beginning of its timeline. */
  static Future<Action> drafted(SqlConnection tx, Caller caller, UUID id) {
    return append(tx, caller, id, null, Step.of("draft", DRAFT)).compose(appended -> one(tx, id));
  }

  /** From here on the text is frozen and the agency's time runs. */
  public static Command<Action> issue(String number, Issuing issuing) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(ISSUED);
          voteOrChair(caller, action, issuing.byVote());
          return PromiseCommands.refuseUnsettled(tx, action).compose(settled -> answerDue(tx, caller, action)).compose(due -> move(tx, caller, action, new Step("issue", ISSUED, null, issuing.byVote()), """
              UPDATE action
              SET status = 'issued', issued_at = clock_timestamp(), issued_by_vote = $2, response_due = $3, first_response_due = $3
              WHERE id = $1""", Tuple.of(action.id(), issuing.byVote(), due)));
        })
        .compose(action -> criteria(tx, action.id()).map(criteria -> Change.of(action, issued(action, criteria))));
  }

  /** Issuing and closing commit the whole board: they need a recorded vote, or the chair. */
  private static void voteOrChair(Caller caller, Action action, boolean byVote) {
    if (!byVote && !caller.holds(Role.CHAIR, action.issuer())) throw Problem.forbidden("vote_or_chair");
  }

  /** Counted from today; a day on which the offices are closed rolls forward. */
  private static Future<LocalDate> answerDue(SqlConnection tx, Caller caller, Action action) {
    var term = new DueDates.Term(action.responseDays(), DueDates.Unit.DAYS, action.number());
    return Profiles.current(tx, caller.place()).map(profile -> DueDates.due(term, action.today(), profile.holidays()).due());
  }

  private static ActionEvent issued(Action action, List<Criterion> criteria) {
    return new ActionEvent.ActionIssued(action.about(), action.kind(), action.issuerName(), action.addresseeName(), action.text(),
        criteria.stream().map(Criterion::text).toList(), action.issuedByVote(), action.today(), action.responseDays(), action.responseDue());
  }

  /** The answer will do. The action stays issued: now the agency is to act, or the board to close it. */
  public static Command<Action> agree(String number, Reason reason) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          refuseUnlessToDecide(action);
          return move(tx, caller, action, new Step("agree", ISSUED, given(reason.reason()), null), """
              UPDATE action
              SET decided_at = clock_timestamp()
              WHERE id = $1""", Tuple.of(action.id()));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionAgreed(action.about(), action.position(), reason.reason().strip())));
  }

  /** The answer will not do. The agency owes another one, in the same time again; the first due date stays to be seen. */
  public static Command<Action> insist(String number, Reason reason) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          if (action.insistedAt() != null) throw Problem.conflict("insisted_already");
          refuseUnlessToDecide(action);
          return answerDue(tx, caller, action).compose(due -> move(tx, caller, action, new Step("insist", ISSUED, given(reason.reason()), null), """
              UPDATE action
              SET insisted_at = clock_timestamp(), response_due = $2
              WHERE id = $1""", Tuple.of(action.id(), due)));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionInsisted(
            action.about(), action.position(), reason.reason().strip(), action.responseDue())));
  }

  /** The board decides on an answer that stands, and on each only once. */
  private static void refuseUnlessToDecide(Action action) {
    refuseUnlessIssued(action);
    if (!action.answered()) throw Problem.conflict("no_answer_yet");
    if (action.answerDecided()) throw Problem.conflict("answer_already_decided");
  }

  static void refuseUnlessIssued(Action action) {
    if (action.status() != ISSUED) throw Problem.conflict("action_not_issued", "state." + action.status().word());
  }

  static String given(String reason) {
    if (NewAction.blank(reason)) throw Problem.invalid("/reason", "reason_required");
    return reason.strip();
  }

  public static Command<Action> close(String number, Closing closing) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(CLOSED_NOT_IMPLEMENTED);
          voteOrChair(caller, action, closing.byVote());
          return move(tx, caller, action, new Step("close", CLOSED_NOT_IMPLEMENTED, given(closing.reason()), closing.byVote()), """
              UPDATE action
              SET status = 'closed_not_implemented', decided_at = clock_timestamp(), reason = $2
              WHERE id = $1""", Tuple.of(action.id(), closing.reason().strip()));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionClosed(action.about(), action.reason(), closing.byVote())));
  }

  /** Back to work; the first dates are kept. */
  public static Command<Action> reopen(String number, Reason reason) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(closed -> {
          if (!closed.status().closed()) throw Problem.conflict("action_not_closed", "state." + closed.status().word());
          return move(tx, caller, closed, new Step("reopen", IN_PROGRESS, given(reason.reason()), null), """
              UPDATE action
              SET status = 'in_progress', decided_at = NULL, reason = NULL
              WHERE id = $1""", Tuple.of(closed.id()))
              .map(action -> Change.of(action, new ActionEvent.ActionReopened(action.about(), closed.status(), reason.reason().strip())));
        });
  }

  /** The action, locked for change by its issuer. Commands have no other way to get one. */
  static Future<Action> claimForBoard(SqlConnection tx, Caller caller, String number) {
    return claim(tx, caller, number).map(action -> {
      caller.in(action.issuer());
      return action;
    });
  }

  /** The action, locked for change by its addressee. */
  static Future<Action> claimForAgency(SqlConnection tx, Caller caller, String number) {
    return claim(tx, caller, number).map(action -> {
      caller.in(action.addressee());
      return action;
    });
  }

  private static Future<Action> claim(SqlConnection tx, Caller caller, String number) {
    return tx.preparedQuery(Action.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.number = $2
            FOR UPDATE OF a""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "action", Action::from))
        .map(action -> {
          if (!action.visibleTo(caller)) throw Problem.missing("action");
          return action;
        });
  }

  /** Runs the update, puts the step into the timeline and reads the action as it now stands. */
  static Future<Action> move(SqlConnection tx, Caller caller, Action action, Step step, String update, Tuple values) {
    return tx.preparedQuery(update)
        .execute(values)
        .compose(updated -> append(tx, caller, action.id(), action.status(), step))
        .compose(appended -> one(tx, action.id()));
  }

  private static Future<Void> append(SqlConnection tx, Caller caller, UUID action, ActionStatus from, Step step) {
    return tx.preparedQuery("""
            INSERT INTO action_move (jurisdiction, action, ordinal, from_status, to_status, command, reason, by_vote, by_person, by_name, at)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, clock_timestamp()
            FROM action_move
            WHERE action = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action, Rows.word(from), Rows.word(step.to), step.command, step.reason, step.byVote,
            caller.person(), caller.name()}))
        .mapEmpty();
  }

  static Future<Action> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Action.COLUMNS + "WHERE a.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "action", Action::from));
  }

  static Future<List<Criterion>> criteria(io.vertx.sqlclient.SqlClient db, UUID action) {
    return db.preparedQuery(Criterion.COLUMNS + "WHERE action = $1 ORDER BY ordinal LIMIT 100")
        .execute(Tuple.of(action))
        .map(rows -> Rows.list(rows, Criterion::from));
  }
}
