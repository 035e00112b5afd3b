package org.lectern.bench.work;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;
import org.lectern.bench.Machine;
import org.lectern.bench.Sheet;
import org.lectern.bench.load.Followers;
import org.lectern.bench.load.Request;
import org.lectern.bench.load.Requests;

/** One server's turn: followers connect, submissions flow, a window of it counts, and then it is checked that everyone has everything. */
final class Turn implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;
  private static final int REST_SECONDS = 180;
  private static final double AT_REST = 0.05;

  private final Bench bench;
  private final Contender server;
  private final Followers followers;
  private final Requests submissions;
  final Histogram receipts = new Histogram(60_000_000, 3);
  final Histogram answers = new Histogram(60_000_000, 3);

  Turn(Bench bench, Contender server, int followers, int connections) {
    this.bench = bench;
    this.server = server;
    var target = server.target().get();
    this.followers = Followers.open(bench.hearing, target, followers);
    this.submissions = new Requests(bench.asking, target, Request.submission(target), connections);
    this.followers.count(submissions::wake);
    awaitEveryone();
  }

  /** One submission that must come to all of them; until then somebody may not be following yet. */
  private void awaitEveryone() {
    submissions.once();
    followers.await(PATIENCE_MILLIS, () -> followers.seenByAll() == 1);
    followers.returning(false);
    if (followers.seenByAll() < 1) bench.results.say("  " + server.name() + ": not everyone has the first submission: " + followers.troubles() + submissions.troubles());
    if (followers.returns() > 0) bench.results.say("  " + server.name() + ": " + followers.returns() + " times a follower was refused and came back");
  }

  /** As much as it bears with so many in flight: answered, and come to half of the followers. */
  void saturate(int inFlight) {
    submissions.keep(inFlight, followers::seenByHalf);
  }

  void pace(double perSecond) {
    submissions.pace(perSecond);
  }

  /** What happened between two moments, a second. */
  record Window(double deliveries, double submissions, double serverCpu, double clientCpu, double databaseCpu, double othersCpu, double bytes) {}

  Window window(double seconds) {
    long began = System.nanoTime();
    long deliveries = followers.deliveries();
    long bytes = followers.bytes();
    long answered = submissions.answered();
    var cpu = new Cpu(server);
    pause((long) (seconds * 1_000));
    double took = (System.nanoTime() - began) / 1e9;
    long came = followers.deliveries() - deliveries;
    var used = new Cpu(server).since(cpu, took);
    return new Window(came / took, (submissions.answered() - answered) / took, used.server(), used.own(), used.database(),
        Math.max(0, used.all() - used.server() - used.own() - used.database()), (followers.bytes() - bytes) / Math.max(1.0, came));
  }

  /** Times receipts and answers from now on. */
  void time() {
    followers.time(receipts);
    submissions.time(answers);
  }

  /** Ends the flow and looks whether every follower has every accepted submission once and in order; the answer is what went wrong. */
  Map<String, Integer> check() {
    submissions.stop();
    var wrong = new TreeMap<String, Integer>();
    if (!submissions.settled(PATIENCE_MILLIS)) wrong.put("never answered", (int) (submissions.sent() - submissions.answered() - submissions.failed()));
    long accepted = submissions.answered();
    followers.await(PATIENCE_MILLIS, () -> followers.seenByAll() >= accepted);
    submissions.troubles().forEach((what, n) -> wrong.merge(what, n, Integer::sum));
    followers.troubles().forEach((what, n) -> wrong.merge(what, n, Integer::sum));
    var spread = followers.spread();
    if (spread[0] != accepted || spread[1] != accepted) wrong.put("accepted " + accepted + ", followers have " + spread[0] + " to " + spread[1], 1);
    return wrong;
  }

  /** Until a server has done what its turn left to do: it would else take the core from those whose turn comes next. */
  static void rest(Bench bench, Contender server) {
    for (int second = 0; second < REST_SECONDS; second++) {
      var before = new Cpu(server);
      pause(1_000);
      var used = new Cpu(server).since(before, 1);
      if (used.server() + used.database() < AT_REST) return;
    }
    bench.results.say("  " + server.name() + " was still at work after " + REST_SECONDS + " seconds");
  }

  void note(Sheet sheet, Window window, Map<String, Integer> wrong) {
    sheet.add(server.name(), "server CPU", window.serverCpu);
    sheet.add(server.name(), "load CPU", window.clientCpu);
    sheet.add(server.name(), "PostgreSQL CPU", window.databaseCpu);
    sheet.add(server.name(), "others' CPU", window.othersCpu);
    sheet.add(server.name(), "bytes a message", window.bytes);
    sheet.add(server.name(), "faults", wrong.values().stream().mapToInt(Integer::intValue).sum());
    if (!wrong.isEmpty()) bench.results.say("  " + sheet.title + ", " + server.name() + ": " + wrong);
  }

  static double millis(Histogram histogram, double percentile) {
    return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1_000.0;
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException asked) {
      throw new IllegalStateException("stopped");
    }
  }

  @Override
  public void close() {
    submissions.close();
    followers.close();
    pause(300); // the server sees them go
    rest(bench, server);
  }
}
