package org.lectern.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who stands where in the line of an item: each rule is a function of facts that everyone can see, so that anyone can work
 * the order out again. Lower keys come first; equal keys stand in the order of their numbers. Slots that were moved by hand
 * or came back after missing their call are not arranged: they keep the place they were given.
 */
public final class Order {
  private Order() {}

  /** Beyond every key that the first in line may have. */
  private static final long BEHIND = 1_000_000;

  /**
   * Somebody who waits.
   *
   * @param number    the number of the slot, counted in receipt order within the hearing
   * @param position  support, oppose, neutral, mixed, or null
   * @param firstTime has not spoken to this body before
   * @param drawn     the place that the lottery gave, null before the draw and for whoever came after it
   */
  public record Entrant(int number, String position, boolean firstTime, Long drawn) {}

  /** Where somebody stands, and why. */
  public record Stand(int number, long key, OrderReason reason) {}

  /**
   * What has happened at the item so far.
   *
   * @param drawn the lottery has been drawn
   * @param sides the sides in the order in which each first signed up, whoever has left included
   * @param last  the key of whoever was called last by the rule, null before the first call
   */
  public record SoFar(boolean drawn, List<String> sides, Long last) {
    public static final SoFar NOTHING = new SoFar(false, List.of(), null);
  }

  /** Everyone's place by the rule; {@code waiting} in receipt order. */
  public static List<Stand> arrange(OrderRule rule, List<Entrant> waiting, SoFar soFar) {
    return switch (rule) {
      case FIFO -> each(waiting, one -> new Stand(one.number, one.number, OrderReason.RECEIPT_ORDER));
      case LOTTERY -> each(waiting, one -> lottery(one, soFar.drawn));
      case FIRST_TIME_FIRST -> each(waiting, one -> one.firstTime
          ? new Stand(one.number, one.number, OrderReason.FIRST_TIME)
          : new Stand(one.number, BEHIND + one.number, OrderReason.NOT_FIRST_TIME));
      case ALTERNATE_POSITION -> alternate(waiting, soFar);
    };
  }

  private static List<Stand> each(List<Entrant> waiting, java.util.function.Function<Entrant, Stand> stand) {
    return waiting.stream().map(stand).sorted(Comparator.comparingLong(Stand::key).thenComparingInt(Stand::number)).toList();
  }

  private static Stand lottery(Entrant one, boolean drawn) {
    if (one.drawn != null) return new Stand(one.number, one.drawn, OrderReason.LOTTERY_DRAWN);
    return drawn ? new Stand(one.number, BEHIND + one.number, OrderReason.LOTTERY_LATE) : new Stand(one.number, one.number, OrderReason.LOTTERY_PENDING);
  }

  /** The side on which somebody speaks: for, against, or neither (neutral, mixed, not said). */
  public static String side(String position) {
    return "support".equals(position) || "oppose".equals(position) ? position : "neither";
  }

  /**
   * The sides take turns, beginning with the side that signed up first; within a side receipt order. A side that has nobody
   * waiting is passed over, and whoever joins it takes its next turn. Key = round × 3 + the side's place in the cycle.
   */
  private static List<Stand> alternate(List<Entrant> waiting, SoFar soFar) {
    var sides = new ArrayList<>(soFar.sides);
    waiting.stream().map(one -> side(one.position)).filter(side -> !sides.contains(side)).distinct().forEach(sides::add);
    var rounds = new HashMap<String, Long>();
    for (var side : sides) rounds.put(side, firstRound(sides.indexOf(side), soFar.last));
    return each(waiting, one -> turn(one, sides, rounds));
  }

  /** The first turn of a side after the last call. */
  private static long firstRound(int side, Long last) {
    if (last == null) return 0;
    return last / 3 + (side > last % 3 ? 0 : 1);
  }

  private static Stand turn(Entrant one, List<String> sides, Map<String, Long> rounds) {
    var side = side(one.position);
    var round = rounds.merge(side, 1L, Long::sum) - 1;
    return new Stand(one.number, round * 3 + sides.indexOf(side), OrderReason.ALTERNATE_TURN);
  }
}
