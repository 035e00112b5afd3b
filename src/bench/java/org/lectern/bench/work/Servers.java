package org.lectern.bench.work;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.lectern.bench.Bench;
import org.lectern.bench.Contender;

/** The servers of a workload: all of them run, one has its turn. */
final class Servers implements AutoCloseable {

  final List<Contender> all = new ArrayList<>();
  private final Bench bench;

  Servers(Bench bench) {
    this.bench = bench;
  }

  /** Starts it, unless it was left out. */
  Servers add(String name, Supplier<Contender> start) {
    if (bench.takesPart(name)) all.add(start.get());
    return this;
  }

  @Override
  public void close() {
    all.forEach(Contender::close);
  }
}
