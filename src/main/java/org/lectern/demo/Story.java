package org.lectern.demo;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.lectern.core.Caller;
import org.lectern.core.Command;
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
    var written = await(database.write(caller, (tx, who) -> tx.query("SET LOCAL synchronous_commit = off; SELECT now() AS now").execute()
        .compose(rows -> {
          begun[0] = Rows.instant(rows.next().iterator().next(), "now");
          return command.perform(tx, who);
        })));
    var last = Math.max(written.seq(), newest);
    told.add(new Told(begun[0], rising(when, begun[0]), newest + 1, last));
    newest = last;
    return written.result();
  }

  /** Whatever a transaction wrote lies after its beginning: the next may not be told to begin before that. */
  private Instant rising(Instant when, Instant wall) {
    var before = told.isEmpty() ? null : told.get(told.size() - 1);
    var floor = before == null ? earliest.plusMillis(1) : before.story.plus(Duration.between(before.wall, wall));
    return (when.isBefore(floor) ? floor : when).truncatedTo(ChronoUnit.MICROS);
  }

  <T> T ask(Caller caller, Query<T> query) {
    return await(database.read(caller, query));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException told) throw told;
      throw new IllegalStateException(failure.getCause());
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(leaving);
    }
  }
}
