package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/**
 * The one way to state: {@link #read}, {@link #snapshot}, {@link #write} and {@link #submit}. A write begins, performs its command, appends
 * the command's events to the journal, and commits; nothing changes without going on the record.
 */
public final class Database {

  /** The answer of a command and the number of the last entry it made, 0 if nothing happened. */
  public record Written<T>(T result, long seq) {}

  /** State and the number of the newest entry it includes, both from one snapshot of the database. */
  public record Snapshot<T>(long seq, T value) {}

  private static final long READ_SECONDS = 5;
  private static final long WRITE_SECONDS = 10;
  private static final int TRIES = 3;

  private final Pool pool;
  private final Consumer<List<Entry>> committed;
  private final GroupCommit groups;

  /** @param committed told, after each commit, the entries that it made */
  public Database(Vertx vertx, Pool pool, Consumer<List<Entry>> committed) {
    this.pool = pool;
    this.committed = committed;
    this.groups = new GroupCommit(vertx.getOrCreateContext(), new GroupCommit.Transactions() {
      @Override
      public <T> Future<T> run(Jurisdiction place, GroupCommit.Work<T> work) {
        return transaction(place, work);
      }
    });
  }

  /** Transactions of this process that submissions shared, and submissions in them. */
  public static long sharedTransactions() {
    return GroupCommit.TRANSACTIONS.sum();
  }

  public static long sharedSubmissions() {
    return GroupCommit.SUBMISSIONS.sum();
  }

  /** A pool whose sessions work as the application's role under the time limits of the operator guide. */
  public static Pool pool(Vertx vertx, String url, int size) {
    var limits = new PoolOptions().setMaxSize(size).setMaxWaitQueueSize(200)
        .setConnectionTimeout(1).setConnectionTimeoutUnit(TimeUnit.SECONDS)
        .setIdleTimeout(10).setIdleTimeoutUnit(TimeUnit.MINUTES)
        .setMaxLifetime(30).setMaxLifetimeUnit(TimeUnit.MINUTES);
    var network = new NetClientOptions().setConnectTimeout(2_000).setTcpNoDelay(true);
    return PgBuilder.pool().connectingTo(options(url)).with(limits).with(network).using(vertx).build();
  }

  static PgConnectOptions options(String url) {
    return PgConnectOptions.fromUri(url)
        .addProperty("application_name", "lectern")
        .addProperty("options", "-c role=lectern_app -c statement_timeout=3s -c lock_timeout=1s"
            + " -c idle_in_transaction_session_timeout=5s -c TimeZone=UTC -c client_min_messages=warning")
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheMaxSize(512)
        .setPipeliningLimit(8)
        .setReconnectAttempts(0);
  }

  public <T> Future<T> read(Caller caller, Query<T> query) {
    return pool.withConnection(db -> query.ask(db, caller))
        .timeout(READ_SECONDS, TimeUnit.SECONDS)
        .recover(Faults::told);
  }

  /** The query's answer together with the number of the newest entry that it can show. */
  public <T> Future<Snapshot<T>> snapshot(Caller caller, Query<T> query) {
    return pool.getConnection()
        .compose(db -> seen(db, caller, query)
            // The answer need not wait for the end of the transaction; whoever gets the connection next must.
            .onComplete(done -> db.query("COMMIT").execute().onComplete(ended -> db.close())))
        .timeout(READ_SECONDS, TimeUnit.SECONDS)
        .recover(Faults::told);
  }

  private static <T> Future<Snapshot<T>> seen(SqlConnection db, Caller caller, Query<T> query) {
    return db.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT seq FROM journal_head WHERE jurisdiction = '" + caller.place().id() + "'")
        .execute()
        .map(begun -> Rows.first(begun.next(), row -> row.getLong("seq"), 0L))
        .compose(seq -> query.ask(db, caller).map(value -> new Snapshot<>(seq, value)));
  }

  public <T> Future<Written<T>> write(Caller caller, Command<T> command) {
    return transaction(caller.place(), (tx, now) -> now.compose(begun -> perform(tx, caller, command)))
        .timeout(WRITE_SECONDS, TimeUnit.SECONDS)
        .recover(Faults::told);
  }

  /** Like {@link #write}, once for that key, and in one transaction with others who ask for the same in this place meanwhile. */
  public <A, T> Future<Written<T>> submit(Caller caller, Batch<A, T> batch, A what, Once.Key<T> key) {
    return groups.submit(caller, batch, what, key).timeout(WRITE_SECONDS, TimeUnit.SECONDS).recover(Faults::told);
  }

  /** What a transaction came to, and what it put on the record. */
  record Done<T>(T result, List<Entry> entries) {}

  /** Deadlocks and serialisation failures left nothing behind and are tried again. */
  private <T> Future<T> transaction(Jurisdiction place, GroupCommit.Work<T> work) {
    return attempt(place, work, 1);
  }

  private <T> Future<T> attempt(Jurisdiction place, GroupCommit.Work<T> work, int attempt) {
    return pool.withConnection(tx -> once(tx, place, work))
        .recover(failure -> attempt < TRIES && Faults.worthAnotherTry(failure)
            ? attempt(place, work, attempt + 1)
            : Future.failedFuture(failure));
  }

  private <T> Future<T> once(SqlConnection tx, Jurisdiction place, GroupCommit.Work<T> work) {
    return work.perform(tx, begin(tx, place))
        .compose(done -> tx.query("COMMIT").execute().map(done))
        .recover(failure -> tx.query("ROLLBACK").execute().transform(rolledBack -> Future.failedFuture(failure)))
        .map(done -> {
          if (!done.entries.isEmpty()) committed.accept(done.entries);
          return done.result;
        });
  }

  /** The row policies let this transaction write to its place and no other. */
  private static Future<Instant> begin(SqlConnection tx, Jurisdiction place) {
    return tx.query("BEGIN; SET LOCAL lectern.jurisdiction = '" + place.id() + "'; SELECT clock_timestamp() AS now")
        .execute()
        .map(begun -> Rows.instant(begun.next().next().iterator().next(), "now"));
  }

  private static <T> Future<Done<Written<T>>> perform(SqlConnection tx, Caller caller, Command<T> command) {
    return command.perform(tx, caller)
        .compose(change -> Journal.append(tx, caller.place(), change.events().stream().map(event -> Journal.Line.of(caller, event)).toList())
            .map(entries -> new Done<>(new Written<>(change.result(), newest(entries)), entries)));
  }

  private static long newest(List<Entry> entries) {
    return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
  }

  /** A look-up for the service itself, as nobody in particular. */
  public <T> Future<T> lookUp(Function<SqlConnection, Future<T>> query) {
    return pool.withConnection(query).timeout(READ_SECONDS, TimeUnit.SECONDS).recover(Faults::told);
  }

  /** For what is no state of a jurisdiction and goes on no record: sessions, codes, the outbox. One transaction. */
  public <T> Future<T> housekeeping(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work).timeout(WRITE_SECONDS, TimeUnit.SECONDS).recover(Faults::told);
  }
}
