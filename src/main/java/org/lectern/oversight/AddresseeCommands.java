package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** What a further agency can do with an action that asks it too, each by its own date; and how the board names it in a draft. */
public final class AddresseeCommands {
  private AddresseeCommands() {}

  /** What it did for its part, in words and perhaps with a link. */
  public record Reporting(String text, String url) {}

  private record Claimed(Action action, Addressee mine) {}

  /** Complete for its position, or it bounces with all that is missing; a changed mind is a new version beside the old one. */
  public static Command<Action> respond(String number, String agency, Answer answer) {
    return (tx, caller) -> claim(tx, caller, number, agency).compose(claimed -> thinkingSince(tx, claimed).compose(since -> {
      var action = claimed.action;
      var faults = answer.faults(action.today(), since == null ? action.today() : since);
      if (!faults.isEmpty()) throw Problem.invalid(faults);
      return said(tx, caller, claimed, answer)
          .compose(version -> tx.preparedQuery("UPDATE action_addressee SET position = $3, target_date = $4, responded_at = clock_timestamp() WHERE action = $1 AND body = $2")
              .execute(Tuple.of(action.id(), claimed.mine.body(), Rows.word(answer.position()), answer.due()))
              .compose(updated -> ActionCommands.one(tx, action.id()))
              .map(done -> Change.of(done, new ActionEvent.AddresseeAnswered(done.about(), claimed.mine.agency(), claimed.mine.name(), version, answer.position(), answer.text().strip(),
                  answer.owner(), answer.due()))));
    }));
  }

  /** Its part is done; it can be told again, and what was told before stays. */
  public static Command<Action> report(String number, String agency, Reporting report) {
    return (tx, caller) -> claim(tx, caller, number, agency).compose(claimed -> {
      var action = claimed.action;
      if (claimed.mine.respondedAt() == null) throw Problem.conflict("answer_first");
      if (NewAction.blank(report.text())) throw Problem.invalid("/text", "text_required");
      return tx.preparedQuery("""
              INSERT INTO addressee_report (jurisdiction, action, body, version, text, url, by_person, by_name)
              SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7
              FROM addressee_report
              WHERE action = $2 AND body = $3""")
          .execute(Tuple.of(caller.place().id(), action.id(), claimed.mine.body(), report.text().strip(), NewAction.blank(report.url()) ? null : report.url().strip(), caller.person(), caller.name()))
          .compose(told -> tx.preparedQuery("UPDATE action_addressee SET reported_at = clock_timestamp() WHERE action = $1 AND body = $2").execute(Tuple.of(action.id(), claimed.mine.body())))
          .compose(updated -> ActionCommands.one(tx, action.id()))
          .map(done -> Change.of(done, new ActionEvent.AddresseeReported(done.about(), claimed.mine.agency(), claimed.mine.name(), report.text().strip(), report.url())));
    });
  }

  /** The action and its further addressee, locked for change, if the caller answers for it and the action is open. */
  private static Future<Claimed> claim(SqlConnection tx, Caller caller, String number, String agency) {
    return ActionCommands.claim(tx, caller, number).compose(action -> tx.preparedQuery(Addressee.COLUMNS + "WHERE p.action = $1 AND b.slug = $2 FOR UPDATE OF p")
        .execute(Tuple.of(action.id(), agency))
        .map(rows -> Rows.one(rows, "addressee", Addressee::from))
        .map(mine -> {
          caller.in(mine.body());
          if (action.status().closed() || action.status() == ActionStatus.DRAFT) throw Problem.conflict("action_takes_no_answer", "state." + action.status().word());
          return new Claimed(action, mine);
        }));
  }

  private static Future<LocalDate> thinkingSince(SqlConnection tx, Claimed claimed) {
    return tx.preparedQuery("""
            SELECT (min(r.at) AT TIME ZONE j.zone)::date AS since
            FROM addressee_response r
            JOIN jurisdiction j ON j.id = r.jurisdiction
            WHERE r.action = $1 AND r.body = $2 AND r.position = 'needs_analysis'
            GROUP BY j.zone""")
        .execute(Tuple.of(claimed.action.id(), claimed.mine.body()))
        .map(rows -> Rows.first(rows, row -> row.getLocalDate("since"), null));
  }

  private static Future<Integer> said(SqlConnection tx, Caller caller, Claimed claimed, Answer answer) {
    return tx.preparedQuery("""
            INSERT INTO addressee_response (jurisdiction, action, body, version, position, text, owner, due, by_person, by_name)
            SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9
            FROM addressee_response
            WHERE action = $2 AND body = $3
            RETURNING version""")
        .execute(Tuple.from(new Object[] {caller.place().id(), claimed.action.id(), claimed.mine.body(), Rows.word(answer.position()), answer.text().strip(), answer.owner(), answer.due(), caller.person(), caller.name()}))
        .map(rows -> Rows.one(rows, "answer", row -> row.getInteger("version")));
  }

  /** Whom a draft asks besides the lead, instead of whom it asked before. */
  static Future<Void> write(SqlConnection tx, Caller caller, UUID action, UUID lead, List<NewAction.Also> also, int responseDays) {
    var chain = tx.preparedQuery("DELETE FROM action_addressee WHERE action = $1").execute(Tuple.of(action)).<Void>mapEmpty();
    var seen = new HashSet<>(List.of(lead));
    for (int i = 0; i < also.size(); i++) {
      var one = also.get(i);
      var pointer = "/also/" + i + "/agency";
      var ordinal = i + 1;
      chain = chain.compose(next -> BodyQueries.find(tx, caller.place().id(), one.agency())
          .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid(pointer, "body_unknown") : missing))
          .compose(body -> {
            if (body.kind() != BodyKind.AGENCY) throw Problem.invalid(pointer, "only_agencies_answer");
            if (!seen.add(body.id())) throw Problem.invalid(pointer, "addressee_twice");
            return tx.preparedQuery("INSERT INTO action_addressee (jurisdiction, action, body, ordinal, response_days) VALUES ($1, $2, $3, $4, $5)")
                .execute(Tuple.of(caller.place().id(), action, body.id(), ordinal, one.responseDays() == null ? responseDays : one.responseDays())).mapEmpty();
          }));
    }
    return chain;
  }

  /** From the day of issue the time of each runs; the answer says by when each answers. */
  static Future<List<ActionEvent.AlsoAsked>> issue(SqlConnection tx, Caller caller, Action action) {
    var asked = new ArrayList<ActionEvent.AlsoAsked>();
    var chain = Future.<Void>succeededFuture();
    for (var also : action.also()) chain = chain.compose(next -> tx.preparedQuery("SELECT response_days FROM action_addressee WHERE action = $1 AND body = $2").execute(Tuple.of(action.id(), also.body()))
        .compose(rows -> Dates.after(tx, caller, action.id(), DueDate.What.ANSWER, action.today(), Rows.one(rows, "addressee", row -> row.getInteger("response_days")), action.responseUnit(), also.body()))
        .compose(due -> tx.preparedQuery("UPDATE action_addressee SET response_due = $3, first_response_due = $3 WHERE action = $1 AND body = $2").execute(Tuple.of(action.id(), also.body(), due.due()))
            .map(updated -> asked.add(new ActionEvent.AlsoAsked(also.agency(), also.name(), due.due()))))
        .mapEmpty());
    return chain.map(asked);
  }

  /** What a draft cannot say of those it asks besides the lead. */
  static List<Fault> faults(List<NewAction.Also> also) {
    var faults = new ArrayList<Fault>();
    if (also.size() > Addressee.MOST) faults.add(Fault.at("/also", "addressees_too_many", Addressee.MOST));
    return faults;
  }
}
