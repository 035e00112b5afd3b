package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.bodies.BodyCommands;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Rows;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingKind;
import org.lectern.store.Database;
import org.lectern.support.TestPostgres;

/** Harborview, a city made up of everything that was ever seen to be odd in the files of real ones. */
abstract class Harborview {


  private static Vertx vertx;

  @TempDir Path changed;
  private String url;
  private Pool pool;
  Database database;
  Jurisdiction harborview;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    await(vertx.close());
  }

  @BeforeEach
  void found() {
    url = TestPostgres.fresh();
    pool = Database.pool(vertx, url, 4);
    database = new Database(vertx, pool, entries -> {});
    harborview = new Jurisdiction(Ids.next(), "harborview", "Harborview", "city", null, ZoneId.of("America/New_York"), List.of("en"), null, "generic", 1, Set.of());
    patiently(() -> database.write(system(), BodyCommands.found(harborview.id(), new BodyCommands.Founding(
        "harborview", "Harborview", "city", null, "America/New_York", List.of("en"), null, "generic"))));
  }

  @AfterEach
  void drop() {
    await(pool.close());
    TestPostgres.drop(url);
  }

  Caller system() {
    return Caller.system(harborview, "import");
  }

  Outcome run(Path directory, boolean dryRun) {
    try {
      return LegistarImport.run(database, harborview, directory, dryRun, line -> {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Path fixture() {
    try {
      return Path.of(LegistarImportTest.class.getResource("/legistar").toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  long draft() {
    return await(database.write(Caller.system(harborview, "test"), HearingCommands.draft(new HearingCommands.Draft("board", HearingKind.REGULAR, "Own", null,
        java.time.Instant.parse("2098-01-01T15:00:00Z"), null, null, null, null, null, null, null, null, null, null)))).result().number();
  }

  /** Title, status, start, local text, place, summary, reason, recording, source's page, version. */
  List<String> hearing(long externalId) {
    var row = rows("SELECT title, status, starts_at, starts_local, place, summary, reason, recording_url, source_url, source_version FROM hearing WHERE external_id = '"
        + externalId + "'").get(0);
    var values = new ArrayList<String>();
    for (int i = 0; i < row.size(); i++) values.add(row.getValue(i) == null ? null : row.getValue(i).toString());
    return values;
  }

  List<String> items(long externalId) {
    return all("SELECT i.ordinal, i.number, i.title, i.kind, i.comment_mode, i.status, i.decision, i.decision_text, i.matter, i.note FROM agenda_item i"
        + " JOIN hearing h ON h.id = i.hearing WHERE h.external_id = '" + externalId + "' ORDER BY i.ordinal");
  }

  long newest() {
    return rows("SELECT seq FROM journal_head WHERE jurisdiction = '" + harborview.id() + "'").get(0).getLong("seq");
  }

  void testifyTo(String item) {
    execute("INSERT INTO testimony (id, jurisdiction, number, hearing, item, kind, channel, text, privacy, name, status, salt, commitment, secret_hash, received_at, ordinal)"
        + " SELECT gen_random_uuid(), jurisdiction, 'T-2026-000001', hearing, id, 'written', 'web', 'Buy the ladder.', 'named', 'Ines', 'published',"
        + " sha256('a'), sha256('b'), sha256('c'), now(), 1 FROM agenda_item WHERE external_id = '" + item + "'");
  }

  void execute(String sql) {
    await(pool.withTransaction(tx -> tx.query("SET LOCAL lectern.jurisdiction = '" + harborview.id() + "'").execute().compose(set -> tx.query(sql).execute())));
  }

  List<Row> rows(String sql) {
    return Rows.list(await(pool.query(sql).execute()), row -> row);
  }

  List<String> all(String... queries) {
    var all = new ArrayList<String>();
    for (var sql : queries) {
      for (var row : rows(sql)) {
        var values = new ArrayList<String>();
        for (int i = 0; i < row.size(); i++) values.add(String.valueOf(row.getValue(i)));
        all.add(String.join("|", values));
      }
    }
    return all;
  }

  List<String> everything() {
    return all("SELECT t::text FROM hearing t", "SELECT t::text FROM agenda_item t", "SELECT t::text FROM body t", "SELECT t::text FROM counter t",
        "SELECT t::text FROM journal_head t", "SELECT t::text FROM journal t");
  }

  void copy() {
    for (var file : List.of("events.json", "event_items.json", "bodies.json")) edit(file);
  }

  /** The file with replacements in pairs, written where the test may write; from there if it was edited before. */
  void edit(String file, String... pairs) {
    try {
      var from = Files.exists(changed.resolve(file)) ? changed.resolve(file) : fixture().resolve(file);
      var text = Files.readString(from, StandardCharsets.UTF_8);
      for (int i = 0; i < pairs.length; i += 2) {
        assertThat(text).contains(pairs[i]);
        text = text.replace(pairs[i], pairs[i + 1]);
      }
      Files.writeString(changed.resolve(file), text);
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  void delete(String file) {
    try {
      Files.delete(changed.resolve(file));
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A pool gives up after a second, which a busy machine may need for the first connection. */
  private static void patiently(Supplier<Future<?>> step) {
    for (int attempt = 1; ; attempt++) {
      try {
        await(step.get());
        return;
      } catch (IllegalStateException busy) {
        if (attempt == 10) throw busy;
      }
    }
  }
}
