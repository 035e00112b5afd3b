package org.lectern.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;

/**
 * A stream of requests over keep-alive connections: as many in flight as told, or so many a second whatever the server does
 * (the time of an answer then counts from when its request was due, also if it had to wait for a connection).
 */
public final class Requests implements AutoCloseable {

  final Loop loop;
  private final Request request;
  private final List<Caller> all = new ArrayList<>();
  private final Deque<Caller> free = new ArrayDeque<>();
  private final Map<String, Integer> troubles = new TreeMap<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile long sent;
  private volatile long bytes;
  private volatile boolean stopped = true;
  private Histogram timing;
  private int window;
  private LongSupplier seen;
  private double interval;
  private double due;

  /** Opens the connections. */
  public Requests(Loop loop, Target target, Request request, int connections) {
    this.loop = loop;
    this.request = request;
    loop.ask(() -> {
      for (int i = 0; i < connections; i++) connect(target);
      return null;
    });
  }

  private void connect(Target target) {
    try {
      var caller = new Caller(this, loop, target.port());
      all.add(caller);
      free.add(caller);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Always {@code window} in flight; one is in flight until it is answered. */
  public void keep(int window) {
    keep(window, () -> Long.MAX_VALUE);
  }

  /** Always {@code window} in flight; one is in flight until it is answered and {@code seen}, which counts them. */
  public void keep(int window, LongSupplier seen) {
    loop.execute(() -> {
      this.window = window;
      this.seen = seen;
      stopped = false;
      loop.pace(this::fill);
    });
  }

  /** A single one. */
  public void once() {
    loop.execute(() -> send(System.nanoTime()));
  }

  /** So many a second, evenly. */
  public void pace(double perSecond) {
    loop.execute(() -> {
      interval = 1e9 / perSecond;
      due = System.nanoTime() + interval;
      stopped = false;
      loop.pace(this::sendDue);
    });
  }

  /** Sends no more; what is in flight is still answered. */
  public void stop() {
    loop.ask(() -> {
      stopped = true;
      loop.pace(now -> Loop.Pace.NEVER);
      return null;
    });
  }

  public void time(Histogram histogram) {
    loop.ask(() -> {
      timing = histogram;
      return null;
    });
  }

  private long fill(long now) {
    while (!free.isEmpty() && sent - done() < window) send(System.nanoTime());
    return Loop.Pace.NEVER;
  }

  private long done() {
    return Math.min(answered.get(), seen.getAsLong()) + failed.get();
  }

  private long sendDue(long now) {
    while (due <= now && !free.isEmpty()) {
      send((long) due);
      due += interval;
    }
    return free.isEmpty() ? Loop.Pace.NEVER : (long) due;
  }

  private void send(long at) {
    var caller = free.poll();
    sent++;
    try {
      caller.ask(loop, request.next(at), at);
    } catch (IOException broken) {
      failed(caller, broken.getMessage());
    }
  }

  void answered(Caller caller, int status, long length) {
    if (status >= 200 && status < 300) {
      if (timing != null) timing.recordValue(Math.max(1, System.nanoTime() - caller.askedAt) / 1_000);
      bytes += length;
      answered.incrementAndGet();
    } else {
      trouble("status " + status);
      failed.incrementAndGet();
    }
    free.add(caller);
  }

  void failed(Caller caller, String why) {
    failed.incrementAndGet();
    trouble(why);
  }

  private synchronized void trouble(String what) {
    troubles.merge(what, 1, Integer::sum);
  }

  public synchronized Map<String, Integer> troubles() {
    return new TreeMap<>(troubles);
  }

  public long sent() {
    return sent;
  }

  public long answered() {
    return answered.get();
  }

  public long failed() {
    return failed.get();
  }

  public long bytes() {
    return bytes;
  }

  /** Something that the window depends on has moved. */
  public void wake() {
    loop.wake();
  }

  /** Waits for what is in flight. */
  public boolean settled(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (answered() + failed() < sent && System.nanoTime() < until) Followers.pause(2);
    return answered() + failed() >= sent;
  }

  @Override
  public void close() {
    loop.ask(() -> {
      loop.pace(now -> Loop.Pace.NEVER);
      all.forEach(caller -> Loop.closeQuietly(caller.key(loop)));
      return null;
    });
  }
}
