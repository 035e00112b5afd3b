package org.lectern.areas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AreaEventTest {

  @Test
  void adoptingTellsTheListAndEveryNewArea() {
    var event = new AreaEvent.AreasAdopted("policing-starter", 1, List.of("use-of-force", "diversion"));

    assertThat(event.topics()).containsExactly("areas", "areas/use-of-force", "areas/diversion");
    assertThat(event.audience().everyone()).isTrue();
  }

  @Test
  void adoptedAndDisabledLeadToEachOther() {
    assertThat(AreaStatus.ADOPTED.to(AreaStatus.DISABLED).to(AreaStatus.ADOPTED)).isEqualTo(AreaStatus.ADOPTED);
  }
}
