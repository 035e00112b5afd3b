package org.lectern.policies;

/** In what form a policy is made. */
public enum PolicyKind {
  ORDINANCE,
  RESOLUTION,
  BUDGET_LINE,
  GENERAL_ORDER,
  AGREEMENT,
  CONTRACT_CLAUSE,
  CHARTER_CHANGE
}
