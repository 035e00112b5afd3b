package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.lectern.bodies.BodyCommands;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.store.Database;

/** How an import writes: by commands, each in a transaction of its own, or in one that is taken back. It waits, so it has a thread of its own. */
final class Writing {

  private static final int TRIES = 4;
  private static final long PAUSE_MILLIS = 1_500;

  private final Database database;
  private final Caller caller;
  private final boolean dryRun;

  Writing(Database database, Caller caller, boolean dryRun) {
    this.database = database;
    this.caller = caller;
    this.dryRun = dryRun;
  }

  <T> T write(Command<T> command) {
    return dryRun ? rehearsed(command) : waiting(() -> database.write(caller, command)).result();
  }

  /** The database refused this row; that it cannot be reached at all is no fault of the row and ends the import. */
  static RowFault refused(String file, long line, String id, RuntimeException refused) {
    if (refused instanceof Problem problem && problem.status() == 503) throw problem;
    return new RowFault(file, line, id, "refused", refused instanceof Problem problem ? problem.code() : refused.toString());
  }

  /** Carries what was done out of the transaction that its failure undoes. */
  private static final class Rehearsed extends RuntimeException {
    private final transient Object result;

    private Rehearsed(Object result) {
      super("only a rehearsal", null, false, false);
      this.result = result;
    }
  }

  /** The dry run meets every check that the real one will: it is the real one, taken back. */
  @SuppressWarnings("unchecked")
  private <T> T rehearsed(Command<T> command) {
    return (T) waiting(() -> database.write(caller, (tx, asker) -> founded(tx, asker)
            .compose(founded -> command.perform(tx, asker))
            .compose(change -> Future.<Change<Object>>failedFuture(new Rehearsed(change.result()))))
        .map(written -> written.result())
        .recover(failure -> failure instanceof Rehearsed done ? Future.succeededFuture(done.result) : Future.failedFuture(failure)));
  }

  private static Future<?> founded(SqlConnection tx, Caller caller) {
    var place = caller.place();
    return tx.preparedQuery("SELECT 1 FROM jurisdiction WHERE id = $1")
        .execute(Tuple.of(place.id()))
        .compose(found -> found.size() > 0 ? Future.succeededFuture() : BodyCommands.found(place.id(), new BodyCommands.Founding(
            place.slug(), place.name(), place.kind(), place.ocdId(), place.zone().getId(), place.languages(), place.population(), place.profile()))
            .perform(tx, caller));
  }

  /** Waits for the answer. A database that is busy (a clerk holds the row) is asked again after a while. */
  static <T> T waiting(Supplier<Future<T>> step) {
    for (int attempt = 1; ; attempt++) {
      try {
        return step.get().toCompletionStage().toCompletableFuture().join();
      } catch (CompletionException failure) {
        var busy = failure.getCause() instanceof Problem problem && problem.status() == 503;
        if (busy && attempt < TRIES) pause(attempt);
        else throw failure.getCause() instanceof RuntimeException reason ? reason : failure;
      }
    }
  }

  private static void pause(int attempt) {
    try {
      Thread.sleep(PAUSE_MILLIS * attempt);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException("The import was interrupted", stopped);
    }
  }
}
