package org.lectern.bench.work;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Sheet;
import org.lectern.bench.load.Followers;
import org.lectern.bench.load.Loop;
import org.lectern.bench.load.Recording;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;
import org.lectern.bench.load.Target;
import org.lectern.bench.peers.NettyFanOut;

/** R: a thousand followers come back at once, each a thousand messages behind, while others follow live. */
public final class Resume {
  private Resume() {}

  static final String SAME_BYTES = "raw Netty, the same bytes";
  private static final String READINGS = "lectern_live_readings_total";
  private static final String TIME = "all complete, s";
  private static final int BEHIND = 1_000;
  private static final int COMING_BACK = 1_000;
  private static final int LIVE = 100;
  private static final int PER_SECOND = 20;
  private static final int PATIENCE_MILLIS = 60_000;

  public static void run(Bench bench) {
    var sheet = bench.results.sheet("R: " + COMING_BACK + " followers come back, each " + BEHIND + " messages behind; " + LIVE + " live at " + PER_SECOND + "/s");
    try (var lectern = Lectern.open(bench.postgres, bench.port()); var live = new Loop("live")) {
      fill(bench, lectern);
      var bytes = recorded(lectern);
      try (var servers = new Servers(bench)) {
        servers.add(SAME_BYTES, () -> Contender.peer(SAME_BYTES, bench.port(), NettyFanOut.class, "together", "backlog", bytes.toString()))
            .add(Contender.LECTERN, () -> Contender.of(lectern));
        Turn.rest(bench, Contender.of(lectern));
        for (int round = 0; round <= bench.options.rounds; round++) {
          for (var server : servers.all) comeBack(bench, live, lectern, server, round == 0 ? null : sheet);
        }
      }
    }
    bench.results.tell(sheet, SAME_BYTES);
    bench.results.atMost("R, all complete", "× " + SAME_BYTES, sheet.ratio(Contender.LECTERN, SAME_BYTES, TIME), 2);
    bench.results.atMost("R, live followers' p99 meanwhile", "× before", sheet.median(Contender.LECTERN, "live p99 ms meanwhile") / sheet.median(Contender.LECTERN, "live p99 ms before"), 2);
    bench.results.atMost("R, reads of the journal", "for all who come back", sheet.median(Contender.LECTERN, "journal reads"), 1);
  }

  /** Enough submissions for everyone to be behind. */
  static void fill(Bench bench, Lectern lectern) {
    var target = lectern.target();
    try (var submissions = new Requests(bench.asking, target, Request.submission(target), 32)) {
      submissions.keep(32);
      while (submissions.answered() < BEHIND) Turn.pause(5);
      submissions.stop();
      submissions.settled(PATIENCE_MILLIS);
    }
  }

  private static Path recorded(Lectern lectern) {
    try {
      var file = Files.createTempFile("lectern-backlog", ".bin");
      file.toFile().deleteOnExit();
      return Files.write(file, recording(lectern, 5));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Who is told to try again does. */
  private static byte[] recording(Lectern lectern, int tries) throws IOException {
    try {
      return Recording.of(lectern.target().after(lectern.seq() - BEHIND), BEHIND);
    } catch (EOFException refused) {
      if (tries == 1) throw refused;
      Turn.pause(1_000);
      return recording(lectern, tries - 1);
    }
  }

  private static void comeBack(Bench bench, Loop live, Lectern lectern, Contender server, Sheet sheet) {
    var target = server.target().get();
    boolean ours = server.name().equals(Contender.LECTERN);
    try (var watching = Followers.open(live, ours ? target : at(target, "/live"), LIVE);
        var submissions = new Requests(bench.asking, target, Request.submission(target), 16);
        var returning = new Followers(bench.hearing, ours ? target.after(lectern.seq() - BEHIND) : at(target, "/backlog"), COMING_BACK)) {
      watching.count(() -> {});
      submissions.pace(PER_SECOND);
      Turn.pause(1_000);
      double before = p99(watching, bench.options.window);
      double reads = ours ? lectern.metric(READINGS) : 0;
      var meanwhile = new Histogram(60_000_000, 3);
      watching.time(meanwhile);
      double seconds = allBack(returning);
      watching.time(new Histogram(60_000_000, 3));
      submissions.stop();
      if (sheet == null) return;
      sheet.add(server.name(), TIME, seconds);
      sheet.add(server.name(), "live p99 ms before", before);
      sheet.add(server.name(), "live p99 ms meanwhile", Turn.millis(meanwhile, 99));
      sheet.add(server.name(), "refused and came again", returning.returns());
      if (ours) sheet.add(server.name(), "journal reads", lectern.metric(READINGS) - reads);
      if (!returning.troubles().isEmpty()) bench.results.say("  " + sheet.title + ", " + server.name() + ": " + returning.troubles());
    }
  }

  private static Target at(Target target, String live) {
    return new Target(target.name(), target.port(), live, null, null, 0, target.post());
  }

  private static double p99(Followers watching, int seconds) {
    var histogram = new Histogram(60_000_000, 3);
    watching.time(histogram);
    Turn.pause(seconds * 1_000L);
    return Turn.millis(histogram, 99);
  }

  private static double allBack(Followers returning) {
    returning.goal(BEHIND);
    returning.returning(true);
    long began = System.nanoTime();
    returning.connect();
    returning.await(PATIENCE_MILLIS, () -> returning.atGoal() >= COMING_BACK);
    returning.returning(false);
    return returning.atGoal() < COMING_BACK ? Double.NaN : (returning.goalAt() - began) / 1e9;
  }
}
