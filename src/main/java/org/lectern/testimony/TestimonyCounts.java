package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/** Counts beside their target, kept in the same transaction, so that no page counts rows. Comments are not votes. */
final class TestimonyCounts {
  private TestimonyCounts() {}

  static Future<Void> add(SqlConnection tx, Caller caller, UUID target, Privacy privacy, Position position) {
    var open = privacy != Privacy.CONFIDENTIAL;
    return tx.preparedQuery("""
            INSERT INTO testimony_count AS c (jurisdiction, target, published, confidential, support, oppose, neutral, mixed)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (target) DO UPDATE SET published = c.published + excluded.published,
              confidential = c.confidential + excluded.confidential, support = c.support + excluded.support,
              oppose = c.oppose + excluded.oppose, neutral = c.neutral + excluded.neutral, mixed = c.mixed + excluded.mixed""")
        .execute(Tuple.from(new Object[] {caller.place().id(), target, one(open), one(!open),
            one(open && position == Position.SUPPORT), one(open && position == Position.OPPOSE), one(open && position == Position.NEUTRAL),
            one(open && position == Position.MIXED)}))
        .mapEmpty();
  }

  static Future<Void> remove(SqlConnection tx, UUID target, Privacy privacy, Position position) {
    return tx.preparedQuery("""
            UPDATE testimony_count
            SET published = published - CASE WHEN $2 = 'confidential' THEN 0 ELSE 1 END,
              confidential = confidential - CASE WHEN $2 = 'confidential' THEN 1 ELSE 0 END,
              support = support - CASE WHEN $3::text = 'support' AND $2 <> 'confidential' THEN 1 ELSE 0 END,
              oppose = oppose - CASE WHEN $3::text = 'oppose' AND $2 <> 'confidential' THEN 1 ELSE 0 END,
              neutral = neutral - CASE WHEN $3::text = 'neutral' AND $2 <> 'confidential' THEN 1 ELSE 0 END,
              mixed = mixed - CASE WHEN $3::text = 'mixed' AND $2 <> 'confidential' THEN 1 ELSE 0 END
            WHERE target = $1""")
        .execute(Tuple.of(target, Rows.word(privacy), Rows.word(position)))
        .mapEmpty();
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }
}
