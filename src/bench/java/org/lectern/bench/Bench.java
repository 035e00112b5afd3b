package org.lectern.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.lectern.bench.load.Loop;
import picocli.CommandLine;

/** A run: the load's two threads, the database server, ports, results. Everything it started has stopped when it is closed. */
public final class Bench implements AutoCloseable {

  public final Options options;
  public final Results results;
  public final Postgres postgres;
  /** Hears what comes to followers. */
  public final Loop hearing;
  /** Asks: submissions and pages. */
  public final Loop asking;
  private FileChannel alone;
  private int port;

  Bench(Options options) throws IOException {
    warnIfNotAlone();
    this.options = options;
    this.results = new Results();
    this.postgres = Postgres.start();
    this.port = options.port;
    Machine.stayOnClientCore();
    hearing = new Loop("hearing");
    asking = new Loop("asking");
  }

  public static void main(String... args) {
    System.exit(new CommandLine(new Options()).execute(args));
  }

  /** A port of our range that nobody has, and the next one for whoever needs two. */
  public int port() {
    while (!free(port) || !free(port + 1)) port += 2;
    port += 2;
    return port - 2;
  }

  private static boolean free(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** Held to the end of the process: two runs at once would each measure the other. */
  private void warnIfNotAlone() throws IOException {
    var lock = Path.of(System.getProperty("java.io.tmpdir"), "lectern-bench.lock");
    alone = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (alone.tryLock() == null) {
      System.out.println("Another benchmark runs on this machine: the figures of both are worth little.");
    }
  }

  public boolean takesPart(String name) {
    return options.only.isEmpty() || options.only.contains(name) || name.equals(Contender.LECTERN);
  }

  @Override
  public void close() {
    hearing.close();
    asking.close();
    postgres.close();
  }
}
