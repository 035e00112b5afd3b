package org.lectern.accommodations;

/** What somebody needs in order to take part. */
public enum AccommodationKind {
  ASL,
  CART,
  INTERPRETER,
  LARGE_PRINT,
  BRAILLE,
  EXTRA_TIME,
  SEATING,
  OTHER
}
