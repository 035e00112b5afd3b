package org.lectern.exchange;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;

/** Days as a register writes them, by the patterns that its mapping declares: perhaps only a month or a year. */
final class Days {

  /** A day, and how much of it was told: day, month or year; the rest is the first. */
  record Day(LocalDate date, String to) {}

  private final List<DateTimeFormatter> patterns;

  Days(List<String> patterns, String language) {
    var locale = language == null ? Locale.ENGLISH : Locale.forLanguageTag(language);
    this.patterns = patterns.stream().map(pattern -> pattern(pattern, locale)).toList();
  }

  /** @throws IllegalArgumentException if it is none */
  static DateTimeFormatter pattern(String pattern, Locale locale) {
    return new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern.replace('y', 'u')).toFormatter(locale);
  }

  /** By the first pattern that fits; null if none does. A time of day behind it is not read. */
  Day read(String text) {
    for (var pattern : patterns) {
      var day = read(pattern, text);
      if (day == null && text.matches(".*\\d[ T]\\d{1,2}:\\d{2}.*")) day = read(pattern, text.replaceFirst("[ T]\\d{1,2}:\\d{2}.*$", ""));
      if (day != null) return day;
    }
    return null;
  }

  private static Day read(DateTimeFormatter pattern, String text) {
    try {
      var parsed = pattern.parse(text);
      int year = parsed.get(ChronoField.YEAR);
      if (year < 1900 || year > 2200) return null;
      if (!parsed.isSupported(ChronoField.MONTH_OF_YEAR)) return new Day(LocalDate.of(year, 1, 1), "year");
      int month = parsed.get(ChronoField.MONTH_OF_YEAR);
      if (!parsed.isSupported(ChronoField.DAY_OF_MONTH)) return new Day(LocalDate.of(year, month, 1), "month");
      return new Day(LocalDate.of(year, month, parsed.get(ChronoField.DAY_OF_MONTH)), "day");
    } catch (DateTimeException other) {
      return null;
    }
  }
}
