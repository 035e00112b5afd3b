package org.lectern.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lectern.bodies.Allotment;
import org.lectern.bodies.Allotment.Interpreter;

/** How long somebody may speak: doubled after any change, ceded without doubling, ten minutes in all. */
class SpeakingTimeTest {

  private static final Allotment THREE_MINUTES = new Allotment(180, 60, 2);

  @Test
  void anInterpreterInTurnsDoublesWhatTheChairLeft() {
    assertThat(SpeakingTime.own(THREE_MINUTES.changedTo(120), Interpreter.IN_TURNS)).isEqualTo(240);
    assertThat(SpeakingTime.own(THREE_MINUTES.changedTo(120), Interpreter.SIMULTANEOUS)).isEqualTo(120);
    assertThat(SpeakingTime.own(THREE_MINUTES.changedTo(60), Interpreter.IN_TURNS)).isEqualTo(120);
    assertThatThrownBy(() -> THREE_MINUTES.changedTo(59)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void donorsGiveTheirPlainTime() {
    assertThat(SpeakingTime.ceded(180, List.of())).isZero();
    assertThat(SpeakingTime.ceded(180, List.of(180))).isEqualTo(180);
    assertThat(SpeakingTime.ceded(180, List.of(120, 120, 120))).isEqualTo(360);
  }

  @Test
  void withWhatIsCededItEndsAtTenMinutes() {
    assertThat(SpeakingTime.ceded(180, List.of(180, 180))).as("540 in all").isEqualTo(360);
    assertThat(SpeakingTime.ceded(180, List.of(180, 180, 180))).as("600, not 720").isEqualTo(420);
    assertThat(SpeakingTime.ceded(360, List.of(180, 180))).as("own time doubled, donations not").isEqualTo(240);
    assertThat(SpeakingTime.ceded(600, List.of(60))).isZero();
    assertThat(SpeakingTime.ceded(720, List.of(180))).as("nobody loses own time by a gift").isZero();
  }

  @Test
  void threeDonorsAreTheMost() {
    assertThatThrownBy(() -> SpeakingTime.ceded(60, List.of(60, 60, 60, 60))).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theWordsOfTheSchema() {
    assertThat(SpeakingTime.Interpreted.of("consecutive").how()).isEqualTo(Interpreter.IN_TURNS);
    assertThat(SpeakingTime.Interpreted.of("simultaneous").how()).isEqualTo(Interpreter.SIMULTANEOUS);
    assertThat(SpeakingTime.Interpreted.of("none").how()).isEqualTo(Interpreter.NONE);
    assertThat(SpeakingTime.Interpreted.of(null).how()).isEqualTo(Interpreter.NONE);
  }

  @Test
  void aCodeReadsTheSameHoweverItIsTyped() {
    assertThat(SlotCode.typed(" k7qm2-xw94d ")).isEqualTo("K7QM2XW94D");
    assertThat(SlotCode.typed("OIl00-00000")).isEqualTo("0110000000");
  }
}
