package org.lectern.core;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Identifiers. */
public final class Ids {
  private Ids() {}

  /** A time-ordered UUID (version 7), so that new rows stand together in their index. */
  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }

  /** A UUID that tells nothing, not even when: for what an anonymous person made. */
  public static UUID blind() {
    return UUID.randomUUID();
  }
}
