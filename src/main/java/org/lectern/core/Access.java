package org.lectern.core;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which callers an operation admits. Declared once, on the operation's own line, and asked twice: at the door, whether the
 * caller could ever be admitted here, and by the command, whether they are admitted to this very body.
 */
public record Access(String word, boolean anyone, Set<Role> roles) {

  public static final Access ANYONE = new Access("anyone", true, Set.of());
  public static final Access SIGNED_IN = new Access("signed_in", false, Set.of());

  /** Holders of one of these roles, in the body concerned or in the whole jurisdiction. */
  public static Access only(Role first, Role... more) {
    var roles = EnumSet.of(first, more);
    return new Access(String.join(" ", roles.stream().map(Role::word).toList()), false, roles);
  }

  /** At the door: could this caller be admitted somewhere in the place? Not signed in is 401, signed in but not admitted 403. */
  public void admit(Caller caller) {
    if (anyone) return;
    if (caller.person() == null) throw Problem.unauthenticated();
    if (roles.isEmpty() || roles.stream().anyMatch(caller::holdsSomewhere)) return;
    throw Problem.forbidden("not_your_role", List.copyOf(roles).get(0).word());
  }
}
