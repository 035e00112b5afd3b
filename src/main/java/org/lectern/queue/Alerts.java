package org.lectern.queue;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Rows;
import org.lectern.people.Outbox;

/**
 * Tells speakers who gave an address what their page tells them too: that they are in line; when ten, three and one person are
 * ahead of them; that somebody was put before them; that it is their turn; that they were not heard and may write. The slot
 * itself says what was told, so that looking twice tells nobody twice. Mail is nobody's business: nothing goes on the record.
 */
public final class Alerts {
  private Alerts() {}

  private static final int AT_ONCE = 100;

  /** What there is to tell. */
  public enum What {
    LAPSED,
    CALLED,
    WELCOME,
    NEAR,
    REORDERED
  }

  /** Somebody to be told. {@code ahead} counts whoever is at the microphone; {@code item} is the ordinal of the item. */
  public record Due(
      UUID slot, String address, String language, What what, int number, Integer ahead, long hearing, String title, ZoneId zone, int item,
      String itemNumber, Instant offerUntil) {

    static Due from(Row row) {
      var ended = Rows.instant(row, "ended_at");
      return new Due(row.getUUID("id"), row.getString("email"), row.getString("language"), Rows.word(row, "what", What.class), row.getInteger("number"),
          row.getInteger("ahead"), row.getLong("hearing"), row.getString("title"), ZoneId.of(row.getString("zone")), row.getInteger("ordinal"),
          row.getString("item_number"), ended == null ? null : ended.plusSeconds(24 * 3600));
    }
  }

  /** Tells the next of them; the answer is how many. */
  public static Command<Integer> tell(Function<Due, Outbox.Letter> letter) {
    return (tx, caller) -> tx.preparedQuery("""
            WITH line AS (
              SELECT w.id, (row_number() OVER (PARTITION BY w.item ORDER BY w.status = 'waitlisted', coalesce(w.moved, w.order_key), w.number))::int - 1
                + (SELECT count(*)::int FROM slot m WHERE m.hearing = w.hearing AND m.status IN ('called', 'speaking', 'paused')) AS ahead
              FROM slot w
              WHERE w.jurisdiction = $1 AND w.status IN ('confirmed', 'waitlisted', 'checked_in')
                AND w.hearing IN (SELECT hearing FROM slot WHERE jurisdiction = $1 AND email IS NOT NULL AND status IN ('confirmed', 'waitlisted', 'checked_in'))),
            told AS (
              SELECT s.id, line.ahead,
                CASE WHEN i.status <> 'comment' THEN NULL WHEN line.ahead <= 1 THEN 1 WHEN line.ahead <= 3 THEN 3 WHEN line.ahead <= 10 THEN 10 END AS step
              FROM slot s
              JOIN agenda_item i ON i.id = s.item
              LEFT JOIN line ON line.id = s.id
              WHERE s.jurisdiction = $1 AND s.email IS NOT NULL),
            due AS (
              SELECT s.id, t.ahead, t.step,
                CASE
                  WHEN s.status = 'lapsed' AND NOT s.lapse_told AND s.ended_at > now() - interval '1 day' THEN 'lapsed'
                  WHEN s.status = 'called' AND coalesce(s.told_ahead, 1000) > 0 THEN 'called'
                  WHEN t.ahead IS NOT NULL AND NOT s.welcomed THEN 'welcome'
                  WHEN t.step < coalesce(s.told_ahead, 1000) THEN 'near'
                  WHEN t.ahead IS NOT NULL AND s.reorders > s.reorders_told THEN 'reordered'
                END AS what
              FROM slot s
              JOIN told t ON t.id = s.id
              WHERE s.jurisdiction = $1),
            chosen AS (
              SELECT s.id, due.ahead, due.step, due.what
              FROM slot s
              JOIN due ON due.id = s.id
              WHERE due.what IS NOT NULL
              ORDER BY s.signed_up_at
              LIMIT $2
              FOR UPDATE OF s SKIP LOCKED)
            UPDATE slot s
            SET welcomed = true, reorders_told = s.reorders, lapse_told = s.lapse_told OR c.what = 'lapsed',
              told_ahead = CASE WHEN c.what = 'called' THEN 0 ELSE least(c.step, s.told_ahead) END
            FROM chosen c, agenda_item i, hearing h
            WHERE s.id = c.id AND i.id = s.item AND h.id = s.hearing
            RETURNING s.id, s.email, s.language, c.what, s.number, c.ahead, h.number AS hearing, h.title, h.zone, i.ordinal, i.number AS item_number, s.ended_at""")
        .execute(Tuple.of(caller.place().id(), AT_ONCE))
        .map(rows -> Rows.list(rows, Due::from))
        .compose(due -> due.isEmpty() ? Future.succeededFuture(Change.of(0))
            : Outbox.put(tx, due.stream().map(one -> letter.apply(one).to(one.address)).toList()).map(Change.of(due.size())));
  }
}
