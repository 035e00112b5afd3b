package org.lectern.bodies;

import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * A council, committee, commission, oversight board or agency of a jurisdiction. {@code powers} are what its founding law
 * gives it; nothing on a page may imply one that is not listed.
 */
public record Body(
    UUID id, String slug, String name, BodyKind kind, String model, List<String> powers, Integer seats, Integer quorum, String summary) {

  static Body from(Row row) {
    return new Body(row.getUUID("id"), row.getString("slug"), row.getString("name"), Rows.word(row, "kind", BodyKind.class),
        row.getString("model"), Rows.strings(row, "powers"), row.getInteger("seats"), row.getInteger("quorum"), row.getString("summary"));
  }
}
