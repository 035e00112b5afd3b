package org.lectern.policies;

import java.util.Set;
import org.lectern.core.State;

/** How far a policy change has come, from the idea to what it did. */
public enum PolicyStatus implements State<PolicyStatus> {
  IDEA,
  DRAFTING,
  COMMENT,
  REVISION,
  PENDING,
  ADOPTED,
  TRAINING,
  IN_PRACTICE,
  EVALUATED,
  WITHDRAWN,
  REJECTED,
  REPEALED,
  PREEMPTED,
  ENJOINED;

  @Override
  public Set<PolicyStatus> next() {
    return switch (this) {
      case IDEA -> Set.of(DRAFTING, WITHDRAWN, REJECTED);
      case DRAFTING -> Set.of(COMMENT, WITHDRAWN, REJECTED);
      case COMMENT -> Set.of(REVISION, WITHDRAWN, REJECTED);
      case REVISION -> Set.of(COMMENT, PENDING, WITHDRAWN, REJECTED);
      case PENDING -> Set.of(ADOPTED, WITHDRAWN, REJECTED);
      case ADOPTED -> Set.of(TRAINING, REPEALED, PREEMPTED, ENJOINED);
      case TRAINING -> Set.of(IN_PRACTICE, REPEALED, PREEMPTED, ENJOINED);
      case IN_PRACTICE -> Set.of(EVALUATED, REPEALED, PREEMPTED, ENJOINED);
      case EVALUATED -> Set.of(REPEALED, PREEMPTED, ENJOINED);
      case WITHDRAWN, REJECTED, REPEALED, PREEMPTED, ENJOINED -> Set.of();
    };
  }

  /** On its way to a decision. */
  public boolean coming() {
    return ordinal() <= PENDING.ordinal();
  }

  /** Decided and standing. */
  public boolean inForce() {
    return ordinal() >= ADOPTED.ordinal() && ordinal() <= EVALUATED.ordinal();
  }

  /** Nothing leads on from here. */
  public boolean ended() {
    return next().isEmpty();
  }

  /** The text may be written on until the public is asked, and again once it was. */
  boolean writable() {
    return this == DRAFTING || this == REVISION;
  }
}
