package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.lectern.store.EmbeddedPostgres;
import org.lectern.store.Migrations;

/**
 * The database server of a run: the one that LECTERN_DATABASE_URL names (whose user must be allowed to create databases), or
 * one that comes with Lectern, durable, on its own files under target/bench.
 */
public final class Postgres implements AutoCloseable {

  private final EmbeddedPostgres own;
  private final String url;

  private Postgres(EmbeddedPostgres own, String url) {
    this.own = own;
    this.url = url;
  }

  public static Postgres start() {
    var given = System.getenv("LECTERN_DATABASE_URL");
    if (given != null && !given.isBlank()) return new Postgres(null, given);
    try {
      var own = EmbeddedPostgres.start(Path.of("target", "bench", "postgres").toAbsolutePath(), true, System.out::println);
      var postgres = new Postgres(own, own.url());
      // Full checkpoints in the middle of a window would be measured with whoever has it.
      postgres.on("postgres").execute("ALTER SYSTEM SET max_wal_size = '4GB'");
      postgres.on("postgres").execute("ALTER SYSTEM SET checkpoint_timeout = '15min'");
      postgres.on("postgres").execute("SELECT pg_reload_conf()");
      return postgres;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A database by its name, which need not exist yet. */
  public Db on(String database) {
    return new Db(url.replaceFirst("(//[^/?]*)(/[^?]*)?", "$1/" + database));
  }

  /** A new, empty database. */
  public Db fresh(String database) {
    drop(database);
    on("postgres").execute("CREATE DATABASE " + database);
    return on(database);
  }

  public void drop(String database) {
    on("postgres").execute("DROP DATABASE IF EXISTS " + database + " WITH (FORCE)");
  }

  @Override
  public void close() {
    if (own != null) own.close();
  }

  /** One database, for statements beside what is measured. */
  public record Db(String url) {

    public Connection connect() throws SQLException {
      return Migrations.dataSource(url).getConnection();
    }

    public void execute(String sql) {
      query(sql);
    }

    public long number(String sql) {
      return ((Number) query(sql).get(0)).longValue();
    }

    public double fraction(String sql) {
      return ((Number) query(sql).get(0)).doubleValue();
    }

    public String text(String sql) {
      return (String) query(sql).get(0);
    }

    /** The first column. */
    public List<Object> query(String sql) {
      try (var connection = connect(); var statement = connection.createStatement()) {
        var found = new ArrayList<>();
        if (statement.execute(sql)) try (var rows = statement.getResultSet()) {
          while (rows.next()) found.add(rows.getObject(1));
        }
        return found;
      } catch (SQLException failure) {
        throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
      }
    }
  }
}
