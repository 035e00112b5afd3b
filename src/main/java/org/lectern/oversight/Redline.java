package org.lectern.oversight;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
    return pieces(old, now);
  }

  private static List<Piece> pieces(List<String> old, List<String> now) {
    var pieces = new ArrayList<Piece>();
    var at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, now).getDeltas()) {
      add(pieces, Kind.KEPT, old.subList(at, delta.getSource().getPosition()));
      add(pieces, Kind.REMOVED, delta.getSource().getLines());
      add(pieces, Kind.ADDED, delta.getTarget().getLines());
      at = delta.getSource().getPosition() + delta.getSource().size();
    }
    add(pieces, Kind.KEPT, old.subList(at, old.size()));
    return pieces;
  }

  /** Words with the white space after them, so that the pieces together are the text. */
  private static List<String> words(String text) {
    return Arrays.asList(text.split("(?<=\\s)(?=\\S)"));
  }

  private static List<String> lines(String text) {
    return Arrays.asList(text.split("(?<=\n)|(?<=[.] )"));
  }

  private static void add(List<Piece> pieces, Kind kind, List<String> words) {
    if (!words.isEmpty()) pieces.add(new Piece(kind, String.join("", words)));
  }
}
