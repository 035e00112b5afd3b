package org.lectern.policies;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Rows;

/** What the calendar does: it notices that a policy takes effect or is about to run out, and says so once. */
public final class DateCommands {
  private DateCommands() {}

  /** As many as one transaction takes; whoever gets that many asks again. */
  public static final int BATCH = 200;

  /**
   * Tells of every day that has come and was not told; the answer is how many. A reminder is not made up for once the next one is due,
   * and a sunset that was moved is told anew.
   */
  public static Command<Integer> tellDates() {
    return (tx, caller) -> tx.preparedQuery("""
            WITH standing AS (
              SELECT p.id, p.effective_on, p.sunset_on, (now() AT TIME ZONE j.zone)::date AS today
              FROM policy_change p
              JOIN jurisdiction j ON j.id = p.jurisdiction
              WHERE p.jurisdiction = $1 AND p.status IN ('adopted', 'training', 'in_practice', 'evaluated')),
            come AS (
              SELECT id, 'in_force' AS what, effective_on AS day, 0 AS days_left FROM standing WHERE effective_on <= today
              UNION ALL SELECT id, 'sunset_90', sunset_on, sunset_on - today FROM standing WHERE sunset_on - today BETWEEN 31 AND 90
              UNION ALL SELECT id, 'sunset_30', sunset_on, sunset_on - today FROM standing WHERE sunset_on - today BETWEEN 1 AND 30
              UNION ALL SELECT id, 'sunset', sunset_on, 0 FROM standing WHERE sunset_on <= today),
            told AS (
              INSERT INTO policy_date_told (jurisdiction, policy, what, day)
              SELECT $1, c.id, c.what, c.day
              FROM come c
              WHERE NOT EXISTS (SELECT FROM policy_date_told x WHERE x.policy = c.id AND x.what = c.what AND x.day = c.day)
              ORDER BY c.day, c.id
              LIMIT $2
              ON CONFLICT DO NOTHING
              RETURNING policy, what, day)
            SELECT t.what, t.day, greatest(0, t.day - (now() AT TIME ZONE j.zone)::date) AS days_left, p.number, p.title, p.criterion, o.slug AS owner, r.slug AS area, h.number AS hearing
            FROM told t
            JOIN policy_change p ON p.id = t.policy
            JOIN jurisdiction j ON j.id = p.jurisdiction
            JOIN body o ON o.id = p.owner
            LEFT JOIN area r ON r.id = p.area
            LEFT JOIN hearing h ON h.id = p.hearing
            ORDER BY t.day, p.number""")
        .execute(Tuple.of(caller.place().id(), BATCH))
        .map(rows -> Rows.list(rows, DateCommands::event))
        .map(events -> new Change<>(events.size(), events));
  }

  private static org.lectern.core.Event event(Row row) {
    var about = new PolicyEvent.About(row.getString("number"), row.getString("title"), row.getString("owner"), row.getString("area"), row.getLong("hearing"));
    LocalDate day = row.getLocalDate("day");
    return row.getString("what").equals("in_force") ? new PolicyEvent.PolicyTookEffect(about, day, row.getString("criterion")) : new PolicyEvent.PolicySunsetNear(about, day, row.getInteger("days_left"));
  }
}
