package org.lectern.queue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * One person's place in the speaker line of an item. {@code allotted} is seconds, with what was ceded and extended;
 * {@code usedMs} what was spoken before {@code runningSince}, which is set while the clock runs. {@code place} is 1 for the
 * next to be called, null once called. A missing name is the right of the speaker. {@code ticket} is what the lottery drew,
 * {@code cededTo} the number of the slot that got this one's time, {@code movedReason} why somebody moved it by hand;
 * {@code unanswered} if the date was moved and its holder has not said yet whether they come.
 */
public record Slot(
    UUID id, int number, UUID item, String itemNumber, String displayName, String mode, String position, String language, String interpreter,
    SlotStatus status, String orderReason, String movedReason, String ticket, boolean firstTime, int allotted, int extended, int cededSeconds,
    Integer cededTo, String ground, String endReason, int noShows, @JsonIgnore int reorders, long usedMs, Instant runningSince, Instant startedAt,
    Instant endedAt, Integer place, @JsonIgnore boolean unanswered) {

  /** Everyone who waits, in the order in which they will be called: the waitlist comes last. */
  static final String ORDER = "s.status = 'waitlisted', coalesce(s.moved, s.order_key), s.number";

  static final String COLUMNS = """
      SELECT s.id, s.number, s.item, i.number AS item_number, s.display_name, s.mode, s.position, s.language, s.interpreter, s.status,
        s.order_reason, s.moved_reason, s.draw, s.first_time, s.allotted, s.extended, s.ceded_seconds,
        (SELECT other.number FROM slot other WHERE other.id = s.ceded_to) AS ceded_to_number, s.ground, s.end_reason, s.no_shows, s.reorders,
        s.used_ms, s.running_since, s.started_at, s.ended_at,
        s.reconfirm_asked_at IS NOT NULL AND s.reconfirmed_at IS NULL AS unanswered,
        CASE WHEN s.status IN ('confirmed', 'waitlisted', 'checked_in') THEN
          (SELECT count(*)::int FROM slot ahead
           WHERE ahead.item = s.item AND ahead.status IN ('confirmed', 'waitlisted', 'checked_in')
             AND (ahead.status = 'waitlisted', coalesce(ahead.moved, ahead.order_key), ahead.number)
               <= (s.status = 'waitlisted', coalesce(s.moved, s.order_key), s.number))
        END AS place
      FROM slot s
      JOIN agenda_item i ON i.id = s.item
      """;

  static Slot from(Row row) {
    return new Slot(row.getUUID("id"), row.getInteger("number"), row.getUUID("item"), row.getString("item_number"), row.getString("display_name"),
        row.getString("mode"), row.getString("position"), row.getString("language"), row.getString("interpreter"),
        Rows.word(row, "status", SlotStatus.class), row.getString("order_reason"), row.getString("moved_reason"), hex(row.getBuffer("draw")),
        row.getBoolean("first_time"), row.getInteger("allotted"), row.getInteger("extended"), row.getInteger("ceded_seconds"),
        row.getInteger("ceded_to_number"), row.getString("ground"), row.getString("end_reason"), row.getInteger("no_shows"),
        row.getInteger("reorders"), row.getLong("used_ms"), Rows.instant(row, "running_since"), Rows.instant(row, "started_at"),
        Rows.instant(row, "ended_at"), row.getInteger("place"), row.getBoolean("unanswered"));
  }

  static String hex(Buffer bytes) {
    return bytes == null ? null : HexFormat.of().formatHex(bytes.getBytes());
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

  /** Called once, did not come, and may come back once. */
  @JsonIgnore
  public boolean mayReturn() {
    return status == SlotStatus.NO_SHOW && noShows == 1;
  }
}
