package org.lectern.exchange;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words of a source and what they mean here, line by line: the first line that a word fits counts. */
record Vocabulary<T>(List<Line<T>> lines) {

  /** {@code words} is a pattern for the whole of a {@link #plain} word. */
  record Line<T>(T meaning, Pattern words) {}

  @SafeVarargs
  static <T> Vocabulary<T> of(Line<T>... lines) {
    return new Vocabulary<>(List.of(lines));
  }

  static <T> Line<T> line(T meaning, String words) {
    return new Line<>(meaning, Pattern.compile(words));
  }

  /** Small letters and single spaces, and nothing else. */
  static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", " ").strip();
  }

  Optional<T> meaning(String plain) {
    return lines.stream().filter(line -> line.words.matcher(plain).matches()).map(Line::meaning).findFirst();
  }
}
