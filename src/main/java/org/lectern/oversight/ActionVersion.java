package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** The text of an action as it stood for a time; {@code reason} says why the one before was amended, null for the first. */
public record ActionVersion(int version, String title, String text, String summary, List<String> criteria, String reason, Long voteHearing, Integer voteMotion,
    String byName, Instant at) {

  /** A version beside the one before it: what was taken out and what was put in, of the text and of the criteria; empty for the first. */
  public record Compared(String action, int latest, ActionVersion version, ActionVersion before, List<Redline.Piece> text, List<Redline.Piece> criteria) {}

  private static ActionVersion from(Row row) {
    return new ActionVersion(row.getInteger("version"), row.getString("title"), row.getString("text"), row.getString("summary"), Rows.strings(row, "criteria"),
        row.getString("reason"), row.getLong("vote_hearing"), row.getInteger("vote_motion"), row.getString("by_name"), Rows.instant(row, "at"));
  }

  public static Query<Compared> compared(String number, int version) {
    return (db, caller) -> ActionQueries.find(db, caller, number).compose(action -> of(db, action, version).map(two -> {
      if (two.isEmpty() || two.get(0).version != version) throw Problem.missing("version");
      var now = two.get(0);
      var before = two.size() > 1 ? two.get(1) : null;
      return new Compared(number, action.version(), now, before, before == null ? List.of() : Redline.of(before.text, now.text),
          before == null ? List.of() : Redline.of(String.join("\n", before.criteria), String.join("\n", now.criteria)));
    }));
  }

  private static Future<List<ActionVersion>> of(SqlClient db, Action action, int version) {
    return db.preparedQuery("""
            SELECT v.version, v.title, v.text, v.summary, v.criteria, v.reason, v.by_name, v.at, h.number AS vote_hearing, m.number AS vote_motion
            FROM action_version v
            LEFT JOIN motion m ON m.id = v.motion
            LEFT JOIN hearing h ON h.id = m.hearing
            WHERE v.action = $1 AND v.version IN ($2, $2 - 1)
            ORDER BY v.version DESC""")
        .execute(Tuple.of(action.id(), version))
        .map(rows -> Rows.list(rows, ActionVersion::from));
  }
}
