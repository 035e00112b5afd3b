package org.lectern.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.lectern.Main;

/** A server under test in a JVM of its own, on its core. It ends with this process, however this process ends. */
public final class Server implements AutoCloseable {

  private static final List<String> JVM = List.of("-Xms64m", "-Xmx512m");

  /** Becomes the server, after leaving behind a watcher that stops it when our end of its pipe closes. */
  private static final String WATCHED = "exec 3<&0 </dev/null; ( { cat; kill -TERM $$; } <&3 >/dev/null 2>&1 & ); exec \"$@\" 3<&-";

  private static boolean profiled;

  private final String name;
  private final Process process;

  private Server(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /** Starts it and waits until something listens on the port. */
  public static Server start(String name, int port, Map<String, String> environment, Class<?> main, String... args) {
    var server = launch(name, environment, main, args);
    server.awaitPort(port);
    return server;
  }

  /** Whether what Lectern does is recorded. */
  static void profile(boolean on) {
    profiled = on;
  }

  /** Runs a program of the benchmark to its end; the answer is what it printed after RESULT. */
  public static double[] run(String name, Class<?> main, String... args) {
    var log = Results.HOME.resolve("log").resolve(name.replace(' ', '-') + ".log");
    try (var program = launch(name, Map.of(), main, args)) {
      if (!program.process.waitFor(5, TimeUnit.MINUTES)) throw new IllegalStateException(name + " takes too long; see " + log);
      var result = Files.readAllLines(log).stream().filter(line -> line.startsWith("RESULT ")).reduce((one, next) -> next)
          .orElseThrow(() -> new IllegalStateException(name + " failed; see " + log));
      return Arrays.stream(result.substring(7).split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException asked) {
      throw new IllegalStateException("stopped");
    }
  }

  /** Starts it on the servers' core and waits for nothing. */
  public static Server launch(String name, Map<String, String> environment, Class<?> main, String... args) {
    return launch(name, Machine.onServerCore(), environment, main, args);
  }

  public static Server onAllCores(String name, Map<String, String> environment, Class<?> main, String... args) {
    return launch(name, Machine.onAllCores(), environment, main, args);
  }

  private static Server launch(String name, List<String> pinned, Map<String, String> environment, Class<?> main, String... args) {
    var command = new ArrayList<>(List.of("sh", "-c", WATCHED, name));
    command.addAll(pinned);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    if (profiled && main.equals(Main.class)) command.add("-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + Results.HOME.resolve("lectern.jfr"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    try {
      var log = Files.createDirectories(Results.HOME.resolve("log")).resolve(name.replace(' ', '-') + ".log");
      var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().keySet().removeIf(variable -> variable.startsWith("LECTERN_"));
      builder.environment().putAll(environment);
      return new Server(name, builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void awaitPort(int port) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        close();
        throw new IllegalStateException(name + " did not start; see " + Results.HOME.resolve("log"));
      }
      pause(20);
    }
  }

  private static boolean listens(int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Waits until the address answers 200; the answer is when (nanoTime). */
  public long awaitAnswer(String address, long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < until && process.isAlive()) {
      try {
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(5_000);
        if (connection.getResponseCode() == 200) {
          connection.getInputStream().readAllBytes();
          return System.nanoTime();
        }
      } catch (IOException notYet) {
        // asked again at once
      }
      pause(5);
    }
    throw new IllegalStateException(name + " does not answer at " + address + "; see " + Results.HOME.resolve("log"));
  }

  public double cpuSeconds() {
    return Machine.cpuSeconds(process.pid());
  }

  public long residentMegabytes() {
    return Machine.residentMegabytes(process.pid());
  }

  /** As by kill -9. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException asked) {
      process.destroyForcibly();
    }
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
    process.destroy();
    await();
  }
}
