package org.lectern.oversight;

import static org.lectern.oversight.ActionStatus.DRAFT;
import static org.lectern.oversight.ActionStatus.ISSUED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What the board can do with an action, except verifying it; what the agency can do is {@link AgencyCommands}. */
public final class ActionCommands {
  private ActionCommands() {}

  /** Whether the board voted on it, and which vote that was; otherwise only the chair may. */
  public record Issuing(boolean byVote, Long voteHearing, Integer voteMotion) {
    public Issuing(boolean byVote) {
      this(byVote, null, null);
    }

    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  /** A reason that everyone may read. */
  public record Reason(String reason) {}

  /** Why the answer will not do, and what is asked in other words; without a text it is asked as before. */
  public record Insisting(String reason, String text) {}

  /** One step in the timeline of an action; {@code motion} is the vote behind it, {@code asOf} the day from which it counts if not today. */
  record Step(String command, ActionStatus to, String reason, Boolean byVote, UUID motion, LocalDate asOf) {
    Step(String command, ActionStatus to, String reason, Boolean byVote) {
      this(command, to, reason, byVote, null, null);
    }

    static Step of(String command, ActionStatus to) {
      return new Step(command, to, null, null);
    }

    Step by(UUID vote) {
      return new Step(command, to, reason, byVote, vote, asOf);
    }
  }

  public static Command<Action> draft(NewAction wanted) {
    return (tx, caller) -> Drafting.write(tx, caller, wanted)
        .compose(id -> drafted(tx, caller, id))
        .map(action -> Change.of(action, new ActionEvent.ActionDrafted(action.about(), action.issuer(), action.kind())));
  }

  /** The new draft, with the beginning of its timeline. */
  static Future<Action> drafted(SqlConnection tx, Caller caller, UUID id) {
    return begun(tx, caller, id, Step.of("draft", DRAFT));
  }

  /** The new action after the first step of its timeline. */
  static Future<Action> begun(SqlConnection tx, Caller caller, UUID id, Step first) {
    return append(tx, caller, id, null, first).compose(appended -> one(tx, id));
  }

  /** The draft as it shall be. What somebody promised is worded by themselves and by nobody else. */
  public static Command<Action> revise(String number, NewAction wanted) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(draft -> {
          if (draft.status() != DRAFT) throw Problem.conflict("action_not_draft", "state." + draft.status().word());
          if (draft.kind() == ActionKind.PROMISE && (!draft.text().equals(wanted.text()) || wanted.kind() != ActionKind.PROMISE)) throw Problem.conflict("promise_is_theirs");
          return Drafting.rewrite(tx, caller, draft, wanted).compose(rewritten -> one(tx, draft.id()));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionRevised(action.about(), action.issuer(), action.kind())));
  }

  /** From here on the text is frozen and the agency's time runs. */
  public static Command<Action> issue(String number, Issuing issuing) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(ISSUED);
          return PromiseCommands.refuseUnsettled(tx, action).compose(settled -> issuing.mandate().check(tx, caller, action))
              .compose(vote -> answerDue(tx, caller, action, DueDate.What.ANSWER)
                  .compose(due -> move(tx, caller, action, new Step("issue", ISSUED, null, issuing.byVote()).by(vote), """
                      UPDATE action
                      SET status = 'issued', issued_at = clock_timestamp(), issued_by_vote = $2, response_due = $3, first_response_due = $3
                      WHERE id = $1""", Tuple.of(action.id(), issuing.byVote(), due)))
                  .compose(issued -> AmendingCommands.freeze(tx, caller, issued, null, vote).map(issued)))
              .compose(issued -> Sources.cite(tx, caller, issued).map(issued));
        })
        .compose(action -> criteria(tx, action.id()).compose(criteria -> Sources.of(tx, action)
            .compose(sources -> AddresseeCommands.issue(tx, caller, action)
                .map(also -> Change.of(action, issued(action, sources, criteria, action.today(), also))))));
  }

  /** Counted from today; a day on which the offices are closed rolls forward. */
  private static Future<LocalDate> answerDue(SqlConnection tx, Caller caller, Action action, DueDate.What what) {
    return Dates.after(tx, caller, action.id(), what, action.today(), action.responseDays(), action.responseUnit()).map(DueDate::due);
  }

  static ActionEvent issued(Action action, List<ActionSheet.Source> sources, List<Criterion> criteria, LocalDate servedOn, List<ActionEvent.AlsoAsked> also) {
    var from = sources.stream().map(ActionSheet.Source::address).filter(Objects::nonNull).map(address -> address.replaceFirst("#.*", "")).distinct().toList();
    return new ActionEvent.ActionIssued(action.about(), from, action.kind(), action.issuerName(), action.addresseeName(), action.text(),
        criteria.stream().map(Criterion::text).toList(), Boolean.TRUE.equals(action.issuedByVote()), servedOn, action.responseDays(), action.responseDue(), also);
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

  /**
   * The answer will not do. The agency owes another one, in the same time again; the first due date stays to be seen. The board may
   * say once more, in other words, what it asks: those are a new version of the text.
   */
  public static Command<Action> insist(String number, Insisting insisting) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          if (action.insistedAt() != null) throw Problem.conflict("insisted_already");
          refuseUnlessToDecide(action);
          var restated = !NewAction.blank(insisting.text()) && !insisting.text().strip().equals(action.text());
          return AmendingCommands.keepWhatWas(tx, caller, action).compose(kept -> answerDue(tx, caller, action, DueDate.What.INSISTED)).compose(due -> move(tx, caller, action, new Step("insist", ISSUED, given(insisting.reason()), null), """
              UPDATE action
              SET insisted_at = clock_timestamp(), response_due = $2, text = coalesce($3, text), version = version + $4
              WHERE id = $1""", Tuple.of(action.id(), due, restated ? insisting.text().strip() : null, restated ? 1 : 0)))
              .compose(insisted -> restated ? AmendingCommands.freeze(tx, caller, insisted, insisting.reason().strip(), null).map(insisted) : Future.succeededFuture(insisted));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionInsisted(
            action.about(), action.position(), insisting.reason().strip(), action.text(), action.version(), action.responseDue())));
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

  /** The action, locked for change, if this caller may know of it. */
  static Future<Action> claim(SqlConnection tx, Caller caller, String number) {
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
            INSERT INTO action_move (jurisdiction, action, ordinal, from_status, to_status, command, reason, by_vote, by_person, by_name, motion, as_of, at)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, clock_timestamp()
            FROM action_move
            WHERE action = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action, Rows.word(from), Rows.word(step.to), step.command, step.reason, step.byVote,
            caller.person(), caller.name(), step.motion, step.asOf}))
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
