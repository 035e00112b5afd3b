package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;

/** Counts beside their target, kept in the same transaction, so that no page counts rows. Comments are not votes. */
public final class TestimonyCounts {
  private TestimonyCounts() {}

  /** Targets in the order of their ids, so that two who count for the same ones wait for each other and never in a circle. */
  static Future<Void> add(SqlConnection tx, Jurisdiction place, List<Accepted> accepted) {
    if (accepted.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO testimony_count AS c (jurisdiction, target, published, confidential, held, support, oppose, neutral, mixed)
            SELECT $1, t.target,
              count(*) FILTER (WHERE t.open AND NOT t.held),
              count(*) FILTER (WHERE NOT t.open),
              count(*) FILTER (WHERE t.held),
              count(*) FILTER (WHERE t.open AND NOT t.held AND t.position = 'support'),
              count(*) FILTER (WHERE t.open AND NOT t.held AND t.position = 'oppose'),
              count(*) FILTER (WHERE t.open AND NOT t.held AND t.position = 'neutral'),
              count(*) FILTER (WHERE t.open AND NOT t.held AND t.position = 'mixed')
            FROM unnest($2::uuid[], $3::boolean[], $4::boolean[], $5::text[]) AS t (target, open, held, position)
            GROUP BY t.target
            ORDER BY t.target
            ON CONFLICT (target) DO UPDATE SET published = c.published + excluded.published,
              confidential = c.confidential + excluded.confidential, held = c.held + excluded.held, support = c.support + excluded.support,
              oppose = c.oppose + excluded.oppose, neutral = c.neutral + excluded.neutral, mixed = c.mixed + excluded.mixed""")
        .execute(Tuple.of(place.id(),
            accepted.stream().map(one -> one.aim.id()).toArray(UUID[]::new),
            accepted.stream().map(one -> one.privacy != Privacy.CONFIDENTIAL).toArray(Boolean[]::new),
            accepted.stream().map(one -> one.held != null).toArray(Boolean[]::new),
            accepted.stream().map(one -> Rows.word(one.words.position())).toArray(String[]::new)))
        .mapEmpty();
  }

  /** Its author now takes another position. */
  static Future<Void> turn(SqlConnection tx, UUID target, Position from, Position to) {
    if (from == to) return Future.succeededFuture();
    return tx.preparedQuery("""
            UPDATE testimony_count
            SET support = support + ($3::text IS NOT DISTINCT FROM 'support')::int - ($2::text IS NOT DISTINCT FROM 'support')::int,
              oppose = oppose + ($3::text IS NOT DISTINCT FROM 'oppose')::int - ($2::text IS NOT DISTINCT FROM 'oppose')::int,
              neutral = neutral + ($3::text IS NOT DISTINCT FROM 'neutral')::int - ($2::text IS NOT DISTINCT FROM 'neutral')::int,
              mixed = mixed + ($3::text IS NOT DISTINCT FROM 'mixed')::int - ($2::text IS NOT DISTINCT FROM 'mixed')::int
            WHERE target = $1""")
        .execute(Tuple.of(target, Rows.word(from), Rows.word(to)))
        .mapEmpty();
  }

  /** From what everyone can read to what is held. */
  public static Future<Void> hold(SqlConnection tx, UUID target, Position position) {
    return remove(tx, target, Privacy.NAMED, position, TestimonyStatus.PUBLISHED)
        .compose(removed -> tx.preparedQuery("UPDATE testimony_count SET held = held + 1 WHERE target = $1").execute(Tuple.of(target)).mapEmpty());
  }

  /** It no longer counts among what everyone can read; one that was held counts no longer as held. */
  public static Future<Void> remove(SqlConnection tx, UUID target, Privacy privacy, Position position, TestimonyStatus was) {
    if (was == TestimonyStatus.HELD) {
      return tx.preparedQuery("UPDATE testimony_count SET held = held - 1 WHERE target = $1").execute(Tuple.of(target)).mapEmpty();
    }
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
}
