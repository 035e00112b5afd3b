package org.lectern.bench;

import java.util.Map;
import java.util.function.Supplier;
import org.lectern.bench.load.Target;

/** A server that takes part in a workload. {@code target} is asked anew before each window. */
public record Contender(String name, Supplier<Server> server, Supplier<Target> target, AutoCloseable end) implements AutoCloseable {

  public static final String LECTERN = "Lectern";

  /** One of the in-project peers: a main class whose first argument is its port. */
  public static Contender peer(String name, int port, Class<?> main, String... more) {
    var arguments = new String[more.length + 1];
    arguments[0] = String.valueOf(port);
    System.arraycopy(more, 0, arguments, 1, more.length);
    var server = Server.start(name, port, Map.of(), main, arguments);
    return new Contender(name, () -> server, () -> Target.peer(name, port), server);
  }

  public static Contender of(Lectern lectern) {
    return new Contender(LECTERN, lectern::server, lectern::target, () -> {});
  }

  @Override
  public void close() {
    try {
      end.close();
    } catch (Exception stuck) {
      throw new IllegalStateException(name + " did not end", stuck);
    }
  }
}
