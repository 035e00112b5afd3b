package org.lectern.bench;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lectern.bench.work.Durable;
import org.lectern.bench.work.FanOut;
import org.lectern.bench.work.Resume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to measure, and how long. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures Lectern beside its peers on this machine; see docs/performance.md.",
    footer = {"", "Works:", "  F  fan-out: one submission to many followers", "  D  durable: submissions that are committed before they are answered or seen",
        "  R  resume: a thousand followers come back at once, each a thousand messages behind", "", "Example:", "  F D R --followers 1000 --rounds 3"})
public final class Options implements Callable<Integer> {

  @Parameters(paramLabel = "WORK", description = "F, D, R (all).")
  public Set<String> works = Set.of("F", "D", "R");

  @Option(names = "--followers", split = ",", description = "Sizes of the crowd (1000,10000).")
  public List<Integer> followers = List.of(1_000, 10_000);

  @Option(names = "--rounds", description = "How often each server has its turn (3).")
  public int rounds = 3;

  @Option(names = "--window", description = "Seconds of each turn that count (4).")
  public int window = 4;

  @Option(names = "--port", description = "First of the ports to use (18000).")
  public int port = 18_000;

  @Option(names = "--only", split = ",", description = "Only these servers, by the names in the tables.")
  public Set<String> only = Set.of();

  @Override
  public Integer call() throws Exception {
    try (var bench = new Bench(this)) {
      if (works.contains("F")) FanOut.run(bench);
      if (works.contains("D")) Durable.run(bench);
      if (works.contains("R")) Resume.run(bench);
      bench.results.finish();
    }
    return 0;
  }
}
