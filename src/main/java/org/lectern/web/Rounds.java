package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes after the record with work that nobody waits for: soon after this process committed something that calls for it, and in
 * rounds for what others committed or a stop cut short. How far it has come stands in the database, so that rounds and processes
 * do no harm.
 */
final class Rounds {

  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
  /** Between two rounds: what comes in a stream is worked through together, and leaves the processor to those who wait for answers. */
  private static final long REST_MILLIS = 1_000;
  /**
   * Between two pieces of a long round it rests this many times as long as the last one took. Where others need the processor a
   * piece takes longer, so what a flood left behind gives way to those who come after it.
   */
  private static final int REST_PER_WORK = 3;

  /**
   * One kind of such work.
   *
   * @param marks the table of how far each place has come, {@code m} in the condition
   * @param condition which places have work, of those that have a head {@code h}
   * @param calls whether an entry calls for work soon; what does not waits for the next round
   * @param next does the next piece of a place; true if there may be more
   */
  record Errand(String marks, String condition, Predicate<Entry> calls, long soonMillis, long roundMillis, Function<Jurisdiction, Command<Boolean>> next) {

    /** The record has gone on since the mark. */
    static final String BEHIND = "h.seq > coalesce(m.seq, 0)";
  }

  private final Vertx vertx;
  private final Database database;
  private final Places places;
  private final Errand errand;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicBoolean again = new AtomicBoolean();
  private final AtomicBoolean soon = new AtomicBoolean();
  private volatile long rested = System.nanoTime();

  Rounds(Vertx vertx, Database database, Places places, Errand errand) {
    this.vertx = vertx;
    this.database = database;
    this.places = places;
    this.errand = errand;
  }

  void start() {
    vertx.setTimer(errand.soonMillis, first -> round());
    vertx.setPeriodic(errand.roundMillis, tick -> round());
  }

  void committed(List<Entry> entries) {
    if (entries.stream().anyMatch(errand.calls)) roundSoon();
  }

  /** What comes within a moment, or while it rests, is one round. */
  private void roundSoon() {
    if (!soon.compareAndSet(false, true)) return;
    var resting = TimeUnit.NANOSECONDS.toMillis(rested - System.nanoTime());
    vertx.setTimer(Math.max(errand.soonMillis, resting), now -> {
      soon.set(false);
      round();
    });
  }

  private void round() {
    again.set(true);
    if (!busy.compareAndSet(false, true)) return;
    again.set(false);
    behind().compose(this::each).onComplete(done -> {
      rested = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REST_MILLIS);
      busy.set(false);
      if (done.failed()) LOG.warn("{} is behind the record; trying again: {}", errand.marks, done.cause().toString());
      else if (again.get()) roundSoon();
    });
  }

  private Future<List<String>> behind() {
    return database.lookUp(db -> db.query("""
            SELECT j.slug
            FROM jurisdiction j
            JOIN journal_head h ON h.jurisdiction = j.id
            LEFT JOIN %s m ON m.jurisdiction = j.id
            WHERE %s""".formatted(errand.marks, errand.condition))
        .execute()
        .map(rows -> Rows.list(rows, row -> row.getString("slug"))));
  }

  private Future<Void> each(List<String> slugs) {
    var chain = Future.<Void>succeededFuture();
    for (var slug : slugs) chain = chain.compose(done -> places.find(slug)).compose(this::all);
    return chain;
  }

  private Future<Void> all(Jurisdiction place) {
    var began = System.nanoTime();
    return database.write(Caller.system(place, "clock"), errand.next.apply(place))
        .compose(written -> written.result() ? rest(System.nanoTime() - began).compose(rested -> all(place)) : Future.succeededFuture());
  }

  private Future<?> rest(long workNanos) {
    return vertx.timer(1 + REST_PER_WORK * workNanos / 1_000_000, TimeUnit.MILLISECONDS);
  }
}
