package org.lectern.core;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;

/** How far somebody who reads on in the record has come in each place, kept in a table of their own. */
public record Mark(String table) {

  /** The number up to which it was read, held until the transaction ends; null while another process holds it. */
  public Future<Long> claim(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("INSERT INTO " + table + " (jurisdiction, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(caller.place().id()))
        .compose(there -> tx.preparedQuery("SELECT seq FROM " + table + " WHERE jurisdiction = $1 FOR UPDATE SKIP LOCKED").execute(Tuple.of(caller.place().id())))
        .map(rows -> Rows.first(rows, row -> row.getLong("seq"), null));
  }

  public Future<Void> keep(SqlConnection tx, Caller caller, long seq) {
    return tx.preparedQuery("UPDATE " + table + " SET seq = $2 WHERE jurisdiction = $1").execute(Tuple.of(caller.place().id(), seq)).mapEmpty();
  }
}
