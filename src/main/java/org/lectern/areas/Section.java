package org.lectern.areas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.lectern.core.Json;

/** A part of an area's text that has versions of its own. The words are the catalogue's fields. */
public enum Section {
  TITLE,
  BACKGROUND,
  KEY_QUESTIONS,
  CRITERIA,
  LEVERS,
  OFFICIALS,
  PREEMPTION,
  TYPICAL_CHALLENGES,
  CONSIDERATIONS,
  LESSONS,
  RESOURCES;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Section> of(String word) {
    return Stream.of(values()).filter(section -> section.word().equals(word)).findFirst();
  }

  /** One text, one text a line, or what only a structure can hold. */
  public enum Form {
    TEXT,
    LINES,
    STRUCTURE
  }

  public Form form() {
    return switch (this) {
      case TITLE, BACKGROUND -> Form.TEXT;
      case KEY_QUESTIONS, CONSIDERATIONS, TYPICAL_CHALLENGES -> Form.LINES;
      default -> Form.STRUCTURE;
    };
  }

  /** What an area says in this section, as JSON; null where it says nothing. */
  JsonNode of(String title, AreaContent content) {
    if (this == TITLE) return Json.MAPPER.valueToTree(title);
    JsonNode value = Json.MAPPER.valueToTree(content).get(word());
    return value == null ? Json.MAPPER.nullNode() : value;
  }

  /** The area's content with this section replaced; the title stands beside the content. */
  AreaContent put(AreaContent content, JsonNode value) {
    if (this == TITLE) return content;
    ObjectNode all = Json.MAPPER.valueToTree(content);
    if (value.isNull()) all.remove(word());
    else all.set(word(), value);
    return Json.as(all, AreaContent.class);
  }
}
