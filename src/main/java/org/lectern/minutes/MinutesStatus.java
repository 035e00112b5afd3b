package org.lectern.minutes;

import java.util.Set;
import org.lectern.core.State;

/** Where the minutes of a hearing stand. A draft is public and says that it is unapproved. */
public enum MinutesStatus implements State<MinutesStatus> {
  NONE,
  DRAFT,
  CIRCULATED,
  APPROVED,
  CORRECTED;

  @Override
  public Set<MinutesStatus> next() {
    return switch (this) {
      case NONE -> Set.of(DRAFT);
      case DRAFT -> Set.of(CIRCULATED);
      case CIRCULATED -> Set.of(APPROVED);
      case APPROVED, CORRECTED -> Set.of(CORRECTED);
    };
  }

  /** The narrative may still be written without a reason. */
  public boolean open() {
    return this == DRAFT || this == CIRCULATED;
  }

  /** The body has approved them. */
  public boolean approved() {
    return this == APPROVED || this == CORRECTED;
  }
}
