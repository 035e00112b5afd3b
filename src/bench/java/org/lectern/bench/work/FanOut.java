package org.lectern.bench.work;

import java.util.List;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Sheet;
import org.lectern.bench.peers.NettyFanOut;
import org.lectern.bench.peers.VertxFanOut;

/** F: one submission to everyone who follows, at saturation and at an even pace. Lectern commits each; all peers but one keep nothing. */
public final class FanOut {
  private FanOut() {}

  static final String TOGETHER = "raw Netty, written together";
  static final String EACH = "raw Netty, one flush a message";
  static final String VERTX = "raw Vert.x";
  private static final String PER_CPU = "deliveries per CPU second";
  private static final double WARM_SECONDS = 1.5;

  public static void run(Bench bench) {
    try (var lectern = Lectern.open(bench.postgres, bench.port()); var servers = new Servers(bench)) {
      servers.add(TOGETHER, () -> Contender.peer(TOGETHER, bench.port(), NettyFanOut.class, "together"));
      servers.add(Durable.SHARED, () -> Contender.peer(Durable.SHARED, bench.port(), NettyFanOut.class, "together", "database", Durable.table(bench).url()));
      servers.add(EACH, () -> Contender.peer(EACH, bench.port(), NettyFanOut.class, "each"));
      servers.add(VERTX, () -> Contender.peer(VERTX, bench.port(), VertxFanOut.class));
      servers.add(Contender.LECTERN, () -> Contender.of(lectern));
      for (int followers : bench.options.followers) saturation(bench, servers.all, followers);
      for (int followers : bench.options.followers) latency(bench, servers.all, followers);
    }
  }

  private static void saturation(Bench bench, List<Contender> servers, int followers) {
    int inFlight = followers >= 10_000 ? 8 : 32;
    var sheet = bench.results.sheet("F, saturation: " + followers + " followers, " + inFlight + " in flight");
    for (var server : servers) warm(bench, server);
    for (int round = 0; round <= bench.options.rounds; round++) {
      for (var server : servers) saturate(bench, server, followers, inFlight, round == 0 ? null : sheet);
    }
    bench.results.tell(sheet, TOGETHER);
    bench.results.atLeast("F, " + followers + " followers, saturation", "× " + TOGETHER, sheet.ratio(Contender.LECTERN, TOGETHER, "deliveries/s"), 0.85);
    bench.results.say("For each second of its core, Lectern delivers " + sheet.told(Contender.LECTERN, TOGETHER, PER_CPU) + " × " + TOGETHER + ".");
  }

  /** Few followers, so that every server has taken thousands of submissions before a crowd is told of each. */
  private static void warm(Bench bench, Contender server) {
    try (var turn = new Turn(bench, server, 10, 32)) {
      turn.saturate(32);
      Turn.pause(bench.options.warm * 1_000L);
    }
  }

  /** Without a sheet, to get used to the crowd. */
  private static void saturate(Bench bench, Contender server, int followers, int inFlight, Sheet sheet) {
    try (var turn = new Turn(bench, server, followers, inFlight)) {
      turn.saturate(inFlight);
      Turn.pause((long) ((sheet == null ? 2 : 1) * WARM_SECONDS * 1_000));
      var window = turn.window(sheet == null ? 0.1 : bench.options.window);
      var wrong = turn.check();
      if (sheet == null) return;
      sheet.add(server.name(), "deliveries/s", window.deliveries());
      sheet.add(server.name(), PER_CPU, window.deliveries() / window.serverCpu());
      turn.note(sheet, window, wrong);
    }
  }

  private static void latency(Bench bench, List<Contender> servers, int followers) {
    double perSecond = 60_000.0 / followers;
    var sheet = bench.results.sheet("F, latency: " + followers + " followers, " + Math.round(perSecond) + " submissions/s");
    for (int round = 0; round < bench.options.rounds; round++) {
      for (var server : servers) paced(bench, server, followers, perSecond, sheet);
    }
    bench.results.tell(sheet, TOGETHER);
    bench.results.atMost("F, " + followers + " followers, p99 at " + Math.round(perSecond) + " submissions/s", "× " + TOGETHER,
        sheet.ratio(Contender.LECTERN, TOGETHER, "p99 ms"), followers >= 10_000 ? 1.2 : 1.3);
  }

  private static void paced(Bench bench, Contender server, int followers, double perSecond, Sheet sheet) {
    try (var turn = new Turn(bench, server, followers, 32)) {
      turn.pace(perSecond);
      Turn.pause((long) (WARM_SECONDS * 1_000));
      turn.time();
      var window = turn.window(bench.options.window * 2.0);
      var wrong = turn.check();
      sheet.add(server.name(), "p99 ms", Turn.millis(turn.receipts, 99));
      sheet.add(server.name(), "p50 ms", Turn.millis(turn.receipts, 50));
      turn.note(sheet, window, wrong);
    }
  }
}
