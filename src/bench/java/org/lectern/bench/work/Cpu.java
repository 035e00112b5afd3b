package org.lectern.bench.work;

import org.lectern.bench.Contender;
import org.lectern.bench.Machine;

/** Seconds of a core: of the server under test, of the load, of PostgreSQL, and of everything on the machine. */
record Cpu(double server, double own, double database, double all) {

  Cpu(Contender contender) {
    this(contender.server().get().cpuSeconds(), Machine.ownCpuSeconds(), Machine.postgresCpuSeconds(), Machine.busySeconds());
  }

  /** Shares of a core in the time between. */
  Cpu since(Cpu before, double seconds) {
    return new Cpu((server - before.server) / seconds, (own - before.own) / seconds, (database - before.database) / seconds, (all - before.all) / seconds);
  }
}
