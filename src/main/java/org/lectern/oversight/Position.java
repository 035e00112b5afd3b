package org.lectern.oversight;

/** What the agency says to an action. Its own word, never the board's. */
public enum Position {
  NONE,
  ACCEPTED,
  ACCEPTED_IN_PART,
  ALTERNATIVE,
  NEEDS_ANALYSIS,
  REJECTED;

  /** The agency says that it will act, so it owes a plan, an owner and a date. */
  public boolean promises() {
    return this == ACCEPTED || this == ACCEPTED_IN_PART;
  }

  /** The agency says that it will not do what was asked, so it owes a reason. */
  public boolean declines() {
    return this == REJECTED || this == ALTERNATIVE;
  }
}
