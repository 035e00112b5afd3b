package org.lectern.cases;

import java.util.Set;
import org.lectern.core.State;

/** A case is its author's alone until it is published; then it stands as it is, or is taken back with a reason. */
public enum CaseStatus implements State<CaseStatus> {
  DRAFT,
  PUBLISHED,
  RETRACTED;

  @Override
  public Set<CaseStatus> next() {
    return switch (this) {
      case DRAFT -> Set.of(PUBLISHED);
      case PUBLISHED -> Set.of(RETRACTED);
      case RETRACTED -> Set.of();
    };
  }
}
