package org.lectern.moderation;

import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** Requests to take off personal data, for moderators: that there was one, never what it says or who asked. */
public sealed interface RemovalEvent extends Event {

  long removal();

  @Override
  default List<String> topics() {
    return List.of("moderation", "removals/" + removal());
  }

  @Override
  default Audience audience() {
    return Audience.of(null, Role.MODERATOR);
  }

  record RemovalRequested(long removal) implements RemovalEvent {}

  record RemovalDecided(long removal, String outcome) implements RemovalEvent {}
}
