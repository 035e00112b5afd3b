package org.lectern.bodies;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The days on which a jurisdiction's offices are closed: weekends, holidays by rule, and the dates it added itself.
 *
 * @param rules the holidays that return every year
 * @param local  single dates that the jurisdiction closes (a day of mourning, a local feast)
 * @param opened single dates on which it works although a rule says otherwise
 */
public record Holidays(List<Rule> rules, Set<LocalDate> local, Set<LocalDate> opened) {

  public static final String WEEKEND = "weekend";
  public static final String LOCAL = "local";

  public Holidays {
    rules = List.copyOf(rules);
    local = Set.copyOf(local);
    opened = Set.copyOf(opened);
  }

  /** The same calendar with more closed dates. */
  public Holidays with(Collection<LocalDate> dates) {
    return new Holidays(rules, Stream.concat(local.stream(), dates.stream()).collect(Collectors.toUnmodifiableSet()), opened);
  }

  /** The same calendar with these dates open again. */
  public Holidays openOn(Collection<LocalDate> dates) {
    return new Holidays(rules, local, Stream.concat(opened.stream(), dates.stream()).collect(Collectors.toUnmodifiableSet()));
  }

  /** A business day: neither weekend nor holiday nor the day on which a holiday is observed. */
  public boolean open(LocalDate day) {
    return closedBy(day).isEmpty();
  }

  /**
   * What closes the offices on this day, as a word for pages to translate: {@code weekend}, {@code local} or the
   * name of a rule such as {@code columbus_day}; empty on a business day.
   */
  public Optional<String> closedBy(LocalDate day) {
    if (day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue()) return Optional.of(WEEKEND);
    if (opened.contains(day)) return Optional.empty();
    if (local.contains(day)) return Optional.of(LOCAL);
    return rules.stream().filter(rule -> rule.falls(day)).map(Rule::name).findFirst();
  }

  /** This day if the offices are open, otherwise the next day on which they are. */
  public LocalDate rollForward(LocalDate day) {
    while (!open(day)) day = day.plusDays(1);
    return day;
  }

  /**
   * The n-th business day after a day, which itself is never counted.
   *
   * @param count at least one
   * @throws IllegalArgumentException if the count is less than one
   */
  public LocalDate businessDaysAfter(LocalDate day, int count) {
    if (count < 1) throw new IllegalArgumentException("business days are counted from one, not " + count);
    for (int counted = 0; counted < count; counted++) day = rollForward(day.plusDays(1));
    return day;
  }

  /** A holiday that returns every year. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({@JsonSubTypes.Type(OnDate.class), @JsonSubTypes.Type(OnWeekday.class)})
  public sealed interface Rule {
    String name();

    String source();

    /** The day that is kept free for this year's holiday; it may lie in the year before or after. */
    LocalDate kept(int year);

    /** New Year's Day on a Saturday is kept on 31 December, so the neighbouring years are asked too. */
    default boolean falls(LocalDate day) {
      return IntStream.rangeClosed(-1, 1).anyMatch(near -> kept(day.getYear() + near).equals(day));
    }
  }

  /** A holiday with a date, such as 4 July. */
  public record OnDate(String name, MonthDay on, Observed observed, String source) implements Rule {
    @Override
    public LocalDate kept(int year) {
      return observed.instead(on.atYear(year));
    }
  }

  /**
   * A holiday by its place in a month, such as the fourth Thursday of November.
   *
   * @param nth  1 to 5, or -1 for the last of the month
   * @param plus days after that weekday (the day after Thanksgiving is 1)
   */
  public record OnWeekday(String name, Month month, DayOfWeek weekday, int nth, int plus, String source) implements Rule {
    @Override
    public LocalDate kept(int year) {
      return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(nth, weekday)).plusDays(plus);
    }
  }

  /**
   * Which day is kept free when a dated holiday falls on a weekend: the nearest weekday (5 U.S.C. § 6103(b) and
   * Executive Order 11582), only Sunday moved to Monday (Cal. Gov. Code § 6701, N.Y. Gen. Constr. Law § 24), or none.
   */
  public enum Observed {
    NEAREST, MONDAY, NONE;

    LocalDate instead(LocalDate date) {
      if (this != NONE && date.getDayOfWeek() == DayOfWeek.SUNDAY) return date.plusDays(1);
      if (this == NEAREST && date.getDayOfWeek() == DayOfWeek.SATURDAY) return date.minusDays(1);
      return date;
    }
  }
}
