package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/** Keeps the counts beside a target right when testimony is held, released, hidden or moved. */
final class Counting {
  private Counting() {}

  /** From public to held. */
  static Future<Void> hold(SqlConnection tx, Caller caller, Subject subject) {
    return shift(tx, caller, subject, subject.targetId(), -1, 1);
  }

  /** From held to public, at that target. */
  static Future<Void> release(SqlConnection tx, Caller caller, Subject subject, UUID target) {
    return shift(tx, caller, subject, subject.targetId(), 0, -1).compose(left -> shift(tx, caller, subject, target, 1, 0));
  }

  /** From held to hidden. */
  static Future<Void> hide(SqlConnection tx, Caller caller, Subject subject) {
    return shift(tx, caller, subject, subject.targetId(), 0, -1);
  }

  /** From hidden to public. */
  static Future<Void> restore(SqlConnection tx, Caller caller, Subject subject) {
    return shift(tx, caller, subject, subject.targetId(), 1, 0);
  }

  private static Future<Void> shift(SqlConnection tx, Caller caller, Subject subject, UUID target, int open, int held) {
    return tx.preparedQuery("""
            INSERT INTO testimony_count AS c (jurisdiction, target, published, confidential, held, support, oppose, neutral, mixed)
            SELECT $1, $2, CASE WHEN n.confidential THEN 0 ELSE n.open END, CASE WHEN n.confidential THEN n.open ELSE 0 END, n.held,
              CASE WHEN n.position = 'support' THEN n.open ELSE 0 END, CASE WHEN n.position = 'oppose' THEN n.open ELSE 0 END,
              CASE WHEN n.position = 'neutral' THEN n.open ELSE 0 END, CASE WHEN n.position = 'mixed' THEN n.open ELSE 0 END
            FROM (SELECT $3::int AS open, $4::int AS held, $5::boolean AS confidential, CASE WHEN NOT $5::boolean THEN $6::text END AS position) n
            ON CONFLICT (target) DO UPDATE SET published = c.published + excluded.published, confidential = c.confidential + excluded.confidential,
              held = c.held + excluded.held, support = c.support + excluded.support, oppose = c.oppose + excluded.oppose,
              neutral = c.neutral + excluded.neutral, mixed = c.mixed + excluded.mixed""")
        .execute(Tuple.of(caller.place().id(), target, open, held, subject.confidential(), Rows.word(subject.it().position())))
        .mapEmpty();
  }
}
