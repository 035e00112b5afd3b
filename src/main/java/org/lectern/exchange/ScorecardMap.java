package org.lectern.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.lectern.areas.Catalogue;
import org.lectern.assessments.Answer;
import org.lectern.core.Json;

/**
 * How the columns of a scorecard become worksheets ({@code docs/scorecards.md}). One row a place ({@code wide}), or one row an answer
 * ({@code long}).
 *
 * @param id by which a later run knows what it brought
 * @param asOf the column with the date of the policy: a year, a month or a day; what is none of these is unknown
 * @param area the area's slug, or in a long file the column that names it ({@code areas} then says which is which)
 * @param criteria in a wide file the column of each criterion; in a long one what the criterion column says
 * @param answers what the file writes for each answer
 * @param levels what each level of a criterion is, if the file gives levels
 */
record ScorecardMap(
    String id, String label, String url, Layout layout, String encoding, String delimiter, PlaceMap place, String asOf, String area, String areaColumn,
    Map<String, String> areas, Map<String, String> criteria, String criterion, String question, String answer, String rating, String citation, String quote, String note,
    Map<String, Answer> answers, Map<String, Answer> levels) {

  /** How the rows are laid out. */
  enum Layout {
    WIDE,
    LONG
  }

  /** The column of the name, and what a place that is not here yet is founded with. {@code known} says which slug a name is. */
  record PlaceMap(String column, String population, String kind, String zone, Map<String, String> known) {}

  /** The mapping, and the catalogue that its areas are from. */
  record Read(ScorecardMap map, Catalogue catalogue) {}

  private static final Map<String, Answer> USUAL = Map.of("1", Answer.YES, "0", Answer.NO, "0.5", Answer.PARTIAL, "yes", Answer.YES, "no", Answer.NO,
      "y", Answer.YES, "n", Answer.NO, "partial", Answer.PARTIAL, "unclear", Answer.UNCLEAR, "unknown", Answer.UNCLEAR);

  ScorecardMap {
    layout = layout == null ? Layout.WIDE : layout;
    areas = areas == null ? Map.of() : areas;
    criteria = criteria == null ? Map.of() : criteria;
    answers = folded(answers, USUAL);
    levels = folded(levels, Map.of());
  }

  private static Map<String, Answer> folded(Map<String, Answer> given, Map<String, Answer> otherwise) {
    if (given == null) return otherwise;
    var folded = new LinkedHashMap<>(otherwise);
    given.forEach((word, answer) -> folded.put(fold(word), answer));
    return folded;
  }

  /** Numbers alike however they are written (1.0, 1,0), words without case and blanks. */
  static String fold(String value) {
    var word = value.strip().toLowerCase(Locale.ROOT);
    if (!word.matches("[+-]?[0-9]{1,6}([.,][0-9]{1,6})?")) return word;
    var number = new BigDecimal(word.replace(',', '.')).stripTrailingZeros();
    return number.signum() == 0 ? "0" : number.toPlainString();
  }

  /** @throws IllegalArgumentException with what is wrong with the file */
  static Read read(String name, String yaml) {
    try {
      var tree = new YAMLMapper().readTree(yaml);
      if (!tree.path("scorecard").isObject()) throw new IllegalArgumentException(name + " is no mapping: it has no part called scorecard.");
      for (var words : new String[] {"answers", "levels"}) if (tree.at("/scorecard/" + words) instanceof ObjectNode node) spelled(node);
      var map = Json.MAPPER.treeToValue(tree.get("scorecard"), ScorecardMap.class);
      map.check(name);
      return new Read(map, catalogue(name, yaml, tree.path("catalogue")));
    } catch (UnrecognizedPropertyException unknown) {
      throw new IllegalArgumentException(name + ": scorecard has no field " + unknown.getPropertyName() + ". There are: " + unknown.getKnownPropertyIds().stream().map(Object::toString).sorted().toList());
    } catch (JsonProcessingException broken) {
      var at = broken.getLocation();
      throw new IllegalArgumentException(name + (at == null || at.getLineNr() < 1 ? "" : " line " + at.getLineNr()) + ": " + broken.getOriginalMessage());
    }
  }

  /** YAML takes a bare yes and no for booleans; here they are answers. */
  private static void spelled(ObjectNode words) {
    for (var word : words.properties()) if (word.getValue().isBoolean()) word.setValue(TextNode.valueOf(word.getValue().asBoolean() ? "yes" : "no"));
  }

  private static Catalogue catalogue(String name, String yaml, JsonNode catalogue) {
    return catalogue.isObject() ? Catalogue.read(name, yaml) : Catalogue.starter();
  }

  private void check(String name) {
    needed(name, "id", id);
    if (!id.matches("[a-z0-9][a-z0-9-]{0,79}")) throw new IllegalArgumentException(name + ": id is 1 to 80 small letters, digits and hyphens.");
    needed(name, "label", label);
    needed(name, "url", url);
    if (Clean.url(url) == null) throw new IllegalArgumentException(name + ": url is a web address where the scorecard can be read; yes and partial cite it.");
    needed(name, "place/column", place == null ? null : place.column);
    if (criteria.isEmpty()) throw new IllegalArgumentException(name + ": criteria names no criterion.");
    if (layout == Layout.WIDE) needed(name, "area", area);
    else for (var column : List.of("criterion", "answer")) needed(name, column, column.equals("criterion") ? criterion : answer);
    if (area == null && areaColumn == null) throw new IllegalArgumentException(name + ": area or area_column is missing.");
  }

  private static void needed(String name, String field, String value) {
    if (value == null || value.isBlank()) throw new IllegalArgumentException(name + ": " + field + " is missing.");
  }
}
