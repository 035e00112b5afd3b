package org.lectern.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.lectern.core.Problem.Fault;

/**
 * Does a value fit its schema in the contract? Only the words of JSON Schema that the contract uses, and one plain fault for
 * each thing that is wrong: a page shows them beside the fields, a program gets them with pointers. The contract's tests hold
 * the same schemas against a full validator.
 */
final class Fitting {

  private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();
  private static final int MOST_FAULTS = 20;

  private final Contract contract;
  private final List<Fault> faults = new ArrayList<>();

  private Fitting(Contract contract) {
    this.contract = contract;
  }

  static List<Fault> faults(Contract contract, JsonNode schema, JsonNode value) {
    var fitting = new Fitting(contract);
    fitting.check(schema, value, "");
    return fitting.faults;
  }

  private void check(JsonNode written, JsonNode value, String pointer) {
    var schema = contract.resolve(written);
    if (faults.size() >= MOST_FAULTS) return;
    switch (schema.path("type").asText("any")) {
      case "object" -> object(schema, value, pointer);
      case "array" -> array(schema, value, pointer);
      case "string" -> string(schema, value, pointer);
      case "integer" -> integer(schema, value, pointer);
      case "boolean" -> refuse(!value.isBoolean(), pointer, "not_a_yes_or_no");
      default -> {}
    }
  }

  private void object(JsonNode schema, JsonNode value, String pointer) {
    if (refuse(!value.isObject(), pointer, "not_an_object")) return;
    schema.path("required").forEach(name -> refuse(!value.hasNonNull(name.asText()), pointer + "/" + name.asText(), "required"));
    value.properties().forEach(field -> {
      var property = schema.path("properties").get(field.getKey());
      var at = pointer + "/" + escaped(field.getKey());
      if (property == null) refuse(true, at, "unknown_field");
      else if (!field.getValue().isNull()) check(property, field.getValue(), at);
    });
  }

  /** A pointer into what was sent, but never more of it than a name's length. */
  private static String escaped(String name) {
    return (name.length() > 60 ? name.substring(0, 60) : name).replace("~", "~0").replace("/", "~1");
  }

  private void array(JsonNode schema, JsonNode value, String pointer) {
    if (refuse(!value.isArray(), pointer, "not_a_list")) return;
    if (refuse(value.size() > schema.path("maxItems").asInt(Integer.MAX_VALUE), pointer, "too_many", schema.path("maxItems").asInt())) return;
    refuse(value.size() < schema.path("minItems").asInt(0), pointer, "too_few", schema.path("minItems").asInt());
    for (int i = 0; i < value.size(); i++) check(schema.get("items"), value.get(i), pointer + "/" + i);
  }

  private void string(JsonNode schema, JsonNode value, String pointer) {
    if (refuse(!value.isTextual(), pointer, "not_text")) return;
    var text = value.textValue();
    if (refuse(!Text.clean(text), pointer, "control_characters")) return;
    int length = text.codePointCount(0, text.length());
    if (refuse(length > schema.path("maxLength").asInt(Integer.MAX_VALUE), pointer, "too_long", schema.path("maxLength").asInt(), length)) return;
    if (refuse(length < schema.path("minLength").asInt(0), pointer, length == 0 ? "required" : "too_short", schema.path("minLength").asInt())) return;
    if (schema.has("enum") && !oneOf(schema.get("enum"), text)) refuse(true, pointer, "not_one_of", words(schema.get("enum")));
    if (schema.has("pattern")) refuse(!pattern(schema.get("pattern").asText()).matcher(text).find(), pointer, "wrong_form");
    if (schema.has("format")) format(schema.get("format").asText(), text, pointer);
  }

  private static boolean oneOf(JsonNode words, String text) {
    for (var word : words) if (word.asText().equals(text)) return true;
    return false;
  }

  private static String words(JsonNode words) {
    var list = new ArrayList<String>();
    words.forEach(word -> list.add(word.asText()));
    return String.join(", ", list);
  }

  private static Pattern pattern(String pattern) {
    return PATTERNS.computeIfAbsent(pattern, Pattern::compile);
  }

  private void format(String format, String text, String pointer) {
    switch (format) {
      case "date-time" -> refuse(!reads(() -> sane(OffsetDateTime.parse(text).getYear())), pointer, "not_an_instant");
      case "date" -> refuse(!reads(() -> sane(LocalDate.parse(text).getYear())), pointer, "not_a_date");
      case "uuid" -> refuse(!reads(() -> UUID.fromString(text) != null), pointer, "not_an_id");
      case "email" -> refuse(!Text.looksLikeEmail(text), pointer, "not_an_email");
      case "uri" -> refuse(!Text.looksLikeUrl(text), pointer, "not_a_url");
      default -> {}
    }
  }

  /** No calendar of ours goes further. */
  private static boolean sane(int year) {
    return year >= 1900 && year < 3000;
  }

  private static boolean reads(BooleanSupplier reading) {
    try {
      return reading.getAsBoolean();
    } catch (DateTimeParseException | IllegalArgumentException no) {
      return false;
    }
  }

  private void integer(JsonNode schema, JsonNode value, String pointer) {
    if (refuse(!value.isIntegralNumber() || !value.canConvertToLong(), pointer, "not_a_number")) return;
    refuse(value.longValue() < schema.path("minimum").asLong(Long.MIN_VALUE), pointer, "too_small", schema.path("minimum").asLong());
    refuse(value.longValue() > schema.path("maximum").asLong(Long.MAX_VALUE), pointer, "too_large", schema.path("maximum").asLong());
  }

  private boolean refuse(boolean wrong, String pointer, String code, Object... args) {
    if (wrong && faults.size() < MOST_FAULTS) faults.add(Fault.at(pointer, code, args));
    return wrong;
  }
}
