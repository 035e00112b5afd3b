package org.lectern.queue;

import java.util.List;
import org.lectern.bodies.Allotment;
import org.lectern.bodies.Allotment.Interpreter;

/**
 * How long one speaker may speak, in seconds: the item's allotment, doubled for an interpreter who is not simultaneous; what
 * others ceded; what the chair added.
 */
public final class SpeakingTime {
  private SpeakingTime() {}

  public static final int MOST_DONORS = 3;
  /** With what others cede nobody gets more than ten minutes. */
  public static final int MOST_CEDED_TO = 600;

  /** A way of being interpreted, as it is written in the schema. */
  record Interpreted(Interpreter how) {
    static Interpreted of(String word) {
      return new Interpreted("consecutive".equals(word) ? Interpreter.IN_TURNS : "simultaneous".equals(word) ? Interpreter.SIMULTANEOUS : Interpreter.NONE);
    }
  }

  /** What a speaker has of their own: after any change by the chair. */
  public static int own(Allotment allotment, Interpreter interpreter) {
    return allotment.secondsWith(interpreter);
  }

  /**
   * What donors' time comes to. A donor gives the item's plain allotment: neither the donor's interpreter nor the speaker's
   * doubles it. Together with the speaker's own time it ends at ten minutes.
   *
   * @param own       the speaker's own seconds
   * @param donations the plain allotment of each donor, at most three
   * @throws IllegalArgumentException with more than three donors
   */
  public static int ceded(int own, List<Integer> donations) {
    if (donations.size() > MOST_DONORS) throw new IllegalArgumentException("no more than three may cede their time");
    var given = donations.stream().mapToInt(Integer::intValue).sum();
    return Math.max(0, Math.min(given, MOST_CEDED_TO - own));
  }
}
