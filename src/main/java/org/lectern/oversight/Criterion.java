package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.lectern.core.Rows;

/** One thing that must be so for an action to count as implemented, and what the board last found. */
public record Criterion(UUID id, int ordinal, String text, Mark mark, String method) {

  static final String COLUMNS = """
      SELECT id, ordinal, text, mark, method
      FROM action_criterion
      """;

  static Criterion from(Row row) {
    return new Criterion(row.getUUID("id"), row.getInteger("ordinal"), row.getString("text"), Rows.word(row, "mark", Mark.class),
        row.getString("method"));
  }
}
