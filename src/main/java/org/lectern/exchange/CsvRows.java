package org.lectern.exchange;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of a CSV file by the names of their columns, of which only one is in memory. Bytes that are no letters of the encoding are told. */
final class CsvRows {

  /** A row, and the line on which it begins, from 1. */
  record Row(long line, Map<String, String> fields) {
    /** The first of these columns that is filled; null if none is. */
    String first(List<String> columns) {
      if (columns == null) return null;
      for (var column : columns) {
        var text = Clean.line(fields.get(name(column)));
        if (text != null) return text;
      }
      return null;
    }

    /** Line breaks kept: a recommendation may have paragraphs. */
    String text(List<String> columns) {
      if (columns == null) return null;
      for (var column : columns) {
        var raw = fields.get(name(column));
        if (Clean.line(raw) != null) return Clean.text(raw);
      }
      return null;
    }
  }

  private static final int MOST_ROWS = 200_000;

  private final Path file;
  private final Charset charset;
  private final char delimiter;
  private final int skip;

  CsvRows(Path file, String encoding, String delimiter, int skip) {
    this.file = file;
    this.charset = encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
    this.delimiter = delimiter == null ? ',' : delimiter.charAt(0);
    this.skip = skip;
  }

  static String name(String column) {
    return column.strip().toLowerCase(Locale.ROOT);
  }

  String file() {
    return file.getFileName().toString();
  }

  /**
   * @param asked every column that the mapping names; one that the file has not is a mistake in one of them
   * @throws IllegalArgumentException with what to do, if the file cannot be read with this mapping
   */
  void each(List<String> asked, Consumer<Row> sink) throws IOException {
    try (var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset.newDecoder().onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE)))) {
      for (int line = 0; line < skip; line++) reader.readLine();
      String[] names = null;
      long rows = 0;
      for (CsvRecord record : CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(true).allowExtraFields(true).allowMissingFields(true).ofCsvRecord(reader)) {
        if (names == null) {
          names = names(record, asked);
          continue;
        }
        if (++rows > MOST_ROWS) throw new IllegalArgumentException(file() + " has more than " + MOST_ROWS + " rows. Split it.");
        var fields = new HashMap<String, String>();
        for (int i = 0; i < names.length && i < record.getFieldCount(); i++) fields.putIfAbsent(names[i], record.getField(i));
        if (fields.values().stream().anyMatch(field -> !field.isBlank())) sink.accept(new Row(record.getStartingLineNumber() + skip, fields));
      }
      if (names == null) throw new IllegalArgumentException(file() + " is empty.");
    } catch (de.siegmar.fastcsv.reader.CsvParseException broken) {
      throw new IllegalArgumentException(file() + " cannot be read as CSV: " + broken.getMessage() + ". Is the delimiter \"" + delimiter + "\", and are quotes closed?");
    }
  }

  private String[] names(CsvRecord head, List<String> asked) {
    var names = head.getFields().stream().map(field -> name(field.replace("\uFEFF", ""))).toArray(String[]::new);
    var missing = new ArrayList<String>();
    for (var column : asked) if (!List.of(names).contains(name(column))) missing.add(column);
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(file() + " has no column " + String.join(", ", missing) + ". It has: " + String.join(", ", head.getFields())
          + ". Correct the mapping's columns, its delimiter or its skip.");
    }
    return names;
  }
}
