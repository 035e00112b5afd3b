package org.lectern.core;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Rows as records. */
public final class Rows {
  private Rows() {}

  public static <T> List<T> list(RowSet<Row> rows, Function<Row, T> as) {
    var list = new ArrayList<T>(rows.size());
    rows.forEach(row -> list.add(as.apply(row)));
    return list;
  }

  public static <T> Optional<T> maybe(RowSet<Row> rows, Function<Row, T> as) {
    var all = rows.iterator();
    return all.hasNext() ? Optional.of(as.apply(all.next())) : Optional.empty();
  }

  /** The only row; none is a 404 for that noun. */
  public static <T> T one(RowSet<Row> rows, String noun, Function<Row, T> as) {
    return maybe(rows, as).orElseThrow(() -> Problem.missing(noun));
  }

  public static <T> T first(RowSet<Row> rows, Function<Row, T> as, T otherwise) {
    return maybe(rows, as).orElse(otherwise);
  }

  public static Instant instant(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }

  /** An instant as a parameter of a statement. */
  public static OffsetDateTime at(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  public static <E extends Enum<E>> E word(Row row, String column, Class<E> type) {
    var word = row.getString(column);
    return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  /** An enum as its word in SQL; null stays null. */
  public static String word(Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }

  public static List<String> strings(Row row, String column) {
    var values = row.getArrayOfStrings(column);
    return values == null ? List.of() : List.of(values);
  }
}
