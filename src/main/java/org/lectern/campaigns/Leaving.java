package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/** Takes testimonies off the piles on which they lay: withdrawn, hidden, held, redacted, or put in other words. */
final class Leaving {
  private Leaving() {}

  private record Left(UUID campaign, int ownWords) {}

  static Future<?> takeOff(SqlConnection tx, Caller caller, List<Arrivals.Row> leaving, Piles piles) {
    if (leaving.isEmpty()) return Future.succeededFuture();
    var ids = leaving.stream().map(Arrivals.Row::id).toArray(UUID[]::new);
    leaving.forEach(piles::touch);
    return tx.preparedQuery("DELETE FROM campaign_print WHERE jurisdiction = $1 AND ordinal = ANY ($2)")
        .execute(Tuple.of(caller.place().id(), (Object) leaving.stream().map(Arrivals.Row::ordinal).toArray(Long[]::new)))
        .compose(unprinted -> tx.preparedQuery("DELETE FROM campaign_member WHERE testimony = ANY ($1) RETURNING campaign, own_words").execute(Tuple.of((Object) ids)))
        .map(rows -> Rows.list(rows, row -> new Left(row.getUUID("campaign"), row.getInteger("own_words"))).stream().filter(left -> left.campaign != null).toList())
        .compose(left -> lessen(tx, left))
        .compose(campaigns -> each(tx, caller, campaigns, ids, piles));
  }

  private static Future<List<UUID>> lessen(SqlConnection tx, List<Left> left) {
    if (left.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery("""
            UPDATE campaign c
            SET members = c.members - l.members, with_own_words = c.with_own_words - l.with_own_words
            FROM (SELECT campaign, count(*) AS members, count(*) FILTER (WHERE own_words > 0) AS with_own_words
              FROM unnest($1::uuid[], $2::integer[]) AS l (campaign, own_words)
              GROUP BY campaign) AS l
            WHERE c.id = l.campaign
            RETURNING c.id""")
        .execute(Tuple.of(left.stream().map(Left::campaign).toArray(UUID[]::new), (Object) left.stream().map(Left::ownWords).toArray(Integer[]::new)))
        .map(rows -> Rows.list(rows, row -> row.getUUID("id")));
  }

  private static Future<?> each(SqlConnection tx, Caller caller, List<UUID> campaigns, UUID[] gone, Piles piles) {
    Future<?> done = Future.succeededFuture();
    for (var campaign : campaigns) done = done.compose(next -> settle(tx, caller, campaign, gone, piles));
    return done;
  }

  /** A campaign needs two; and if the one that stood for it is gone, the next does. */
  static Future<?> settle(SqlConnection tx, Caller caller, UUID campaign, UUID[] gone, Piles piles) {
    return tx.preparedQuery("""
            SELECT c.number, c.members, c.representative = ANY ($2) AS headless, m.testimony, m.ordinal, t.text, coalesce(t.hearing, t.area, t.action, t.policy) AS target
            FROM campaign c
            LEFT JOIN LATERAL (SELECT * FROM campaign_member m WHERE m.campaign = c.id ORDER BY m.own_words, m.ordinal LIMIT 1) AS m ON true
            LEFT JOIN testimony t ON t.id = m.testimony
            WHERE c.id = $1
            FOR UPDATE OF c""")
        .execute(Tuple.of(campaign, (Object) gone))
        .compose(rows -> settle(tx, caller, campaign, rows.iterator().next(), piles));
  }

  private static Future<?> settle(SqlConnection tx, Caller caller, UUID campaign, Row row, Piles piles) {
    piles.changed(row.getLong("number"));
    var ends = row.getLong("members") < 2;
    if (!ends && !row.getBoolean("headless")) return Future.succeededFuture();
    Future<?> heir = row.getUUID("testimony") == null ? Future.succeededFuture() : print(tx, caller, row);
    return heir.compose(printed -> tx.preparedQuery(ends
            ? "UPDATE campaign SET status = 'ended', members = 0, with_own_words = 0 WHERE id = $1 AND $2::uuid IS NOT DISTINCT FROM $2"
            : "UPDATE campaign SET representative = $2 WHERE id = $1")
        .execute(Tuple.of(campaign, row.getUUID("testimony"))))
        .compose(updated -> ends
            ? tx.preparedQuery("UPDATE campaign_member SET campaign = NULL, own_words = 0 WHERE campaign = $1").execute(Tuple.of(campaign))
            : Future.succeededFuture());
  }

  /** From now on it can be found by its own prints. */
  private static Future<?> print(SqlConnection tx, Caller caller, Row row) {
    var letter = Letter.of(row.getLong("ordinal"), row.getString("text"), SortingCommands.seed(row.getUUID("target")), java.util.Set.of());
    return Piles.print(tx, caller, List.of(letter));
  }
}
