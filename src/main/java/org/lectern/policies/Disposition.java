package org.lectern.policies;

/** What became of a theme of the comments. */
public enum Disposition {
  ADOPTED,
  PARTLY,
  NOT
}
