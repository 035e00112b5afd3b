package org.lectern.bodies;

/** How urgently a meeting is called, which decides how much notice the public is owed. */
public enum NoticeKind { REGULAR, SPECIAL, EMERGENCY }
