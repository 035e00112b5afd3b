package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.bodies.NoticeKind.REGULAR;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place's own knobs and its own open and closed days, at the boundaries. */
class OwnClocksTest {

  private static final ZoneId LOS_ANGELES = ZoneId.of("America/Los_Angeles");
  private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
  private static final Profile TX = Profile.load("TX", 1);
  private static final Profile STRICT = Profile.load("CA", 1).with(new Knobs(96, null, 2, 48, 120, 45, false), 1001);

  private static Instant at(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private static LocalDate lastDay(Profile profile, String meeting) {
    return LocalDate.ofInstant(Notice.check(profile, REGULAR, Instant.EPOCH, at(meeting + "T18:00", CHICAGO), CHICAGO).deadline(), CHICAGO);
  }

  @Test
  void whatIsNotSetIsAsThePresetHasIt() {
    assertThat(STRICT.notice(REGULAR).count()).isEqualTo(96);
    assertThat(STRICT.notice(NoticeKind.SPECIAL)).isEqualTo(Profile.load("CA", 1).notice(NoticeKind.SPECIAL));
    assertThat(STRICT.notice(NoticeKind.EMERGENCY).finding()).isTrue();
    assertThat(STRICT.materials().hours()).isEqualTo(48);
    assertThat(STRICT.materials().whenDistributed()).as("the law's own").isTrue();
    assertThat(STRICT.allotmentSeconds().value()).isEqualTo(120);
    assertThat(STRICT.responseDue().count()).isEqualTo(45);
    assertThat(STRICT.phoneInRequired().value()).isFalse();
    assertThat(STRICT.ruleId(REGULAR)).isEqualTo("CA.1001.regular");
    assertThat(STRICT.notice(REGULAR).source()).isNotEqualTo(Profile.load("CA", 1).notice(REGULAR).source());
    assertThat(Profile.load("CA", 1001)).as("what it cannot set itself").isEqualTo(Profile.current("CA"));
  }

  @ParameterizedTest(name = "{0}: by {1}")
  @CsvSource({
      "2026-12-08T18:00, 2026-12-04T18:00", // plain
      "2026-11-03T18:00, 2026-10-30T18:00", // clocks go back on Sunday: the wall clock
      "2027-03-16T18:00, 2027-03-12T17:00", // clocks go forward on Sunday: elapsed time
      "2027-01-02T09:00, 2026-12-29T09:00", // over the year's end
      "2028-03-02T09:00, 2028-02-27T09:00", // over the leap day
      "2027-03-02T09:00, 2027-02-26T09:00"}) // in a year without one
  void ninetySixHoursOnBothClocks(LocalDateTime starts, LocalDateTime deadline) {
    var last = deadline.atZone(LOS_ANGELES).toInstant();
    var start = starts.atZone(LOS_ANGELES).toInstant();
    assertThat(Notice.check(STRICT, REGULAR, last, start, LOS_ANGELES).compliant()).isTrue();
    assertThat(Notice.check(STRICT, REGULAR, last.plusNanos(1_000), start, LOS_ANGELES).compliant()).isFalse();
  }

  @Test
  void moreBusinessDaysInTexas() {
    var five = TX.with(new Knobs(5, null, null, null, null, null, null), 1001);
    assertThat(lastDay(TX, "2026-12-09")).isEqualTo("2026-12-03");
    assertThat(lastDay(five, "2026-12-09")).isEqualTo("2026-12-01");
    assertThat(lastDay(five, "2027-01-08")).as("New Year's Day and its weekend do not count").isEqualTo("2026-12-30");
    assertThat(lastDay(five, "2028-03-03")).as("the leap day counts").isEqualTo("2028-02-24");
  }

  @Test
  void aHolidayOnMondayIsOpenAgain() {
    // Columbus Day, Monday 12 October 2026.
    assertThat(lastDay(TX, "2026-10-15")).isEqualTo("2026-10-08");
    var open = TX.openOn(Set.of(LocalDate.parse("2026-10-12")));
    assertThat(lastDay(open, "2026-10-15")).isEqualTo("2026-10-11");
    assertThat(open.holidays().closedBy(LocalDate.parse("2026-10-12"))).isEmpty();
    assertThat(open.holidays().closedBy(LocalDate.parse("2027-10-11"))).as("next year's is not").contains("columbus_day");
    assertThat(open.alsoClosedOn(Set.of(LocalDate.parse("2026-10-13"))).holidays().closedBy(LocalDate.parse("2026-10-13"))).contains("local");
  }

  @Test
  void aWeekendStaysClosed() {
    assertThat(TX.openOn(Set.of(LocalDate.parse("2026-10-10"))).holidays().closedBy(LocalDate.parse("2026-10-10"))).contains("weekend");
  }

  @Test
  void aDueDateOnAClosedMondayRollsToTuesday() {
    var term = new DueDates.Term(3, DueDates.Unit.DAYS, "test");
    assertThat(DueDates.due(term, LocalDate.parse("2026-10-09"), TX.holidays()).due()).isEqualTo("2026-10-13");
    assertThat(DueDates.due(term, LocalDate.parse("2026-10-09"), TX.openOn(Set.of(LocalDate.parse("2026-10-12"))).holidays()).due()).isEqualTo("2026-10-12");
  }
}
