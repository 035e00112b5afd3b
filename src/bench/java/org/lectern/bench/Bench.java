package org.lectern.bench;

import java.util.List;
import java.util.function.Supplier;
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
  private int port;

  Bench(Options options) throws Exception {
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

  /** A port of our range, and the next one for whoever needs two. */
  public int port() {
    port += 2;
    return port - 2;
  }

  public boolean takesPart(String name) {
    return options.only.isEmpty() || options.only.contains(name) || name.equals(Contender.LECTERN);
  }

  /** Those of the servers that take part. */
  public List<Contender> contenders(List<Supplier<Contender>> all) {
    return all.stream().map(Supplier::get).toList();
  }

  @Override
  public void close() {
    hearing.close();
    asking.close();
    postgres.close();
  }
}
