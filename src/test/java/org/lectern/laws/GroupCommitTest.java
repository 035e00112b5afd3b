package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.lectern.support.Hall.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Audience;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.store.Database;
import org.lectern.store.Database.Written;
import org.lectern.store.Once;
import org.lectern.support.Hall;
import org.lectern.support.Town;

/** Submissions share a transaction and nothing else: each has its own answer, its own refusal and its place in the order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class GroupCommitTest {

  private Hall hall;
  private Town town;
  private Jurisdiction place;

  /** A fact of this test's own. */
  record Rang(String bell) implements Event {
    @Override
    public List<String> topics() {
      return List.of("bell");
    }

    @Override
    public Audience audience() {
      return Audience.PUBLIC;
    }
  }

  /** What became of a ring. */
  record Heard(String bell) {}

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

  /** A ring that is "broken" makes PostgreSQL fail, one that is "unwelcome" is refused; {@code transactions} counts. */
  private static Batch<String, Heard> bell(AtomicInteger transactions) {
    return (tx, there, asked) -> {
      transactions.incrementAndGet();
      var broken = asked.stream().anyMatch(one -> one.what().startsWith("broken"));
      var written = tx.query(broken ? "SELECT 1 / 0" : "SELECT pg_sleep(0.002)").execute();
      return Future.succeededFuture(new Batch.Taken<>(asked.stream().map(GroupCommitTest::outcome).toList(), written));
    };
  }

  private static Batch.Outcome<Heard> outcome(Batch.Asked<String> asked) {
    return asked.what().startsWith("unwelcome")
        ? Batch.Outcome.refused(Problem.conflict("busy"))
        : Batch.Outcome.done(new Heard(asked.what()), new Rang(asked.what()));
  }

  private Future<Written<Heard>> rings(Database database, Batch<String, Heard> bell, String what, String key) {
    return database.submit(Caller.visitor(place), bell, what, Once.Key.of(Caller.visitor(place), "ring ashgrove", key, what.getBytes(), Heard.class));
  }

  private List<String> recorded(String like) {
    return hall.sql("SELECT data->>'bell' FROM journal WHERE type = 'Rang' AND data->>'bell' LIKE ? ORDER BY seq", like).stream().map(String.class::cast).toList();
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  @Test
  void nobodyFailsForANeighboursSakeAndTheOrderIsThatOfArrival() {
    var transactions = new AtomicInteger();
    var bell = bell(transactions);
    var wishes = IntStream.range(0, 400).mapToObj(n -> (n % 97 == 5 ? "broken-" : n % 41 == 7 ? "unwelcome-" : "clear-") + n).toList();
    var answers = new ArrayList<Future<Written<Heard>>>();
    for (var wish : wishes) answers.add(rings(hall.database(), bell, wish, key()));
    for (int i = 0; i < wishes.size(); i++) {
      var wish = wishes.get(i);
      var answer = answers.get(i);
      if (wish.startsWith("clear")) assertThat(await(answer).result()).isEqualTo(new Heard(wish));
      else assertThatThrownBy(() -> await(answer)).isInstanceOf(Problem.class).hasMessage(wish.startsWith("broken") ? "does_not_fit" : "busy");
    }
    assertThat(recorded("broken%")).isEmpty();
    assertThat(recorded("unwelcome%")).isEmpty();
    assertThat(recorded("clear%")).isEqualTo(wishes.stream().filter(wish -> wish.startsWith("clear")).toList());
    var told = answers.stream().filter(Future::succeeded).map(answer -> answer.result().seq()).toList();
    assertThat(told).isSorted().doesNotHaveDuplicates();
    assertThat(transactions.get()).as("shared by many").isLessThan(200);
  }

  @Test
  void theSameKeyManyTimesAtOnceIsOneRecordAndOneAnswerAlsoOverTwoProcesses() {
    var pool = Database.pool(hall.vertx, hall.databaseUrl, 4);
    var elsewhere = new Database(hall.vertx, pool, entries -> {});
    for (int round = 0; round < 20; round++) {
      var key = key();
      var bell = bell(new AtomicInteger());
      var answers = new ArrayList<Future<Written<Heard>>>();
      for (int i = 0; i < 6; i++) answers.add(rings(i % 2 == 0 ? hall.database() : elsewhere, bell, "twice " + key, key));
      for (var answer : answers) assertThat(await(answer).result()).isEqualTo(new Heard("twice " + key));
      assertThat(recorded("twice " + key)).hasSize(1);
      assertThatThrownBy(() -> await(rings(elsewhere, bell, "another body", key))).hasMessage("key_used");
    }
    pool.close();
  }

  @Test
  void whatWasRefusedLeavesItsKeyFree() {
    var key = key();
    var refusing = new boolean[] {true};
    Batch<String, Heard> door = (tx, there, asked) -> Future.succeededFuture(Batch.Taken.of(asked.stream()
        .map(one -> refusing[0] ? Batch.Outcome.<Heard>refused(Problem.conflict("busy")) : Batch.Outcome.done(new Heard(one.what()), new Rang(one.what()))).toList()));
    assertThatThrownBy(() -> await(rings(hall.database(), door, "patience", key))).hasMessage("busy");
    refusing[0] = false;
    assertThat(await(rings(hall.database(), door, "patience", key)).seq()).isPositive();
  }

  @Test
  void whoeverComesToAFullLineIsToldToComeBack() {
    var opened = Promise.<Void>promise();
    Batch<String, Heard> stuck = (tx, there, asked) -> opened.future().map(open -> Batch.Taken.of(asked.stream().map(GroupCommitTest::outcome).toList()));
    var answers = new ArrayList<Future<Written<Heard>>>();
    for (int i = 0; i < 2_300; i++) answers.add(rings(hall.database(), stuck, "crowd " + i, key()));
    var turnedAway = answers.stream().filter(Future::failed).toList();
    assertThat(turnedAway).hasSizeBetween(40, 300);
    assertThat(turnedAway).allSatisfy(answer -> {
      assertThat(((Problem) answer.cause()).status()).isEqualTo(503);
      assertThat(((Problem) answer.cause()).retryAfter()).isPositive();
    });
    opened.complete();
    answers.stream().filter(answer -> !turnedAway.contains(answer)).forEach(Hall::await);
    assertThat(recorded("crowd %")).hasSize(2_300 - turnedAway.size());
  }
}
