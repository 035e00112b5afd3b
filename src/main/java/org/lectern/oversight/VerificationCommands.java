package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionCommands.Step;

/** Judging what the agency reported. Nobody judges a report of their own, whatever offices they hold. */
public final class VerificationCommands {
  private VerificationCommands() {}

  public static Command<Action> verify(String number, Verification verification) {
    return (tx, caller) -> ActionCommands.claimForBoard(tx, caller, number).compose(action -> {
      if (action.status() != ActionStatus.REPORTED) throw Problem.conflict("action_not_reported", "state." + action.status().word());
      return refuseReporter(tx, caller, action)
          .compose(other -> ActionCommands.criteria(tx, action.id()))
          .compose(criteria -> mark(tx, action, complete(criteria, verification)))
          .compose(marked -> Verified.keep(tx, caller, action, verification))
          .compose(kept -> judge(tx, caller, action, verification))
          .map(judged -> Change.of(judged, new ActionEvent.ActionVerified(
              judged.about(), verification.verdict(), verification.independence(), verification.marks(), judged.reason())));
    });
  }

  /**
   * Also not whoever made an earlier report of it or gave the agency's evidence, which still counts; nor anyone who speaks for the agency,
   * whatever other office they hold.
   */
  static Future<Void> refuseReporter(SqlConnection tx, Caller caller, Action action) {
    return tx.preparedQuery("""
            SELECT 1 FROM action_move WHERE action = $1 AND command = 'report' AND by_person = $2
            UNION ALL SELECT 1 FROM action_evidence WHERE action = $1 AND by_side = 'agency' AND by_person = $2
            LIMIT 1""")
        .execute(Tuple.of(action.id(), caller.person()))
        .map(own -> {
          if (own.size() > 0) throw Problem.forbidden("reporter_cannot_verify");
          if (caller.holds(Role.LIAISON, action.addressee())) throw Problem.forbidden("agency_cannot_verify");
          return null;
        });
  }

  private static List<Verification.Marked> complete(List<Criterion> criteria, Verification verification) {
    var faults = verification.faults(criteria);
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return verification.marks();
  }

  private static Future<Void> mark(SqlConnection tx, Action action, List<Verification.Marked> marks) {
    if (marks.isEmpty()) return Future.succeededFuture(); // imported actions may have no criteria
    var rows = new ArrayList<Tuple>();
    for (var marked : marks) rows.add(Tuple.of(action.id(), marked.criterion(), Rows.word(marked.mark()), marked.method().strip()));
    return tx.preparedQuery("""
            UPDATE action_criterion
            SET mark = $3, method = $4
            WHERE action = $1 AND ordinal = $2""")
        .executeBatch(rows)
        .mapEmpty();
  }

  private static Future<Action> judge(SqlConnection tx, Caller caller, Action action, Verification verification) {
    var target = action.status().to(verification.verdict().status());
    var reason = NewAction.blank(verification.reason()) ? null : verification.reason().strip();
    return ActionCommands.move(tx, caller, action, new Step("verify", target, reason, null), """
        UPDATE action
        SET status = $2, decided_at = clock_timestamp(), reason = $3
        WHERE id = $1""", Tuple.of(action.id(), target.word(), reason));
  }
}
