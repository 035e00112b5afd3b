package org.lectern.bench.work;

import java.util.ArrayList;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Postgres;
import org.lectern.bench.Server;
import org.lectern.bench.Sheet;
import org.lectern.bench.peers.NettyFanOut;
import org.lectern.bench.peers.RowWriter;
import org.lectern.bench.peers.VertxFanOut;

/** D: the same, and each submission is committed in PostgreSQL before it is answered or seen. */
public final class Durable {
  private Durable() {}

  static final String SHARED = "raw Netty, shared commits";
  static final String EACH = "raw Vert.x + pg client, a commit each";
  private static final String SPEED = "submissions/s";
  private static final String PEERS = "lectern_bench_peers";
  private static final String ROWS = "lectern_bench_rows";
  private static final int IN_FLIGHT = 64;
  private static final double WARM_SECONDS = 2;

  public static void run(Bench bench) {
    var peers = table(bench);
    try (var lectern = Lectern.open(bench.postgres, bench.port()); var servers = new Servers(bench)) {
      lectern.copyTo(ROWS, bench.postgres);
      servers.add(SHARED, () -> Contender.peer(SHARED, bench.port(), NettyFanOut.class, "together", "database", peers.url()))
          .add(EACH, () -> Contender.peer(EACH, bench.port(), VertxFanOut.class, peers.url()))
          .add(Contender.LECTERN, () -> Contender.of(lectern));
      var alone = saturation(bench, servers, lectern, 1);
      var crowd = saturation(bench, servers, lectern, 1_000);
      var rows = rows(bench, batch(lectern));
      goals(bench, alone, crowd, rows);
      halfLoad(bench, servers, alone, rows);
    } finally {
      bench.postgres.drop(PEERS);
      bench.postgres.drop(ROWS);
    }
  }

  /** What the peers keep of a submission: its text, in one row. */
  static Postgres.Db table(Bench bench) {
    var db = bench.postgres.fresh(PEERS);
    db.execute("CREATE TABLE bench_post (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL DEFAULT now())");
    return db;
  }

  private static Sheet saturation(Bench bench, Servers servers, Lectern lectern, int followers) {
    var sheet = bench.results.sheet("D, saturation: " + followers + (followers == 1 ? " follower, " : " followers, ") + IN_FLIGHT + " in flight");
    for (int round = 0; round <= bench.options.rounds; round++) {
      for (var server : servers.all) saturate(bench, server, lectern, followers, round == 0 ? null : sheet);
    }
    bench.results.tell(sheet, EACH);
    return sheet;
  }

  private static void saturate(Bench bench, Contender server, Lectern lectern, int followers, Sheet sheet) {
    try (var turn = new Turn(bench, server, followers, IN_FLIGHT)) {
      turn.saturate(IN_FLIGHT);
      Turn.pause(sheet == null ? bench.options.warm * 1_000L : (long) (WARM_SECONDS * 1_000));
      turn.time();
      var window = turn.window(sheet == null ? 0.1 : bench.options.window);
      var wrong = turn.check();
      if (sheet == null) return;
      sheet.add(server.name(), SPEED, window.submissions());
      sheet.add(server.name(), "answer p50 ms", Turn.millis(turn.answers, 50));
      sheet.add(server.name(), "answer p99 ms", Turn.millis(turn.answers, 99));
      turn.note(sheet, window, wrong);
    }
  }

  /** How many submissions shared a transaction, on the average of the newest ten thousand. */
  private static double batch(Lectern lectern) {
    return lectern.db.fraction("""
        SELECT count(*)::float8 / count(DISTINCT xmin::text)
        FROM (SELECT xmin FROM testimony ORDER BY ordinal DESC LIMIT 10000) newest""");
  }

  /** The rows alone: in transactions as large as Lectern's were, and one to a transaction. */
  private static Sheet rows(Bench bench, double batch) {
    var sheet = bench.results.sheet("D, the same rows without a service");
    var sizes = new ArrayList<Integer>();
    sizes.add((int) Math.max(1, Math.round(batch)));
    if (sizes.get(0) > 1) sizes.add(1);
    var database = bench.postgres.on(ROWS).url();
    for (int round = 0; round < bench.options.rounds; round++) {
      for (int size : sizes) {
        var found = Server.run("rows", RowWriter.class, database, String.valueOf(size), String.valueOf(bench.options.window));
        sheet.add(size == 1 ? "one to a transaction" : "shared", SPEED, found[0]);
        sheet.add(size == 1 ? "one to a transaction" : "shared", "transaction p50 ms", found[1]);
        sheet.add(size == 1 ? "one to a transaction" : "shared", "transaction p99 ms", found[2]);
        sheet.add(size == 1 ? "one to a transaction" : "shared", "to a transaction", size);
      }
    }
    bench.results.tell(sheet, null);
    return sheet;
  }

  private static void goals(Bench bench, Sheet alone, Sheet crowd, Sheet rows) {
    for (var sheet : new Sheet[] {alone, crowd}) {
      bench.results.atLeast(sheet.title, "× the peer that commits each", sheet.ratio(Contender.LECTERN, EACH, SPEED), 3);
      var same = Double.isNaN(rows.median("shared", SPEED)) ? "one to a transaction" : "shared";
      bench.results.atLeast(sheet.title, "× the same rows in transactions of the same size", sheet.median(Contender.LECTERN, SPEED) / rows.median(same, SPEED), 0.7);
    }
  }

  private static void halfLoad(Bench bench, Servers servers, Sheet alone, Sheet rows) {
    double perSecond = alone.median(Contender.LECTERN, SPEED) / 2;
    var sheet = bench.results.sheet("D, at half of Lectern's load: 1 follower, " + Math.round(perSecond) + " submissions/s");
    for (int round = 0; round < bench.options.rounds; round++) {
      for (var server : servers.all) paced(bench, server, perSecond, sheet);
    }
    bench.results.tell(sheet, null);
    bench.results.atMost("D, p99 of the answer at half load", "× the p99 of a single transaction", sheet.median(Contender.LECTERN, "answer p99 ms")
        / rows.median("one to a transaction", "transaction p99 ms"), 2);
  }

  private static void paced(Bench bench, Contender server, double perSecond, Sheet sheet) {
    try (var turn = new Turn(bench, server, 1, 256)) {
      turn.pace(perSecond);
      Turn.pause((long) (WARM_SECONDS * 1_000));
      turn.time();
      var window = turn.window(bench.options.window * 2.0);
      var wrong = turn.check();
      sheet.add(server.name(), "answer p99 ms", Turn.millis(turn.answers, 99));
      sheet.add(server.name(), "answer p50 ms", Turn.millis(turn.answers, 50));
      sheet.add(server.name(), "receipt p99 ms", Turn.millis(turn.receipts, 99));
      sheet.add(server.name(), SPEED, window.submissions());
      turn.note(sheet, window, wrong);
    }
  }
}
