package org.lectern.hearings;

/** What the roll says of a member: the first three when it is called, the last two when somebody comes late or goes early. */
public enum Presence {
  PRESENT,
  ABSENT,
  EXCUSED,
  ARRIVED,
  LEFT;

  /** Counts for the quorum and may vote. */
  public boolean here() {
    return this == PRESENT || this == ARRIVED;
  }
}
