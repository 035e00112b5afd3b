package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/**
 * What a clerk has to post at the door of the room: that a hearing was postponed, moved, cancelled or continued. Within 24 hours,
 * and at once if the hearing is sooner than that (after Cal. Gov. Code §§ 54955, 54955.1).
 */
public final class Postings {
  private Postings() {}

  /** One paper at the door: what it says, by when it has to hang, and since when and where it does. */
  public record Posting(
      long hearing, String title, int ordinal, String kind, Instant dueAt, Instant doneAt, String spot, String doneBy) {
    static Posting from(Row row) {
      return new Posting(row.getLong("number"), row.getString("title"), row.getInteger("ordinal"), row.getString("kind"),
          Rows.instant(row, "due_at"), Rows.instant(row, "done_at"), row.getString("spot"), row.getString("done_by_name"));
    }
  }

  /** Where it hangs. */
  public record Posted(String spot) {}

  private static final String COLUMNS = """
      SELECT h.number, h.title, p.ordinal, p.kind, p.due_at, p.done_at, p.spot, p.done_by_name
      FROM posting p
      JOIN hearing h ON h.id = p.hearing
      """;

  /** @param soonest the start that people may act on: the old one or the new one, whichever is first */
  static Future<Void> add(SqlConnection tx, Caller caller, Hearing hearing, String kind, Instant soonest) {
    return tx.preparedQuery("""
            INSERT INTO posting (jurisdiction, hearing, ordinal, kind, due_at)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, CASE WHEN $4 < now() + interval '24 hours' THEN now() ELSE now() + interval '24 hours' END
            FROM posting
            WHERE hearing = $2""")
        .execute(Tuple.of(caller.place().id(), hearing.id(), kind, Rows.at(soonest)))
        .mapEmpty();
  }

  /** The paper hangs; where and since when is on the record. */
  public static Command<Posting> done(long number, int ordinal, Posted posted) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> tx.preparedQuery("""
                UPDATE posting
                SET done_at = now(), spot = $3, done_by_name = $4
                WHERE hearing = $1 AND ordinal = $2 AND done_at IS NULL""")
            .execute(Tuple.of(hearing.id(), ordinal, posted.spot(), caller.name()))
            .compose(updated -> one(tx, hearing, ordinal).map(posting -> {
              if (updated.rowCount() == 0) throw Problem.conflict("posted_already");
              return Change.of(posting, new HearingEvent.NoticePosted(number, posting.ordinal(), posting.kind(), posting.spot(), posting.doneAt()));
            })));
  }

  private static Future<Posting> one(SqlConnection tx, Hearing hearing, int ordinal) {
    return tx.preparedQuery(COLUMNS + "WHERE p.hearing = $1 AND p.ordinal = $2")
        .execute(Tuple.of(hearing.id(), ordinal))
        .map(rows -> Rows.one(rows, "posting", Posting::from));
  }

  /** What still has to be posted for the caller's bodies, the most urgent first. */
  public static Query<List<Posting>> open() {
    return (db, caller) -> db.preparedQuery(COLUMNS + """
            WHERE p.jurisdiction = $1 AND p.done_at IS NULL AND ($2 OR h.body = ANY ($3))
            ORDER BY p.due_at, h.number
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.CLERK), caller.bodiesAs(Role.CLERK)))
        .map(rows -> Rows.list(rows, Posting::from));
  }

  /** What was and will be posted for one hearing. */
  static Future<List<Posting>> of(SqlClient db, Hearing hearing) {
    return db.preparedQuery(COLUMNS + "WHERE p.hearing = $1 ORDER BY p.ordinal")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> Rows.list(rows, Posting::from));
  }
}
