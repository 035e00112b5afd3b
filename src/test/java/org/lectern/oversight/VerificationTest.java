package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.lectern.core.Problem.Fault;
import org.lectern.oversight.Verification.Marked;

class VerificationTest {

  private static final List<Criterion> CRITERIA = List.of(
      new Criterion(null, 1, "The log is public.", null, null), new Criterion(null, 2, "It has every stop.", null, null));

  @Test
  void implementedMeansThatEveryCriterionIsMet() {
    assertThat(new Verification(Verdict.IMPLEMENTED, List.of(marked(1, Mark.MET), marked(2, Mark.MET)), null).faults(CRITERIA)).isEmpty();
    assertThat(new Verification(Verdict.IMPLEMENTED, List.of(marked(1, Mark.MET), marked(2, Mark.UNCLEAR)), "Nearly.").faults(CRITERIA))
        .containsExactly(Fault.at("/verdict", "not_every_criterion_met"));
  }

  @Test
  void everyCriterionIsMarkedOnceWithItsMethod() {
    assertThat(new Verification(Verdict.IMPLEMENTED, List.of(marked(1, Mark.MET), marked(1, Mark.MET)), null).faults(CRITERIA))
        .containsExactly(Fault.at("/marks", "mark_once", 1), Fault.at("/marks", "mark_once", 2));
    assertThat(new Verification(Verdict.RETURNED, List.of(new Marked(1, Mark.NOT_MET, " "), new Marked(2, null, "Read it"), marked(7, Mark.MET)), "Too thin.")
        .faults(CRITERIA))
        .containsExactly(Fault.at("/marks/0/method", "method_required"), Fault.at("/marks/1/mark", "mark_required"),
            Fault.at("/marks/2/criterion", "criterion_unknown"));
  }

  @Test
  void lessThanDoneNeedsAReason() {
    for (var verdict : List.of(Verdict.PARTLY_IMPLEMENTED, Verdict.RETURNED)) {
      assertThat(new Verification(verdict, List.of(marked(1, Mark.MET), marked(2, Mark.NOT_MET)), null).faults(CRITERIA))
          .containsExactly(Fault.at("/reason", "reason_required"));
    }
  }

  private static Marked marked(int criterion, Mark mark) {
    return new Marked(criterion, mark, "Compared with the dispatch log");
  }
}
