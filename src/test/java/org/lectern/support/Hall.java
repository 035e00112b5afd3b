package org.lectern.support;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Jurisdiction;
import org.lectern.store.Database;
import org.lectern.store.Migrations;
import org.lectern.web.FileSettings;
import org.lectern.web.FloodKnobs;
import org.lectern.web.Service;
import org.lectern.web.Settings;
import org.lectern.web.SigningKey;

/** Lectern as it runs, on free ports over a database of its own. One for each class of tests. */
public final class Hall implements AutoCloseable {

  public final String databaseUrl;
  public final Settings settings;
  public final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
  public final Pool pool;
  public final Service service;

  private final FileSettings files;

  private Hall(boolean demo, String url) {
    this(demo, url, PATIENT, scratch());
  }

  private Hall(boolean demo, String url, FloodKnobs knobs, FileSettings files) {
    this.files = files;
    databaseUrl = url;
    pool = Database.pool(vertx, url, 16);
    int port = freePort();
    settings = new Settings("127.0.0.1", port, freePort(), URI.create("http://127.0.0.1:" + port), demo, 2, Set.of("127.0.0.1"), knobs);
    service = new Service(vertx, settings, pool, databaseUrl, key(), files);
    await(service.start());
  }

  /** Whoever tells a story may tell all of it at once. */
  private static final FloodKnobs PATIENT = new FloodKnobs(100_000, 100_000, 100_000, 100_000, 100_000, false);

  /** With limits as an installation has them. */
  public static Hall openUnder(FloodKnobs knobs) {
    return new Hall(false, TestPostgres.fresh(), knobs, scratch());
  }

  public static Hall open() {
    return new Hall(false, TestPostgres.fresh());
  }

  /** With the outbox and the buttons to become somebody. */
  public static Hall openAsDemo() {
    return new Hall(true, TestPostgres.fresh());
  }

  /** Another process of the same installation: its own everything, over the same database and the same files. */
  public Hall another() {
    return new Hall(false, databaseUrl, PATIENT, files);
  }

  /** An empty directory for what people send along. */
  public static FileSettings scratch() {
    try {
      return new FileSettings(Files.createTempDirectory(Files.createDirectories(Path.of("target", "files")), ""), null, null);
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  /** Another one each time: two servers of one Vert.x on the same port would take turns. */
  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return GIVEN.add(socket.getLocalPort()) ? socket.getLocalPort() : freePort();
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }

  public static SigningKey key() {
    try {
      return SigningKey.in(Path.of("target", "test-key-" + ProcessHandle.current().pid() + ".pem"));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  public Database database() {
    return service.database();
  }

  public URI at(String path) {
    return URI.create(settings.url() + path);
  }

  public Jurisdiction place(String slug) {
    return await(pool.withConnection(db -> BodyQueries.jurisdiction(db, slug))).orElseThrow();
  }

  public static <T> T await(io.vertx.core.Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed.getCause());
    } catch (Exception late) {
      throw new IllegalStateException(late);
    }
  }

  /** The first column of what the owner of the tables sees. */
  public List<Object> sql(String sql, Object... values) {
    try (var connection = Migrations.dataSource(databaseUrl).getConnection(); var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      var found = new ArrayList<>();
      if (statement.execute()) try (var rows = statement.getResultSet()) {
        while (rows.next()) found.add(rows.getObject(1));
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
    }
  }

  @SuppressWarnings("unchecked")
  public <T> T one(String sql, Object... values) {
    return (T) sql(sql, values).get(0);
  }

  /** What only time could do: the owner changes rows of a place behind the program's back. */
  public void change(String place, String sql, Object... values) {
    UUID id = one("SELECT id FROM jurisdiction WHERE slug = ?", place);
    try (var connection = Migrations.dataSource(databaseUrl).getConnection(); var statement = connection.prepareStatement(sql)) {
      connection.createStatement().execute("SET lectern.jurisdiction = '" + id + "'");
      for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
      if (statement.executeUpdate() == 0) throw new IllegalStateException("Nothing changed: " + sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(sql + ": " + failure.getMessage(), failure);
    }
  }

  /** The mails to that address but for the confirmation of a place in line, oldest first, as {@code subject: body}, once there are as many. */
  public List<String> mailsTo(String address, int count) {
    long until = System.nanoTime() + 10_000_000_000L;
    while (true) {
      var mails = sql("SELECT subject || ': ' || body FROM mail WHERE recipient = ? AND subject !~ '^(You are in line|Está en la fila)' ORDER BY created_at, id", address).stream().map(String::valueOf).toList();
      if (mails.size() >= count) return mails;
      if (System.nanoTime() > until) throw new AssertionError("Expected " + count + " mails to " + address + ", got " + mails);
      try {
        Thread.sleep(50);
      } catch (InterruptedException asked) {
        throw new IllegalStateException(asked);
      }
    }
  }

  /** Waits until everybody has been told of everything on the record. */
  public void everybodyTold() {
    long until = System.nanoTime() + 30_000_000_000L;
    while (!sql("SELECT 1 FROM journal j LEFT JOIN telling t USING (jurisdiction) WHERE j.type IN ('HearingNoticed', 'HearingPostponed', 'HearingRescheduled', 'HearingCancelled', 'HearingContinued', 'AgendaAmended')"
        + " AND (j.seq > coalesce(t.seq, 0) OR t.address <> '') LIMIT 1").isEmpty()) {
      if (System.nanoTime() > until) throw new AssertionError("Not everybody was told");
      Thread.onSpinWait();
    }
  }

  /** The newest mail to that address. */
  public String mailTo(String address) {
    return one("SELECT body FROM mail WHERE recipient = ? ORDER BY created_at DESC, id DESC LIMIT 1", address);
  }

  @Override
  public void close() {
    try {
      service.stop().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
    } catch (Exception late) {
      throw new IllegalStateException("The service did not stop", late);
    } finally {
      TestPostgres.drop(databaseUrl);
    }
  }
}
