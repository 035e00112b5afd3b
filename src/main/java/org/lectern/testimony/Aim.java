package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * The target of a testimony as found inside the transaction, its window judged by the database's clock at the same instant:
 * what arrives at the very last instant is on time, what arrives later is late or, where the hearing says so, refused.
 */
record Aim(UUID id, UUID hearing, UUID item, String itemNumber, UUID area, UUID action, String address, boolean late) {

  static Future<Aim> take(SqlConnection tx, Caller caller, Target target, Integer item) {
    if (target.hearing() != null) return hearing(tx, caller, target, item);
    return target.area() != null ? area(tx, caller, target) : action(tx, caller, target);
  }

  private static Future<Aim> hearing(SqlConnection tx, Caller caller, Target target, Integer item) {
    return tx.preparedQuery("""
            SELECT h.id, h.status, h.late_testimony, i.id AS item, i.number AS item_number, i.comment_mode,
              CASE WHEN h.testimony_closes_at IS NOT NULL THEN clock_timestamp() > h.testimony_closes_at
                   ELSE h.status IN ('adjourned', 'continued', 'closed') END AS late
            FROM hearing h
            LEFT JOIN agenda_item i ON i.hearing = h.id AND i.ordinal = $3
            WHERE h.jurisdiction = $1 AND h.number = $2 AND h.status <> 'draft'
            FOR SHARE OF h""")
        .execute(Tuple.of(caller.place().id(), target.hearing(), item))
        .map(rows -> Rows.one(rows, "hearing", row -> hearing(row, target, item)));
  }

  private static Aim hearing(Row row, Target target, Integer item) {
    if (row.getString("status").equals("cancelled")) throw Problem.conflict("hearing_cancelled");
    if (item != null && row.getUUID("item") == null) throw Problem.invalid("/item", "item_unknown");
    if (item != null && row.getString("comment_mode").equals("none")) throw Problem.invalid("/item", "no_comment_on_item");
    var late = row.getBoolean("late");
    if (late && row.getString("late_testimony").equals("refuse")) throw Problem.conflict("window_closed");
    return new Aim(row.getUUID("id"), row.getUUID("id"), row.getUUID("item"), row.getString("item_number"), null, null, target.address(), late);
  }

  private static Future<Aim> area(SqlConnection tx, Caller caller, Target target) {
    return tx.preparedQuery("SELECT id FROM area WHERE jurisdiction = $1 AND slug = $2 AND status = 'adopted' FOR SHARE")
        .execute(Tuple.of(caller.place().id(), target.area()))
        .map(rows -> Rows.one(rows, "area", row -> row.getUUID("id")))
        .map(id -> new Aim(id, null, null, null, id, null, target.address(), false));
  }

  private static Future<Aim> action(SqlConnection tx, Caller caller, Target target) {
    return tx.preparedQuery("SELECT id FROM action WHERE jurisdiction = $1 AND number = $2 AND status <> 'draft' FOR SHARE")
        .execute(Tuple.of(caller.place().id(), target.action()))
        .map(rows -> Rows.one(rows, "action", row -> row.getUUID("id")))
        .map(id -> new Aim(id, null, null, null, null, id, target.address(), false));
  }
}
