package org.lectern.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the machine gives: cores to pin to (where taskset is installed), and what a process took of them and of the memory. */
public final class Machine {
  private Machine() {}

  private static final int CORES = Runtime.getRuntime().availableProcessors();
  private static final boolean PINS = CORES > 1 && runs("taskset", "--version");
  private static final double TICKS = 100;

  public static String described() throws IOException {
    var model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).findFirst().map(line -> line.replaceFirst(".*: *", "")).orElse("?");
    return CORES + " cores (" + model + "), " + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", Java " + Runtime.version()
        + (PINS ? "; servers on core 0, load on core 1, PostgreSQL on both" : "; nothing pinned: no taskset, or one core");
  }

  /** What must stand before the command of a server for it to stay on its core. */
  static List<String> onServerCore() {
    return PINS ? List.of("taskset", "-c", "0") : List.of();
  }

  static List<String> onAllCores() {
    return PINS ? List.of("taskset", "-c", "0-" + (CORES - 1)) : List.of();
  }

  /** This process, which makes the load, keeps to the other core from now on. */
  static void stayOnClientCore() {
    if (PINS) runs("taskset", "-acp", "1", String.valueOf(ProcessHandle.current().pid()));
  }

  private static boolean runs(String... command) {
    try {
      return new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException asked) {
      throw new IllegalStateException("stopped");
    }
  }

  /** Seconds of one core that the process has taken since it began. */
  public static double cpuSeconds(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    } catch (IOException gone) {
      return 0;
    }
  }

  public static double ownCpuSeconds() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
  }

  /** What is in memory of the process, MB. */
  public static long residentMegabytes(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum() / 1024;
    } catch (IOException gone) {
      return 0;
    }
  }
}
