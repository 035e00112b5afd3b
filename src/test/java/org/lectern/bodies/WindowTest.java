package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.bodies.NoticeTest.LOS_ANGELES;
import static org.lectern.bodies.NoticeTest.at;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
  static final Window UNTIL_FIVE = new Window(at("2026-12-01T09:00", LOS_ANGELES), at("2026-12-07T17:00", LOS_ANGELES));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
      "2026-12-01T08:59:59.999, EARLY",
      "2026-12-01T09:00:00.000, ON_TIME",
      "2026-12-07T16:59:59.999, ON_TIME",
      "2026-12-07T17:00:00.000, ON_TIME",
      "2026-12-07T17:00:00.001, LATE",
      "2026-12-07T17:00:00.000001, LATE",
      "2026-12-08T00:00:00, LATE",
  })
  void theFirstAndTheLastInstantAreInTime(String received, Window.Verdict verdict) {
    assertThat(UNTIL_FIVE.verdict(at(received, LOS_ANGELES))).isEqualTo(verdict);
  }

  @Test
  void aCloseInTheRepeatedHourIsAnInstantAndNotAClockFace() {
    Window firstHalfPastOne = new Window(Instant.EPOCH, Instant.parse("2026-11-01T08:30:00Z"));
    assertThat(firstHalfPastOne.verdict(Instant.parse("2026-11-01T09:15:00Z"))).as("01:15 the second time").isEqualTo(Window.Verdict.LATE);
  }

  @Test
  void aWindowMayBeOneInstantButNotLess() {
    Instant now = at("2026-12-07T17:00", LOS_ANGELES);
    assertThat(new Window(now, now).verdict(now)).isEqualTo(Window.Verdict.ON_TIME);
    assertThatThrownBy(() -> new Window(now, now.minusNanos(1))).isInstanceOf(IllegalArgumentException.class);
  }
}
