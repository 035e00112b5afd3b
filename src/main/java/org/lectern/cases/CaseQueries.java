package org.lectern.cases;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about cases. A draft is known to its author only. */
public final class CaseQueries {
  private CaseQueries() {}

  /** What an author may put in: public comments on the subject, and the figures of a policy change. */
  public record Offers(List<Quote> testimony, List<Number> figures) {}

  public record Quote(String number, String byline, String text) {}

  /** A reading of the agency's, ready to be put in. */
  public record Number(String title, String text, String asOf, String address) {}

  /** Newest first: what is published, and the caller's own drafts. {@code subject} null asks for all. */
  public static Query<List<Case>> cases(String subject, int limit) {
    return (db, caller) -> db.preparedQuery(Case.COLUMNS + """
            WHERE c.jurisdiction = $1 AND (c.status <> 'draft' OR c.author = $2)
              AND ($3::text IS NULL OR coalesce('policies/' || p.number, 'actions/' || a.number) = $3)
            ORDER BY c.created_at DESC, c.number DESC
            LIMIT $4""")
        .execute(Tuple.of(caller.place().id(), caller.person(), subject, limit))
        .map(rows -> Rows.list(rows, Case::from));
  }

  public static Query<Case> made(String number) {
    return (db, caller) -> find(db, caller, number);
  }

  static Future<Case> find(SqlClient db, Caller caller, String number) {
    return db.preparedQuery(Case.COLUMNS + "WHERE c.jurisdiction = $1 AND c.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "case", Case::from))
        .compose(made -> {
          if (!made.visibleTo(caller)) throw Problem.missing("case");
          return filled(db, made);
        });
  }

  /** With its pieces. Whoever took testimony back or is no longer shown is not quoted either. */
  static Future<Case> filled(SqlClient db, Case made) {
    return db.preparedQuery("""
            SELECT i.number, i.kind, t.number AS testimony, CASE WHEN t.privacy IN ('named', 'pseudonym') THEN t.name END AS byline, i.title, i.text, t.language, i.as_of,
              coalesce(i.address, 'testimony/' || t.number) AS address, i.url, t.status IN ('published', 'redacted') AND t.privacy <> 'confidential' AS readable
            FROM case_item i
            LEFT JOIN testimony t ON t.id = i.testimony
            WHERE i.case_file = $1
            ORDER BY i.rank, i.number
            LIMIT 100""")
        .execute(Tuple.of(made.id()))
        .map(rows -> made.with(Rows.list(rows, Case.Item::from)));
  }

  /** For the desk of its author. */
  public static Query<Offers> offers(String number) {
    return (db, caller) -> find(db, caller, number).compose(made -> db.preparedQuery("""
            SELECT t.number, CASE WHEN t.privacy IN ('named', 'pseudonym') THEN t.name END AS byline, t.text
            FROM testimony t
            JOIN case_file c ON (t.policy = c.policy OR t.action = c.action OR t.area = (SELECT coalesce(p.area, a.area) FROM case_file x
              LEFT JOIN policy_change p ON p.id = x.policy LEFT JOIN action a ON a.id = x.action WHERE x.id = c.id))
            WHERE c.id = $1 AND t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'
            ORDER BY t.policy IS NULL AND t.action IS NULL, t.ordinal DESC
            LIMIT 20""")
        .execute(Tuple.of(made.id()))
        .map(rows -> Rows.list(rows, row -> new Quote(row.getString("number"), row.getString("byline"), row.getString("text"))))
        .compose(quotes -> db.preparedQuery("""
                SELECT f.name, f.value::text AS value, f.unit, f.target::text AS target, f.measured_on::text AS day, p.number
                FROM policy_figure f
                JOIN policy_change p ON p.id = f.policy
                JOIN case_file c ON c.policy = p.id
                WHERE c.id = $1
                ORDER BY f.ordinal DESC
                LIMIT 20""")
            .execute(Tuple.of(made.id()))
            .map(rows -> Rows.list(rows, row -> new Number(row.getString("name"),
                row.getString("value") + (row.getString("unit") == null ? "" : " " + row.getString("unit")) + (row.getString("target") == null ? "" : " (" + row.getString("target") + ")"),
                row.getString("day"), "policies/" + row.getString("number") + "#figures")))
            .map(figures -> new Offers(quotes, figures))));
  }
}
