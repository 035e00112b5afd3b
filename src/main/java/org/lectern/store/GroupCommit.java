package org.lectern.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.ContextInternal;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.store.Database.Done;
import org.lectern.store.Database.Written;
import org.lectern.store.Once.Key;

/**
 * Submissions that arrive while a commit is under way share the next transaction: one lock on the head of the record, one
 * flush, and each is answered after it with its own result. One line per jurisdiction and kind, in the order of arrival.
 *
 * <p>If a transaction fails for what was asked in it, its halves are tried by themselves, down to the one that cannot be:
 * nobody fails for a neighbour's sake.
 */
final class GroupCommit {

  static final int MOST_WAITING = 2_000;
  private static final int MOST_TOGETHER = 256;
  private static final int TRIES = 3;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  static final LongAdder TRANSACTIONS = new LongAdder();
  static final LongAdder SUBMISSIONS = new LongAdder();

  /** A transaction in a place; the work is told the instant at which it began, on the database's clock. */
  interface Transactions {
    <T> Future<T> run(Jurisdiction place, Work<T> work);
  }

  /** May send statements before the instant is known: the transaction has begun for all that is sent on {@code tx}. */
  interface Work<T> {
    Future<Done<T>> perform(SqlConnection tx, Future<Instant> now);
  }

  private final Context loop;
  private final Transactions transactions;
  private final Map<Kind, Line<?, ?>> lines = new ConcurrentHashMap<>();

  private record Kind(UUID place, Batch<?, ?> batch) {}

  /** @param loop where transactions are made: not where thousands are being told, or each of their steps would wait for that */
  GroupCommit(Context loop, Transactions transactions) {
    this.loop = loop;
    this.transactions = transactions;
  }

  /** Answered on the event loop that asks; a 503 if too many wait already or the turn does not come within 10 s. */
  @SuppressWarnings("unchecked")
  <A, T> Future<Written<T>> submit(Caller caller, Batch<A, T> batch, A what, Key<T> key) {
    var one = new Waiting<A, T>(caller, what, key);
    ((Line<A, T>) lines.computeIfAbsent(new Kind(caller.place().id(), batch), first -> new Line<>(caller.place(), batch))).join(one);
    return one.promise.future();
  }

  private static Problem busy() {
    return Problem.later(503, "try_again", 2);
  }

  private static final class Waiting<A, T> {
    private final Caller caller;
    private final A what;
    private final Key<T> key;
    private final long since = System.nanoTime();
    private final ContextInternal here = ContextInternal.current();
    private final Promise<Written<T>> promise = here == null ? Promise.promise() : here.promise();
    private Once.Known<T> before;
    private Batch.Outcome<T> outcome;
    private long seq;

    Waiting(Caller caller, A what, Key<T> key) {
      this.caller = caller;
      this.what = what;
      this.key = key;
    }

    Duration waited() {
      return Duration.ofNanos(System.nanoTime() - since);
    }

    boolean accepted() {
      return before == null && outcome.refusal() == null;
    }

    List<Journal.Line> lines() {
      return outcome.change().events().stream().map(event -> Journal.Line.of(caller, event)).toList();
    }

    void answer() {
      if (accepted()) promise.tryComplete(new Written<>(outcome.change().result(), seq));
      else if (before != null && before.refusal() == null) promise.tryComplete(new Written<>(before.answer(), 0));
      else refuse(before != null ? before.refusal() : outcome.refusal());
    }

    void refuse(Throwable failure) {
      promise.tryFail(failure);
    }
  }

  /** Who waits for the same thing in the same place; one transaction at a time. */
  private final class Line<A, T> {
    private final Jurisdiction place;
    private final Batch<A, T> batch;
    private final Deque<Waiting<A, T>> waiting = new ArrayDeque<>();
    private boolean busy;

    Line(Jurisdiction place, Batch<A, T> batch) {
      this.place = place;
      this.batch = batch;
    }

    void join(Waiting<A, T> one) {
      if (!add(one)) one.refuse(busy());
      else if (begin()) soon(one.here);
    }

    /** At the end of this turn of the loop that asks: whoever is read in the same turn comes along. */
    private void soon(ContextInternal here) {
      if (here == null) loop.runOnContext(turn -> serveNext());
      else here.runOnContext(turn -> loop.runOnContext(next -> serveNext()));
    }

    private synchronized boolean add(Waiting<A, T> one) {
      return waiting.size() < MOST_WAITING && waiting.add(one);
    }

    private synchronized boolean begin() {
      return !busy && (busy = true);
    }

    private void serveNext() {
      var next = next();
      if (next.isEmpty()) return;
      var late = next.stream().filter(one -> one.waited().toNanos() > PATIENCE_NANOS).toList();
      late.forEach(one -> one.refuse(busy()));
      next.removeAll(late);
      serve(next, 1).onComplete(served -> serveNext());
    }

    /** The first of the line; the same key a second time waits until the first one's answer is on record. */
    private synchronized List<Waiting<A, T>> next() {
      var next = new ArrayList<Waiting<A, T>>();
      var keys = new HashSet<String>();
      while (!waiting.isEmpty() && next.size() < MOST_TOGETHER && keys.add(waiting.peek().key.name())) next.add(waiting.remove());
      busy = !next.isEmpty();
      return next;
    }

    private Future<Void> serve(List<Waiting<A, T>> some, int attempt) {
      if (some.isEmpty()) return Future.succeededFuture();
      TRANSACTIONS.increment();
      SUBMISSIONS.add(some.size());
      return transactions.run(place, (tx, now) -> perform(tx, now, some)).transform(done -> {
        if (done.failed() && attempt < TRIES && Once.sameKeyAtOnce(done.cause())) return serve(some, attempt + 1);
        if (done.failed() && some.size() > 1 && Faults.isOfWhatWasAsked(done.cause())) return halves(some);
        if (done.failed()) some.forEach(one -> one.refuse(Faults.translated(done.cause())));
        else some.forEach(Waiting::answer);
        return Future.succeededFuture();
      });
    }

    private Future<Void> halves(List<Waiting<A, T>> some) {
      var middle = some.size() / 2;
      return serve(some.subList(0, middle), 1).compose(first -> serve(some.subList(middle, some.size()), 1));
    }

    /** Who asked before gets the first answer again; the others are served together. What need not wait for an answer is sent at once. */
    private Future<Done<Void>> perform(SqlConnection tx, Future<Instant> now, List<Waiting<A, T>> some) {
      var known = Once.known(tx, some.stream().map(one -> one.key).toList());
      return now.compose(begun -> known.compose(before -> {
        some.forEach(one -> one.before = before.get(one.key.name()));
        return decide(tx, begun, some.stream().filter(one -> one.before == null).toList());
      })).compose(written -> {
        var accepted = some.stream().filter(Waiting::accepted).toList();
        var remembered = Once.remember(tx, accepted.stream().map(one -> one.key).toList(), accepted.stream().map(one -> (Object) one.outcome.change().result()).toList());
        var recorded = record(tx, accepted);
        return written.compose(in -> remembered).compose(kept -> recorded);
      }).map(entries -> new Done<>(null, entries));
    }

    /** What the answer holds is when the rows are in. */
    private Future<Future<?>> decide(SqlConnection tx, Instant now, List<Waiting<A, T>> fresh) {
      if (fresh.isEmpty()) return Future.succeededFuture(Future.succeededFuture());
      var asked = fresh.stream().map(one -> new Batch.Asked<>(one.caller, one.what, now.minus(one.waited()))).toList();
      return batch.perform(tx, place, asked).map(taken -> {
        for (int i = 0; i < fresh.size(); i++) fresh.get(i).outcome = taken.outcomes().get(i);
        return taken.written();
      });
    }

    private Future<List<Entry>> record(SqlConnection tx, List<Waiting<A, T>> accepted) {
      return Journal.append(tx, place, accepted.stream().flatMap(one -> one.lines().stream()).toList()).map(entries -> {
        int last = -1;
        for (var one : accepted) {
          last += one.outcome.change().events().size();
          if (!one.outcome.change().events().isEmpty()) one.seq = entries.get(last).seq();
        }
        return entries;
      });
    }
  }
}
