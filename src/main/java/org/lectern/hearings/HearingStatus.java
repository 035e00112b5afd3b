package org.lectern.hearings;

import java.util.Set;
import org.lectern.core.State;

/** Where a hearing stands. */
public enum HearingStatus implements State<HearingStatus> {
  DRAFT,
  NOTICED,
  POSTPONED,
  LIVE,
  RECESSED,
  ADJOURNED,
  CONTINUED,
  CLOSED,
  CANCELLED;

  @Override
  public Set<HearingStatus> next() {
    return switch (this) {
      case DRAFT -> Set.of(NOTICED);
      case NOTICED -> Set.of(POSTPONED, CANCELLED, LIVE);
      case POSTPONED -> Set.of(NOTICED, CANCELLED);
      case LIVE -> Set.of(RECESSED, ADJOURNED, CONTINUED);
      case RECESSED -> Set.of(LIVE, ADJOURNED, CONTINUED);
      case ADJOURNED, CONTINUED -> Set.of(CLOSED);
      case CLOSED, CANCELLED -> Set.of();
    };
  }

  /** In session, be it in recess. */
  public boolean inSession() {
    return this == LIVE || this == RECESSED;
  }

  /** People may sign up to speak and testify in time. */
  public boolean ahead() {
    return this == NOTICED || this == POSTPONED || inSession();
  }
}
