package org.lectern.register;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.lectern.core.Problem;

/**
 * Of which actions and which days the numbers speak. {@code agency} and {@code area} are slugs, null for all. The day as of
 * which they hold is {@code asOf}, never later than today; what happened between {@code from} and {@code asOf} is told by
 * {@code every} month, quarter or year. Before {@link #on} each of them may be null.
 */
public record Scope(LocalDate asOf, LocalDate from, String agency, String area, Every every) {

  public static final Scope ALL = new Scope(null, null, null, null, null);
  public static final int MOST_SPANS = 60;
  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /** The length of the spans of the trend. */
  public enum Every {
    MONTH(1), QUARTER(3), YEAR(12);

    private final int months;

    Every(int months) {
      this.months = months;
    }

    public LocalDate begin(LocalDate day) {
      return day.withDayOfMonth(1).withMonth((day.getMonthValue() - 1) / months * months + 1);
    }

    public LocalDate next(LocalDate begin) {
      return begin.plusMonths(months);
    }
  }

  /** A span of the trend: both days belong to it. */
  public record Span(LocalDate first, LocalDate last) {}

  /** With everything said: today for a day to come, twelve months where no beginning is given, spans of a length that fits. */
  Scope on(LocalDate today) {
    var day = asOf == null || asOf.isAfter(today) ? today : asOf;
    var begin = from == null ? day.withDayOfMonth(1).minusMonths(11) : from;
    if (day.isBefore(EARLIEST) || begin.isBefore(EARLIEST)) throw Problem.malformed("day_too_early");
    if (begin.isAfter(day)) throw Problem.malformed("from_after_to");
    var spans = new Scope(day, begin, agency, area, every == null ? fitting(begin, day) : every);
    if (spans.count() > MOST_SPANS) throw Problem.malformed("too_many_spans", MOST_SPANS);
    return spans;
  }

  private static Every fitting(LocalDate from, LocalDate to) {
    var months = ChronoUnit.MONTHS.between(from, to);
    return months <= 24 ? Every.MONTH : months <= 120 ? Every.QUARTER : Every.YEAR;
  }

  private long count() {
    return ChronoUnit.MONTHS.between(every.begin(from), every.begin(asOf)) / every.months + 1;
  }

  /** Oldest first; the first and the last may be cut short by the scope. */
  List<Span> spans() {
    var spans = new ArrayList<Span>();
    for (var begin = every.begin(from); !begin.isAfter(asOf); begin = every.next(begin)) {
      var last = every.next(begin).minusDays(1);
      spans.add(new Span(begin.isBefore(from) ? from : begin, last.isAfter(asOf) ? asOf : last));
    }
    return spans;
  }

  public Scope agency(String slug) {
    return new Scope(asOf, from, slug, area, every);
  }

  public Scope area(String slug) {
    return new Scope(asOf, from, agency, slug, every);
  }

  /** As the query of an address: what is given. */
  public String query() {
    return query(asOf, agency, area, from, every == null ? null : every.name().toLowerCase(Locale.ROOT));
  }

  /** The query of the list behind a number of that group: its agency, its area, its span. */
  public String query(Measure measure, Figures.Group group) {
    var then = measure.ordinal() >= Measure.ISSUED_THEN.ordinal();
    var last = group.span() == null ? asOf : group.span().last();
    var first = group.span() == null ? from : group.span().first();
    return "which=" + measure.word() + "&" + query(last, group.agency() == null ? agency : group.agency(), group.area() == null ? area : group.area(), then ? first : null, null);
  }

  private static String query(LocalDate asOf, String agency, String area, LocalDate from, String every) {
    var query = new StringBuilder();
    part(query, "as_of", asOf);
    part(query, "agency", agency);
    part(query, "area", area);
    part(query, "from", from);
    part(query, "every", every);
    return query.toString();
  }

  private static void part(StringBuilder query, String name, Object value) {
    if (value != null) query.append(query.isEmpty() ? "" : "&").append(name).append('=').append(value);
  }
}
