package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about jurisdictions and bodies; all of it is public. */
public final class BodyQueries {
  private BodyQueries() {}

  private static final String JURISDICTION = """
      SELECT id, slug, name, kind, ocd_id, zone, languages, population, profile, profile_version, holidays
      FROM jurisdiction
      """;

  private static final String BODY = """
      SELECT id, slug, name, kind, model, powers, seats, quorum, summary
      FROM body
      """;

  public static Query<List<Jurisdiction>> jurisdictions() {
    return (db, caller) -> db.preparedQuery(JURISDICTION + "ORDER BY name LIMIT 1000")
        .execute()
        .map(rows -> Rows.list(rows, BodyQueries::jurisdiction));
  }

  /** The places where bodies meet; the others are only compared with. */
  public static Query<List<Jurisdiction>> hosts() {
    return (db, caller) -> db.preparedQuery(JURISDICTION + "j WHERE EXISTS (SELECT FROM body b WHERE b.jurisdiction = j.id) ORDER BY name LIMIT 1000")
        .execute()
        .map(rows -> Rows.list(rows, BodyQueries::jurisdiction));
  }

  public static Future<Optional<Jurisdiction>> jurisdiction(SqlClient db, String slug) {
    return db.preparedQuery(JURISDICTION + "WHERE slug = $1")
        .execute(Tuple.of(slug))
        .map(rows -> Rows.maybe(rows, BodyQueries::jurisdiction));
  }

  static Jurisdiction jurisdiction(Row row) {
    return new Jurisdiction(row.getUUID("id"), row.getString("slug"), row.getString("name"), row.getString("kind"), row.getString("ocd_id"),
        ZoneId.of(row.getString("zone")), Rows.strings(row, "languages"), row.getInteger("population"),
        row.getString("profile"), row.getInteger("profile_version"), Set.<LocalDate>of(row.getArrayOfLocalDates("holidays")));
  }

  public static Query<List<Body>> bodies() {
    return (db, caller) -> db.preparedQuery(BODY + "WHERE jurisdiction = $1 ORDER BY kind = 'agency', name LIMIT 500")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Body::from));
  }

  public static Query<Body> body(String slug) {
    return (db, caller) -> db.preparedQuery(BODY + "WHERE jurisdiction = $1 AND slug = $2")
        .execute(Tuple.of(caller.place().id(), slug))
        .map(rows -> Rows.one(rows, "body", Body::from));
  }

  /** The body with that slug as seen from inside a command. */
  public static Future<Body> find(SqlClient db, UUID jurisdiction, String slug) {
    return db.preparedQuery(BODY + "WHERE jurisdiction = $1 AND slug = $2")
        .execute(Tuple.of(jurisdiction, slug))
        .map(rows -> Rows.one(rows, "body", Body::from));
  }
}
