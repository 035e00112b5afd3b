package org.lectern.policies;

/** How a challenge was settled: met, lived with, or found not to stand. */
public enum ChallengeOutcome {
  RESOLVED,
  ACCEPTED_RISK,
  UNFOUNDED
}
