package org.lectern.areas;

/** How local officials can act. Advocacy is addressed to the state or the federation. */
public enum Lever {
  LEGISLATE,
  BUDGET,
  HEARING,
  PROCESS,
  NARRATIVE,
  ADVOCACY
}
