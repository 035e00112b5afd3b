package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Rows;

/** What the calendar does: it notices that a due date comes near or has passed, and says so once. */
public final class CrossingCommands {
  private CrossingCommands() {}

  /** As many as one transaction takes; whoever gets that many asks again. */
  public static final int BATCH = 200;

  /**
   * Records every crossing that was not recorded yet; the answer is how many. A reminder is only for a date that was further
   * away when the agency's time began, and is not made up for once the next one is due. Due dates that moved cross anew.
   */
  public static Command<Integer> recordCrossings() {
    return recordCrossings(null);
  }

  /** The same for another moment than that of the database's clock (null). */
  public static Command<Integer> recordCrossings(Instant now) {
    return (tx, caller) -> tx.preparedQuery("""
            WITH owed AS (
              SELECT a.id, %s AS due, %s AS today,
                (greatest(a.issued_at, a.responded_at, a.insisted_at) AT TIME ZONE j.zone)::date AS since
              FROM action a
              JOIN jurisdiction j ON j.id = a.jurisdiction
              WHERE a.jurisdiction = $1 AND a.status IN ('issued', 'in_progress', 'returned')),
            reached AS (
              SELECT o.id, c.crossing, o.due, o.today
              FROM owed o
              CROSS JOIN (VALUES ('reminder_14', -14, -4), ('reminder_3', -3, 0), ('overdue', 1, NULL), ('long_overdue', 30, NULL))
                AS c (crossing, first, last)
              WHERE o.today >= o.due + c.first AND (c.last IS NULL OR (o.today <= o.due + c.last AND o.since < o.due + c.first))
                AND NOT EXISTS (SELECT FROM action_crossing x WHERE x.action = o.id AND x.crossing = c.crossing AND x.due = o.due)
              ORDER BY o.due, o.id, c.first
              LIMIT $2),
            crossed AS (
              INSERT INTO action_crossing (jurisdiction, action, crossing, due, day)
              SELECT $1, id, crossing, due, today FROM reached
              ON CONFLICT DO NOTHING
              RETURNING action, crossing, due)
            SELECT a.number, a.title, a.addressee, d.slug AS addressee_slug, r.slug AS area, h.number AS hearing, x.crossing, x.due
            FROM crossed x
            JOIN action a ON a.id = x.action
            JOIN body d ON d.id = a.addressee
            LEFT JOIN area r ON r.id = a.area
            LEFT JOIN hearing h ON h.id = a.hearing
            ORDER BY x.due, a.number, x.crossing = 'long_overdue'""".formatted(Action.DUE, Action.TODAY.replace("now()", "coalesce($3, now())")))
        .execute(Tuple.of(caller.place().id(), BATCH, Rows.at(now)))
        .map(rows -> Rows.list(rows, CrossingCommands::event))
        .map(events -> new Change<>(events.size(), events));
  }

  private static Event event(Row row) {
    var about = new ActionEvent.About(row.getString("number"), row.getString("title"), row.getString("addressee_slug"),
        row.getString("area"), row.getLong("hearing"));
    return event(about, row.getUUID("addressee"), Rows.word(row, "crossing", Crossing.class), row.getLocalDate("due"));
  }

  private static Event event(ActionEvent.About about, UUID addressee, Crossing crossing, LocalDate due) {
    return switch (crossing) {
      case REMINDER_14, REMINDER_3 -> new ActionEvent.ActionDueSoon(about, addressee, crossing, due);
      case OVERDUE, LONG_OVERDUE -> new ActionEvent.ActionOverdue(about, crossing, due);
    };
  }
}
