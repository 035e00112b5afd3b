package org.lectern.testimony;

import java.util.Set;
import org.lectern.core.State;

/** Where a testimony stands. Nothing accepted is deleted: what is hidden or withdrawn leaves a tombstone. */
public enum TestimonyStatus implements State<TestimonyStatus> {
  RECEIVED,
  PUBLISHED,
  HELD,
  REDACTED,
  HIDDEN,
  APPEALED,
  HIDDEN_FINAL,
  WITHDRAWN;

  @Override
  public Set<TestimonyStatus> next() {
    return switch (this) {
      case RECEIVED -> Set.of(PUBLISHED, HELD, WITHDRAWN);
      case PUBLISHED -> Set.of(HELD, WITHDRAWN);
      case HELD -> Set.of(PUBLISHED, REDACTED, HIDDEN, WITHDRAWN);
      case REDACTED -> Set.of(HELD, PUBLISHED, WITHDRAWN);
      case HIDDEN -> Set.of(APPEALED);
      case APPEALED -> Set.of(PUBLISHED, REDACTED, HIDDEN_FINAL);
      case HIDDEN_FINAL, WITHDRAWN -> Set.of();
    };
  }

  /** Hidden or taken back: what stays is that there was one, and why. */
  public boolean tombstone() {
    return this == HIDDEN || this == APPEALED || this == HIDDEN_FINAL || this == WITHDRAWN;
  }
}
