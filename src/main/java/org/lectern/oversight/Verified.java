package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lectern.core.Caller;
import org.lectern.core.Rows;
import org.lectern.oversight.Verification.Independence;
import org.lectern.oversight.Verification.Marked;

/** One look that the board took at a report, as it was recorded. */
public record Verified(int number, Verdict verdict, Independence independence, String reason, List<Marked> marks, String byName, Instant at) {

  private static Verified from(Row row) {
    var marks = new ArrayList<Marked>();
    for (var mark : (JsonArray) row.getJson("marks")) marks.add(marked((JsonObject) mark));
    return new Verified(row.getInteger("number"), Rows.word(row, "outcome", Verdict.class), Rows.word(row, "independence", Independence.class), row.getString("reason"), marks,
        row.getString("by_name"), Rows.instant(row, "at"));
  }

  private static Marked marked(JsonObject mark) {
    return new Marked(mark.getInteger("criterion"), Mark.valueOf(mark.getString("mark").toUpperCase(Locale.ROOT)), mark.getString("method"), mark.getString("sample"));
  }

  /** The newest first. */
  static Future<List<Verified>> of(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT v.number, v.outcome, v.independence, v.reason, v.by_name, v.at,
              coalesce((SELECT jsonb_agg(to_jsonb(m) ORDER BY m.criterion) FROM (SELECT criterion, mark, method, sample FROM action_mark WHERE action = v.action AND verification = v.number) m), '[]') AS marks
            FROM action_verification v
            WHERE v.action = $1
            ORDER BY v.number DESC
            LIMIT 100""")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, Verified::from));
  }

  static Future<Void> keep(SqlConnection tx, Caller caller, Action action, Verification verification) {
    return tx.preparedQuery("""
            INSERT INTO action_verification (jurisdiction, action, number, outcome, independence, reason, by_person, by_name)
            SELECT $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7
            FROM action_verification
            WHERE action = $2
            RETURNING number""")
        .execute(Tuple.from(new Object[] {caller.place().id(), action.id(), Rows.word(verification.verdict()), Rows.word(verification.independence()),
            NewAction.blank(verification.reason()) ? null : verification.reason().strip(), caller.person(), caller.name()}))
        .map(rows -> Rows.one(rows, "verification", row -> row.getInteger("number")))
        .compose(number -> marks(tx, caller, action, number, verification.marks()));
  }

  private static Future<Void> marks(SqlConnection tx, Caller caller, Action action, int number, List<Marked> marks) {
    if (marks.isEmpty()) return Future.succeededFuture(); // imported actions may have no criteria
    var rows = new ArrayList<Tuple>();
    for (var marked : marks) {
      rows.add(Tuple.of(caller.place().id(), action.id(), number, marked.criterion(), Rows.word(marked.mark()), marked.method().strip()).addString(NewAction.blank(marked.sample()) ? null : marked.sample().strip()));
    }
    return tx.preparedQuery("INSERT INTO action_mark (jurisdiction, action, verification, criterion, mark, method, sample) VALUES ($1, $2, $3, $4, $5, $6, $7)").executeBatch(rows).mapEmpty();
  }
}
