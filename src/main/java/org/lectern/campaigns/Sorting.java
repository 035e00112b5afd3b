package org.lectern.campaigns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.function.ToLongFunction;

/**
 * Letters laid on piles in the order of receipt. A letter is compared with one of each pile, the most alike by their prints,
 * and goes where most of the wording is shared; so it takes as long for the millionth as for the first, and piles that are
 * only alike through a third stay apart. The plain letter stands for its pile: when it comes after versions with additions,
 * it takes their place and gathers those that lay alone.
 */
final class Sorting {

  /** How many piles a letter is compared with word by word. */
  static final int COMPARED = 8;
  /** While a pile is this small, a plainer letter may still come to stand for it. */
  private static final int FOUNDING = 8;

  /** A campaign, or a letter that lies alone. {@code campaign} is null until there is one in the database. */
  static final class Pile {
    final UUID campaign;
    /** Whoever stood for it before this sitting; null if it was begun in it. */
    final Letter before;
    private final boolean settled;
    private Letter representative;
    private long size;
    /** Those that came in this sitting. */
    final List<Letter> came = new ArrayList<>();
    /** Those that lay alone before this sitting and belong to it now. */
    final List<Letter> gathered = new ArrayList<>();
    private boolean gone;

    /** @param settled true if a clerk has decided about it: then the same letter goes on standing for it */
    Pile(UUID campaign, Letter before, Letter representative, long size, boolean settled) {
      this.campaign = campaign;
      this.before = before;
      this.representative = representative;
      this.size = size;
      this.settled = settled;
    }

    /** One from before this sitting. */
    static Pile before(UUID campaign, Letter representative, long size, boolean settled) {
      return new Pile(campaign, representative, representative, size, settled);
    }

    Letter representative() {
      return representative;
    }

    long size() {
      return size;
    }

    boolean gone() {
      return gone;
    }
  }

  private final Map<Long, List<Pile>> byPrint = new HashMap<>();
  private final List<Pile> piles = new ArrayList<>();

  /** A pile from before this sitting. */
  void add(Pile pile) {
    piles.add(pile);
    print(pile);
  }

  private void print(Pile pile) {
    for (var print : pile.representative.prints()) byPrint.computeIfAbsent(print, first -> new ArrayList<>(2)).add(pile);
  }

  /** The piles in the order in which they were begun; those that were gathered into others are marked as gone. */
  List<Pile> piles() {
    return piles;
  }

  private record Like(Pile pile, double share) {}

  /** Lays it on the pile where it belongs, or on a new one. */
  Pile place(Letter letter) {
    var likes = likes(letter);
    if (likes.isEmpty()) return begin(letter);
    var pile = likes.get(0).pile;
    pile.came.add(letter);
    pile.size++;
    if (!pile.settled && pile.size <= FOUNDING && letter.isCoreOf(pile.representative)) represent(pile, letter);
    for (var like : likes.subList(1, likes.size())) if (like.pile.campaign == null && like.pile.size == 1 && letter.isCoreOf(like.pile.representative)) gather(pile, like.pile);
    return pile;
  }

  private Pile begin(Letter letter) {
    var pile = new Pile(null, null, letter, 1, false);
    pile.came.add(letter);
    add(pile);
    return pile;
  }

  private void represent(Pile pile, Letter letter) {
    for (var print : pile.representative.prints()) byPrint.get(print).remove(pile);
    pile.representative = letter;
    print(pile);
  }

  private void gather(Pile pile, Pile alone) {
    for (var print : alone.representative.prints()) byPrint.get(print).remove(alone);
    if (alone.came.isEmpty()) pile.gathered.add(alone.representative);
    pile.came.addAll(alone.came);
    pile.size += alone.size;
    alone.gone = true;
  }

  /** The piles that it is like, the most alike first; of equals the one begun first. */
  private List<Like> likes(Letter letter) {
    var common = new HashMap<Pile, Integer>();
    for (var print : letter.asks()) byPrint.getOrDefault(print, List.of()).forEach(pile -> common.merge(pile, 1, Integer::sum));
    return mostInCommon(common, pile -> pile.representative.key()).stream()
        .map(pile -> new Like(pile, letter.likeness(pile.representative)))
        .filter(like -> like.share > 0)
        .sorted(Comparator.comparing((Like like) -> -like.share).thenComparing(like -> like.pile.representative.key()))
        .toList();
  }

  /** As many as are compared, those with most prints in common, of equals the older ones; not put in order, which takes long where many share some. */
  static <T> List<T> mostInCommon(Map<T, Integer> common, ToLongFunction<T> key) {
    var worstFirst = Comparator.comparingInt((Map.Entry<T, Integer> one) -> one.getValue()).thenComparing(one -> -key.applyAsLong(one.getKey()));
    var most = new PriorityQueue<Map.Entry<T, Integer>>(COMPARED + 1, worstFirst);
    for (var one : common.entrySet()) {
      most.add(one);
      if (most.size() > COMPARED) most.remove();
    }
    return most.stream().map(Map.Entry::getKey).toList();
  }

  /** The group of each text, as a number, in the order given: what {@code lectern campaigns check} compares. */
  static int[] groups(List<String> texts) {
    var sorting = new Sorting();
    for (int i = 0; i < texts.size(); i++) sorting.place(Letter.of(i, texts.get(i), 0, java.util.Set.of()));
    var groups = new int[texts.size()];
    Arrays.fill(groups, -1);
    for (int pile = 0; pile < sorting.piles.size(); pile++) for (var letter : sorting.piles.get(pile).gone ? List.<Letter>of() : sorting.piles.get(pile).came) groups[(int) letter.key()] = pile;
    return groups;
  }
}
