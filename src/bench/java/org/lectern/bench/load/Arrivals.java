package org.lectern.bench.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What has come to a group of followers, message by message. Written by the followers' own loop only; what half
 * and all of them have may be read from anywhere. A message's sending time is looked up once, by whichever follower has it first.
 */
public final class Arrivals {

  private static final int SLOTS = 1 << 17;

  private final int half;
  private final int all;
  private final long[] seqs = new long[SLOTS];
  private final long[] sent = new long[SLOTS];
  private final int[] have = new int[SLOTS];
  private final Runnable halfWay;
  private long counted;
  private long bytes;
  private Histogram timing;

  final AtomicLong seenByHalf = new AtomicLong();
  final AtomicLong seenByAll = new AtomicLong();

  /** @param halfWay told of each message that has just come to half of them */
  Arrivals(int followers, Runnable halfWay) {
    this.half = (followers + 1) / 2;
    this.all = followers;
    this.halfWay = halfWay;
    Arrays.fill(seqs, -1);
  }

  /** From now on each receipt is timed. */
  void time(Histogram histogram) {
    timing = histogram;
  }

  boolean knows(long seq) {
    return seqs[(int) seq & SLOTS - 1] == seq;
  }

  void first(long seq, long sentAt) {
    int slot = (int) seq & SLOTS - 1;
    seqs[slot] = seq;
    sent[slot] = sentAt;
    have[slot] = 0;
  }

  void came(long seq, long length, long now) {
    int slot = (int) seq & SLOTS - 1;
    counted++;
    bytes += length;
    if (timing != null && sent[slot] > 0) timing.recordValue(Math.max(1, now - sent[slot]) / 1_000);
    int having = ++have[slot];
    if (having == half) {
      seenByHalf.incrementAndGet();
      halfWay.run();
    }
    if (having == all) seenByAll.incrementAndGet();
  }

  /** Only on the loop. */
  long deliveries() {
    return counted;
  }

  /** Only on the loop. */
  long bytes() {
    return bytes;
  }
}
