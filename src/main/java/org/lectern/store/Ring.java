package org.lectern.store;

import java.util.Arrays;
import java.util.List;
import org.lectern.store.Feed.Item;

/**
 * The newest entries of one jurisdiction, without gaps, found by their number. It holds at most {@value #MOST} entries and
 * {@value #MOST_CHARACTERS} characters and grows only as far as it is filled. Confined to one event loop.
 */
public final class Ring {

  public static final int MOST = 4_096;
  static final long MOST_CHARACTERS = 8_000_000;
  private static final int SMALLEST = 64;

  private Item[] slots = new Item[SMALLEST];
  private long first = 1;
  private long newest;
  private long characters;

  /** Empty: entries are awaited after that number. */
  public Ring(long newest) {
    this.newest = newest;
    this.first = newest + 1;
  }

  /** A copy with the same entries. */
  Ring(Ring other) {
    slots = other.slots.clone();
    first = other.first;
    newest = other.newest;
    characters = other.characters;
  }

  /** The number of the oldest entry here; one more than {@link #newest} if there is none. */
  public long first() {
    return first;
  }

  public long newest() {
    return newest;
  }

  /** Can whoever has {@code seq} go on from here? */
  public boolean reaches(long seq) {
    return seq >= first - 1;
  }

  /** The entry with that number, which must be here. */
  public Item get(long seq) {
    return slots[index(seq)];
  }

  /** The next entry. One that struck something from earlier ones leaves nothing before it: whoever comes back reads the struck copies. */
  public void add(Item item) {
    if (item.entry.seq() != newest + 1) throw new IllegalStateException("The entry after " + newest + " is not " + item.entry.seq());
    if (item.entry.data().containsKey("struck")) clear();
    if (size() == slots.length && slots.length < MOST) grow();
    if (size() == slots.length) dropFirst();
    newest++;
    slots[index(newest)] = item;
    characters += item.characters();
    while (characters > MOST_CHARACTERS && first < newest) dropFirst();
  }

  /** Earlier entries, oldest first, that end right before the first one here; as many of them as there is room for. */
  void addBefore(List<Item> earlier) {
    for (int i = earlier.size() - 1; i >= 0; i--) {
      var item = earlier.get(i);
      if (item.entry.seq() >= first) continue;
      if (size() == MOST || characters + item.characters() > MOST_CHARACTERS) return;
      if (size() == slots.length) grow();
      first--;
      slots[index(first)] = item;
      characters += item.characters();
    }
  }

  /** Is there hardly room for one more before the first? */
  boolean full() {
    return size() == MOST || characters > MOST_CHARACTERS * 9 / 10;
  }

  private long size() {
    return newest - first + 1;
  }

  private int index(long seq) {
    return (int) (seq & (slots.length - 1));
  }

  private void dropFirst() {
    characters -= slots[index(first)].characters();
    slots[index(first)] = null;
    first++;
  }

  private void clear() {
    Arrays.fill(slots, null);
    first = newest + 1;
    characters = 0;
  }

  private void grow() {
    var old = slots;
    slots = new Item[old.length * 2];
    for (long seq = first; seq <= newest; seq++) slots[index(seq)] = old[(int) (seq & (old.length - 1))];
  }
}
