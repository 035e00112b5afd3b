package org.lectern.policies;

/** What a figure is about: who was trained, or what is done. */
public enum Phase {
  TRAINING,
  PRACTICE
}
