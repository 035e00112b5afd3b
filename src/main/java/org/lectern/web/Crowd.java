package org.lectern.web;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many sockets are open in this process, in all, by source and by session: one source or one session may not take them all. */
final class Crowd {

  static final int MOST = 12_000;
  /** A hearing room or a library shares one address. */
  static final int MOST_OF_A_SOURCE = 500;
  static final int MOST_OF_A_SESSION = 5;

  private static final String ALL = "";

  private final Map<String, Integer> open = new ConcurrentHashMap<>();

  /** One more, if there is room for it everywhere; {@code source} is null on this machine itself, {@code session} for a visitor. */
  synchronized boolean enter(String source, String session) {
    if (count(ALL) >= MOST || (source != null && count(source) >= MOST_OF_A_SOURCE) || (session != null && count(session) >= MOST_OF_A_SESSION)) return false;
    change(source, session, 1);
    return true;
  }

  synchronized void leave(String source, String session) {
    change(source, session, -1);
  }

  int all() {
    return count(ALL);
  }

  private int count(String whose) {
    return open.getOrDefault(whose, 0);
  }

  private void change(String source, String session, int by) {
    add(ALL, by);
    if (source != null) add(source, by);
    if (session != null) add(session, by);
  }

  /** Who has none left is forgotten. */
  private void add(String whose, int by) {
    open.merge(whose, by, (before, more) -> before + more == 0 ? null : before + more);
  }
}
