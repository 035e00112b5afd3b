package org.lectern.core;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;

/** The key of the last item of a {@link Page}, out of whose hands soever it comes back: what cannot be ours is refused with a 400. */
public final class Cursor {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9000-01-01T00:00:00Z");

  private final String[] parts;

  private Cursor(String[] parts) {
    this.parts = parts;
  }

  /** Where a list goes on that is sorted by time and number, the newest first. */
  public record Before(Instant at, String number) {

    /** @param cursor null at the beginning of the list */
    public static Before of(String cursor) {
      if (cursor == null) return new Before(LAST, "");
      var key = Cursor.of(cursor, 2);
      return new Before(key.instant(0), key.text(1));
    }
  }

  /** @param parts how many there are, with bars between them */
  public static Cursor of(String cursor, int parts) {
    try {
      var key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      var split = key.split("\\|", -1);
      if (split.length == parts && key.indexOf('\0') < 0) return new Cursor(split);
    } catch (IllegalArgumentException notBase64) {
      // told below
    }
    throw unknown();
  }

  public String text(int part) {
    return parts[part];
  }

  /** Zero or more. */
  public long number(int part) {
    if (!parts[part].matches("[0-9]{1,18}")) throw unknown();
    return Long.parseLong(parts[part]);
  }

  /** Of the years that the database knows, too. */
  public Instant instant(int part) {
    try {
      var at = OffsetDateTime.parse(parts[part]).toInstant();
      if (!at.isBefore(FIRST) && !at.isAfter(LAST)) return at;
    } catch (DateTimeException notOurs) {
      // told below
    }
    throw unknown();
  }

  public LocalDate day(int part) {
    try {
      var day = LocalDate.parse(parts[part]);
      if (day.getYear() >= 1 && day.getYear() <= 9999) return day;
    } catch (DateTimeException notOurs) {
      // told below
    }
    throw unknown();
  }

  private static Problem unknown() {
    return Problem.malformed("cursor_unknown");
  }
}
