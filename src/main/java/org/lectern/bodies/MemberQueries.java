package org.lectern.bodies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** Who sits in a body; public, as the votes are. */
public final class MemberQueries {
  private MemberQueries() {}

  /** A body and those who sit in it now. */
  public record Bench(Body body, List<Member> members) {}

  public static Query<Bench> members(String slug) {
    return (db, caller) -> BodyQueries.find(db, caller.place().id(), slug)
        .compose(body -> sitting(db, body.id()).map(members -> new Bench(body, members)));
  }

  /** Those who sit now, by name. */
  public static Future<List<Member>> sitting(SqlClient db, UUID body) {
    return db.preparedQuery(Member.COLUMNS + "WHERE m.body = $1 AND m.until IS NULL ORDER BY m.name, m.id LIMIT 1000")
        .execute(Tuple.of(body))
        .map(rows -> Rows.list(rows, Member::from));
  }
}
