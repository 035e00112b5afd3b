package org.lectern.policies;

import java.util.Set;
import org.lectern.core.State;

/** How far an effort has come. */
public enum EffortStatus implements State<EffortStatus> {
  PLANNED,
  UNDER_WAY,
  DONE,
  DROPPED;

  @Override
  public Set<EffortStatus> next() {
    return switch (this) {
      case PLANNED -> Set.of(UNDER_WAY, DROPPED);
      case UNDER_WAY -> Set.of(DONE, DROPPED);
      case DONE, DROPPED -> Set.of();
    };
  }
}
