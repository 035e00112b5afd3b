package org.lectern.policies;

import static org.lectern.policies.PolicyStatus.EVALUATED;
import static org.lectern.policies.PolicyStatus.IN_PRACTICE;
import static org.lectern.policies.PolicyStatus.TRAINING;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.policies.PolicyCommands.Advance;

/** What follows the decision: training, practice, what the agency measures of both, and what a board finds. */
public final class PracticeCommands {
  private PracticeCommands() {}

  /** A reading, in the agency's word: numbers as decimal text with at most two places, the day it is of, where it was read. */
  public record Measuring(Phase phase, String name, String unit, String target, String value, LocalDate measuredOn, String source, String url) {}

  /** What a board found, in its own word. */
  public record Finding(String body, FindingResult result, String text, String url, LocalDate foundOn) {}

  public static Command<PolicyChange> beginTraining(String number) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number)
        .compose(policy -> PolicyCommands.forward(tx, caller, policy, new Advance("train", TRAINING, null), "UPDATE policy_change SET status = 'training' WHERE id = $1", Tuple.of(policy.id())))
        .map(policy -> Change.of(policy, new PolicyEvent.PolicyTrainingBegun(policy.about())));
  }

  /** Nothing counts as practice before there is a figure that says who was trained. */
  public static Command<PolicyChange> practise(String number) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number)
        .compose(policy -> {
          policy.status().to(IN_PRACTICE);
          return refuseWithout(tx, policy, "SELECT 1 FROM policy_figure WHERE policy = $1 AND phase = 'training' LIMIT 1", "no_training_figure")
              .compose(there -> PolicyCommands.forward(tx, caller, policy, new Advance("practise", IN_PRACTICE, null), "UPDATE policy_change SET status = 'in_practice' WHERE id = $1", Tuple.of(policy.id())));
        })
        .map(policy -> Change.of(policy, new PolicyEvent.PolicyPractised(policy.about())));
  }

  /** Evaluated is what was measured in practice and looked at by a board. */
  public static Command<PolicyChange> evaluate(String number) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number)
        .compose(policy -> {
          policy.status().to(EVALUATED);
          return refuseWithout(tx, policy, "SELECT 1 FROM policy_figure WHERE policy = $1 AND phase = 'practice' LIMIT 1", "no_practice_figure")
              .compose(there -> refuseWithout(tx, policy, "SELECT 1 FROM policy_finding WHERE policy = $1 LIMIT 1", "no_finding"))
              .compose(there -> PolicyCommands.forward(tx, caller, policy, new Advance("evaluate", EVALUATED, null), "UPDATE policy_change SET status = 'evaluated' WHERE id = $1", Tuple.of(policy.id())));
        })
        .compose(policy -> tx.preparedQuery("SELECT result FROM policy_finding WHERE policy = $1 ORDER BY ordinal DESC LIMIT 1")
            .execute(Tuple.of(policy.id()))
            .map(rows -> Rows.one(rows, "finding", row -> Rows.word(row, "result", FindingResult.class)))
            .map(result -> Change.of(policy, new PolicyEvent.PolicyEvaluated(policy.about(), result))));
  }

  private static Future<Void> refuseWithout(SqlConnection tx, PolicyChange policy, String sql, String otherwise) {
    return tx.preparedQuery(sql).execute(Tuple.of(policy.id())).map(found -> {
      if (found.size() == 0) throw Problem.conflict(otherwise);
      return null;
    });
  }

  /** By the agency that practises it, once it is decided. */
  public static Command<PolicyChange> measure(String number, Measuring measuring) {
    return (tx, caller) -> PolicyCommands.locked(tx, caller, number).compose(policy -> {
      if (policy.practisedBy() == null) throw Problem.conflict("nobody_practises");
      caller.in(policy.practisedBy());
      if (!policy.status().inForce()) throw Problem.conflict("policy_not_in_force", "state." + policy.status().word());
      if (measuring.measuredOn().isAfter(policy.asOf())) throw Problem.invalid("/measured_on", "day_to_come");
      if (NewPolicy.blank(measuring.name())) throw Problem.invalid("/name", "required");
      if (NewPolicy.blank(measuring.source())) throw Problem.invalid("/source", "source_required");
      return tx.preparedQuery("""
              INSERT INTO policy_figure (jurisdiction, policy, ordinal, phase, name, unit, target, value, measured_on, source, url, by_person, by_name)
              SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
              FROM policy_figure
              WHERE policy = $2""")
          .execute(Tuple.from(new Object[] {caller.place().id(), policy.id(), Rows.word(measuring.phase()), measuring.name().strip(), NewPolicy.tidy(measuring.unit()),
              decimal(measuring.target()), decimal(measuring.value()), measuring.measuredOn(), measuring.source().strip(), measuring.url(), caller.person(), caller.name()}))
          .compose(added -> PolicyCommands.one(tx, policy.id()))
          .map(now -> Change.of(now, new PolicyEvent.PolicyMeasured(now.about(), measuring.phase(), measuring.name().strip(), measuring.value(), measuring.target(),
              NewPolicy.tidy(measuring.unit()), measuring.measuredOn())));
    });
  }

  private static BigDecimal decimal(String text) {
    return text == null ? null : new BigDecimal(text);
  }

  /** By a member of a body that looked: never the agency's own word on itself. */
  public static Command<PolicyChange> find(String number, Finding finding) {
    return (tx, caller) -> PolicyCommands.locked(tx, caller, number)
        .compose(policy -> BodyQueries.find(tx, caller.place().id(), finding.body())
            .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid("/body", "body_unknown") : missing))
            .compose(body -> {
              caller.in(body.id());
              if (body.kind() == BodyKind.AGENCY) throw Problem.invalid("/body", "agency_finds_nothing");
              if (!policy.status().inForce()) throw Problem.conflict("policy_not_in_force", "state." + policy.status().word());
              if (finding.foundOn().isAfter(policy.asOf())) throw Problem.invalid("/found_on", "day_to_come");
              if (NewPolicy.blank(finding.text())) throw Problem.invalid("/text", "text_required");
              return tx.preparedQuery("""
                      INSERT INTO policy_finding (jurisdiction, policy, ordinal, body, result, text, url, found_on, by_person, by_name)
                      SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9
                      FROM policy_finding
                      WHERE policy = $2""")
                  .execute(Tuple.from(new Object[] {caller.place().id(), policy.id(), body.id(), Rows.word(finding.result()), finding.text().strip(), finding.url(),
                      finding.foundOn(), caller.person(), caller.name()}))
                  .compose(added -> PolicyCommands.one(tx, policy.id()))
                  .map(now -> Change.of(now, new PolicyEvent.PolicyFindingRecorded(now.about(), body.slug(), finding.result(), finding.text().strip())));
            }));
  }
}
