package org.lectern.register;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.register.Recommendation.Word;

/** What another register calls an action that came from it, and each of its status words since its day. */
public record Origin(String register, String number, String reportNumber, String reportTitle, String url, List<Word> words) {

  /** Null for an action of our own. */
  public static Query<Origin> of(String number) {
    return (db, caller) -> db.preparedQuery("""
            SELECT o.source, o.number, o.report_number, o.report_title, o.url, w.on_day, w.word, w.label
            FROM action a
            JOIN action_origin o ON o.action = a.id
            LEFT JOIN action_word w ON w.action = a.id
            WHERE a.jurisdiction = $1 AND a.number = $2
            ORDER BY w.on_day DESC, w.ordinal DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.first(rows, row -> new Origin(row.getString("source"), row.getString("number"), row.getString("report_number"), row.getString("report_title"),
            row.getString("url"), Rows.list(rows, Word::from)), null));
  }
}
