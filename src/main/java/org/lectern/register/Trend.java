package org.lectern.register;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.EnumMap;
import java.util.List;
import org.lectern.core.Rows;
import org.lectern.register.Figures.Group;

/**
 * What happened in each span of days, and what was open and overdue at its end. The same rules as for one day, read from the
 * turns of all actions at once, because a day by itself for each span would take as many times as long.
 */
final class Trend {
  private Trend() {}

  static final List<Measure> MEASURES =
      List.of(Measure.ISSUED_THEN, Measure.ANSWERED_THEN, Measure.ANSWERED_ON_TIME_THEN, Measure.REPORTED_THEN, Measure.VERIFIED_THEN, Measure.OPEN, Measure.OVERDUE);

  /**
   * In one pass: each day on which something changed for an action begins a stretch that holds until the next such day, and a stretch adds
   * to what is open, and to what is overdue from the day after its date, until it ends. The days asked for then only add up what began and
   * ended by then, so their number costs nothing. What stands on a day is the last by its own order (a move's, an answer's, a word's), as in
   * {@link Standing}; it is carried in one number with that order, because to join it again takes as long as all the rest. The days of $4 and
   * $5 ascend.
   */
  private static final String SPANS = """
      WITH days AS (
        SELECT d.n, d.as_of, d.from_day
        FROM unnest($4::date[], $5::date[]) WITH ORDINALITY AS d (as_of, from_day, n)),
      chosen AS MATERIALIZED (
        SELECT a.id, j.zone, (a.issued_at AT TIME ZONE j.zone)::date AS issued_on, a.first_response_due, a.response_due, a.target_date, a.imported, a.insisted_at,
          (a.insisted_at AT TIME ZONE j.zone)::date AS insisted_on, x.due_before, x.due_after, (x.decided_at AT TIME ZONE j.zone)::date AS granted_on
        FROM jurisdiction j
        JOIN action a ON a.jurisdiction = j.id AND a.status <> 'draft'
        JOIN body d ON d.id = a.addressee
        LEFT JOIN area r ON r.id = a.area
        LEFT JOIN action_extension x ON x.action = a.id AND x.granted
        WHERE j.id = $1 AND ($2::text IS NULL OR d.slug = $2) AND ($3::text IS NULL OR coalesce(r.slug, '-') = $3)),
      turned AS MATERIALIZED (
        SELECT m.action, m.ordinal, m.from_status, m.to_status AS status, m.command, coalesce(m.as_of, (m.at AT TIME ZONE c.zone)::date) AS on_day
        FROM chosen c
        JOIN action_move m ON m.action = c.id AND m.to_status <> 'draft'),
      said AS MATERIALIZED (
        SELECT r.action, r.version, r.due, r.at, (r.at AT TIME ZONE c.zone)::date AS on_day
        FROM chosen c
        JOIN action_response r ON r.action = c.id),
      changed AS (
        SELECT action, on_day, 4 * ordinal + CASE status WHEN 'issued' THEN 1 WHEN 'reported' THEN 3 WHEN 'in_progress' THEN 2 WHEN 'returned' THEN 2 ELSE 0 END AS move,
          NULL::int AS answer, NULL::timestamptz AS answered_at, NULL::bigint AS word
        FROM turned
        UNION ALL
        SELECT action, on_day, NULL, version, at, NULL FROM said
        UNION ALL
        SELECT g.action, g.on_day, NULL, NULL, NULL, 2 * row_number() OVER (PARTITION BY g.action ORDER BY g.on_day, g.ordinal) + (g.position IS NOT NULL)::int
        FROM chosen c
        JOIN action_word g ON g.action = c.id
        WHERE c.imported
        UNION ALL
        SELECT id, insisted_on, NULL, NULL, NULL, NULL FROM chosen WHERE insisted_on IS NOT NULL
        UNION ALL
        SELECT id, granted_on, NULL, NULL, NULL, NULL FROM chosen WHERE granted_on IS NOT NULL),
      held AS (
        SELECT action, on_day, lead(on_day, 1, 'infinity') OVER each AS until, max(move) OVER each % 4 AS standing, max(answer) OVER each AS answer,
          max(answered_at) OVER each AS answered_at, max(word) OVER each % 2 = 1 AS word
        FROM changed
        WINDOW each AS (PARTITION BY action ORDER BY on_day)),
      stood AS MATERIALIZED (
        SELECT greatest(h.on_day, c.issued_on) AS begun, h.until,
          CASE
            WHEN h.standing = 1 AND NOT (CASE WHEN c.insisted_on <= h.on_day THEN coalesce(h.answered_at > c.insisted_at, false) ELSE h.answer IS NOT NULL OR coalesce(h.word, false) END) THEN
              CASE
                WHEN c.insisted_on <= h.on_day AND c.granted_on > h.on_day THEN c.due_before
                WHEN c.insisted_on <= h.on_day THEN c.response_due
                WHEN c.granted_on <= h.on_day THEN c.due_after
                ELSE c.first_response_due
              END
            WHEN h.standing IN (1, 2) THEN CASE WHEN h.answer IS NULL THEN c.target_date ELSE s.due END
          END AS due
        FROM held h
        JOIN chosen c ON c.id = h.action
        LEFT JOIN said s ON s.action = h.action AND s.version = h.answer
        WHERE h.standing > 0 AND h.until > h.on_day AND h.until > c.issued_on),
      late AS MATERIALIZED (
        SELECT greatest(begun, due + 1) AS begun, until FROM stood WHERE due < until - 1),
      step AS (
        SELECT width_bucket(e.day - 1, $4::date[]) + 1 AS n, sum(e.open) AS open, sum(e.overdue) AS overdue
        FROM (
          SELECT begun AS day, count(*) AS open, 0 AS overdue FROM stood GROUP BY begun
          UNION ALL
          SELECT until, -count(*), 0 FROM stood GROUP BY until
          UNION ALL
          SELECT begun, 0, count(*) FROM late GROUP BY begun
          UNION ALL
          SELECT until, 0, -count(*) FROM late GROUP BY until) e
        WHERE e.day < 'infinity'
        GROUP BY 1),
      flowed AS (
        SELECT id AS action, 'issued' AS what, issued_on AS on_day FROM chosen
        UNION ALL
        SELECT c.id, CASE WHEN f.on_day <= c.first_response_due THEN 'on_time' ELSE 'late' END, f.on_day
        FROM (SELECT action, min(on_day) AS on_day FROM said GROUP BY action) f
        JOIN chosen c ON c.id = f.action
        UNION ALL
        SELECT action, status, on_day
        FROM turned
        WHERE status IN ('reported', 'implemented') AND from_status <> status AND command <> 'import'),
      flow AS (
        SELECT f.n, count(*) FILTER (WHERE f.what = 'issued') AS issued_then, count(*) FILTER (WHERE f.what IN ('on_time', 'late')) AS answered_then,
          count(*) FILTER (WHERE f.what = 'on_time') AS answered_on_time_then, count(*) FILTER (WHERE f.what = 'reported') AS reported_then,
          count(*) FILTER (WHERE f.what = 'implemented') AS verified_then
        FROM (
          SELECT DISTINCT e.action, e.what, days.n
          FROM (SELECT action, what, on_day, width_bucket(on_day, $5::date[]) AS n FROM flowed WHERE on_day BETWEEN ($5::date[])[1] AND ($4::date[])[cardinality($4::date[])]) e
          JOIN days ON days.n = e.n AND e.on_day <= days.as_of) f
        GROUP BY f.n)
      SELECT days.as_of, days.from_day, coalesce(flow.issued_then, 0) AS issued_then, coalesce(flow.answered_then, 0) AS answered_then,
        coalesce(flow.answered_on_time_then, 0) AS answered_on_time_then, coalesce(flow.reported_then, 0) AS reported_then,
        coalesce(flow.verified_then, 0) AS verified_then, (coalesce(sum(step.open) OVER (ORDER BY days.n), 0))::bigint AS open,
        (coalesce(sum(step.overdue) OVER (ORDER BY days.n), 0))::bigint AS overdue
      FROM days
      LEFT JOIN flow ON flow.n = days.n
      LEFT JOIN step ON step.n = days.n
      ORDER BY days.n
      """;

  static Future<List<Group>> of(SqlClient db, Tuple spans) {
    return db.preparedQuery(SPANS).execute(spans).map(rows -> Rows.list(rows, Trend::from));
  }

  private static Group from(Row row) {
    var counts = new EnumMap<Measure, Long>(Measure.class);
    for (var measure : MEASURES) counts.put(measure, row.getLong(measure.word()));
    return new Group(null, null, null, new Scope.Span(row.getLocalDate("from_day"), row.getLocalDate("as_of")), counts, null, null);
  }
}
