package org.lectern.reading;

import java.util.Set;
import org.lectern.core.State;

/** A theme that is retired is no longer offered; what was filed under it stays so. */
public enum ThemeStatus implements State<ThemeStatus> {
  IN_USE,
  RETIRED;

  @Override
  public Set<ThemeStatus> next() {
    return this == IN_USE ? Set.of(RETIRED) : Set.of();
  }
}
