package org.lectern.bench.work;

import java.util.function.Supplier;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Sheet;
import org.lectern.bench.load.Followers;
import org.lectern.bench.peers.NettyFanOut;
import org.lectern.bench.peers.VertxFanOut;

/** Memory: a fresh process with ten thousand followers to whom nothing happens, under a heap of 512 MB. */
public final class Idle {
  private Idle() {}

  private static final int FOLLOWERS = 10_000;
  private static final int SETTLE_MILLIS = 10_000;

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("memory: " + FOLLOWERS + " idle followers, -Xmx512m");
    measure(bench, sheet, FanOut.TOGETHER, () -> Contender.peer(FanOut.TOGETHER, bench.port(), NettyFanOut.class, "together"));
    measure(bench, sheet, FanOut.VERTX, () -> Contender.peer(FanOut.VERTX, bench.port(), VertxFanOut.class));
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      lectern.stop();
      lectern.serve();
      measure(bench, sheet, Contender.LECTERN, () -> Contender.of(lectern));
    }
    bench.results.tell(sheet, null);
    bench.results.atMost("memory, " + FOLLOWERS + " idle followers", "MB resident", sheet.median(Contender.LECTERN, "MB resident"), 300);
  }

  private static void measure(Bench bench, Sheet sheet, String name, Supplier<Contender> start) {
    if (!bench.takesPart(name)) return;
    try (var server = start.get()) {
      Turn.pause(2_000);
      long alone = server.server().get().residentMegabytes();
      try (var followers = Followers.open(bench.hearing, server.target().get(), FOLLOWERS)) {
        Turn.pause(SETTLE_MILLIS);
        long crowded = server.server().get().residentMegabytes();
        sheet.add(name, "MB resident", crowded);
        sheet.add(name, "MB before they came", alone);
        sheet.add(name, "kB a follower", (crowded - alone) * 1024.0 / FOLLOWERS);
        sheet.add(name, "still there", followers.open());
        sheet.add(name, "refused and came again", followers.returns());
      }
    }
  }
}
