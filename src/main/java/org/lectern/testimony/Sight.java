package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingQueries;

/** The id of a target, for whoever may see that target at all. */
final class Sight {
  private Sight() {}

  static Future<UUID> of(SqlClient db, Caller caller, Target target) {
    if (target.hearing() != null) return HearingQueries.find(db, caller, target.hearing()).map(hearing -> hearing.id());
    if (target.policy() != null) return id(db, caller, "policy", "SELECT id FROM policy_change WHERE jurisdiction = $1 AND number = $2", target.policy());
    return target.area() != null
        ? id(db, caller, "area", "SELECT id FROM area WHERE jurisdiction = $1 AND slug = $2 AND status = 'adopted'", target.area())
        : id(db, caller, "action", "SELECT id FROM action WHERE jurisdiction = $1 AND number = $2 AND status <> 'draft'", target.action());
  }

  private static Future<UUID> id(SqlClient db, Caller caller, String noun, String sql, String key) {
    return db.preparedQuery(sql)
        .execute(Tuple.of(caller.place().id(), key))
        .map(rows -> Rows.one(rows, noun, row -> row.getUUID("id")));
  }
}
