package org.lectern.queue;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.lectern.core.Rows;

/**
 * By what rules the line of one item stands, the hearing's unless the item has its own; without an item, those of the hearing. {@code allotment} is seconds for each
 * speaker; {@code cap} how many are heard before a waitlist begins, null for no limit. Of a lottery: the hash of its seed
 * from the opening of sign-up on, and when it was drawn.
 */
public record LineRules(Integer ordinal, String item, OrderRule orderRule, int allotment, Integer cap, boolean ceding, String seedHash, Instant drawnAt) {

  static final String COLUMNS = """
      SELECT i.id, i.ordinal, i.number, coalesce(i.order_rule, h.order_rule) AS order_rule, coalesce(i.allotment, h.allotment) AS allotment,
        coalesce(i.speaker_cap, h.speaker_cap) AS speaker_cap, coalesce(i.ceding, h.ceding) AS ceding, l.seed_hash, l.drawn_at
      FROM agenda_item i
      JOIN hearing h ON h.id = i.hearing
      LEFT JOIN lottery l ON l.item = i.id
      """;

  static LineRules from(Row row) {
    return new LineRules(row.getInteger("ordinal"), row.getString("number"), Rows.word(row, "order_rule", OrderRule.class), row.getInteger("allotment"),
        row.getInteger("speaker_cap"), row.getBoolean("ceding"), Slot.hex(row.getBuffer("seed_hash")), Rows.instant(row, "drawn_at"));
  }

  /** A lottery whose order is still open. */
  public boolean awaitsDraw() {
    return orderRule == OrderRule.LOTTERY && drawnAt == null;
  }
}
