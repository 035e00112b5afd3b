package org.lectern.core;

import java.util.List;

/** The answer for the one who asked, and the events for everyone else. No events means that nothing happened. */
public record Change<T>(T result, List<Event> events) {
  public static <T> Change<T> of(T result, Event... events) {
    return new Change<>(result, List.of(events));
  }
}
