package org.lectern.oversight;

/** How the board judges what was reported. */
public enum Verdict {
  IMPLEMENTED,
  PARTLY_IMPLEMENTED,
  RETURNED;

  ActionStatus status() {
    return ActionStatus.valueOf(name());
  }
}
