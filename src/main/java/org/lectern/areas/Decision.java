package org.lectern.areas;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * By what a place changed its areas: the item of a hearing on which its body decided. {@code item} is the number on the agenda,
 * {@code decision} what was decided.
 */
public record Decision(long hearing, String item, String title, String decision) {

  /** What is named in a request; both or neither. */
  public record Reference(Long hearing, String item) {}

  /** The decision that is referred to, null if none is. Only what was decided in public can be one. */
  static Future<Decision> find(SqlConnection tx, Caller caller, Long hearing, String item) {
    if (hearing == null && item == null) return Future.succeededFuture(null);
    if (hearing == null || item == null) throw Problem.invalid(hearing == null ? "/hearing" : "/item", "decision_needs_both");
    return tx.preparedQuery("""
            SELECT i.title, i.decision
            FROM agenda_item i
            JOIN hearing h ON h.id = i.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2 AND h.status <> 'draft' AND i.number = $3 AND i.status = 'decided'
            LIMIT 1""")
        .execute(Tuple.of(caller.place().id(), hearing, item))
        .map(rows -> Rows.maybe(rows, row -> new Decision(hearing, item, row.getString("title"), row.getString("decision")))
            .orElseThrow(() -> Problem.invalid("/item", "not_decided_there")));
  }
}
