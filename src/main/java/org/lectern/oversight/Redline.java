package org.lectern.oversight;

import java.util.Arrays;
import java.util.List;
import org.lectern.core.Diff;

/** Two texts compared word by word. */
public final class Redline {
  private Redline() {}

  /** A run of words that both have, or that only one of them has. */
  public record Piece(Kind kind, String text) {}

  public enum Kind {
    KEPT,
    REMOVED,
    ADDED
  }

  /** More words than this are compared line by line: comparing costs their product. */
  private static final int MOST_WORDS = 3_000;

  static List<Piece> of(String before, String after) {
    var old = words(before);
    var now = words(after);
    if (Math.max(old.size(), now.size()) > MOST_WORDS) {
      old = lines(before);
      now = lines(after);
    }
    return Diff.of(old, now, (kind, text) -> new Piece(kind == Diff.Kind.SAME ? Kind.KEPT : Kind.valueOf(kind.name()), text));
  }

  /** Words with the white space after them, so that the pieces together are the text. */
  private static List<String> words(String text) {
    return Arrays.asList(text.split("(?<=\\s)(?=\\S)"));
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("(?<=\n)|(?<=[.] )"));
  }
}
