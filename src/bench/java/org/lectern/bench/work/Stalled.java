package org.lectern.bench.work;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.load.Followers;
import org.lectern.bench.load.Loop;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;

/** Some followers stop reading while long submissions come: they are let go, and the others notice nothing. */
public final class Stalled {
  private Stalled() {}

  private static final int READING = 1_500;
  private static final int STALLED = 500;
  private static final int PER_SECOND = 10;
  private static final int CHARACTERS = 15_000;
  private static final int WITHIN_SECONDS = 15;
  private static final Pattern SOCKETS = Pattern.compile("(?m)^lectern_live_sockets (\\S+)");

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("stalled: " + STALLED + " of " + (STALLED + READING) + " followers stop reading; " + PER_SECOND + " submissions/s of " + CHARACTERS / 1_000 + " kB");
    try (var lectern = Lectern.open(bench.postgres, bench.port()); var aside = new Loop("stalled")) {
      var target = lectern.target();
      try (var reading = Followers.open(bench.hearing, target, READING);
          var stalled = open(new Followers(aside, target, STALLED).readBuffer(16 * 1024));
          var submissions = new Requests(bench.asking, target, Request.submission(target, CHARACTERS), 64)) {
        reading.count(() -> {});
        submissions.pace(PER_SECOND);
        Turn.pause(3_000);
        var before = new Histogram(60_000_000, 3);
        reading.time(before);
        Turn.pause(bench.options.window * 1_000L);
        var meanwhile = new Histogram(60_000_000, 3);
        reading.time(meanwhile);
        long began = System.nanoTime();
        stalled.reading(STALLED, false);
        double freed = freed(lectern, began);
        Turn.pause(Math.max(0, WITHIN_SECONDS * 1_000L - (System.nanoTime() - began) / 1_000_000));
        submissions.stop();
        sheet.add(Contender.LECTERN, "freed after s", freed);
        sheet.add(Contender.LECTERN, "others' p99 ms before", Turn.millis(before, 99));
        sheet.add(Contender.LECTERN, "others' p99 ms meanwhile", Turn.millis(meanwhile, 99));
        sheet.add(Contender.LECTERN, "others lost", READING - reading.open());
        sheet.add(Contender.LECTERN, "MB resident", lectern.server().residentMegabytes());
        if (submissions.failed() > 0) bench.results.say("  " + sheet.title + ": " + submissions.troubles());
      }
    }
    bench.results.tell(sheet, null);
    bench.results.atMost("stalled readers, freed after they stopped reading", "s", sheet.median(Contender.LECTERN, "freed after s"), WITHIN_SECONDS);
    bench.results.atMost("stalled readers, the others' p99", "× before", sheet.median(Contender.LECTERN, "others' p99 ms meanwhile") / sheet.median(Contender.LECTERN, "others' p99 ms before"), 1.3);
  }

  private static Followers open(Followers followers) {
    followers.returning(true);
    followers.connect();
    followers.await(30_000, () -> followers.open() == STALLED);
    followers.returning(false);
    return followers;
  }

  /** Seconds until the service counts none of them any more; NaN if it still does long after. */
  private static double freed(Lectern lectern, long began) {
    while (System.nanoTime() - began < 3_000_000_000L * WITHIN_SECONDS) {
      if (sockets(lectern) <= READING) return (System.nanoTime() - began) / 1e9;
      Turn.pause(100);
    }
    return Double.NaN;
  }

  private static double sockets(Lectern lectern) {
    try (var in = URI.create("http://127.0.0.1:" + (lectern.port + 1) + "/metrics").toURL().openStream()) {
      var found = SOCKETS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return found.find() ? Double.parseDouble(found.group(1)) : Double.MAX_VALUE;
    } catch (IOException busy) {
      return Double.MAX_VALUE;
    }
  }
}
