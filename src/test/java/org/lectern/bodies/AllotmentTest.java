package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.bodies.Allotment.Interpreter.IN_TURNS;
import static org.lectern.bodies.Allotment.Interpreter.NONE;
import static org.lectern.bodies.Allotment.Interpreter.SIMULTANEOUS;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AllotmentTest {
  static final Allotment USUAL = Allotment.of(Profile.load("CA", 1));

  @Test
  void everyoneGetsThreeMinutes() {
    assertThat(USUAL.secondsWith(NONE)).isEqualTo(180);
    assertThat(USUAL.secondsWith(IN_TURNS)).isEqualTo(360);
    assertThat(USUAL.secondsWith(SIMULTANEOUS)).isEqualTo(180);
  }

  @Test
  void anInterpreterInTurnsDoublesWhatTheChairLeft() {
    Allotment cut = USUAL.changedTo(120);
    assertThat(cut.secondsWith(IN_TURNS)).isEqualTo(240);
    assertThat(cut.secondsWith(SIMULTANEOUS)).isEqualTo(120);
    assertThat(cut.secondsWith(NONE)).isEqualTo(120);
  }

  @Test
  void theChairMayCutToAMinuteAndNoFurther() {
    assertThat(USUAL.changedTo(60).secondsWith(NONE)).isEqualTo(60);
    assertThat(USUAL.changedTo(60).secondsWith(IN_TURNS)).isEqualTo(120);
    assertThatThrownBy(() -> USUAL.changedTo(59)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSecondChangeReplacesTheFirst() {
    assertThat(USUAL.changedTo(60).changedTo(240).secondsWith(NONE)).isEqualTo(240);
  }

  @Test
  void theChangeLeavesTheUsualTimeAlone() {
    USUAL.changedTo(60);
    assertThat(USUAL.seconds()).isEqualTo(180);
  }

  @Test
  void nobodyAheadIsNoWait() {
    assertThat(Allotment.untilTurn(List.of(), List.of())).isEqualTo(wait(0, 0, 0));
  }

  @Test
  void theFirstThreeSpeakersAreExpectedToUseTheirWholeTime() {
    List<Allotment.Turn> two = List.of(turn(180, 90), turn(180, 90));
    assertThat(Allotment.untilTurn(List.of(180, 180), List.of())).isEqualTo(wait(270, 360, 450));
    assertThat(Allotment.untilTurn(List.of(180, 180), two)).isEqualTo(wait(270, 360, 450));
  }

  @Test
  void fromTheFourthTheHearingsPaceCounts() {
    List<Allotment.Turn> half = List.of(turn(180, 90), turn(180, 90), turn(180, 90));
    assertThat(Allotment.untilTurn(List.of(180, 180), half)).isEqualTo(wait(135, 180, 225));
  }

  @Test
  void longTurnsWeighMoreThanShortOnes() {
    List<Allotment.Turn> mixed = List.of(turn(60, 60), turn(60, 60), turn(360, 120));
    assertThat(Allotment.untilTurn(List.of(120), mixed).likely()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void aHearingThatRunsOverMakesTheWaitLonger() {
    List<Allotment.Turn> over = List.of(turn(100, 120), turn(100, 120), turn(100, 120));
    assertThat(Allotment.untilTurn(List.of(100), over)).isEqualTo(wait(90, 120, 150));
  }

  @Test
  void whatTheSpeakerAtTheLecternHasLeftCounts() {
    assertThat(Allotment.untilTurn(List.of(37, 180), List.of()).likely()).isEqualTo(Duration.ofSeconds(217));
  }

  @Test
  void aTurnWithoutTimeIsNoTurn() {
    assertThatThrownBy(() -> turn(0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> turn(180, -1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Allotment.Turn turn(int allotted, int used) {
    return new Allotment.Turn(allotted, used);
  }

  private static Allotment.Wait wait(int least, int likely, int most) {
    return new Allotment.Wait(Duration.ofSeconds(least), Duration.ofSeconds(likely), Duration.ofSeconds(most));
  }
}
