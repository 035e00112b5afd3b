package org.lectern.core;

import java.util.UUID;

/**
 * A role held now. A null jurisdiction is the whole installation, a null body the whole jurisdiction.
 */
public record Grant(Role role, UUID jurisdiction, UUID body) {

  boolean reaches(UUID someJurisdiction, UUID someBody) {
    return (jurisdiction == null || jurisdiction.equals(someJurisdiction))
        && (body == null || someBody == null || body.equals(someBody));
  }

  boolean covers(UUID someJurisdiction, UUID someBody) {
    return (jurisdiction == null || jurisdiction.equals(someJurisdiction)) && (body == null || body.equals(someBody));
  }
}
