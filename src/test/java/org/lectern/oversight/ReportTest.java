package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lectern.core.Problem.Fault;

class ReportTest {

  private static final List<Criterion> CRITERIA = List.of(
      new Criterion(null, 1, "The log is public.", null, null), new Criterion(null, 2, "It has every stop.", null, null));

  @Test
  void showsSomethingForEveryCriterion() {
    var report = new Report("Done.", null, List.of(new Report.Proof(1, "See the page.", "https://example.org/log")));

    assertThat(report.faults(CRITERIA, Set.of())).containsExactly(Fault.at("/evidence", "evidence_missing", 2));
    assertThat(report.faults(CRITERIA, Set.of(2))).isEmpty();
  }

  @Test
  void evidenceSaysWhatItIsAndForWhat() {
    var report = new Report(null, null, List.of(
        new Report.Proof(1, "See the page.", null), new Report.Proof(2, " ", null), new Report.Proof(3, "More.", null)));

    assertThat(report.faults(CRITERIA, Set.of())).containsExactly(
        Fault.at("/text", "text_required"), Fault.at("/evidence/1/text", "text_required"), Fault.at("/evidence/2/criterion", "criterion_unknown"));
  }
}
