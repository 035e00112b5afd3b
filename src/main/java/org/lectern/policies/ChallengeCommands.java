package org.lectern.policies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lectern.areas.ChallengeKind;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What stands in the way: logged by any side under its name, marked as blocking by whoever owns the policy, settled with a public reason. */
public final class ChallengeCommands {
  private ChallengeCommands() {}

  private static final int MOST = 200;

  /** @param name the person, group or office that says so; a challenge is never anonymous */
  public record NewChallenge(ChallengeKind kind, Side side, String name, String text, String url) {}

  /** Why nothing goes on until it is settled. */
  public record Blocking(String reason) {}

  /** How it was settled. */
  public record Resolving(ChallengeOutcome outcome, String reason) {}

  public static Command<Challenge> log(String number, NewChallenge wanted) {
    return (tx, caller) -> PolicyCommands.locked(tx, caller, number).compose(policy -> {
      if (policy.status().ended()) throw Problem.conflict("policy_has_ended", "state." + policy.status().word());
      if (NewPolicy.blank(wanted.name())) throw Problem.invalid("/name", "challenge_needs_name");
      if (NewPolicy.blank(wanted.text())) throw Problem.invalid("/text", "text_required");
      return insert(tx, caller, policy, wanted)
          .compose(n -> one(tx, policy, n))
          .map(challenge -> Change.of(challenge, new PolicyEvent.PolicyChallenged(policy.about(), challenge.number(), challenge.kind(), challenge.side(), challenge.name(), challenge.text())));
    });
  }

  private static Future<Integer> insert(SqlConnection tx, Caller caller, PolicyChange policy, NewChallenge wanted) {
    return tx.preparedQuery("""
            INSERT INTO policy_challenge (jurisdiction, policy, number, kind, side, name, text, url, by_person)
            SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8
            FROM policy_challenge
            WHERE policy = $2
            HAVING coalesce(max(number), 0) < $9
            RETURNING number""")
        .execute(Tuple.from(new Object[] {caller.place().id(), policy.id(), Rows.word(wanted.kind()), Rows.word(wanted.side()), wanted.name().strip(), wanted.text().strip(),
            wanted.url(), caller.person(), MOST}))
        .map(rows -> Rows.maybe(rows, row -> row.getInteger("number")).orElseThrow(() -> Problem.conflict("too_many_challenges", MOST)));
  }

  /** From here on no step forward is taken until it is settled. */
  public static Command<Challenge> block(String number, int challenge, Blocking blocking) {
    return (tx, caller) -> open(tx, caller, number, challenge).compose(found -> {
      if (NewPolicy.blank(blocking.reason())) throw Problem.invalid("/reason", "reason_required");
      if (found.challenge.blocking()) throw Problem.conflict("challenge_blocks_already");
      return tx.preparedQuery("""
              UPDATE policy_challenge
              SET blocking = true, block_reason = $3, blocked_at = clock_timestamp(), blocked_by = $4
              WHERE policy = $1 AND number = $2""")
          .execute(Tuple.of(found.policy.id(), challenge, blocking.reason().strip(), caller.name()))
          .compose(updated -> one(tx, found.policy, challenge))
          .map(now -> Change.of(now, new PolicyEvent.PolicyBlocked(found.policy.about(), challenge, now.kind(), now.blockReason())));
    });
  }

  public static Command<Challenge> resolve(String number, int challenge, Resolving resolving) {
    return (tx, caller) -> open(tx, caller, number, challenge).compose(found -> {
      if (NewPolicy.blank(resolving.reason())) throw Problem.invalid("/reason", "reason_required");
      return tx.preparedQuery("""
              UPDATE policy_challenge
              SET outcome = $3, resolution = $4, resolved_at = clock_timestamp(), resolved_by = $5
              WHERE policy = $1 AND number = $2""")
          .execute(Tuple.of(found.policy.id(), challenge, Rows.word(resolving.outcome()), resolving.reason().strip(), caller.name()))
          .compose(updated -> one(tx, found.policy, challenge))
          .map(now -> Change.of(now, new PolicyEvent.PolicyChallengeResolved(found.policy.about(), challenge, now.kind(), now.outcome(), now.resolution())));
    });
  }

  private record Found(PolicyChange policy, Challenge challenge) {}

  private static Future<Found> open(SqlConnection tx, Caller caller, String number, int challenge) {
    return PolicyCommands.claim(tx, caller, number)
        .compose(policy -> one(tx, policy, challenge).map(found -> {
          if (!found.open()) throw Problem.conflict("challenge_settled");
          return new Found(policy, found);
        }));
  }

  private static Future<Challenge> one(SqlConnection tx, PolicyChange policy, int challenge) {
    return tx.preparedQuery(Challenge.COLUMNS + "WHERE c.policy = $1 AND c.number = $2")
        .execute(Tuple.of(policy.id(), challenge))
        .map(rows -> Rows.one(rows, "challenge", Challenge::from));
  }
}
