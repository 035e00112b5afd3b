package org.lectern.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.lectern.core.Rows;
import org.lectern.store.Database;
import org.lectern.store.EmbeddedPostgres;
import org.lectern.store.Migrations;
import org.lectern.web.SigningKey;

/** The database that a command works on, the operator's own or an embedded one, and what else belongs to the installation. */
final class Installation implements AutoCloseable {

  static final int POOL = 16;

  final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
  final String url;
  final Pool pool;
  final Path data;
  private final EmbeddedPostgres embedded;

  private Installation(String url, EmbeddedPostgres embedded, Path data) {
    this.url = url;
    this.embedded = embedded;
    this.data = data;
    this.pool = Database.pool(vertx, url, POOL);
  }

  /** The operator's database if LECTERN_DATABASE_URL names one, which must have this program's schema; else an embedded one. */
  static Installation open(Consumer<String> say) {
    var url = Environment.get("LECTERN_DATABASE_URL");
    if (url == null) return embedded(Environment.data(), say);
    try {
      var installation = new Installation(url, null, Environment.data());
      installation.checkOrClose();
      return installation;
    } catch (IllegalArgumentException notOne) {
      throw new Trouble(Trouble.DATABASE, "LECTERN_DATABASE_URL is not of the form postgresql://user:password@host:5432/database");
    }
  }

  /** Files in {@code data}; migrated here, because nobody else looks after it. */
  static Installation embedded(Path data, Consumer<String> say) {
    EmbeddedPostgres embedded;
    try {
      embedded = EmbeddedPostgres.start(data.resolve("postgres"), true, say);
    } catch (IOException | IllegalStateException failure) {
      throw new Trouble(Trouble.DATABASE, failure.getMessage());
    }
    try {
      Migrations.run(embedded.url());
      var installation = new Installation(embedded.url(), embedded, data);
      installation.checkOrClose();
      return installation;
    } catch (IllegalStateException unmigrated) {
      embedded.close();
      throw new Trouble(Trouble.SCHEMA, unmigrated.getMessage());
    }
  }

  /** For a command beside a service that may be running: its database if it is up, else as {@link #open}. */
  static Installation beside(boolean demo, Consumer<String> say) {
    var data = demo ? Environment.data().resolve("demo") : Environment.data();
    if (!demo && Environment.get("LECTERN_DATABASE_URL") != null) return open(say);
    try {
      var running = EmbeddedPostgres.running(data.resolve("postgres"));
      if (running.isEmpty()) return embedded(data, say);
      var installation = new Installation(running.get(), null, data);
      installation.checkOrClose();
      return installation;
    } catch (IOException unreadable) {
      throw new Trouble(Trouble.DATABASE, "The data directory " + data + " cannot be read: " + unreadable.getMessage());
    }
  }

  private void checkOrClose() {
    try {
      check();
    } catch (RuntimeException refused) {
      close();
      throw refused;
    }
  }

  /** A start on the wrong database, an older schema or unsafe settings is refused with what to do. */
  private void check() {
    awaitConnection();
    requireSchema();
    var settings = await(pool.query("""
            SELECT current_setting('fsync') AS fsync, current_setting('full_page_writes') AS pages,
              current_setting('synchronous_commit') AS sync, current_setting('server_encoding') AS encoding, clock_timestamp() AS now
            """).execute()).iterator().next();
    for (var name : new String[] {"fsync", "pages", "sync"}) {
      if (settings.getString(name).equals("off")) throw new Trouble(Trouble.DATABASE, "The database may lose what it acknowledged: "
          + (name.equals("pages") ? "full_page_writes" : name.equals("sync") ? "synchronous_commit" : name) + " is off. Turn it on in postgresql.conf.");
    }
    if (!settings.getString("encoding").equals("UTF8")) throw new Trouble(Trouble.DATABASE, "The database's encoding is not UTF8. Create it with ENCODING 'UTF8'.");
    var apart = Duration.between(Rows.instant(settings, "now"), Instant.now()).abs();
    if (apart.toSeconds() > 5) throw new Trouble(Trouble.DATABASE, "The clocks of this machine and of the database differ by " + apart.toSeconds() + " s. Set them by NTP.");
  }

  /** A slow machine may need longer for its first connection than a busy service would wait for one. */
  private void awaitConnection() {
    for (var tries = 20; ; tries--) {
      try {
        await(pool.query("SELECT 1").execute());
        return;
      } catch (PgException answered) {
        if (!answered.getSqlState().startsWith("57P")) return;
        if (tries == 1) throw new Trouble(Trouble.DATABASE, "The database does not come up: " + answered.getErrorMessage());
      } catch (Trouble | VertxException notYet) {
        if (tries == 1) throw new Trouble(Trouble.DATABASE, notYet.getMessage() + ". Check LECTERN_DATABASE_URL, and that the database runs.");
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(250);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
  }

  private void requireSchema() {
    try {
      var newest = await(pool.query("SELECT max(version) AS version FROM flyway_schema_history WHERE success").execute()).iterator().next().getString("version");
      var ours = Migrations.latest();
      if (newest == null || newest.compareTo(ours) < 0) throw new Trouble(Trouble.SCHEMA, "The database's schema is " + newest + ", this program needs " + ours + ". Run: lectern migrate");
      if (newest.compareTo(ours) > 0) throw new Trouble(Trouble.SCHEMA, "The database's schema is " + newest + ", newer than this program (" + ours + "). Install the newer Lectern.");
    } catch (PgException refused) {
      throw switch (refused.getSqlState()) {
        case "42P01", "42501", "22023" -> new Trouble(Trouble.SCHEMA, "This database holds no Lectern schema. Run: lectern migrate");
        case "28P01", "28000" -> new Trouble(Trouble.DATABASE, "The database refuses this user or password. Check LECTERN_DATABASE_URL.");
        case "3D000" -> new Trouble(Trouble.DATABASE, "There is no such database. Create it, or check LECTERN_DATABASE_URL.");
        default -> new Trouble(Trouble.DATABASE, "The database cannot be used: " + refused.getErrorMessage());
      };
    }
  }

  /** Waits on the command's own thread; never on an event loop. */
  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | CompletionException failure) {
      if (failure.getCause() instanceof RuntimeException known) throw known;
      throw new Trouble(Trouble.DATABASE, "The database cannot be reached: " + failure.getCause().getMessage());
    } catch (TimeoutException late) {
      throw new Trouble(Trouble.DATABASE, "The database did not answer within a minute.");
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new Trouble(1, "Interrupted.");
    }
  }

  SigningKey key() {
    try {
      var named = Environment.get("LECTERN_KEY_FILE");
      return SigningKey.in(named != null ? Path.of(named) : data.resolve("signing-key.pem"));
    } catch (IOException unusable) {
      throw new Trouble(Trouble.SETTINGS, unusable.getMessage());
    }
  }

  /** A database for commands that do not serve: nobody follows what they do in this process. */
  Database database() {
    return new Database(vertx, pool, entries -> {});
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(15, TimeUnit.SECONDS);
    } catch (Exception late) {
      // the database still has to be stopped
    }
    if (embedded != null) embedded.close();
  }
}
