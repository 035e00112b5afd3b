package org.lectern.oversight;

/** Why an action can no longer be asked for: a higher law forbids it, a court does, or events have gone past it. */
public enum Ground {
  PREEMPTED,
  ENJOINED,
  OVERTAKEN
}
