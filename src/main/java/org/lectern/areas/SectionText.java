package org.lectern.areas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.lectern.core.Json;
import org.lectern.core.Problem;

/** A section as people edit it: plain text, a line each, or YAML as in a catalogue; and back again, checked as a catalogue is. */
public final class SectionText {
  private SectionText() {}

  private static final YAMLMapper YAML = YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
      .disable(YAMLGenerator.Feature.SPLIT_LINES).build();
  private static final Pattern LINE = Pattern.compile("^line (\\d+): (.*)$");

  /** The section of an area as it is edited. */
  public static String text(Section section, Area area) {
    return text(section, section.of(area.title(), area.content()));
  }

  /** The section as it is edited. */
  static String text(Section section, JsonNode content) {
    if (content == null || content.isNull()) return "";
    return switch (section.form()) {
      case TEXT -> content.asText();
      case LINES -> String.join("\n", texts(content));
      case STRUCTURE -> yaml(content);
    };
  }

  private static List<String> texts(JsonNode list) {
    var texts = new ArrayList<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }

  static String yaml(JsonNode content) {
    try {
      return YAML.writeValueAsString(content).strip();
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * What was typed, as the section's content. Faults name the line of what was typed and the field.
   *
   * @throws Problem 422 with every fault
   */
  static JsonNode read(Section section, Area area, String given) {
    var typed = given == null ? "" : given;
    ObjectNode whole = Json.MAPPER.valueToTree(area.content());
    whole.put("id", area.slug()).put("title", area.title());
    whole.remove(section.word());
    var before = "catalogue:\n  id: check\n  version: 1\n  label: check\n  areas:\n  - " + inline(whole) + "\n    " + section.word() + ":";
    try {
      var read = Catalogue.read("section", before + block(section, typed) + "\n").areas().get(0);
      return section.of(read.title(), read.content());
    } catch (IllegalArgumentException unfit) {
      throw Problem.invalid(faults(unfit.getMessage(), before.lines().count()));
    }
  }

  /** Everything else of the area, each field on the lines of one flow, so that the edited part begins at a known line. */
  private static String inline(ObjectNode whole) {
    var fields = new ArrayList<String>();
    whole.properties().forEach(field -> fields.add(field.getKey() + ": " + Json.text(field.getValue())));
    return String.join("\n    ", fields);
  }

  private static String block(Section section, String typed) {
    return switch (section.form()) {
      case TEXT -> " " + Json.text(typed.strip());
      case LINES -> " " + Json.text(typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
      case STRUCTURE -> typed.isBlank() ? " null" : "\n" + typed.lines().map(line -> "      " + line).reduce((one, other) -> one + "\n" + other).orElse("");
    };
  }

  private static List<Problem.Fault> faults(String message, long before) {
    var faults = new ArrayList<Problem.Fault>();
    for (var line : message.lines().skip(1).limit(20).toList()) {
      var parts = LINE.matcher(line);
      var sentence = parts.matches() ? parts.group(2).replace("catalogue/areas/0/", "") : line;
      var at = parts.matches() ? Math.max(1, Long.parseLong(parts.group(1)) - before) : 1;
      faults.add(Problem.Fault.at("/text", "section_unfit", at, sentence));
    }
    return faults;
  }

  /** The areas of a place as a catalogue's file. */
  public static String catalogue(String id, int version, String label, List<Area> areas) {
    var root = Json.MAPPER.createObjectNode();
    var catalogue = root.putObject("catalogue").put("id", id).put("version", version).put("label", label);
    var list = catalogue.putArray("areas");
    for (var area : areas) {
      var one = list.addObject().put("id", area.slug()).put("title", area.title());
      ObjectNode content = Json.MAPPER.valueToTree(area.content());
      one.setAll(content);
    }
    return yaml(root) + "\n";
  }
}
