package org.lectern.store;

import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import org.lectern.core.Rows;

/**
 * What the database's clock says, also while the database cannot be asked: its distance to this machine's steady clock, taken
 * every ten seconds, so that a wall clock that is set moves no deadline.
 */
public final class DatabaseClock {

  private static final long OFTEN = 10_000;

  private final Pool pool;
  private volatile Instant at = Instant.now();
  private volatile long nanos = System.nanoTime();

  public DatabaseClock(Pool pool) {
    this.pool = pool;
  }

  public void start(Vertx vertx) {
    look();
    vertx.setPeriodic(OFTEN, tick -> look());
  }

  private void look() {
    var asked = System.nanoTime();
    pool.query("SELECT clock_timestamp() AS now").execute().onSuccess(rows -> {
      at = Rows.instant(rows.iterator().next(), "now");
      nanos = asked + (System.nanoTime() - asked) / 2;
    });
  }

  public Instant now() {
    return at.plus(Duration.ofNanos(System.nanoTime() - nanos));
  }
}
