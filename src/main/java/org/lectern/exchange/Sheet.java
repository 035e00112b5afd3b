package org.lectern.exchange;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A table from a file of comma-separated values, row by row. UTF-8 with or without a byte order mark, UTF-16 with one, and
 * Windows-1252 where it is not UTF-8; lines may end in CR, LF or both, also inside quotes; the separator is the one of comma,
 * semicolon and tab that the header has most of.
 */
public final class Sheet {

  /** A row; {@code line} is where it begins, counted from 1. */
  public record Line(long line, Map<String, String> fields, int extra) {
    /** The field under that heading; null if it is empty or there is none. */
    public String get(String heading) {
      var value = heading == null ? null : fields.get(heading);
      return value == null || value.isBlank() ? null : value;
    }
  }

  /** What a row is handed to. */
  public interface Taker {
    void take(Line line) throws IOException;
  }

  private final Path file;
  private final Charset charset;
  private final char separator;
  private final List<String> headings;

  private Sheet(Path file, Charset charset, char separator, List<String> headings) {
    this.file = file;
    this.charset = charset;
    this.separator = separator;
    this.headings = headings;
  }

  /** @throws IllegalArgumentException if it has no header or a quote is never closed in it */
  public static Sheet open(Path file) throws IOException {
    var charset = charset(file);
    var separator = separator(file, charset);
    try (var reader = reader(file, charset); var rows = csv(separator, reader)) {
      var rest = rows.iterator();
      if (!rest.hasNext()) throw new IllegalArgumentException(file.getFileName() + " is empty; a table needs a header");
      var headings = rest.next().getFields().stream().map(String::strip).toList();
      return new Sheet(file, charset, separator, headings);
    } catch (CsvParseException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException(file.getFileName() + " is no table: " + unreadable.getMessage());
    }
  }

  public List<String> headings() {
    return headings;
  }

  /** The letters it is written in: UTF-8, UTF-16 or windows-1252. */
  public Charset charset() {
    return charset;
  }

  /**
   * Each row in turn.
   *
   * @throws IllegalArgumentException if a quote is never closed; the rows before it have been handed on
   */
  public void each(Taker taker) throws IOException {
    try (var reader = reader(file, charset); var rows = csv(separator, reader)) {
      var first = true;
      for (var row : rows) {
        if (!first) taker.take(line(row));
        first = false;
      }
    } catch (CsvParseException | UncheckedIOException unreadable) {
      throw new IllegalArgumentException(file.getFileName() + " cannot be read on: " + unreadable.getMessage());
    }
  }

  private Line line(CsvRecord row) {
    var fields = new HashMap<String, String>();
    for (int i = 0; i < Math.min(headings.size(), row.getFieldCount()); i++) fields.putIfAbsent(headings.get(i), row.getField(i));
    return new Line(row.getStartingLineNumber(), fields, Math.max(0, row.getFieldCount() - headings.size()));
  }

  private static CsvReader<CsvRecord> csv(char separator, Reader reader) {
    return CsvReader.builder().fieldSeparator(separator).skipEmptyLines(true).extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE).allowExtraCharsAfterClosingQuote(true).allowUnclosedQuote(false).ofCsvRecord(reader);
  }

  private static char separator(Path file, Charset charset) throws IOException {
    try (var reader = new BufferedReader(reader(file, charset))) {
      var header = reader.readLine();
      char best = ',';
      for (char one : new char[] {';', '\t'}) if (header != null && count(header, one) > count(header, best)) best = one;
      return best;
    }
  }

  private static long count(String text, char one) {
    return text.chars().filter(c -> c == one).count();
  }

  /** Without the byte order mark, which some programs write and others take for a letter of the first heading. */
  private static Reader reader(Path file, Charset charset) throws IOException {
    var reader = new BufferedReader(new InputStreamReader(Files.newInputStream(file), charset));
    reader.mark(1);
    if (reader.read() != '\uFEFF') reader.reset();
    return new FilterReader(reader) {};
  }

  private static Charset charset(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(2);
      if (bytes.length == 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) return StandardCharsets.UTF_16;
      if (bytes.length == 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) return StandardCharsets.UTF_16;
    }
    return isUtf8(file) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
  }

  private static boolean isUtf8(Path file) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    var bytes = ByteBuffer.allocate(64 * 1024);
    var letters = CharBuffer.allocate(64 * 1024);
    try (var in = Files.newByteChannel(file)) {
      while (in.read(bytes) >= 0) if (!decodes(decoder, bytes, letters, false)) return false;
      return decodes(decoder, bytes, letters, true);
    }
  }

  private static boolean decodes(CharsetDecoder decoder, ByteBuffer bytes, CharBuffer letters, boolean last) {
    var result = decoder.decode(bytes.flip(), letters.clear(), last);
    bytes.compact();
    return !result.isError();
  }
}
