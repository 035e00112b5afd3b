package org.lectern.policies;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lectern.core.Diff;

/**
 * What changed from one text to another, paragraph by paragraph and inside a paragraph word by word.
 *
 * @param from the version that is struck out, {@code to} the one that is written in
 */
public record Redline(String policy, String title, int from, int to, int added, int removed, List<Paragraph> paragraphs) {

  /** Pieces of a paragraph in their order. */
  public record Paragraph(List<Piece> pieces) {
    public boolean changed() {
      return pieces.stream().anyMatch(piece -> piece.kind != Kind.SAME);
    }
  }

  public record Piece(Kind kind, String text) {}

  /** Whether it stood in both texts or in one. */
  public enum Kind {
    SAME,
    ADDED,
    REMOVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Beyond this the words of two paragraphs are not compared: they are another text. */
  private static final int MOST_WORDS = 4_000;
  private static final Pattern WORD = Pattern.compile("\\s+|[\\p{L}\\p{N}_]+|[^\\s\\p{L}\\p{N}_]");

  static List<String> paragraphs(String text) {
    return List.of(text.strip().replace("\r", "").split("\\n[ \\t]*\\n+"));
  }

  static Redline of(PolicyChange policy, int from, String before, int to, String after) {
    var paragraphs = new ArrayList<Paragraph>();
    var left = before == null ? List.<String>of() : paragraphs(before);
    var right = paragraphs(after);
    for (var run : Diff.runs(left, right)) {
      for (var same : run.same()) paragraphs.add(whole(Kind.SAME, same));
      changed(paragraphs, run.removed(), run.added());
    }
    return new Redline(policy.number(), policy.title(), from, to, words(paragraphs, Kind.ADDED), words(paragraphs, Kind.REMOVED), paragraphs);
  }

  /** Paragraphs that changed are compared in pairs, in their order; what has no partner is wholly gone or wholly new. */
  private static void changed(List<Paragraph> into, List<String> removed, List<String> added) {
    for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
      if (i >= removed.size()) into.add(whole(Kind.ADDED, added.get(i)));
      else if (i >= added.size()) into.add(whole(Kind.REMOVED, removed.get(i)));
      else into.add(compared(removed.get(i), added.get(i)));
    }
  }

  private static Paragraph whole(Kind kind, String text) {
    return new Paragraph(List.of(new Piece(kind, text)));
  }

  private static Paragraph compared(String before, String after) {
    var left = words(before);
    var right = words(after);
    if (left.size() + right.size() > MOST_WORDS) return new Paragraph(List.of(new Piece(Kind.REMOVED, before), new Piece(Kind.ADDED, after)));
    return new Paragraph(Diff.of(left, right, (kind, text) -> new Piece(Kind.valueOf(kind.name()), text)));
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(found -> found.group()).toList();
  }

  private static int words(List<Paragraph> paragraphs, Kind kind) {
    return (int) paragraphs.stream().flatMap(paragraph -> paragraph.pieces.stream()).filter(piece -> piece.kind == kind)
        .flatMap(piece -> words(piece.text).stream()).filter(word -> Character.isLetterOrDigit(word.codePointAt(0))).count();
  }
}
