package org.lectern.web;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.lectern.core.Entry;

/**
 * What has changed since when, by address: whatever is kept of an address says at which moment it began to be made, and is
 * good as long as nothing has changed there since. Entries are noted after their commit and before anybody is answered or
 * told, so whoever reads after writing sees what was written.
 */
final class Changes {

  private static final int MOST_ADDRESSES = 50_000;

  private final AtomicLong moment = new AtomicLong();
  private final Map<String, Last> last = new ConcurrentHashMap<>();
  private volatile long forgotten;

  /** The moment of the last change of an address, of any type and by type. */
  private static final class Last {
    private volatile long any;
    private final Map<String, Long> byType = new ConcurrentHashMap<>(4);
  }

  /** Take it before reading what is to be kept. */
  long now() {
    return moment.get();
  }

  void note(String place, Entry entry) {
    var now = moment.incrementAndGet();
    if (last.size() > MOST_ADDRESSES) forget(now);
    note(place + "/", entry.type(), now); // the place itself is always meant too
    for (var topic : entry.topics()) note(place + "/" + topic, entry.type(), now);
  }

  private void note(String address, String type, long now) {
    var at = last.computeIfAbsent(address, first -> new Last());
    at.any = now;
    at.byType.put(type, now);
  }

  /** What was kept before may have changed, nobody knows. */
  private void forget(long now) {
    forgotten = now;
    last.clear();
  }

  /** Has anything of these types (none: of any) happened there after that moment? */
  boolean since(long then, String place, String address, Set<String> types) {
    if (then < forgotten) return true;
    var at = last.get(place + "/" + address);
    if (at == null || at.any <= then) return false;
    return types.isEmpty() || at.byType.entrySet().stream().anyMatch(change -> change.getValue() > then && types.contains(change.getKey()));
  }

  boolean since(long then, String place, Collection<String> addresses) {
    for (var address : addresses) if (since(then, place, address, Set.of())) return true;
    return false;
  }
}
