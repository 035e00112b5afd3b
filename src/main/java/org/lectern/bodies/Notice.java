package org.lectern.bodies;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the public was told of a meeting early enough. */
public final class Notice {

  /** The record keeps microseconds: the last instant of a day is one of them before the next day. */
  private static final Duration TICK = Duration.of(1, ChronoUnit.MICROS);

  private Notice() {}

  /**
   * Judges a posting against the lead time that the profile asks for.
   *
   * @param postedAt the server's instant of posting, read to the microsecond
   * @param zone     of the body; wall clock, dates and business days are its
   */
  public static Check check(Profile profile, NoticeKind kind, Instant postedAt, Instant startsAt, ZoneId zone) {
    Instant posted = postedAt.truncatedTo(ChronoUnit.MICROS);
    Rule rule = profile.notice(kind);
    Reckoning latest = rule.latestPosting(startsAt, zone, profile.holidays());
    Verdict verdict = posted.isAfter(latest.deadline()) ? Verdict.LATE : Verdict.COMPLIANT;
    return new Check(verdict, profile.ruleId(kind), rule, latest.deadline(), Duration.between(posted, startsAt),
        latest.and(Step.of(Key.POSTED, "at", posted.atZone(zone))).steps());
  }

  /**
   * The earliest start that {@link #check} finds compliant if the notice is posted at this instant.
   *
   * <p>A later start is lawful too, with one exception: in the hour that repeats when clocks go back, the wall clock
   * returns to times that were too early, so every start is checked on its own.
   */
  public static Instant earliestStart(Profile profile, NoticeKind kind, Instant postedAt, ZoneId zone) {
    return profile.notice(kind).earliestStart(postedAt.truncatedTo(ChronoUnit.MICROS), zone, profile.holidays());
  }

  /** Posted by the deadline or after it. */
  public enum Verdict { COMPLIANT, LATE }

  /**
   * The outcome, with all that a notice certificate states.
   *
   * @param ruleId     profile, version and kind, for example {@code CA.1.regular}
   * @param required   the lead time owed, with its source in law
   * @param deadline   the latest lawful posting, inclusive
   * @param actualLead elapsed time from posting to start; negative if posted after it
   * @param steps      how the deadline was computed, in order
   */
  public record Check(Verdict verdict, String ruleId, Rule required, Instant deadline, Duration actualLead, List<Step> steps) {
    public boolean compliant() {
      return verdict == Verdict.COMPLIANT;
    }
  }

  /**
   * One line of the computation, for pages to translate.
   *
   * @param args by the names that the key declares; integers, dates, date-times with zone, or a word to translate
   */
  public record Step(Key key, Map<String, Object> args) {
    static Step of(Key key, String name, Object value) {
      return new Step(key, Map.of(name, value));
    }

    static Step of(Key key, String name, Object value, String other, Object otherValue) {
      return new Step(key, Map.of(name, value, other, otherValue));
    }
  }

  /** What a step may say. */
  public enum Key {
    /** The meeting starts at {@code at}. */ STARTS,
    /** {@code hours} of elapsed time before that is {@code at}. */ ELAPSED,
    /** {@code hours} earlier on the wall clock is {@code at}. */ WALL_CLOCK,
    /** Both must hold, so the earlier counts: {@code at}. */ EARLIER_OF_BOTH,
    /** Day {@code number} of full notice is {@code date}. */ FULL_DAY,
    /** {@code date} does not count: {@code why} as {@link Holidays#closedBy} says. */ CLOSED,
    /** {@code days} before the meeting's date is {@code date}. */ DAYS_BEFORE,
    /** The notice is due on or before {@code at}. */ POST_BY,
    /** It was posted at {@code at}. */ POSTED;

    /** The message that pages translate, for example {@code notice.step.wall_clock}. */
    public String message() {
      return "notice.step." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** A lead time as a law declares it. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({@JsonSubTypes.Type(ClockHours.class), @JsonSubTypes.Type(BusinessDays.class), @JsonSubTypes.Type(Days.class)})
  public sealed interface Rule {
    /** The number of hours or days. */
    int count();

    /** Whether the body must find and record why it meets on such short notice. */
    boolean finding();

    /** Where the number comes from; {@code default} if it is our choice. */
    String source();

    /** The same rule with another number and where that comes from. */
    Rule counting(int count, String source);

    Reckoning latestPosting(Instant starts, ZoneId zone, Holidays holidays);

    Instant earliestStart(Instant posted, ZoneId zone, Holidays holidays);
  }

  /** A deadline and how it came about. */
  public record Reckoning(Instant deadline, List<Step> steps) {
    Reckoning and(Step step) {
      return new Reckoning(deadline, Stream.concat(steps.stream(), Stream.of(step)).toList());
    }
  }

  /**
   * Hours before the start; weekends count.
   *
   * @param strictBoth the hours must have passed and the wall clock must show them. The law says "72 hours" and not
   *                   which; whoever satisfies both is safe when clocks change in between.
   */
  public record ClockHours(int hours, boolean strictBoth, boolean finding, String source) implements Rule {
    public ClockHours {
      atLeastOne(hours);
    }

    @Override
    public int count() {
      return hours;
    }

    @Override
    public Rule counting(int count, String from) {
      return new ClockHours(count, strictBoth, finding, from);
    }

    @Override
    public Reckoning latestPosting(Instant starts, ZoneId zone, Holidays holidays) {
      Instant elapsed = starts.minus(lead());
      List<Step> steps = new ArrayList<>();
      steps.add(Step.of(Key.STARTS, "at", starts.atZone(zone)));
      steps.add(Step.of(Key.ELAPSED, "hours", hours, "at", elapsed.atZone(zone)));
      Instant deadline = strictBoth ? earlierOfBoth(starts, elapsed, zone, steps) : elapsed;
      steps.add(Step.of(Key.POST_BY, "at", deadline.atZone(zone)));
      return new Reckoning(deadline, List.copyOf(steps));
    }

    private Instant earlierOfBoth(Instant starts, Instant elapsed, ZoneId zone, List<Step> steps) {
      Instant shown = lastShowing(LocalDateTime.ofInstant(starts, zone).minusHours(hours), zone);
      Instant earlier = shown.isBefore(elapsed) ? shown : elapsed;
      steps.add(Step.of(Key.WALL_CLOCK, "hours", hours, "at", shown.atZone(zone)));
      steps.add(Step.of(Key.EARLIER_OF_BOTH, "at", earlier.atZone(zone)));
      return earlier;
    }

    @Override
    public Instant earliestStart(Instant posted, ZoneId zone, Holidays holidays) {
      Instant elapsed = posted.plus(lead());
      if (!strictBoth) return elapsed;
      LocalDateTime wall = firstSafeTime(posted, zone).plusHours(hours);
      return Stream.concat(Stream.of(elapsed), showing(wall, zone))
          .filter(start -> !latestPosting(start, zone, holidays).deadline().isBefore(posted))
          .min(Comparator.naturalOrder()).orElseThrow();
    }

    private Duration lead() {
      return Duration.ofHours(hours);
    }
  }

  /**
   * Full business days between the day of posting and the day of the meeting, neither of which counts
   * (Tex. Gov't Code § 551.043(a)). The posting day itself may be a closed day.
   */
  public record BusinessDays(int businessDays, boolean finding, String source) implements Rule {
    public BusinessDays {
      atLeastOne(businessDays);
    }

    @Override
    public int count() {
      return businessDays;
    }

    @Override
    public Rule counting(int count, String from) {
      return new BusinessDays(count, finding, from);
    }

    @Override
    public Reckoning latestPosting(Instant starts, ZoneId zone, Holidays holidays) {
      List<Step> steps = new ArrayList<>();
      steps.add(Step.of(Key.STARTS, "at", starts.atZone(zone)));
      LocalDate day = LocalDate.ofInstant(starts, zone);
      for (int counted = 0; counted < businessDays; ) {
        day = day.minusDays(1);
        Optional<String> closed = holidays.closedBy(day);
        if (closed.isEmpty()) counted++;
        steps.add(closed.isPresent() ? Step.of(Key.CLOSED, "date", day, "why", closed.get())
            : Step.of(Key.FULL_DAY, "number", counted, "date", day));
      }
      return endOf(day.minusDays(1), zone, steps);
    }

    @Override
    public Instant earliestStart(Instant posted, ZoneId zone, Holidays holidays) {
      LocalDate lastFullDay = holidays.businessDaysAfter(LocalDate.ofInstant(posted, zone), businessDays);
      return lastFullDay.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }

  /** Calendar days before the day of the meeting: seven days before a Tuesday is all of the Tuesday before. */
  public record Days(int days, boolean finding, String source) implements Rule {
    public Days {
      atLeastOne(days);
    }

    @Override
    public int count() {
      return days;
    }

    @Override
    public Rule counting(int count, String from) {
      return new Days(count, finding, from);
    }

    @Override
    public Reckoning latestPosting(Instant starts, ZoneId zone, Holidays holidays) {
      List<Step> steps = new ArrayList<>();
      LocalDate last = LocalDate.ofInstant(starts, zone).minusDays(days);
      steps.add(Step.of(Key.STARTS, "at", starts.atZone(zone)));
      steps.add(Step.of(Key.DAYS_BEFORE, "days", days, "date", last));
      return endOf(last, zone, steps);
    }

    @Override
    public Instant earliestStart(Instant posted, ZoneId zone, Holidays holidays) {
      return LocalDate.ofInstant(posted, zone).plusDays(days).atStartOfDay(zone).toInstant();
    }
  }

  private static void atLeastOne(int count) {
    if (count < 1) throw new IllegalArgumentException("a lead time is at least one hour or day, not " + count);
  }

  private static Reckoning endOf(LocalDate day, ZoneId zone, List<Step> steps) {
    ZonedDateTime end = day.plusDays(1).atStartOfDay(zone).minus(TICK);
    steps.add(Step.of(Key.POST_BY, "at", end));
    return new Reckoning(end.toInstant(), List.copyOf(steps));
  }

  /**
   * The last instant up to which the wall clock has never gone past a time. If clocks go back and show the time twice
   * it is the first showing; if they go forward and skip it, it is the instant before they do.
   */
  private static Instant lastShowing(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change != null && change.isGap() ? change.getInstant().minus(TICK) : wall.atZone(zone).toInstant();
  }

  /**
   * What the wall clock shows, or, while it shows a time for the second time, the end of the repeated hour: only then
   * has it gone past everything that it showed before.
   */
  private static LocalDateTime firstSafeTime(Instant instant, ZoneId zone) {
    ZonedDateTime shown = instant.atZone(zone);
    ZoneOffsetTransition change = zone.getRules().getTransition(shown.toLocalDateTime());
    boolean again = change != null && change.getOffsetAfter().equals(shown.getOffset());
    return again ? change.getDateTimeBefore() : shown.toLocalDateTime();
  }

  /** The instants at which the wall clock reaches a time: one, two when clocks go back, the jump when they skip it. */
  private static Stream<Instant> showing(LocalDateTime wall, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    if (change != null && change.isGap()) return Stream.of(change.getInstant());
    return zone.getRules().getValidOffsets(wall).stream().map(wall::toInstant);
  }
}
