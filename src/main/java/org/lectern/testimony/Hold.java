package org.lectern.testimony;

/** The rule by which a testimony is held until a moderator has looked; a closed list. */
public enum Hold {
  PERSONAL_DATA,
  MALWARE,
  FLOOD,
  REPORTS,
  MODERATOR
}
