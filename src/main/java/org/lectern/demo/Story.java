package org.lectern.demo;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;
import org.lectern.store.Database;

/**
 * Acts that are played now, one after the other, and told as of another time. What is planned is played in the order of the
 * times told, so that the record tells them in that order too. Blocks: not for an event loop.
 */
final class Story {

  /** One transaction: when it really was, when it is told to have been, and the entries it made (none: last &lt; first). */
  record Told(Instant wall, Instant story, long first, long last) {}

  private record Planned(Instant when, Runnable act) {}

  private final Database database;
  private final List<Planned> plan = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private Instant earliest;
  private long newest;

  /** @param earliest nothing is told to have been before it: the end of the record so far, whose number is {@code newest} */
  Story(Database database, Instant earliest, long newest) {
    this.database = database;
    this.earliest = earliest;
    this.newest = newest;
  }

  Instant earliest() {
    return earliest;
  }

  List<Told> told() {
    return told;
  }

  void plan(Instant when, Runnable act) {
    plan.add(new Planned(when, act));
  }

  void play() {
    plan.sort(Comparator.comparing(Planned::when));
    plan.forEach(planned -> planned.act.run());
    plan.clear();
  }

  /** Plays it without waiting for the disk (the retelling does), and remembers that it is to be told as of {@code when}, or as soon after as the record rises. */
  <T> T tell(Instant when, Caller caller, Command<T> command) {
    var begun = new Instant[1];
    Command<T> noted = (tx, who) -> tx.query("SET LOCAL synchronous_commit = off; SELECT now() AS now").execute()
        .compose(rows -> {
          begun[0] = Rows.instant(rows.next().iterator().next(), "now");
          return command.perform(tx, who);
        });
    var written = patiently(() -> database.write(caller, noted), () -> begun[0] == null);
    var last = Math.max(written.seq(), newest);
    told.add(new Told(begun[0], rising(when, begun[0]), newest + 1, last));
    newest = last;
    return written.result();
  }

  /** Whatever a transaction wrote lies after its beginning: the next may not be told to begin before that. Nothing is told of the future. */
  private Instant rising(Instant when, Instant wall) {
    var before = told.isEmpty() ? null : told.get(told.size() - 1);
    var floor = before == null ? earliest.plusMillis(1) : before.story.plus(Duration.between(before.wall, wall));
    var past = when.isBefore(wall) ? when : wall;
    return (past.isBefore(floor) ? floor : past).truncatedTo(ChronoUnit.MICROS);
  }

  /** An act of another place, which is told of nowhere. */
  static <T> T write(Database database, Caller caller, Command<T> command) {
    return patiently(() -> database.write(caller, command), () -> false).result();
  }

  <T> T ask(Caller caller, Query<T> query) {
    return ask(database, caller, query);
  }

  static <T> T ask(Database database, Caller caller, Query<T> query) {
    return patiently(() -> database.read(caller, query), () -> true);
  }

  /** A machine that is just starting may be busy: what it did not even begin is asked for again. */
  private static <T> T patiently(Supplier<Future<T>> step, BooleanSupplier harmless) {
    for (var tries = 1; ; tries++) {
      try {
        return await(step.get());
      } catch (Problem busy) {
        if (busy.status() != 503 || tries == 10 || !harmless.getAsBoolean()) throw busy;
        pause();
      }
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException told) throw told;
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException leaving) {
      throw interrupted(leaving);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException leaving) {
      throw interrupted(leaving);
    }
  }

  private static IllegalStateException interrupted(InterruptedException leaving) {
    Thread.currentThread().interrupt();
    return new IllegalStateException(leaving);
  }
}
