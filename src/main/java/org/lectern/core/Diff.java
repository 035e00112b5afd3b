package org.lectern.core;

import com.github.difflib.DiffUtils;
import java.util.ArrayList;
import java.util.List;

/** Two texts compared, cut into words, sentences or paragraphs by whoever asks. Costs up to the product of their lengths. */
public final class Diff {
  private Diff() {}

  /** Whether both have it, or only one. */
  public enum Kind {
    SAME,
    REMOVED,
    ADDED
  }

  /** What both have, and what then stood only in the first and what only in the second. */
  public record Run(List<String> same, List<String> removed, List<String> added) {}

  /** How a piece of text is told, in the words of a contract. */
  public interface Telling<P> {
    P piece(Kind kind, String text);
  }

  /** In their order; the last may be only what both have. */
  public static List<Run> runs(List<String> before, List<String> after) {
    var runs = new ArrayList<Run>();
    int at = 0;
    for (var delta : DiffUtils.diff(before, after).getDeltas()) {
      var source = delta.getSource();
      runs.add(new Run(before.subList(at, source.getPosition()), source.getLines(), delta.getTarget().getLines()));
      at = source.getPosition() + source.size();
    }
    runs.add(new Run(before.subList(at, before.size()), List.of(), List.of()));
    return runs;
  }

  /** All pieces but the added are the text before, all but the removed the text after. */
  public static <P> List<P> of(List<String> before, List<String> after, Telling<P> telling) {
    var pieces = new ArrayList<P>();
    for (var run : runs(before, after)) {
      if (!run.same.isEmpty()) pieces.add(telling.piece(Kind.SAME, String.join("", run.same)));
      if (!run.removed.isEmpty()) pieces.add(telling.piece(Kind.REMOVED, String.join("", run.removed)));
      if (!run.added.isEmpty()) pieces.add(telling.piece(Kind.ADDED, String.join("", run.added)));
    }
    return pieces;
  }
}
