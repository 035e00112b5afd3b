package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Feed;
import org.lectern.store.Feed.Item;
import org.lectern.store.Ring;

/**
 * The end of one place's record, as the programs on one event loop follow it. What came while they were being told is told in
 * the next round, to each in one write; between slices of a round the loop does other work.
 */
final class Tail {

  private static final int SLICE = 1_024;
  /** How many who catch up are served in one turn of the loop, and how many chunks each: what is live goes between. */
  private static final int CATCHING_UP_AT_ONCE = 16;
  private static final int CHUNKS_AT_ONCE = 2;
  private static final long AGAIN_MILLIS = 500;

  static final LongAdder WRITES = new LongAdder();
  static final LongAdder ENTRIES = new LongAdder();

  private final Vertx vertx;
  private final Context context;
  private final Feed feed;
  private final Jurisdiction place;
  private final Map<String, Set<Follower>> byAddress = new HashMap<>();
  private final Set<Follower> late = new LinkedHashSet<>();
  private final Set<Follower> catchingUp = new LinkedHashSet<>();
  private final Chunks chunks;
  private Ring ring;
  private boolean asking;
  private List<Item> fresh = new ArrayList<>();
  private boolean telling;
  private boolean serving;
  private long told;

  Tail(Vertx vertx, Context context, Feed feed, Jurisdiction place) {
    this.vertx = vertx;
    this.context = context;
    this.feed = feed;
    this.place = place;
    this.chunks = new Chunks(place);
  }

  void join(Follower follower, String address) {
    byAddress.computeIfAbsent(address, none -> new LinkedHashSet<>()).add(follower);
  }

  /** True if that was the last one here. */
  boolean leave(Follower follower, String address) {
    if (follower.addresses.isEmpty()) {
      late.remove(follower);
      catchingUp.remove(follower);
    }
    var others = byAddress.get(address);
    if (others != null && others.remove(follower) && others.isEmpty()) byAddress.remove(address);
    return byAddress.isEmpty() && !asking && !telling && !serving;
  }

  long told() {
    return told;
  }

  /** The one way for beginning, coming back and having been slow: what is missing first, then what comes. */
  void bring(Follower follower) {
    if (follower.addresses.isEmpty()) return;
    follower.live = false;
    if (ring == null || !ring.reaches(follower.seq)) {
      late.add(follower);
      ask();
    } else {
      catchingUp.add(follower);
      serveSoon();
    }
  }

  private void serveSoon() {
    if (serving) return;
    serving = true;
    NextTurn.of(context, this::serveSome);
  }

  /** A few of those who catch up; whoever could take more comes again after the others. */
  private void serveSome() {
    for (int i = 0; i < CATCHING_UP_AT_ONCE && !catchingUp.isEmpty(); i++) {
      var follower = catchingUp.iterator().next();
      catchingUp.remove(follower);
      if (!ring.reaches(follower.seq)) bring(follower);
      else if (!advance(follower)) catchingUp.add(follower);
    }
    serving = false;
    if (catchingUp.isEmpty()) chunks.forget();
    else serveSoon();
  }

  void goOn(Follower follower) {
    if (!follower.live && !late.contains(follower) && !catchingUp.contains(follower)) bring(follower);
  }

  private void ask() {
    if (asking) return;
    asking = true;
    var oldest = late.stream().mapToLong(follower -> follower.seq).min().orElse(Wish.FROM_NOW);
    feed.tail(place.id(), oldest).onComplete(tail -> context.runOnContext(back -> arrived(tail, oldest)));
  }

  private void arrived(AsyncResult<Ring> tail, long oldest) {
    if (tail.failed()) {
      vertx.setTimer(AGAIN_MILLIS, later -> {
        asking = false;
        if (!late.isEmpty()) ask();
      });
      return;
    }
    asking = false;
    if (ring == null) told = tail.result().newest();
    ring = tail.result();
    chunks.forget();
    for (var follower : List.copyOf(late)) {
      if (ring.reaches(follower.seq)) {
        late.remove(follower);
        bring(follower);
      } else if (follower.seq >= oldest) {
        late.remove(follower);
        startAgain(follower);
      }
    }
    if (!late.isEmpty()) ask();
  }

  /** Too far behind, or ahead of anything that was ever recorded here: the state must be fetched anew. */
  private void startAgain(Follower follower) {
    follower.seq = ring.newest();
    follower.socket.write(new JsonObject().put("resync", true).put("at", ring.newest()).encode());
    follower.live = true;
  }

  /** Reads on from the ring at the follower's own number, as far as its socket takes it; false if it could take more at once. */
  private boolean advance(Follower follower) {
    if (follower.seq == Wish.FROM_NOW) follower.seq = ring.newest();
    if (follower.seq > ring.newest() + Ring.MOST) startAgain(follower);
    for (int chunk = 0; follower.socket.writable(); chunk++) {
      if (chunk == CHUNKS_AT_ONCE) return false;
      var next = chunks.next(follower, ring);
      follower.seq = next.upTo();
      if (next.entries() == 0) {
        follower.live = true;
        return true;
      }
      follower.socket.write(next.bytes());
      WRITES.increment();
      ENTRIES.add(next.entries());
      next.done();
    }
    follower.fallBehind(Live.now());
    return true;
  }

  /** What the ring will bring by itself is not heard twice. */
  void hear(Item item) {
    if (ring == null) return;
    fresh.add(item);
    tellSoon();
  }

  private void tellSoon() {
    if (telling || fresh.isEmpty()) return;
    telling = true;
    context.runOnContext(soon -> {
      var items = fresh;
      fresh = new ArrayList<>();
      chunks.forget();
      for (var item : items) if (item.entry.seq() > ring.newest()) ring.add(item);
      new Round(items).go();
    });
  }

  /** The same entries for everyone who follows: address by address, a slice of the followers in each turn of the loop. */
  private final class Round {
    private final List<Share> shares = new ArrayList<>();
    private final long first;
    private final long last;
    private int share;
    private int follower;

    Round(List<Item> items) {
      first = items.get(0).entry.seq();
      last = items.get(items.size() - 1).entry.seq();
      var touched = new HashMap<String, List<Item>>();
      for (var item : items) {
        touched.computeIfAbsent("", none -> new ArrayList<>()).add(item);
        for (var address : item.entry.topics()) touched.computeIfAbsent(address, none -> new ArrayList<>()).add(item);
      }
      touched.forEach((address, theirs) -> {
        var followers = byAddress.get(address);
        if (followers != null) shares.add(new Share(theirs, followers.toArray(Follower[]::new)));
      });
    }

    void go() {
      for (int budget = SLICE; share < shares.size(); budget--) {
        if (budget == 0) {
          NextTurn.of(context, this::go);
          return;
        }
        var current = shares.get(share);
        if (follower < current.followers.length) current.give(current.followers[follower++], first);
        if (follower == current.followers.length) {
          current.close();
          share++;
          follower = 0;
        }
      }
      told = Math.max(told, last);
      telling = false;
      tellSoon();
    }
  }

  /** The entries of one address, and who follows it. */
  private final class Share {
    private final List<Item> items;
    private final Follower[] followers;
    private final boolean open;
    private final long last;
    private ByteBuf piece;

    Share(List<Item> items, Follower[] followers) {
      this.items = items;
      this.followers = followers;
      this.open = items.stream().allMatch(item -> item.entry.audience().everyone());
      this.last = items.get(items.size() - 1).entry.seq();
    }

    void give(Follower follower, long roundsFirst) {
      if (!follower.live || follower.seq >= last || follower.addresses.isEmpty()) return;
      if (open && follower.addresses.size() == 1 && follower.seq < items.get(0).entry.seq() && follower.socket.writable()) {
        follower.socket.write(piece());
        follower.seq = last;
        WRITES.increment();
        ENTRIES.add(items.size());
      } else {
        // Whoever is live has all that came before this round.
        follower.seq = Math.max(follower.seq, roundsFirst - 1);
        bring(follower);
      }
    }

    private ByteBuf piece() {
      if (piece == null) piece = Wire.piece(items.stream().map(item -> Programs.frame(item, place)).toList());
      return piece;
    }

    void close() {
      if (piece != null) piece.release();
    }
  }
}
