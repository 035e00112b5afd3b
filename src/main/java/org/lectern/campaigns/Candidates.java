package org.lectern.campaigns;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Aside;
import org.lectern.core.Caller;
import org.lectern.core.Rows;

/**
 * Whatever may be the same letter as one of those that came: found by prints, so that it costs the same however many
 * testimonies there are.
 */
record Candidates(List<Candidate> all) {

  record Candidate(long ordinal, UUID testimony, UUID target, String text, UUID campaign, long members, boolean settled) {}

  /** Of a print that very many share, so many are looked at; those that share more prints are found by the others. */
  private static final int MOST_OF_A_PRINT = 32;

  static Future<Candidates> of(SqlConnection tx, Caller caller, List<Letter> letters) {
    var asks = letters.stream().flatMapToLong(letter -> java.util.Arrays.stream(letter.asks())).distinct().boxed().toArray(Long[]::new);
    return tx.preparedQuery("""
            SELECT p.print, p.ordinal
            FROM unnest($2::bigint[]) AS ask (print)
            CROSS JOIN LATERAL (
              SELECT print, ordinal FROM campaign_print WHERE jurisdiction = $1 AND print = ask.print ORDER BY ordinal LIMIT $3) AS p""")
        .execute(Tuple.of(caller.place().id(), asks, MOST_OF_A_PRINT))
        .compose(rows -> {
          var byPrint = new HashMap<Long, List<Long>>();
          rows.forEach(row -> byPrint.computeIfAbsent(row.getLong("print"), first -> new ArrayList<>(1)).add(row.getLong("ordinal")));
          return Aside.aside(() -> likeliest(letters, byPrint));
        })
        .compose(likeliest -> load(tx, caller, likeliest));
  }

  /** For each letter those with which it shares most prints. */
  private static Set<Long> likeliest(List<Letter> letters, Map<Long, List<Long>> byPrint) {
    var wanted = new HashSet<Long>();
    for (var letter : letters) {
      var common = new HashMap<Long, Integer>();
      for (var print : letter.asks()) byPrint.getOrDefault(print, List.of()).forEach(ordinal -> common.merge(ordinal, 1, Integer::sum));
      wanted.addAll(Sorting.mostInCommon(common, Long::longValue));
    }
    return wanted;
  }

  private static Future<Candidates> load(SqlConnection tx, Caller caller, Set<Long> ordinals) {
    if (ordinals.isEmpty()) return Future.succeededFuture(new Candidates(List.of()));
    return tx.preparedQuery("""
            SELECT m.ordinal, m.testimony, coalesce(t.hearing, t.area, t.action, t.policy) AS target, t.text, m.campaign, coalesce(c.members, 1) AS members, coalesce(c.settled, m.by_clerk) AS settled
            FROM campaign_member m
            JOIN testimony t ON t.id = m.testimony
            LEFT JOIN campaign c ON c.id = m.campaign
            WHERE m.jurisdiction = $1 AND m.ordinal = ANY ($2) AND t.privacy <> 'confidential' AND t.status IN ('published', 'redacted')
            ORDER BY m.ordinal""")
        .execute(Tuple.of(caller.place().id(), (Object) ordinals.toArray(Long[]::new)))
        .map(rows -> new Candidates(Rows.list(rows, row -> new Candidate(row.getLong("ordinal"), row.getUUID("testimony"), row.getUUID("target"),
            row.getString("text"), row.getUUID("campaign"), row.getLong("members"), row.getBoolean("settled")))));
  }
}
