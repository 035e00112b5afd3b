package org.lectern.core;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/**
 * Something to be done: given an open transaction and who asks, decide, write, and say what happened.
 * A failed future, or a {@link Problem} thrown on the way, rolls everything back.
 */
@FunctionalInterface
public interface Command<T> {
  Future<Change<T>> perform(SqlConnection tx, Caller caller);
}
