package org.lectern.areas;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.lectern.core.Problem;

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

  /** The one that comes with Lectern. */
  public static Catalogue starter() {
    return STARTER;
  }

  /** The newest version of the catalogue with that id. */
  public static Catalogue named(String id) {
    if (STARTER.id.equals(id)) return STARTER;
    throw Problem.invalid("/catalogue", "catalogue_unknown");
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
