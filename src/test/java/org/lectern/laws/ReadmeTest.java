package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.lectern.accommodations.AccommodationStatus;
import org.lectern.campaigns.CampaignStatus;
import org.lectern.core.State;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemStatus;
import org.lectern.minutes.MinutesStatus;
import org.lectern.oversight.ActionStatus;
import org.lectern.policies.PolicyStatus;
import org.lectern.queue.SlotStatus;
import org.lectern.testimony.TestimonyStatus;

/** The README's diagrams are printed from the enums, so they cannot tell anything else. */
class ReadmeTest {

  @Test
  void the_diagrams_of_the_readme_are_those_of_the_enums() throws IOException {
    var readme = Files.readString(Path.of("README.md"));
    var between = readme.substring(readme.indexOf("<!-- states -->") + 15, readme.indexOf("<!-- /states -->")).strip();
    assertThat(between).as("put this between the marks:\n" + diagrams()).isEqualTo(diagrams());
  }

  private static String diagrams() {
    return List.of(
            diagram("Hearing", HearingStatus.values()), diagram("Agenda item", ItemStatus.values()), diagram("Minutes", MinutesStatus.values()), diagram("Speaker's slot", SlotStatus.values()),
            diagram("Accommodation request", AccommodationStatus.values()),
            diagram("Testimony", TestimonyStatus.values()), diagram("Moderation case", org.lectern.moderation.CaseStatus.values()), diagram("Campaign", CampaignStatus.values()), diagram("Oversight action (the board's status)", ActionStatus.values()),
            diagram("Policy change", PolicyStatus.values()), diagram("Effort of officials", org.lectern.policies.EffortStatus.values()),
            diagram("Case", org.lectern.cases.CaseStatus.values()),
            diagram("Worksheet", org.lectern.assessments.AssessmentStatus.values()))
        .stream().collect(Collectors.joining("\n\n"));
  }

  private static <S extends Enum<S> & State<S>> String diagram(String title, S[] states) {
    var moves = Arrays.stream(states)
        .flatMap(from -> from.next().stream().sorted(Comparator.comparingInt(Enum::ordinal)).map(to -> "  " + from.word() + " --> " + to.word()))
        .collect(Collectors.joining("\n"));
    return title + "\n\n```mermaid\nstateDiagram-v2\n" + moves + "\n```";
  }
}
