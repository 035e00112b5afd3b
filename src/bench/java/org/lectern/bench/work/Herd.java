package org.lectern.bench.work;

import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.load.Followers;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;

/** Herd: the process is killed under five thousand followers; all come back to the next one and miss nothing. */
public final class Herd {
  private Herd() {}

  private static final int FOLLOWERS = 5_000;
  private static final int BEFORE = 50;
  private static final int PATIENCE_MILLIS = 60_000;

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("herd: kill -9 under " + FOLLOWERS + " followers");
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      for (int round = 0; round < bench.options.rounds; round++) {
        try (var followers = Followers.open(bench.hearing, lectern.target(), FOLLOWERS)) {
          long accepted = submit(bench, lectern);
          followers.returning(true);
          lectern.server().kill();
          lectern.serve();
          long ready = System.nanoTime();
          accepted += submit(bench, lectern);
          long all = accepted;
          followers.goal(all);
          followers.await(PATIENCE_MILLIS, () -> followers.spread()[0] >= all && followers.open() == FOLLOWERS);
          double seconds = (System.nanoTime() - ready) / 1e9;
          var spread = followers.spread();
          sheet.add(Contender.LECTERN, "all back after s", spread[0] == all && spread[1] == all ? seconds : Double.NaN);
          sheet.add(Contender.LECTERN, "attempts", followers.returns());
          sheet.add(Contender.LECTERN, "entries missed by the worst", all - spread[0]);
          if (!followers.troubles().isEmpty()) bench.results.say("  " + sheet.title + ": " + followers.troubles());
        }
      }
    }
    bench.results.tell(sheet, null);
    bench.results.atMost("herd, " + FOLLOWERS + " back and gapless after ready", "s", sheet.median(Contender.LECTERN, "all back after s"), 15);
  }

  private static long submit(Bench bench, Lectern lectern) {
    var target = lectern.target();
    try (var submissions = new Requests(bench.asking, target, Request.submission(target), 4)) {
      submissions.pace(BEFORE);
      Turn.pause(1_000);
      submissions.stop();
      submissions.settled(PATIENCE_MILLIS);
      return submissions.answered();
    }
  }
}
