package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lectern.Main;
import org.lectern.bench.load.Target;
import org.lectern.store.Migrations;

/** The service itself, as it is operated: {@code lectern serve} in a JVM of its own on a migrated database, with one hearing in it. */
public final class Lectern implements AutoCloseable {

  static final String DATABASE = "lectern_bench";

  public final Postgres.Db db;
  public final int port;
  public final City city;
  private Server server;

  private Lectern(Postgres.Db db, int port) {
    this.db = db;
    this.port = port;
    serve();
    this.city = City.found(this);
  }

  /** On an empty record. */
  public static Lectern open(Postgres postgres, int port) {
    return open(postgres, DATABASE, port);
  }

  private static Lectern open(Postgres postgres, String database, int port) {
    var db = postgres.fresh(database);
    Migrations.run(db.url());
    return new Lectern(db, port);
  }

  /** On a record that has grown for years. */
  public static Lectern openAged(Postgres postgres, String database, int port, long entries) {
    var lectern = open(postgres, database, port);
    lectern.stop();
    Years.pass(lectern.db, entries);
    lectern.serve();
    return lectern;
  }

  /** Starts the process; returns when it is ready. */
  public void serve() {
    launch(false);
    server.awaitAnswer("http://127.0.0.1:" + (port + 1) + "/readyz", 60_000);
  }

  /** @param everywhere on all cores instead of the servers' */
  public void launch(boolean everywhere) {
    var environment = Map.of("LECTERN_DATABASE_URL", db.url(), "LECTERN_DATA", Results.HOME.resolve("lectern").toAbsolutePath().toString());
    var arguments = new String[] {"serve", "--port", String.valueOf(port)};
    server = everywhere ? Server.onAllCores("lectern", environment, Main.class, arguments) : Server.launch("lectern", environment, Main.class, arguments);
  }

  public Server server() {
    return server;
  }

  /** Another database with the same city, and the same record so far. The service is away meanwhile. */
  public void copyTo(String database, Postgres postgres) {
    stop();
    postgres.drop(database);
    postgres.on("postgres").execute("CREATE DATABASE " + database + " TEMPLATE " + DATABASE);
    serve();
  }

  /** Followers of the hearing's testimony, from the record's present end on. */
  public Target target() {
    var hearing = City.PLACE + "/hearings/" + city.hearing();
    return new Target(Contender.LECTERN, port, "/live", "lectern.v1", "{\"follow\":[\"" + hearing + "/testimony\"],\"after\":%d}", seq(),
        "/api/v1/" + hearing + "/testimony");
  }

  /** How far the record of the place has come. */
  public long seq() {
    return db.number("SELECT seq FROM journal_head WHERE jurisdiction = (SELECT id FROM jurisdiction WHERE slug = '" + City.PLACE + "')");
  }

  /** One of the numbers that it tells monitors. */
  public double metric(String name) {
    try (var in = URI.create("http://127.0.0.1:" + (port + 1) + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst().orElseThrow();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Ends the process, as an operator would. */
  public void stop() {
    server.close();
  }

  @Override
  public void close() {
    stop();
  }
}
