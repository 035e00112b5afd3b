package org.lectern.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A file of separated values with a head, whatever separates them. A row that has too few or too many fields is a fault of that row. */
record Table(List<String> head, List<Line> lines, char separator) {

  /** A row by the names of its columns; {@code line} is where it begins, counted from 1. */
  record Line(long line, Map<String, String> values) {
    /** The value without blanks around it; null if there is none or no such column. */
    String get(String column) {
      var value = column == null ? null : values.get(column);
      return value == null || value.isBlank() ? null : Clean.line(value);
    }
  }

  static final int MOST_ROWS = 100_000;

  /** @throws IllegalArgumentException if it is no table at all */
  static Table of(String file, String text, String wish, Consumer<RowFault> faults) {
    var separator = wish == null || wish.equals("auto") ? separator(text) : wish.equals("tab") ? '\t' : wish.charAt(0);
    var lines = new ArrayList<Line>();
    List<String> head = null;
    try (var reader = CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true)
        .allowExtraCharsAfterClosingQuote(true).ofCsvRecord(text)) {
      for (var record : reader) {
        if (head == null) head = head(file, record);
        else line(file, head, record, faults, lines);
        if (lines.size() > MOST_ROWS) throw new IllegalArgumentException(file + " has more than " + MOST_ROWS + " rows.");
      }
    } catch (CsvParseException broken) {
      throw new IllegalArgumentException(file + " breaks off after " + (lines.isEmpty() ? "its head" : "line " + lines.get(lines.size() - 1).line) + ": " + broken.getMessage());
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
    if (head == null) throw new IllegalArgumentException(file + " is empty.");
    return new Table(head, List.copyOf(lines), separator);
  }

  private static List<String> head(String file, CsvRecord record) {
    var head = record.getFields().stream().map(name -> name == null ? "" : String.valueOf(Clean.line(name))).toList();
    for (var name : head) {
      if (head.indexOf(name) != head.lastIndexOf(name)) throw new IllegalArgumentException(file + " line " + record.getStartingLineNumber() + ": two columns are called " + name + ".");
    }
    return head;
  }

  private static void line(String file, List<String> head, CsvRecord record, Consumer<RowFault> faults, List<Line> lines) {
    if (record.getFields().stream().allMatch(String::isBlank)) return;
    if (record.getFieldCount() != head.size()) {
      faults.accept(new RowFault(file, record.getStartingLineNumber(), record.getField(0), "fields", "has " + record.getFieldCount() + " fields where the head has " + head.size()));
      return;
    }
    var values = new LinkedHashMap<String, String>();
    for (int i = 0; i < head.size(); i++) values.put(head.get(i), record.getField(i));
    lines.add(new Line(record.getStartingLineNumber(), values));
  }

  /** Whatever stands most often in the first line, outside quotes. */
  private static char separator(String text) {
    var best = ',';
    var most = 0L;
    var first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("").replaceAll("\"[^\"]*\"", "");
    for (var candidate : new char[] {',', ';', '\t', '|'}) {
      var times = first.chars().filter(c -> c == candidate).count();
      if (times > most) {
        most = times;
        best = candidate;
      }
    }
    return best;
  }

  /** @throws IllegalArgumentException if a column that the mapping names is not there */
  void require(String file, String column) {
    if (column != null && !head.contains(column)) throw new IllegalArgumentException(file + " line 1 has no column " + column + ". It has: " + String.join(", ", head) + ".");
  }
}
