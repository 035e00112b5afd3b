package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** Testimonies as lists of others show them: only what everyone may see, and nothing of those that are held or confidential. */
public final class Shown {
  private Shown() {}

  /** A testimony in a few words; {@code text} is null where only its tombstone is left. */
  public record Short(String number, String address, String byline, Privacy privacy, Position position, String language, String text, TestimonyStatus status, boolean late, Instant receivedAt) {}

  /** Those with these ids, in their order; who may not be shown is left out. */
  public static Future<List<Short>> these(SqlClient db, Caller caller, List<UUID> ids) {
    if (ids.isEmpty()) return Future.succeededFuture(List.of());
    return db.preparedQuery(Testimony.COLUMNS.replaceFirst("SELECT", "SELECT t.id,")
            + "WHERE t.jurisdiction = $1 AND t.id = ANY ($2) AND " + TestimonyQueries.SHOWN)
        .execute(Tuple.of(caller.place().id(), (Object) ids.toArray(UUID[]::new)))
        .map(rows -> {
          var found = new HashMap<UUID, Short>();
          rows.forEach(row -> found.put(row.getUUID("id"), brief(Testimony.from(row))));
          return ids.stream().map(found::get).filter(Objects::nonNull).toList();
        });
  }

  /** All testimony on a target after that ordinal, in the order of receipt: what everyone may see, tombstones among it. */
  public static Query<List<Testimony>> inOrder(Target target, long after, int limit) {
    return (db, caller) -> Sight.of(db, caller, target).compose(id -> db.preparedQuery(Testimony.COLUMNS + "WHERE " + column(target) + " = $1 AND t.ordinal > $2 AND " + TestimonyQueries.SHOWN + " ORDER BY t.ordinal LIMIT $3")
        .execute(Tuple.of(id, after, limit))
        .map(rows -> Rows.list(rows, Testimony::from)));
  }

  /** One of three literals: each kind of target has its own index. */
  private static String column(Target target) {
    if (target.hearing() != null) return "t.hearing";
    if (target.policy() != null) return "t.policy";
    return target.area() != null ? "t.area" : "t.action";
  }

  private static Short brief(Testimony it) {
    return new Short(it.number(), it.target().address(), it.byline(), it.privacy(), it.position(), it.language(), it.text(), it.status(), it.late(), it.receivedAt());
  }

  /** What a target is called; empty if there is no such thing. */
  public static Future<String> title(SqlClient db, Caller caller, Target target) {
    return TestimonyQueries.title(db, caller, target);
  }

  /** The id of a target, for whoever may see it at all. */
  public static Future<UUID> id(SqlClient db, Caller caller, Target target) {
    return Sight.of(db, caller, target);
  }
}
