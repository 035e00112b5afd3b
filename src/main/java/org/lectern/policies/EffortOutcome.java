package org.lectern.policies;

/** What came of an effort. */
public enum EffortOutcome {
  ACHIEVED,
  PARTLY,
  NOT_ACHIEVED
}
