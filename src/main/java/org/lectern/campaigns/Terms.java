package org.lectern.campaigns;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The words of a text in any script, folded so that case, accents, width and the shape of an apostrophe make no difference.
 * Chinese, Japanese, Thai, Lao, Khmer and Burmese are segmented by ICU's dictionaries. A text without any word is its signs,
 * one by one: an emoji says something too.
 */
public final class Terms {
  private Terms() {}

  private static final Pattern APOSTROPHES = Pattern.compile("[’‘ʼ'`´]");
  /** Accents of Latin, Greek and Cyrillic, vowel signs of Arabic and Hebrew: marks that people leave out. */
  private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036F\\u064B-\\u065F\\u0670\\u0591-\\u05C7]");
  private static final Pattern SIGNS = Pattern.compile("[\\p{So}\\p{Sk}\\p{Sc}\\p{Sm}]");

  /** A word and where it stands in the text as given. */
  public record Term(String word, int start, int end) {}

  public static List<String> of(String text) {
    return in(text).stream().map(Term::word).toList();
  }

  public static List<Term> in(String text) {
    var terms = new ArrayList<Term>();
    var words = BreakIterator.getWordInstance(ULocale.ROOT);
    words.setText(text);
    for (int start = words.first(), end = words.next(); end != BreakIterator.DONE; start = end, end = words.next()) {
      if (words.getRuleStatus() < BreakIterator.WORD_NONE_LIMIT) continue;
      var word = fold(text.substring(start, end));
      if (!word.isEmpty()) terms.add(new Term(word, start, end));
    }
    return terms.isEmpty() ? signs(text) : terms;
  }

  private static List<Term> signs(String text) {
    var signs = SIGNS.matcher(text);
    var terms = new ArrayList<Term>();
    while (signs.find()) terms.add(new Term(signs.group(), signs.start(), signs.end()));
    return terms;
  }

  public static String fold(String word) {
    if (isPlain(word)) return word.toLowerCase(Locale.ROOT);
    var plain = Normalizer.normalize(APOSTROPHES.matcher(word).replaceAll(""), Normalizer.Form.NFKD);
    return Normalizer.normalize(UCharacter.foldCase(MARKS.matcher(plain).replaceAll(""), true), Normalizer.Form.NFC);
  }

  /** Letters and figures of ASCII, as most words in Latin script are: nothing to fold but their case. */
  private static boolean isPlain(String word) {
    for (int i = 0; i < word.length(); i++) {
      char sign = word.charAt(i);
      if (sign >= 128 || !Character.isLetterOrDigit(sign)) return false;
    }
    return true;
  }
}
