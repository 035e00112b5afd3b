package org.lectern.register;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Position;

/**
 * One action as it stood at the end of a day. {@code due} is the agency's next date then and {@code daysOverdue} how many
 * calendar days it had passed; {@code originalNumber} and {@code originalWord} are the number and the status word of the
 * register that it was imported from.
 */
public record Standing(
    String number, String title, String agency, String agencyName, String area, String areaTitle, LocalDate issuedOn, ActionStatus status,
    LocalDate since, Position position, LocalDate answeredOn, LocalDate firstDue, LocalDate due, int daysOverdue, String originalNumber,
    String originalWord) {

  /** The day on which the answer was due as it was known at {@code days.cut}: insisting and more time granted move it, each from its moment. */
  static final String ANSWER_DUE = """
      CASE
        WHEN a.insisted_at < days.cut AND x.granted AND x.decided_at >= days.cut THEN x.due_before
        WHEN a.insisted_at < days.cut THEN a.response_due
        WHEN x.granted AND x.decided_at < days.cut THEN x.due_after
        ELSE a.first_response_due
      END AS answer_due,
      CASE WHEN p.first_at IS NULL THEN a.target_date ELSE p.due END AS target,
      CASE
        WHEN a.insisted_at < days.cut THEN coalesce(p.last_at > a.insisted_at, false)
        ELSE coalesce(p.position, w.position) IS NOT NULL
      END AS answered
      """;

  /** What was said by then: the answers {@code p}, and the word {@code w} of the register that an action was imported from. */
  static final String SAID = """
      LEFT JOIN action_extension x ON x.action = a.id
      LEFT JOIN LATERAL (
        SELECT min(r.at) AS first_at, max(r.at) AS last_at, (array_agg(r.position ORDER BY r.version DESC))[1] AS position,
          (array_agg(r.due ORDER BY r.version DESC))[1] AS due
        FROM action_response r
        WHERE r.action = a.id AND r.at < days.cut) p ON true
      LEFT JOIN LATERAL (
        SELECT g.word, g.label, g.position
        FROM action_word g
        WHERE a.imported AND g.action = a.id AND g.on_day <= days.as_of
        ORDER BY g.on_day DESC, g.ordinal DESC
        LIMIT 1) w ON true
      """;

  /** The agency's next date: of the answer until one stands, then of the work; none while the next move is the board's. */
  static final String DUE = """
      CASE
        WHEN t.status = 'issued' AND NOT t.answered THEN t.answer_due
        WHEN t.status IN ('issued', 'in_progress', 'returned') THEN t.target
      END""";

  static final String DAYS = """
      WITH days AS (
        SELECT d.as_of, d.from_day, j.id AS place, j.zone, (d.as_of + 1)::timestamp AT TIME ZONE j.zone AS cut
        FROM jurisdiction j
        CROSS JOIN unnest($4::date[], $5::date[]) AS d (as_of, from_day)
        WHERE j.id = $1),
      """;

  /**
   * Every action of place $1 (agency $2 and area $3, null for all, - for no area; $6 these only, null for all) at the end of each day of $4,
   * which began for the flows on the day of $5 beside it. Only what was on record by the end of that day, in the place's zone, counts: the
   * last move (a reassessment from the day from which it counts), the answers, and the dates as they were then.
   */
  static final String TABLE = DAYS + """
      stood AS (
        SELECT a.id, a.number, a.title, a.issuer, a.addressee, a.area AS area_id, a.kind, a.priority, days.as_of, days.from_day,
          (a.issued_at AT TIME ZONE days.zone)::date AS issued_on, coalesce(o.issued_to, 'day') AS issued_to, o.number AS original_number,
          o.source, w.word, coalesce(w.label, w.word) AS original_word, m.status, m.since, m.reported_on, m.implemented_on,
          coalesce(p.position, w.position, 'none') AS position, (p.first_at AT TIME ZONE days.zone)::date AS answered_on,
          a.first_response_due AS first_due,
      """ + ANSWER_DUE + """
        FROM days
        JOIN action a ON a.jurisdiction = days.place AND a.status <> 'draft' AND a.issued_at < days.cut AND ($6::uuid[] IS NULL OR a.id = ANY ($6))
        JOIN LATERAL (
          SELECT (array_agg(v.to_status ORDER BY v.ordinal DESC))[1] AS status,
            (array_agg(v.on_day ORDER BY v.ordinal DESC) FILTER (WHERE v.to_status IS DISTINCT FROM v.from_status))[1] AS since,
            max(v.on_day) FILTER (WHERE v.to_status = 'reported' AND v.from_status <> 'reported' AND v.command <> 'import') AS reported_on,
            max(v.on_day) FILTER (WHERE v.to_status = 'implemented' AND v.from_status <> 'implemented' AND v.command <> 'import') AS implemented_on
          FROM (
            SELECT ordinal, from_status, to_status, command, coalesce(as_of, (at AT TIME ZONE days.zone)::date) AS on_day
            FROM action_move
            WHERE action = a.id) v
          WHERE v.on_day <= days.as_of) m ON m.status <> 'draft'
        LEFT JOIN action_origin o ON o.action = a.id
      """ + SAID + """
        ),
      standing AS (
        SELECT t.*, d.slug AS agency, d.name AS agency_name, r.slug AS area, r.title AS area_title,
      """ + DUE + """
           AS due,
          CASE WHEN t.issued_to = 'day' THEN t.answered_on - t.issued_on END AS days_to_answer,
          CASE WHEN t.status IN ('implemented', 'partly_implemented') THEN t.since - t.reported_on END AS days_to_verify
        FROM stood t
        JOIN body d ON d.id = t.addressee
        LEFT JOIN area r ON r.id = t.area_id
        WHERE ($2::text IS NULL OR d.slug = $2) AND ($3::text IS NULL OR coalesce(r.slug, '-') = $3))
      """;

  static final String COLUMNS = """
      SELECT s.number, s.title, s.agency, s.agency_name, s.area, s.area_title, s.issued_on, s.status, s.since, s.position, s.answered_on, s.first_due, s.due,
        greatest(0, coalesce(s.as_of - s.due, 0)) AS days_overdue, s.original_number, s.original_word
      FROM standing s
      """;

  static Standing from(Row row) {
    return new Standing(row.getString("number"), row.getString("title"), row.getString("agency"), row.getString("agency_name"), row.getString("area"),
        row.getString("area_title"), row.getLocalDate("issued_on"), Rows.word(row, "status", ActionStatus.class), row.getLocalDate("since"),
        Rows.word(row, "position", Position.class), row.getLocalDate("answered_on"), row.getLocalDate("first_due"), row.getLocalDate("due"),
        row.getInteger("days_overdue"), row.getString("original_number"), row.getString("original_word"));
  }

  /** Its address below the place. */
  public String address() {
    return "actions/" + number;
  }
}
