package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.bodies.NoticeKind.EMERGENCY;
import static org.lectern.bodies.NoticeKind.REGULAR;
import static org.lectern.bodies.NoticeKind.SPECIAL;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {
  static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  static final Profile CA = Profile.load("CA", 1);
  static final Profile TX = Profile.load("TX", 1);
  static final Profile NY = Profile.load("NY", 1);
  static final Profile FL = Profile.load("FL", 1);
  static final Profile WA = Profile.load("WA", 1);

  // California: 72 clock hours.

  @Test
  void aCaliforniaPostingExactly72HoursAheadOverAWeekendIsCompliant() {
    Notice.Check check = inCalifornia("2026-12-05T18:00:00", "2026-12-08T18:00");
    assertThat(check.verdict()).isEqualTo(Notice.Verdict.COMPLIANT);
    assertThat(check.actualLead()).isEqualTo(Duration.ofHours(72));
    assertThat(check.deadline()).isEqualTo(at("2026-12-05T18:00:00", LOS_ANGELES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-12-05T18:00:01", "2026-12-05T18:00:00.001", "2026-12-05T18:00:00.000001"})
  void aCaliforniaPostingAnyLaterIsLate(String posted) {
    assertThat(inCalifornia(posted, "2026-12-08T18:00").verdict()).isEqualTo(Notice.Verdict.LATE);
  }

  @Test
  void lessThanAMicrosecondIsNotOnTheRecord() {
    assertThat(inCalifornia("2026-12-05T18:00:00.000000999", "2026-12-08T18:00").compliant()).isTrue();
  }

  @Test
  void whenClocksGoBackTheWallClockSetsTheDeadline() {
    Notice.Check check = inCalifornia("2026-10-30T18:30", "2026-11-02T18:00");
    assertThat(check.deadline()).isEqualTo(at("2026-10-30T18:00", LOS_ANGELES));
    assertThat(check.actualLead()).as("elapsed time alone would do").isEqualTo(Duration.ofMinutes(72 * 60 + 30));
    assertThat(check.verdict()).isEqualTo(Notice.Verdict.LATE);
    assertThat(inCalifornia("2026-10-30T18:00:00", "2026-11-02T18:00").compliant()).isTrue();
    assertThat(inCalifornia("2026-10-30T18:00:01", "2026-11-02T18:00").compliant()).isFalse();
  }

  @Test
  void whenClocksGoForwardElapsedTimeSetsTheDeadline() {
    Notice.Check check = inCalifornia("2027-03-12T17:00:00", "2027-03-15T18:00");
    assertThat(check.deadline()).isEqualTo(at("2027-03-12T17:00", LOS_ANGELES));
    assertThat(check.compliant()).isTrue();
    assertThat(inCalifornia("2027-03-12T17:00:01", "2027-03-15T18:00").compliant()).isFalse();
  }

  @Test
  void aStartBeforeTheClocksChangeIsPlain72Hours() {
    assertThat(inCalifornia("2026-10-29T01:59:59", "2026-11-01T01:59:59").compliant()).as("first 1:59 of the Sunday").isTrue();
    assertThat(inCalifornia("2027-03-11T01:59:59", "2027-03-14T01:59:59").compliant()).isTrue();
  }

  @Test
  void aStartInTheHourThatRepeatsIsHeldToTheWallClock() {
    Instant secondHalfPastOne = Instant.parse("2026-11-01T09:30:00Z");
    assertThat(LocalDateTime.ofInstant(secondHalfPastOne, LOS_ANGELES)).isEqualTo("2026-11-01T01:30");
    assertThat(deadline(CA, REGULAR, secondHalfPastOne, LOS_ANGELES)).isEqualTo(at("2026-10-29T01:30", LOS_ANGELES));
    assertThat(deadline(CA, REGULAR, secondHalfPastOne.minus(Duration.ofHours(1)), LOS_ANGELES)).isEqualTo(at("2026-10-29T01:30", LOS_ANGELES));
  }

  @Test
  void aDeadlineInTheHourThatRepeatsIsItsFirstShowing() {
    assertThat(deadline(CA, REGULAR, at("2026-11-04T01:30", LOS_ANGELES), LOS_ANGELES)).isEqualTo("2026-11-01T08:30:00Z");
    assertThat(deadline(CA, REGULAR, at("2026-11-04T02:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo("2026-11-01T10:00:00Z");
  }

  @Test
  void aDeadlineInTheHourThatIsSkippedIsElapsedTime() {
    assertThat(deadline(CA, REGULAR, at("2027-03-17T02:30", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2027-03-14T01:30", LOS_ANGELES));
    assertThat(deadline(CA, REGULAR, at("2027-03-17T03:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo("2027-03-14T10:00:00Z");
  }

  @Test
  void aZoneWithoutDaylightSavingNeverDiffers() {
    ZoneId honolulu = ZoneId.of("Pacific/Honolulu");
    assertThat(deadline(CA, REGULAR, at("2026-11-02T18:00", honolulu), honolulu)).isEqualTo(at("2026-10-30T18:00", honolulu));
    assertThat(deadline(CA, REGULAR, at("2027-03-15T18:00", ZoneId.of("America/Phoenix")), ZoneId.of("America/Phoenix")))
        .isEqualTo(at("2027-03-12T18:00", ZoneId.of("America/Phoenix")));
  }

  @Test
  void aZoneThatShiftsByHalfAnHourLosesHalfAnHour() {
    ZoneId lordHowe = ZoneId.of("Australia/Lord_Howe"); // forward by 30 minutes on Sunday 4 October 2026
    assertThat(deadline(CA, REGULAR, at("2026-10-05T18:00", lordHowe), lordHowe)).isEqualTo(at("2026-10-02T17:30", lordHowe));
  }

  @Test
  void aNoticePeriodMayCrossTheYearEndAndTheLeapDay() {
    assertThat(inCalifornia("2026-12-30T09:00", "2027-01-02T09:00").compliant()).isTrue();
    assertThat(inCalifornia("2028-02-27T09:00", "2028-03-01T09:00").compliant()).as("29 February is a day").isTrue();
    assertThat(inCalifornia("2027-02-26T09:00", "2027-03-01T09:00").compliant()).isTrue();
    assertThat(inCalifornia("2027-02-26T09:00:01", "2027-03-01T09:00").compliant()).isFalse();
  }

  @Test
  void specialMeetingsOwe24HoursAndEmergenciesOneWithAFinding() {
    Instant start = at("2026-12-08T18:00", LOS_ANGELES);
    assertThat(deadline(CA, SPECIAL, start, LOS_ANGELES)).isEqualTo(at("2026-12-07T18:00", LOS_ANGELES));
    assertThat(deadline(CA, EMERGENCY, start, LOS_ANGELES)).isEqualTo(at("2026-12-08T17:00", LOS_ANGELES));
    assertThat(CA.notice(EMERGENCY).finding()).isTrue();
    assertThat(CA.notice(SPECIAL).finding()).isFalse();
  }

  @Test
  void aPostingAfterTheStartHasANegativeLead() {
    Notice.Check check = inCalifornia("2026-12-08T19:00", "2026-12-08T18:00");
    assertThat(check.actualLead()).isEqualTo(Duration.ofHours(-1));
    assertThat(check.compliant()).isFalse();
  }

  @Test
  void elapsedTimeAloneIsEnoughWhereARuleIsNotStrict() {
    Notice.Rule elapsedOnly = new Notice.ClockHours(72, false, false, "test");
    Instant start = at("2026-11-02T18:00", LOS_ANGELES);
    assertThat(elapsedOnly.latestPosting(start, LOS_ANGELES, CA.holidays()).deadline()).isEqualTo(at("2026-10-30T19:00", LOS_ANGELES));
    assertThat(elapsedOnly.earliestStart(at("2026-10-30T19:00", LOS_ANGELES), LOS_ANGELES, CA.holidays())).isEqualTo(start);
  }

  // Texas: three full business days before the meeting's date.

  @Test
  void aTexasMeetingOnWednesdayIsPostedByTheThursdayBefore() {
    Instant start = at("2026-12-09T18:00", CHICAGO);
    assertThat(deadline(TX, REGULAR, start, CHICAGO)).isEqualTo(at("2026-12-03T23:59:59.999999", CHICAGO));
    assertThat(check(TX, REGULAR, "2026-12-03T23:59:59", "2026-12-09T18:00", CHICAGO).compliant()).isTrue();
    assertThat(check(TX, REGULAR, "2026-12-04T00:00:00", "2026-12-09T18:00", CHICAGO).compliant()).isFalse();
  }

  @Test
  void theHourOfATexasMeetingDoesNotMatter() {
    for (LocalTime hour : List.of(LocalTime.MIDNIGHT, LocalTime.NOON, LocalTime.of(23, 59)))
      assertThat(lastDay(TX, LocalDate.parse("2026-12-09").atTime(hour), CHICAGO)).isEqualTo("2026-12-03");
  }

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource({
      "2026-12-07, 2026-12-01, Monday: Fri Thu Wed",
      "2026-12-08, 2026-12-02, Tuesday: Mon Fri Thu",
      "2026-12-10, 2026-12-06, Thursday: Wed Tue Mon; Sunday gives three full days",
      "2026-12-11, 2026-12-07, Friday: Thu Wed Tue",
      "2026-12-12, 2026-12-08, Saturday: Fri Thu Wed",
      "2026-12-02, 2026-11-24, Thanksgiving and the day after do not count",
      "2026-12-29, 2026-12-21, Christmas Eve and Christmas do not count and the 26th is a Saturday: Mon Wed Tue",
      "2027-01-05, 2026-12-29, New Year on a Friday: Mon Thu Wed",
      "2025-10-16, 2025-10-09, the Texas Association of Counties' example with Columbus Day closed",
      "2026-07-07, 2026-06-30, 4 July on Saturday is kept on Friday: Mon Thu Wed",
      "2028-01-04, 2027-12-28, New Year on Saturday is kept on Friday 31 December: Mon Thu Wed",
      "2028-03-02, 2028-02-27, leap day counts: Wed Tue Mon",
  })
  void closedDaysAmongTheThreeMoveTheTexasDeadlineBack(LocalDate meeting, LocalDate lastDay, String why) {
    assertThat(lastDay(TX, meeting.atTime(18, 0), CHICAGO)).as(why).isEqualTo(lastDay);
  }

  @Test
  void aDateThatTheJurisdictionClosesMovesItToo() {
    Profile mourning = TX.alsoClosedOn(List.of(LocalDate.parse("2026-12-07")));
    assertThat(lastDay(mourning, LocalDateTime.parse("2026-12-09T18:00"), CHICAGO)).isEqualTo("2026-12-02");
    assertThat(lastDay(TX, LocalDateTime.parse("2026-12-09T18:00"), CHICAGO)).as("the preset is untouched").isEqualTo("2026-12-03");
  }

  @Test
  void clockChangesDoNotMoveATexasDeadline() {
    assertThat(deadline(TX, REGULAR, at("2026-11-04T18:00", CHICAGO), CHICAGO)).isEqualTo(at("2026-10-29T23:59:59.999999", CHICAGO));
    assertThat(deadline(TX, REGULAR, at("2027-03-17T18:00", CHICAGO), CHICAGO)).isEqualTo(at("2027-03-11T23:59:59.999999", CHICAGO));
  }

  @Test
  void theDateOfATexasMeetingIsTheBodysDate() {
    ZoneId elPaso = ZoneId.of("America/Denver");
    Instant lateTuesdayInElPaso = at("2026-12-08T23:30", elPaso); // Wednesday in Austin
    assertThat(deadline(TX, REGULAR, lateTuesdayInElPaso, elPaso)).isEqualTo(at("2026-12-02T23:59:59.999999", elPaso));
    assertThat(deadline(TX, REGULAR, lateTuesdayInElPaso, CHICAGO)).isEqualTo(at("2026-12-03T23:59:59.999999", CHICAGO));
  }

  @Test
  void aTexasSpecialMeetingIsARegularOneAndAnEmergencyAnHour() {
    Instant start = at("2026-12-09T18:00", CHICAGO);
    assertThat(deadline(TX, SPECIAL, start, CHICAGO)).isEqualTo(deadline(TX, REGULAR, start, CHICAGO));
    assertThat(deadline(TX, EMERGENCY, start, CHICAGO)).isEqualTo(at("2026-12-09T17:00", CHICAGO));
  }

  // Florida: seven days; New York and Washington: hours.

  @Test
  void aFloridaMeetingOnTuesdayIsPostedOnTheTuesdayBefore() {
    assertThat(deadline(FL, REGULAR, at("2026-12-15T09:00", NEW_YORK), NEW_YORK)).isEqualTo(at("2026-12-08T23:59:59.999999", NEW_YORK));
    assertThat(check(FL, REGULAR, "2026-12-08T22:00", "2026-12-15T09:00", NEW_YORK).compliant()).isTrue();
    assertThat(check(FL, REGULAR, "2026-12-09T00:00", "2026-12-15T23:00", NEW_YORK).compliant()).isFalse();
  }

  @Test
  void sevenDaysCrossTheYearEndTheLeapDayAndAClockChange() {
    assertThat(lastDay(FL, LocalDateTime.parse("2027-01-05T18:00"), NEW_YORK)).isEqualTo("2026-12-29");
    assertThat(lastDay(FL, LocalDateTime.parse("2028-03-06T18:00"), NEW_YORK)).isEqualTo("2028-02-28");
    assertThat(lastDay(FL, LocalDateTime.parse("2027-03-18T18:00"), NEW_YORK)).isEqualTo("2027-03-11");
  }

  @Test
  void newYorkOwes72HoursAndWashington24() {
    assertThat(deadline(NY, REGULAR, at("2026-12-08T18:00", NEW_YORK), NEW_YORK)).isEqualTo(at("2026-12-05T18:00", NEW_YORK));
    assertThat(deadline(WA, REGULAR, at("2026-12-08T18:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2026-12-07T18:00", LOS_ANGELES));
    assertThat(deadline(WA, REGULAR, at("2026-11-01T18:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2026-10-31T18:00", LOS_ANGELES));
    assertThat(deadline(WA, REGULAR, at("2027-03-14T18:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2027-03-13T17:00", LOS_ANGELES));
  }

  // The day may begin at one o'clock, or twice.

  @Test
  void aDayThatBeginsAtOneEndsTheDayBeforeAtMidnight() {
    ZoneId santiago = ZoneId.of("America/Santiago"); // Sunday 6 September 2026 begins at 01:00
    assertThat(deadline(FL, REGULAR, at("2026-09-12T18:00", santiago), santiago)).isEqualTo(at("2026-09-05T23:59:59.999999", santiago));
    assertThat(Notice.earliestStart(FL, REGULAR, at("2026-08-30T12:00", santiago), santiago)).isEqualTo(at("2026-09-06T01:00", santiago));
  }

  @Test
  void aMidnightThatComesTwiceCountsTheFirstTime() {
    ZoneId havana = ZoneId.of("America/Havana"); // Sunday 1 November 2026: 01:00 goes back to 00:00
    assertThat(deadline(FL, REGULAR, at("2026-11-07T18:00", havana), havana)).isEqualTo("2026-11-01T03:59:59.999999Z");
    assertThat(Notice.earliestStart(FL, REGULAR, at("2026-10-25T12:00", havana), havana)).isEqualTo("2026-11-01T04:00:00Z");
  }

  // What the certificate and the page say.

  @Test
  void aCheckNamesItsRuleAndItsSourceInLaw() {
    Notice.Check check = inCalifornia("2026-12-05T18:00", "2026-12-08T18:00");
    assertThat(check.ruleId()).isEqualTo("CA.1.regular");
    assertThat(check.required()).isEqualTo(new Notice.ClockHours(72, true, false, "Cal. Gov. Code § 54954.2(a)(1)"));
    assertThat(check.required().count()).isEqualTo(72);
  }

  @Test
  void aCheckTellsHowItsHoursWereCounted() {
    List<Notice.Step> steps = inCalifornia("2026-10-30T18:30", "2026-11-02T18:00").steps();
    assertThat(steps).extracting(Notice.Step::key).containsExactly(Notice.Key.STARTS, Notice.Key.ELAPSED,
        Notice.Key.WALL_CLOCK, Notice.Key.EARLIER_OF_BOTH, Notice.Key.POST_BY, Notice.Key.POSTED);
    assertThat(steps.get(1).args()).isEqualTo(Map.of("hours", 72, "at", at("2026-10-30T19:00", LOS_ANGELES).atZone(LOS_ANGELES)));
    assertThat(steps.get(2).args()).isEqualTo(Map.of("hours", 72, "at", at("2026-10-30T18:00", LOS_ANGELES).atZone(LOS_ANGELES)));
    assertThat(steps.get(2).key().message()).isEqualTo("notice.step.wall_clock");
  }

  @Test
  void aCheckTellsWhichDaysDidNotCount() {
    List<Notice.Step> steps = check(TX, REGULAR, "2026-11-24T10:00", "2026-12-01T18:00", CHICAGO).steps();
    assertThat(steps).extracting(Notice.Step::key).containsExactly(Notice.Key.STARTS, Notice.Key.FULL_DAY,
        Notice.Key.CLOSED, Notice.Key.CLOSED, Notice.Key.CLOSED, Notice.Key.CLOSED, Notice.Key.FULL_DAY,
        Notice.Key.FULL_DAY, Notice.Key.POST_BY, Notice.Key.POSTED);
    assertThat(steps.stream().filter(step -> step.key() == Notice.Key.CLOSED).map(step -> step.args().get("why")))
        .containsExactly("weekend", "weekend", "day_after_thanksgiving", "thanksgiving_day");
    assertThat(steps.get(7).args()).isEqualTo(Map.of("number", 3, "date", LocalDate.parse("2026-11-24")));
  }

  @Test
  void aLeadTimeOfNothingIsNoRule() {
    assertThatThrownBy(() -> new Notice.ClockHours(0, true, false, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Notice.BusinessDays(0, false, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Notice.Days(-1, false, "x")).isInstanceOf(IllegalArgumentException.class);
  }

  static Notice.Check inCalifornia(String posted, String starts) {
    return check(CA, REGULAR, posted, starts, LOS_ANGELES);
  }

  static Notice.Check check(Profile profile, NoticeKind kind, String posted, String starts, ZoneId zone) {
    return Notice.check(profile, kind, at(posted, zone), at(starts, zone), zone);
  }

  static Instant deadline(Profile profile, NoticeKind kind, Instant starts, ZoneId zone) {
    return Notice.check(profile, kind, Instant.EPOCH, starts, zone).deadline();
  }

  static LocalDate lastDay(Profile profile, LocalDateTime starts, ZoneId zone) {
    return LocalDate.ofInstant(deadline(profile, REGULAR, starts.atZone(zone).toInstant(), zone), zone);
  }

  static Instant at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }
}
