package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Set;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;

/** The legal clocks by which a place works: a preset, with the days on which its own offices are closed. */
public final class Profiles {
  private Profiles() {}

  /** What applies to a hearing that has not been noticed yet. */
  public static Future<Profile> current(SqlClient db, Jurisdiction place) {
    return closed(db, place).map(days -> Profile.current(place.profile()).alsoClosedOn(days));
  }

  /** The version under which something was noticed, with the closed days of today. */
  public static Future<Profile> version(SqlClient db, Jurisdiction place, String id, int version) {
    return closed(db, place).map(days -> Profile.load(id, version).alsoClosedOn(days));
  }

  /** Asked of the database each time: a place may have closed a day a second ago. */
  private static Future<Set<LocalDate>> closed(SqlClient db, Jurisdiction place) {
    return db.preparedQuery("SELECT holidays FROM jurisdiction WHERE id = $1")
        .execute(Tuple.of(place.id()))
        .map(rows -> Rows.first(rows, row -> Set.<LocalDate>of(row.getArrayOfLocalDates("holidays")), Set.of()));
  }
}
