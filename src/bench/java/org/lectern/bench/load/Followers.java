package org.lectern.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/** Many live connections to one server, opened with many handshakes at a time from several addresses of this machine. */
public final class Followers implements AutoCloseable {

  private static final int AT_A_TIME = 256;
  private static final int PER_ADDRESS = 5_000;
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  final Loop loop;
  final byte[] handshake;
  Arrivals arrivals;
  long goal = -1;
  int readBuffer;

  final Target target;
  private final int wanted;
  private final int addresses = ADDRESSES.getAndIncrement() % 40;
  private final List<SelectionKey> keys = new ArrayList<>();
  private final Map<String, Integer> troubles = new TreeMap<>();
  private int begun;
  private int dialled;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger returns = new AtomicInteger();
  private final AtomicInteger atGoal = new AtomicInteger();
  private volatile long goalAt;
  private volatile boolean returning;

  /** Not yet connected. */
  public Followers(Loop loop, Target target, int wanted) {
    this.loop = loop;
    this.target = target;
    this.wanted = wanted;
    this.handshake = target.handshake();
    this.arrivals = new Arrivals(wanted, () -> {});
  }

  /** Connected and shaken hands within the time, or the reasons. */
  public static Followers open(Loop loop, Target target, int wanted) {
    var followers = new Followers(loop, target, wanted);
    followers.returning(true);
    followers.connect();
    followers.await(60_000, () -> followers.open() >= wanted);
    if (followers.open() < wanted) {
      var troubles = followers.troubles();
      followers.close();
      throw new IllegalStateException(target.name() + " took " + followers.open() + " of " + wanted + " followers: " + troubles);
    }
    return followers;
  }

  /** Begins to connect, all as fast as the server answers. */
  public void connect() {
    loop.execute(() -> {
      for (int i = 0; i < Math.min(AT_A_TIME, wanted); i++) beginOne();
    });
  }

  private void beginOne() {
    if (begun++ < wanted) begin(new Follower(this, target.after(), 0));
  }

  private void begin(Follower follower) {
    try {
      var from = InetAddress.getByAddress(new byte[] {127, 0, (byte) addresses, (byte) (2 + dialled++ / PER_ADDRESS % 200)});
      var channel = SocketChannel.open();
      channel.configureBlocking(false);
      // Ends without a word, so that no port is kept waiting for late packets.
      channel.setOption(StandardSocketOptions.SO_LINGER, 0).setOption(StandardSocketOptions.TCP_NODELAY, true).bind(new InetSocketAddress(from, 0));
      if (readBuffer > 0) channel.setOption(StandardSocketOptions.SO_RCVBUF, readBuffer);
      boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", target.port()));
      keys.add(channel.register(loop.selector, SelectionKey.OP_CONNECT, follower));
      if (connected) follower.ready(keys.get(keys.size() - 1));
    } catch (IOException failure) {
      lost(follower, false, failure);
    }
  }

  /** How much their kernel takes in while they do not read (bytes). Before they connect. */
  public Followers readBuffer(int bytes) {
    readBuffer = bytes;
    return this;
  }

  /** Whether who is refused or dropped comes back after a moment of their own, as our own page does. */
  public void returning(boolean returning) {
    this.returning = returning;
  }

  void opened() {
    open.incrementAndGet();
    beginOne();
  }

  void lost(Follower follower, boolean wasOpen, IOException why) {
    if (wasOpen) open.decrementAndGet();
    ended.incrementAndGet();
    keys.removeIf(key -> key.attachment() == follower);
    if (returning) {
      returns.incrementAndGet();
      loop.later(100 + (long) (Math.random() * 900), () -> begin(new Follower(this, follower.last, follower.count)));
      if (!wasOpen) beginOne();
    } else {
      trouble(String.valueOf(why.getMessage()));
      if (!wasOpen) beginOne();
    }
  }

  /** How often one of them had to come back. */
  public int returns() {
    return returns.get();
  }

  void disorder() {
    trouble("out of order");
  }

  /** A message without a number: a heartbeat, or the advice to start again. */
  void aside(ByteBuffer in, int from, int end) {
    var begin = new String(Frames.copy(in, from, Math.min(end, from + 12)), StandardCharsets.ISO_8859_1);
    if (begin.startsWith("{\"resync\"")) trouble("resync");
  }

  private synchronized void trouble(String what) {
    troubles.merge(what, 1, Integer::sum);
  }

  /** What went wrong, and how often; empty is as it should be. */
  public synchronized Map<String, Integer> troubles() {
    return new TreeMap<>(troubles);
  }

  void reached() {
    goalAt = System.nanoTime();
    atGoal.incrementAndGet();
  }

  /** Each follower wants that many messages; {@link #goalAt} is when the last one had them. */
  public void goal(long messages) {
    goal = messages;
  }

  public int atGoal() {
    return atGoal.get();
  }

  public long goalAt() {
    return goalAt;
  }

  public int open() {
    return open.get();
  }

  public int ended() {
    return ended.get();
  }

  /** Counts from here on; {@code halfWay} is told of each message that half of them have. */
  public void count(Runnable halfWay) {
    loop.ask(() -> arrivals = new Arrivals(wanted, halfWay));
  }

  public long deliveries() {
    return loop.ask(() -> arrivals.deliveries());
  }

  public long bytes() {
    return loop.ask(() -> arrivals.bytes());
  }

  public long seenByHalf() {
    return arrivals.seenByHalf.get();
  }

  public long seenByAll() {
    return arrivals.seenByAll.get();
  }

  public void time(Histogram histogram) {
    loop.ask(() -> {
      arrivals.time(histogram);
      return null;
    });
  }

  /** The least and most messages that any of them has, over its whole life. */
  public long[] spread() {
    return loop.ask(() -> {
      var counts = keys.stream().mapToLong(key -> ((Follower) key.attachment()).count).summaryStatistics();
      return new long[] {counts.getMin(), counts.getMax()};
    });
  }

  /** The first {@code n} of them stop reading, or begin again. */
  public void reading(int n, boolean read) {
    loop.ask(() -> {
      for (var key : keys.subList(0, n)) if (key.isValid()) key.interestOps(read ? SelectionKey.OP_READ : 0);
      return null;
    });
  }

  public void await(long millis, BooleanSupplier condition) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (!condition.getAsBoolean() && System.nanoTime() < until) pause(2);
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped");
    }
  }

  @Override
  public void close() {
    loop.ask(() -> {
      keys.forEach(key -> {
        key.cancel();
        Loop.closeQuietly(key);
      });
      return null;
    });
  }
}
