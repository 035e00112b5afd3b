package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.oversight.DueDate.Closed;
import org.lectern.oversight.DueDate.What;

/** The due dates of actions as they were reckoned: kept when they are set, read when somebody asks how. */
final class Dates {
  private Dates() {}

  /** Reckons a term from a day under the clocks of the place as they are now, and keeps how. */
  static Future<DueDate> after(SqlConnection tx, Caller caller, UUID action, What what, LocalDate from, int count, DueDates.Unit unit) {
    return after(tx, caller, action, what, from, count, unit, null);
  }

  /** @param body the further addressee whose date it is; null for the lead's */
  static Future<DueDate> after(SqlConnection tx, Caller caller, UUID action, What what, LocalDate from, int count, DueDates.Unit unit, UUID body) {
    return Profiles.current(tx, caller.place()).map(profile -> DueDate.after(what, from, count, unit, profile)).compose(due -> keep(tx, caller, action, due, body));
  }

  static Future<DueDate> keep(SqlConnection tx, Caller caller, UUID action, DueDate due) {
    return keep(tx, caller, action, due, null);
  }

  private static Future<DueDate> keep(SqlConnection tx, Caller caller, UUID action, DueDate due, UUID body) {
    return tx.preparedQuery("""
            INSERT INTO action_date (jurisdiction, action, ordinal, what, from_day, count, unit, unrolled, due, closed_days, closed_by, profile, profile_version, body)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
            FROM action_date
            WHERE action = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action, Rows.word(due.what()), due.from(), due.count(), Rows.word(due.unit()), due.unrolled(), due.due(),
            due.closed().stream().map(Closed::day).toArray(LocalDate[]::new), due.closed().stream().map(Closed::by).toArray(String[]::new), due.profile(), due.profileVersion(), body}))
        .map(due);
  }

  /** In the order in which they were set. */
  static Future<List<DueDate>> of(SqlClient db, UUID action) {
    return db.preparedQuery("SELECT d.*, b.name AS agency FROM action_date d LEFT JOIN body b ON b.id = d.body WHERE d.action = $1 ORDER BY d.ordinal LIMIT 200")
        .execute(Tuple.of(action))
        .map(rows -> Rows.list(rows, Dates::from));
  }

  private static DueDate from(Row row) {
    var days = row.getArrayOfLocalDates("closed_days");
    var by = row.getArrayOfStrings("closed_by");
    var closed = new ArrayList<Closed>();
    for (int i = 0; i < days.length; i++) closed.add(new Closed(days[i], by[i]));
    return new DueDate(Rows.word(row, "what", What.class), row.getLocalDate("from_day"), row.getInteger("count"), Rows.word(row, "unit", DueDates.Unit.class),
        row.getLocalDate("unrolled"), row.getLocalDate("due"), closed, row.getString("profile"), row.getInteger("profile_version"), row.getString("agency"));
  }
}
