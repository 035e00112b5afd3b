package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.support.Hall.await;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Audience;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Entry;
import org.lectern.core.Event;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Database;
import org.lectern.store.Journal;
import org.lectern.support.Ear;
import org.lectern.support.Hall;
import org.lectern.support.Town;
import org.lectern.support.Visitor;

/**
 * Whoever has seen n has missed nothing before n, however many write at once. (With plain identity columns a cursor missed
 * nine entries in a hundred at sixteen writers.)
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class JournalOrderTest {

  private static final long SECONDS = 4;
  private static final int WRITERS = 16;

  private Hall hall;
  private Town town;

  /** A fact of this test's own. */
  record Knocked(int writer, int nth) implements Event {
    @Override
    public List<String> topics() {
      return List.of("door");
    }

    @Override
    public Audience audience() {
      return Audience.PUBLIC;
    }
  }

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  /** Each works for a moment of its own before it commits, so that commits overtake each other. */
  private static Command<Void> knock(int writer, int nth, Random random) {
    var events = new Event[1 + random.nextInt(3)];
    for (int i = 0; i < events.length; i++) events[i] = new Knocked(writer, nth);
    var millis = random.nextInt(4);
    return (tx, caller) -> tx.query("SELECT pg_sleep(" + millis / 1000.0 + ")").execute().compose(slept -> Future.succeededFuture(Change.of(null, events)));
  }

  @Test
  void aFollowerThatResumesAllTheTimeMissesNothing() throws Exception {
    var place = hall.place(Town.ASHGROVE);
    long before = head(place);
    var told = new CopyOnWriteArrayList<Entry>();
    var working = Database.pool(hall.vertx, hall.databaseUrl, WRITERS);
    var database = new Database(hall.vertx, working, told::addAll);
    var resuming = Database.pool(hall.vertx, hall.databaseUrl, 2);
    var writing = new AtomicBoolean(true);
    var threads = Executors.newFixedThreadPool(WRITERS + 1);

    var follower = threads.submit(() -> {
      var seen = new ArrayList<Long>();
      long cursor = before;
      while (writing.get() || cursor < head(place)) {
        for (var entry : await(Journal.since(resuming, place.id(), cursor, 50))) seen.add(cursor = entry.seq());
        Thread.sleep(2);
      }
      return seen;
    });
    var written = together(threads, WRITERS, writer -> {
      var random = new Random(writer);
      long entries = 0;
      for (long until = System.nanoTime() + SECONDS * 1_000_000_000; System.nanoTime() < until; entries++) {
        assertThat(await(database.write(Caller.system(place, "clock"), knock(writer, (int) entries, random))).seq()).isPositive();
      }
      return entries;
    });
    writing.set(false);
    var seen = follower.get();
    threads.shutdown();
    resuming.close();
    working.close();

    assertThat(written.stream().mapToLong(n -> n).sum()).as("enough to prove something").isGreaterThan(300);
    assertThat(seen).isEqualTo(LongStream.rangeClosed(before + 1, head(place)).boxed().toList());
    assertThat(told.stream().map(Entry::seq).sorted().toList()).isEqualTo(seen);
  }

  private long head(Jurisdiction place) {
    return hall.<Long>one("SELECT seq FROM journal_head WHERE jurisdiction = ?", place.id());
  }

  private static <T> List<T> together(java.util.concurrent.ExecutorService threads, int many, java.util.function.IntFunction<T> work) throws Exception {
    var tasks = new ArrayList<Callable<T>>();
    for (int i = 0; i < many; i++) {
      var number = i;
      tasks.add(() -> work.apply(number));
    }
    var results = new ArrayList<T>();
    for (var done : threads.invokeAll(tasks)) results.add(done.get());
    return results;
  }

  @Test
  void overSocketsThatBreakAndComeBackItIsTheSame() throws Exception {
    var place = hall.place(Town.BIRCHWOOD);
    town.ada.post("/birchwood/areas/adopt", Map.of("catalogue", "policing-starter")).expect(200);
    var area = town.orla.get("/birchwood/areas").text("/items/0/slug");
    long before = head(place);
    var ending = new AtomicLong(Long.MAX_VALUE);
    var threads = Executors.newFixedThreadPool(10);

    var followers = new ArrayList<java.util.concurrent.Future<List<Long>>>();
    for (int i = 0; i < 4; i++) {
      var random = new Random(i);
      followers.add(threads.submit(() -> follow(before, ending, random)));
    }
    together(threads, 6, writer -> {
      var visitor = new Visitor(hall, "Writer" + writer);
      for (long until = System.nanoTime() + 3_000_000_000L; System.nanoTime() < until;) {
        visitor.post("/birchwood/areas/" + area + "/testimony", Map.of("text", "From writer " + writer)).expect(201);
      }
      return writer;
    });
    ending.set(head(place));
    for (var follower : followers) {
      var seen = follower.get();
      // What the record makes of testimony by itself, campaigns for instance, may come after the last writer.
      long last = Math.max(ending.get(), seen.get(seen.size() - 1));
      assertThat(seen).isEqualTo(LongStream.rangeClosed(before + 1, last).boxed().toList());
    }
    threads.shutdown();
  }

  /** Stays a moment, drops without a word, and comes back with the last number it has. */
  private List<Long> follow(long after, AtomicLong ending, Random random) throws InterruptedException {
    var seen = new ArrayList<Long>();
    long cursor = after;
    try (var visitor = new Visitor(hall, "Follower")) {
      while (cursor < ending.get()) {
        Ear ear = visitor.followsAfter(cursor, Town.BIRCHWOOD);
        Thread.sleep(random.nextInt(120));
        ear.drop();
        seen.addAll(ear.numbers());
        if (!seen.isEmpty()) cursor = seen.get(seen.size() - 1);
      }
    }
    return seen;
  }
}
