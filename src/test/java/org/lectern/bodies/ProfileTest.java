package org.lectern.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProfileTest {

  @ParameterizedTest(name = "{0}: {1} {2}, {3} {4}, emergency {5} h, name {6}, minutes {7} {8}")
  @CsvSource({
      "generic, ClockHours,   72, ClockHours,   24, 1, NO,    10, BUSINESS_DAYS",
      "CA,      ClockHours,   72, ClockHours,   24, 1, NEVER, 10, BUSINESS_DAYS",
      "TX,      BusinessDays, 3,  BusinessDays, 3,  1, NO,    10, BUSINESS_DAYS",
      "NY,      ClockHours,   72, ClockHours,   24, 1, NO,    14, DAYS",
      "FL,      Days,         7,  ClockHours,   24, 1, NO,    10, BUSINESS_DAYS",
      "WA,      ClockHours,   24, ClockHours,   24, 1, NEVER, 10, BUSINESS_DAYS",
  })
  void theKnobsAreThoseOfTheDomainPage(String id, String regular, int lead, String special, int specialLead, int emergency,
      Profile.NameRule name, int minutes, DueDates.Unit unit) {
    Profile profile = Profile.load(id, 1);
    assertThat(profile.notice(NoticeKind.REGULAR).getClass().getSimpleName()).isEqualTo(regular);
    assertThat(profile.notice(NoticeKind.REGULAR).count()).isEqualTo(lead);
    assertThat(profile.notice(NoticeKind.SPECIAL).getClass().getSimpleName()).isEqualTo(special);
    assertThat(profile.notice(NoticeKind.SPECIAL).count()).isEqualTo(specialLead);
    assertThat(profile.notice(NoticeKind.EMERGENCY)).isInstanceOf(Notice.ClockHours.class);
    assertThat(profile.notice(NoticeKind.EMERGENCY).count()).isEqualTo(emergency);
    assertThat(profile.nameRequired().value()).isEqualTo(name);
    assertThat(profile.minutesPublicBy().count()).isEqualTo(minutes);
    assertThat(profile.minutesPublicBy().unit()).isEqualTo(unit);
  }

  static Stream<Profile> presets() {
    return Profile.presets().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void theDefaultsHoldEverywhere(Profile profile) {
    assertThat(profile.allotmentSeconds().value()).isEqualTo(180);
    assertThat(profile.minimumSeconds().value()).isEqualTo(60);
    assertThat(profile.interpreterMultiplier().value()).isEqualTo(2);
    assertThat(profile.responseDue().count()).isEqualTo(60);
    assertThat(profile.responseDue().unit()).isEqualTo(DueDates.Unit.DAYS);
    assertThat(profile.extension().count()).isEqualTo(30);
    assertThat(profile.extension().unit()).isEqualTo(DueDates.Unit.DAYS);
    assertThat(profile.lateTestimony().value()).isEqualTo(Profile.LateTestimony.ACCEPTED_LATE);
    assertThat(profile.phoneInRequired().value()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyClockHourRuleHoldsOnBothClocksAndOnlyEmergenciesNeedAFinding(Profile profile) {
    for (NoticeKind kind : NoticeKind.values()) {
      assertThat(profile.notice(kind).finding()).isEqualTo(kind == NoticeKind.EMERGENCY);
      if (profile.notice(kind) instanceof Notice.ClockHours hours) assertThat(hours.strictBoth()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void everyNumberHasASource(Profile profile) {
    Stream<String> sources = Stream.of(profile.nameRequired().source(), profile.minutesPublicBy().source(), profile.materials().source(),
        profile.allotmentSeconds().source(), profile.minimumSeconds().source(), profile.interpreterMultiplier().source(),
        profile.responseDue().source(), profile.extension().source(), profile.lateTestimony().source(), profile.phoneInRequired().source());
    assertThat(sources).allSatisfy(source -> assertThat(source).isNotBlank());
    for (NoticeKind kind : NoticeKind.values()) assertThat(profile.notice(kind).source()).isNotBlank();
    assertThat(profile.holidays().rules()).allSatisfy(rule -> assertThat(rule.source()).isNotBlank());
  }

  @Test
  void aProfileIsFoundByItsIdAndVersion() {
    assertThat(Profile.presets()).extracting(Profile::id).containsExactly("generic", "CA", "TX", "NY", "FL", "WA");
    assertThat(Profile.presets()).extracting(profile -> profile.id() + profile.version()).doesNotHaveDuplicates();
    assertThat(Profile.load("CA", 1).name()).contains("Brown Act");
    assertThat(Profile.current("CA")).isEqualTo(Profile.load("CA", 1));
  }

  @Test
  void whatDoesNotExistIsNotGuessed() {
    assertThatThrownBy(() -> Profile.load("CA", 2)).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> Profile.load("ca", 1)).isInstanceOf(NoSuchElementException.class);
    assertThatThrownBy(() -> Profile.current("OR")).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void californiaShowsPapersWhenTheMembersGetThem() {
    assertThat(Profile.load("CA", 1).materials().whenDistributed()).isTrue();
    assertThat(Profile.load("NY", 1).materials().hours()).isEqualTo(24);
  }

  @Test
  void aProfileIsAValue() {
    Profile california = Profile.load("CA", 1);
    assertThat(california.alsoClosedOn(List.of())).isEqualTo(california);
    assertThat(california.alsoClosedOn(List.of(LocalDate.parse("2026-12-07")))).isNotEqualTo(california);
    assertThatThrownBy(() -> california.holidays().rules().clear()).isInstanceOf(UnsupportedOperationException.class);
  }
}
