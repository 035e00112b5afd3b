package org.lectern.testimony;

/**
 * How an author appears. Withheld: the clerk knows the name, the public does not. Anonymous: nothing is kept that leads
 * back. Confidential: counted, the text for the body's staff only.
 */
public enum Privacy {
  NAMED,
  PSEUDONYM,
  WITHHELD,
  ANONYMOUS,
  CONFIDENTIAL
}
