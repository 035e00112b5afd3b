package org.lectern.assessments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.assessments.Answer.NO;
import static org.lectern.assessments.Answer.NOT_APPLICABLE;
import static org.lectern.assessments.Answer.PARTIAL;
import static org.lectern.assessments.Answer.PREEMPTED;
import static org.lectern.assessments.Answer.UNCLEAR;
import static org.lectern.assessments.Answer.YES;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.core.Json;

class StandingTest {

  /** Criteria a, b, c …; the first so many are core. A null is an answer that was not given. */
  private static Standing standing(Rule rule, int core, Answer... given) {
    var criteria = new ArrayList<Criterion>();
    var answers = new HashMap<String, Answer>();
    for (int i = 0; i < given.length; i++) {
      var id = String.valueOf((char) ('a' + i));
      criteria.add(new Criterion(id, i < core, "Criterion " + id, List.of()));
      if (given[i] != null) answers.put(id, given[i]);
    }
    return Standing.of(rule, criteria, answers);
  }

  private static Standing standing(int core, Answer... given) {
    return standing(Rule.DEFAULT, core, given);
  }

  @Test
  void strongNeedsEveryCoreCriterionAndThreeQuarters() {
    assertThat(standing(2, YES, YES, YES, NO)).satisfies(s -> {
      assertThat(s.band()).isEqualTo(Band.STRONG);
      assertThat(s.percent()).isEqualTo(75);
      assertThat(s.decidedBy()).isEmpty();
    });
    assertThat(standing(2, YES, PARTIAL, YES, YES)).satisfies(s -> {
      assertThat(s.percent()).isEqualTo(87);
      assertThat(s.band()).isEqualTo(Band.DEVELOPING);
      assertThat(s.why()).isEqualTo(Standing.Why.CORE_MISSING);
      assertThat(s.decidedBy()).containsExactly("b");
    });
    assertThat(standing(1, YES, YES, PARTIAL, NO)).satisfies(s -> {
      assertThat(s.percent()).isEqualTo(62);
      assertThat(s.why()).isEqualTo(Standing.Why.SHARE_TOO_SMALL);
    });
  }

  @Test
  void fortyPercentIsDevelopingAndLessIsLimited() {
    assertThat(standing(1, NO, YES, YES, NO, NO).band()).isEqualTo(Band.DEVELOPING);
    assertThat(standing(1, NO, YES, PARTIAL, NO, NO)).satisfies(s -> {
      assertThat(s.percent()).isEqualTo(30);
      assertThat(s.band()).isEqualTo(Band.LIMITED);
      assertThat(s.decidedBy()).containsExactly("a");
    });
  }

  @Test
  void whatDoesNotApplyOrIsPreemptedLeavesTheCount() {
    assertThat(standing(2, YES, PREEMPTED, NOT_APPLICABLE, YES)).satisfies(s -> {
      assertThat(s.counting()).isEqualTo(2);
      assertThat(s.band()).isEqualTo(Band.STRONG);
    });
    assertThat(standing(1, PREEMPTED, NOT_APPLICABLE)).satisfies(s -> {
      assertThat(s.band()).isEqualTo(Band.INSUFFICIENT_INFORMATION);
      assertThat(s.percent()).isNull();
    });
  }

  @Test
  void moreThanThirtyPercentOpenIsTooLittleToSay() {
    assertThat(standing(1, YES, YES, YES, YES, YES, YES, YES, UNCLEAR, null, UNCLEAR).band()).isEqualTo(Band.DEVELOPING);
    assertThat(standing(1, YES, YES, YES, YES, YES, YES, UNCLEAR, null, UNCLEAR, null)).satisfies(s -> {
      assertThat(s.band()).isEqualTo(Band.INSUFFICIENT_INFORMATION);
      assertThat(s.decidedBy()).containsExactly("g", "h", "i", "j");
    });
  }

  @Test
  void theThresholdsAreTheCatalogues() throws Exception {
    var rule = Rule.of(Json.MAPPER.readTree("{\"strong\":{\"min_share\":0.5},\"developing\":{\"min_share\":0.2},\"insufficient_information\":{\"max_unanswered_or_unclear_share\":0.6}}"));
    assertThat(rule).isEqualTo(new Rule(50, 20, 60));
    assertThat(standing(rule, 1, YES, NO, UNCLEAR, YES).band()).isEqualTo(Band.STRONG);
    assertThat(Rule.of(Json.MAPPER.readTree("{}"))).isEqualTo(Rule.DEFAULT);
  }

  @Test
  void severalQuestionsMakeOneAnswer() {
    assertThat(Answers.of(parts(YES, YES))).isEqualTo(YES);
    assertThat(Answers.of(parts(YES, NO))).isEqualTo(PARTIAL);
    assertThat(Answers.of(parts(NO, NO))).isEqualTo(NO);
    assertThat(Answers.of(parts(NO, UNCLEAR))).isEqualTo(UNCLEAR);
    assertThat(Answers.of(parts(YES, NOT_APPLICABLE))).isEqualTo(YES);
    assertThat(Answers.of(parts(PREEMPTED, NOT_APPLICABLE))).isEqualTo(PREEMPTED);
  }

  private static List<Line.Part> parts(Answer... answers) {
    return List.of(answers).stream().map(answer -> new Line.Part("q", "Question", answer, null)).toList();
  }
}
