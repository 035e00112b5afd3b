package org.lectern.oversight;

import static org.lectern.oversight.ActionCommands.claimForBoard;
import static org.lectern.oversight.ActionCommands.given;
import static org.lectern.oversight.ActionCommands.move;
import static org.lectern.oversight.ActionStatus.CLOSED_NOT_IMPLEMENTED;
import static org.lectern.oversight.ActionStatus.DRAFT;
import static org.lectern.oversight.ActionStatus.IN_PROGRESS;
import static org.lectern.oversight.ActionStatus.NOT_APPLICABLE;
import static org.lectern.oversight.ActionStatus.SUPERSEDED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionCommands.Reason;
import org.lectern.oversight.ActionCommands.Step;

/** How the board ends an action without verifying it, takes it up again, and how it reassesses one. */
public final class SettlingCommands {
  private SettlingCommands() {}

  /** Why it is closed without being done, and the vote behind it; without one only the chair may. */
  public record Closing(String reason, boolean byVote, Long voteHearing, Integer voteMotion) {
    public Closing(String reason, boolean byVote) {
      this(reason, byVote, null, null);
    }

    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  /** The number of the action that takes its place, and why. */
  public record Superseding(String by, String reason, boolean byVote, Long voteHearing, Integer voteMotion) {
    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  public record NotApplying(Ground ground, String reason, boolean byVote, Long voteHearing, Integer voteMotion) {
    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  /** Where it stands from that day on (today if absent), whatever its steps so far, and why. */
  public record Reassessing(ActionStatus status, String reason, LocalDate asOf, boolean byVote, Long voteHearing, Integer voteMotion) {
    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  public static Command<Action> close(String number, Closing closing) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(CLOSED_NOT_IMPLEMENTED);
          return closing.mandate().check(tx, caller, action).compose(vote -> move(tx, caller, action, new Step("close", CLOSED_NOT_IMPLEMENTED, given(closing.reason()), closing.byVote()).by(vote), """
              UPDATE action
              SET status = 'closed_not_implemented', decided_at = clock_timestamp(), reason = $2
              WHERE id = $1""", Tuple.of(action.id(), closing.reason().strip())));
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
              SET status = 'in_progress', decided_at = NULL, reason = NULL, superseded_by = NULL, inapplicable = NULL
              WHERE id = $1""", Tuple.of(closed.id()))
              .map(action -> Change.of(action, new ActionEvent.ActionReopened(action.about(), closed.status(), reason.reason().strip())));
        });
  }

  /** Another action of the same issuer takes its place; each leads to the other. */
  public static Command<Action> supersede(String number, Superseding superseding) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(SUPERSEDED);
          return superseding.mandate().check(tx, caller, action).compose(vote -> successor(tx, action, superseding.by())
              .compose(by -> move(tx, caller, action, new Step("supersede", SUPERSEDED, given(superseding.reason()), superseding.byVote()).by(vote), """
                  UPDATE action
                  SET status = 'superseded', decided_at = clock_timestamp(), reason = $2, superseded_by = $3
                  WHERE id = $1""", Tuple.of(action.id(), superseding.reason().strip(), by))));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionSuperseded(action.about(), action.supersededBy(), action.reason(), superseding.byVote())));
  }

  private static Future<UUID> successor(SqlConnection tx, Action action, String by) {
    if (NewAction.blank(by)) throw Problem.invalid("/by", "required");
    return tx.preparedQuery("""
            SELECT b.id
            FROM action b
            JOIN action a ON a.id = $1 AND a.jurisdiction = b.jurisdiction
            WHERE b.number = $2 AND b.issuer = a.issuer AND b.id <> a.id AND b.status NOT IN ('draft', 'superseded')""")
        .execute(Tuple.of(action.id(), by.strip()))
        .map(rows -> Rows.maybe(rows, row -> row.getUUID("id")).orElseThrow(() -> Problem.invalid("/by", "successor_unknown")));
  }

  /** It cannot be asked for any more: preempted, enjoined or overtaken. */
  public static Command<Action> notApplicable(String number, NotApplying wanted) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(action -> {
          action.status().to(NOT_APPLICABLE);
          if (wanted.ground() == null) throw Problem.invalid("/ground", "required");
          return wanted.mandate().check(tx, caller, action).compose(vote -> move(tx, caller, action, new Step("not_applicable", NOT_APPLICABLE, given(wanted.reason()), wanted.byVote()).by(vote), """
              UPDATE action
              SET status = 'not_applicable', decided_at = clock_timestamp(), reason = $2, inapplicable = $3
              WHERE id = $1""", Tuple.of(action.id(), wanted.reason().strip(), Rows.word(wanted.ground()))));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionNotApplicable(action.about(), wanted.ground(), action.reason(), wanted.byVote())));
  }

  /**
   * Any status to any other, because real registers move in every direction, Rejected to Implemented among them. It says that it is a
   * reassessment and stands beside the steps, which stay. Whoever reported an action cannot reassess it as implemented.
   */
  public static Command<Action> reassess(String number, Reassessing wanted) {
    return (tx, caller) -> claimForBoard(tx, caller, number)
        .compose(before -> {
          refuse(before, wanted);
          var asOf = wanted.asOf() == null ? before.today() : wanted.asOf();
          return wanted.mandate().check(tx, caller, before)
              .compose(vote -> verified(wanted.status()) ? VerificationCommands.refuseReporter(tx, caller, before).map(vote) : Future.succeededFuture(vote))
              .compose(vote -> move(tx, caller, before, new Step("reassess", wanted.status(), given(wanted.reason()), wanted.byVote(), vote, asOf), """
                  UPDATE action
                  SET status = $2, decided_at = clock_timestamp(), reason = $3, superseded_by = NULL, inapplicable = NULL
                  WHERE id = $1""", Tuple.of(before.id(), wanted.status().word(), wanted.reason().strip())))
              .map(action -> Change.of(action, new ActionEvent.ActionReassessed(action.about(), before.status(), action.status(), action.reason(), asOf, wanted.byVote())));
        });
  }

  private static void refuse(Action action, Reassessing wanted) {
    if (action.status() == DRAFT) throw Problem.conflict("action_is_draft");
    if (wanted.status() == null || wanted.status() == DRAFT) throw Problem.invalid("/status", "status_required");
    if (wanted.status() == action.status()) throw Problem.invalid("/status", "status_same");
    given(wanted.reason());
    if (wanted.asOf() != null && wanted.asOf().isAfter(action.today())) throw Problem.invalid("/as_of", "date_in_future");
  }

  private static boolean verified(ActionStatus status) {
    return status == ActionStatus.IMPLEMENTED || status == ActionStatus.PARTLY_IMPLEMENTED;
  }
}
