package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Rows;

/** The same for the further addressees of actions as {@link CrossingCommands} does for the lead: each date crosses once, by its own agency. */
public final class AddresseeCrossings {
  private AddresseeCrossings() {}

  /** @param now another moment than that of the database's clock (null) */
  public static Command<Integer> record(Instant now) {
    return (tx, caller) -> tx.preparedQuery("""
            WITH owed AS (
              SELECT p.action, p.body, %s AS due, %s AS today, (greatest(a.issued_at, p.responded_at) AT TIME ZONE j.zone)::date AS since
              FROM action_addressee p
              JOIN action a ON a.id = p.action
              JOIN jurisdiction j ON j.id = a.jurisdiction
              WHERE p.jurisdiction = $1),
            reached AS (
              SELECT o.action, o.body, c.crossing, o.due, o.today
              FROM owed o
              CROSS JOIN (VALUES ('reminder_14', -14, -4), ('reminder_3', -3, 0), ('overdue', 1, NULL), ('long_overdue', 30, NULL)) AS c (crossing, first, last)
              WHERE o.today >= o.due + c.first AND (c.last IS NULL OR (o.today <= o.due + c.last AND o.since < o.due + c.first))
                AND NOT EXISTS (SELECT FROM addressee_crossing x WHERE x.action = o.action AND x.body = o.body AND x.crossing = c.crossing AND x.due = o.due)
              ORDER BY o.due, o.action, o.body, c.first
              LIMIT $2),
            crossed AS (
              INSERT INTO addressee_crossing (jurisdiction, action, body, crossing, due, day)
              SELECT $1, action, body, crossing, due, today FROM reached
              ON CONFLICT DO NOTHING
              RETURNING action, body, crossing, due)
            SELECT a.number, a.title, d.slug AS addressee_slug, r.slug AS area, h.number AS hearing, x.crossing, x.due, x.body, b.slug AS agency, b.name
            FROM crossed x
            JOIN action a ON a.id = x.action
            JOIN body d ON d.id = a.addressee
            JOIN body b ON b.id = x.body
            LEFT JOIN area r ON r.id = a.area
            LEFT JOIN hearing h ON h.id = a.hearing
            ORDER BY x.due, a.number, b.slug, x.crossing = 'long_overdue'""".formatted(Addressee.DUE, Action.TODAY.replace("now()", "coalesce($3, now())")))
        .execute(Tuple.of(caller.place().id(), CrossingCommands.BATCH, Rows.at(now)))
        .map(rows -> Rows.list(rows, AddresseeCrossings::event))
        .map(events -> new Change<>(events.size(), events));
  }

  private static Event event(Row row) {
    var about = new ActionEvent.About(row.getString("number"), row.getString("title"), row.getString("addressee_slug"), row.getString("area"), row.getLong("hearing"));
    var crossing = Rows.word(row, "crossing", Crossing.class);
    return switch (crossing) {
      case REMINDER_14, REMINDER_3 -> new ActionEvent.AddresseeDueSoon(about, row.getString("agency"), row.getString("name"), row.getUUID("body"), crossing, row.getLocalDate("due"));
      case OVERDUE, LONG_OVERDUE -> new ActionEvent.AddresseeOverdue(about, row.getString("agency"), row.getString("name"), crossing, row.getLocalDate("due"));
    };
  }
}
