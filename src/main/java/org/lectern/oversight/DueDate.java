package org.lectern.oversight;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Holidays;
import org.lectern.bodies.Profile;

/**
 * One due date and how it was reckoned, so that anyone can do it again: {@code count} days of {@code unit} after {@code from} give
 * {@code unrolled}; {@code closed} are the days on which the offices were closed and which moved it on to {@code due}. Without a count
 * it is a date that somebody named. {@code agency} names the further agency whose date it is, null for the lead's. The rule about closed days is that of the profile.
 */
public record DueDate(What what, LocalDate from, Integer count, DueDates.Unit unit, LocalDate unrolled, LocalDate due, List<Closed> closed, String profile, Integer profileVersion, String agency) {

  /** What is due. */
  public enum What {
    ANSWER,
    INSISTED,
    EXTENDED,
    TARGET,
    EVIDENCE_WINDOW,
    OBLIGATION,
    HEARING
  }

  /** A day that did not count, and why: {@code weekend}, {@code local} or the name of a holiday. */
  public record Closed(LocalDate day, String by) {}

  /** A term after a day, which itself is not counted. */
  public static DueDate after(What what, LocalDate from, int count, DueDates.Unit unit, Profile profile) {
    var due = DueDates.due(new DueDates.Term(count, unit, profile.id()), from, profile.holidays());
    var first = unit == DueDates.Unit.BUSINESS_DAYS ? from.plusDays(1) : due.unrolled();
    return new DueDate(what, from, count, unit, due.unrolled(), due.due(), closed(first, due.due(), profile.holidays()), profile.id(), profile.version(), null);
  }

  /** A date that was named; it does not roll. */
  static DueDate named(What what, LocalDate from, LocalDate due) {
    return new DueDate(what, from, null, null, due, due, List.of(), null, null, null);
  }

  /** A date that was named by a rule and rolls forward off closed days. */
  static DueDate rolled(What what, LocalDate from, LocalDate unrolled, Profile profile) {
    var due = profile.holidays().rollForward(unrolled);
    return new DueDate(what, from, null, null, unrolled, due, closed(unrolled, due, profile.holidays()), profile.id(), profile.version(), null);
  }

  private static List<Closed> closed(LocalDate first, LocalDate due, Holidays holidays) {
    var closed = new ArrayList<Closed>();
    for (var day = first; day.isBefore(due); day = day.plusDays(1)) {
      var that = day;
      holidays.closedBy(day).ifPresent(by -> closed.add(new Closed(that, by)));
    }
    return closed;
  }
}
