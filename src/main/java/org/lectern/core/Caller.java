package org.lectern.core;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, in which place, with what grants, through which door.
 *
 * @param person null for a visitor
 * @param name how staff acts are signed in public; null for a visitor
 * @param channel web, api or clock
 */
public record Caller(UUID person, String name, Set<Grant> grants, Jurisdiction place, Access access, String channel) {

  public static Caller visitor(Jurisdiction place) {
    return new Caller(null, null, Set.of(), place, Access.ANYONE, "web");
  }

  /** The calendar and the importer: the system itself, through an operation of its own. */
  public static Caller system(Jurisdiction place, String channel) {
    return new Caller(null, null, Set.of(), place, Access.ANYONE, channel);
  }

  public Caller at(Jurisdiction there) {
    return new Caller(person, name, grants, there, access, channel);
  }

  public Caller through(Access door) {
    return new Caller(person, name, grants, place, door, channel);
  }

  /** This caller if the door admits them to that body, else a problem: the second of the two checks. */
  public Caller in(UUID body) {
    if (access.anyone() || (access.roles().isEmpty() && person != null)) return this;
    if (access.roles().stream().anyMatch(role -> holds(role, body))) return this;
    throw Problem.forbidden("not_your_body");
  }

  /** Does the caller hold the role in this body (or, for a null body, in the whole jurisdiction)? */
  public boolean holds(Role role, UUID body) {
    return grants.stream().anyMatch(grant -> grant.role() == role && grant.covers(place.id(), body));
  }

  public boolean holdsSomewhere(Role role) {
    return grants.stream().anyMatch(grant -> grant.role() == role && grant.reaches(place.id(), null));
  }

  public boolean holdsAny(UUID body, Role... roles) {
    return List.of(roles).stream().anyMatch(role -> holds(role, body));
  }

  public boolean is(UUID someone) {
    return person != null && person.equals(someone);
  }

  /** True if one of these roles is held in the whole jurisdiction. */
  public boolean holdsEverywhere(Role... roles) {
    return holdsAny(null, roles);
  }

  /** The bodies of this place in which one of these roles is held: what a query may show beyond the public. */
  public UUID[] bodiesAs(Role... roles) {
    var wanted = List.of(roles);
    return grants.stream()
        .filter(grant -> grant.body() != null && wanted.contains(grant.role()) && place.id().equals(grant.jurisdiction()))
        .map(Grant::body)
        .distinct()
        .toArray(UUID[]::new);
  }
}
