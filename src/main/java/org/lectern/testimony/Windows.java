package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/**
 * Windows for testimony that are extended because nobody could send any: 30 minutes or more away in the 24 hours before the
 * close move it by as long as the service was away. Whatever was marked late meanwhile and is now in time is so marked.
 */
public final class Windows {
  private Windows() {}

  private static final int LEAST_MINUTES = 30;

  /** An extension as everyone sees it: from when to when, and for how many minutes away. */
  public record Extension(Instant was, Instant closesAt, int minutes, Instant at) {}

  /** Those of a hearing, oldest first. */
  public record Extensions(List<Extension> extensions) {}

  private record Open(UUID id, long number, String title, Instant closesAt, Instant original, int lost) {}

  public static Query<Extensions> of(long number) {
    return (db, caller) -> db.preparedQuery("""
            SELECT w.was, w.closes_at, w.minutes, w.at
            FROM window_extension w
            JOIN hearing h ON h.id = w.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2
            ORDER BY w.closes_at""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> new Extensions(Rows.list(rows, row -> new Extension(Rows.instant(row, "was"), Rows.instant(row, "closes_at"), row.getInteger("minutes"), Rows.instant(row, "at")))));
  }

  /** Looks at what closes within a day or closed within the last one; the answer is how many were extended. */
  public static Command<Integer> extend() {
    return (tx, caller) -> open(tx, caller.place().id()).compose(open -> {
      var events = new ArrayList<Event>();
      var done = Future.<Void>succeededFuture();
      for (var one : open) {
        var closes = one.original.plus(Duration.ofMinutes(one.lost));
        if (one.lost < LEAST_MINUTES || !closes.isAfter(one.closesAt)) continue;
        events.add(new WindowEvent.WindowExtended(one.number, one.title, one.closesAt, closes, one.lost));
        done = done.compose(next -> extend(tx, caller.place().id(), one, closes));
      }
      return done.map(extended -> new Change<>(events.size(), List.copyOf(events)));
    });
  }

  /**
   * Hearings with a close about now, and the minutes away in the day before their first close and since: gaps between
   * heartbeats, each less the minute that the last beat stands for. A gap under three minutes is a restart, not an absence.
   */
  private static Future<List<Open>> open(SqlConnection tx, UUID place) {
    return tx.preparedQuery("""
            WITH gap AS (
              SELECT lag(minute) OVER (ORDER BY minute) + interval '1 minute' AS since, minute AS until
              FROM heartbeat
              WHERE minute > now() - interval '4 days')
            SELECT h.id, h.number, h.title, h.testimony_closes_at AS closes_at, first.was AS original,
              coalesce((SELECT floor(sum(extract(epoch FROM least(g.until, h.testimony_closes_at) - greatest(g.since, first.was - interval '24 hours'))) / 60)
                FROM gap g
                WHERE g.until - g.since >= interval '3 minutes' AND g.since < h.testimony_closes_at AND g.until > first.was - interval '24 hours'), 0)::integer AS lost
            FROM hearing h
            CROSS JOIN LATERAL (
              SELECT coalesce((SELECT min(w.was) FROM window_extension w WHERE w.hearing = h.id), h.testimony_closes_at) AS was) AS first
            WHERE h.jurisdiction = $1 AND h.status NOT IN ('draft', 'cancelled', 'continued')
              AND h.testimony_closes_at BETWEEN now() - interval '1 day' AND now() + interval '1 day'
            FOR UPDATE OF h""")
        .execute(Tuple.of(place))
        .map(rows -> Rows.list(rows, Windows::open));
  }

  private static Open open(Row row) {
    return new Open(row.getUUID("id"), row.getLong("number"), row.getString("title"), Rows.instant(row, "closes_at"), Rows.instant(row, "original"), row.getInteger("lost"));
  }

  private static Future<Void> extend(SqlConnection tx, UUID place, Open one, Instant closes) {
    return tx.preparedQuery("UPDATE hearing SET testimony_closes_at = $2 WHERE id = $1").execute(Tuple.of(one.id, Rows.at(closes)))
        .compose(moved -> tx.preparedQuery("INSERT INTO window_extension (jurisdiction, hearing, was, closes_at, minutes) VALUES ($1, $2, $3, $4, $5)")
            .execute(Tuple.of(place, one.id, Rows.at(one.closesAt), Rows.at(closes), one.lost)))
        .compose(noted -> tx.preparedQuery("UPDATE testimony SET late = false WHERE hearing = $1 AND late AND received_at <= $2").execute(Tuple.of(one.id, Rows.at(closes))))
        .mapEmpty();
  }
}
