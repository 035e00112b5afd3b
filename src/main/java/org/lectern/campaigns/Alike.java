package org.lectern.campaigns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which of some texts are nearly the same letter, by the same comparison that finds campaigns; nothing is kept of it. */
public final class Alike {
  private Alike() {}

  private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");

  /** Two and more each, as places in the list given, the largest first; whatever is like no other is left out. */
  public static List<List<Integer>> groups(List<String> texts) {
    var groups = new TreeMap<Integer, List<Integer>>();
    // Whoever sends in bulk likes to count: a number does not make another letter.
    var found = Sorting.groups(texts.stream().map(text -> NUMBER.matcher(text).replaceAll("0")).toList());
    for (int i = 0; i < found.length; i++) if (found[i] >= 0) groups.computeIfAbsent(found[i], first -> new ArrayList<>()).add(i);
    return groups.values().stream().filter(group -> group.size() > 1).sorted(Comparator.comparing(group -> -group.size())).toList();
  }

  /** The passages that a letter does not have. */
  public static List<String> ownWords(String text, String letter) {
    return OwnWords.in(text, letter);
  }
}
