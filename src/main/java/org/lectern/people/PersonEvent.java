package org.lectern.people;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** Who was given which office, and who lost it. For admins and for the person concerned. */
public sealed interface PersonEvent extends Event {

  UUID person();

  @Override
  default List<String> topics() {
    return List.of("people/" + person());
  }

  @Override
  default Audience audience() {
    return new Audience(false, null, Set.of(Role.ADMIN), person());
  }

  record RoleGranted(UUID person, UUID grant, String role, String body) implements PersonEvent {}

  record RoleRevoked(UUID person, UUID grant, String role, String body) implements PersonEvent {}
}
