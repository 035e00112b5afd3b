package org.lectern.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * When an event begins: the date part of {@code EventDate} and the free text of {@code EventTime}, both on the clock of the
 * room. A time that the spring change leaves out (2:30 AM) is moved forward by the hour left out, a time that the autumn
 * change gives twice is the first of the two; both come with a doubt. Without a readable time it is midnight, with a doubt.
 */
record LegistarTime(Instant at, String local, String doubt) {

  private static final Pattern TWELVE = Pattern.compile("(1[0-2]|0?[1-9])(?:[:.]([0-5]\\d))?(?::[0-5]\\d)? ?([ap])\\.? ?m\\b\\.?.*");
  private static final Pattern TWENTY_FOUR = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)(?::[0-5]\\d(?:\\.\\d+)?)?");

  static final String MISSING = "time_missing";

  /** Null if there is no date. */
  static LegistarTime of(String eventDate, String eventTime, ZoneId zone) {
    var date = date(Clean.line(eventDate));
    if (date == null) return null;
    var text = Clean.line(eventTime, 100);
    var time = time(text);
    var wall = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
    return new LegistarTime(wall.atZone(zone).toInstant(), date + (text == null ? "" : " " + text),
        time == null ? MISSING : doubt(zone.getRules().getValidOffsets(wall).size()));
  }

  private static LocalDate date(String text) {
    try {
      return text == null || text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private static LocalTime time(String text) {
    if (text == null) return null;
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.matches("(12(:00)? ?)?noon\\b.*")) return LocalTime.NOON;
    var twelve = TWELVE.matcher(lower);
    if (twelve.matches()) {
      var hour = Integer.parseInt(twelve.group(1)) % 12 + (twelve.group(3).equals("p") ? 12 : 0);
      return LocalTime.of(hour, twelve.group(2) == null ? 0 : Integer.parseInt(twelve.group(2)));
    }
    var other = TWENTY_FOUR.matcher(lower);
    return other.matches() ? LocalTime.of(Integer.parseInt(other.group(1)), Integer.parseInt(other.group(2))) : null;
  }

  private static String doubt(int offsets) {
    return switch (offsets) {
      case 0 -> "time_skipped";
      case 1 -> null;
      default -> "time_doubled";
    };
  }
}
