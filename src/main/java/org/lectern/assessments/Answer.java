package org.lectern.assessments;

import java.util.List;

/** What the written policy says to a criterion. The last two leave the count: there is nothing that the place could do. */
public enum Answer {
  YES,
  PARTIAL,
  NO,
  UNCLEAR,
  NOT_APPLICABLE,
  PREEMPTED;

  /** Half points: 2, 1, 0. */
  int halves() {
    return this == YES ? 2 : this == PARTIAL ? 1 : 0;
  }

  boolean counts() {
    return this != NOT_APPLICABLE && this != PREEMPTED;
  }

  /** Whoever says that something is in the policy shows where. */
  boolean needsCitation() {
    return this == YES || this == PARTIAL;
  }

  /**
   * Of a criterion that is asked in several questions (null: not answered): all yes is a yes, some of it is partial; one that is
   * unclear leaves the whole unclear unless something is met.
   */
  public static Answer ofParts(List<Answer> parts) {
    if (parts.isEmpty()) return null;
    var counting = parts.stream().filter(answer -> answer == null || answer.counts()).toList();
    if (counting.isEmpty()) return parts.get(0);
    if (counting.stream().allMatch(answer -> answer == YES)) return YES;
    if (counting.stream().anyMatch(answer -> answer == YES || answer == PARTIAL)) return PARTIAL;
    return counting.stream().anyMatch(answer -> answer == null || answer == UNCLEAR) ? UNCLEAR : NO;
  }
}
