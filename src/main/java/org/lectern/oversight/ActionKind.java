package org.lectern.oversight;

/** What an action is: asked for, insisted upon, owed by law, or promised. */
public enum ActionKind {
  RECOMMENDATION,
  DEMAND,
  OBLIGATION,
  PROMISE
}
