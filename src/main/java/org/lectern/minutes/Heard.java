package org.lectern.minutes;

import java.time.Instant;
import java.util.List;

/** What we heard: the themes of the testimony, each with what became of it and why. {@code version} is 0 while nothing is published. */
public record Heard(long hearing, String title, int version, Instant at, List<Theme> themes) {

  /** One theme. {@code count} is how many testimonies are linked; comments are not votes. */
  public record Theme(String title, Disposition disposition, String reason, int count, List<String> testimony) {}

  /** What became of it: taken up, taken up in part, or not. */
  public enum Disposition {
    ADOPTED,
    PARTLY,
    NOT
  }
}
