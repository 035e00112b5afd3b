package org.lectern.areas;

/** What may stand in the way of a change. */
public enum ChallengeKind {
  LABOR,
  BUDGET,
  LEGAL,
  PREEMPTION,
  DATA,
  CAPACITY,
  VIEWPOINT,
  SAFETY_TRADEOFF
}
