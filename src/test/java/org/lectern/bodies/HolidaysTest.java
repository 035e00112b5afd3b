package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {
  static final Holidays FEDERAL = Profile.load("generic", 1).holidays();

  /** The Office of Personnel Management's list for 2026. */
  @Test
  void theFederalHolidaysOf2026AreKnown() {
    assertThat(weekdaysClosed(FEDERAL, 2026)).containsExactlyInAnyOrder(days("2026-01-01", "2026-01-19", "2026-02-16",
        "2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25"));
  }

  @Test
  void theFederalHolidaysOf2027AreKnown() {
    assertThat(weekdaysClosed(FEDERAL, 2027)).containsExactlyInAnyOrder(days("2027-01-01", "2027-01-18", "2027-02-15",
        "2027-05-31", "2027-06-18", "2027-07-05", "2027-09-06", "2027-10-11", "2027-11-11", "2027-11-25", "2027-12-24", "2027-12-31"));
  }

  @Test
  void aHolidayOnSaturdayIsKeptOnFridayAndOnSundayOnMonday() {
    assertThat(FEDERAL.closedBy(LocalDate.parse("2026-07-03"))).contains("independence_day");
    assertThat(FEDERAL.closedBy(LocalDate.parse("2027-07-05"))).contains("independence_day");
    assertThat(FEDERAL.closedBy(LocalDate.parse("2026-07-06"))).isEmpty();
  }

  @Test
  void newYearOnSaturdayIsKeptInTheOldYear() {
    assertThat(FEDERAL.closedBy(LocalDate.parse("2027-12-31"))).contains("new_years_day");
    assertThat(FEDERAL.open(LocalDate.parse("2028-01-03"))).isTrue();
    assertThat(FEDERAL.closedBy(LocalDate.parse("2023-01-02"))).as("on Sunday it is kept on Monday").contains("new_years_day");
  }

  @Test
  void aHolidayOnTheLastDayOfTheYearIsKeptInTheNew() {
    Holidays saintSylvester = new Holidays(List.of(new Holidays.OnDate("sylvester", java.time.MonthDay.of(12, 31), Holidays.Observed.MONDAY, "test")), Set.of(), Set.of());
    assertThat(saintSylvester.closedBy(LocalDate.parse("2024-01-01"))).contains("sylvester");
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
      "CA, 2026-03-31, farmworkers_day",
      "CA, 2030-04-01, farmworkers_day",
      "CA, 2026-11-27, day_after_thanksgiving",
      "TX, 2026-11-27, day_after_thanksgiving",
      "TX, 2026-12-24, christmas_eve",
      "TX, 2028-12-26, day_after_christmas",
      "NY, 2026-02-12, lincolns_birthday",
      "NY, 2028-02-14, ",
      "NY, 2034-02-13, lincolns_birthday",
      "NY, 2026-11-03, election_day",
      "NY, 2027-11-02, election_day",
      "NY, 2029-11-06, election_day",
      "FL, 2026-11-27, day_after_thanksgiving",
      "WA, 2026-11-27, native_american_heritage_day",
      "WA, 2024-11-29, native_american_heritage_day",
      "NY, 2026-11-27, ",
      "CA, 2029-03-30, ",
      "generic, 2026-11-27, ",
  })
  void statesAddTheirOwn(String state, LocalDate day, String name) {
    assertThat(Profile.load(state, 1).holidays().closedBy(day).orElse(null)).isEqualTo(name);
  }

  @Test
  void theDayAfterThanksgivingIsNotTheFourthFriday() {
    assertThat(Profile.load("TX", 1).holidays().closedBy(LocalDate.parse("2024-11-29"))).contains("day_after_thanksgiving");
    assertThat(Profile.load("TX", 1).holidays().open(LocalDate.parse("2024-11-22"))).isTrue();
  }

  @Test
  void weekendsAreClosedWhateverElseTheyAre() {
    assertThat(FEDERAL.closedBy(LocalDate.parse("2026-07-04"))).contains("weekend");
    assertThat(FEDERAL.closedBy(LocalDate.parse("2026-07-05"))).contains("weekend");
  }

  @Test
  void aJurisdictionAddsItsOwnDates() {
    Holidays mardiGras = FEDERAL.with(List.of(LocalDate.parse("2027-02-09")));
    assertThat(mardiGras.closedBy(LocalDate.parse("2027-02-09"))).contains("local");
    assertThat(mardiGras.closedBy(LocalDate.parse("2027-02-15"))).contains("presidents_day");
    assertThat(FEDERAL.open(LocalDate.parse("2027-02-09"))).isTrue();
  }

  @Test
  void rollingForwardStopsAtTheFirstOpenDay() {
    assertThat(FEDERAL.rollForward(LocalDate.parse("2026-12-08"))).isEqualTo("2026-12-08");
    assertThat(FEDERAL.rollForward(LocalDate.parse("2026-09-05"))).as("over Labor Day").isEqualTo("2026-09-08");
    assertThat(FEDERAL.rollForward(LocalDate.parse("2027-12-31"))).as("over the year end").isEqualTo("2028-01-03");
    assertThat(FEDERAL.rollForward(LocalDate.parse("2028-02-29"))).as("the leap day is a Tuesday").isEqualTo("2028-02-29");
  }

  @Test
  void businessDaysStartCountingOnTheNextDay() {
    assertThat(FEDERAL.businessDaysAfter(LocalDate.parse("2026-12-08"), 1)).isEqualTo("2026-12-09");
    assertThat(FEDERAL.businessDaysAfter(LocalDate.parse("2026-12-11"), 1)).isEqualTo("2026-12-14");
    assertThat(FEDERAL.businessDaysAfter(LocalDate.parse("2026-12-12"), 1)).as("from a closed day").isEqualTo("2026-12-14");
    assertThat(FEDERAL.businessDaysAfter(LocalDate.parse("2026-12-21"), 10)).as("over Christmas and New Year").isEqualTo("2027-01-06");
    assertThatThrownBy(() -> FEDERAL.businessDaysAfter(LocalDate.parse("2026-12-08"), 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<LocalDate> weekdaysClosed(Holidays holidays, int year) {
    return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1))
        .filter(day -> holidays.closedBy(day).filter(why -> !why.equals(Holidays.WEEKEND)).isPresent()).collect(Collectors.toSet());
  }

  private static LocalDate[] days(String... dates) {
    return List.of(dates).stream().map(LocalDate::parse).toArray(LocalDate[]::new);
  }
}
