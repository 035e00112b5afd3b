package org.lectern.campaigns;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How far the groups that wording makes agree with groups that somebody else made of the same texts, over all pairs of texts.
 *
 * @param ours pairs that we put together
 * @param theirs pairs that they put together
 * @param both pairs that both did
 */
public record Agreement(int texts, int ourGroups, int theirGroups, long ours, long theirs, long both) {

  /** @param groups theirs, one for each text; null or blank for a text that is in none */
  public static Agreement of(List<String> texts, List<String> groups) {
    var ours = Sorting.groups(texts);
    var together = new HashMap<String, Long>();
    var here = new HashMap<String, Long>();
    var there = new HashMap<String, Long>();
    for (int i = 0; i < ours.length; i++) {
      var their = groups.get(i) == null || groups.get(i).isBlank() ? "alone " + i : "group " + groups.get(i);
      here.merge(String.valueOf(ours[i]), 1L, Long::sum);
      there.merge(their, 1L, Long::sum);
      together.merge(ours[i] + "|" + their, 1L, Long::sum);
    }
    return new Agreement(ours.length, several(here), several(there), pairs(here), pairs(there), pairs(together));
  }

  private static long pairs(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(size -> size * (size - 1) / 2).sum();
  }

  private static int several(Map<String, Long> sizes) {
    return (int) sizes.values().stream().filter(size -> size > 1).count();
  }

  /** Of the pairs that we put together, the share that they did too; 1 if there are none. */
  public double precision() {
    return ours == 0 ? 1 : (double) both / ours;
  }

  public double recall() {
    return theirs == 0 ? 1 : (double) both / theirs;
  }

  public double f1() {
    return both == 0 ? 0 : 2 * precision() * recall() / (precision() + recall());
  }

  public String text() {
    return String.format(Locale.ROOT, "%,d texts; %,d groups of two or more here, %,d there%nPairs: %,d here, %,d there, %,d in both%nPairwise precision %.3f, recall %.3f, F1 %.3f",
        texts, ourGroups, theirGroups, ours, theirs, both, precision(), recall(), f1());
  }
}
