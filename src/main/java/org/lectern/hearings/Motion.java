package org.lectern.hearings;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * What was moved on an item. {@code number} counts within the hearing. One that proposes a decision decides its item; one that
 * proposes none amends or orders the business. {@code votes} in the order in which they were taken: the last one stands.
 * {@code threshold} is null only for what a source brought along without saying.
 */
public record Motion(
    UUID id, int number, int item, String itemNumber, String text, Decision proposes, Threshold threshold, String mover, String seconder,
    Instant movedAt, Instant withdrawnAt, String source, List<Vote> votes) {

  static final String COLUMNS = """
      SELECT m.id, m.number, i.ordinal AS item, i.number AS item_number, m.text, m.proposes, m.threshold, m.mover, m.seconder, m.moved_at,
        m.withdrawn_at, m.source
      FROM motion m
      JOIN agenda_item i ON i.id = m.item
      """;

  static Motion from(Row row, List<Vote> votes) {
    return new Motion(row.getUUID("id"), row.getInteger("number"), row.getInteger("item"), row.getString("item_number"), row.getString("text"),
        Rows.word(row, "proposes", Decision.class), Rows.word(row, "threshold", Threshold.class), row.getString("mover"), row.getString("seconder"),
        Rows.instant(row, "moved_at"), Rows.instant(row, "withdrawn_at"), row.getString("source"), votes);
  }

  /** The vote that stands; null while there is none. */
  public Vote standing() {
    return votes.isEmpty() ? null : votes.get(votes.size() - 1);
  }

  /** On the floor: moved, not withdrawn, not voted on. */
  public boolean open() {
    return withdrawnAt == null && votes.isEmpty();
  }
}
