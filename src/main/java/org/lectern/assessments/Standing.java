package org.lectern.assessments;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lectern.areas.AreaContent.Criterion;

/**
 * The band of a worksheet and how it came about: so many of the points that could be had, and the criteria that decided it.
 *
 * @param percent of the points, rounded down; null if nothing counts
 * @param halves half points: a yes is two, a partial one
 * @param counting criteria that are neither not applicable nor preempted
 * @param open of these, unclear or without an answer
 * @param why what decided it
 * @param decidedBy the criteria that did: core ones that are not a yes, or those that are open
 */
public record Standing(Band band, Integer percent, int halves, int counting, int open, Why why, List<String> decidedBy, Rule rule) {

  /** Which part of the rule decided. */
  public enum Why {
    TOO_MUCH_OPEN,
    NOTHING_COUNTS,
    ALL_CORE_AND_SHARE,
    CORE_MISSING,
    SHARE_TOO_SMALL,
    BELOW_DEVELOPING
  }

  /** @param answers by criterion; one that is not there or null has not been given */
  public static Standing of(Rule rule, List<Criterion> criteria, Map<String, Answer> answers) {
    var counting = criteria.stream().filter(criterion -> answers.get(criterion.id()) == null || answers.get(criterion.id()).counts()).toList();
    var open = counting.stream().filter(criterion -> isOpen(answers.get(criterion.id()))).map(Criterion::id).toList();
    var halves = counting.stream().map(criterion -> answers.get(criterion.id())).mapToInt(answer -> answer == null ? 0 : answer.halves()).sum();
    var unmet = counting.stream().filter(Criterion::core).filter(criterion -> answers.get(criterion.id()) != Answer.YES).map(Criterion::id).toList();
    return judged(rule, counting.size(), open, halves, unmet);
  }

  private static boolean isOpen(Answer answer) {
    return answer == null || answer == Answer.UNCLEAR;
  }

  private static Standing judged(Rule rule, int counting, List<String> open, int halves, List<String> unmet) {
    if (counting == 0) return new Standing(Band.INSUFFICIENT_INFORMATION, null, 0, 0, 0, Why.NOTHING_COUNTS, List.of(), rule);
    var percent = halves * 50 / counting;
    if (open.size() * 100 > rule.open() * counting) {
      return new Standing(Band.INSUFFICIENT_INFORMATION, percent, halves, counting, open.size(), Why.TOO_MUCH_OPEN, new ArrayList<>(open), rule);
    }
    var enough = halves * 50 >= rule.strong() * counting;
    if (enough && unmet.isEmpty()) return new Standing(Band.STRONG, percent, halves, counting, open.size(), Why.ALL_CORE_AND_SHARE, List.of(), rule);
    var developing = halves * 50 >= rule.developing() * counting;
    var why = !developing ? Why.BELOW_DEVELOPING : unmet.isEmpty() ? Why.SHARE_TOO_SMALL : Why.CORE_MISSING;
    return new Standing(developing ? Band.DEVELOPING : Band.LIMITED, percent, halves, counting, open.size(), why, new ArrayList<>(unmet), rule);
  }
}
