package org.lectern.core;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;

/** Something to be known, as this caller may know it. */
@FunctionalInterface
public interface Query<T> {
  Future<T> ask(SqlClient db, Caller caller);
}
