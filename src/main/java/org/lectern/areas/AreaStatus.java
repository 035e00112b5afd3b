package org.lectern.areas;

import java.util.Set;
import org.lectern.core.State;

/** Whether a jurisdiction works with an area. A disabled one keeps its address and all that was said about it. */
public enum AreaStatus implements State<AreaStatus> {
  ADOPTED,
  DISABLED;

  @Override
  public Set<AreaStatus> next() {
    return switch (this) {
      case ADOPTED -> Set.of(DISABLED);
      case DISABLED -> Set.of(ADOPTED);
    };
  }
}
