package org.lectern.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lectern.queue.Order.Entrant;
import org.lectern.queue.Order.SoFar;
import org.lectern.queue.Order.Stand;

/** The four rules, at their boundaries. */
class OrderTest {

  private static Entrant one(int number) {
    return new Entrant(number, null, false, null);
  }

  private static Entrant on(int number, String position) {
    return new Entrant(number, position, false, null);
  }

  private static Entrant first(int number, boolean firstTime) {
    return new Entrant(number, null, firstTime, null);
  }

  private static List<Integer> numbers(List<Stand> stands) {
    return stands.stream().map(Stand::number).toList();
  }

  private static List<Integer> by(OrderRule rule, SoFar soFar, Entrant... waiting) {
    return numbers(Order.arrange(rule, List.of(waiting), soFar));
  }

  @Test
  void nobodyWaits() {
    for (var rule : OrderRule.values()) assertThat(Order.arrange(rule, List.of(), SoFar.NOTHING)).isEmpty();
  }

  @Test
  void receiptOrderIsTheOrderOfNumbers() {
    assertThat(by(OrderRule.FIFO, SoFar.NOTHING, one(3), one(1), one(20))).containsExactly(1, 3, 20);
    assertThat(Order.arrange(OrderRule.FIFO, List.of(one(7)), SoFar.NOTHING)).containsExactly(new Stand(7, 7, OrderReason.RECEIPT_ORDER));
  }

  @Test
  void firstTimeSpeakersGoFirstAndReceiptOrderDecidesAmongThem() {
    var stands = Order.arrange(OrderRule.FIRST_TIME_FIRST, List.of(first(1, false), first(2, true), first(3, false), first(4, true)), SoFar.NOTHING);
    assertThat(numbers(stands)).containsExactly(2, 4, 1, 3);
    assertThat(stands).extracting(Stand::reason).containsExactly(OrderReason.FIRST_TIME, OrderReason.FIRST_TIME, OrderReason.NOT_FIRST_TIME, OrderReason.NOT_FIRST_TIME);
  }

  @Test
  void beforeTheDrawALotteryShowsReceiptOrderAndSaysSo() {
    var stands = Order.arrange(OrderRule.LOTTERY, List.of(one(2), one(1)), SoFar.NOTHING);
    assertThat(numbers(stands)).containsExactly(1, 2);
    assertThat(stands).extracting(Stand::reason).containsOnly(OrderReason.LOTTERY_PENDING);
  }

  @Test
  void whoeverComesAfterTheDrawStandsBehindEveryoneDrawn() {
    var drawn = new SoFar(true, List.of(), null);
    var stands = Order.arrange(OrderRule.LOTTERY, List.of(one(9), new Entrant(4, null, false, 2L), one(8), new Entrant(5, null, false, 1L)), drawn);
    assertThat(numbers(stands)).containsExactly(5, 4, 8, 9);
    assertThat(stands).extracting(Stand::reason).containsExactly(OrderReason.LOTTERY_DRAWN, OrderReason.LOTTERY_DRAWN, OrderReason.LOTTERY_LATE, OrderReason.LOTTERY_LATE);
  }

  @Test
  void theSidesTakeTurnsBeginningWithTheSideThatCameFirst() {
    assertThat(by(OrderRule.ALTERNATE_POSITION, SoFar.NOTHING, on(1, "oppose"), on(2, "oppose"), on(3, "support"), on(4, "oppose"), on(5, "support")))
        .containsExactly(1, 3, 2, 5, 4);
  }

  @Test
  void neutralMixedAndUnsaidAreOneSideOfTheirOwn() {
    assertThat(by(OrderRule.ALTERNATE_POSITION, SoFar.NOTHING, on(1, "support"), on(2, "neutral"), on(3, "mixed"), on(4, null), on(5, "oppose"), on(6, "support")))
        .containsExactly(1, 2, 5, 6, 3, 4);
  }

  @Test
  void oneSideAloneIsReceiptOrder() {
    assertThat(by(OrderRule.ALTERNATE_POSITION, SoFar.NOTHING, on(4, "support"), on(6, "support"), on(9, "support"))).containsExactly(4, 6, 9);
  }

  @Test
  void whoeverJoinsAnEmptySideTakesItsNextTurnAndNoMore() {
    // Four for have been called (rounds 0 to 3, side 0); two against come: they alternate from here, and do not catch up.
    var soFar = new SoFar(false, List.of("support"), 9L);
    assertThat(by(OrderRule.ALTERNATE_POSITION, soFar, on(5, "support"), on(6, "support"), on(7, "oppose"), on(8, "oppose"))).containsExactly(7, 5, 8, 6);
  }

  @Test
  void afterACallTheOtherSideIsNext() {
    var waiting = new ArrayList<>(List.of(on(1, "support"), on(2, "support"), on(3, "oppose"), on(4, "oppose")));
    var called = new ArrayList<Integer>();
    Long last = null;
    while (!waiting.isEmpty()) {
      var next = Order.arrange(OrderRule.ALTERNATE_POSITION, waiting, new SoFar(false, List.of("support", "oppose"), last)).get(0);
      last = next.key();
      called.add(next.number());
      waiting.removeIf(one -> one.number() == next.number());
    }
    assertThat(called).containsExactly(1, 3, 2, 4);
  }

  @Test
  void whoeverLeavesMakesTheirOwnSideMoveUp() {
    var soFar = new SoFar(false, List.of("support", "oppose"), null);
    assertThat(by(OrderRule.ALTERNATE_POSITION, soFar, on(1, "support"), on(3, "oppose"), on(4, "oppose"), on(5, "support"))).containsExactly(1, 3, 5, 4);
  }

  /** However people come and are called: nobody is lost, keys are unique, and within a side receipt order holds. */
  @Test
  void alternationIsFairWhateverHappens() {
    for (int seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var waiting = new ArrayList<Entrant>();
      var sides = new ArrayList<String>();
      Long last = null;
      int number = 0;
      String before = null;
      for (int step = 0; step < 40; step++) {
        if (random.nextInt(5) < 3) {
          var came = on(++number, List.of("support", "oppose", "neutral").get(random.nextInt(3)));
          waiting.add(came);
          if (!sides.contains(Order.side(came.position()))) sides.add(Order.side(came.position()));
        } else if (!waiting.isEmpty()) {
          var stands = Order.arrange(OrderRule.ALTERNATE_POSITION, waiting, new SoFar(false, sides, last));
          assertThat(stands).hasSize(waiting.size()).extracting(Stand::key).doesNotHaveDuplicates();
          var next = stands.get(0);
          var side = Order.side(waiting.stream().filter(one -> one.number() == next.number()).findFirst().orElseThrow().position());
          var others = waiting.stream().map(one -> Order.side(one.position())).distinct().count() > 1;
          if (others) assertThat(side).as("seed %d step %d", seed, step).isNotEqualTo(before);
          assertThat(waiting.stream().filter(one -> Order.side(one.position()).equals(side)).mapToInt(Entrant::number).min()).hasValue(next.number());
          if (last != null) assertThat(next.key()).isGreaterThan(last);
          last = next.key();
          before = side;
          waiting.removeIf(one -> one.number() == next.number());
        }
      }
    }
  }

  @Test
  void theOrderOfArrivalAtTheFunctionDoesNotMatterExceptForTheSides() {
    var entrants = IntStream.rangeClosed(1, 30).mapToObj(n -> first(n, n % 3 == 0)).toList();
    var shuffled = new ArrayList<>(entrants);
    java.util.Collections.shuffle(shuffled, new Random(7));
    for (var rule : List.of(OrderRule.FIFO, OrderRule.LOTTERY, OrderRule.FIRST_TIME_FIRST)) {
      assertThat(Order.arrange(rule, shuffled, SoFar.NOTHING)).isEqualTo(Order.arrange(rule, entrants, SoFar.NOTHING));
    }
  }
}
