package org.lectern.oversight;

/** How pressing the board finds an action. It orders nothing by itself. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  URGENT
}
