package org.lectern.web;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import org.lectern.core.Caller;
import org.lectern.core.Entry;

/**
 * What one socket follows in one place, and how far it has come: {@code seq} is the last entry it has. A page wants regions
 * ({@code html}, those named in {@code regions} or all), a program wants entries.
 */
final class Follower {

  final Socket socket;
  final Caller caller;
  final boolean html;
  final String language;
  final Set<String> regions = new TreeSet<>();
  final Set<String> addresses = new LinkedHashSet<>(2);
  long seq;
  /** A program that has everything so far and gets what comes; one that is behind reads on from the ring. */
  boolean live;

  Follower(Socket socket, Caller caller, Wish wish) {
    this.socket = socket;
    this.caller = caller;
    this.html = wish.html();
    this.language = wish.language();
    this.seq = wish.after();
  }

  String topic(String address) {
    return address.isEmpty() ? caller.place().slug() : caller.place().slug() + "/" + address;
  }

  boolean wants(Entry entry) {
    return entry.seq() > seq && entry.audience().includes(caller)
        && (addresses.contains("") || entry.topics().stream().anyMatch(addresses::contains));
  }

  /** The socket takes no more for now. */
  void fallBehind(long now) {
    live = false;
    if (socket.stuckSince == 0) socket.stuckSince = now;
  }
}
