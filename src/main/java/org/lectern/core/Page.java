package org.lectern.core;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/** Part of a list, and where to go on: {@code next} is an opaque cursor, null at the end. */
public record Page<T>(List<T> items, String next) {

  public static final int SIZE = 50;
  public static final int LARGEST = 100;

  /** Rows read one beyond the size say whether there is more. */
  public static <T> Page<T> of(List<T> rows, int size, Function<T, String> key) {
    if (rows.size() <= size) return new Page<>(rows, null);
    var items = rows.subList(0, size);
    return new Page<>(items, cursor(key.apply(items.get(size - 1))));
  }

  public static String cursor(String key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
