package org.lectern.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lectern.queue.Lottery.Ticket;

/** The bytes are those that the page documents; the expected values were worked out with sha256sum. */
class LotteryTest {

  private static final byte[] SEED = HexFormat.of().parseHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

  @Test
  void theTicketIsTheSeedAndTheNumberInDigits() {
    assertThat(HexFormat.of().formatHex(Lottery.commitment(SEED))).isEqualTo("4773d12e2371bb935b9a0f5439b4a1c3ad3f2414b86980f8418d1cfabdfadfef");
    assertThat(HexFormat.of().formatHex(Lottery.ticket(SEED, 17))).isEqualTo("bb2a83d8a5afa47f7170a465dbe3de36e6413b7ded2b4150c91e76324432f8de");
    assertThat(HexFormat.of().formatHex(Lottery.ticket(SEED, 1))).isEqualTo("ed437e5f17500e60158ffe7b3168a9fbe6d148e40fb1634e72292dc4c3c00bd6");
  }

  @Test
  void ticketsStandInAscendingOrder() {
    var drawn = Lottery.draw(SEED, List.of(1, 17, 2, 3));
    assertThat(drawn).extracting(Ticket::ticket).isSorted();
    assertThat(drawn).extracting(Ticket::rank).containsExactly(1, 2, 3, 4);
    assertThat(drawn).extracting(Ticket::slot).containsExactly(3, 17, 2, 1);
  }

  @Test
  void theOrderDependsOnNothingButTheNumbersAndTheSeed() {
    var all = IntStream.rangeClosed(1, 200).boxed().toList();
    var reversed = IntStream.rangeClosed(1, 200).map(n -> 201 - n).boxed().toList();
    assertThat(Lottery.draw(SEED, reversed)).isEqualTo(Lottery.draw(SEED, all));
    var without = Lottery.draw(SEED, all.subList(0, 150)).stream().map(Ticket::slot).toList();
    assertThat(Lottery.draw(SEED, all).stream().map(Ticket::slot).filter(slot -> slot <= 150)).as("who else takes part changes nobody's order").containsExactlyElementsOf(without);
    var other = SEED.clone();
    other[31] ^= 1;
    assertThat(Lottery.draw(other, all)).isNotEqualTo(Lottery.draw(SEED, all));
  }

  @Test
  void nobodyTakesPartTwice() {
    assertThat(Lottery.draw(SEED, List.of(5, 5, 5))).hasSize(1);
    assertThat(Lottery.draw(SEED, List.of())).isEmpty();
  }
}
