package org.lectern.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One thread, one selector, one read buffer for all its connections. What runs here runs alone. */
public final class Loop implements Executor, AutoCloseable {

  /** Whoever a key belongs to: its attachment. */
  interface Handler {
    void ready(SelectionKey key) throws IOException;

    /** The connection is of no more use. */
    void broken(IOException why);
  }

  /** Something to do at a time: does what is due and says when it wants to be asked again (nanoTime). */
  interface Pace {
    long NEVER = Long.MAX_VALUE;

    long next(long now);
  }

  private static final long FINE = 1_500_000;

  final Selector selector;
  /** Shared by all connections of the loop: nobody keeps bytes in it between two calls. */
  final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;
  private Pace pace = now -> Pace.NEVER;
  private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::due));

  private record Later(long due, Runnable task) {}

  public Loop(String name) {
    try {
      selector = Selector.open();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Only from the loop's own thread. */
  void pace(Pace pace) {
    this.pace = pace;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    selector.wakeup();
  }

  /** Only from the loop's own thread. */
  void later(long millis, Runnable task) {
    later.add(new Later(System.nanoTime() + millis * 1_000_000, task));
  }

  /** Runs it on the loop and waits for what it gives. */
  public <T> T ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, this).join();
  }

  void wake() {
    selector.wakeup();
  }

  private void run() {
    try {
      while (!closed) turn();
      for (var key : selector.keys()) key.channel().close();
      selector.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void turn() throws IOException {
    while (!later.isEmpty() && later.peek().due <= System.nanoTime()) later.poll().task.run();
    long due = Math.min(pace.next(System.nanoTime()), later.isEmpty() ? Pace.NEVER : later.peek().due);
    select(due == Pace.NEVER ? 50_000_000 : due - System.nanoTime());
    for (Runnable task; (task = tasks.poll()) != null; ) task.run();
  }

  /** A selector counts in milliseconds; the last stretch before something is due goes in small steps. */
  private void select(long nanos) throws IOException {
    if (nanos > FINE) {
      selector.select(this::serve, Math.max(1, (nanos - FINE / 2) / 1_000_000));
    } else {
      if (selector.selectNow(this::serve) == 0 && nanos > 0) LockSupport.parkNanos(Math.min(nanos, 100_000));
    }
  }

  private void serve(SelectionKey key) {
    var handler = (Handler) key.attachment();
    try {
      if (key.isValid()) handler.ready(key);
    } catch (IOException broken) {
      key.cancel();
      closeQuietly(key);
      handler.broken(broken);
    }
  }

  static void closeQuietly(SelectionKey key) {
    if (key == null) return;
    try {
      key.channel().close();
    } catch (IOException already) {
      // it is gone either way
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    try {
      thread.join(5_000);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }
}
