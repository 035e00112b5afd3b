package org.lectern.areas;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * One version of a collection of reform areas, and the label that says where its text comes from. A version that any place
 * adopted is never edited; a change is the next version.
 *
 * @param content all of it, as it stands in the file
 */
public record Catalogue(String id, int version, String label, List<Subject> areas, JsonNode content) {

  private static final Catalogue STARTER = resource("catalogue.yaml");

  /** An area of the catalogue, before any place adopted it. */
  public record Subject(String slug, String title, AreaContent content) {}

  /** The same version with these areas only. */
  Catalogue only(List<String> slugs) {
    return new Catalogue(id, version, label, areas.stream().filter(area -> slugs.contains(area.slug())).toList(), content);
  }

  /** The one that comes with Lectern. */
  public static Catalogue starter() {
    return STARTER;
  }

  /** The newest version of the catalogue with that id: of those that were imported or adopted here, or the one that comes with Lectern. */
  static Future<Catalogue> newest(SqlConnection tx, String id) {
    return tx.preparedQuery("SELECT version, label, content::text AS content FROM catalogue WHERE id = $1 ORDER BY version DESC LIMIT 1")
        .execute(Tuple.of(id))
        .map(rows -> {
          var kept = Rows.maybe(rows, row -> kept(id, row));
          if (STARTER.id.equals(id) && kept.filter(found -> found.version >= STARTER.version).isEmpty()) return STARTER;
          return kept.orElseThrow(() -> Problem.invalid("/catalogue", "catalogue_unknown"));
        });
  }

  /** One version that is kept here. */
  static Future<Catalogue> version(SqlConnection tx, String id, Integer version) {
    return tx.preparedQuery("SELECT version, label, content::text AS content FROM catalogue WHERE id = $1 AND version = $2")
        .execute(Tuple.of(id, version))
        .map(rows -> Rows.one(rows, "catalogue", row -> kept(id, row)));
  }

  /** As the file said it when it was imported. */
  private static Catalogue kept(String id, Row row) {
    return read(id, "{\"catalogue\": " + row.getString("content") + "}");
  }

  /**
   * Reads and checks a catalogue.
   *
   * @param name what the messages call the file
   * @throws IllegalArgumentException with everything that is wrong, a line each: the line of the file, the field, the reason
   */
  public static Catalogue read(String name, String yaml) {
    return new CatalogueReader(name, yaml).read();
  }

  private static Catalogue resource(String name) {
    try (var file = Catalogue.class.getResourceAsStream("/" + name)) {
      return read(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
