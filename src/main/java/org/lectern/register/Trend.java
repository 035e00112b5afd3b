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

  /** A turn holds from its own day until the day of the first later one: that is the status of each day between them. */
  private static final String SPANS = Standing.DAYS + """
      chosen AS (
        SELECT a.id, (a.issued_at AT TIME ZONE j.zone)::date AS issued_on, a.first_response_due,
          (SELECT (min(r.at) AT TIME ZONE j.zone)::date FROM action_response r WHERE r.action = a.id) AS answered_on
        FROM jurisdiction j
        JOIN action a ON a.jurisdiction = j.id AND a.status <> 'draft'
        JOIN body d ON d.id = a.addressee
        LEFT JOIN area r ON r.id = a.area
        WHERE j.id = $1 AND ($2::text IS NULL OR d.slug = $2) AND ($3::text IS NULL OR coalesce(r.slug, '-') = $3)),
      turned AS MATERIALIZED (
        SELECT v.action, v.status, v.on_day, v.turned AND v.status = 'reported' AND v.command <> 'import' AND v.before IS NOT NULL AS reported,
          v.turned AND v.status = 'implemented' AND v.command <> 'import' AND v.before IS NOT NULL AS implemented,
          coalesce(min(v.on_day) OVER (PARTITION BY v.action ORDER BY v.ordinal ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), 'infinity') AS until
        FROM (
          SELECT m.action, m.ordinal, m.from_status AS before, m.to_status AS status, m.command, m.to_status IS DISTINCT FROM m.from_status AS turned,
            coalesce(m.as_of, (m.at AT TIME ZONE j.zone)::date) AS on_day
          FROM chosen c
          JOIN action_move m ON m.action = c.id
          JOIN jurisdiction j ON j.id = m.jurisdiction) v),
      came AS (
        SELECT days.as_of, count(*) FILTER (WHERE c.issued_on BETWEEN days.from_day AND days.as_of) AS issued_then,
          count(*) FILTER (WHERE c.answered_on BETWEEN days.from_day AND days.as_of) AS answered_then,
          count(*) FILTER (WHERE c.answered_on BETWEEN days.from_day AND days.as_of AND c.answered_on <= c.first_response_due) AS answered_on_time_then
        FROM days
        CROSS JOIN chosen c
        GROUP BY days.as_of),
      went AS (
        SELECT days.as_of, count(DISTINCT t.action) FILTER (WHERE t.reported) AS reported_then, count(DISTINCT t.action) FILTER (WHERE t.implemented) AS verified_then
        FROM days
        JOIN turned t ON (t.reported OR t.implemented) AND t.on_day BETWEEN days.from_day AND days.as_of
        GROUP BY days.as_of),
      stood AS (
        SELECT days.as_of, m.status,
      """ + Standing.ANSWER_DUE + """
        FROM days
        JOIN turned m ON m.status IN ('issued', 'in_progress', 'reported', 'returned') AND m.on_day <= days.as_of AND days.as_of < m.until
        JOIN action a ON a.id = m.action
      """ + Standing.SAID + """
        ),
      open AS (
        SELECT t.as_of, count(*) AS open, count(*) FILTER (WHERE
      """ + Standing.DUE + """
           < t.as_of) AS overdue
        FROM stood t
        GROUP BY t.as_of)
      SELECT days.as_of, days.from_day, coalesce(came.issued_then, 0) AS issued_then, coalesce(came.answered_then, 0) AS answered_then,
        coalesce(came.answered_on_time_then, 0) AS answered_on_time_then, coalesce(went.reported_then, 0) AS reported_then,
        coalesce(went.verified_then, 0) AS verified_then, coalesce(open.open, 0) AS open, coalesce(open.overdue, 0) AS overdue
      FROM days
      LEFT JOIN came ON came.as_of = days.as_of
      LEFT JOIN went ON went.as_of = days.as_of
      LEFT JOIN open ON open.as_of = days.as_of
      ORDER BY days.as_of
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
