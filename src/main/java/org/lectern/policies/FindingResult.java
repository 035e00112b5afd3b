package org.lectern.policies;

/** What a board found of a policy in practice. */
public enum FindingResult {
  WORKS,
  WORKS_IN_PART,
  DOES_NOT_WORK,
  UNCLEAR
}
