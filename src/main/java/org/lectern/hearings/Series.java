package org.lectern.hearings;

import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;

/** The days on which a hearing returns, at the same time on the clock on the wall, whatever the clocks do in between. */
public final class Series {
  private Series() {}

  /** How often: each week, every second week, or on the same weekday of each month (the second Tuesday). */
  public enum Every {
    WEEK,
    TWO_WEEKS,
    MONTH
  }

  /** The starts after the first. A time that the clocks skip on one of the days moves forward by what they skip. */
  static List<ZonedDateTime> after(ZonedDateTime first, Every every, int times) {
    return IntStream.rangeClosed(1, times).mapToObj(n -> day(first.toLocalDate(), every, n).atTime(first.toLocalTime()).atZone(first.getZone())).toList();
  }

  private static LocalDate day(LocalDate first, Every every, int n) {
    return switch (every) {
      case WEEK -> first.plusWeeks(n);
      case TWO_WEEKS -> first.plusWeeks(2L * n);
      case MONTH -> first.withDayOfMonth(1).plusMonths(n).with(TemporalAdjusters.dayOfWeekInMonth(place(first), first.getDayOfWeek()));
    };
  }

  /** First to fourth; not every month has a fifth, so a fifth Tuesday means the last one. */
  private static int place(LocalDate day) {
    var nth = (day.getDayOfMonth() - 1) / 7 + 1;
    return nth == 5 ? -1 : nth;
  }
}
