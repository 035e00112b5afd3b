package org.lectern.oversight;

import java.util.Set;
import org.lectern.core.State;

/**
 * Where an action stands for the board. What the agency says of itself is {@link Position}; what it reported counts as
 * implemented only once the board has verified it.
 */
public enum ActionStatus implements State<ActionStatus> {
  DRAFT,
  ISSUED,
  IN_PROGRESS,
  REPORTED,
  RETURNED,
  IMPLEMENTED,
  PARTLY_IMPLEMENTED,
  CLOSED_NOT_IMPLEMENTED,
  SUPERSEDED,
  NOT_APPLICABLE;

  @Override
  public Set<ActionStatus> next() {
    return switch (this) {
      case DRAFT -> Set.of(ISSUED);
      case ISSUED -> Set.of(IN_PROGRESS, REPORTED, CLOSED_NOT_IMPLEMENTED, SUPERSEDED, NOT_APPLICABLE);
      case IN_PROGRESS -> Set.of(REPORTED, SUPERSEDED, NOT_APPLICABLE);
      case REPORTED -> Set.of(IMPLEMENTED, PARTLY_IMPLEMENTED, RETURNED, SUPERSEDED, NOT_APPLICABLE);
      case RETURNED -> Set.of(IN_PROGRESS, REPORTED, SUPERSEDED, NOT_APPLICABLE);
      case IMPLEMENTED, PARTLY_IMPLEMENTED, CLOSED_NOT_IMPLEMENTED, SUPERSEDED, NOT_APPLICABLE -> Set.of(IN_PROGRESS);
    };
  }

  /** Asked and not yet settled. */
  public boolean open() {
    return this == ISSUED || this == IN_PROGRESS || this == REPORTED || this == RETURNED;
  }

  /** Settled; only reopening leads on. */
  public boolean closed() {
    return this != DRAFT && !open();
  }
}
