package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.lectern.core.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What PostgreSQL refused, in words that a person can act on. */
final class Faults {
  private Faults() {}

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
  private static final Set<String> AGAIN = Set.of("40001", "40P01");
  private static final Set<String> BUSY = Set.of("55P03", "57014", "53300", "57P01", "57P02", "57P03", "53100", "53200", "25P03", "40001", "40P01");

  /** Invariants that live in the schema, and what to say when somebody was first. */
  private static final Map<String, String> FIRST = Map.of(
      "agenda_item_one_open", "item_open",
      "slot_one_speaking", "someone_speaking",
      "slot_one_called", "someone_called",
      "slot_one_per_person", "already_in_line",
      "slot_one_per_email", "already_in_line",
      "jurisdiction_slug_key", "slug_taken",
      "body_jurisdiction_slug_key", "slug_taken",
      "role_grant_once", "already_granted",
      "theme_title", "theme_taken");

  static boolean worthAnotherTry(Throwable failure) {
    return failure instanceof PgException pg && AGAIN.contains(pg.getSqlState());
  }

  static <T> Future<T> told(Throwable failure) {
    return Future.failedFuture(translated(failure));
  }

  /** It lies in the data of one, not in the database, the connection or the hour: others may still succeed. */
  static boolean isOfWhatWasAsked(Throwable failure) {
    return !(failure instanceof PgException pg && pg.getSqlState() != null && (BUSY.contains(pg.getSqlState()) || pg.getSqlState().startsWith("08")))
        && !(failure instanceof TimeoutException) && !isConnectionTrouble(failure);
  }

  static Throwable translated(Throwable failure) {
    if (failure instanceof Problem) return failure;
    if (failure instanceof PgException pg) return translated(pg);
    if (failure instanceof TimeoutException || isConnectionTrouble(failure)) {
      LOG.warn("The database could not be asked: {}", failure.toString());
      return unavailable();
    }
    return failure;
  }

  private static Throwable translated(PgException pg) {
    var state = pg.getSqlState();
    if ("23505".equals(state)) return Problem.conflict(FIRST.getOrDefault(pg.getConstraint(), "already_there"));
    if (state == null || BUSY.contains(state) || state.startsWith("08")) return unavailable();
    if (state.equals("23514") || state.startsWith("22")) return Problem.of(422, "does_not_fit");
    return pg;
  }

  private static boolean isConnectionTrouble(Throwable failure) {
    return failure instanceof IOException
        || failure instanceof ClosedChannelException
        || failure.getClass().getName().startsWith("io.vertx.sqlclient.ClosedConnection")
        || failure.getClass().getName().startsWith("io.vertx.core.impl.NoStackTrace")
        || failure.getClass().getName().startsWith("io.vertx.core.http.ConnectionPoolTooBusy")
        || failure.getCause() instanceof IOException;
  }

  private static Problem unavailable() {
    return Problem.later(503, "try_again", 1 + (int) (Math.random() * 4));
  }
}
