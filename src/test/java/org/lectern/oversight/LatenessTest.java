package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatenessTest {

  private static final LocalDate DUE = LocalDate.parse("2027-02-01");

  @ParameterizedTest
  @CsvSource({
      "2027-01-31,  0, false, false",
      "2027-02-01,  0, false, false",
      "2027-02-02,  1, true,  false",
      "2027-03-02, 29, true,  false",
      "2027-03-03, 30, true,  true",
      "2028-02-01, 365, true, true"})
  void isLateFromTheDayAfterAndLongLateFromTheThirtieth(LocalDate today, long days, boolean overdue, boolean longOverdue) {
    assertThat(Lateness.of(DUE, today)).isEqualTo(new Lateness(today, DUE, days, overdue, longOverdue));
  }

  @Test
  void whoOwesNothingIsNotLate() {
    assertThat(Lateness.of(null, DUE)).isEqualTo(new Lateness(DUE, null, 0, false, false));
  }
}
