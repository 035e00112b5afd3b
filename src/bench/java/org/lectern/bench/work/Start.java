package org.lectern.bench.work;

import java.util.Map;
import org.lectern.Main;
import org.lectern.bench.Bench;
import org.lectern.bench.City;
import org.lectern.bench.Lectern;
import org.lectern.bench.Results;
import org.lectern.bench.Server;

/** Start: from the command to the first page, on a migrated database; and of a demo that has run before. */
public final class Start {
  private Start() {}

  private static final int PATIENCE_MILLIS = 180_000;

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("start, from the command to the first page");
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      for (int round = 0; round < bench.options.rounds; round++) {
        lectern.stop();
        long began = System.nanoTime();
        lectern.launch(true);
        long came = lectern.server().awaitAnswer("http://127.0.0.1:" + lectern.port + "/" + City.PLACE + "/hearings/" + lectern.city.hearing(), PATIENCE_MILLIS);
        sheet.add("lectern serve", "s", (came - began) / 1e9);
      }
    }
    demo(bench);
    for (int round = 0; round < bench.options.rounds; round++) sheet.add("lectern demo, warm", "s", demo(bench));
    bench.results.tell(sheet, null);
    bench.results.atMost("start, migrated database to first page", "s", sheet.median("lectern serve", "s"), 3);
    bench.results.atMost("start, demo that has run before", "s", sheet.median("lectern demo, warm", "s"), 8);
  }

  /** Starts and stops it; the answer is the seconds to its first page. */
  private static double demo(Bench bench) {
    int port = bench.port();
    long began = System.nanoTime();
    try (var demo = Server.onAllCores("demo", Map.of("LECTERN_DATA", Results.HOME.resolve("demo").toAbsolutePath().toString()), Main.class,
        "demo", "--quiet", "--port", String.valueOf(port))) {
      return (demo.awaitAnswer("http://127.0.0.1:" + port + "/marlow", PATIENCE_MILLIS) - began) / 1e9;
    }
  }
}
