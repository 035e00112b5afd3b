package org.lectern.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The PostgreSQL that Lectern brings along, for the demo and the tests: a server on 127.0.0.1 whose files all live in one
 * directory. It stops when closed and when this JVM dies, however it dies; what was committed is there at the next start.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final String OR_ELSE =
      ". Or set LECTERN_DATABASE_URL=postgresql://user:password@host/database to use a PostgreSQL of your own.";

  /** Becomes the server itself, after leaving behind a watcher that stops it when our end of its pipe closes. */
  private static final String WATCHED = """
      cd "$1" || exit; shift
      exec 3<&0 </dev/null
      ( { cat; kill -INT $$; } <&3 >/dev/null 2>&1 & )
      exec "$@" 3<&-
      """;

  /** A file lock is the whole JVM's and ends with the first closing of its file, hence an account of our own besides. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path home;
  private final PostgresFiles files;
  private final boolean durable;
  private final Consumer<String> say;
  private FileChannel claim;
  private String cluster;
  private String password;
  private int port;
  private Process server;
  private boolean closed;

  /**
   * Starts the server, on first use after unpacking it and creating its files (about 110 MB).
   *
   * @param durable false only for databases that a power cut may destroy
   * @param say told one line before each step that takes a while
   * @throws IllegalStateException if another Lectern uses this directory, or this machine cannot run the server
   * @throws IOException if a file cannot be written or the server fails; the message says what to do
   */
  public static EmbeddedPostgres start(Path home, boolean durable, Consumer<String> say) throws IOException {
    var machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    if (!machine.equals("Linux amd64")) {
      throw new IllegalStateException("The PostgreSQL inside Lectern runs on Linux amd64, not on " + machine + OR_ELSE);
    }
    try {
      var postgres = new EmbeddedPostgres(Files.createDirectories(home).toRealPath(), durable, say);
      postgres.start();
      return postgres;
    } catch (IOException failure) {
      var reason = failure.toString().replaceFirst("^java[.a-z]+\\.(IOException: )?", "");
      throw new IOException("The PostgreSQL inside Lectern could not start in " + home + ": " + reason + OR_ELSE, failure);
    }
  }

  /** Where the server of a Lectern that runs on this directory can be reached, for another command of the same user; empty if none runs. */
  public static Optional<String> running(Path home) throws IOException {
    var lock = home.resolve("lock");
    if (!Files.exists(lock)) return Optional.empty();
    try (var claim = FileChannel.open(lock, WRITE); var free = claim.tryLock()) {
      return free != null ? Optional.empty() : Optional.of(Files.readString(home.resolve("url")).strip());
    } catch (OverlappingFileLockException ourOwn) {
      return Optional.of(Files.readString(home.resolve("url")).strip());
    }
  }

  private EmbeddedPostgres(Path home, boolean durable, Consumer<String> say) throws IOException {
    this.home = home;
    this.durable = durable;
    this.say = say;
    files = new PostgresFiles(home);
  }

  private void start() throws IOException {
    if (!CLAIMED.add(home)) throw taken();
    try {
      claim();
      prepare();
      awaitPrevious();
      launch();
    } catch (IOException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /** The kernel lets go of the lock however this process ends, so it alone says whether a Lectern lives here. */
  private void claim() throws IOException {
    claim = FileChannel.open(home.resolve("lock"), CREATE, WRITE);
    if (claim.tryLock() == null) throw taken();
  }

  private IllegalStateException taken() {
    return new IllegalStateException("Another Lectern is running on " + home + "; stop it or choose another data directory.");
  }

  private void prepare() throws IOException {
    if (!files.unpacked()) {
      say.accept("Unpacking PostgreSQL 18");
      files.unpack();
    }
    if (!files.created()) {
      say.accept("Creating the database files");
      files.create(durable);
    }
    password = files.password();
    cluster = cluster();
  }

  /** By device and inode: the same whatever path leads here, and no other directory's while this one exists. */
  private String cluster() throws IOException {
    return "lectern-%x-%d".formatted(Files.getAttribute(files.data(), "unix:dev"), Files.getAttribute(files.data(), "unix:ino"));
  }

  /**
   * We hold the claim, so a server found here has lost its Lectern and is stopping. When none is left, postmaster.pid is a
   * leftover, though PostgreSQL would believe it if a zombie or a stranger had its number now.
   */
  private void awaitPrevious() throws IOException {
    var leftover = files.data().resolve("postmaster.pid");
    if (served()) {
      say.accept("Waiting for the previous database server to stop");
      if (!within(Duration.ofSeconds(20), () -> !served())) {
        throw new IllegalStateException("PostgreSQL still runs on " + files.data()
            + "; stop it with: kill -INT $(head -n 1 '" + leftover + "')");
      }
    }
    Files.deleteIfExists(leftover);
  }

  /** Every process of the server has the cluster's name in its command line or title, which anyone may read. */
  private boolean served() {
    return ProcessHandle.allProcesses().anyMatch(process -> commandLine(process.pid()).contains(cluster));
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline"), ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Somebody may take the free port before the server does, hence more than one try. */
  private void launch() throws IOException {
    var log = home.resolve("postgres.log");
    for (var tries = 3; ; tries--) {
      if (port == 0) port = freePort();
      if (Files.exists(log)) Files.move(log, home.resolve("postgres.log.1"), REPLACE_EXISTING);
      server = serving().redirectOutput(log.toFile()).start();
      if (within(Duration.ofMinutes(2), () -> ready() || !server.isAlive()) && server.isAlive()) {
        server.onExit().thenRun(this::revive);
        files.keepSecret(home.resolve("url"), url());
        return;
      }
      var said = Files.readString(log, ISO_8859_1);
      if (tries == 1 || !said.contains("Address already in use")) throw files.failure(log.toString(), said);
      port = 0;
    }
  }

  /** A server that ended without being asked (killed, crashed) comes back on the same port; PostgreSQL recovers what was committed. */
  private synchronized void revive() {
    if (closed) return;
    say.accept("The database server ended unexpectedly; starting it again");
    try {
      awaitPrevious();
      launch();
    } catch (IOException | RuntimeException failure) {
      say.accept(failure.getMessage());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /** In a session of its own, or Ctrl-C would stop it under our feet; terse, because details quote what people wrote. */
  private ProcessBuilder serving() {
    var data = files.data().toString();
    var sure = durable ? "on" : "off";
    return files.command("setsid", "sh", "-c", WATCHED, "lectern", data, files.program("postgres"), "-D", data,
        "--cluster_name=" + cluster, "--listen_addresses=127.0.0.1", "--port=" + port, "--unix_socket_directories=",
        "--fsync=" + sure, "--full_page_writes=" + sure, "--synchronous_commit=" + sure,
        "--max_connections=" + (durable ? 100 : 200), "--shared_buffers=64MB", "--max_wal_size=256MB",
        "--timezone=UTC", "--log_timezone=UTC", "--log_error_verbosity=terse");
  }

  private boolean ready() {
    try {
      var lines = Files.readAllLines(files.data().resolve("postmaster.pid"), ISO_8859_1);
      return lines.size() > 7 && lines.get(7).startsWith("ready");
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean within(Duration limit, BooleanSupplier condition) {
    var deadline = System.nanoTime() + limit.toNanos();
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() > deadline) return false;
        Thread.sleep(10);
      }
      return true;
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Where to connect as the owner; the port is another one at each start. */
  public String url() {
    return "postgresql://lectern:" + password + "@127.0.0.1:" + port + "/lectern";
  }

  long pid() {
    return server.pid();
  }

  /** Stops the server and waits for it; one that does not obey is killed, which loses nothing that was committed. */
  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    try {
      if (server != null) stop();
      if (claim != null) claim.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } finally {
      CLAIMED.remove(home);
    }
  }

  /** The end of its input makes the watcher ask for a fast shutdown, by the server's own process id. */
  private void stop() throws IOException {
    server.getOutputStream().close();
    if (within(Duration.ofSeconds(30), () -> !server.isAlive())) return;
    server.destroyForcibly();
    within(Duration.ofSeconds(10), () -> !server.isAlive());
  }
}
