package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import org.lectern.core.Caller;

/**
 * Takes words out of the record's public copy, from every entry about a testimony; the sealed originals and the commitments
 * stay. The event of the command that strikes must carry {@code struck}, so that nobody is told the old copy any more.
 */
public final class Striking {
  private Striking() {}

  /** @param why what the tombstone says: withdrawn, held, redacted, hidden */
  public static Future<Void> text(SqlConnection tx, Caller caller, String number, String why) {
    return strike(tx, caller, number, why, "data - 'text' - 'byline' - 'passage'");
  }

  public static Future<Void> name(SqlConnection tx, Caller caller, String number) {
    return strike(tx, caller, number, "name", "data - 'byline'");
  }

  /** {@code left} is one of the two literals above, never input. */
  private static Future<Void> strike(SqlConnection tx, Caller caller, String number, String why, String left) {
    return tx.preparedQuery("""
            SELECT journal_strike(jurisdiction, seq, %s || jsonb_build_object('struck', $3::text))
            FROM journal
            WHERE jurisdiction = $1 AND data ->> 'testimony' = $2 AND %s <> data
              AND seq IN (SELECT seq FROM journal_topic WHERE jurisdiction = $1 AND topic = 'testimony/' || $2::text)""".formatted(left, left))
        .execute(Tuple.of(caller.place().id(), number, why))
        .mapEmpty();
  }
}
