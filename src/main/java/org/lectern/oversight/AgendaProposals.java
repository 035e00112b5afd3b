package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Rows;
import org.lectern.hearings.NextHearing;

/**
 * What the calendar brings before the board: an action thirty days overdue is to be explained, and the hearing that an obligation asks
 * for is to be held. The item is proposed once; the chair lists it or declines it with a public reason. What was long overdue before it
 * was brought from another register does not flood the agenda.
 */
public final class AgendaProposals {
  private AgendaProposals() {}

  private static final int AT_ONCE = 200;

  /** What the items are called, in the language of the place. */
  public interface Wording {
    String explain(String number, String title);

    String hearing(String title);
  }

  /** An item that was proposed for an action: where, and what the chair made of it. */
  public record OnAgenda(String why, LocalDate due, long hearing, String hearingTitle, Instant startsAt, int item, String itemTitle, String status, String reason) {
    static OnAgenda from(Row row) {
      return new OnAgenda(row.getString("why"), row.getLocalDate("due"), row.getLong("number"), row.getString("hearing_title"), Rows.instant(row, "starts_at"),
          row.getInteger("ordinal"), row.getString("title"), row.getString("status"), row.getString("reason"));
    }
  }

  private record Wanted(UUID id, String why, LocalDate due) {
    static Wanted from(Row row) {
      return new Wanted(row.getUUID("id"), row.getString("why"), row.getLocalDate("due"));
    }
  }

  private static final String WANTED = """
      SELECT w.id, w.why, w.due
      FROM (
        SELECT a.id, 'overdue' AS why, %1$s AS due, a.number, a.issuer
        FROM action a
        WHERE a.jurisdiction = $1 AND a.status IN ('issued', 'in_progress', 'returned')
          AND EXISTS (SELECT FROM action_crossing x WHERE x.action = a.id AND x.crossing = 'long_overdue' AND x.due = %1$s AND NOT (a.imported AND x.day > x.due + 37))
        UNION ALL
        SELECT a.id, 'obligation', a.obligation_due, a.number, a.issuer
        FROM action a
        WHERE a.jurisdiction = $1 AND a.obligation_part = 'hearing' AND a.status IN ('issued', 'in_progress', 'returned')) w
      WHERE NOT EXISTS (
        SELECT FROM action_agenda g JOIN hearing h ON h.id = g.hearing
        WHERE g.action = w.id AND g.why = w.why AND g.due = w.due AND h.status <> 'cancelled')
      AND EXISTS (SELECT FROM hearing h WHERE h.jurisdiction = $1 AND h.body = w.issuer AND h.status IN ('draft', 'noticed') AND h.starts_at > $2)
      """.formatted(Action.DUE);

  /** Proposes what waits for a hearing and finds one; the answer is how many. {@code now} is the moment for which the calendar is kept. */
  public static Command<Integer> propose(Instant now, Wording wording) {
    return (tx, caller) -> tx.preparedQuery(WANTED + "ORDER BY w.due, w.number LIMIT " + AT_ONCE)
        .execute(Tuple.of(caller.place().id(), Rows.at(now)))
        .map(rows -> Rows.list(rows, Wanted::from))
        .compose(all -> {
          var events = new ArrayList<Event>();
          var chain = Future.<Void>succeededFuture();
          for (var wanted : all) chain = chain.compose(next -> propose(tx, caller, wanted, now, wording, events));
          return chain.map(done -> new Change<>(events.size() / 2, events));
        });
  }

  /** Locks the action and looks again: another process may have been at it. */
  private static Future<Void> propose(SqlConnection tx, Caller caller, Wanted wanted, Instant now, Wording wording, List<Event> events) {
    return tx.preparedQuery("SELECT id FROM action WHERE id = $1 FOR UPDATE").execute(Tuple.of(wanted.id))
        .compose(locked -> tx.preparedQuery(WANTED + "AND w.id = $3 AND w.why = $4").execute(Tuple.of(caller.place().id(), Rows.at(now), wanted.id, wanted.why)))
        .compose(still -> still.size() == 0 ? Future.succeededFuture() : ActionCommands.one(tx, wanted.id).compose(action ->
            NextHearing.propose(tx, caller, action.issuer(), now, title(wording, wanted, action)).compose(found -> found.isEmpty()
                ? Future.<Void>succeededFuture() : keep(tx, caller, wanted, action, found.get(), now, events))));
  }

  private static String title(Wording wording, Wanted wanted, Action action) {
    return wanted.why.equals("overdue") ? wording.explain(action.number(), action.title()) : wording.hearing(action.title());
  }

  private static Future<Void> keep(SqlConnection tx, Caller caller, Wanted wanted, Action action, NextHearing.Proposed proposed, Instant now, List<Event> events) {
    events.add(proposed.event());
    events.add(new ActionEvent.ActionPutForward(action.about(), proposed.staffOf(), wanted.why, wanted.due, proposed.number(), proposed.ordinal()));
    return tx.preparedQuery("""
            INSERT INTO action_agenda (jurisdiction, action, why, due, attempt, hearing, item, day)
            SELECT $1, $2, $3, $4, (SELECT count(*) + 1 FROM action_agenda WHERE action = $2 AND why = $3 AND due = $4), $5, $6, ($7::timestamptz AT TIME ZONE zone)::date
            FROM jurisdiction
            WHERE id = $1""")
        .execute(Tuple.of(caller.place().id(), wanted.id, wanted.why, wanted.due, proposed.hearing(), proposed.item(), Rows.at(now)))
        .mapEmpty();
  }

  /** What everyone may know: of hearings that are no drafts. */
  static Future<List<OnAgenda>> of(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT g.why, g.due, h.number, h.title AS hearing_title, h.starts_at, i.ordinal, i.title, i.status, i.reason
            FROM action_agenda g
            JOIN hearing h ON h.id = g.hearing
            JOIN agenda_item i ON i.id = g.item
            WHERE g.action = $1 AND h.status <> 'draft'
            ORDER BY g.at""")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, OnAgenda::from));
  }
}
