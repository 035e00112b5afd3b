package org.lectern.assessments;

/** How a worksheet reads as a whole. It describes written policy, not conduct. */
public enum Band {
  STRONG,
  DEVELOPING,
  LIMITED,
  INSUFFICIENT_INFORMATION
}
