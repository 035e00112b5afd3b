package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/**
 * The ladder of compliance, after the practice of monitors of consent decrees: the board says beforehand how it will test, then tests, and
 * the level that follows can be lower than before. It stands beside the status and moves nothing there.
 */
public final class ComplianceCommands {
  private ComplianceCommands() {}

  static final int SHARE = 95;
  static final int MONTHS = 24;

  /** How it will be tested; the share in percent and the months are 95 and 24 if absent. */
  public record Testing(String method, String sample, Integer share, Integer months) {}

  /** What was found: practice and sustained need the number of a test, the share found, and the day of the test; sustained also for how many months. */
  public record Assessing(Level level, Integer test, Integer share, Integer months, LocalDate testedOn, String note) {}

  public static Command<Compliance> set(String number, Testing testing) {
    return (tx, caller) -> claim(tx, caller, number).compose(action -> {
      if (NewAction.blank(testing.method()) || testing.method().strip().length() < 10) throw Problem.invalid("/method", "method_required");
      var share = testing.share() == null ? SHARE : testing.share();
      var months = testing.months() == null ? MONTHS : testing.months();
      return tx.preparedQuery("""
              INSERT INTO compliance_test (jurisdiction, action, number, method, sample, share, months, set_on, by_person, by_name)
              SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9
              FROM compliance_test
              WHERE action = $2
              RETURNING number""")
          .execute(Tuple.from(new Object[] {caller.place().id(), action.id(), testing.method().strip(), NewAction.blank(testing.sample()) ? null : testing.sample().strip(), share, months, action.today(),
              caller.person(), caller.name()}))
          .map(rows -> Rows.one(rows, "test", row -> row.getInteger("number")))
          .compose(n -> Compliance.of(tx, action).map(now -> Change.of(now, new ActionEvent.ComplianceTestSet(action.about(), n, testing.method().strip(), share, months))));
    });
  }

  public static Command<Compliance> assess(String number, Assessing assessing) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(action -> VerificationCommands.refuseReporter(tx, caller, action).compose(other -> Compliance.of(tx, action)).compose(before -> {
          refuse(action, before, assessing);
          return insert(tx, caller, action, assessing).compose(done -> Compliance.of(tx, action)).map(now -> Change.of(now,
              new ActionEvent.ComplianceAssessed(action.about(), before.level(), now.level(), assessing.test(), assessing.share(), assessing.note().strip())));
        }));
  }

  private static Future<Action> claim(SqlConnection tx, Caller caller, String number) {
    return ActionCommands.claimForBoard(tx, caller, number).map(action -> {
      if (action.status() == ActionStatus.DRAFT) throw Problem.conflict("action_is_draft");
      return action;
    });
  }

  private static void refuse(Action action, Compliance before, Assessing assessing) {
    var faults = new ArrayList<Fault>();
    if (assessing.level() == null) faults.add(Fault.at("/level", "required"));
    if (NewAction.blank(assessing.note())) faults.add(Fault.at("/note", "required"));
    if (assessing.testedOn() != null && assessing.testedOn().isAfter(action.today())) faults.add(Fault.at("/tested_on", "date_in_future"));
    if (assessing.level() != null && assessing.level().tested()) tested(before, assessing, faults);
    else if (assessing.test() != null && before.test(assessing.test()) == null) faults.add(Fault.at("/test", "test_unknown"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    if (assessing.level() == before.level() && !before.steps().isEmpty() && assessing.test() == null) throw Problem.conflict("level_same");
  }

  /** The method must have been stored before the day of the test, and its own numbers decide. */
  private static void tested(Compliance before, Assessing assessing, ArrayList<Fault> faults) {
    var test = assessing.test() == null ? null : before.test(assessing.test());
    if (test == null) {
      faults.add(Fault.at("/test", assessing.test() == null ? "test_first" : "test_unknown"));
      return;
    }
    if (assessing.testedOn() == null) faults.add(Fault.at("/tested_on", "date_required"));
    else if (assessing.testedOn().isBefore(test.setOn())) faults.add(Fault.at("/tested_on", "tested_before_method", test.setOn().toString()));
    if (assessing.share() == null || assessing.share() < test.share()) faults.add(Fault.at("/share", "share_too_low", test.share()));
    if (assessing.level() == Level.SUSTAINED && (assessing.months() == null || assessing.months() < test.months())) faults.add(Fault.at("/months", "months_too_few", test.months()));
  }

  private static Future<?> insert(SqlConnection tx, Caller caller, Action action, Assessing assessing) {
    return tx.preparedQuery("""
            INSERT INTO compliance_step (jurisdiction, action, ordinal, level, test, share, months, tested_on, note, by_person, by_name)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10
            FROM compliance_step
            WHERE action = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action.id(), Rows.word(assessing.level()), assessing.test(), assessing.share(), assessing.months(), assessing.testedOn(),
            assessing.note().strip(), caller.person(), caller.name()}));
  }
}
