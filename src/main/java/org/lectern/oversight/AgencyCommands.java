package org.lectern.oversight;

import static org.lectern.oversight.ActionStatus.IN_PROGRESS;
import static org.lectern.oversight.ActionStatus.ISSUED;
import static org.lectern.oversight.ActionStatus.REPORTED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.lectern.bodies.DueDates;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionCommands.Step;

/** What the agency can do with an action that was issued to it. */
public final class AgencyCommands {
  private AgencyCommands() {}

  /** For so many days after a report anyone may add evidence. */
  static final int WINDOW = 30;

  /** An incomplete answer bounces with all that is missing; a changed mind is a new version beside the old one. */
  public static Command<Action> respond(String number, Answer answer) {
    return (tx, caller) -> ActionCommands.claimForAgency(tx, caller, number).compose(action -> {
      ActionCommands.refuseUnlessIssued(action);
      if (action.owed()) throw Problem.conflict("owed_not_answered");
      return thinkingSince(tx, action).compose(since -> {
        var faults = answer.faults(action.today(), since == null ? action.today() : since);
        if (!faults.isEmpty()) throw Problem.invalid(faults);
        return insert(tx, caller, action, answer);
      })
          .compose(version -> answer.due() == null ? Future.succeededFuture(version)
              : Dates.keep(tx, caller, action.id(), DueDate.named(DueDate.What.TARGET, action.today(), answer.due())).map(version))
          .compose(version -> ActionCommands.move(tx, caller, action, Step.of("respond", ISSUED), """
                  UPDATE action
                  SET position = $2, responded_at = clock_timestamp(), target_date = $3
                  WHERE id = $1""", Tuple.of(action.id(), Rows.word(answer.position()), answer.due()))
              .map(answered -> Change.of(answered, new ActionEvent.ActionAnswered(
                  answered.about(), version, answer.position(), answer.text().strip(), answer.owner(), answer.due()))));
    });
  }

  /** The day of the first answer that said so: to think longer is no new beginning. */
  private static Future<LocalDate> thinkingSince(SqlConnection tx, Action action) {
    return tx.preparedQuery("""
            SELECT (min(r.at) AT TIME ZONE j.zone)::date AS since
            FROM action_response r
            JOIN jurisdiction j ON j.id = r.jurisdiction
            WHERE r.action = $1 AND r.position = 'needs_analysis'
            GROUP BY j.zone""")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.first(rows, row -> row.getLocalDate("since"), null));
  }

  private static Future<Integer> insert(SqlConnection tx, Caller caller, Action action, Answer answer) {
    return tx.preparedQuery("""
            INSERT INTO action_response (jurisdiction, action, version, position, text, owner, due, by_person, by_name)
            SELECT $1, $2, coalesce(max(version), 0) + 1, $3, $4, $5, $6, $7, $8
            FROM action_response
            WHERE action = $2
            RETURNING version""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action.id(), Rows.word(answer.position()), answer.text().strip(), answer.owner(),
            answer.due(), caller.person(), caller.name()}))
        .map(rows -> Rows.one(rows, "answer", row -> row.getInteger("version")));
  }

  public static Command<Action> begin(String number) {
    return (tx, caller) -> ActionCommands.claimForAgency(tx, caller, number)
        .compose(action -> {
          refuseUnlessAnswered(action);
          if (action.status().closed()) throw Problem.conflict("reopen_first");
          action.status().to(IN_PROGRESS);
          return ActionCommands.move(tx, caller, action, Step.of("begin", IN_PROGRESS), """
              UPDATE action
              SET status = 'in_progress'
              WHERE id = $1""", Tuple.of(action.id()));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionBegun(action.about())));
  }

  /** Work does not take the place of the answer that the board asked for. */
  private static void refuseUnlessAnswered(Action action) {
    if (action.status() == ISSUED && !action.answered() && !action.owed()) throw Problem.conflict("answer_first");
  }

  public static Command<Action> report(String number, Report report) {
    return (tx, caller) -> ActionCommands.claimForAgency(tx, caller, number)
        .compose(action -> {
          refuseUnlessAnswered(action);
          action.status().to(REPORTED);
          return ActionCommands.criteria(tx, action.id())
              .compose(criteria -> shown(tx, caller, action, criteria, report))
              .compose(shown -> Dates.after(tx, caller, action.id(), DueDate.What.EVIDENCE_WINDOW, action.today(), WINDOW, DueDates.Unit.DAYS))
              .compose(window -> ActionCommands.move(tx, caller, action, Step.of("report", REPORTED), """
                  UPDATE action
                  SET status = 'reported', reported_at = clock_timestamp(), reported_by = $2, evidence_until = $3
                  WHERE id = $1""", Tuple.of(action.id(), caller.person(), window.due())));
        })
        .map(action -> Change.of(action, new ActionEvent.ActionReported(action.about(), report.text().strip(), report.url(),
            report.evidence().stream().map(Report.Proof::published).toList(), action.evidenceUntil())));
  }

  private static Future<Void> shown(SqlConnection tx, Caller caller, Action action, List<Criterion> criteria, Report report) {
    return tx.preparedQuery("""
            SELECT DISTINCT c.ordinal
            FROM action_evidence e
            JOIN action_criterion c ON c.id = e.criterion
            WHERE e.action = $1 AND e.by_side = 'agency'""")
        .execute(Tuple.of(action.id()))
        .compose(rows -> {
          var faults = report.faults(criteria, new HashSet<>(Rows.list(rows, row -> row.getInteger("ordinal"))));
          if (!faults.isEmpty()) throw Problem.invalid(faults);
          return insert(tx, caller, action, criteria, report);
        });
  }

  private static Future<Void> insert(SqlConnection tx, Caller caller, Action action, List<Criterion> criteria, Report report) {
    var proofs = new ArrayList<Report.Proof>();
    proofs.add(new Report.Proof(null, report.text(), report.url()));
    proofs.addAll(report.evidence());
    var chain = Future.<Void>succeededFuture();
    for (var proof : proofs) chain = chain.compose(next -> Evidence.insert(tx, caller, action, criteria, proof, Side.AGENCY, caller.name())).mapEmpty();
    return chain;
  }
}
