package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;

/** Numbers people say aloud, counted per jurisdiction without gaps: the row is locked until the commit. */
public final class Numbers {
  private Numbers() {}

  /** The next number of that name; {@code year} 0 for numbers that do not begin again. */
  public static Future<Long> next(SqlConnection tx, Caller caller, String name, int year) {
    return next(tx, caller.place(), name, year, 1);
  }

  /** The first of {@code count} numbers in a row. */
  public static Future<Long> next(SqlConnection tx, Jurisdiction place, String name, int year, int count) {
    return tx.preparedQuery("""
            INSERT INTO counter (jurisdiction, name, year, value)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (jurisdiction, name, year) DO UPDATE SET value = counter.value + excluded.value
            RETURNING value""")
        .execute(Tuple.of(place.id(), name, year, (long) count))
        .map(rows -> Rows.one(rows, "number", row -> row.getLong("value") - count + 1));
  }

  /** Never hands out a number up to this one again: an import brought it along. */
  public static Future<Void> atLeast(SqlConnection tx, Caller caller, String name, long value) {
    return tx.preparedQuery("""
            INSERT INTO counter (jurisdiction, name, year, value)
            VALUES ($1, $2, 0, $3)
            ON CONFLICT (jurisdiction, name, year) DO UPDATE SET value = greatest(counter.value, excluded.value)""")
        .execute(Tuple.of(caller.place().id(), name, value))
        .mapEmpty();
  }
}
