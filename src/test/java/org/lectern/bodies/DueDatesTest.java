package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.bodies.NoticeTest.LOS_ANGELES;
import static org.lectern.bodies.NoticeTest.at;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueDatesTest {
  static final Profile GENERIC = Profile.load("generic", 1);

  @Test
  void aRecommendationServedOnTheFirstOfDecemberIsDueOnTheFirstOfFebruary() {
    DueDates.Due first = DueDates.response(GENERIC, LocalDate.parse("2026-12-01"));
    assertThat(first.unrolled()).as("a Saturday").isEqualTo("2027-01-30");
    assertThat(first.due()).isEqualTo("2027-02-01");
  }

  @Test
  void anExtensionRunsFromTheUnrolledDate() {
    DueDates.Due first = DueDates.response(GENERIC, LocalDate.parse("2026-12-01"));
    assertThat(DueDates.extended(GENERIC, first)).isEqualTo(new DueDates.Due(LocalDate.parse("2027-03-01"), LocalDate.parse("2027-03-01")));
  }

  @Test
  void aDueDateOnAnOpenDayStays() {
    DueDates.Due due = DueDates.response(GENERIC, LocalDate.parse("2026-12-04"));
    assertThat(due.due()).isEqualTo(due.unrolled()).isEqualTo("2027-02-02");
  }

  @Test
  void aDueDateRollsOverHolidaysAndTheYearEnd() {
    assertThat(DueDates.response(GENERIC, LocalDate.parse("2026-07-10")).due()).as("8 September, after Labor Day").isEqualTo("2026-09-08");
    assertThat(DueDates.response(GENERIC, LocalDate.parse("2027-11-01")).due()).as("New Year kept on 31 December").isEqualTo("2028-01-03");
  }

  @Test
  void theLeapDayCountsAndMayBeTheDueDate() {
    assertThat(DueDates.response(GENERIC, LocalDate.parse("2027-12-31")).due()).isEqualTo("2028-02-29");
    assertThat(DueDates.response(GENERIC, LocalDate.parse("2026-12-31")).due()).isEqualTo("2027-03-01");
  }

  @Test
  void aDateThatTheJurisdictionClosesRollsToo() {
    Profile closed = GENERIC.alsoClosedOn(List.of(LocalDate.parse("2027-02-01")));
    assertThat(DueDates.response(closed, LocalDate.parse("2026-12-01")).due()).isEqualTo("2027-02-02");
    assertThat(DueDates.extended(closed, DueDates.response(closed, LocalDate.parse("2026-12-01"))).due()).isEqualTo("2027-03-01");
  }

  @Test
  void minutesArePublicInTenBusinessDaysAndInNewYorkInTwoWeeks() {
    LocalDate adjourned = LocalDate.parse("2026-11-17");
    assertThat(DueDates.minutes(GENERIC, adjourned).due()).as("over Thanksgiving").isEqualTo("2026-12-02");
    assertThat(DueDates.minutes(Profile.load("CA", 1), adjourned).due()).as("and the day after").isEqualTo("2026-12-03");
    assertThat(DueDates.minutes(Profile.load("NY", 1), adjourned).due()).isEqualTo("2026-12-01");
  }

  @Test
  void theDayIsTheBodysDay() {
    Instant lateOnTuesday = at("2026-12-01T23:30", LOS_ANGELES);
    assertThat(DueDates.dayOf(lateOnTuesday, LOS_ANGELES)).isEqualTo("2026-12-01");
    assertThat(DueDates.dayOf(lateOnTuesday, ZoneId.of("UTC"))).isEqualTo("2026-12-02");
  }

  @Test
  void nothingIsOverdueUntilTheDueDateHasPassedWhereTheBodySits() {
    LocalDate due = LocalDate.parse("2027-02-01");
    assertThat(overdue(due, "2027-01-15T12:00")).isZero();
    assertThat(overdue(due, "2027-02-01T23:59:59.999")).isZero();
    assertThat(overdue(due, "2027-02-02T00:00")).isEqualTo(1);
    assertThat(DueDates.daysOverdue(due, at("2027-02-01T23:00", LOS_ANGELES), ZoneId.of("UTC"))).as("in London it is tomorrow").isEqualTo(1);
  }

  @Test
  void daysOverdueAreCalendarDaysOverAClockChangeAndALeapDay() {
    assertThat(overdue(LocalDate.parse("2027-03-13"), "2027-03-14T00:00")).isEqualTo(1);
    assertThat(overdue(LocalDate.parse("2027-03-13"), "2027-03-15T00:00")).isEqualTo(2);
    assertThat(overdue(LocalDate.parse("2028-02-28"), "2028-03-01T00:00")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0} days: {1}")
  @CsvSource({"0, UP_TO_30", "1, UP_TO_30", "30, UP_TO_30", "31, UP_TO_90", "90, UP_TO_90", "91, UP_TO_180", "180, UP_TO_180", "181, OVER_180", "5000, OVER_180"})
  void overdueAnswersAgeInFourColumns(long days, DueDates.Age age) {
    assertThat(DueDates.Age.of(days)).isEqualTo(age);
  }

  @Test
  void whatIsNotDueHasNoAge() {
    assertThatThrownBy(() -> DueDates.Age.of(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new DueDates.Term(0, DueDates.Unit.DAYS, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  private static long overdue(LocalDate due, String now) {
    return DueDates.daysOverdue(due, at(now, LOS_ANGELES), LOS_ANGELES);
  }
}
