package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** Duties that return: the board enters them once, the calendar turns them into dated actions ({@link ObligationTurns}). */
public final class ObligationCommands {
  private ObligationCommands() {}

  /** Bodies and area are slugs; {@code source} names the law or order, days are calendar days. */
  public record Establishing(String issuer, String addressee, String area, String title, String text, List<String> criteria, String source, String sourceUrl,
      Obligation.Every every, LocalDate firstDue, Integer leadDays, Integer hearingWithin, boolean byVote, Long voteHearing, Integer voteMotion) {
    public Establishing {
      criteria = criteria == null ? List.of() : List.copyOf(criteria);
    }

    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  public record Ending(String reason, boolean byVote, Long voteHearing, Integer voteMotion) {
    Mandate mandate() {
      return new Mandate(byVote, voteHearing, voteMotion);
    }
  }

  private record Grounds(UUID issuer, UUID addressee, UUID area, LocalDate today) {}

  public static Command<Obligation> establish(Establishing wanted) {
    return (tx, caller) -> grounds(tx, caller, wanted)
        .compose(grounds -> wanted.mandate().check(tx, caller, grounds.issuer)
            .compose(vote -> Numbers.next(tx, caller, "obligation", 0).compose(number -> insert(tx, caller, wanted, grounds, number, vote))))
        .compose(id -> one(tx, id))
        .map(made -> Change.of(made, new ObligationEvent.ObligationEstablished(made.number(), made.addresseeSlug(), made.area(), made.title(), made.every(), made.firstDue(), wanted.byVote())));
  }

  private static Future<Grounds> grounds(SqlConnection tx, Caller caller, Establishing wanted) {
    return tx.preparedQuery("""
            SELECT (SELECT id FROM body WHERE jurisdiction = j.id AND slug = $2 AND kind <> 'agency') AS issuer,
              (SELECT id FROM body WHERE jurisdiction = j.id AND slug = $3 AND kind = 'agency') AS addressee,
              (SELECT id FROM area WHERE jurisdiction = j.id AND slug = $4 AND status = 'adopted') AS area, %s AS today
            FROM jurisdiction j
            WHERE j.id = $1""".formatted(Action.TODAY))
        .execute(Tuple.of(caller.place().id(), wanted.issuer(), wanted.addressee(), wanted.area()))
        .map(rows -> Rows.one(rows, "place", row -> complete(caller, wanted, new Grounds(row.getUUID("issuer"), row.getUUID("addressee"), row.getUUID("area"), row.getLocalDate("today")))));
  }

  private static Grounds complete(Caller caller, Establishing wanted, Grounds grounds) {
    var faults = new ArrayList<Fault>();
    if (grounds.issuer == null) faults.add(Fault.at("/issuer", "body_unknown"));
    if (grounds.addressee == null) faults.add(Fault.at("/addressee", "only_agencies_answer"));
    if (wanted.area() != null && grounds.area == null) faults.add(Fault.at("/area", "area_unknown"));
    if (NewAction.blank(wanted.title())) faults.add(Fault.at("/title", "title_required"));
    if (NewAction.blank(wanted.text())) faults.add(Fault.at("/text", "text_required"));
    if (NewAction.blank(wanted.source())) faults.add(Fault.at("/source", "required"));
    if (wanted.criteria().isEmpty() || wanted.criteria().stream().anyMatch(NewAction::blank)) faults.add(Fault.at("/criteria", "criteria_required"));
    if (wanted.every() == null) faults.add(Fault.at("/every", "required"));
    if (wanted.firstDue() == null) faults.add(Fault.at("/first_due", "date_required"));
    else if (!wanted.firstDue().isAfter(grounds.today)) faults.add(Fault.at("/first_due", "date_in_past"));
    else if (wanted.firstDue().isAfter(grounds.today.plusYears(10))) faults.add(Fault.at("/first_due", "date_too_far"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    caller.in(grounds.issuer);
    return grounds;
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, Establishing wanted, Grounds grounds, long number, UUID vote) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO obligation (id, jurisdiction, number, issuer, addressee, area, title, text, criteria, source, source_url, every, first_due, lead_days, hearing_within, motion, by_person, by_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, grounds.issuer, grounds.addressee, grounds.area, wanted.title().strip(), wanted.text().strip(),
            wanted.criteria().stream().map(String::strip).toArray(String[]::new), wanted.source().strip(), wanted.sourceUrl(), Rows.word(wanted.every()), wanted.firstDue(),
            wanted.leadDays() == null ? 60 : wanted.leadDays(), wanted.hearingWithin(), vote, caller.person(), caller.name()}))
        .map(id);
  }

  static Future<Obligation> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Obligation.COLUMNS + "WHERE o.id = $1").execute(Tuple.of(id)).map(rows -> Rows.one(rows, "obligation", Obligation::from));
  }

  /** No further turns; the actions of the earlier ones go their way. */
  public static Command<Obligation> end(long number, Ending ending) {
    return (tx, caller) -> tx.preparedQuery(Obligation.COLUMNS + "WHERE o.jurisdiction = $1 AND o.number = $2 FOR UPDATE OF o")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "obligation", Obligation::from))
        .compose(before -> {
          caller.in(before.issuer());
          if (before.endedReason() != null) throw Problem.conflict("obligation_ended");
          return ending.mandate().check(tx, caller, before.issuer())
              .compose(vote -> tx.preparedQuery("UPDATE obligation SET ended_at = clock_timestamp(), ended_reason = $2 WHERE id = $1").execute(Tuple.of(before.id(), ActionCommands.given(ending.reason()))))
              .compose(done -> one(tx, before.id()));
        })
        .map(ended -> Change.of(ended, new ObligationEvent.ObligationEnded(ended.number(), ended.addresseeSlug(), ended.area(), ended.title(), ended.endedReason(), ending.byVote())));
  }

  /** All of a place, those that have ended last. */
  public static Query<List<Obligation>> obligations() {
    return (db, caller) -> db.preparedQuery(Obligation.COLUMNS + "WHERE o.jurisdiction = $1 ORDER BY o.ended_at NULLS FIRST, o.number LIMIT 500")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Obligation::from));
  }
}
