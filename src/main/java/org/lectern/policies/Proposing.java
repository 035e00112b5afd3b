package org.lectern.policies;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.UUID;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** The row of a new policy change: whose it is, who will practise it, where it comes from, and its number. */
final class Proposing {
  private Proposing() {}

  private record Roots(UUID area, boolean criterion, int year) {
    static Roots from(Row row) {
      return new Roots(row.getUUID("area"), row.getBoolean("criterion"), row.getInteger("year"));
    }
  }

  static Future<UUID> write(SqlConnection tx, Caller caller, NewPolicy wanted) {
    return body(tx, caller, wanted.owner(), "/owner")
        .compose(owner -> {
          caller.in(owner.id());
          return implementer(tx, caller, wanted)
              .compose(implementer -> roots(tx, caller, wanted)
                  .compose(roots -> Numbers.next(tx, caller, "policy_change", roots.year)
                      .compose(n -> insert(tx, caller, wanted, owner, implementer, roots, String.format("POL-%d-%03d", roots.year, n)))));
        });
  }

  private static Future<Body> body(SqlConnection tx, Caller caller, String slug, String pointer) {
    return BodyQueries.find(tx, caller.place().id(), slug)
        .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid(pointer, "body_unknown") : missing));
  }

  private static Future<UUID> implementer(SqlConnection tx, Caller caller, NewPolicy wanted) {
    if (wanted.implementer() == null) return Future.succeededFuture();
    return body(tx, caller, wanted.implementer(), "/implementer").map(body -> {
      if (body.kind() != BodyKind.AGENCY) throw Problem.invalid("/implementer", "only_agencies_practise");
      return body.id();
    });
  }

  /** The area must be one that the place works with, and the criterion a line of its worksheet. */
  private static Future<Roots> roots(SqlConnection tx, Caller caller, NewPolicy wanted) {
    return tx.preparedQuery("""
            SELECT r.id AS area, extract(year FROM now() AT TIME ZONE j.zone)::int AS year,
              EXISTS (SELECT FROM jsonb_array_elements(coalesce(r.content->'criteria', '[]'::jsonb)) c WHERE c->>'id' = $3) AS criterion
            FROM jurisdiction j
            LEFT JOIN area r ON r.jurisdiction = j.id AND r.slug = $2 AND r.status = 'adopted'
            WHERE j.id = $1""")
        .execute(Tuple.of(caller.place().id(), wanted.area(), wanted.criterion()))
        .map(rows -> complete(wanted, Rows.one(rows, "place", Roots::from)));
  }

  private static Roots complete(NewPolicy wanted, Roots roots) {
    var faults = new ArrayList<Fault>(wanted.faults());
    if (wanted.area() != null && roots.area == null) faults.add(Fault.at("/area", "area_unknown"));
    if (wanted.criterion() != null && roots.area != null && !roots.criterion) faults.add(Fault.at("/criterion", "criterion_of_area_unknown"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return roots;
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, NewPolicy wanted, Body owner, UUID implementer, Roots roots, String number) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO policy_change (id, jurisdiction, number, kind, lever, owner, implementer, area, criterion, title, summary, proposed_by, proposed_by_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, Rows.word(wanted.kind()), Rows.word(wanted.pulled()), owner.id(), implementer, roots.area,
            wanted.criterion(), wanted.title().strip(), NewPolicy.tidy(wanted.summary()), caller.person(), caller.name()}))
        .map(id);
  }
}
