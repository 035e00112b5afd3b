package org.lectern.bodies;

/** What sort of body it is. An agency answers recommendations; the others hold hearings and issue them. */
public enum BodyKind {
  COUNCIL,
  COMMITTEE,
  COMMISSION,
  OVERSIGHT_BOARD,
  AGENCY
}
