package org.lectern.hearings;

/** What is done with an agenda item. A closed item shows title, legal basis, times and report-out only. */
public enum ItemKind {
  CONSENT,
  DISCUSSION,
  ACTION,
  PUBLIC_COMMENT,
  CLOSED
}
