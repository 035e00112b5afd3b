package org.lectern.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.lectern.oversight.ActionKind;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Position;
import org.lectern.oversight.Priority;

/**
 * How the columns and words of another register become ours: a YAML file that the person who imports writes, described in
 * {@code docs/import.md}. {@code source} names the register; with the id of a row it makes a second run change nothing.
 */
record RegisterMapping(
    String source, ActionKind kind, String encoding, String delimiter, int skip, String language, Columns columns, Map<String, String> defaults, List<String> dates,
    Map<String, Meaning> statuses, Map<String, Position> positions, Map<String, Priority> priorities, Map<String, Agency> agencies, Map<String, String> areas,
    Changes changes) {

  /** What a status word of the register says: where the board sees it, and, if the word tells, where the agency stands. */
  record Meaning(ActionStatus status, Position position, String label) {}

  /** The agency behind a word; founded by that name if the place has none with this slug. */
  record Agency(String slug, String name) {}

  /** The names of the columns, several where the first that is filled counts; those of the id are put together. */
  record Columns(
      List<String> id, List<String> number, List<String> text, List<String> title, List<String> summary, List<String> reportNumber, List<String> reportTitle, List<String> url,
      List<String> issuedOn, List<String> agency, List<String> area, List<String> priority, List<String> status, List<String> statusOn, List<String> reason,
      List<String> position, List<String> answer, List<String> answeredOn, List<String> responseDue, List<String> targetOn) {}

  /** A second file with the changes of status, one a row. */
  record Changes(String encoding, String delimiter, int skip, ChangeColumns columns) {}

  record ChangeColumns(List<String> id, List<String> from, List<String> to, List<String> on, List<String> reason) {}

  private static final YAMLMapper YAML = YAMLMapper.builder()
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
      .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .build();

  RegisterMapping {
    kind = kind == null ? ActionKind.RECOMMENDATION : kind;
    defaults = defaults == null ? Map.of() : defaults;
    dates = dates == null || dates.isEmpty() ? List.of("uuuu-MM-dd") : List.copyOf(dates);
    statuses = known(statuses);
    positions = known(positions);
    priorities = known(priorities);
    agencies = known(agencies);
    areas = known(areas);
  }

  /** Words are compared without regard to case and doubled blanks. */
  static String key(String word) {
    return Clean.line(word).toLowerCase(Locale.ROOT);
  }

  private static <T> Map<String, T> known(Map<String, T> words) {
    var known = new HashMap<String, T>();
    if (words != null) words.forEach((word, meaning) -> known.put(key(word), meaning));
    return known;
  }

  /** @throws IllegalArgumentException that says, in sentences for whoever wrote the file, what is wrong with it and where */
  static RegisterMapping read(String yaml) {
    try {
      if (yaml.isBlank()) throw new IllegalArgumentException("The mapping is empty. docs/import.md shows one.");
      var mapping = YAML.readValue(yaml, RegisterMapping.class);
      if (mapping == null) throw new IllegalArgumentException("The mapping says nothing. docs/import.md shows one.");
      var faults = mapping.faults();
      if (!faults.isEmpty()) throw new IllegalArgumentException("The mapping cannot be used:\n  " + String.join("\n  ", faults));
      return mapping;
    } catch (JsonProcessingException broken) {
      var where = broken instanceof JsonMappingException at && !at.getPath().isEmpty()
          ? at.getPath().stream().map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName()).collect(Collectors.joining(".")) + ": " : "";
      var line = broken.getLocation() == null ? "" : " (line " + broken.getLocation().getLineNr() + ")";
      throw new IllegalArgumentException("The mapping cannot be read: " + where + broken.getOriginalMessage().lines().findFirst().orElse("") + line);
    }
  }

  private List<String> faults() {
    var faults = new ArrayList<String>();
    if (source == null || !source.matches("[a-z0-9][a-z0-9-]{0,79}")) faults.add("source: name the register in small letters, digits and hyphens, such as oig-nypd");
    if (columns == null) {
      faults.add("columns: say which columns hold what; id, text and status are needed");
      return faults;
    }
    if (empty(columns.id)) faults.add("columns.id: name the column that tells rows apart, or several that do together");
    if (empty(columns.text)) faults.add("columns.text: name the column with the text of the recommendation");
    if (empty(columns.status)) faults.add("columns.status: name the column with the status word");
    if (empty(columns.issuedOn) && defaults.get("issued_on") == null) faults.add("columns.issued_on: name the column with the day of issue (a year will do), or write defaults.issued_on");
    if (empty(columns.agency) && defaults.get("agency") == null) faults.add("columns.agency: name the column with the agency, or write defaults.agency");
    if (statuses.isEmpty()) faults.add("statuses: say what each status word means, such as  Implemented: {status: implemented}");
    statuses.forEach((word, meaning) -> {
      if (meaning == null || meaning.status == null || meaning.status == ActionStatus.DRAFT) faults.add("statuses." + word + ": status must be one of " + words(ActionStatus.values()));
    });
    agencies.forEach((word, agency) -> {
      if (agency == null || agency.slug == null || !agency.slug.matches("[a-z0-9][a-z0-9-]{0,79}")) faults.add("agencies." + word + ": give its slug, such as  {slug: police, name: Police Department}");
    });
    encoding(encoding, "encoding", faults);
    delimiter(delimiter, "delimiter", faults);
    if (changes != null) {
      encoding(changes.encoding, "changes.encoding", faults);
      delimiter(changes.delimiter, "changes.delimiter", faults);
      var named = changes.columns;
      if (named == null || empty(named.id) || empty(named.to) || empty(named.on)) faults.add("changes.columns: id, to and on are needed");
    }
    dates.forEach(pattern -> {
      try {
        Days.pattern(pattern, Locale.ENGLISH);
      } catch (IllegalArgumentException unusable) {
        faults.add("dates: " + pattern + " is no pattern; day, month and year are d, M and u, such as M/d/uuuu");
      }
    });
    return faults;
  }

  private static boolean empty(List<String> names) {
    return names == null || names.isEmpty();
  }

  private static void encoding(String name, String where, List<String> faults) {
    try {
      if (name != null) Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      faults.add(where + ": " + name + " is no encoding; try UTF-8, windows-1252, ISO-8859-1 or UTF-16");
    }
  }

  private static void delimiter(String sign, String where, List<String> faults) {
    if (sign != null && sign.length() != 1) faults.add(where + ": one sign, such as \",\" or \";\" or \"\\t\"");
  }

  static String words(Enum<?>[] words) {
    return java.util.Arrays.stream(words).map(word -> word.name().toLowerCase(Locale.ROOT)).filter(word -> !word.equals("draft") && !word.equals("none")).collect(Collectors.joining(", "));
  }
}
