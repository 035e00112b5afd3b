package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.bodies.NoticeKind.EMERGENCY;
import static org.lectern.bodies.NoticeKind.REGULAR;
import static org.lectern.bodies.NoticeTest.CA;
import static org.lectern.bodies.NoticeTest.CHICAGO;
import static org.lectern.bodies.NoticeTest.LOS_ANGELES;
import static org.lectern.bodies.NoticeTest.TX;
import static org.lectern.bodies.NoticeTest.at;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The earliest start and the check must agree to the second, whatever the clocks do. */
class EarliestStartTest {
  static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  static final Instant UNTIL = Instant.parse("2029-01-01T00:00:00Z");
  static final List<String> ODD_ZONES = List.of("America/Los_Angeles", "America/Havana", "America/Santiago",
      "America/Nuuk", "America/Phoenix", "Atlantic/Azores", "Africa/Casablanca", "Africa/Cairo", "Antarctica/Troll",
      "Asia/Beirut", "Asia/Gaza", "Asia/Kolkata", "Australia/Lord_Howe", "Europe/Dublin", "Europe/London",
      "Pacific/Chatham", "Pacific/Easter", "Pacific/Kiritimati", "UTC");

  @Test
  void postedNowInCaliforniaAHearingIsLawfulIn72Hours() {
    assertThat(Notice.earliestStart(CA, REGULAR, at("2026-12-05T18:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2026-12-08T18:00", LOS_ANGELES));
    assertThat(Notice.earliestStart(CA, REGULAR, at("2026-10-30T18:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2026-11-02T18:00", LOS_ANGELES));
    assertThat(Notice.earliestStart(CA, REGULAR, at("2027-03-12T17:00", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2027-03-15T18:00", LOS_ANGELES));
  }

  @Test
  void postedOnThursdayInTexasAHearingIsLawfulFromWednesdayMidnight() {
    assertThat(Notice.earliestStart(TX, REGULAR, at("2026-12-03T00:00", CHICAGO), CHICAGO)).isEqualTo(at("2026-12-09T00:00", CHICAGO));
    assertThat(Notice.earliestStart(TX, REGULAR, at("2026-12-03T23:59:59.999999999", CHICAGO), CHICAGO)).isEqualTo(at("2026-12-09T00:00", CHICAGO));
    assertThat(Notice.earliestStart(TX, REGULAR, at("2026-12-04T00:00", CHICAGO), CHICAGO)).isEqualTo(at("2026-12-10T00:00", CHICAGO));
  }

  @Test
  void aHearingMayBeLawfulOnASaturday() {
    assertThat(Notice.earliestStart(TX, REGULAR, at("2026-12-08T10:00", CHICAGO), CHICAGO)).isEqualTo(at("2026-12-12T00:00", CHICAGO));
  }

  @Test
  void postedWhileAnHourRepeatsTheStartWaitsUntilTheWallClockHasPassedIt() {
    Instant secondHalfPastOne = Instant.parse("2026-11-01T09:30:00Z");
    assertThat(Notice.earliestStart(CA, REGULAR, secondHalfPastOne, LOS_ANGELES)).isEqualTo(at("2026-11-04T02:00", LOS_ANGELES));
  }

  @Test
  void aStartDueInTheHourThatIsSkippedIsTheJump() {
    assertThat(Notice.earliestStart(CA, REGULAR, at("2027-03-11T02:30", LOS_ANGELES), LOS_ANGELES))
        .as("72 hours have passed at 03:30").isEqualTo(at("2027-03-14T03:30", LOS_ANGELES));
    assertThat(Notice.earliestStart(CA, EMERGENCY, at("2027-03-14T01:30", LOS_ANGELES), LOS_ANGELES)).isEqualTo(at("2027-03-14T03:30", LOS_ANGELES));
  }

  @Test
  void theEarliestStartIsCompliantAndASecondEarlierIsLate() {
    Random dice = new Random(72);
    for (int n = 0; n < 40_000; n++) agrees(anyProfile(dice), anyKind(dice), anyInstant(dice), anyZone(dice));
  }

  @Test
  void soItIsAroundEveryClockChangeOfEveryZone() {
    Random dice = new Random(2026);
    for (String zone : ZoneId.getAvailableZoneIds().stream().filter(id -> !id.startsWith("ical4j")).toList())
      changes(ZoneId.of(zone)).forEach(change -> {
        for (int n = 0; n < 8; n++) {
          Instant near = change.getInstant().plusSeconds(dice.nextInt(6 * 3600) - 3 * 3600);
          Profile profile = anyProfile(dice);
          for (NoticeKind kind : NoticeKind.values()) {
            agrees(profile, kind, near, ZoneId.of(zone));
            agrees(profile, kind, near.minus(Duration.ofHours(profile.notice(kind).count())), ZoneId.of(zone));
            agrees(profile, kind, near.minus(Duration.ofDays(dice.nextInt(9))), ZoneId.of(zone));
          }
        }
      });
  }

  /** No law here asks for months, but a lead across two clock changes is where the arithmetic could hide a mistake. */
  @Test
  void soItIsForALeadOfMonthsAcrossTwoClockChanges() {
    Random dice = new Random(6000);
    for (String name : ODD_ZONES) {
      ZoneId zone = ZoneId.of(name);
      List<ZoneOffsetTransition> changes = changes(zone).toList();
      for (int n = 0; n < 3000 && changes.size() > 1; n++) {
        int first = dice.nextInt(changes.size() - 1);
        int hours = (int) Duration.between(changes.get(first).getInstant(), changes.get(first + 1).getInstant()).toHours() + dice.nextInt(5) - 2;
        Notice.Rule months = new Notice.ClockHours(hours, true, false, "test");
        Instant posted = changes.get(first).getInstant().plusSeconds(60L * (dice.nextInt(360) - 180));
        Instant earliest = months.earliestStart(posted, zone, CA.holidays());
        assertThat(months.latestPosting(earliest, zone, CA.holidays()).deadline()).isAfterOrEqualTo(posted);
        for (int minutes = 1; minutes < 200; minutes += 7)
          assertThat(months.latestPosting(earliest.minusSeconds(60L * minutes - 59), zone, CA.holidays()).deadline())
              .as("%s %s h posted %s", name, hours, posted).isBefore(posted);
      }
    }
  }

  /** The other way round: the deadline is in time, the tick after it is not, and the start is lawful from it. */
  @Test
  void theDeadlineIsTheLastCompliantInstant() {
    Random dice = new Random(24);
    for (int n = 0; n < 20_000; n++) {
      Profile profile = anyProfile(dice);
      NoticeKind kind = anyKind(dice);
      ZoneId zone = anyZone(dice);
      Instant starts = anyInstant(dice);
      Instant deadline = NoticeTest.deadline(profile, kind, starts, zone);
      assertThat(Notice.check(profile, kind, deadline, starts, zone).compliant()).isTrue();
      assertThat(Notice.check(profile, kind, deadline.plusNanos(1000), starts, zone).compliant()).isFalse();
      assertThat(Notice.earliestStart(profile, kind, deadline, zone)).isBeforeOrEqualTo(starts);
    }
  }

  /** Every posting up to the deadline satisfies both clocks; nothing about offsets is reused from the code. */
  @Test
  void whateverIsCompliantHoldsOnTheWallClockAndInElapsedTime() {
    Random dice = new Random(48);
    for (String name : ODD_ZONES) {
      ZoneId zone = ZoneId.of(name);
      for (Instant change : Stream.concat(changes(zone).map(ZoneOffsetTransition::getInstant), Stream.of(anyInstant(dice))).toList())
        for (int hours : List.of(1, 24, 72, 5710, 5711, 5878, 5879))
          for (int n = 0; n < 6; n++) holdsOnBoth(zone, hours, change.plusSeconds(60L * (dice.nextInt(360) - 180) + (n % 2) * 3600L * hours));
    }
  }

  private static void holdsOnBoth(ZoneId zone, int hours, Instant starts) {
    Instant deadline = new Notice.ClockHours(hours, true, false, "test").latestPosting(starts, zone, CA.holidays()).deadline();
    LocalDateTime shown = LocalDateTime.ofInstant(starts, zone);
    for (Instant posted = deadline; posted.isAfter(deadline.minus(Duration.ofHours(4))); posted = posted.minusSeconds(300)) {
      assertThat(Duration.between(posted, starts)).isGreaterThanOrEqualTo(Duration.ofHours(hours));
      assertThat(Duration.between(LocalDateTime.ofInstant(posted, zone), shown)).isGreaterThanOrEqualTo(Duration.ofHours(hours));
    }
    // And it is the last such instant: a minute later one of the two fails, or the wall clock is repeating itself.
    Instant later = deadline.plusSeconds(60);
    boolean both = !later.plus(Duration.ofHours(hours)).isAfter(starts) && !LocalDateTime.ofInstant(later, zone).plusHours(hours).isAfter(shown);
    boolean repeating = changes(zone).anyMatch(change -> change.isOverlap() && Duration.between(deadline, change.getInstant()).abs().compareTo(Duration.ofHours(3)) < 0);
    assertThat(both && !repeating).isFalse();
  }

  @Test
  void noEarlierMinuteWouldDo() {
    Random dice = new Random(60);
    for (String name : ODD_ZONES) {
      ZoneId zone = ZoneId.of(name);
      changes(zone).limit(2).forEach(change -> {
        Instant posted = change.getInstant().minusSeconds(60L * (dice.nextInt(240) - 120) + 3600L * (dice.nextBoolean() ? 72 : 0));
        Instant earliest = Notice.earliestStart(CA, REGULAR, posted, zone);
        for (Instant start = posted; start.isBefore(earliest); start = start.plusSeconds(60))
          assertThat(Notice.check(CA, REGULAR, posted, start, zone).compliant()).as("%s posted %s", name, posted).isFalse();
      });
    }
  }

  private static void agrees(Profile profile, NoticeKind kind, Instant posted, ZoneId zone) {
    Instant earliest = Notice.earliestStart(profile, kind, posted, zone);
    assertThat(Notice.check(profile, kind, posted, earliest, zone).compliant())
        .as("%s %s posted %s in %s starts %s", profile.id(), kind, posted, zone, earliest).isTrue();
    assertThat(Notice.check(profile, kind, posted, earliest.minusSeconds(1), zone).compliant())
        .as("%s %s posted %s in %s starts a second before %s", profile.id(), kind, posted, zone, earliest).isFalse();
  }

  private static Stream<ZoneOffsetTransition> changes(ZoneId zone) {
    return Stream.iterate(zone.getRules().nextTransition(FROM), change -> change != null && change.getInstant().isBefore(UNTIL),
        change -> zone.getRules().nextTransition(change.getInstant()));
  }

  private static Profile anyProfile(Random dice) {
    Profile profile = Profile.presets().get(dice.nextInt(Profile.presets().size()));
    return dice.nextBoolean() ? profile : profile.alsoClosedOn(List.of(LocalDate.of(2027, 3, 15), LocalDate.of(2026, 12, 31)));
  }

  private static NoticeKind anyKind(Random dice) {
    return NoticeKind.values()[dice.nextInt(NoticeKind.values().length)];
  }

  private static ZoneId anyZone(Random dice) {
    return ZoneId.of(ODD_ZONES.get(dice.nextInt(ODD_ZONES.size())));
  }

  private static Instant anyInstant(Random dice) {
    return Instant.ofEpochSecond(FROM.getEpochSecond() + (long) (dice.nextDouble() * (UNTIL.getEpochSecond() - FROM.getEpochSecond())), dice.nextInt(1_000_000_000));
  }
}
