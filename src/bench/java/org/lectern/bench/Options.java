package org.lectern.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.lectern.bench.work.Durable;
import org.lectern.bench.work.FanOut;
import org.lectern.bench.work.Growth;
import org.lectern.bench.work.Herd;
import org.lectern.bench.work.Idle;
import org.lectern.bench.work.Reading;
import org.lectern.bench.work.Resume;
import org.lectern.bench.work.Stalled;
import org.lectern.bench.work.Start;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What to measure, and how long. */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Measures Lectern beside its peers on this machine; see docs/performance.md.",
    footer = {"", "Works:",
        "  F        fan-out: one submission to many followers, as much as goes and at an even pace",
        "  D        durable: submissions that are committed before they are answered or seen",
        "  R        resume: a thousand followers come back at once, each a thousand messages behind",
        "  Q        read: a hearing's page and its JSON while submissions change it",
        "  memory   ten thousand idle followers",
        "  start    to the first page, and of the demo",
        "  stalled  followers that stop reading",
        "  herd     the process is killed and everyone comes back",
        "  crowds   latency in ever more followers",
        "  growth   over a short and over a long record",
        "", "Example:", "  F D R --followers 1000 --rounds 3"})
public final class Options implements Callable<Integer> {

  private static final Map<String, Consumer<Bench>> WORKS = new LinkedHashMap<>();

  static {
    WORKS.put("F", FanOut::run);
    WORKS.put("D", Durable::run);
    WORKS.put("R", Resume::run);
    WORKS.put("Q", Reading::run);
    WORKS.put("memory", Idle::run);
    WORKS.put("start", Start::run);
    WORKS.put("stalled", Stalled::run);
    WORKS.put("herd", Herd::run);
    WORKS.put("crowds", Growth::crowds);
    WORKS.put("growth", Growth::record);
  }

  @Parameters(paramLabel = "WORK", description = "What to measure; everything if none is named.")
  public Set<String> works = Set.of();

  @Option(names = "--followers", split = ",", description = "Sizes of the crowd (1000,10000).")
  public List<Integer> followers = List.of(1_000, 10_000);

  @Option(names = "--rounds", description = "How often each server has its turn (3).")
  public int rounds = 3;

  @Option(names = "--window", description = "Seconds of each turn that count (4).")
  public int window = 4;

  @Option(names = "--warm", description = "Seconds that each server works before the first turn that counts (10).")
  public int warm = 10;

  @Option(names = "--entries", description = "Entries of the long record that growth makes (1000000).")
  public long entries = 1_000_000;

  @Option(names = "--port", description = "First of the ports to use (18000).")
  public int port = 18_000;

  @Option(names = "--profile", description = "Record what Lectern's process does: target/bench/lectern.jfr, for jfr or JDK Mission Control.")
  public boolean profile;

  @Spec
  CommandSpec spec;

  @Option(names = "--only", split = ";", description = "Only these servers beside Lectern, by their names in the tables, parted by semicolons.")
  public Set<String> only = Set.of();

  @Override
  public Integer call() throws IOException {
    var unknown = works.stream().filter(work -> !WORKS.containsKey(work)).findFirst();
    if (unknown.isPresent()) throw new ParameterException(spec.commandLine(), "There is no work " + unknown.get() + ", only " + String.join(", ", WORKS.keySet()));
    Server.profile(profile);
    try (var bench = new Bench(this)) {
      WORKS.forEach((name, work) -> {
        if (works.isEmpty() || works.contains(name)) attempt(bench, name, work);
      });
      bench.results.finish();
    }
    return 0;
  }

  /** A work that fails says so and leaves the others their turn. */
  private static void attempt(Bench bench, String name, Consumer<Bench> work) {
    try {
      work.accept(bench);
    } catch (RuntimeException failure) {
      bench.results.right(name, "runs to its end", false, String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
      failure.printStackTrace();
    }
  }
}
