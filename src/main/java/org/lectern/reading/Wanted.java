package org.lectern.reading;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lectern.campaigns.Terms;
import org.lectern.core.Problem;

/**
 * What somebody looks for: words that must all be there, in any order. A word of three letters and more also finds those that
 * begin with it. Chinese and Japanese are looked for by every two characters in a row, so that it does not matter where a
 * dictionary would divide them.
 */
final class Wanted {

  static final int LONGEST = 200;
  private static final int MOST = 8;
  private static final int PREFIX = 3;
  private static final int LONGEST_TOKEN = 60;
  private static final Pattern HAN = Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]+");

  /** One word of the search, as it must stand in a text. */
  private record Word(String word, boolean prefix) {
    private boolean is(String other) {
      return prefix ? other.startsWith(word) : other.equals(word);
    }
  }

  private final List<Word> words;

  private Wanted(List<Word> words) {
    this.words = words;
  }

  /** @throws Problem 422 if there is nothing to look for, or more than eight words */
  static Wanted of(String query) {
    var words = new LinkedHashSet<Word>();
    for (var token : tokens(query, false)) words.add(new Word(token, !han(token) && token.length() >= PREFIX));
    if (words.isEmpty()) throw Problem.invalid("/q", "nothing_to_look_for");
    if (Terms.of(query).size() > MOST) throw Problem.invalid("/q", "too_many_words", MOST);
    return new Wanted(List.copyOf(words));
  }

  private static boolean han(String token) {
    return HAN.matcher(token).matches();
  }

  /** For PostgreSQL, which takes the words as they are. */
  String query() {
    return words.stream().map(word -> "'" + word.word.replace("\\", "\\\\").replace("'", "''") + "'" + (word.prefix ? ":*" : "")).collect(Collectors.joining(" & "));
  }

  /** Does this text have it all? The index may be a moment behind the text. */
  boolean isIn(String text) {
    var tokens = tokens(text, true);
    return words.stream().allMatch(word -> tokens.stream().anyMatch(word::is));
  }

  /** Where it stands in the text: start and end of each word found. */
  List<int[]> places(String text) {
    var places = new ArrayList<int[]>();
    for (var term : Terms.in(text)) {
      var hit = words.stream().anyMatch(word -> han(term.word()) ? term.word().contains(word.word) || word.word.contains(term.word()) : word.is(term.word()));
      if (hit) places.add(new int[] {term.start(), term.end()});
    }
    return places;
  }

  /** The words of a text as they are indexed, or, with {@code all} false, as they are looked for. */
  static Set<String> tokens(String text, boolean all) {
    var tokens = new LinkedHashSet<String>();
    var run = new StringBuilder();
    int end = -1;
    for (var term : Terms.in(text)) {
      var han = han(term.word());
      if (run.length() > 0 && (!han || (all && term.start() != end))) flush(run, tokens, all);
      if (han) run.append(term.word());
      else if (term.word().length() <= LONGEST_TOKEN) tokens.add(term.word());
      if (!all) flush(run, tokens, false);
      end = term.end();
    }
    flush(run, tokens, all);
    return tokens;
  }

  /** Every two characters in a row; in the index each alone too. */
  private static void flush(StringBuilder run, Set<String> tokens, boolean all) {
    var signs = run.codePoints().mapToObj(Character::toString).toList();
    for (int i = 0; i < signs.size(); i++) {
      if (all || signs.size() == 1) tokens.add(signs.get(i));
      if (i > 0) tokens.add(signs.get(i - 1) + signs.get(i));
    }
    run.setLength(0);
  }
}
