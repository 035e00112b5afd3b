package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Numbers;
import org.lectern.bodies.Profile;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionCommands.Step;

/**
 * The calendar turns duties into dated actions: the report so many days before it is due, the hearing once the report was made. Each turn
 * once: the obligation's row is locked, and the schema admits one action for a part of a turn.
 */
public final class ObligationTurns {
  private ObligationTurns() {}

  private static final int AT_ONCE = 50;

  /** One action to be. */
  private record Turn(Obligation obligation, String part, LocalDate turn, String title, List<String> criteria, DueDate due, int days) {}

  /** Makes the actions whose time has come by {@code now}; the answer is how many. */
  public static Command<Integer> turn(Instant now, AgendaProposals.Wording wording) {
    return (tx, caller) -> Profiles.current(tx, caller.place()).compose(profile -> {
      var events = new ArrayList<Event>();
      var today = DueDates.dayOf(now, caller.place().zone());
      return reports(tx, caller, profile, today, events)
          .compose(done -> hearings(tx, caller, profile, today, wording, events))
          .map(done -> new Change<>(events.size(), events));
    });
  }

  private static Future<Void> reports(SqlConnection tx, Caller caller, Profile profile, LocalDate today, List<Event> events) {
    return tx.preparedQuery(Obligation.COLUMNS + """
            WHERE o.jurisdiction = $1 AND o.ended_at IS NULL
              AND o.first_due + make_interval(months => o.generated * CASE o.every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half_year' THEN 6 ELSE 12 END) <= $2::date + o.lead_days
            ORDER BY o.number
            LIMIT $3
            FOR UPDATE OF o""")
        .execute(Tuple.of(caller.place().id(), today, AT_ONCE))
        .compose(rows -> {
          var chain = Future.<Void>succeededFuture();
          for (var obligation : Rows.list(rows, Obligation::from)) chain = chain.compose(next -> report(tx, caller, profile, today, obligation, events));
          return chain;
        });
  }

  private static Future<Void> report(SqlConnection tx, Caller caller, Profile profile, LocalDate today, Obligation obligation, List<Event> events) {
    if (obligation.nextDue().isAfter(today.plusDays(obligation.leadDays()))) return Future.succeededFuture(); // another process was first
    var due = DueDate.rolled(DueDate.What.OBLIGATION, today, obligation.nextDue(), profile);
    var turn = new Turn(obligation, "report", obligation.nextDue(), obligation.title() + " (" + obligation.nextDue() + ")", obligation.criteria(), due, obligation.leadDays());
    return make(tx, caller, turn, today, events)
        .compose(made -> tx.preparedQuery("UPDATE obligation SET generated = generated + 1 WHERE id = $1").execute(Tuple.of(obligation.id())))
        .mapEmpty();
  }

  private record Reported(UUID obligation, LocalDate turn, LocalDate day) {
    static Reported from(Row row) {
      return new Reported(row.getUUID("obligation"), row.getLocalDate("obligation_due"), row.getLocalDate("day"));
    }
  }

  private static Future<Void> hearings(SqlConnection tx, Caller caller, Profile profile, LocalDate today, AgendaProposals.Wording wording, List<Event> events) {
    return tx.preparedQuery("""
            SELECT a.obligation, a.obligation_due, (a.reported_at AT TIME ZONE j.zone)::date AS day
            FROM action a
            JOIN obligation o ON o.id = a.obligation
            JOIN jurisdiction j ON j.id = a.jurisdiction
            WHERE a.jurisdiction = $1 AND a.obligation_part = 'report' AND a.reported_at IS NOT NULL AND o.hearing_within IS NOT NULL
              AND NOT EXISTS (SELECT FROM action h WHERE h.obligation = a.obligation AND h.obligation_part = 'hearing' AND h.obligation_due = a.obligation_due)
            ORDER BY a.reported_at
            LIMIT $2""")
        .execute(Tuple.of(caller.place().id(), AT_ONCE))
        .compose(rows -> {
          var chain = Future.<Void>succeededFuture();
          for (var reported : Rows.list(rows, Reported::from)) chain = chain.compose(next -> hearing(tx, caller, profile, today, reported, wording, events));
          return chain;
        });
  }

  private static Future<Void> hearing(SqlConnection tx, Caller caller, Profile profile, LocalDate today, Reported reported, AgendaProposals.Wording wording, List<Event> events) {
    return tx.preparedQuery(Obligation.COLUMNS + "WHERE o.id = $1 FOR UPDATE OF o").execute(Tuple.of(reported.obligation))
        .map(rows -> Rows.one(rows, "obligation", Obligation::from))
        .compose(obligation -> tx.preparedQuery("SELECT 1 FROM action WHERE obligation = $1 AND obligation_part = 'hearing' AND obligation_due = $2")
            .execute(Tuple.of(obligation.id(), reported.turn))
            .compose(there -> {
              if (there.size() > 0) return Future.succeededFuture(); // another process was first
              var title = wording.hearing(obligation.title() + " (" + reported.turn + ")");
              var due = DueDate.after(DueDate.What.HEARING, reported.day, obligation.hearingWithin(), DueDates.Unit.DAYS, profile);
              return make(tx, caller, new Turn(obligation, "hearing", reported.turn, title, List.of(title), due, obligation.hearingWithin()), today, events);
            }));
  }

  private static Future<Void> make(SqlConnection tx, Caller caller, Turn turn, LocalDate today, List<Event> events) {
    var obligation = turn.obligation;
    var id = Ids.next();
    return Numbers.next(tx, caller, "action", today.getYear())
        .compose(n -> tx.preparedQuery("""
                INSERT INTO action (id, jurisdiction, number, kind, status, issuer, addressee, title, text, area, response_days, response_due, first_response_due, target_date,
                  issued_at, obligation, obligation_part, obligation_due)
                SELECT $1, $2, $3, 'obligation', 'issued', o.issuer, o.addressee, left($4, 200), o.text, o.area, $5, $6, $6, $6, clock_timestamp(), o.id, $7, $8
                FROM obligation o
                WHERE o.id = $9""")
            .execute(Tuple.from(new Object[] {id, caller.place().id(), String.format("ACT-%d-%03d", today.getYear(), n), turn.title, turn.days, turn.due.due(), turn.part, turn.turn, obligation.id()})))
        .compose(made -> Drafting.criteria(tx, caller, id, turn.criteria))
        .compose(made -> tx.preparedQuery("INSERT INTO action_source (jurisdiction, action, ordinal, kind, reference, url) VALUES ($1, $2, 1, 'decree', $3, $4)")
            .execute(Tuple.of(caller.place().id(), id, obligation.source(), obligation.sourceUrl())))
        .compose(made -> Dates.keep(tx, caller, id, turn.due))
        .compose(made -> ActionCommands.begun(tx, caller, id, new Step("fall_due", ActionStatus.ISSUED, null, null)))
        .compose(action -> AmendingCommands.freeze(tx, caller, action, null, null).map(action))
        .compose(action -> ActionCommands.criteria(tx, id).map(criteria -> events.add(ActionCommands.issued(action, List.of(), criteria, turn.due.from(), List.of()))))
        .mapEmpty();
  }
}
