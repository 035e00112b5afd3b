package org.lectern.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lectern.exchange.BroughtAction.Stand;
import org.lectern.exchange.CsvRows.Row;
import org.lectern.exchange.RegisterMapping.Meaning;
import org.lectern.oversight.Position;
import org.lectern.oversight.Priority;

/** A row of the file as an action of ours, by the mapping. What does not fit is told with its line, and what to do about it. */
final class ActionReader {

  /** What stands for bytes that are no letters of the encoding. */
  private static final char LOST = '\uFFFD';

  /** A row of the file of changes. */
  record Change(long line, String from, String to, LocalDate on, String reason) {}

  /** What the mapping does not know: where it belongs in it, and how often it came. */
  private final TreeMap<String, TreeMap<String, Integer>> unknown = new TreeMap<>();
  private final RegisterMapping mapping;
  private final Days days;
  private final String file;
  private final LocalDate today;
  private final Consumer<RowFault> faults;
  private final Consumer<RowFault> doubts;

  ActionReader(RegisterMapping mapping, String file, LocalDate today, Consumer<RowFault> faults, Consumer<RowFault> doubts) {
    this.mapping = mapping;
    this.days = new Days(mapping.dates(), mapping.language());
    this.file = file;
    this.today = today;
    this.faults = faults;
    this.doubts = doubts;
  }

  /** Words that are in no list of the mapping, by list. */
  Map<String, TreeMap<String, Integer>> unknown() {
    return unknown;
  }

  /** Null if the row cannot come in; why is told. */
  BroughtAction read(Row row, List<Change> changes) {
    var id = id(row, mapping.columns().id());
    if (id == null) return fault(row.line(), null, "id_missing", "columns.id is empty here");
    var text = row.text(mapping.columns().text());
    if (text == null) return fault(row.line(), id, "text_missing", "columns.text is empty here");
    var issued = day(row, id, "issued_on", mapping.columns().issuedOn());
    if (issued == null) return fault(row.line(), id, "issued_on_missing", "there is no day of issue that dates: can read; add its pattern, or write defaults.issued_on");
    var agency = agency(row, id);
    var stands = stands(row, id, issued.date(), changes);
    if (agency == null || stands == null) return null;
    if (row.fields().values().stream().anyMatch(field -> field.indexOf(LOST) >= 0)) doubt(row.line(), id, "letters_lost", "some letters could not be read; is the encoding right? Try windows-1252 or UTF-8");
    if (issued.date().isAfter(today)) doubt(row.line(), id, "issued_later", "it is issued on " + issued.date() + ", a day to come");
    return BroughtAction.of(mapping.source(), id, mapping.kind(), Clean.line(field(row, "number", mapping.columns().number()), 80),
        Clean.line(field(row, "report_number", mapping.columns().reportNumber()), 80), Clean.line(field(row, "report_title", mapping.columns().reportTitle()), 500),
        Clean.url(field(row, "url", mapping.columns().url())), agency, area(row, id), title(row, text), Clean.cut(text, 20_000), Clean.line(field(row, "summary", mapping.columns().summary()), 2_000),
        priority(row, id), issued, stands, Clean.cut(row.text(mapping.columns().answer()), 20_000), date(day(row, id, "answered_on", mapping.columns().answeredOn())),
        date(day(row, id, "response_due", mapping.columns().responseDue())), date(day(row, id, "target_on", mapping.columns().targetOn())));
  }

  static String id(Row row, List<String> columns) {
    var parts = new ArrayList<String>();
    for (var column : columns) {
      var part = row.first(List.of(column));
      if (part != null) parts.add(part);
    }
    return parts.isEmpty() ? null : Clean.line(String.join("/", parts), 200);
  }

  private String field(Row row, String name, List<String> columns) {
    var text = row.first(columns);
    return text == null ? Clean.line(mapping.defaults().get(name)) : text;
  }

  private Days.Day day(Row row, String id, String name, List<String> columns) {
    var text = field(row, name, columns);
    var day = text == null ? null : days.read(text);
    if (text != null && day == null) doubt(row.line(), id, name + "_unreadable", "“" + Clean.cut(text, 60) + "” fits no pattern of dates: " + mapping.dates());
    return day;
  }

  private static LocalDate date(Days.Day day) {
    return day == null ? null : day.date();
  }

  private String title(Row row, String text) {
    var title = Clean.line(field(row, "title", mapping.columns().title()), 200);
    if (title != null) return title;
    var line = Clean.line(text);
    if (line.length() <= 140) return line;
    var end = line.lastIndexOf(' ', 138);
    return line.substring(0, end < 60 ? 138 : end) + "…";
  }

  private RegisterMapping.Agency agency(Row row, String id) {
    var word = field(row, "agency", mapping.columns().agency());
    if (word == null) return fault(row.line(), id, "agency_missing", "columns.agency is empty here; write defaults.agency");
    var known = mapping.agencies().get(RegisterMapping.key(word));
    return known != null ? known : unknown("agencies", word, row.line(), id, "agency_unknown");
  }

  private String area(Row row, String id) {
    var word = field(row, "area", mapping.columns().area());
    if (word == null) return null;
    var known = mapping.areas().get(RegisterMapping.key(word));
    return known != null ? known : word;
  }

  private Priority priority(Row row, String id) {
    var word = field(row, "priority", mapping.columns().priority());
    if (word == null) return Priority.NORMAL;
    var known = mapping.priorities().get(RegisterMapping.key(word));
    if (known == null) count("priorities", word);
    return known == null ? Priority.NORMAL : known;
  }

  private Position position(Row row, Meaning meaning) {
    var word = field(row, "position", mapping.columns().position());
    if (word == null) return none(meaning.position());
    var known = mapping.positions().get(RegisterMapping.key(word));
    if (known == null) count("positions", word);
    return none(known);
  }

  private static Position none(Position position) {
    return position == Position.NONE ? null : position;
  }

  private Meaning meaning(String word, long line, String id) {
    var known = mapping.statuses().get(RegisterMapping.key(word));
    return known != null ? known : unknown("statuses", word, line, id, "status_unknown");
  }

  /** The dated changes, before them what the first of them says was there; the last is as the row says it stands. Null if a word is unknown. */
  private List<Stand> stands(Row row, String id, LocalDate issuedOn, List<Change> changes) {
    var word = field(row, "status", mapping.columns().status());
    if (word == null) return fault(row.line(), id, "status_missing", "columns.status is empty here");
    var meaning = meaning(word, row.line(), id);
    var statusOn = day(row, id, "status_on", mapping.columns().statusOn());
    var stands = new ArrayList<Stand>();
    var sorted = changes.stream().sorted(Comparator.comparing(Change::on)).toList();
    if (!sorted.isEmpty() && sorted.get(0).from() != null) stands.add(stand(sorted.get(0).from(), sorted.get(0).line(), id, issuedOn, false, null, null));
    for (var change : sorted) {
      var before = stands.isEmpty() ? null : stands.get(stands.size() - 1);
      if (change.from() != null && before != null && !RegisterMapping.key(before.word()).equals(RegisterMapping.key(change.from()))) {
        doubt(change.line(), id, "history_gap", "the change is from “" + change.from() + "”, but before it stands “" + before.word() + "”");
      }
      stands.add(stand(change.to(), change.line(), id, inOrder(change.on(), issuedOn, change.line(), id), true, change.reason(), null));
    }
    if (meaning == null || stands.contains(null)) return null;
    var last = stands.isEmpty() ? null : stands.get(stands.size() - 1);
    if (last != null && RegisterMapping.key(last.word()).equals(RegisterMapping.key(word))) {
      stands.set(stands.size() - 1, new Stand(last.on(), last.dated(), last.word(), last.label(), last.status(), position(row, meaning), last.reason()));
      return List.copyOf(stands);
    }
    if (last != null) doubt(row.line(), id, "history_disagrees", "the last change ends in “" + last.word() + "”, the row says “" + word + "”");
    var on = inOrder(statusOn == null ? today : statusOn.date(), last == null ? issuedOn : last.on(), row.line(), id);
    stands.add(new Stand(on, statusOn != null, word, meaning.label(), meaning.status(), position(row, meaning), Clean.cut(row.text(mapping.columns().reason()), 2_000)));
    return List.copyOf(stands);
  }

  private Stand stand(String word, long line, String id, LocalDate on, boolean dated, String reason, Position position) {
    var meaning = meaning(word, line, id);
    return meaning == null ? null : new Stand(on, dated, word, meaning.label(), meaning.status(), none(meaning.position()), reason);
  }

  /** Nothing stands before it was issued, nor later than today. */
  private LocalDate inOrder(LocalDate on, LocalDate earliest, long line, String id) {
    if (on.isBefore(earliest)) {
      doubt(line, id, "before_its_time", on + " lies before " + earliest + ", which is taken instead");
      return earliest;
    }
    if (!on.isAfter(today)) return on;
    doubt(line, id, "in_the_future", on + " is a day to come; today is taken instead");
    return earliest.isAfter(today) ? earliest : today;
  }

  private <T> T unknown(String list, String word, long line, String id, String code) {
    count(list, word);
    return fault(line, id, code, "the mapping's " + list + " do not know “" + Clean.cut(word, 80) + "”");
  }

  private void count(String list, String word) {
    unknown.computeIfAbsent(list, first -> new TreeMap<>()).merge(Clean.cut(word, 80), 1, Integer::sum);
  }

  private <T> T fault(long line, String id, String code, String detail) {
    faults.accept(new RowFault(file, line, id, code, detail));
    return null;
  }

  private void doubt(long line, String id, String code, String detail) {
    doubts.accept(new RowFault(file, line, id, code, detail));
  }
}
