package org.lectern.moderation;

import java.time.Instant;
import java.time.ZoneId;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profile;
import org.lectern.testimony.Ground;

/**
 * How long something may be held: through the fifth business day after the day of the hold, by the calendar of the place. What
 * is held on M1, M2, M3 or M5 waits for a decision however long it takes.
 */
final class HoldClock {
  private HoldClock() {}

  static final int BUSINESS_DAYS = 5;
  static final int APPEAL_DAYS = 14;

  /** The first instant at which the hold is over; null if it does not end by itself. */
  static Instant ends(Profile profile, ZoneId zone, Instant heldAt, Ground ground) {
    if (ground != null && ground.staysHeld()) return null;
    return profile.holidays().businessDaysAfter(DueDates.dayOf(heldAt, zone), BUSINESS_DAYS).plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** When somebody should have decided, whether or not the hold ends then. */
  static Instant due(Profile profile, ZoneId zone, Instant heldAt) {
    return ends(profile, zone, heldAt, null);
  }
}
