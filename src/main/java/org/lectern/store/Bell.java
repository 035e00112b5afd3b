package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * Rings for the other processes over the same PostgreSQL when something was put on record, and hears theirs. It only saves
 * them waiting for their next look: a ring that is lost, or a pooler that knows no LISTEN, loses nothing.
 *
 * <p>Never inside a writing transaction, where NOTIFY would make all writers queue for one lock over the flush; at most
 * {@value #PER_SECOND} times a second for all that was written meanwhile.
 */
final class Bell {

  private static final String CHANNEL = "lectern_record";
  private static final int PER_SECOND = 20;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Pool pool;
  private final PgSubscriber subscriber;
  private final Map<UUID, Long> waiting = new HashMap<>();
  private boolean resting;

  /** @param heard told how far the record of a place has come; null and 0 if rings may have been missed anywhere */
  Bell(Vertx vertx, Pool pool, String url, BiConsumer<UUID, Long> heard) {
    this.vertx = vertx;
    this.pool = pool;
    this.subscriber = PgSubscriber.subscriber(vertx, Database.options(url))
        .reconnectPolicy(tries -> Math.min(LONGEST_PAUSE_MILLIS, 50L << Math.min(tries, 7)));
    subscriber.channel(CHANNEL).subscribeHandler(listening -> heard.accept(null, 0L))
        .handler(ring -> heard.accept(UUID.fromString(ring.substring(0, 36)), Long.parseLong(ring.substring(37))));
  }

  /** Without it there is still the look every quarter of a second. */
  Future<Void> listen() {
    return subscriber.connect().otherwiseEmpty();
  }

  /** On the feed's own event loop only. */
  void ring(UUID jurisdiction, long seq) {
    waiting.merge(jurisdiction, seq, Math::max);
    if (!resting) send();
  }

  private void send() {
    resting = true;
    var rings = waiting.entrySet().stream().map(place -> place.getKey() + " " + place.getValue()).toArray(String[]::new);
    waiting.clear();
    pool.preparedQuery("SELECT pg_notify('" + CHANNEL + "', ring) FROM unnest($1::text[]) AS ring").execute(Tuple.of((Object) rings));
    vertx.setTimer(1_000 / PER_SECOND, rested -> {
      resting = false;
      if (!waiting.isEmpty()) send();
    });
  }

  Future<Void> close() {
    return subscriber.close().otherwiseEmpty();
  }
}
