package org.lectern.core;

import java.util.Locale;
import java.util.Set;

/** A status that knows where it may go. */
public interface State<S extends Enum<S> & State<S>> {

  Set<S> next();

  String name();

  /** Its word in SQL, JSON and the contract. */
  default String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The target, or a 409 that names both ends. */
  default S to(S target) {
    if (next().contains(target)) return target;
    throw Problem.conflict("wrong_state", "state." + word(), "state." + target.word());
  }
}
