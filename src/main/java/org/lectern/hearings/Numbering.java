package org.lectern.hearings;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The numbers that agendas print, in the order in which people read them: 2.9 before 2.10, 2 before 2.1, A2 before A10. */
final class Numbering {
  private Numbering() {}

  private static final Pattern PARTS = Pattern.compile("\\d+|[^\\d.()\\s]+");

  static final Comparator<String> NATURAL = Numbering::compare;

  /** In natural order if every one of them has a number of its own; otherwise as the clerk put them. */
  static <T> List<T> ordered(List<T> items, Function<T, String> number) {
    var numbers = new HashSet<String>();
    var numbered = items.stream().map(number).allMatch(n -> n != null && !n.isBlank() && numbers.add(n.strip()));
    return numbered ? items.stream().sorted(Comparator.comparing(item -> number.apply(item).strip(), NATURAL)).toList() : items;
  }

  private static int compare(String one, String other) {
    var a = PARTS.matcher(one);
    var b = PARTS.matcher(other);
    while (true) {
      var more = a.find();
      var others = b.find();
      if (!more || !others) return Boolean.compare(more, others);
      var order = part(a.group(), b.group());
      if (order != 0) return order;
    }
  }

  /** Numbers by size, words by letter, a number before a word. */
  private static int part(String one, String other) {
    var digits = Character.isDigit(one.charAt(0));
    if (digits != Character.isDigit(other.charAt(0))) return digits ? -1 : 1;
    if (!digits) return one.compareToIgnoreCase(other);
    var a = one.replaceFirst("^0+(?=.)", "");
    var b = other.replaceFirst("^0+(?=.)", "");
    return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
  }
}
