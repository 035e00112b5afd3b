package org.lectern.policies;

import io.vertx.sqlclient.Tuple;
import java.util.function.BiFunction;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.policies.PolicyCommands.Advance;
import org.lectern.policies.PolicyCommands.Reason;

/** The ways in which a policy change ends, each with a reason that everyone may read. None of them waits for a challenge. */
public final class EndingCommands {
  private EndingCommands() {}

  /** Whoever proposed it no longer does. */
  public static Command<PolicyChange> withdraw(String number, Reason reason) {
    return end(number, new Advance("withdraw", PolicyStatus.WITHDRAWN, given(reason)), PolicyEvent.PolicyWithdrawn::new);
  }

  /** It was decided against. */
  public static Command<PolicyChange> reject(String number, Reason reason) {
    return end(number, new Advance("reject", PolicyStatus.REJECTED, given(reason)), PolicyEvent.PolicyRejected::new);
  }

  /** Whoever made it unmade it. */
  public static Command<PolicyChange> repeal(String number, Reason reason) {
    return end(number, new Advance("repeal", PolicyStatus.REPEALED, given(reason)), PolicyEvent.PolicyRepealed::new);
  }

  /** A law above it took its place. */
  public static Command<PolicyChange> preempt(String number, Reason reason) {
    return end(number, new Advance("preempt", PolicyStatus.PREEMPTED, given(reason)), PolicyEvent.PolicyPreempted::new);
  }

  /** A court stopped it. */
  public static Command<PolicyChange> enjoin(String number, Reason reason) {
    return end(number, new Advance("enjoin", PolicyStatus.ENJOINED, given(reason)), PolicyEvent.PolicyEnjoined::new);
  }

  private static String given(Reason reason) {
    if (NewPolicy.blank(reason.reason())) throw Problem.invalid("/reason", "reason_required");
    return reason.reason().strip();
  }

  private static Command<PolicyChange> end(String number, Advance step, BiFunction<PolicyEvent.About, String, PolicyEvent> event) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number)
        .compose(policy -> PolicyCommands.advance(tx, caller, policy, step, "UPDATE policy_change SET status = $2, reason = $3 WHERE id = $1",
            Tuple.of(policy.id(), step.to().word(), step.reason())))
        .map(policy -> Change.of(policy, event.apply(policy.about(), step.reason())));
  }
}
