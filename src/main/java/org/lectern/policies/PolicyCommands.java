package org.lectern.policies;

import static org.lectern.policies.PolicyStatus.COMMENT;
import static org.lectern.policies.PolicyStatus.DRAFTING;
import static org.lectern.policies.PolicyStatus.IDEA;
import static org.lectern.policies.PolicyStatus.PENDING;
import static org.lectern.policies.PolicyStatus.REVISION;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * A policy change on its way to a decision: the idea, its texts, the time in which everybody may comment, and the time in which the
 * final text lies open. What follows the decision is {@link AdoptionCommands}.
 */
public final class PolicyCommands {
  private PolicyCommands() {}

  /** Our default, after the usual notice-and-comment period: nobody is asked for less time than this, and no final text lies open for less. */
  static final int DAYS = 30;
  /** A comment period beyond a year is a mistake in the date. */
  private static final int MOST_DAYS = 366;

  /** The whole text, what changed, and (in revision) whether people must be asked again about it. */
  public record Writing(String text, String note, Boolean material) {}

  /** The last day on which comments are in time, until midnight where the body sits. */
  public record Opening(LocalDate closesOn) {}

  /** From which day on it may be adopted; the earliest that the rule allows if absent. */
  public record Pending(LocalDate until) {}

  /** A reason that everyone may read. */
  public record Reason(String reason) {}

  /** One step of its way. */
  record Advance(String command, PolicyStatus to, String reason) {}

  public static Command<PolicyChange> propose(NewPolicy wanted) {
    return (tx, caller) -> Proposing.write(tx, caller, wanted)
        .compose(id -> append(tx, caller, id, null, new Advance("propose", IDEA, null)))
        .compose(id -> NewPolicy.blank(wanted.text()) ? Future.succeededFuture(id) : Texts.add(tx, caller, id, wanted.text().strip(), null, true).map(id))
        .compose(id -> one(tx, id))
        .map(policy -> Change.of(policy, new PolicyEvent.PolicyProposed(policy.about(), policy.kind(), policy.summary())));
  }

  public static Command<PolicyChange> beginDrafting(String number) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(policy -> forward(tx, caller, policy, new Advance("draft", DRAFTING, null), "UPDATE policy_change SET status = 'drafting' WHERE id = $1", Tuple.of(policy.id())))
        .map(policy -> Change.of(policy, new PolicyEvent.PolicyDraftingBegun(policy.about())));
  }

  /** A new version of the text. In revision it must say whether the change is material: then the public is asked again. */
  public static Command<PolicyChange> write(String number, Writing writing) {
    return (tx, caller) -> claim(tx, caller, number).compose(policy -> {
      if (!policy.status().writable()) throw Problem.conflict("policy_text_closed", "state." + policy.status().word());
      if (NewPolicy.blank(writing.text())) throw Problem.invalid("/text", "text_required");
      if (policy.status() == REVISION && writing.material() == null) throw Problem.invalid("/material", "say_whether_material");
      if (policy.status() == REVISION && NewPolicy.blank(writing.note())) throw Problem.invalid("/note", "say_what_changed");
      return Texts.refuseSame(tx, policy, writing.text().strip())
          .compose(fresh -> Texts.add(tx, caller, policy.id(), writing.text().strip(), NewPolicy.tidy(writing.note()), !Boolean.FALSE.equals(writing.material())))
          .compose(version -> one(tx, policy.id()))
          .map(now -> Change.of(now, new PolicyEvent.PolicyTextWritten(now.about(), now.textVersion(), !Boolean.FALSE.equals(writing.material()), NewPolicy.tidy(writing.note()))));
    });
  }

  /** Asks everybody, for at least {@value #DAYS} days; again after a revision that changed what was asked about. */
  public static Command<PolicyChange> openComment(String number, Opening opening) {
    return (tx, caller) -> claim(tx, caller, number).compose(policy -> {
      policy.status().to(COMMENT);
      if (policy.textVersion() == 0) throw Problem.conflict("policy_has_no_text");
      var earliest = policy.asOf().plusDays(DAYS);
      if (opening.closesOn() == null || opening.closesOn().isBefore(earliest)) throw Problem.invalid("/closes_on", "comment_too_short", DAYS, earliest.toString());
      if (opening.closesOn().isAfter(policy.asOf().plusDays(MOST_DAYS))) throw Problem.invalid("/closes_on", "comment_too_long", MOST_DAYS);
      return forward(tx, caller, policy, new Advance("open_comment", COMMENT, null), """
          UPDATE policy_change
          SET status = 'comment', comment_opened_at = clock_timestamp(), comment_closes_at = $2, comment_round = comment_round + 1, commented_version = text_version
          WHERE id = $1""", Tuple.of(policy.id(), Rows.at(endOf(opening.closesOn(), caller))));
    }).map(policy -> Change.of(policy, new PolicyEvent.PolicyCommentOpened(policy.about(), policy.commentRound(), policy.textVersion(), policy.commentClosesAt())));
  }

  /** The last instant of a day where the bodies sit. */
  private static Instant endOf(LocalDate day, Caller caller) {
    return day.plusDays(1).atStartOfDay(caller.place().zone()).toInstant().minusMillis(1);
  }

  /** The comments are in: never before the last instant that was promised. */
  public static Command<PolicyChange> beginRevision(String number) {
    return (tx, caller) -> claim(tx, caller, number).compose(policy -> {
      policy.status().to(REVISION);
      if (policy.commentOpen()) throw Problem.conflict("comment_still_open", policy.commentClosesAt().atZone(caller.place().zone()).toLocalDate().toString());
      return forward(tx, caller, policy, new Advance("revise", REVISION, null), "UPDATE policy_change SET status = 'revision' WHERE id = $1", Tuple.of(policy.id()));
    }).map(policy -> Change.of(policy, new PolicyEvent.PolicyRevisionBegun(policy.about(), policy.commentRound())));
  }

  /** The final text lies open with its redline, every comment, and an answer for every theme of them, for at least {@value #DAYS} days. */
  public static Command<PolicyChange> pend(String number, Pending pending) {
    return (tx, caller) -> claim(tx, caller, number).compose(policy -> {
      policy.status().to(PENDING);
      var earliest = policy.asOf().plusDays(DAYS);
      var until = pending.until() == null ? earliest : pending.until();
      if (until.isBefore(earliest)) throw Problem.invalid("/until", "pending_too_short", DAYS, earliest.toString());
      if (until.isAfter(policy.asOf().plusDays(MOST_DAYS))) throw Problem.invalid("/until", "pending_too_long", MOST_DAYS);
      return Texts.refuseUnasked(tx, policy)
          .compose(asked -> Themes.refuseUnanswered(tx, policy))
          .compose(answered -> forward(tx, caller, policy, new Advance("pend", PENDING, null), """
              UPDATE policy_change
              SET status = 'pending', pending_since = $2, pending_until = $3
              WHERE id = $1""", Tuple.of(policy.id(), policy.asOf(), until)));
    }).map(policy -> Change.of(policy, new PolicyEvent.PolicyPending(policy.about(), policy.textVersion(), policy.pendingUntil())));
  }

  /** The policy change, locked for change by whoever owns it. Commands have no other way to get one. */
  static Future<PolicyChange> claim(SqlConnection tx, Caller caller, String number) {
    return locked(tx, caller, number).map(policy -> {
      caller.in(policy.owner());
      return policy;
    });
  }

  /** The same for those who have a word in it without owning it. */
  static Future<PolicyChange> locked(SqlConnection tx, Caller caller, String number) {
    return tx.preparedQuery(PolicyChange.COLUMNS + """
            WHERE p.jurisdiction = $1 AND p.number = $2
            FOR UPDATE OF p""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "policy", PolicyChange::from));
  }

  /** A step forward: nobody takes one while a challenge that blocks is open. */
  static Future<PolicyChange> forward(SqlConnection tx, Caller caller, PolicyChange policy, Advance step, String update, Tuple values) {
    policy.status().to(step.to);
    if (policy.blocked() > 0) throw Problem.conflict("policy_blocked", policy.blocked());
    return advance(tx, caller, policy, step, update, values);
  }

  /** Runs the update, puts the step into the timeline and reads the policy change as it now stands. */
  static Future<PolicyChange> advance(SqlConnection tx, Caller caller, PolicyChange policy, Advance step, String update, Tuple values) {
    policy.status().to(step.to);
    return tx.preparedQuery(update)
        .execute(values)
        .compose(updated -> append(tx, caller, policy.id(), policy.status(), step))
        .compose(id -> one(tx, id));
  }

  private static Future<UUID> append(SqlConnection tx, Caller caller, UUID policy, PolicyStatus from, Advance step) {
    return tx.preparedQuery("""
            INSERT INTO policy_move (jurisdiction, policy, ordinal, from_status, to_status, command, reason, by_person, by_name)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8
            FROM policy_move
            WHERE policy = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), policy, Rows.word(from), Rows.word(step.to), step.command, step.reason, caller.person(), caller.name()}))
        .map(policy);
  }

  static Future<PolicyChange> one(SqlClient db, UUID id) {
    return db.preparedQuery(PolicyChange.COLUMNS + "WHERE p.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "policy", PolicyChange::from));
  }
}
