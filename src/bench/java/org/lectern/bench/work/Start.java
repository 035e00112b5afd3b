package org.lectern.bench.work;

import java.util.Map;
import org.lectern.Main;
import org.lectern.bench.Bench;
import org.lectern.bench.City;
import org.lectern.bench.Lectern;
import org.lectern.bench.Machine;
import org.lectern.bench.Results;
import org.lectern.bench.Server;
import org.lectern.bench.Sheet;

/** Start: from the command to the first page, on a migrated database; and of a demo that has run before. */
public final class Start {
  private Start() {}

  private static final int PATIENCE_MILLIS = 180_000;

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("start, from the command to the first page");
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      for (int round = 0; round < bench.options.rounds; round++) {
        lectern.stop();
        var watch = new Watch();
        lectern.launch(true);
        lectern.server().awaitAnswer("http://127.0.0.1:" + lectern.port + "/" + City.PLACE + "/hearings/" + lectern.city.hearing(), PATIENCE_MILLIS);
        watch.note(sheet, "lectern serve", lectern.server());
      }
    }
    demo(bench, null);
    for (int round = 0; round < bench.options.rounds; round++) demo(bench, sheet);
    bench.results.tell(sheet, null);
    bench.results.atMost("start, migrated database to first page", "s", sheet.median("lectern serve", "s"), 3);
    bench.results.atMost("start, demo that has run before", "s", sheet.median("lectern demo, warm", "s"), 8);
  }

  /** Starts and stops it. */
  private static void demo(Bench bench, Sheet sheet) {
    int port = bench.port();
    var watch = new Watch();
    try (var demo = Server.onAllCores("demo", Map.of("LECTERN_DATA", Results.HOME.resolve("demo").toAbsolutePath().toString()), Main.class,
        "demo", "--quiet", "--port", String.valueOf(port))) {
      demo.awaitAnswer("http://127.0.0.1:" + port + "/marlow", PATIENCE_MILLIS);
      if (sheet != null) watch.note(sheet, "lectern demo, warm", demo);
    }
  }

  /** From its making: seconds, what the process took of a core, and what all others took meanwhile. */
  private static final class Watch {
    private final long began = System.nanoTime();
    private final double busy = Machine.busySeconds();

    void note(Sheet sheet, String name, Server server) {
      double seconds = (System.nanoTime() - began) / 1e9;
      sheet.add(name, "s", seconds);
      sheet.add(name, "CPU seconds of its own", server.cpuSeconds());
      sheet.add(name, "others' CPU", Math.max(0, (Machine.busySeconds() - busy - server.cpuSeconds()) / seconds));
    }
  }
}
