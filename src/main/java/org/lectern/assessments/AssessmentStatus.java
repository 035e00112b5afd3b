package org.lectern.assessments;

import java.util.Set;
import org.lectern.core.State;

/** Where a version of a worksheet stands. Only one is at work and only one counts; the others are history. */
public enum AssessmentStatus implements State<AssessmentStatus> {
  DRAFT,
  IN_REVIEW,
  AGENCY_REPLY,
  PUBLISHED,
  CHALLENGED,
  STALE,
  SUPERSEDED;

  @Override
  public Set<AssessmentStatus> next() {
    return switch (this) {
      case DRAFT -> Set.of(IN_REVIEW);
      case IN_REVIEW -> Set.of(DRAFT, AGENCY_REPLY);
      case AGENCY_REPLY -> Set.of(DRAFT, PUBLISHED);
      case PUBLISHED -> Set.of(CHALLENGED, STALE, SUPERSEDED);
      case CHALLENGED -> Set.of(PUBLISHED, STALE, SUPERSEDED);
      case STALE -> Set.of(SUPERSEDED);
      case SUPERSEDED -> Set.of();
    };
  }

  /** For everyone to read. */
  public boolean open() {
    return this == PUBLISHED || this == CHALLENGED || this == STALE || this == SUPERSEDED;
  }

  /** The one that counts now. */
  public boolean standing() {
    return open() && this != SUPERSEDED;
  }
}
