package org.lectern.areas;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about reform areas; all of it is public. */
public final class AreaQueries {
  private AreaQueries() {}

  /** The adopted ones, in the order of the catalogue. */
  public static Query<List<Area>> areas() {
    return (db, caller) -> db.preparedQuery(Area.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.status = 'adopted'
            ORDER BY a.ordinal, a.slug
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Area::from));
  }

  /** One area; a disabled one still answers at its address and says why. */
  public static Query<Area> area(String slug) {
    return (db, caller) -> db.preparedQuery(Area.COLUMNS + "WHERE a.jurisdiction = $1 AND a.slug = $2")
        .execute(Tuple.of(caller.place().id(), slug))
        .map(rows -> Rows.one(rows, "area", Area::from));
  }
}
