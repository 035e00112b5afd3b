package org.lectern.policies;

/** For whom a challenge speaks. */
public enum Side {
  RESIDENT,
  COMMUNITY_GROUP,
  UNION,
  AGENCY,
  OFFICIAL,
  BUSINESS,
  OTHER
}
