package org.lectern.oversight;

/** Who gave a piece of evidence: the agency, the board, or anyone else. */
public enum Side {
  AGENCY,
  BOARD,
  PUBLIC
}
