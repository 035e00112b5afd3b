package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/** How many campaigns there are about something, and how many testimonies lie on their piles; {@code news} if that is not what it was. */
record Counting(long campaigns, long members, boolean news) {

  private static final Counting NOTHING_NEW = new Counting(0, 0, false);

  static Future<Counting> count(SqlConnection tx, Caller caller, UUID target) {
    return tx.preparedQuery("""
            INSERT INTO campaign_count AS k (jurisdiction, target, campaigns, members)
            SELECT $1, $2, count(*), coalesce(sum(c.members), 0)
            FROM campaign c
            WHERE coalesce(c.hearing, c.area, c.action, c.policy) = $2 AND c.status = 'standing'
            ON CONFLICT (target) DO UPDATE SET campaigns = excluded.campaigns, members = excluded.members
            WHERE (k.campaigns, k.members) IS DISTINCT FROM (excluded.campaigns, excluded.members)
            RETURNING campaigns, members, xmax <> 0 AS counted_before""")
        .execute(Tuple.of(caller.place().id(), target))
        .map(rows -> Rows.first(rows, row -> new Counting(row.getLong("campaigns"), row.getLong("members"), row.getBoolean("counted_before") || row.getLong("members") > 0), NOTHING_NEW));
  }
}
