package org.lectern.core;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;

/**
 * A command that many ask for at once: those who come while a commit is under way share the next transaction. Outcomes are
 * in the order of what was asked, one each; to refuse one leaves its neighbours alone, a failed future undoes them all.
 *
 * @param <A> what is asked for
 * @param <T> the answer
 */
@FunctionalInterface
public interface Batch<A, T> {

  /** Somebody's wish, and when it arrived, on the database's clock. */
  record Asked<A>(Caller caller, A what, Instant receivedAt) {}

  /** What it came to: a change or a refusal, the other is null. A refused wish must have written nothing. */
  record Outcome<T>(Change<T> change, Problem refusal) {
    public static <T> Outcome<T> done(T result, Event... events) {
      return new Outcome<>(Change.of(result, events), null);
    }

    public static <T> Outcome<T> refused(Problem refusal) {
      return new Outcome<>(null, refusal);
    }
  }

  /**
   * The outcomes, and when their rows are in. What follows on the same connection need not wait for it: statements are done in
   * the order in which they were sent, and one that fails takes all after it along.
   */
  record Taken<T>(List<Outcome<T>> outcomes, Future<?> written) {
    public static <T> Taken<T> of(List<Outcome<T>> outcomes) {
      return new Taken<>(outcomes, Future.succeededFuture());
    }
  }

  /** All were asked for in this place. */
  Future<Taken<T>> perform(SqlConnection tx, Jurisdiction place, List<Asked<A>> asked);

  /** The same for one, in a transaction of its own. */
  default Command<T> alone(A what) {
    return (tx, caller) -> tx.query("SELECT clock_timestamp() AS now").execute()
        .compose(now -> perform(tx, caller.place(), List.of(new Asked<>(caller, what, Rows.instant(now.iterator().next(), "now")))))
        .compose(taken -> taken.written.map(in -> {
          var only = taken.outcomes.get(0);
          if (only.refusal != null) throw only.refusal;
          return only.change;
        }));
  }
}
