package org.lectern.moderation;

import java.util.Set;
import org.lectern.core.State;

/** Where a case of held testimony stands. Hiding takes a second moderator; what nobody decides in time is released. */
public enum CaseStatus implements State<CaseStatus> {
  OPEN,
  HIDE_PROPOSED,
  RELEASED,
  REDACTED,
  HIDDEN,
  MOVED,
  EXPIRED,
  WITHDRAWN;

  @Override
  public Set<CaseStatus> next() {
    return switch (this) {
      case OPEN -> Set.of(RELEASED, REDACTED, HIDE_PROPOSED, MOVED, EXPIRED, WITHDRAWN);
      case HIDE_PROPOSED -> Set.of(HIDDEN, OPEN, EXPIRED, WITHDRAWN);
      case RELEASED, REDACTED, HIDDEN, MOVED, EXPIRED, WITHDRAWN -> Set.of();
    };
  }

  public boolean undecided() {
    return this == OPEN || this == HIDE_PROPOSED;
  }
}
