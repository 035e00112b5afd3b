package org.lectern.core;

import java.util.Set;
import java.util.UUID;

/**
 * Who may hear of an event: everyone, or these roles in that body (a null body is the whole jurisdiction), and the one
 * person whom it concerns.
 */
public record Audience(boolean everyone, UUID body, Set<Role> roles, UUID hearer) {

  public static final Audience PUBLIC = new Audience(true, null, Set.of(), null);

  /** Whoever holds one of these roles in the body. */
  public static Audience of(UUID body, Role... roles) {
    return new Audience(false, body, Set.of(roles), null);
  }

  /** One person and nobody else. */
  public static Audience only(UUID hearer) {
    return new Audience(false, null, Set.of(), hearer);
  }

  public boolean includes(Caller caller) {
    return everyone
        || (hearer != null && hearer.equals(caller.person()))
        || roles.stream().anyMatch(role -> caller.holds(role, body));
  }
}
