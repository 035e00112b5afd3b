package org.lectern.web;

import java.util.LinkedHashSet;
import java.util.Set;
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
  final Set<String> regions = new LinkedHashSet<>();
  final Set<String> addresses = new LinkedHashSet<>();
  long seq;
  boolean live;
  boolean catching;
  long stuckSince;

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

  void fallBehind(long now) {
    live = false;
    if (stuckSince == 0) stuckSince = now;
  }
}
