package org.lectern.queue;

/** By which rule people stand in line; declared before sign-up opens. */
public enum OrderRule {
  FIFO,
  LOTTERY,
  ALTERNATE_POSITION,
  FIRST_TIME_FIRST
}
