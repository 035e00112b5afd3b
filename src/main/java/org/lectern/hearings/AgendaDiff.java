package org.lectern.hearings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lectern.hearings.HearingCommands.NewItem;

/**
 * What changed from one version of an agenda to the next. An item is the same if it has the same title, else if it has the same
 * number; so a renumbered item was moved, and another matter under an old number was changed.
 *
 * @param from for each item of the later version the item of the earlier one, in the later order; null where it is new
 * @param removed items of the earlier version that the later one lacks
 */
public record AgendaDiff(List<NewItem> before, List<NewItem> after, List<NewItem> from, List<NewItem> removed) {

  /** How one item differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    MOVED
  }

  /** One line of the public diff; {@code before} is null for what was added, {@code after} for what was removed. */
  public record Line(Kind kind, NewItem before, NewItem after) {}

  static AgendaDiff of(List<NewItem> before, List<NewItem> after) {
    var left = new ArrayList<>(before);
    var matched = new HashMap<Integer, NewItem>();
    for (int i = 0; i < after.size(); i++) match(left, matched, i, after.get(i).title(), true);
    for (int i = 0; i < after.size(); i++) if (!matched.containsKey(i)) match(left, matched, i, after.get(i).number(), false);
    var from = new ArrayList<NewItem>();
    for (int i = 0; i < after.size(); i++) from.add(matched.get(i));
    return new AgendaDiff(before, after, from, List.copyOf(left));
  }

  private static void match(List<NewItem> left, Map<Integer, NewItem> matched, int index, String wanted, boolean byTitle) {
    var found = left.stream().filter(item -> wanted != null && wanted.equals(byTitle ? item.title() : item.number())).findFirst().orElse(null);
    if (found == null) return;
    left.remove(found);
    matched.put(index, found);
  }

  boolean empty() {
    return lines().isEmpty();
  }

  /** A matter that the public was not told of before: a new item, or another title under an old number. */
  boolean newMatter() {
    return lines().stream().anyMatch(line -> line.kind == Kind.ADDED || (line.kind == Kind.CHANGED && !line.before.title().equals(line.after.title())));
  }

  long count(Kind kind) {
    return lines().stream().filter(line -> line.kind == kind).count();
  }

  /** The differences in the order of the later version, what was removed last. */
  List<Line> lines() {
    var lines = new ArrayList<Line>();
    for (int i = 0; i < after.size(); i++) {
      var old = from.get(i);
      var now = after.get(i);
      if (old == null) lines.add(new Line(Kind.ADDED, null, now));
      else if (!same(old, now)) lines.add(new Line(Kind.CHANGED, old, now));
      else if (!Objects.equals(old.number(), now.number()) || displaced(i)) lines.add(new Line(Kind.MOVED, old, now));
    }
    removed.forEach(item -> lines.add(new Line(Kind.REMOVED, item, null)));
    return lines;
  }

  private static boolean same(NewItem one, NewItem other) {
    return one.title().equals(other.title()) && one.kind() == other.kind() && Objects.equals(one.minutes(), other.minutes()) && one.commentMode() == other.commentMode();
  }

  /** It now stands before something that it stood behind. */
  private boolean displaced(int index) {
    var places = new LinkedHashMap<NewItem, Integer>();
    for (int i = 0; i < before.size(); i++) places.putIfAbsent(before.get(i), i);
    var mine = places.get(from.get(index));
    for (int i = index + 1; i < after.size(); i++) {
      var later = from.get(i) == null ? null : places.get(from.get(i));
      if (later != null && mine != null && later < mine) return true;
    }
    return false;
  }
}
