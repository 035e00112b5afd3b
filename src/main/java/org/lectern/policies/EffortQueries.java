package org.lectern.policies;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.lectern.areas.Lever;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What officials do, whichever lever they pull: policy changes, hearings and efforts in one list; all of it is public. */
public final class EffortQueries {
  private EffortQueries() {}

  /**
   * A lever that was pulled. {@code what} is policy, hearing or effort, {@code kind} its kind among those, {@code address} where it
   * stands below the place; {@code day} is the day that counts now, {@code result} what came of it so far, for a hearing what it {@code decided}.
   */
  public record Pull(Lever lever, String what, String kind, String title, String address, String bodySlug, String bodyName, String area, String areaTitle, String status, LocalDate day, String result, List<Decided> decided) {
    private static List<Decided> decided(List<String> titles, List<String> decisions) {
      return IntStream.range(0, titles.size()).mapToObj(i -> new Decided(titles.get(i), decisions.get(i))).toList();
    }

    static Pull from(Row row) {
      return new Pull(Rows.word(row, "lever", Lever.class), row.getString("what"), row.getString("kind"), row.getString("title"), row.getString("address"), row.getString("body"),
          row.getString("body_name"), row.getString("area"), row.getString("area_title"), row.getString("status"), row.getLocalDate("day"), row.getString("result"), decided(Rows.strings(row, "decided"), Rows.strings(row, "decisions")));
    }
  }

  /** What a hearing decided on an item. */
  public record Decided(String item, String decision) {}

  private static final String PULLS = """
      WITH pulled AS (
        SELECT p.lever, 'policy' AS what, p.kind, p.title, 'policies/' || p.number AS address, p.owner AS body, p.area, p.status,
          coalesce(p.effective_on, p.pending_until, (p.comment_closes_at AT TIME ZONE j.zone)::date, (p.created_at AT TIME ZONE j.zone)::date) AS day,
          coalesce(p.reason, (SELECT f.text FROM policy_finding f WHERE f.policy = p.id ORDER BY f.ordinal DESC LIMIT 1)) AS result, NULL::uuid AS hearing
        FROM policy_change p
        JOIN jurisdiction j ON j.id = p.jurisdiction
        WHERE p.jurisdiction = $1
        UNION ALL
        SELECT 'hearing', 'hearing', h.kind, h.title, 'hearings/' || h.number, h.body, x.area, h.status, (h.starts_at AT TIME ZONE h.zone)::date,
          NULL, h.id
        FROM hearing h
        JOIN LATERAL (SELECT y.area FROM hearing_area y JOIN area z ON z.id = y.area WHERE y.hearing = h.id AND ($2::text IS NULL OR z.slug = $2) ORDER BY z.ordinal LIMIT 1) x ON true
        WHERE h.jurisdiction = $1 AND h.status <> 'draft'
        UNION ALL
        SELECT CASE e.kind WHEN 'budget_ask' THEN 'budget' WHEN 'process' THEN 'process' WHEN 'statement' THEN 'narrative' ELSE 'advocacy' END,
          'effort', e.kind, e.title, 'efforts/' || e.number, e.body, e.area, e.status, coalesce(e.ended_on, e.begun_on, e.planned_for, (e.created_at AT TIME ZONE j.zone)::date), e.result, NULL
        FROM effort e
        JOIN jurisdiction j ON j.id = e.jurisdiction
        WHERE e.jurisdiction = $1)
      SELECT u.lever, u.what, u.kind, u.title, u.address, b.slug AS body, b.name AS body_name, r.slug AS area, r.title AS area_title, u.status, u.day, left(u.result, 500) AS result,
        ARRAY(SELECT i.title FROM agenda_item i WHERE i.hearing = u.hearing AND i.kind = 'action' AND i.decision IS NOT NULL ORDER BY i.ordinal) AS decided,
        ARRAY(SELECT i.decision FROM agenda_item i WHERE i.hearing = u.hearing AND i.kind = 'action' AND i.decision IS NOT NULL ORDER BY i.ordinal) AS decisions
      FROM pulled u
      JOIN body b ON b.id = u.body
      LEFT JOIN area r ON r.id = u.area
      WHERE ($2::text IS NULL OR r.slug = $2) AND ($3::text IS NULL OR b.slug = $3)
      ORDER BY u.day DESC NULLS LAST, u.address, r.slug
      LIMIT $4""";

  /** Newest first; null area or body asks for all. */
  public static Query<List<Pull>> pulls(String area, String body, int limit) {
    return (db, caller) -> db.preparedQuery(PULLS)
        .execute(Tuple.of(caller.place().id(), area, body, limit))
        .map(rows -> Rows.list(rows, Pull::from));
  }

  public static Query<Effort> effort(String number) {
    return (db, caller) -> db.preparedQuery(Effort.COLUMNS + "WHERE e.jurisdiction = $1 AND e.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "effort", Effort::from));
  }
}
