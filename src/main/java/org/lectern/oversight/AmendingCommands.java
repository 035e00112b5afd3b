package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.oversight.ActionCommands.Step;

/** The text of an action after it was issued: it changes by a new version only, with a public reason, and the earlier one stays. */
public final class AmendingCommands {
  private AmendingCommands() {}

  /** What shall be different; what is left out stays. A criterion can be reworded or added, never taken away: evidence hangs on it. */
  public record Amending(String title, String text, String summary, List<String> criteria, String reason, boolean byVote, Long voteHearing, Integer voteMotion) {
    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  public static Command<Action> amend(String number, Amending wanted) {
    return (tx, caller) -> ActionCommands.claimForBoard(tx, caller, number).compose(action -> {
      if (!action.status().open()) throw Problem.conflict("action_not_open", "state." + action.status().word());
      return wanted.mandate().check(tx, caller, action)
          .compose(vote -> ActionCommands.criteria(tx, action.id()).compose(criteria -> {
            refuse(action, criteria, wanted);
            return write(tx, caller, action, criteria, wanted, vote);
          }));
    });
  }

  private static void refuse(Action action, List<Criterion> criteria, Amending wanted) {
    var faults = new ArrayList<Fault>();
    if (NewAction.blank(wanted.reason())) faults.add(Fault.at("/reason", "reason_required"));
    if (wanted.title() != null && wanted.title().isBlank()) faults.add(Fault.at("/title", "title_required"));
    if (wanted.text() != null && wanted.text().isBlank()) faults.add(Fault.at("/text", "text_required"));
    if (wanted.criteria() != null) {
      if (wanted.criteria().size() < criteria.size()) faults.add(Fault.at("/criteria", "criteria_only_grow", criteria.size()));
      if (wanted.criteria().size() > NewAction.MOST_CRITERIA) faults.add(Fault.at("/criteria", "criteria_too_many", NewAction.MOST_CRITERIA));
      if (wanted.criteria().stream().anyMatch(NewAction::blank)) faults.add(Fault.at("/criteria", "criteria_required"));
    }
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    var same = (wanted.title() == null || wanted.title().strip().equals(action.title())) && (wanted.text() == null || wanted.text().strip().equals(action.text()))
        && (wanted.summary() == null || wanted.summary().strip().equals(action.summary()))
        && (wanted.criteria() == null || wanted.criteria().stream().map(String::strip).toList().equals(criteria.stream().map(Criterion::text).toList()));
    if (same) throw Problem.conflict("nothing_amended");
  }

  private static Future<Change<Action>> write(SqlConnection tx, Caller caller, Action action, List<Criterion> criteria, Amending wanted, UUID vote) {
    return keepWhatWas(tx, caller, action)
        .compose(kept -> criteria(tx, caller, action, criteria, wanted.criteria() == null ? List.of() : wanted.criteria()))
        .compose(done -> ActionCommands.move(tx, caller, action, new Step("amend", action.status(), wanted.reason().strip(), wanted.byVote()).by(vote), """
            UPDATE action
            SET version = version + 1, title = coalesce($2, title), text = coalesce($3, text), summary = coalesce($4, summary)
            WHERE id = $1""", Tuple.of(action.id(), strip(wanted.title()), strip(wanted.text()), strip(wanted.summary()))))
        .compose(amended -> freeze(tx, caller, amended, wanted.reason().strip(), vote)
            .compose(frozen -> ActionCommands.criteria(tx, action.id()))
            .map(now -> Change.of(amended, new ActionEvent.ActionAmended(amended.about(), amended.version(), amended.text(),
                now.stream().map(Criterion::text).toList(), wanted.reason().strip(), wanted.byVote()))));
  }

  /** The text of an action that came from another register was never frozen here. */
  static Future<Void> keepWhatWas(SqlConnection tx, Caller caller, Action action) {
    return tx.preparedQuery("SELECT 1 FROM action_version WHERE action = $1 AND version = $2")
        .execute(Tuple.of(action.id(), action.version()))
        .compose(there -> there.size() > 0 ? Future.succeededFuture() : freeze(tx, caller, action, null, null));
  }

  private static String strip(String text) {
    return text == null ? null : text.strip();
  }

  /** A reworded criterion loses the mark that the board gave to the old words. */
  private static Future<Void> criteria(SqlConnection tx, Caller caller, Action action, List<Criterion> before, List<String> now) {
    var chain = Future.<Void>succeededFuture();
    for (int i = 0; i < now.size(); i++) {
      var ordinal = i + 1;
      var text = now.get(i).strip();
      if (i < before.size() && before.get(i).text().equals(text)) continue;
      chain = chain.compose(next -> tx.preparedQuery("""
              INSERT INTO action_criterion (id, jurisdiction, action, ordinal, text)
              VALUES ($1, $2, $3, $4, $5)
              ON CONFLICT (action, ordinal) DO UPDATE SET text = excluded.text, mark = NULL, method = NULL""")
          .execute(Tuple.of(Ids.next(), caller.place().id(), action.id(), ordinal, text))
          .mapEmpty());
    }
    return chain;
  }

  /** Keeps the text as it now stands as the action's current version. */
  static Future<Void> freeze(SqlConnection tx, Caller caller, Action action, String reason, UUID vote) {
    return tx.preparedQuery("""
            INSERT INTO action_version (jurisdiction, action, version, title, text, summary, criteria, reason, motion, by_person, by_name)
            SELECT a.jurisdiction, a.id, a.version, a.title, a.text, a.summary,
              coalesce((SELECT array_agg(c.text ORDER BY c.ordinal) FROM action_criterion c WHERE c.action = a.id), '{}'), $2, $3, $4, $5
            FROM action a
            WHERE a.id = $1""")
        .execute(Tuple.of(action.id(), reason, vote, caller.person(), caller.name()))
        .mapEmpty();
  }
}
