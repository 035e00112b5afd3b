package org.lectern.web;

import io.github.bucket4j.Bucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Secrets;
import org.lectern.testimony.Hold;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.Weight;

/**
 * Weighs what comes in by how much comes from where, and never by what it says. Too much is held rather than lost; far too much is
 * asked to come back. A source is a keyed hash of its network under a key that lives in memory for a day; its count is forgotten
 * ten minutes after its last submission. Nothing is stored, nothing logged, nothing read from the database.
 */
final class Floods {

  private static final int MOST_SOURCES = 50_000;
  private static final long FORGET_NANOS = TimeUnit.MINUTES.toNanos(10);
  private static final long KEY_NANOS = TimeUnit.DAYS.toNanos(1);
  private static final Set<String> DISPOSABLE = Contract.read("/disposable.txt").lines().map(String::strip).filter(line -> !line.isEmpty() && !line.startsWith("#")).collect(Collectors.toUnmodifiableSet());

  /** One source: what is left of its hour, and how many came in this minute. */
  private static final class Source {
    private final Bucket anonymous;
    private final Bucket named;
    private final Bucket most;
    private long minute;
    private int inMinute;
    private long last;

    Source(FloodKnobs knobs) {
      anonymous = hourly(knobs.anonymous());
      named = hourly(knobs.named());
      most = hourly(knobs.most());
    }
  }

  private final FloodKnobs knobs;
  private final Puzzle puzzle;
  private final BulkKeys keys;
  private final Map<String, Source> sources = new LinkedHashMap<>(16, 0.75f, true);
  private final AtomicLong second = new AtomicLong();
  private final AtomicLong inSecond = new AtomicLong();
  private volatile long raisedUntil;
  private volatile int load;
  private Secrets key = new Secrets(Secrets.random(32));
  private long keySince = System.nanoTime();

  Floods(FloodKnobs knobs, Secrets secrets, BulkKeys keys) {
    this.knobs = knobs;
    this.puzzle = new Puzzle(secrets);
    this.keys = keys;
  }

  private static Bucket hourly(int count) {
    return Bucket.builder().addLimit(limit -> limit.capacity(count).refillGreedy(count, Duration.ofHours(1))).build();
  }

  /** What this submission weighs; a 429 where a source sends far too much. */
  Weight weigh(Caller caller, Arrival arrival, Privacy privacy, String email) {
    if (arrival.bulkKey() != null) return keys.weigh(caller.place().id(), arrival.bulkKey(), flags(false, email));
    var network = arrival.network() == null && knobs.countLocal() ? "local" : arrival.network();
    if (network == null || isStaff(caller)) return email == null ? Weight.NONE : weight(null, flags(false, email));
    var anonymous = privacy == Privacy.ANONYMOUS;
    var busy = anonymous && raised();
    boolean burst;
    boolean over;
    synchronized (this) {
      var source = source(network);
      var probe = source.most.tryConsumeAndReturnRemaining(1);
      if (!probe.isConsumed()) throw Problem.later(429, "too_many_testimonies", (int) Math.min(3_600, TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1));
      burst = burst(source);
      over = !(anonymous ? source.anonymous : source.named).tryConsume(1);
    }
    var held = (over || busy) && privacy != Privacy.CONFIDENTIAL && !puzzle.solved(arrival.proof(), System.currentTimeMillis());
    return weight(held ? Hold.FLOOD : null, flags(burst, email));
  }

  private static Weight weight(Hold hold, List<String> flags) {
    return hold == null && flags.isEmpty() ? Weight.NONE : new Weight(hold, flags, null);
  }

  private static boolean isStaff(Caller caller) {
    return caller.person() != null && caller.holdsSomewhere(Role.CLERK);
  }

  /** What moderators should know; it decides nothing. */
  private static List<String> flags(boolean burst, String email) {
    var disposable = email != null && DISPOSABLE.contains(email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(java.util.Locale.ROOT));
    if (!burst && !disposable) return List.of();
    var flags = new ArrayList<String>(2);
    if (burst) flags.add("burst");
    if (disposable) flags.add("disposable");
    return flags;
  }

  private Source source(String network) {
    var now = System.nanoTime();
    if (now - keySince > KEY_NANOS) {
      key = new Secrets(Secrets.random(32));
      keySince = now;
      sources.clear();
    }
    forget(now);
    var name = Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(key.mac(network.getBytes(StandardCharsets.UTF_8)), 8));
    var source = sources.computeIfAbsent(name, first -> new Source(knobs));
    source.last = now;
    return source;
  }

  /** The longest silent stand first. */
  private void forget(long now) {
    for (Iterator<Source> all = sources.values().iterator(); all.hasNext(); ) {
      if (now - all.next().last < FORGET_NANOS && sources.size() < MOST_SOURCES) return;
      all.remove();
    }
  }

  private boolean burst(Source source) {
    var minute = TimeUnit.NANOSECONDS.toMinutes(System.nanoTime());
    if (source.minute != minute) {
      source.minute = minute;
      source.inMinute = 0;
    }
    return ++source.inMinute > knobs.burst();
  }

  /** Counts this one; true while more than the rate came in a second, and for a minute after. */
  private boolean raised() {
    var now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (second.getAndSet(now) != now) inSecond.set(0);
    var n = inSecond.incrementAndGet();
    if (n > knobs.rate()) {
      raisedUntil = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
      load = (int) Math.min(Integer.MAX_VALUE, n / Math.max(1, knobs.rate()));
    }
    return System.nanoTime() - raisedUntil < 0 && raisedUntil != 0;
  }

  /** What a browser should do before it sends: nothing as long as little comes in. */
  Puzzle.Asked puzzle(Arrival arrival) {
    var network = arrival.network() == null && knobs.countLocal() ? "local" : arrival.network();
    if (network == null) return new Puzzle.Asked(0, "");
    var raised = raisedUntil != 0 && System.nanoTime() - raisedUntil < 0;
    boolean over;
    synchronized (this) {
      over = source(network).anonymous.getAvailableTokens() < 1;
    }
    if (!raised && !over) return new Puzzle.Asked(0, "");
    return puzzle.ask(Math.min(Puzzle.MOST_BITS, Puzzle.LEAST_BITS + (raised ? Math.min(4, load) : 0) + (over ? 2 : 0)), System.currentTimeMillis());
  }
}
