package org.lectern.core;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A city, county or state; everything below belongs to one, and its record is its own. {@code slug} is its place in every
 * address, {@code profile} the preset of legal clocks it works by, {@code holidays} the closed days beyond the profile's.
 */
public record Jurisdiction(
    UUID id, String slug, String name, String kind, String ocdId, ZoneId zone, List<String> languages, Integer population,
    String profile, int profileVersion, Set<LocalDate> holidays) {

  /** The installation itself: catalogue versions, accounts and grants over everything are recorded here. */
  public static final Jurisdiction INSTALLATION = new Jurisdiction(
      new UUID(0, 0), "", "Lectern", "installation", null, ZoneId.of("UTC"), List.of("en"), null, "generic", 1, Set.of());
}
