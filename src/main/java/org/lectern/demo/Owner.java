package org.lectern.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.lectern.store.Migrations;

/** The demo's database in the hands of its owner, in one transaction: what was recorded can be told anew only like this. */
final class Owner implements AutoCloseable {

  private final Connection db;

  Owner(String url) throws SQLException {
    db = Migrations.dataSource(url).getConnection();
    db.setAutoCommit(false);
  }

  PreparedStatement prepare(String sql) throws SQLException {
    return db.prepareStatement(sql);
  }

  void run(String sql, Object... values) throws SQLException {
    try (var statement = filled(sql, values)) {
      statement.execute();
    }
  }

  Object value(String sql, Object... values) throws SQLException {
    try (var statement = filled(sql, values); var rows = statement.executeQuery()) {
      if (!rows.next()) throw new IllegalStateException("Nothing found by " + sql);
      return rows.getObject(1);
    }
  }

  long number(String sql, Object... values) throws SQLException {
    return ((Number) value(sql, values)).longValue();
  }

  private PreparedStatement filled(String sql, Object... values) throws SQLException {
    var statement = prepare(sql);
    for (var i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    return statement;
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  void commit() throws SQLException {
    db.commit();
  }

  @Override
  public void close() throws SQLException {
    db.close();
  }
}
