package org.lectern.policies;

import static org.lectern.policies.EffortStatus.DONE;
import static org.lectern.policies.EffortStatus.DROPPED;
import static org.lectern.policies.EffortStatus.UNDER_WAY;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Efforts of officials: planned, under way, done with a result or dropped with a reason. */
public final class EffortCommands {
  private EffortCommands() {}

  /** {@code body} and {@code area} are slugs; {@code addressee} is whom it is put to. */
  public record NewEffort(EffortKind kind, String body, String area, String title, String text, String addressee, String url, LocalDate plannedFor) {}

  /** What came of it, in words that everyone may read. */
  public record Finishing(EffortOutcome outcome, String result) {}

  private record Roots(UUID area, int year) {
    static Roots from(Row row) {
      return new Roots(row.getUUID("area"), row.getInteger("year"));
    }
  }

  public static Command<Effort> plan(NewEffort wanted) {
    return (tx, caller) -> body(tx, caller, wanted.body()).compose(body -> {
      caller.in(body.id());
      if (NewPolicy.blank(wanted.title())) throw Problem.invalid("/title", "title_required");
      if (NewPolicy.blank(wanted.text())) throw Problem.invalid("/text", "text_required");
      return roots(tx, caller, wanted.area())
          .compose(roots -> Numbers.next(tx, caller, "effort", roots.year)
              .compose(n -> insert(tx, caller, wanted, body, roots.area, String.format("EFF-%d-%03d", roots.year, n))))
          .compose(id -> one(tx, id))
          .map(effort -> Change.of(effort, new EffortEvent.EffortPlanned(effort.about(), effort.kind(), effort.plannedFor())));
    });
  }

  private static Future<Body> body(SqlConnection tx, Caller caller, String slug) {
    return BodyQueries.find(tx, caller.place().id(), slug)
        .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid("/body", "body_unknown") : missing));
  }

  private static Future<Roots> roots(SqlConnection tx, Caller caller, String area) {
    return tx.preparedQuery("""
            SELECT r.id AS area, extract(year FROM now() AT TIME ZONE j.zone)::int AS year
            FROM jurisdiction j
            LEFT JOIN area r ON r.jurisdiction = j.id AND r.slug = $2 AND r.status = 'adopted'
            WHERE j.id = $1""")
        .execute(Tuple.of(caller.place().id(), area))
        .map(rows -> {
          var roots = Rows.one(rows, "place", Roots::from);
          if (roots.area == null) throw Problem.invalid("/area", "area_unknown");
          return roots;
        });
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, NewEffort wanted, Body body, UUID area, String number) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO effort (id, jurisdiction, number, kind, body, area, title, text, addressee, url, planned_for, by_person, by_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, Rows.word(wanted.kind()), body.id(), area, wanted.title().strip(), wanted.text().strip(),
            NewPolicy.tidy(wanted.addressee()), wanted.url(), wanted.plannedFor(), caller.person(), caller.name()}))
        .map(id);
  }

  public static Command<Effort> begin(String number) {
    return (tx, caller) -> claim(tx, caller, number, UNDER_WAY)
        .compose(effort -> set(tx, effort, "UPDATE effort SET status = 'under_way', begun_on = $2 WHERE id = $1", Tuple.of(effort.id(), effort.asOf())))
        .map(effort -> Change.of(effort, new EffortEvent.EffortBegun(effort.about(), effort.kind())));
  }

  public static Command<Effort> finish(String number, Finishing finishing) {
    return (tx, caller) -> claim(tx, caller, number, DONE)
        .compose(effort -> {
          if (NewPolicy.blank(finishing.result())) throw Problem.invalid("/result", "result_required");
          return set(tx, effort, "UPDATE effort SET status = 'done', ended_on = $2, outcome = $3, result = $4 WHERE id = $1",
              Tuple.of(effort.id(), effort.asOf(), Rows.word(finishing.outcome()), finishing.result().strip()));
        })
        .map(effort -> Change.of(effort, new EffortEvent.EffortFinished(effort.about(), effort.kind(), effort.outcome(), effort.result())));
  }

  public static Command<Effort> drop(String number, PolicyCommands.Reason reason) {
    return (tx, caller) -> claim(tx, caller, number, DROPPED)
        .compose(effort -> {
          if (NewPolicy.blank(reason.reason())) throw Problem.invalid("/reason", "reason_required");
          return set(tx, effort, "UPDATE effort SET status = 'dropped', ended_on = $2, result = $3 WHERE id = $1", Tuple.of(effort.id(), effort.asOf(), reason.reason().strip()));
        })
        .map(effort -> Change.of(effort, new EffortEvent.EffortDropped(effort.about(), effort.kind(), effort.result())));
  }

  private static Future<Effort> claim(SqlConnection tx, Caller caller, String number, EffortStatus target) {
    return tx.preparedQuery(Effort.COLUMNS + """
            WHERE e.jurisdiction = $1 AND e.number = $2
            FOR UPDATE OF e""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "effort", Effort::from))
        .map(effort -> {
          caller.in(effort.body());
          effort.status().to(target);
          return effort;
        });
  }

  private static Future<Effort> set(SqlConnection tx, Effort effort, String update, Tuple values) {
    return tx.preparedQuery(update).execute(values).compose(updated -> one(tx, effort.id()));
  }

  private static Future<Effort> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Effort.COLUMNS + "WHERE e.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "effort", Effort::from));
  }
}
