package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Ring;

/**
 * What those who read on get, some entries at a time. Who comes back at the same time reads the same, so a chunk is kept
 * until nobody reads on or the next entry comes: that one may have struck something from those before it.
 */
final class Chunks {

  private static final int BYTES = 32 * 1024;
  private static final int MOST = 128;

  /** After that number, of what is told at one address. */
  private record Start(String address, long seq) {}

  /** Entries in one piece, up to that number; kept for others if all of them are for everyone. */
  record Chunk(ByteBuf bytes, int entries, long upTo, boolean kept) {
    /** Whoever asked for it has written it. */
    void done() {
      if (!kept) bytes.release();
    }
  }

  private final Jurisdiction place;
  private final Map<Start, Chunk> kept = new HashMap<>();

  Chunks(Jurisdiction place) {
    this.place = place;
  }

  /** From the follower's own number on; without entries if there is nothing more. */
  Chunk next(Follower follower, Ring ring) {
    if (follower.addresses.size() != 1) return make(follower, ring, false);
    var start = new Start(follower.addresses.iterator().next(), follower.seq);
    var known = kept.get(start);
    if (known != null) return known;
    var made = make(follower, ring, true);
    if (!made.kept) return made;
    if (kept.size() == MOST) forget();
    kept.put(start, made);
    return made;
  }

  private Chunk make(Follower follower, Ring ring, boolean open) {
    var frames = new ArrayList<byte[]>();
    var size = 0;
    var seq = follower.seq;
    while (seq < ring.newest() && size < BYTES) {
      var item = ring.get(++seq);
      open &= item.entry.audience().everyone();
      if (!follower.wants(item.entry)) continue;
      var frame = Programs.frame(item, place);
      frames.add(frame);
      size += frame.length;
    }
    return frames.isEmpty() ? new Chunk(Unpooled.EMPTY_BUFFER, 0, seq, false) : new Chunk(Wire.piece(frames), frames.size(), seq, open);
  }

  void forget() {
    kept.values().forEach(chunk -> chunk.bytes.release());
    kept.clear();
  }
}
