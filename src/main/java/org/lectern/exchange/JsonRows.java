package org.lectern.exchange;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The records of one JSON file, an array or one object after the other, of which only one is in memory. A damaged record is
 * told and the reading goes on at the next object that begins with the id's field, so it costs no other row.
 */
final class JsonRows<R> implements AutoCloseable {

  /** A record, and where it begins: the line from 1, the byte from 0. */
  record At<R>(R row, long line, long offset) {}

  private static final int LONGEST_TEXT = 1_000_000;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Fields are named as the source names them; whatever is not asked for, contact data above all, is skipped unread. */
  private static final ObjectMapper MAPPER = JsonMapper.builder()
      .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
      .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
      .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
      .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
      .build();

  static {
    MAPPER.getFactory().disable(JsonParser.Feature.AUTO_CLOSE_SOURCE); // the channel is read again after the end
    MAPPER.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).maxNestingDepth(50).build());
  }

  private final FileChannel channel;
  private final String name;
  private final Class<R> type;
  private final String idField;
  private final Consumer<RowFault> faults;
  private JsonParser parser;
  private long shift;
  private long linesBefore;
  private long end;
  private long endLine;
  private boolean array;

  /** @param idField with which a record begins, quoted as in the file */
  JsonRows(Path file, Class<R> type, String idField, Consumer<RowFault> faults) throws IOException {
    this.channel = FileChannel.open(file);
    this.name = file.getFileName().toString();
    this.type = type;
    this.idField = '"' + idField + '"';
    this.faults = faults;
    open(startsWithMark() ? BYTE_ORDER_MARK.length : 0, 1);
  }

  private boolean startsWithMark() throws IOException {
    var first = ByteBuffer.allocate(BYTE_ORDER_MARK.length);
    channel.read(first, 0);
    return Arrays.equals(first.array(), BYTE_ORDER_MARK);
  }

  /** Parses on from that byte; in the midst of an array as if it began there. */
  private void open(long from, long line) throws IOException {
    channel.position(from);
    var rest = new WithoutNulls(Channels.newInputStream(channel));
    parser = MAPPER.createParser(array ? new SequenceInputStream(new ByteArrayInputStream(new byte[] {'['}), rest) : rest);
    shift = array ? from - 1 : from;
    linesBefore = line - 1;
    end = from;
    endLine = line;
  }

  /** Null bytes would make it look like UTF-16; as blanks they do no harm and every other byte keeps its place. */
  private static final class WithoutNulls extends FilterInputStream {
    WithoutNulls(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      return read == 0 ? ' ' : read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      for (int i = offset; i < offset + count; i++) if (bytes[i] == 0) bytes[i] = ' ';
      return count;
    }
  }

  /** The next record, null after the last. */
  At<R> next() throws IOException {
    while (true) {
      At<R> begun = null;
      try {
        var token = parser.nextToken();
        if (token == null) return null;
        if (token == JsonToken.START_OBJECT) {
          begun = here(null);
          var row = record();
          if (row != null) return new At<>(row, begun.line, begun.offset);
        } else if (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inRoot()) {
          array = true;
        } else if (token != JsonToken.END_ARRAY) {
          faults.accept(new RowFault(name, here(null).line, null, "not_a_record", "here stands " + token.name().toLowerCase(Locale.ROOT)));
          parser.skipChildren();
        }
      } catch (JsonProcessingException broken) {
        if (!resume(begun, broken)) return null;
      }
    }
  }

  private At<R> here(R row) {
    var token = parser.currentTokenLocation();
    return new At<>(row, linesBefore + token.getLineNr(), shift + token.getByteOffset());
  }

  /** Null, after telling why, if it is sound JSON but not such a record. */
  private R record() throws IOException {
    var begun = here(null);
    var outside = parser.getParsingContext().getParent();
    try {
      var row = parser.readValueAs(type);
      ended();
      return row;
    } catch (JsonMappingException unfit) {
      if (damaged(unfit)) throw unfit;
      faults.accept(new RowFault(name, begun.line, null, "unfit", field(unfit) + " has another shape"));
      while (parser.getParsingContext() != outside) parser.nextToken();
      ended();
      return null;
    }
  }

  private void ended() {
    end = shift + parser.currentLocation().getByteOffset();
    endLine = linesBefore + parser.currentLocation().getLineNr();
  }

  private static boolean damaged(Throwable failure) {
    if (failure == null) return false;
    return failure instanceof StreamReadException || failure instanceof StreamConstraintsException || damaged(failure.getCause());
  }

  private static String field(JsonMappingException unfit) {
    return unfit.getPath().isEmpty() ? "it" : unfit.getPath().get(0).getFieldName();
  }

  /** Goes on at the next record; false if there is none. What was skipped is told, unless it was only a lost comma. */
  private boolean resume(At<R> begun, JsonProcessingException broken) throws IOException {
    var skipped = begun == null ? skipTo(end, endLine) : skipTo(begun.offset + 1, begun.line);
    var ends = skipped.next < 0;
    if (begun != null || ends || skipped.something) {
      faults.accept(new RowFault(name, begun == null ? endLine : begun.line, null, ends ? "cut_short" : "damaged",
          reason(broken) + (ends ? "; nothing can be read after it" : "; read on at line " + skipped.line)));
    }
    if (ends) return false;
    open(skipped.next, skipped.line);
    return true;
  }

  private String reason(JsonProcessingException broken) {
    var line = broken.getLocation() == null ? 0 : linesBefore + broken.getLocation().getLineNr();
    return broken.getOriginalMessage().lines().findFirst().orElse("") + (line == 0 ? "" : " (line " + line + ")");
  }

  private record Skipped(long next, long line, boolean something) {}

  /** Looks for an opening brace and, after blanks, the id's field. */
  private Skipped skipTo(long from, long line) throws IOException {
    channel.position(from);
    var in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    long brace = -1;
    long braceLine = line;
    int matched = 0;
    boolean something = false;
    long at = from;
    for (int b = in.read(); b >= 0; b = in.read(), at++) {
      if (brace >= 0 && b == idField.charAt(matched)) {
        if (++matched == idField.length()) return new Skipped(brace, braceLine, something);
      } else if (b == '{') {
        something |= brace >= 0;
        brace = at;
        braceLine = line;
        matched = 0;
      } else if (matched > 0 || !blank(b)) {
        something |= b != ',' || brace >= 0;
        brace = -1;
        matched = 0;
      }
      if (b == '\n') line++;
    }
    return new Skipped(-1, line, something || brace >= 0);
  }

  private static boolean blank(int b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0;
  }

  /** The record that begins at that byte, which was read before. */
  R again(long offset) throws IOException {
    channel.position(offset);
    try (var one = MAPPER.createParser(new WithoutNulls(Channels.newInputStream(channel)))) {
      return one.readValueAs(type);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
