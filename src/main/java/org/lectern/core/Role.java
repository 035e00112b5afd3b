package org.lectern.core;

import java.util.Locale;

/** An office that a person holds in a body, for a time. A set, not a ladder: separation of duties needs both. */
public enum Role {
  CLERK,
  CHAIR,
  MEMBER,
  LIAISON,
  MODERATOR,
  APPEALS,
  ADMIN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Role of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
