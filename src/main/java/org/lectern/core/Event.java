package org.lectern.core;

import java.util.List;

/**
 * Something that happened, in the words of the people it happened to. Each counter declares its own, one record a fact,
 * every field required unless it is {@code null} by nature. The record's fields are the entry's data.
 */
public interface Event {

  /**
   * The addresses below the place that this is about, itself first: {@code hearings/12}, {@code hearings/12/queue}.
   * Topic of the live feed, filter of the history and key of the cache in one. The place itself is always meant too.
   */
  List<String> topics();

  /** Who may hear of it. There is no default: nothing becomes public by forgetting. */
  Audience audience();

  /** The same word in Java, the journal, the contract and the feed. */
  default String type() {
    return getClass().getSimpleName();
  }

  /** True if the hour alone may be recorded, because the minute could lead back to an anonymous author. */
  default boolean coarse() {
    return false;
  }
}
