package org.lectern.campaigns;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * A text as the comparison sees it: the set of its shingles, three words in a row each, as 64-bit numbers. A few of the
 * smallest numbers are its prints, by which letters that share wording find each other without comparing all with all.
 */
public final class Letter {

  /** Words below which a text is brief: compared by words and pairs of words, and only with what is brief too. */
  static final int BRIEF = 12;
  private static final int NEARLY_BRIEF = 2 * BRIEF;
  private static final int KEPT = 16;
  private static final int ASKED = 64;
  private static final int BRIEF_KEPT = 8;

  /** A share of one's wording that chance or a common subject does not explain. */
  static final double JOINS = 0.5;
  static final double BRIEF_JOINS = 0.6;
  private static final int LEAST_SHARED = 10;

  private final long key;
  private final int words;
  private final long[] shingles;
  private final long[] pairs;

  private Letter(long key, int words, long[] shingles, long[] pairs) {
    this.key = key;
    this.words = words;
    this.shingles = shingles;
    this.pairs = pairs;
  }

  /**
   * @param key how the caller knows it again
   * @param seed of what it is about: letters about different things never meet
   * @param known shingles of the agenda's own words, which are nobody's letter
   */
  public static Letter of(long key, String text, long seed, Set<Long> known) {
    var terms = Terms.of(text).stream().mapToLong(Letter::hash).toArray();
    var shingles = runs(terms, 3, seed).filter(shingle -> !known.contains(shingle));
    var pairs = terms.length < NEARLY_BRIEF ? LongStream.concat(runs(terms, 1, seed), runs(terms, 2, seed)) : LongStream.empty();
    return new Letter(key, terms.length, shingles.sorted().distinct().toArray(), pairs.sorted().distinct().toArray());
  }

  /** The shingles of words that everybody was given to read. */
  static Set<Long> known(List<String> texts, long seed) {
    var known = new java.util.HashSet<Long>();
    for (var text : texts) runs(Terms.of(text).stream().mapToLong(Letter::hash).toArray(), 3, seed).forEach(known::add);
    return known;
  }

  private static LongStream runs(long[] terms, int length, long seed) {
    return LongStream.range(0, Math.max(0, terms.length - length + 1)).map(start -> {
      long run = seed + length;
      for (int i = 0; i < length; i++) run = mix(run ^ terms[(int) start + i]);
      return run;
    });
  }

  /** FNV-1a; the numbers are stored, so it must never change. */
  private static long hash(String word) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < word.length(); i++) hash = (hash ^ word.charAt(i)) * 0x100000001b3L;
    return hash;
  }

  /** The last step of SplitMix64. */
  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  public long key() {
    return key;
  }

  public int words() {
    return words;
  }

  private boolean brief() {
    return words < BRIEF;
  }

  /** By which it is found. */
  public long[] prints() {
    return prints(KEPT, BRIEF_KEPT);
  }

  /** By which it looks for others: more of them, since it may say much besides. */
  public long[] asks() {
    return prints(ASKED, ASKED);
  }

  private long[] prints(int most, int mostPairs) {
    return LongStream.concat(Arrays.stream(shingles).limit(brief() ? 0 : most), Arrays.stream(pairs).limit(mostPairs)).distinct().toArray();
  }

  /**
   * How much of the shorter one's wording the other shares, 0 to 1; 0 if that is too little to be the same letter. A letter
   * with words of one's own added is the same letter.
   */
  public double likeness(Letter other) {
    if (brief() || other.brief()) return words < NEARLY_BRIEF && other.words < NEARLY_BRIEF ? briefLikeness(other) : 0;
    int shared = shared(shingles, other.shingles);
    double share = (double) shared / Math.max(1, Math.min(shingles.length, other.shingles.length));
    return shared >= LEAST_SHARED && share >= JOINS ? share : 0;
  }

  private double briefLikeness(Letter other) {
    int shared = shared(pairs, other.pairs);
    double share = (double) shared / Math.max(1, pairs.length + other.pairs.length - shared);
    return share >= BRIEF_JOINS ? share : 0;
  }

  /** Is (nearly) all of it in the other, which says more? */
  boolean isCoreOf(Letter other) {
    return !brief() && shingles.length < other.shingles.length && shared(shingles, other.shingles) >= 0.8 * shingles.length;
  }

  private static int shared(long[] some, long[] others) {
    int shared = 0;
    for (int i = 0, j = 0; i < some.length && j < others.length; ) {
      if (some[i] == others[j]) {
        shared++;
        i++;
        j++;
      } else if (some[i] < others[j]) i++;
      else j++;
    }
    return shared;
  }
}
