package org.lectern.register;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The numbers of a register as of a day. {@code yearOnly} are actions of whose day of issue only the year or month is known;
 * they are in no median of days.
 */
public record Figures(
    Scope scope, LocalDate today, Group all, List<Group> agencies, List<Group> areas, List<Count> statuses, List<Count> words, List<Group> trend, long yearOnly) {

  /** How many actions have that word; {@code source} is the register whose word it is. */
  public record Count(String word, String source, long count) {}

  /** The middle of so many durations in whole days; null of none. */
  public record Median(Double days, long of) {}

  /** One row of numbers: of all, of an agency, of an area (or of no area), of a span of days. Agency and area are slugs. */
  public record Group(String agency, String area, String name, Scope.Span span, Map<Measure, Long> counts, Median toAnswer, Median toVerify) {

    /** As an area's slug: actions that are tied to none. */
    public static final String NO_AREA = "-";

    /** All of them; a span tells only what is in {@link Trend#MEASURES}, and no medians. */
    static Group from(Row row, String agency, String area, String name, Scope.Span span) {
      var counts = new EnumMap<Measure, Long>(Measure.class);
      for (var measure : Measure.values()) counts.put(measure, row.getLong(measure.word()));
      return new Group(agency, area, name, span, counts, median(row, "answer"), median(row, "verify"));
    }

    private static Median median(Row row, String what) {
      return new Median(row.getDouble("days_to_" + what), row.getLong("of_days_to_" + what));
    }

    public long count(Measure measure) {
      return counts.get(measure);
    }

    /** Those among which it counts; null where a share makes no sense. */
    public Long of(Measure measure) {
      return measure.of() == null ? null : counts.get(measure.of());
    }

    /** In per cent to one place; none of nothing. */
    public Optional<Double> share(Measure measure) {
      var of = of(measure);
      return of == null || of == 0 ? Optional.empty() : Optional.of(Math.round(1000d * count(measure) / of) / 10d);
    }
  }

  /** What was true at the end of the day, in the order of the page; the rest is what happened between two days. */
  public static List<Measure> stocks() {
    return Arrays.stream(Measure.values()).filter(measure -> measure.ordinal() < Measure.ISSUED_THEN.ordinal()).toList();
  }

  public static List<Measure> flows() {
    return Arrays.stream(Measure.values()).filter(measure -> measure.ordinal() >= Measure.ISSUED_THEN.ordinal()).toList();
  }

  public static List<Measure> ages() {
    return List.of(Measure.OVERDUE_30, Measure.OVERDUE_90, Measure.OVERDUE_180, Measure.OVERDUE_LONGER);
  }
}
