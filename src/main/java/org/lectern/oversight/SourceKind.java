package org.lectern.oversight;

/** What an action came from. The first five stand in Lectern, the last two outside: in words, with a link. */
public enum SourceKind {
  HEARING,
  ITEM,
  TESTIMONY,
  PROMISE,
  ASSESSMENT,
  AUDIT_REPORT,
  DECREE;

  boolean outside() {
    return this == AUDIT_REPORT || this == DECREE;
  }
}
