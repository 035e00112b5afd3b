package org.lectern.oversight;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How an action stands against the date that counts for it now: derived whenever it is read, never stored.
 *
 * @param asOf the day in the jurisdiction's zone for which this holds
 * @param due  the agency's next date; null while it owes nothing
 * @param days whole calendar days since the due date, 0 up to and on it
 */
public record Lateness(LocalDate asOf, LocalDate due, long days, boolean overdue, boolean longOverdue) {

  private static final int LONG = 30;

  static Lateness of(LocalDate due, LocalDate today) {
    var days = due == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(due, today));
    return new Lateness(today, due, days, days >= 1, days >= LONG);
  }
}
