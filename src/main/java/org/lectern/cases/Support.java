package org.lectern.cases;

/** The three that officials argue from. */
public enum Support {
  PEOPLE,
  DATA,
  ELSEWHERE
}
