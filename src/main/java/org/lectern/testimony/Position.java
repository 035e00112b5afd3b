package org.lectern.testimony;

/** For or against, as the author says; nobody else sets it. */
public enum Position {
  SUPPORT,
  OPPOSE,
  NEUTRAL,
  MIXED
}
