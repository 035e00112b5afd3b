package org.lectern.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;

/**
 * A form as it was filled in, and what was wrong with it, so that it comes back with everything typed. The key makes a
 * double tap one record.
 */
public final class Form {

  /** Fields that a page may have several times, each time in a form that says which part it is. */
  private static final Set<String> IN_PARTS = Set.of("words", "reason", "spot", "finding", "note", "alternative", "vote_hearing", "text");

  private final MultiMap fields;
  private final Problem problem;
  private final Messages messages;
  private final String key;

  private Form(MultiMap fields, Problem problem, Messages messages) {
    this.fields = fields;
    this.problem = problem;
    this.messages = messages;
    this.key = fields.contains("key") && fields.get("key").length() <= 64 ? fields.get("key") : Ids.blind().toString();
  }

  static Form empty(Messages messages) {
    return new Form(MultiMap.caseInsensitiveMultiMap(), null, messages);
  }

  static Form refused(MultiMap fields, Problem problem, Messages messages) {
    return new Form(fields, problem, messages);
  }

  public String key() {
    return key;
  }

  public String value(String name) {
    var value = fields.get(name);
    return value == null ? "" : value;
  }

  /** What was typed, else what is there already. */
  public String value(String name, Object otherwise) {
    if (fields.contains(name)) return fields.get(name);
    return otherwise == null ? "" : otherwise.toString();
  }

  public List<String> values(String name) {
    return fields.getAll(name);
  }

  public boolean chosen(String name, String value, boolean otherwise) {
    return fields.isEmpty() ? otherwise : fields.getAll(name).contains(value);
  }

  public boolean refused() {
    return problem != null;
  }

  public Problem problem() {
    return problem;
  }

  /** The sentence for the whole form; null if only fields are wrong. */
  public String sentence() {
    return problem == null || !problem.faults().isEmpty() ? null : Problems.sentence(messages, problem);
  }

  public List<Problem.Fault> faults() {
    return problem == null ? List.of() : problem.faults();
  }

  public String sentence(Problem.Fault fault) {
    return Problems.sentence(messages, fault);
  }

  /** The field that a fault is about, as the id of its input. */
  public String field(Problem.Fault fault) {
    var name = fault.pointer().isEmpty() ? "" : fault.pointer().substring(1).split("/")[0];
    return name.equals("items") ? "agenda" : name;
  }

  /** Where the field stands; a page with several forms says in each which part it is: one of two dashes is part of all its fields. */
  public String anchor(Problem.Fault fault) {
    if (value("part").startsWith("--")) return field(fault) + value("part");
    return field(fault) + (IN_PARTS.contains(field(fault)) || value("part").equals("-propose") ? value("part") : "");
  }

  /** The sentence beside a field; null if it is fine. */
  public String fault(String name) {
    return faults().stream().filter(fault -> field(fault).equals(name)).findFirst().map(this::sentence).orElse(null);
  }

  /**
   * The fields as the body that the operation's schema describes. Empty fields are absent; a local date and time is meant in
   * the place's zone; a list is one line each or one box each.
   */
  static ObjectNode body(Contract contract, JsonNode written, MultiMap fields, ZoneId zone) {
    var body = Json.MAPPER.createObjectNode();
    var schema = contract.resolve(written);
    schema.path("properties").properties().forEach(property -> {
      var values = fields.getAll(property.getKey()).stream().map(Text::tidy).filter(value -> !value.isBlank()).toList();
      if (!values.isEmpty()) body.set(property.getKey(), node(contract.resolve(property.getValue()), values, zone));
    });
    return body;
  }

  private static JsonNode node(JsonNode schema, List<String> values, ZoneId zone) {
    var value = values.get(0);
    return switch (schema.path("type").asText()) {
      case "integer" -> integer(value);
      case "boolean" -> Json.MAPPER.getNodeFactory().booleanNode(value.equals("true") || value.equals("on"));
      case "array" -> list(values, schema.path("items").path("type").asText().equals("integer"));
      default -> "date-time".equals(schema.path("format").asText()) ? instant(value, zone) : Json.MAPPER.getNodeFactory().textNode(value);
    };
  }

  private static JsonNode integer(String value) {
    try {
      return Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(value.strip()));
    } catch (NumberFormatException asTyped) {
      return Json.MAPPER.getNodeFactory().textNode(value);
    }
  }

  private static ArrayNode list(List<String> values, boolean integers) {
    var list = Json.MAPPER.createArrayNode();
    values.stream().flatMap(value -> value.lines()).map(String::strip).filter(line -> !line.isEmpty()).forEach(line -> list.add(integers ? integer(line) : Json.MAPPER.getNodeFactory().textNode(line)));
    return list;
  }

  private static JsonNode instant(String value, ZoneId zone) {
    var local = local(value, zone);
    return Json.MAPPER.getNodeFactory().textNode(local == null ? value : local.toString());
  }

  /** What a field of date and time means in that zone; null if it is empty or no date. */
  static Instant local(String value, ZoneId zone) {
    try {
      return value == null ? null : LocalDateTime.parse(value.strip()).atZone(zone).toInstant();
    } catch (DateTimeParseException asTyped) {
      return null;
    }
  }
}
