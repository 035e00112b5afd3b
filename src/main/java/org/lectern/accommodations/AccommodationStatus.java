package org.lectern.accommodations;

import java.util.Set;
import org.lectern.core.State;

/** What became of a request. A decline has a reason and another way to take part, and can still be arranged after all. */
public enum AccommodationStatus implements State<AccommodationStatus> {
  REQUESTED,
  ARRANGED,
  ALTERNATIVE_OFFERED,
  DECLINED,
  PROVIDED;

  @Override
  public Set<AccommodationStatus> next() {
    return switch (this) {
      case REQUESTED -> Set.of(ARRANGED, ALTERNATIVE_OFFERED, DECLINED);
      case ARRANGED -> Set.of(ALTERNATIVE_OFFERED, PROVIDED);
      case ALTERNATIVE_OFFERED -> Set.of(ARRANGED, PROVIDED);
      case DECLINED -> Set.of(ARRANGED, ALTERNATIVE_OFFERED);
      case PROVIDED -> Set.of();
    };
  }
}
