package org.lectern.areas;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lectern.core.Json;

/** A catalogue's file as a catalogue, or everything that is wrong with it, for the person who edits the file. */
final class CatalogueReader {

  private static final YAMLMapper YAML = YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String SLUG = "[a-z0-9][a-z0-9-]{0,79}";
  private static final int MOST_AREAS = 200;

  /** What a catalogue says about itself; how answers are counted is read by the worksheet. */
  private static final Set<String> FIELDS = Set.of("id", "version", "label", "as_of", "locale", "answer_scale", "answer_points",
      "rating", "levers", "challenge_kinds", "areas");

  private final String name;
  private final String yaml;
  private final List<String> faults = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();
  private final Set<String> ids = new HashSet<>();

  CatalogueReader(String name, String yaml) {
    this.name = name;
    this.yaml = yaml;
  }

  Catalogue read() {
    var root = tree().path("catalogue");
    if (faults.isEmpty() && !root.isObject()) fault("/catalogue", "is missing");
    var catalogue = faults.isEmpty() ? catalogue(root) : null;
    if (faults.isEmpty()) return catalogue;
    throw new IllegalArgumentException(name + " is not a catalogue:\n" + String.join("\n", faults));
  }

  private JsonNode tree() {
    try {
      count();
      return YAML.readTree(yaml);
    } catch (JsonProcessingException broken) {
      faults.add(at(line(broken.getLocation()), "", sentence(broken)));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return YAML.createObjectNode();
  }

  /** The parser's words without its picture of the line. */
  private static String sentence(JsonProcessingException broken) {
    return broken.getOriginalMessage().lines().filter(line -> !line.isBlank() && !line.startsWith(" ")).collect(Collectors.joining(", "));
  }

  /** The tree forgets its lines, so they are counted beforehand. */
  private void count() throws IOException {
    try (var parser = YAML.createParser(yaml)) {
      while (parser.nextToken() != null) {
        lines.putIfAbsent(parser.getParsingContext().pathAsPointer().toString(), line(parser.currentTokenLocation()));
      }
    }
  }

  private static int line(JsonLocation location) {
    return location == null ? 1 : Math.max(1, location.getLineNr());
  }

  private Catalogue catalogue(JsonNode root) {
    root.fieldNames().forEachRemaining(field -> {
      if (!FIELDS.contains(field)) fault("/catalogue/" + field, "is not a field of a catalogue");
    });
    var version = root.path("version");
    if (!version.isInt() || version.intValue() < 1) fault("/catalogue/version", "is a whole number from 1");
    return new Catalogue(slug("/catalogue/id", root.path("id")), version.asInt(), text("/catalogue/label", root.path("label").textValue(), 1000),
        areas(root.path("areas")), root);
  }

  private List<Catalogue.Subject> areas(JsonNode areas) {
    if (!areas.isArray() || areas.isEmpty() || areas.size() > MOST_AREAS) fault("/catalogue/areas", "is a list of 1 to " + MOST_AREAS + " areas");
    var subjects = new ArrayList<Catalogue.Subject>();
    for (var area : areas) subjects.add(subject("/catalogue/areas/" + subjects.size(), area));
    return List.copyOf(subjects);
  }

  private Catalogue.Subject subject(String at, JsonNode area) {
    if (!(area instanceof ObjectNode fields)) {
      fault(at, "is an area with its fields");
      return null;
    }
    var slug = slug(at + "/id", fields.path("id"));
    once(at + "/id", slug);
    var title = text(at + "/title", fields.path("title").textValue(), 160);
    var content = content(at, fields.deepCopy().without(List.of("id", "title")));
    if (content != null) check(at, content);
    return new Catalogue.Subject(slug, title, content);
  }

  private AreaContent content(String at, JsonNode fields) {
    try {
      return Json.MAPPER.treeToValue(fields, AreaContent.class);
    } catch (JsonMappingException unfit) {
      fault(at + pointer(unfit), reason(unfit));
    } catch (JsonProcessingException unfit) {
      fault(at, unfit.getOriginalMessage());
    }
    return null;
  }

  private static String pointer(JsonMappingException unfit) {
    var pointer = new StringBuilder();
    unfit.getPath().forEach(step -> pointer.append('/').append(step.getFieldName() == null ? step.getIndex() : step.getFieldName()));
    return pointer.toString();
  }

  private static String reason(JsonMappingException unfit) {
    if (unfit instanceof UnrecognizedPropertyException) return "is not a field here";
    if (unfit instanceof InvalidFormatException format) return "cannot be '" + format.getValue() + "'" + words(format.getTargetType());
    return "has another shape: " + unfit.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static String words(Class<?> type) {
    if (!type.isEnum()) return "";
    var words = new ArrayList<String>();
    for (var word : type.getEnumConstants()) words.add(word.toString().toLowerCase(Locale.ROOT));
    return "; it is one of " + String.join(", ", words);
  }

  private void check(String at, AreaContent content) {
    text(at + "/background", content.background(), 4000);
    texts(at + "/key_questions", content.keyQuestions(), 500);
    texts(at + "/considerations", content.considerations(), 1000);
    criteria(at + "/criteria", content.criteria());
    if (content.levers() == null || content.levers().primary().isEmpty()) fault(at + "/levers/primary", "names at least one lever");
    if (content.preemption() == null || content.preemption().risk() == null) fault(at + "/preemption/risk", "is missing");
    else preemption(at + "/preemption", content.preemption());
    officials(at + "/officials", content.officials());
    lessons(at + "/lessons", content.lessons());
    resources(at + "/resources", content.resources());
  }

  private void preemption(String at, AreaContent.Preemption preemption) {
    text(at + "/note", preemption.note(), 1000);
    if (preemption.source() != null) text(at + "/source", preemption.source(), 500);
    if (preemption.reviewer() != null) text(at + "/reviewer", preemption.reviewer(), 160);
  }

  private void officials(String at, List<AreaContent.Official> officials) {
    for (var i = 0; i < officials.size(); i++) {
      text(at + "/" + i + "/who", officials.get(i).who(), 160);
      if (officials.get(i).lever() == null) fault(at + "/" + i + "/lever", "is missing");
      text(at + "/" + i + "/can", officials.get(i).can(), 1000);
    }
  }

  private void questions(String at, List<AreaContent.Question> questions) {
    var asked = new HashSet<String>();
    for (var i = 0; i < questions.size(); i++) {
      var id = text(at + "/" + i + "/id", questions.get(i).id(), 40);
      if (id != null && !asked.add(id)) fault(at + "/" + i + "/id", "'" + id + "' is there twice");
      text(at + "/" + i + "/text", questions.get(i).text(), 1000);
    }
  }

  private void texts(String at, List<String> texts, int longest) {
    for (var i = 0; i < texts.size(); i++) text(at + "/" + i, texts.get(i), longest);
  }

  private void criteria(String at, List<AreaContent.Criterion> criteria) {
    if (criteria.isEmpty()) fault(at, "names at least one criterion");
    for (var i = 0; i < criteria.size(); i++) {
      once(at + "/" + i + "/id", text(at + "/" + i + "/id", criteria.get(i).id(), 40));
      text(at + "/" + i + "/text", criteria.get(i).text(), 1000);
      questions(at + "/" + i + "/questions", criteria.get(i).questions());
    }
  }

  private void lessons(String at, List<AreaContent.Lesson> lessons) {
    for (var i = 0; i < lessons.size(); i++) {
      text(at + "/" + i + "/jurisdiction", lessons.get(i).jurisdiction(), 160);
      text(at + "/" + i + "/done", lessons.get(i).done(), 2000);
      text(at + "/" + i + "/source", lessons.get(i).source(), 500);
    }
  }

  private void resources(String at, List<AreaContent.Resource> resources) {
    for (var i = 0; i < resources.size(); i++) {
      text(at + "/" + i + "/name", resources.get(i).name(), 200);
      text(at + "/" + i + "/publisher", resources.get(i).publisher(), 200);
      var url = resources.get(i).url();
      if (url != null && !url.matches("https?://\\S{1,490}")) fault(at + "/" + i + "/url", "is a web address, or null");
    }
  }

  private String slug(String at, JsonNode value) {
    var slug = value.asText("");
    if (!slug.matches(SLUG)) fault(at, "is 1 to 80 small letters, digits and hyphens");
    return slug;
  }

  private String text(String at, String text, int longest) {
    if (text == null || text.isBlank()) fault(at, "is missing");
    else if (text.length() > longest) fault(at, "is longer than " + longest + " characters");
    return text;
  }

  /** Answers and links are kept under these ids, so two of a kind would mix them up. */
  private void once(String at, String id) {
    if (id != null && !ids.add(id)) fault(at, "'" + id + "' is there twice");
  }

  private void fault(String pointer, String reason) {
    faults.add(at(line(pointer), pointer.substring(1), reason));
  }

  private static String at(int line, String field, String reason) {
    return "line " + line + ": " + (field.isEmpty() ? "" : field + " ") + reason;
  }

  /** What is missing has no line; the nearest field around it has. */
  private int line(String pointer) {
    for (var at = pointer; !at.isEmpty(); at = at.substring(0, at.lastIndexOf('/'))) {
      if (lines.containsKey(at)) return lines.get(at);
    }
    return 1;
  }
}
