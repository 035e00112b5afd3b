package org.lectern.web;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Feed;

/**
 * The programs that follow on one event loop: each gets every entry that it may have, in order and once, in the same bytes.
 * Who comes back, and who was slow, reads on from the ring of the newest entries at a number of their own.
 */
final class Programs {

  private final Vertx vertx;
  private final Context context;
  private final Feed feed;
  private final Map<UUID, Tail> tails = new HashMap<>();

  /** On the event loop that calls. */
  Programs(Vertx vertx, Feed feed) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.feed = feed;
  }

  void join(Follower follower, String address) {
    tails.computeIfAbsent(follower.caller.place().id(), first -> new Tail(vertx, context, feed, follower.caller.place())).join(follower, address);
  }

  /** What is missing first, then what comes. */
  void bring(Follower follower) {
    var tail = tails.get(follower.caller.place().id());
    if (tail != null) tail.bring(follower);
  }

  void leave(Follower follower, String address) {
    var tail = tails.get(follower.caller.place().id());
    if (tail != null && tail.leave(follower, address)) tails.remove(follower.caller.place().id());
  }

  /** Everything new, in order; nobody here follows most places. */
  void hear(List<Feed.Item> items) {
    for (var item : items) {
      var tail = tails.get(item.entry.jurisdiction());
      if (tail != null) tail.hear(item);
    }
  }

  /** The socket reads again. */
  void goOn(Follower follower) {
    var tail = tails.get(follower.caller.place().id());
    if (tail != null) tail.goOn(follower);
  }

  /** The number up to which a live follower of that place has been told everything. */
  long told(UUID place) {
    var tail = tails.get(place);
    return tail == null ? 0 : tail.told();
  }

  /** An entry on the wire: made once, the same for everyone who may have it. */
  static byte[] frame(Feed.Item item, Jurisdiction place) {
    return item.encoded(entry -> Wire.text(message(entry, place.slug())));
  }

  private static String message(Entry entry, String place) {
    return new JsonObject().put("seq", entry.seq()).put("topic", place + "/" + entry.topics().get(0)).put("type", entry.type())
        .put("at", entry.at().toString()).put("data", entry.data()).encode();
  }
}
