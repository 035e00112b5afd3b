package org.lectern.areas;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Json;
import org.lectern.core.Rows;

/**
 * A reform area as a jurisdiction adopted it. {@code sourceLabel} says where the text comes from; {@code reason} why the
 * area is disabled, {@code decision} on which item of a hearing it was decided, {@code sections} which parts of the text have versions.
 */
public record Area(
    UUID id, String slug, String title, int ordinal, AreaStatus status, String reason,
    String catalogue, Integer catalogueVersion, String sourceLabel, AreaContent content, Decision decision, List<Mark> sections) {

  /** Where the text of a section stands that is not, or was not always, the catalogue's: its newest version. */
  public record Mark(String section, int version, String origin, Integer catalogueVersion, Instant at) {
    public boolean own() {
      return origin.equals("own");
    }
  }

  private static final TypeReference<List<Mark>> MARKS = new TypeReference<>() {};

  /** Every query of areas reads these columns, from {@code area a}. */
  static final String COLUMNS = """
      SELECT a.id, a.slug, a.title, a.ordinal, a.status, a.reason, a.catalogue, a.catalogue_version, c.label AS source_label,
        a.content::text AS content, a.decision::text AS decision,
        (SELECT coalesce(jsonb_agg(jsonb_build_object('section', m.section, 'version', m.version, 'origin', m.origin,
            'catalogue_version', m.catalogue_version, 'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))), '[]')::text
          FROM (SELECT DISTINCT ON (section) * FROM area_section WHERE area = a.id ORDER BY section, version DESC) AS m) AS sections
      FROM area a
      LEFT JOIN catalogue c ON c.id = a.catalogue AND c.version = a.catalogue_version
      """;

  static Area from(Row row) {
    return new Area(row.getUUID("id"), row.getString("slug"), row.getString("title"), row.getInteger("ordinal"),
        Rows.word(row, "status", AreaStatus.class), row.getString("reason"), row.getString("catalogue"), row.getInteger("catalogue_version"),
        row.getString("source_label"), Json.read(row.getString("content"), AreaContent.class),
        row.getString("decision") == null ? null : Json.read(row.getString("decision"), Decision.class), marks(row.getString("sections")));
  }

  private static List<Mark> marks(String json) {
    try {
      return Json.MAPPER.readValue(json, MARKS);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  /** The newest version of a section; null if it is the catalogue's, as it came. */
  public Mark mark(String section) {
    return sections.stream().filter(mark -> mark.section().equals(section)).findFirst().orElse(null);
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "areas/" + slug;
  }
}
