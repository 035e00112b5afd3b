package org.lectern.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.oversight.ActionStatus.*;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.lectern.core.Problem;

class ActionStatusTest {

  @Test
  void onlyVerifyingLeadsToImplemented() {
    assertThat(Arrays.stream(values()).filter(from -> from.next().contains(IMPLEMENTED))).containsExactly(REPORTED);
    assertThat(Arrays.stream(values()).filter(from -> from.next().contains(PARTLY_IMPLEMENTED))).containsExactly(REPORTED);
  }

  @Test
  void nothingLeadsBackToTheDraft() {
    assertThat(values()).noneMatch(from -> from.next().contains(DRAFT));
    assertThat(DRAFT.next()).containsExactly(ISSUED);
  }

  @ParameterizedTest
  @EnumSource
  void closedMeansThatOnlyReopeningLeadsOn(ActionStatus status) {
    if (status.closed()) assertThat(status.next()).containsExactly(IN_PROGRESS);
    if (status.open()) assertThat(status.next()).contains(SUPERSEDED, NOT_APPLICABLE);
  }

  @Test
  void aWrongMoveNamesBothEnds() {
    assertThatThrownBy(() -> DRAFT.to(REPORTED)).isInstanceOfSatisfying(Problem.class, problem -> {
      assertThat(problem.status()).isEqualTo(409);
      assertThat(problem.args()).containsExactly("state.draft", "state.reported");
    });
  }
}
