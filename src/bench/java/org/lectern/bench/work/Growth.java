package org.lectern.bench.work;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.lectern.bench.Bench;
import org.lectern.bench.City;
import org.lectern.bench.Contender;
import org.lectern.bench.Lectern;
import org.lectern.bench.Sheet;
import org.lectern.bench.load.Followers;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;
import org.lectern.bench.load.Target;

/** Growth: with the number of followers, and with what is in the record. */
public final class Growth {
  private Growth() {}

  private static final long SMALL = 10_000;
  private static final int BEHIND = 1_000;
  private static final int TIMES = 20;

  /** One submission at a time, to ever more followers. */
  public static void crowds(Bench bench) {
    var sheet = bench.results.sheet("growth with followers: 2 submissions/s");
    int[] crowds = {1_000, 3_000, 10_000};
    try (var lectern = Lectern.open(bench.postgres, bench.port())) {
      var server = Contender.of(lectern);
      for (int round = 0; round <= bench.options.rounds; round++) {
        for (int crowd : crowds) {
          try (var turn = new Turn(bench, server, crowd, 8)) {
            turn.pace(2);
            Turn.pause(1_000);
            turn.time();
            turn.window(bench.options.window * 2.0);
            turn.check().forEach((what, n) -> bench.results.say("  " + sheet.title + ": " + what + " " + n));
            if (round == 0) continue;
            sheet.add(crowd + " followers", "p99 ms", Turn.millis(turn.receipts, 99));
            sheet.add(crowd + " followers", "p50 ms", Turn.millis(turn.receipts, 50));
          }
        }
      }
    }
    bench.results.tell(sheet, "1000 followers");
    bench.results.atMost("growth, p99 at 10,000 followers", "× at 1,000", sheet.ratio("10000 followers", "1000 followers", "p99 ms"), 10);
  }

  /** The same service over a short and over a long record, in turns. */
  public static void record(Bench bench) {
    var sheet = bench.results.sheet("growth with the record: " + SMALL + " and " + bench.options.entries + " entries, a tenth as many testimonies");
    String few = SMALL + " entries";
    String many = bench.options.entries + " entries";
    try (var small = Lectern.openAged(bench.postgres, "lectern_bench_small", bench.port(), SMALL);
        var big = Lectern.openAged(bench.postgres, "lectern_bench_big", bench.port(), bench.options.entries)) {
      long ofSmall = small.seq();
      long ofBig = big.seq();
      for (int round = 0; round <= bench.options.rounds; round++) {
        costs(bench, small, ofSmall, few, round == 0 ? null : sheet);
        costs(bench, big, ofBig, many, round == 0 ? null : sheet);
      }
    } finally {
      bench.postgres.drop("lectern_bench_small");
      bench.postgres.drop("lectern_bench_big");
    }
    bench.results.tell(sheet, null);
    for (var measure : sheet.measures()) bench.results.atMost("growth, " + measure, "× at " + few, sheet.ratio(many, few, measure), 1.5);
  }

  private static void costs(Bench bench, Lectern lectern, long seeded, String name, Sheet sheet) {
    var target = lectern.target();
    var found = new LinkedHashMap<String, Double>();
    try (var submissions = new Requests(bench.asking, target, Request.submission(target), 8)) {
      found.put("append p50 ms", p50(bench, submissions));
      submissions.pace(10); // so that pages are made anew
      found.put("resume ms", resume(bench, target, seeded));
      pages().forEach((what, path) -> {
        try (var reader = new Requests(bench.hearing, target, Request.get(target, path), 1)) {
          found.put(what + " p50 ms", p50(bench, reader));
          if (reader.failed() > 0) bench.results.say("  growth: " + path + " " + reader.troubles());
        }
      });
      submissions.stop();
    }
    if (sheet != null) found.forEach((measure, value) -> sheet.add(name, measure, value));
  }

  private static Map<String, String> pages() {
    var api = "/api/v1/" + City.PLACE;
    var pages = new LinkedHashMap<String, String>();
    pages.put("hearing", api + "/hearings/1");
    pages.put("its testimony", api + "/hearings/1/testimony");
    pages.put("record", api + "/record");
    pages.put("page of the hearing", "/" + City.PLACE + "/hearings/1");
    pages.put("page of the record", "/" + City.PLACE + "/record");
    return pages;
  }

  /** One after the other: what it costs, not how much of it goes. */
  private static double p50(Bench bench, Requests requests) {
    var times = new Histogram(60_000_000, 3);
    requests.time(times);
    requests.keep(1);
    Turn.pause(bench.options.window * 1_000L);
    requests.stop();
    requests.settled(10_000);
    return Turn.millis(times, 50);
  }

  /** The median time in which one follower who was away gets a thousand entries from before this process began. */
  private static double resume(Bench bench, Target target, long seeded) {
    var times = new Histogram(60_000_000, 3);
    var place = new Target(target.name(), target.port(), target.live(), target.subprotocol(), "{\"follow\":[\"" + City.PLACE + "\"],\"after\":%d}", seeded - BEHIND, target.post());
    for (int i = 0; i < TIMES; i++) {
      try (var follower = new Followers(bench.hearing, place, 1)) {
        follower.goal(BEHIND);
        long began = System.nanoTime();
        follower.connect();
        follower.await(10_000, () -> follower.atGoal() == 1);
        if (follower.atGoal() == 1) times.recordValue((follower.goalAt() - began) / 1_000);
        else bench.results.say("  growth: a follower did not get its backlog: " + follower.troubles());
      }
    }
    return Turn.millis(times, 50);
  }
}
