package org.lectern.hearings;

/** How a member voted. {@code OTHER} is a word of a source that has none here; nobody can choose it. */
public enum Choice {
  YES,
  NO,
  ABSTAIN,
  RECUSED,
  ABSENT,
  OTHER
}
