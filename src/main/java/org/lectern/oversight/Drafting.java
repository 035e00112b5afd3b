package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Numbers;
import org.lectern.bodies.Profile;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** The rows of a new action: who asks whom, where it came from, its number and its criteria. */
final class Drafting {
  private Drafting() {}

  /** The body that asks and the body that is asked. */
  private record Parties(Body issuer, Body addressee) {}

  /** Where it came from, and the year of its number. */
  private record Sourced(UUID area, UUID hearing, UUID testimony, int year) {
    static Sourced from(Row row) {
      return new Sourced(row.getUUID("area"), row.getUUID("hearing"), row.getUUID("testimony"), row.getLocalDate("today").getYear());
    }
  }

  static Future<UUID> write(SqlConnection tx, Caller caller, NewAction wanted) {
    return parties(tx, caller, wanted)
        .compose(parties -> sources(tx, caller, wanted)
            .compose(sources -> number(tx, caller, sources.year)
                .compose(number -> Profiles.current(tx, caller.place())
                    .compose(profile -> insert(tx, caller, wanted, parties, sources, number, profile)))))
        .compose(id -> criteria(tx, caller, id, wanted.criteria()).compose(written -> Sources.write(tx, caller, id, wanted.allSources()))
            .compose(written -> also(tx, caller, id, wanted)).map(id));
  }

  /** The draft as it shall be now; its number stays. */
  static Future<Void> rewrite(SqlConnection tx, Caller caller, Action draft, NewAction wanted) {
    return parties(tx, caller, wanted)
        .compose(parties -> sources(tx, caller, wanted)
            .compose(sources -> Profiles.current(tx, caller.place()).compose(profile -> update(tx, draft, wanted, parties, sources, profile))))
        .compose(updated -> tx.preparedQuery("DELETE FROM action_criterion WHERE action = $1").execute(Tuple.of(draft.id())))
        .compose(gone -> criteria(tx, caller, draft.id(), wanted.criteria()))
        .compose(written -> tx.preparedQuery("DELETE FROM action_source WHERE action = $1").execute(Tuple.of(draft.id())))
        .compose(gone -> Sources.write(tx, caller, draft.id(), wanted.allSources()))
        .compose(written -> also(tx, caller, draft.id(), wanted));
  }

  private static Future<Void> also(SqlConnection tx, Caller caller, UUID action, NewAction wanted) {
    return tx.preparedQuery("SELECT addressee, response_days FROM action WHERE id = $1").execute(Tuple.of(action))
        .map(rows -> Rows.one(rows, "action", row -> row))
        .compose(row -> AddresseeCommands.write(tx, caller, action, row.getUUID("addressee"), wanted.also(), row.getInteger("response_days")));
  }

  private static Future<Void> update(SqlConnection tx, Action draft, NewAction wanted, Parties parties, Sourced sources, Profile profile) {
    return tx.preparedQuery("""
            UPDATE action
            SET kind = $2, issuer = $3, addressee = $4, title = $5, text = $6, summary = $7, priority = $8, lever = $9, area = $10, hearing = $11,
              testimony = $12, response_days = $13, response_unit = $14, review_date = $15
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {draft.id(), Rows.word(wanted.kind()), parties.issuer.id(), parties.addressee.id(), wanted.title().strip(), wanted.text().strip(),
            wanted.summary(), priority(wanted), Rows.word(wanted.lever()), sources.area, sources.hearing, sources.testimony, responseDays(profile, wanted), unit(profile, wanted), wanted.reviewDate()}))
        .mapEmpty();
  }

  private static Future<Parties> parties(SqlConnection tx, Caller caller, NewAction wanted) {
    return body(tx, caller, wanted.issuer(), "/issuer")
        .compose(issuer -> body(tx, caller, wanted.addressee(), "/addressee")
            .map(addressee -> mayAsk(caller, new Parties(issuer, addressee))));
  }

  private static Future<Body> body(SqlConnection tx, Caller caller, String slug, String pointer) {
    return BodyQueries.find(tx, caller.place().id(), slug)
        .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid(pointer, "body_unknown") : missing));
  }

  private static Parties mayAsk(Caller caller, Parties parties) {
    caller.in(parties.issuer.id());
    if (parties.issuer.kind() == BodyKind.AGENCY) throw Problem.invalid("/issuer", "agency_issues_nothing");
    if (parties.addressee.kind() != BodyKind.AGENCY) throw Problem.invalid("/addressee", "only_agencies_answer");
    return parties;
  }

  /** Only what everyone may see can be a source: the action will be public, and leads back there. */
  private static Future<Sourced> sources(SqlConnection tx, Caller caller, NewAction wanted) {
    return tx.preparedQuery("""
            SELECT %s AS today,
              (SELECT id FROM area WHERE jurisdiction = j.id AND slug = $2 AND status = 'adopted') AS area,
              (SELECT id FROM hearing WHERE jurisdiction = j.id AND number = $3 AND status <> 'draft') AS hearing,
              (SELECT id FROM testimony WHERE jurisdiction = j.id AND number = $4 AND status IN ('published', 'redacted')
                AND privacy <> 'confidential') AS testimony
            FROM jurisdiction j
            WHERE id = $1""".formatted(Action.TODAY))
        .execute(Tuple.of(caller.place().id(), wanted.area(), wanted.mainHearing(), wanted.testimony()))
        .map(rows -> complete(wanted, Rows.one(rows, "place", Sourced::from)));
  }

  private static Sourced complete(NewAction wanted, Sourced sources) {
    var faults = new ArrayList<Fault>(wanted.faults());
    if (wanted.area() != null && sources.area == null) faults.add(Fault.at("/area", "area_unknown"));
    if (wanted.hearing() != null && sources.hearing == null) faults.add(Fault.at("/hearing", "hearing_unknown"));
    if (wanted.testimony() != null && sources.testimony == null) faults.add(Fault.at("/testimony", "testimony_unknown"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return sources;
  }

  private static Future<String> number(SqlConnection tx, Caller caller, int year) {
    return Numbers.next(tx, caller, "action", year).map(n -> String.format("ACT-%d-%03d", year, n));
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, NewAction wanted, Parties parties, Sourced sources, String number, Profile profile) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO action (id, jurisdiction, number, kind, status, issuer, addressee, title, text, summary, priority, lever,
              area, hearing, testimony, response_days, response_unit, review_date, drafted_by)
            VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, Rows.word(wanted.kind()), parties.issuer.id(), parties.addressee.id(),
            wanted.title().strip(), wanted.text().strip(), wanted.summary(), priority(wanted),
            Rows.word(wanted.lever()), sources.area, sources.hearing, sources.testimony, responseDays(profile, wanted), unit(profile, wanted), wanted.reviewDate(), caller.person()}))
        .map(id);
  }

  private static String priority(NewAction wanted) {
    return wanted.priority() == null ? "normal" : Rows.word(wanted.priority());
  }

  private static String unit(Profile profile, NewAction wanted) {
    if (wanted.responseUnit() != null) return Rows.word(wanted.responseUnit());
    return wanted.responseDays() != null ? "days" : Rows.word(profile.responseDue().unit());
  }

  private static int responseDays(Profile profile, NewAction wanted) {
    return wanted.responseDays() != null ? wanted.responseDays() : profile.responseDue().count();
  }

  static Future<Void> criteria(SqlConnection tx, Caller caller, UUID action, List<String> texts) {
    var rows = new ArrayList<Tuple>(texts.size());
    for (var text : texts) rows.add(Tuple.of(Ids.next(), caller.place().id(), action, rows.size() + 1, text.strip()));
    return tx.preparedQuery("""
            INSERT INTO action_criterion (id, jurisdiction, action, ordinal, text)
            VALUES ($1, $2, $3, $4, $5)""")
        .executeBatch(rows)
        .mapEmpty();
  }
}
