package org.lectern.policies;

import org.lectern.areas.Lever;

/** What officials do besides making policy and holding hearings. */
public enum EffortKind {
  BUDGET_ASK,
  PROCESS,
  STATEMENT,
  STATE_ADVOCACY,
  FEDERAL_ADVOCACY;

  /** The lever that is pulled. */
  public Lever lever() {
    return switch (this) {
      case BUDGET_ASK -> Lever.BUDGET;
      case PROCESS -> Lever.PROCESS;
      case STATEMENT -> Lever.NARRATIVE;
      case STATE_ADVOCACY, FEDERAL_ADVOCACY -> Lever.ADVOCACY;
    };
  }
}
