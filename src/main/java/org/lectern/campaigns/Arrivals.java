package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/**
 * The testimonies that a slice of the record is about, as they stand now, and the number of its last entry. What an entry says
 * is not looked at: only what may be shown now, and whether it was compared with these very words.
 */
record Arrivals(long upTo, List<Row> rows) {

  /**
   * @param text null if it may not be shown to everyone
   * @param campaign where it lies, null if alone; {@code sorted} false if it lies nowhere yet
   * @param same true if it was compared with this very text
   */
  record Row(UUID id, long ordinal, String number, UUID target, UUID hearing, UUID area, UUID action, UUID policy, String address, String text,
      long digest, boolean sorted, boolean same) {
    boolean leaves() {
      return sorted && (text == null || !same);
    }

    boolean comes() {
      return text != null && (!sorted || !same);
    }

    private static Row from(io.vertx.sqlclient.Row row) {
      return new Row(row.getUUID("id"), row.getLong("ordinal"), row.getString("number"), row.getUUID("target"), row.getUUID("hearing"), row.getUUID("area"),
          row.getUUID("action"), row.getUUID("policy"), row.getString("address"), row.getString("text"), row.getLong("digest") == null ? 0 : row.getLong("digest"),
          row.getBoolean("sorted"), Boolean.TRUE.equals(row.getBoolean("same")));
    }
  }

  /** Entries that name many testimonies without changing what any of them says. */
  private static final String SAY_NOTHING_NEW = "'PacketDistributed', 'TestimonyEntered', 'HeardPublished', 'CampaignSplit'";

  static Future<Arrivals> after(SqlConnection tx, Caller caller, long mark, int slice) {
    return tx.preparedQuery("""
            SELECT max(seq) AS seq, array_agg(DISTINCT substr(topic, 11)) FILTER (WHERE topic LIKE 'testimony/%%' AND type NOT IN (%s)) AS numbers
            FROM (SELECT seq, type, topics FROM journal WHERE jurisdiction = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS slice
            LEFT JOIN LATERAL unnest(topics) AS topic ON true""".formatted(SAY_NOTHING_NEW))
        .execute(Tuple.of(caller.place().id(), mark, slice))
        .compose(found -> {
          var row = found.iterator().next();
          if (row.getLong("seq") == null) return Future.succeededFuture(new Arrivals(mark, List.of()));
          return rows(tx, caller, Rows.strings(row, "numbers")).map(rows -> new Arrivals(row.getLong("seq"), rows));
        });
  }

  private static Future<List<Row>> rows(SqlConnection tx, Caller caller, List<String> numbers) {
    if (numbers.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery("""
            WITH shown AS (
              SELECT t.*, CASE WHEN t.privacy <> 'confidential' AND t.status IN ('published', 'redacted') THEN t.text END AS words
              FROM testimony t
              WHERE t.jurisdiction = $1 AND t.number = ANY ($2))
            SELECT t.id, t.ordinal, t.number, coalesce(t.hearing, t.area, t.action, t.policy) AS target, t.hearing, t.area, t.action, t.policy,
              coalesce('hearings/' || h.number, 'areas/' || a.slug, 'actions/' || x.number, 'policies/' || p.number) AS address,
              t.words AS text, hashtextextended(t.words, 0) AS digest, m.testimony IS NOT NULL AS sorted, m.digest = hashtextextended(t.words, 0) AS same
            FROM shown t
            LEFT JOIN hearing h ON h.id = t.hearing
            LEFT JOIN area a ON a.id = t.area
            LEFT JOIN action x ON x.id = t.action
            LEFT JOIN policy_change p ON p.id = t.policy
            LEFT JOIN campaign_member m ON m.testimony = t.id
            ORDER BY t.ordinal""")
        .execute(Tuple.of(caller.place().id(), (Object) numbers.toArray(String[]::new)))
        .map(found -> Rows.list(found, Row::from));
  }
}
