package org.lectern.queue;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * One person's place in the speaker line of an item. {@code allotted} is seconds; {@code usedMs} what was spoken before
 * {@code runningSince}, which is set while the clock runs. {@code place} is 1 for the next to be called, null once called.
 * A missing name is the right of the speaker.
 */
public record Slot(
    UUID id, int number, UUID item, String itemNumber, String displayName, String mode, String position, String language, String interpreter,
    SlotStatus status, String orderReason, int allotted, long usedMs, Instant runningSince, Instant startedAt, Instant endedAt, Integer place) {

  static final String COLUMNS = """
      SELECT s.id, s.number, s.item, i.number AS item_number, s.display_name, s.mode, s.position, s.language, s.interpreter, s.status,
        s.order_reason, s.allotted, s.used_ms, s.running_since, s.started_at, s.ended_at,
        CASE WHEN s.status IN ('confirmed', 'waitlisted', 'checked_in') THEN
          (SELECT count(*)::int FROM slot ahead
           WHERE ahead.item = s.item AND ahead.status IN ('confirmed', 'waitlisted', 'checked_in') AND ahead.order_key <= s.order_key)
        END AS place
      FROM slot s
      JOIN agenda_item i ON i.id = s.item
      """;

  static Slot from(Row row) {
    return new Slot(row.getUUID("id"), row.getInteger("number"), row.getUUID("item"), row.getString("item_number"), row.getString("display_name"),
        row.getString("mode"), row.getString("position"), row.getString("language"), row.getString("interpreter"),
        Rows.word(row, "status", SlotStatus.class), row.getString("order_reason"), row.getInteger("allotted"), row.getLong("used_ms"),
        Rows.instant(row, "running_since"), Rows.instant(row, "started_at"), Rows.instant(row, "ended_at"), row.getInteger("place"));
  }

  /** Time spoken so far. */
  public Duration used(Instant now) {
    var running = runningSince == null ? Duration.ZERO : Duration.between(runningSince, now);
    return Duration.ofMillis(usedMs).plus(running.isNegative() ? Duration.ZERO : running);
  }

  /** Seconds left, negative in overtime. */
  public long left(Instant now) {
    return allotted - used(now).toSeconds();
  }
}
