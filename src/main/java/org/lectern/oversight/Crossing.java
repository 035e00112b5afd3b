package org.lectern.oversight;

/** A day near a due date that is recorded once, however often the clock looks. */
public enum Crossing {
  REMINDER_14,
  REMINDER_3,
  OVERDUE,
  LONG_OVERDUE
}
