package org.lectern.hearings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.hearings.Threshold.MAJORITY;
import static org.lectern.hearings.Threshold.MAJORITY_OF_MEMBERS;
import static org.lectern.hearings.Threshold.THREE_QUARTERS;
import static org.lectern.hearings.Threshold.TWO_THIRDS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Each threshold at the vote that just carries and the one that just does not; a tie fails by all of them. */
class ThresholdTest {

  @ParameterizedTest
  @CsvSource({
      "MAJORITY, 1, 0, 7, true", "MAJORITY, 2, 1, 7, true", "MAJORITY, 4, 3, 7, true", "MAJORITY, 3, 4, 7, false", "MAJORITY, 1, 2, 51, false",
      "MAJORITY_OF_MEMBERS, 4, 0, 7, true", "MAJORITY_OF_MEMBERS, 3, 0, 7, false", "MAJORITY_OF_MEMBERS, 4, 3, 7, true", "MAJORITY_OF_MEMBERS, 4, 0, 8, false",
      "MAJORITY_OF_MEMBERS, 5, 3, 8, true", "MAJORITY_OF_MEMBERS, 26, 25, 51, true", "MAJORITY_OF_MEMBERS, 25, 0, 51, false",
      "TWO_THIRDS, 2, 1, 7, true", "TWO_THIRDS, 4, 2, 7, true", "TWO_THIRDS, 4, 3, 7, false", "TWO_THIRDS, 5, 2, 7, true", "TWO_THIRDS, 34, 17, 51, true", "TWO_THIRDS, 33, 17, 51, false",
      "THREE_QUARTERS, 3, 1, 7, true", "THREE_QUARTERS, 5, 2, 7, false", "THREE_QUARTERS, 6, 1, 7, true", "THREE_QUARTERS, 6, 2, 9, true", "THREE_QUARTERS, 38, 13, 51, false", "THREE_QUARTERS, 39, 12, 51, true"})
  void atItsEdge(Threshold threshold, int yes, int no, int members, boolean carried) {
    assertThat(threshold.carried(yes, no, members)).isEqualTo(carried);
  }

  @ParameterizedTest
  @EnumSource
  void aTieFailsAndSoDoesSilence(Threshold threshold) {
    for (int votes = 0; votes <= 60; votes++) assertThat(threshold.carried(votes, votes, 7)).as("%d to %d", votes, votes).isFalse();
    assertThat(threshold.carried(0, 3, 7)).isFalse();
  }

  /** What is said to be needed is what carries, and one less does not: over all votes of a body of fifteen. */
  @ParameterizedTest
  @EnumSource
  void whatIsNeededIsWhatCarries(Threshold threshold) {
    for (int voting = 1; voting <= 15; voting++) {
      int needed = threshold.needed(voting, 15);
      for (int yes = 0; yes <= voting; yes++) {
        assertThat(threshold.carried(yes, voting - yes, 15)).as("%s: %d of %d, needed %d", threshold, yes, voting, needed).isEqualTo(yes >= needed && yes > voting - yes);
      }
      if (threshold != MAJORITY_OF_MEMBERS) assertThat(threshold.carried(needed, voting - needed, 15)).isTrue();
    }
  }

  @Test
  void theNumbersThatClerksKnow() {
    assertThat(MAJORITY.needed(7, 9)).isEqualTo(4);
    assertThat(MAJORITY_OF_MEMBERS.needed(7, 9)).isEqualTo(5);
    assertThat(TWO_THIRDS.needed(7, 9)).isEqualTo(5);
    assertThat(THREE_QUARTERS.needed(7, 9)).isEqualTo(6);
  }

  @Test
  void whatWasDecidedIsWhatCarried() {
    assertThat(MotionCommands.fits(Decision.ADOPTED, true, Decision.ADOPTED)).isTrue();
    assertThat(MotionCommands.fits(Decision.ADOPTED, true, Decision.REJECTED)).isFalse();
    assertThat(MotionCommands.fits(Decision.ADOPTED, false, Decision.REJECTED)).isTrue();
    assertThat(MotionCommands.fits(Decision.ADOPTED, false, Decision.ADOPTED_AMENDED)).isFalse();
    assertThat(MotionCommands.fits(Decision.REJECTED, false, Decision.ADOPTED)).isFalse();
    assertThat(MotionCommands.fits(Decision.REFERRED, false, Decision.REFERRED)).isFalse();
    assertThat(MotionCommands.fits(Decision.REFERRED, false, Decision.NO_ACTION)).isTrue();
  }
}
