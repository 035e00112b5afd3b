package org.lectern.queue;

import java.util.Set;
import org.lectern.core.State;

/**
 * Where one person stands in the speaker line. A move that is taken back within ten seconds leaves the slot as it was before
 * ({@link UndoCommands}); that is no transition of its own.
 */
public enum SlotStatus implements State<SlotStatus> {
  CONFIRMED,
  WAITLISTED,
  CHECKED_IN,
  CALLED,
  SPEAKING,
  PAUSED,
  SPOKE,
  NO_SHOW,
  WITHDRAWN,
  CEDED,
  REJECTED,
  LAPSED;

  @Override
  public Set<SlotStatus> next() {
    return switch (this) {
      case CONFIRMED -> Set.of(CHECKED_IN, CALLED, WITHDRAWN, REJECTED, LAPSED);
      case WAITLISTED -> Set.of(CONFIRMED, CHECKED_IN, CALLED, WITHDRAWN, REJECTED, LAPSED);
      case CHECKED_IN -> Set.of(CALLED, WITHDRAWN, CEDED, REJECTED, LAPSED);
      case CALLED -> Set.of(SPEAKING, NO_SHOW, LAPSED);
      case SPEAKING -> Set.of(PAUSED, SPOKE);
      case PAUSED -> Set.of(SPEAKING, SPOKE);
      case NO_SHOW -> Set.of(CONFIRMED);
      case CEDED -> Set.of(CHECKED_IN, LAPSED);
      case SPOKE, WITHDRAWN, REJECTED, LAPSED -> Set.of();
    };
  }

  public boolean waiting() {
    return this == CONFIRMED || this == WAITLISTED || this == CHECKED_IN;
  }

  /** Called, at the microphone, or paused there. */
  public boolean atMicrophone() {
    return this == CALLED || this == SPEAKING || this == PAUSED;
  }
}
