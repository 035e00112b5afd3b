package org.lectern.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lectern.core.Entry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tail of every journal, in order, to everyone in this process who listens. Own commits come directly, those of other
 * processes by their {@link Bell} and by looking at the heads; correctness depends on neither being quick, for a gap in the numbers is filled from
 * PostgreSQL before anything later is handed on.
 *
 * <p>All state is confined to one event loop. A ring of the newest entries per jurisdiction serves whoever comes back.
 */
public final class Feed {

  /** An entry on its way to many: what is made of it for the wire is made once and shared. */
  public static final class Item {
    public final Entry entry;
    private final int characters;
    private volatile Object encoded;

    public Item(Entry entry) {
      this.entry = entry;
      this.characters = 200 + entry.data().getMap().values().stream().mapToInt(value -> value instanceof String text ? text.length() : 8).sum();
    }

    int characters() {
      return characters;
    }

    @SuppressWarnings("unchecked")
    public <T> T encoded(Function<Entry, T> encoder) {
      var known = encoded;
      if (known == null) encoded = known = encoder.apply(entry);
      return (T) known;
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final int START_TRIES = 20;
  private static final int FILL = 500;
  private static final int BACK = 1_024;
  private static final long LOOK_MILLIS = 250;
  private static final long PATIENCE_MILLIS = 10;

  /** How often the journal was read in order to tell of it: never for each who follows. */
  public static final LongAdder READINGS = new LongAdder();

  private final Vertx vertx;
  private final Pool pool;
  private final Bell bell;
  private final Consumer<List<Entry>> arrived;
  private final Context context;
  private final Map<UUID, Stream> streams = new HashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private boolean looking;
  private long timer = -1;

  private record Listener(Context context, Consumer<List<Item>> hear) {}

  /** @param arrived told what other processes put on record, before anybody who listens */
  public Feed(Vertx vertx, Pool pool, String url, Consumer<List<Entry>> arrived) {
    this.vertx = vertx;
    this.pool = pool;
    this.bell = new Bell(vertx, pool, url, this::rung);
    this.arrived = arrived;
    this.context = vertx.getOrCreateContext();
  }

  /** Begins at the journals' present ends: what was before is read by whoever asks for it. */
  public Future<Void> start() {
    return start(START_TRIES);
  }

  private Future<Void> start(int tries) {
    return begin().recover(failure -> tries <= 1 ? Future.failedFuture(failure) : vertx.timer(500, TimeUnit.MILLISECONDS).compose(waited -> start(tries - 1)));
  }

  private Future<Void> begin() {
    return heads().map(heads -> {
      context.runOnContext(now -> {
        heads.forEach((jurisdiction, seq) -> streams.put(jurisdiction, new Stream(jurisdiction, seq)));
        timer = vertx.setPeriodic(LOOK_MILLIS, tick -> look());
        bell.listen();
      });
      return null;
    });
  }

  /** Another process (or this one) put something on record: there, or nobody knows where. */
  private void rung(UUID jurisdiction, long seq) {
    context.runOnContext(now -> {
      if (jurisdiction == null) look();
      else stream(jurisdiction).ends(seq);
    });
  }

  public void stop() {
    if (timer >= 0) vertx.cancelTimer(timer);
    bell.close();
  }

  /** Own entries, right after their commit. Commits that overlap may be told in any order. */
  public void committed(List<Entry> entries) {
    context.runOnContext(now -> {
      stream(entries.get(0).jurisdiction()).accept(entries);
      bell.ring(entries.get(0).jurisdiction(), entries.get(entries.size() - 1).seq());
    });
  }

  /** From now on {@code hear} gets every entry of every jurisdiction, in order, on its own context. */
  public Runnable listen(Context where, Consumer<List<Item>> hear) {
    var listener = new Listener(where, hear);
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * The newest entries of a jurisdiction, a copy for the asker: as many as a ring holds if {@code seq} is older than those at
   * hand, read from PostgreSQL once for all who ask. Whoever listens will be told what comes after them.
   */
  public Future<Ring> tail(UUID jurisdiction, long seq) {
    var promise = Promise.<Ring>promise();
    context.runOnContext(now -> stream(jurisdiction).reaching(seq).map(Ring::new).onComplete(promise));
    return promise.future();
  }

  private Stream stream(UUID jurisdiction) {
    return streams.computeIfAbsent(jurisdiction, created -> new Stream(created, 0));
  }

  private void look() {
    if (looking) return;
    looking = true;
    heads().onComplete(heads -> context.runOnContext(now -> {
      looking = false;
      // Own commits that are just being told are seen here too.
      if (heads.succeeded()) vertx.setTimer(PATIENCE_MILLIS, late -> heads.result().forEach((jurisdiction, seq) -> stream(jurisdiction).ends(seq)));
    }));
  }

  private Future<Map<UUID, Long>> heads() {
    return pool.query("SELECT jurisdiction, seq FROM journal_head").execute().map(rows -> {
      var heads = new HashMap<UUID, Long>();
      rows.forEach(row -> heads.put(row.getUUID("jurisdiction"), row.getLong("seq")));
      return heads;
    });
  }

  private void tell(List<Item> items) {
    for (var listener : listeners) listener.context.runOnContext(now -> listener.hear.accept(items));
  }

  /** One jurisdiction's tail. */
  private final class Stream {
    private final UUID jurisdiction;
    private final Ring ring;
    private final TreeMap<Long, Entry> early = new TreeMap<>();
    private boolean filling;
    private Future<Void> deepening;
    private long bottom;

    Stream(UUID jurisdiction, long newest) {
      this.jurisdiction = jurisdiction;
      this.ring = new Ring(newest);
    }

    void accept(List<Entry> entries) {
      for (var entry : entries) if (entry.seq() > ring.newest()) early.put(entry.seq(), entry);
      handOn();
      // The missing commit is most often being told at this very moment; only then is it looked up.
      if (!early.isEmpty()) vertx.setTimer(PATIENCE_MILLIS, late -> fillIfGap());
    }

    void ends(long seq) {
      if (seq > ring.newest()) fill();
    }

    private void fillIfGap() {
      if (!early.isEmpty()) fill();
    }

    private void fill() {
      if (filling) return;
      filling = true;
      READINGS.increment();
      Journal.since(pool, jurisdiction, ring.newest(), FILL).onComplete(found -> context.runOnContext(now -> {
        filling = false;
        if (found.failed()) {
          LOG.warn("The tail of the record could not be read; trying again");
          return;
        }
        arrived.accept(found.result());
        found.result().forEach(entry -> early.putIfAbsent(entry.seq(), entry));
        handOn();
        if (found.result().size() == FILL) fill();
      }));
    }

    private void handOn() {
      var items = new ArrayList<Item>();
      while (!early.isEmpty() && early.firstKey() <= ring.newest() + 1) {
        var entry = early.pollFirstEntry().getValue();
        if (entry.seq() <= ring.newest()) continue;
        var item = new Item(entry);
        ring.add(item);
        items.add(item);
      }
      if (!items.isEmpty()) tell(List.copyOf(items));
    }

    /** The ring, filled backwards first if it does not go back that far and has room: by one reading for all who ask. */
    Future<Ring> reaching(long seq) {
      if (ring.reaches(seq) || ring.newest() - seq > Ring.MOST || ring.full() || ring.first() == bottom) return Future.succeededFuture(ring);
      if (deepening == null) deepening = deepen();
      return deepening.compose(deeper -> reaching(seq));
    }

    private Future<Void> deepen() {
      var promise = Promise.<Void>promise();
      READINGS.increment();
      Journal.before(pool, jurisdiction, ring.first(), BACK).onComplete(found -> context.runOnContext(now -> {
        deepening = null;
        if (found.succeeded()) {
          ring.addBefore(found.result().stream().map(Item::new).toList());
          if (found.result().size() < BACK) bottom = ring.first();
        }
        promise.handle(found.mapEmpty());
      }));
      return promise.future();
    }
  }
}
