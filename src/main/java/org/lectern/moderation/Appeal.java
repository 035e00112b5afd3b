package org.lectern.moderation;

/** What became of an appeal against a redaction or a hiding. */
public enum Appeal {
  OPEN,
  GRANTED,
  REFUSED
}
