package org.lectern.hearings;

/** How an item was decided. */
public enum Decision {
  ADOPTED,
  ADOPTED_AMENDED,
  REJECTED,
  REFERRED,
  RECEIVED,
  NO_ACTION
}
