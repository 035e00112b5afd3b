package org.lectern.hearings;

import org.lectern.bodies.NoticeKind;

/** What sort of hearing it is. Matters about a named person (discipline, licences) are none of these and are refused. */
public enum HearingKind {
  REGULAR,
  SPECIAL,
  EMERGENCY,
  WORKSHOP,
  FOLLOW_UP;

  /** Which lead time the profile asks for. Workshops and follow-ups are noticed like regular hearings. */
  public NoticeKind notice() {
    return switch (this) {
      case SPECIAL -> NoticeKind.SPECIAL;
      case EMERGENCY -> NoticeKind.EMERGENCY;
      case REGULAR, WORKSHOP, FOLLOW_UP -> NoticeKind.REGULAR;
    };
  }
}
