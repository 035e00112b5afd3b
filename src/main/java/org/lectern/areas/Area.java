package org.lectern.areas;

import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.lectern.core.Json;
import org.lectern.core.Rows;

/**
 * A reform area as a jurisdiction adopted it. {@code sourceLabel} says where the text comes from; {@code reason} why the
 * area is disabled.
 */
public record Area(
    UUID id, String slug, String title, int ordinal, AreaStatus status, String reason,
    String catalogue, Integer catalogueVersion, String sourceLabel, AreaContent content) {

  /** Every query of areas reads these columns, from {@code area a}. */
  static final String COLUMNS = """
      SELECT a.id, a.slug, a.title, a.ordinal, a.status, a.reason, a.catalogue, a.catalogue_version, c.label AS source_label,
        a.content::text AS content
      FROM area a
      LEFT JOIN catalogue c ON c.id = a.catalogue AND c.version = a.catalogue_version
      """;

  static Area from(Row row) {
    return new Area(row.getUUID("id"), row.getString("slug"), row.getString("title"), row.getInteger("ordinal"),
        Rows.word(row, "status", AreaStatus.class), row.getString("reason"), row.getString("catalogue"), row.getInteger("catalogue_version"),
        row.getString("source_label"), Json.read(row.getString("content"), AreaContent.class));
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "areas/" + slug;
  }
}
