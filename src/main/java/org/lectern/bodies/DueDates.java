package org.lectern.bodies;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** When something is due, and how late it is: calendar days that roll forward off closed days, and business days. */
public final class DueDates {

  private DueDates() {}

  /** When an agency's answer is due, counted from the day on which it was served. */
  public static Due response(Profile profile, LocalDate servedOn) {
    return due(profile.responseDue(), servedOn, profile.holidays());
  }

  /**
   * The later date of an extension. It runs from the unrolled date: a weekend that delayed the first due date does
   * not lengthen the second.
   */
  public static Due extended(Profile profile, Due first) {
    return due(profile.extension(), first.unrolled(), profile.holidays());
  }

  /** When the minutes of a meeting must be public. */
  public static Due minutes(Profile profile, LocalDate adjournedOn) {
    return due(profile.minutesPublicBy(), adjournedOn, profile.holidays());
  }

  /** A term counted from a day, which itself is not counted; a due date on a closed day rolls forward. */
  public static Due due(Term term, LocalDate from, Holidays holidays) {
    LocalDate unrolled = term.after(from, holidays);
    return new Due(unrolled, holidays.rollForward(unrolled));
  }

  /** The calendar day of an instant where the body sits; late on Tuesday there may be Wednesday elsewhere. */
  public static LocalDate dayOf(Instant instant, ZoneId zone) {
    return LocalDate.ofInstant(instant, zone);
  }

  /** Whole days since the due date, by the calendar of the body; zero on the due date itself and before it. */
  public static long daysOverdue(LocalDate due, Instant now, ZoneId zone) {
    return Math.max(0, ChronoUnit.DAYS.between(due, dayOf(now, zone)));
  }

  /**
   * How long something may take.
   *
   * @param source where the number comes from; {@code default} if it is our choice
   */
  public record Term(int count, Unit unit, String source) {
    public Term {
      if (count < 1) throw new IllegalArgumentException("a term is at least one day, not " + count);
    }

    LocalDate after(LocalDate from, Holidays holidays) {
      return unit == Unit.DAYS ? from.plusDays(count) : holidays.businessDaysAfter(from, count);
    }
  }

  /** Whether weekends and holidays count. */
  public enum Unit { DAYS, BUSINESS_DAYS }

  /**
   * A due date and the day that the arithmetic gave before it rolled forward.
   *
   * @param unrolled from which an extension runs
   * @param due      the last day that is in time, always a business day
   */
  public record Due(LocalDate unrolled, LocalDate due) {}

  /** How old an overdue answer is, in the dashboard's four columns. */
  public enum Age {
    UP_TO_30, UP_TO_90, UP_TO_180, OVER_180;

    /**
     * @param daysOverdue as {@link DueDates#daysOverdue} gives them
     * @throws IllegalArgumentException if negative
     */
    public static Age of(long daysOverdue) {
      if (daysOverdue < 0) throw new IllegalArgumentException("nothing is " + daysOverdue + " days overdue");
      if (daysOverdue <= 30) return UP_TO_30;
      if (daysOverdue <= 90) return UP_TO_90;
      return daysOverdue <= 180 ? UP_TO_180 : OVER_180;
    }
  }
}
