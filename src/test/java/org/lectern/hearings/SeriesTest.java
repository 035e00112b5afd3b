package org.lectern.hearings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lectern.hearings.Series.Every;

/** The days of a series, whatever the clocks and the calendar do. */
class SeriesTest {

  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");

  private static List<String> after(String first, Every every, int times) {
    return Series.after(LocalDateTime.parse(first).atZone(LOS_ANGELES), every, times).stream().map(ZonedDateTime::toOffsetDateTime).map(String::valueOf).toList();
  }

  @Test
  void sixInTheEveningStaysSixInTheEvening() {
    assertThat(after("2026-10-27T18:00", Every.WEEK, 2)).containsExactly("2026-11-03T18:00-08:00", "2026-11-10T18:00-08:00");
    assertThat(after("2027-03-02T18:00", Every.TWO_WEEKS, 2)).containsExactly("2027-03-16T18:00-07:00", "2027-03-30T18:00-07:00");
  }

  @Test
  void theSecondTuesdayOfEachMonth() {
    assertThat(after("2026-12-08T18:00", Every.MONTH, 4)).containsExactly("2027-01-12T18:00-08:00", "2027-02-09T18:00-08:00", "2027-03-09T18:00-08:00", "2027-04-13T18:00-07:00");
  }

  @Test
  void theFirstAndTheFourth() {
    assertThat(after("2026-12-01T09:00", Every.MONTH, 2)).containsExactly("2027-01-05T09:00-08:00", "2027-02-02T09:00-08:00");
    assertThat(after("2026-12-28T09:00", Every.MONTH, 1)).containsExactly("2027-01-25T09:00-08:00");
  }

  @Test
  void aFifthTuesdayIsTheLast() {
    assertThat(after("2026-12-29T18:00", Every.MONTH, 3)).containsExactly("2027-01-26T18:00-08:00", "2027-02-23T18:00-08:00", "2027-03-30T18:00-07:00");
    assertThat(after("2028-02-29T18:00", Every.MONTH, 1)).as("from the leap day").containsExactly("2028-03-28T18:00-07:00");
  }

  @Test
  void aTimeThatTheClocksSkipMovesForward() {
    assertThat(after("2027-03-07T02:30", Every.WEEK, 1)).containsExactly("2027-03-14T03:30-07:00");
  }
}
