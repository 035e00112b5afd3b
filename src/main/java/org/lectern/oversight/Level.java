package org.lectern.oversight;

/** How far compliance has come, from nothing to practice that has held for the agreed time. It can go down. */
public enum Level {
  NONE,
  POLICY,
  TRAINING,
  PRACTICE,
  SUSTAINED;

  boolean tested() {
    return this == PRACTICE || this == SUSTAINED;
  }
}
