package org.lectern.reading;

import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What clerks do with themes. Everyone may see how what they said is filed. */
public sealed interface ThemeEvent extends Event {

  long theme();

  /** The address of what it is about. */
  String target();

  @Override
  default List<String> topics() {
    return List.of(target() + "/reading", target());
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record ThemeCreated(long theme, String target, String title) implements ThemeEvent {}

  record ThemeRetired(long theme, String target, String title) implements ThemeEvent {}

  /** So many were filed under it, or, with {@code removed}, taken out again. */
  record TestimonyFiled(long theme, String target, String title, int testimonies, boolean removed) implements ThemeEvent {}
}
