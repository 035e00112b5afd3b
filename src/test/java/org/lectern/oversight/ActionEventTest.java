package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lectern.core.Json;
import org.lectern.core.Role;

class ActionEventTest {

  private static final UUID SOMEONE = new UUID(1, 2);
  private static final ActionEvent.About TIED = new ActionEvent.About("ACT-2026-014", "Publish the log", "police", "stops-searches", 12L);
  private static final ActionEvent.About ALONE = new ActionEvent.About("ACT-2026-015", "Keep it", "police", null, null);

  @Test
  void tellsTheAreaTheHearingAndTheAgencyThatItConcerns() {
    assertThat(new ActionEvent.ActionBegun(TIED).topics())
        .containsExactly("actions/ACT-2026-014", "actions", "bodies/police", "areas/stops-searches", "hearings/12");
    assertThat(new ActionEvent.ActionBegun(ALONE).topics()).containsExactly("actions/ACT-2026-015", "actions", "bodies/police");
  }

  @Test
  void dataIsFlatAndNamesNobodysIds() {
    var data = Json.object(new ActionEvent.ActionDueSoon(TIED, SOMEONE, Crossing.REMINDER_3, LocalDate.parse("2027-02-01")));

    assertThat(data.getMap()).containsOnlyKeys("action", "title", "addressee", "area", "hearing", "crossing", "due")
        .containsEntry("crossing", "reminder_3").containsEntry("due", "2027-02-01");
  }

  @Test
  void aDraftIsForTheBoardAndAReminderForTheAgency() {
    assertThat(new ActionEvent.ActionDrafted(TIED, SOMEONE, ActionKind.DEMAND).audience().roles()).containsExactlyInAnyOrder(Role.MEMBER, Role.CHAIR);
    assertThat(new ActionEvent.ActionDueSoon(TIED, SOMEONE, Crossing.REMINDER_14, LocalDate.EPOCH).audience().roles()).containsExactly(Role.LIAISON);
    assertThat(new ActionEvent.ActionOverdue(TIED, Crossing.OVERDUE, LocalDate.EPOCH).audience().everyone()).isTrue();
  }
}
