package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lectern.core.Problem.Fault;

class AnswerTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-12-01");
  private static final String FIFTY = "We have no legal power over the records of a state";

  @ParameterizedTest
  @EnumSource(names = {"ACCEPTED", "ACCEPTED_IN_PART"})
  void whoAcceptsGivesPlanOwnerAndDate(Position position) {
    assertThat(new Answer(position, " ", null, null).faults(TODAY)).containsExactly(
        Fault.at("/text", "plan_required"), Fault.at("/owner", "owner_required"), Fault.at("/due", "date_required"));
    assertThat(new Answer(position, "We will publish them.", "Records Division", TODAY).faults(TODAY)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"REJECTED", "ALTERNATIVE"})
  void whoDeclinesGivesAReasonWorthTheName(Position position) {
    assertThat(FIFTY).hasSize(50);
    assertThat(new Answer(position, FIFTY, null, null).faults(TODAY)).isEmpty();
    assertThat(new Answer(position, "  " + FIFTY.substring(1) + "  ", null, null).faults(TODAY)).containsExactly(Fault.at("/text", "reason_too_short", 50));
    assertThat(new Answer(position, null, null, null).faults(TODAY)).containsExactly(Fault.at("/text", "reason_too_short", 50));
  }

  @Test
  void thinkingAboutItEndsAfterHalfAYear() {
    assertThat(new Answer(Position.NEEDS_ANALYSIS, "We study the cost.", null, TODAY.plusDays(180)).faults(TODAY)).isEmpty();
    assertThat(new Answer(Position.NEEDS_ANALYSIS, "We study the cost.", null, TODAY.plusDays(181)).faults(TODAY))
        .containsExactly(Fault.at("/due", "analysis_too_long", 180, "2027-05-30"));
    assertThat(new Answer(Position.NEEDS_ANALYSIS, null, null, null).faults(TODAY))
        .containsExactly(Fault.at("/text", "text_required"), Fault.at("/due", "date_required"));
  }

  @Test
  void nobodyPromisesThePast() {
    assertThat(new Answer(Position.ACCEPTED, "Done soon.", "Chief", TODAY.minusDays(1)).faults(TODAY)).containsExactly(Fault.at("/due", "date_in_past"));
  }

  @Test
  void noPositionIsNoAnswer() {
    assertThat(new Answer(null, "Thank you for your letter.", null, null).faults(TODAY)).containsExactly(Fault.at("/position", "position_required"));
    assertThat(new Answer(Position.NONE, "Thank you for your letter.", null, null).faults(TODAY)).containsExactly(Fault.at("/position", "position_required"));
  }
}
