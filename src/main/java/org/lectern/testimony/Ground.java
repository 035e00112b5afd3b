package org.lectern.testimony;

/**
 * The only grounds on which testimony may be held, redacted, hidden or moved; a closed list. M1 true threat or incitement, M2
 * private personal data, M3 identity of a minor or of a victim of a sexual offence, M4 malware, advertising or automated flood,
 * M5 unlawful content, M6 court order or claim of rights, M7 outside the body's subject (moved, never deleted), M8 disputed
 * attribution. Profanity, insult, anger, criticism of officials, naming an officer on duty, alleged falsity, repetition and
 * the view of a minority are none.
 */
public enum Ground {
  M1,
  M2,
  M3,
  M4,
  M5,
  M6,
  M7,
  M8;

  /** What is held on one of these stays held until somebody has decided; all else is released when the hold expires. */
  public boolean staysHeld() {
    return this == M1 || this == M2 || this == M3 || this == M5;
  }
}
