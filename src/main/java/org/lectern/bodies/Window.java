package org.lectern.bodies;

import java.time.Instant;

/**
 * The time in which testimony or sign-up is open.
 *
 * @param opens  the first instant
 * @param closes the last instant, still in time: a close at 17:00 takes what arrives at 17:00:00.000
 */
public record Window(Instant opens, Instant closes) {

  /** @throws IllegalArgumentException if it closes before it opens */
  public Window {
    if (closes.isBefore(opens)) throw new IllegalArgumentException("a window cannot close before it opens");
  }

  /** Where an arrival stands, by the instant at which the server received it. */
  public Verdict verdict(Instant received) {
    if (received.isAfter(closes)) return Verdict.LATE;
    return received.isBefore(opens) ? Verdict.EARLY : Verdict.ON_TIME;
  }

  /** Before the window opened, within it, or after it closed. */
  public enum Verdict { EARLY, ON_TIME, LATE }
}
