package org.lectern.exchange;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Comments in a table, by a mapping of its columns to our words. */
final class CommentRows {

  /** What may come in, and in which words people name it. */
  static final Set<String> WORDS = Set.of("text", "id", "name", "position", "language", "received");

  /** @param skip rows whose column has this value are left out */
  record Mapping(Map<String, List<String>> columns, String skipColumn, String skipValue, String language) {

    /**
     * @param map {@code text=comment-body,id=record+item}: our word, and the column or columns of the table
     * @throws IllegalArgumentException with a sentence for the operator
     */
    static Mapping of(List<String> map, String skip, String language, List<String> headings) {
      var columns = new LinkedHashMap<String, List<String>>();
      for (var pair : map) {
        var parts = pair.split("=", 2);
        if (parts.length < 2 || !WORDS.contains(parts[0].strip())) throw new IllegalArgumentException("--map wants WORD=COLUMN with one of " + WORDS.stream().sorted().collect(Collectors.joining(", ")) + ", not " + pair + ".");
        columns.put(parts[0].strip(), headings.contains(parts[1]) ? List.of(parts[1]) : List.of(parts[1].split("\\+")));
      }
      if (!columns.containsKey("text")) throw new IllegalArgumentException("--map must say where the text is: --map text=COLUMN. The columns are: " + String.join(", ", headings));
      columns.values().stream().flatMap(List::stream).forEach(column -> known(column, headings));
      if (skip == null) return new Mapping(columns, null, null, language);
      var parts = skip.split("=", 2);
      if (parts.length < 2) throw new IllegalArgumentException("--skip wants COLUMN=VALUE, not " + skip + ".");
      known(parts[0], headings);
      return new Mapping(columns, parts[0], parts[1], language);
    }

    private static void known(String column, List<String> headings) {
      if (!headings.contains(column)) throw new IllegalArgumentException("There is no column " + column + ". The columns are: " + String.join(", ", headings));
      if (CommentWords.isPrivate(column)) throw new IllegalArgumentException("The column " + column + " looks like an address, an e-mail address or a telephone number. Those are never imported.");
    }

    private String get(Sheet.Line line, String word) {
      var all = columns.getOrDefault(word, List.of()).stream().map(line::get).toList();
      if (all.isEmpty() || all.contains(null)) return null;
      return all.stream().map(String::strip).collect(Collectors.joining("-"));
    }

    boolean names(String word) {
      return columns.containsKey(word);
    }
  }

  private final Sheet sheet;
  private final String file;
  private final Mapping mapping;
  private final ZoneId zone;
  private final CommentReport report;
  private final Map<String, Integer> occurrences = new HashMap<>();

  CommentRows(Sheet sheet, String file, Mapping mapping, ZoneId zone, CommentReport report) {
    this.sheet = sheet;
    this.file = file;
    this.mapping = mapping;
    this.zone = zone;
    this.report = report;
  }

  /** Hands on what can be read, some at a time. */
  void each(int some, CommentTaker taker) throws IOException {
    var read = new ArrayList<BroughtComment>();
    sheet.each(line -> {
      var comment = comment(line);
      if (comment != null) read.add(comment);
      if (read.size() >= some) {
        taker.take(List.copyOf(read));
        read.clear();
      }
    });
    taker.take(List.copyOf(read));
  }

  interface CommentTaker {
    void take(List<BroughtComment> comments);
  }

  private BroughtComment comment(Sheet.Line line) {
    if (mapping.skipColumn != null && mapping.skipValue.equals(line.fields().get(mapping.skipColumn))) {
      report.skipped();
      return null;
    }
    var id = mapping.get(line, "id");
    var raw = mapping.get(line, "text");
    var text = raw == null ? null : CommentWords.text(raw);
    var wrong = wrong(id, text);
    if (wrong != null) return left(line, id, wrong, raw);
    var received = mapping.get(line, "received");
    Instant at = received == null ? null : CommentWords.instant(received, zone);
    if (received != null && at == null) return left(line, id, "date_unreadable", received + " is no date that can be read for certain (2026-03-14, 2026-03-14T18:05:00-07:00, milliseconds)");
    if (line.extra() > 0) report.doubt(new RowFault(file, line.line(), id, "too_many_fields", line.extra() + " more than the header has; perhaps a quote is missing"));
    var position = mapping.get(line, "position");
    if (position != null && CommentWords.position(position) == null) report.otherWord("position " + Clean.line(position, 40));
    var name = Clean.line(mapping.get(line, "name"), 80);
    if (name != null && name.contains("@")) {
      report.doubt(new RowFault(file, line.line(), id, "name_left_out", "an e-mail address stood where a name should be"));
      name = null;
    }
    return new BroughtComment(line.line(), id != null ? id : CommentWords.idOf(text, occurrences.merge(text, 1, Integer::sum)), text, name,
        position == null ? null : CommentWords.position(position), language(line), at);
  }

  private BroughtComment left(Sheet.Line line, String id, String wrong, String detail) {
    report.fault(new RowFault(file, line.line(), Clean.line(id, 60), wrong, detail(wrong, detail)));
    return null;
  }

  private String wrong(String id, String text) {
    if (mapping.names("id") && id == null) return "id_missing";
    if (id != null && CommentWords.damaged(id)) return "id_damaged";
    if (id != null && id.length() > 200) return "id_too_long";
    if (text == null) return "text_missing";
    if (text.startsWith("#") && CommentWords.damaged(text)) return "text_damaged";
    return text.length() > CommentWords.LONGEST ? "text_too_long" : null;
  }

  private static String detail(String wrong, String detail) {
    return switch (wrong) {
      case "id_missing" -> "its id is empty; without --map id=… ids are made of the texts";
      case "id_damaged" -> "this is what a spreadsheet made of an id; take the file that was never opened in one";
      case "id_too_long" -> "an id has 200 characters at most";
      case "text_missing" -> "there is no text";
      case "text_damaged" -> "this is what a spreadsheet made of a text; take the file that was never opened in one";
      case "text_too_long" -> "a testimony has 20,000 characters at most; nothing is cut";
      default -> detail;
    };
  }

  private String language(Sheet.Line line) {
    var language = mapping.get(line, "language");
    if (language == null) return mapping.language;
    var tag = language.strip().replace('_', '-').toLowerCase(Locale.ROOT);
    if (tag.matches("[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")) return tag;
    report.otherWord("language " + Clean.line(language, 40));
    return mapping.language;
  }
}
