package org.lectern.hearings;

import java.util.Set;
import org.lectern.core.State;

/** Where an agenda item stands. One item of a hearing is open at a time. */
public enum ItemStatus implements State<ItemStatus> {
  PROPOSED,
  DECLINED,
  LISTED,
  CALLED,
  COMMENT,
  DELIBERATION,
  DECIDED,
  TABLED,
  WITHDRAWN;

  @Override
  public Set<ItemStatus> next() {
    return switch (this) {
      case PROPOSED -> Set.of(LISTED, DECLINED);
      case LISTED -> Set.of(CALLED, TABLED, WITHDRAWN);
      case CALLED -> Set.of(COMMENT, DELIBERATION, DECIDED, TABLED, WITHDRAWN);
      case COMMENT -> Set.of(DELIBERATION, TABLED, WITHDRAWN);
      case DELIBERATION -> Set.of(COMMENT, DECIDED, TABLED, WITHDRAWN);
      case DECLINED, DECIDED, TABLED, WITHDRAWN -> Set.of();
    };
  }

  public boolean open() {
    return this == CALLED || this == COMMENT || this == DELIBERATION;
  }

  /** Still to come, or under way. */
  public boolean ahead() {
    return this == LISTED || open();
  }
}
