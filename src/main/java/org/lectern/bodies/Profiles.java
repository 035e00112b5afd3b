package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Set;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;

/**
 * The legal clocks by which a place works: a preset, or a version of its own that is stricter, with the days on which its own offices
 * are closed or open. Asked of the database each time: a place may have closed a day a second ago.
 */
public final class Profiles {
  private Profiles() {}

  /** What applies to a hearing that has not been noticed yet. */
  public static Future<Profile> current(SqlClient db, Jurisdiction place) {
    return find(db, place, null).map(row -> row.getInteger("version") == null ? inDays(Profile.current(row.getString("profile")), row) : own(row));
  }

  /** The version under which something was noticed, with the closed days of today. */
  public static Future<Profile> version(SqlClient db, Jurisdiction place, String id, int version) {
    return find(db, place, version).map(row -> row.getInteger("version") == null ? inDays(Profile.load(id, version), row) : own(row));
  }

  /** @param version null for the one in force */
  private static Future<Row> find(SqlClient db, Jurisdiction place, Integer version) {
    return db.preparedQuery("""
            SELECT j.profile, j.holidays, j.open_days, o.version, o.base, o.base_version, o.knobs, o.reason
            FROM jurisdiction j
            LEFT JOIN own_profile o ON o.jurisdiction = j.id AND o.version = coalesce($2, j.profile_version)
            WHERE j.id = $1""")
        .execute(Tuple.of(place.id(), version))
        .map(rows -> Rows.one(rows, "place", row -> row));
  }

  private static Profile own(Row row) {
    var knobs = Json.read(((JsonObject) row.getJson("knobs")).encode(), Knobs.class);
    return inDays(Profile.load(row.getString("base"), row.getInteger("base_version")).with(knobs, row.getInteger("version")), row);
  }

  private static Profile inDays(Profile profile, Row row) {
    return profile.alsoClosedOn(Set.<LocalDate>of(row.getArrayOfLocalDates("holidays"))).openOn(Set.<LocalDate>of(row.getArrayOfLocalDates("open_days")));
  }
}
