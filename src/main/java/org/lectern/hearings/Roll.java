package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * Who is there. {@code marks} is the latest mark of each member, by name; empty until the roll is called. {@code present} is
 * the count that the quorum goes by: from the roll once it was called, until then what was given at the opening.
 * {@code seats} are all seats of the body, filled or not.
 */
public record Roll(List<Marked> marks, Integer present, Integer quorum, boolean hasQuorum, int seats) {

  /** A member's latest mark and since when it stands. */
  public record Marked(UUID member, String name, String seat, Presence mark, Instant at) {
    static Marked from(Row row) {
      return new Marked(row.getUUID("member"), row.getString("name"), row.getString("seat"), Rows.word(row, "mark", Presence.class), Rows.instant(row, "at"));
    }
  }

  static Future<Roll> of(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT a.member, a.name, m.seat, a.mark, a.at
            FROM (SELECT DISTINCT ON (member) * FROM attendance WHERE hearing = $1 ORDER BY member, ordinal DESC) a
            JOIN member m ON m.id = a.member
            ORDER BY a.name, a.member""")
        .execute(Tuple.of(hearing.id()))
        .compose(rows -> seats(db, hearing).map(seats -> {
          var marks = Rows.list(rows, Marked::from);
          return new Roll(marks, hearing.present(), hearing.quorum(), HearingCommands.hasQuorum(hearing), seats);
        }));
  }

  /** What the founding law says, or as many as sit, whichever is more. */
  private static Future<Integer> seats(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT greatest(coalesce(b.seats, 0), (SELECT count(*)::int FROM member m WHERE m.body = b.id AND m.until IS NULL)) AS seats
            FROM body b
            WHERE b.id = $1""")
        .execute(Tuple.of(hearing.body()))
        .map(rows -> Rows.one(rows, "body", row -> row.getInteger("seats")));
  }

  public boolean called() {
    return !marks.isEmpty();
  }

  public boolean here(UUID member) {
    return marks.stream().anyMatch(marked -> marked.member.equals(member) && marked.mark.here());
  }
}
