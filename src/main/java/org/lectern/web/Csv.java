package org.lectern.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables for spreadsheets: every field quoted, and nothing that a spreadsheet would take for a formula. An apostrophe stands
 * before what begins with one of {@code = + - @}, their full-width twins, a tab, a line break or a null (OWASP, CSV injection).
 */
final class Csv {

  private static final String ACTIVE = "=+-@\t\r\n\0＝＋－＠";

  private final StringWriter text = new StringWriter();
  private final CsvWriter writer = CsvWriter.builder().quoteStrategy(QuoteStrategies.ALWAYS).lineDelimiter(LineDelimiter.CRLF).build(text);
  private final boolean guarded;

  Csv(String... head) {
    this(true, head);
  }

  /** @param guarded false for programs, which want each field as it is and no byte order mark */
  Csv(boolean guarded, String... head) {
    this.guarded = guarded;
    writer.writeRecord(head);
  }

  private Csv(boolean guarded) {
    this.guarded = guarded;
  }

  /** Rows that go on below others. */
  static Csv more() {
    return more(true);
  }

  static Csv more(boolean guarded) {
    return new Csv(guarded);
  }

  /** A value that is null is an empty field. */
  Csv row(Object... values) {
    var row = new ArrayList<String>(values.length);
    for (var value : values) row.add(value == null ? "" : guarded ? harmless(value.toString()) : value.toString());
    writer.writeRecord(row);
    return this;
  }

  static String harmless(String text) {
    return !text.isEmpty() && ACTIVE.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  static String list(List<String> names) {
    return String.join("; ", names);
  }

  /** With a byte order mark, without which Excel guesses the letters. */
  Buffer bytes() {
    return Buffer.buffer("\uFEFF").appendBuffer(plain());
  }

  /** Without it: what stands below others. */
  Buffer plain() {
    try {
      writer.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return Buffer.buffer(text.toString());
  }

  void send(RoutingContext context, String name) {
    context.response().putHeader("Content-Type", "text/csv; charset=utf-8").putHeader("Cache-Control", "no-store")
        .putHeader("Content-Disposition", "attachment; filename=\"" + name + ".csv\"").end(bytes());
  }
}
