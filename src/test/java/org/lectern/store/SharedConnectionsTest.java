package org.lectern.store;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.support.Hall.await;

import io.vertx.core.Future;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxInternal;
import io.vertx.sqlclient.SqlClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Jurisdiction;
import org.lectern.support.Hall;
import org.lectern.support.Town;

/** A connection goes from hand to hand between event loops, and never with somebody's transaction still open on it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class SharedConnectionsTest {

  private static final int TURNS = 1_000;
  private static final int LOOPS = 4;

  private Hall hall;
  private Town town;
  private Jurisdiction place;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
    place = hall.place(Town.ASHGROVE);
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  @Test
  void aWriteNeverFindsItselfInTheSnapshotOfAReader() {
    var pool = Database.pool(hall.vertx, hall.databaseUrl, 3);
    var database = new Database(hall.vertx, pool, entries -> {});
    var loops = Stream.generate(() -> ((VertxInternal) hall.vertx).createEventLoopContext()).limit(LOOPS).toList();
    Map<String, Long> levels = await(Future.all(loops.stream().map(loop -> everyTurn(loop, () -> read(database), () -> write(database))).toList())
        .map(all -> all.<List<String>>list().stream().flatMap(List::stream).collect(groupingBy(level -> level, counting()))));
    pool.close();
    assertThat(levels).isEqualTo(Map.of("repeatable read", (long) LOOPS * TURNS, "read committed", (long) LOOPS * TURNS));
  }

  /** One after the other on its loop, beside the others on theirs. */
  private static Future<List<String>> everyTurn(ContextInternal loop, Supplier<Future<String>> read, Supplier<Future<String>> write) {
    var done = loop.<List<String>>promise();
    loop.runOnContext(go -> {
      var levels = new ArrayList<String>();
      Future<?> chain = Future.succeededFuture();
      for (int i = 0; i < TURNS; i++) chain = chain.compose(before -> read.get()).onSuccess(levels::add).compose(before -> write.get()).onSuccess(levels::add);
      chain.map((List<String>) levels).onComplete(done);
    });
    return done.future();
  }

  private Future<String> read(Database database) {
    return database.snapshot(Caller.visitor(place), (db, caller) -> level(db)).map(Database.Snapshot::value);
  }

  private Future<String> write(Database database) {
    return database.write(Caller.system(place, "clock"), (tx, caller) -> level(tx).map(Change::<String>of)).map(Database.Written::result);
  }

  private static Future<String> level(SqlClient db) {
    return db.query("SHOW transaction_isolation").execute().map(rows -> rows.iterator().next().getString(0));
  }
}
