package org.lectern.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.areas.Catalogue;
import org.lectern.assessments.Answer;
import org.lectern.assessments.ImportCommands.Brought;
import org.lectern.assessments.ImportCommands.Given;
import org.lectern.assessments.Line;

/** The rows of a scorecard as what it says of each place in each area. */
final class Scores {

  /** One place of the file with all that is said of it; {@code line} is where it is first named. */
  record Scored(String name, Integer population, long line, List<Brought> worksheets) {}

  private final String file;
  private final ScorecardMap map;
  private final Catalogue catalogue;
  private final Consumer<RowFault> faults;
  private final Consumer<RowFault> doubts;

  Scores(String file, ScorecardMap.Read read, Consumer<RowFault> faults, Consumer<RowFault> doubts) {
    this.file = file;
    this.map = read.map();
    this.catalogue = read.catalogue();
    this.faults = faults;
    this.doubts = doubts;
  }

  List<Scored> of(Table table) {
    requireColumns(table);
    requireCriteria();
    return map.layout() == ScorecardMap.Layout.WIDE ? wide(table) : longs(table);
  }

  private void requireColumns(Table table) {
    var columns = new LinkedHashSet<String>();
    columns.add(map.place().column());
    for (var column : new String[] {map.place().population(), map.asOf(), map.areaColumn(), map.criterion(), map.question(), map.answer(), map.rating(), map.citation(), map.quote(), map.note()}) {
      if (column != null) columns.add(column);
    }
    if (map.layout() == ScorecardMap.Layout.WIDE) columns.addAll(map.criteria().keySet());
    columns.forEach(column -> table.require(file, column));
  }

  /** A mapping that names what the catalogue does not have would lose every answer to it. */
  private void requireCriteria() {
    var known = catalogue.areas().stream().flatMap(area -> area.content().criteria().stream()).map(Criterion::id).toList();
    map.criteria().forEach((column, criterion) -> {
      if (!known.contains(criterion)) throw new IllegalArgumentException("criteria/" + column + ": catalogue " + catalogue.id() + " has no criterion " + criterion + ".");
    });
    var areas = catalogue.areas().stream().map(Catalogue.Subject::slug).toList();
    var named = new ArrayList<>(map.areas().values());
    if (map.area() != null) named.add(map.area());
    for (var area : named) if (!areas.contains(area)) throw new IllegalArgumentException("Catalogue " + catalogue.id() + " has no area " + area + ".");
  }

  private List<Scored> wide(Table table) {
    var scored = new LinkedHashMap<String, Scored>();
    for (var row : table.lines()) {
      var name = name(row);
      if (name == null) continue;
      if (scored.containsKey(name)) {
        fault(row, name, "twice", "the place stands in line " + scored.get(name).line + " already");
        continue;
      }
      var given = new ArrayList<Given>();
      map.criteria().forEach((column, criterion) -> {
        var answer = answer(row, name, column);
        given.add(new Given(criterion, answer, cited(answer, row.get(map.citation())), null, null, null, List.of()));
      });
      scored.put(name, new Scored(name, population(row, name), row.line(), List.of(brought(map.area(), name, asOf(row, name), row.get(map.rating()), given))));
    }
    return List.copyOf(scored.values());
  }

  private String name(Table.Line row) {
    var name = row.get(map.place().column());
    if (name == null || name.length() > 120) {
      fault(row, null, "place", name == null ? "names no place" : "the name of the place is longer than 120 characters");
      return null;
    }
    return name;
  }

  /** Null if nothing is written; a word that the mapping does not know is unclear, and somebody is told. */
  private Answer answer(Table.Line row, String name, String column) {
    var word = row.get(column);
    if (word == null) return null;
    var answer = map.answers().get(ScorecardMap.fold(word));
    if (answer != null) return answer;
    doubts.accept(new RowFault(file, row.line(), name, "answer", column + " says “" + Clean.cut(word, 60) + "”, which answers does not map; taken as unclear"));
    return Answer.UNCLEAR;
  }

  /** Whoever says that something is in the policy shows where: the row's own source, else the scorecard's address. */
  private String cited(Answer answer, String own) {
    var url = Clean.url(own);
    if (url == null && own != null) url = java.util.regex.Pattern.compile("https?://[^\\s\"<>,;]+").matcher(own).results().map(found -> found.group()).findFirst().map(Clean::url).orElse(null);
    return url != null ? url : answer == Answer.YES || answer == Answer.PARTIAL ? map.url() : null;
  }

  private Integer population(Table.Line row, String name) {
    var text = row.get(map.place().population());
    if (text == null) return null;
    var digits = text.replaceAll("[\\s\\u00A0',.](?=[0-9]{3}(?:\\D|$))", "").replaceFirst("[.,]0+$", "");
    if (digits.matches("[0-9]{1,9}") && Integer.parseInt(digits) > 0) return Integer.parseInt(digits);
    doubts.accept(new RowFault(file, row.line(), name, "population", "“" + Clean.cut(text, 40) + "” is no number; left out"));
    return null;
  }

  /** A year, a month or a day; everything else is unknown and stays so. */
  private String asOf(Table.Line row, String name) {
    var text = row.get(map.asOf());
    if (text == null || text.equalsIgnoreCase("unknown")) return null;
    var date = text.replaceFirst("^([0-9]{4})[.,]0+$", "$1");
    if (date.matches("(19|20)[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")) return date;
    doubts.accept(new RowFault(file, row.line(), name, "as_of", "“" + Clean.cut(text, 40) + "” is no year; the date of the policy stays unknown"));
    return null;
  }

  private Brought brought(String area, String name, String asOf, String rating, List<Given> given) {
    return new Brought(area, map.id(), name, map.label(), map.url(), asOf, rating, List.copyOf(given));
  }

  // One row an answer

  /** What has been read of one place in one area so far. */
  private static final class Gathering {
    String asOf;
    String rating;
    final Map<String, Given> given = new LinkedHashMap<>();
  }

  private List<Scored> longs(Table table) {
    var places = new LinkedHashMap<String, Map<String, Gathering>>();
    var first = new LinkedHashMap<String, Table.Line>();
    for (var row : table.lines()) {
      var name = name(row);
      if (name == null) continue;
      first.putIfAbsent(name, row);
      var area = area(row, name);
      if (area == null) continue;
      var gathering = places.computeIfAbsent(name, fresh -> new LinkedHashMap<>()).computeIfAbsent(area, fresh -> new Gathering());
      if (asOf(row, name) != null) gathering.asOf = asOf(row, name);
      if (row.get(map.rating()) != null) gathering.rating = row.get(map.rating());
      gather(row, name, gathering);
    }
    return first.entrySet().stream().filter(place -> places.containsKey(place.getKey())).map(place -> {
      var name = place.getKey();
      return new Scored(name, population(place.getValue(), name), place.getValue().line(), places.get(name).entrySet().stream()
          .map(one -> brought(one.getKey(), name, one.getValue().asOf, one.getValue().rating, one.getValue().given.values().stream().map(Scores::whole).toList())).toList());
    }).toList();
  }

  private String area(Table.Line row, String name) {
    if (map.areaColumn() == null) return map.area();
    var word = row.get(map.areaColumn());
    if (word == null) {
      doubts.accept(new RowFault(file, row.line(), name, "area", "names no area, so there is nothing to bring in"));
      return null;
    }
    var area = map.areas().get(word);
    if (area == null) fault(row, name, "area", "“" + Clean.cut(word, 60) + "” is none of " + map.areas().keySet());
    return area;
  }

  /** A row may hold a question's answer, a criterion's level, or nothing but the rating. */
  private void gather(Table.Line row, String name, Gathering gathering) {
    var criterion = row.get(map.criterion());
    if (criterion == null) return;
    var id = map.criteria().get(criterion);
    if (id == null) {
      fault(row, name, "criterion", "“" + Clean.cut(criterion, 60) + "” is none of " + map.criteria().keySet());
      return;
    }
    var before = gathering.given.getOrDefault(id, new Given(id, null, null, null, null, null, List.of()));
    var note = row.get(map.note()) == null ? before.note() : row.get(map.note());
    var question = row.get(map.question());
    var word = row.get(map.answer());
    if (question == null && word != null && map.levels().containsKey(ScorecardMap.fold(word))) {
      var answer = map.levels().get(ScorecardMap.fold(word));
      gathering.given.put(id, new Given(id, answer, cited(answer, row.get(map.citation())), quote(row, before), note, level(word), before.questions()));
      return;
    }
    var answer = answer(row, name, map.answer());
    var url = cited(answer, row.get(map.citation()));
    var parts = new ArrayList<>(before.questions());
    if (question != null) parts.add(new Line.Part(question, text(id, question), answer, url));
    gathering.given.put(id, new Given(id, question == null ? answer : before.answer(), url == null ? before.url() : url, quote(row, before), note, before.level(), List.copyOf(parts)));
  }

  private static Integer level(String word) {
    return ScorecardMap.fold(word).matches("[1-9]") ? Integer.valueOf(ScorecardMap.fold(word)) : null;
  }

  private String quote(Table.Line row, Given before) {
    return row.get(map.quote()) == null ? before.quote() : Clean.cut(row.get(map.quote()), 4_000);
  }

  private String text(String criterion, String question) {
    return catalogue.areas().stream().flatMap(area -> area.content().criteria().stream()).filter(one -> one.id().equals(criterion))
        .flatMap(one -> one.questions().stream()).filter(asked -> asked.id().equals(question)).map(asked -> asked.text()).findFirst().orElse(question);
  }

  /** The answer to a criterion that was asked in questions follows from them. */
  private static Given whole(Given given) {
    if (given.answer() != null || given.questions().isEmpty()) return given;
    return new Given(given.criterion(), Answer.ofParts(given.questions().stream().map(Line.Part::answer).toList()), given.url(), given.quote(), given.note(), given.level(), given.questions());
  }

  private void fault(Table.Line row, String name, String code, String detail) {
    faults.accept(new RowFault(file, row.line(), name, code, detail));
  }
}
