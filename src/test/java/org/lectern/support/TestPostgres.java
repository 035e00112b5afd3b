package org.lectern.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import org.lectern.store.EmbeddedPostgres;
import org.lectern.store.Migrations;

/**
 * Real databases for tests, each a copy of one that was migrated once: on a server of this test run, or on the one that
 * {@code LECTERN_TEST_DATABASE_URL} names, whose user must be allowed to create databases and roles.
 */
public final class TestPostgres {

  private static final String ANY_RUN = "lectern_test_";
  private static final String THIS_RUN = ANY_RUN + ProcessHandle.current().pid() + "_" + System.currentTimeMillis() + "_";
  private static final String TEMPLATE = THIS_RUN + "template";

  private static String server;
  private static boolean migrated;
  private static int made;

  private TestPostgres() {}

  /** The URL of a new database: migrated, and empty but for what the migrations put there. */
  public static synchronized String fresh() {
    if (server == null) server = server();
    if (!migrated) migrate();
    var name = THIS_RUN + ++made;
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return named(name);
  }

  private static String server() {
    var given = System.getenv("LECTERN_TEST_DATABASE_URL");
    if (given == null || given.isBlank()) return ownServer();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> dropAll(given, THIS_RUN)));
    return given;
  }

  /** Its databases outlive a run that was killed, and are of no use to the next. */
  private static String ownServer() {
    var postgres = start(1);
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    dropAll(postgres.url(), ANY_RUN);
    return postgres.url();
  }

  /** Test runs beside this one have the earlier directories. */
  private static EmbeddedPostgres start(int nth) {
    try {
      return EmbeddedPostgres.start(Path.of("target", "postgres-" + nth), false, step -> {});
    } catch (IllegalStateException taken) {
      if (nth == 8) throw taken;
      return start(nth + 1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void migrate() {
    execute("DROP DATABASE IF EXISTS " + TEMPLATE);
    execute("CREATE DATABASE " + TEMPLATE);
    Migrations.run(named(TEMPLATE));
    migrated = true;
  }

  /** Drops a database that {@link #fresh} made, and ends the sessions that are still in it. */
  public static synchronized void drop(String url) {
    var name = url.replaceFirst("\\?.*", "").replaceFirst(".*/", "");
    if (!name.startsWith(THIS_RUN)) throw new IllegalArgumentException(name + " is no database of this test run");
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static String named(String database) {
    return server.replaceFirst("(//[^/?]*)(/[^?]*)?", "$1/" + database);
  }

  private static void execute(String sql) {
    try (var connection = Migrations.dataSource(server).getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
    }
  }

  private static void dropAll(String url, String prefix) {
    try (var connection = Migrations.dataSource(url).getConnection(); var statement = connection.createStatement()) {
      var names = new ArrayList<String>();
      try (var found = statement.executeQuery("SELECT datname FROM pg_database WHERE starts_with(datname, '" + prefix + "')")) {
        while (found.next()) names.add(found.getString(1));
      }
      for (var name : names) statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    } catch (SQLException failure) {
      throw new IllegalStateException("Cannot drop the databases of test runs: " + failure.getMessage(), failure);
    }
  }
}
