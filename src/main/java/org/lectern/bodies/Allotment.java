package org.lectern.bodies;

import java.time.Duration;
import java.util.Collection;

/**
 * The speaking time of one turn, the same for everyone at an item.
 *
 * @param seconds    what each speaker gets
 * @param minimum    seconds below which a chair may not cut it
 * @param multiplier what an interpreter who is not simultaneous multiplies it by
 */
public record Allotment(int seconds, int minimum, int multiplier) {

  /** Until three people have spoken, their pace says little about the hearing's. */
  private static final int TURNS_BEFORE_PACE = 3;

  public Allotment {
    if (seconds < minimum) throw new IllegalArgumentException(seconds + " seconds to speak are fewer than " + minimum);
  }

  /** The speaking time that a jurisdiction grants when no chair has changed it. */
  public static Allotment of(Profile profile) {
    return new Allotment(profile.allotmentSeconds().value(), profile.minimumSeconds().value(),
        profile.interpreterMultiplier().value());
  }

  /**
   * The chair's uniform change. That it comes before the item's first speaker is for the queue to guard.
   *
   * @throws IllegalArgumentException if it is under the minimum
   */
  public Allotment changedTo(int seconds) {
    return new Allotment(seconds, minimum, multiplier);
  }

  /**
   * The seconds that one speaker gets, any change by the chair already applied: who speaks through an interpreter in
   * turns gets twice the time (Cal. Gov. Code § 54954.3(b)(2), Tex. Gov't Code § 551.007(d)).
   */
  public int secondsWith(Interpreter interpreter) {
    return interpreter == Interpreter.IN_TURNS ? seconds * multiplier : seconds;
  }

  /**
   * How long until somebody's turn: what those ahead may still use, at the pace of this hearing.
   *
   * @param secondsAhead the remaining allotment of everyone ahead, the present speaker's rest included
   * @param spoken       the finished turns of this hearing, in any order; no-shows are no turns
   */
  public static Wait untilTurn(Collection<Integer> secondsAhead, Collection<Turn> spoken) {
    double likely = secondsAhead.stream().mapToLong(Integer::longValue).sum() * pace(spoken);
    return new Wait(rounded(likely * 0.75), rounded(likely), rounded(likely * 1.25));
  }

  /** Used to allotted time so far; 1.0 for the first three speakers. */
  private static double pace(Collection<Turn> spoken) {
    if (spoken.size() < TURNS_BEFORE_PACE) return 1.0;
    return spoken.stream().mapToDouble(Turn::used).sum() / spoken.stream().mapToDouble(Turn::allotted).sum();
  }

  private static Duration rounded(double seconds) {
    return Duration.ofSeconds(Math.round(seconds));
  }

  /** How a speaker is interpreted, if at all. */
  public enum Interpreter { NONE, IN_TURNS, SIMULTANEOUS }

  /**
   * A finished turn, in seconds.
   *
   * @throws IllegalArgumentException if nothing was allotted or the used time is negative
   */
  public record Turn(int allotted, int used) {
    public Turn {
      if (allotted < 1 || used < 0) throw new IllegalArgumentException("no turn has " + used + " of " + allotted + " seconds");
    }
  }

  /** An estimated wait as a range of ±25 %, to the second. */
  public record Wait(Duration least, Duration likely, Duration most) {}
}
