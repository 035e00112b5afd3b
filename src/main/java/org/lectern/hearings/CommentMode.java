package org.lectern.hearings;

/** Whether the public may speak to an item: not at all, until it is called, or also while it is open. */
public enum CommentMode {
  NONE,
  BEFORE,
  BEFORE_AND_DURING
}
