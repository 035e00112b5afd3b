package org.lectern.oversight;

/** What the board found about one criterion. */
public enum Mark {
  MET,
  NOT_MET,
  UNCLEAR
}
