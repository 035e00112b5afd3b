package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * The target of a testimony as found inside the transaction, and the window it keeps: what arrives at the very last instant
 * is on time, what arrives later is late or, where the hearing says so, refused.
 *
 * @param closesAt the last instant in time; null if there is none, then {@code over} says whether it is too late
 */
record Aim(UUID id, UUID hearing, UUID item, String itemNumber, UUID area, UUID action, UUID policy, String address, Instant closesAt, boolean over, boolean refusesLate) {

  static Future<Aim> take(SqlConnection tx, Jurisdiction place, Target target) {
    if (target.hearing() != null) return hearing(tx, place, target);
    if (target.area() != null) return area(tx, place, target);
    return target.action() != null ? action(tx, place, target) : policy(tx, place, target);
  }

  /** By the instant of arrival, on the database's clock; {@code welcome} is marked late where others would be refused. */
  boolean late(Instant receivedAt, boolean welcome) {
    var late = over(receivedAt);
    if (late && refusesLate && !welcome) throw Problem.conflict("window_closed");
    return late;
  }

  /** At that instant the window is closed: the very last instant is still in it. */
  boolean over(Instant at) {
    return closesAt == null ? over : at.isAfter(closesAt);
  }

  private static Future<Aim> hearing(SqlConnection tx, Jurisdiction place, Target target) {
    return tx.preparedQuery("""
            SELECT h.id, h.status, h.late_testimony, coalesce(h.testimony_closes_at, h.adjourned_at) AS testimony_closes_at, next.number AS successor,
              $3::int IS NULL OR EXISTS (SELECT FROM agenda_item n WHERE n.hearing = next.id AND n.ordinal = $3) AS goes_on, i.id AS item, i.number AS item_number, i.comment_mode
            FROM hearing h
            LEFT JOIN hearing next ON next.id = h.successor
            LEFT JOIN agenda_item i ON i.hearing = h.id AND i.ordinal = $3
            WHERE h.jurisdiction = $1 AND h.number = $2 AND h.status <> 'draft'
            FOR SHARE OF h""")
        .execute(Tuple.of(place.id(), target.hearing(), target.item()))
        .compose(rows -> {
          var row = Rows.one(rows, "hearing", found -> found);
          // What is sent to a hearing that goes on on another day is heard there.
          return row.getLong("successor") != null && row.getBoolean("goes_on") ? hearing(tx, place, Target.hearing(row.getLong("successor"), target.item()))
              : Future.succeededFuture(hearing(row, target));
        });
  }

  private static Aim hearing(Row row, Target target) {
    var status = row.getString("status");
    if (status.equals("cancelled")) throw Problem.conflict("hearing_cancelled");
    if (target.item() != null && row.getUUID("item") == null) throw Problem.invalid("/item", "item_unknown");
    if (target.item() != null && row.getString("comment_mode").equals("none")) throw Problem.invalid("/item", "no_comment_on_item");
    var over = status.equals("adjourned") || status.equals("continued") || status.equals("closed");
    return new Aim(row.getUUID("id"), row.getUUID("id"), row.getUUID("item"), row.getString("item_number"), null, null, null, target.address(),
        Rows.instant(row, "testimony_closes_at"), over, row.getString("late_testimony").equals("refuse"));
  }

  private static Future<Aim> area(SqlConnection tx, Jurisdiction place, Target target) {
    return tx.preparedQuery("SELECT id FROM area WHERE jurisdiction = $1 AND slug = $2 AND status = 'adopted' FOR SHARE")
        .execute(Tuple.of(place.id(), target.area()))
        .map(rows -> Rows.one(rows, "area", row -> row.getUUID("id")))
        .map(id -> new Aim(id, null, null, null, id, null, null, target.address(), null, false, false));
  }

  private static Future<Aim> action(SqlConnection tx, Jurisdiction place, Target target) {
    return tx.preparedQuery("SELECT id FROM action WHERE jurisdiction = $1 AND number = $2 AND status <> 'draft' FOR SHARE")
        .execute(Tuple.of(place.id(), target.action()))
        .map(rows -> Rows.one(rows, "action", row -> row.getUUID("id")))
        .map(id -> new Aim(id, null, null, null, null, id, null, target.address(), null, false, false));
  }

  /** Before it is opened for comment a word is early, not late; what ended takes no more. */
  private static Future<Aim> policy(SqlConnection tx, Jurisdiction place, Target target) {
    return tx.preparedQuery("SELECT id, status, comment_closes_at FROM policy_change WHERE jurisdiction = $1 AND number = $2 FOR SHARE")
        .execute(Tuple.of(place.id(), target.policy()))
        .map(rows -> Rows.one(rows, "policy", row -> row))
        .map(row -> {
          if (List.of("withdrawn", "rejected", "repealed", "preempted", "enjoined").contains(row.getString("status"))) throw Problem.conflict("policy_over");
          return new Aim(row.getUUID("id"), null, null, null, null, null, row.getUUID("id"), target.address(), Rows.instant(row, "comment_closes_at"), false, false);
        });
  }
}
