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

  /** Seconds that all cores together were busy since the machine began, with whatever. */
  public static double busySeconds() {
    try {
      var fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
      double busy = 0;
      for (int i : new int[] {1, 2, 3, 6, 7, 8}) busy += Long.parseLong(fields[i]); // all but idle and waiting
      return busy / TICKS;
    } catch (IOException none) {
      return 0;
    }
  }

  /** Seconds of a core that the database server, if it is ours, has taken so far; what ended connections took is not known. */
  public static double postgresCpuSeconds() {
    return ProcessHandle.current().descendants().filter(process -> process.info().command().orElse("").endsWith("/postgres"))
        .mapToDouble(process -> cpuSeconds(process.pid())).sum();
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
