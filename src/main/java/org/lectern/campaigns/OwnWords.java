package org.lectern.campaigns;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What somebody added to a form letter: the passages of a text that the letter does not have. Who is greeted and who signs is
 * not counted as an addition, nor a word changed here and there.
 */
public final class OwnWords {
  private OwnWords() {}

  /** Fewer words than this in a row are no passage. */
  private static final int LEAST = 4;
  private static final int GREETING = 8;
  private static final String ENDS = ".!?。！？…»”\"')";

  /** The passages, in their order, as they were written. */
  public static List<String> in(String text, String letter) {
    return passages(text, letter).stream().map(passage -> passage.of(text)).toList();
  }

  /** How many words they are. */
  public static int count(String text, String letter) {
    return passages(text, letter).stream().mapToInt(Passage::words).sum();
  }

  private record Passage(List<Terms.Term> terms) {
    int words() {
      return terms.size();
    }

    int start() {
      return terms.get(0).start();
    }

    int end() {
      return terms.get(terms.size() - 1).end();
    }

    /** Up to the end of its sentence. */
    String of(String text) {
      int end = end();
      while (end < text.length() && ENDS.indexOf(text.charAt(end)) >= 0) end++;
      return text.substring(start(), end).strip();
    }
  }

  private static List<Passage> passages(String text, String letter) {
    var terms = Terms.in(text);
    var theirs = Terms.of(letter);
    int length = Math.min(theirs.size(), terms.size()) < Letter.BRIEF ? 2 : 3;
    var runs = runs(theirs, length);
    var covered = covered(terms, runs, length, new HashSet<>(theirs));
    var passages = new ArrayList<Passage>();
    for (int i = 0; i < terms.size(); ) {
      int start = i;
      while (i < terms.size() && !covered[i]) i++;
      if (i - start >= LEAST) passages.add(new Passage(terms.subList(start, i)));
      if (i == start) i++;
    }
    passages.removeIf(passage -> greets(passage, text, terms) || signs(passage, text, terms));
    return passages;
  }

  private static Set<String> runs(List<String> words, int length) {
    var runs = new HashSet<String>();
    for (int i = 0; i + length <= words.size(); i++) runs.add(String.join(" ", words.subList(i, i + length)));
    return runs;
  }

  /** A word between two of the letter's is a word changed. */
  private static boolean[] covered(List<Terms.Term> terms, Set<String> runs, int length, Set<String> words) {
    var covered = new boolean[terms.size()];
    for (int i = 0; i + length <= terms.size(); i++) {
      if (!runs.contains(terms.subList(i, i + length).stream().map(Terms.Term::word).collect(Collectors.joining(" ")))) continue;
      for (int j = i; j < i + length; j++) covered[j] = true;
    }
    if (terms.size() < length) for (int i = 0; i < covered.length; i++) covered[i] = words.contains(terms.get(i).word());
    return covered;
  }

  private static boolean greets(Passage passage, String text, List<Terms.Term> terms) {
    if (passage.terms.get(0) != terms.get(0) || passage.words() > GREETING) return false;
    return passage.end() < text.length() && ",:，：\n".indexOf(text.charAt(passage.end())) >= 0;
  }

  /** The last lines of a letter are short: a farewell, a name, a town. */
  private static boolean signs(Passage passage, String text, List<Terms.Term> terms) {
    if (passage.end() != terms.get(terms.size() - 1).end() || passage.words() > 2 * GREETING) return false;
    var lines = text.substring(passage.start()).lines().filter(line -> !line.isBlank()).toList();
    return lines.size() > 1 && lines.stream().allMatch(line -> Terms.of(line).size() <= GREETING && !line.strip().endsWith("."));
  }
}
