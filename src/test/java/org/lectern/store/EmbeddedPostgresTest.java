package org.lectern.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lectern's own PostgreSQL keeps what was committed, serves one Lectern, and outlives none, whoever is killed. */
class EmbeddedPostgresTest {

  private static final String PROGRAMS = "postgresql-18.6";

  @TempDir static Path directory;
  private static int homes;
  private Path home;
  private final List<Process> started = new ArrayList<>();

  /** Where root may make no user namespace, the server runs as nobody and has to be let in. */
  @BeforeAll
  static void unpackOnce() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    new PostgresFiles(directory.toRealPath()).unpack();
  }

  @BeforeEach
  void haveAHome() throws IOException {
    home = Files.createDirectory(directory.resolve("Ruth's town " + ++homes));
    Files.createSymbolicLink(home.resolve(PROGRAMS), directory.toRealPath().resolve(PROGRAMS));
  }

  @AfterEach
  void leaveNobody() {
    started.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void firstStartSaysWhatTakesLong() throws Exception {
    Files.delete(home.resolve(PROGRAMS));
    var steps = new ArrayList<String>();
    try (var postgres = EmbeddedPostgres.start(home, true, steps::add)) {
      assertThat(steps).containsExactly("Unpacking PostgreSQL 18", "Creating the database files");
      assertThat(ask(postgres.url(), "SELECT current_database() || ' ' || current_user")).isEqualTo("lectern lectern");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("password")))).isEqualTo("rw-------");
  }

  @Test
  void isDurableUtf8AndLocal() throws Exception {
    try (var postgres = start()) {
      for (var on : List.of("fsync", "full_page_writes", "synchronous_commit", "data_checksums")) {
        assertThat(ask(postgres.url(), "SHOW " + on)).as(on).isEqualTo("on");
      }
      assertThat(ask(postgres.url(), "SHOW server_encoding")).isEqualTo("UTF8");
      assertThat(ask(postgres.url(), "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      var stranger = postgres.url().replaceFirst(":[^:@]+@", ":guess@");
      assertThatThrownBy(() -> ask(stranger, "SELECT 1")).hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void restartKeepsWhatWasCommitted() throws Exception {
    try (var postgres = start()) {
      tell(postgres.url(), "CREATE TABLE kept AS SELECT 'Ruth was here' AS words");
    }
    try (var postgres = start()) {
      assertThat(ask(postgres.url(), "SELECT words FROM kept")).isEqualTo("Ruth was here");
    }
  }

  @Test
  void startsAgainAfterTheServerWasKilled() throws Exception {
    try (var postgres = start()) {
      tell(postgres.url(), "CREATE TABLE kept AS SELECT 'still here' AS words");
      kill(postgres.pid());
    }
    try (var postgres = start()) {
      assertThat(ask(postgres.url(), "SELECT words FROM kept")).isEqualTo("still here");
    }
  }

  @Test
  void servesOneLectern() throws Exception {
    try (var postgres = start()) {
      assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class).hasMessageContaining("Another Lectern is running on");
      var other = lectern(Redirect.PIPE);
      assertThat(new String(other.getErrorStream().readAllBytes())).contains("Another Lectern is running on");
      assertThat(ask(postgres.url(), "SELECT 1")).isEqualTo("1");
    }
    var other = Running.of(lectern(Redirect.INHERIT));
    assertThatThrownBy(this::start).isInstanceOf(IllegalStateException.class).hasMessageContaining("Another Lectern is running on");
    other.committed(1);
  }

  @Test
  void endsWithItsLecternAndLosesNothing() throws Exception {
    var other = Running.of(lectern(Redirect.INHERIT));
    var last = other.committed(100);
    kill(other.lectern.pid());
    awaitEnd(other.server);
    try (var postgres = start()) {
      assertThat(Integer.parseInt(ask(postgres.url(), "SELECT max(n) FROM kept"))).isGreaterThanOrEqualTo(last);
    }
  }

  @Test
  void startsAtOnceAfterItsLecternWasKilled() throws Exception {
    for (var round = 0; round < 3; round++) {
      var other = Running.of(lectern(Redirect.INHERIT));
      other.committed(10);
      kill(other.lectern.pid());
      other.lectern.onExit().join();
      start().close();
    }
  }

  @Test
  void startsAgainAfterBothWereKilled() throws Exception {
    var other = Running.of(lectern(Redirect.INHERIT));
    var last = other.committed(100);
    kill(other.server);
    kill(other.lectern.pid());
    other.lectern.onExit().join();
    try (var postgres = start()) {
      assertThat(Integer.parseInt(ask(postgres.url(), "SELECT max(n) FROM kept"))).isGreaterThanOrEqualTo(last);
    }
  }

  @Test
  void believesNoLeftoverProcessNumber() throws Exception {
    var stranger = begin(new ProcessBuilder("sleep", "60"));
    var parent = begin(new ProcessBuilder("sh", "-c", "true & echo $!; exec sleep 60"));
    var zombie = Long.parseLong(parent.inputReader().readLine());
    for (var number : List.of(stranger.pid(), zombie, ProcessHandle.current().pid())) {
      var postgres = start();
      var file = Files.readAllLines(home.resolve("data/postmaster.pid"));
      postgres.close();
      file.set(0, number.toString());
      Files.write(home.resolve("data/postmaster.pid"), file);
      start().close();
    }
    assertThat(stranger.isAlive()).isTrue();
  }

  @Test
  void beginsAnewWhatWasCutShort() throws Exception {
    Files.createDirectories(home.resolve("creating-1/base"));
    Files.createDirectories(home.resolve("unpacking-1/bin"));
    Files.writeString(home.resolve("password"), "of the creation that was cut short");
    start().close();
    assertThat(home.resolve("creating-1")).doesNotExist();
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    start().close();
    Files.writeString(home.resolve("data/PG_VERSION"), "17");
    assertThatThrownBy(this::start).isInstanceOf(IOException.class)
        .hasMessageContaining("incompatible with server").hasMessageContaining("LECTERN_DATABASE_URL");
  }

  private EmbeddedPostgres start() throws IOException {
    return EmbeddedPostgres.start(home, true, step -> {});
  }

  private static String ask(String url, String sql) throws SQLException {
    try (var connection = Migrations.dataSource(url).getConnection();
        var statement = connection.createStatement(); var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void tell(String url, String sql) throws SQLException {
    try (var connection = Migrations.dataSource(url).getConnection(); var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Process begin(ProcessBuilder command) throws IOException {
    var process = command.start();
    started.add(process);
    return process;
  }

  /** Another JVM that starts the server on the same home and commits rows until it is killed. */
  private Process lectern(Redirect errors) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return begin(new ProcessBuilder(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
        EmbeddedPostgresTest.class.getName(), home.toString()).redirectError(errors));
  }

  public static void main(String[] arguments) throws Exception {
    var postgres = EmbeddedPostgres.start(Path.of(arguments[0]), true, step -> {});
    System.out.println(postgres.pid());
    try (var connection = Migrations.dataSource(postgres.url()).getConnection(); var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS kept (n integer)");
      for (var n = 1; ; n++) {
        statement.execute("INSERT INTO kept VALUES (" + n + ")");
        System.out.println(n);
      }
    }
  }

  private record Running(Process lectern, long server, BufferedReader said) {

    static Running of(Process lectern) throws IOException {
      var said = lectern.inputReader();
      return new Running(lectern, Long.parseLong(said.readLine()), said);
    }

    /** Waits until so many rows were committed. */
    int committed(int rows) throws IOException {
      var last = 0;
      while (last < rows) last = Integer.parseInt(said.readLine());
      return last;
    }
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }

  private static void awaitEnd(long pid) throws Exception {
    var deadline = System.nanoTime() + 10_000_000_000L;
    while (runs(pid)) {
      assertThat(System.nanoTime()).as("the server should have ended with its Lectern").isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  /** A zombie has no command line any more. */
  private static boolean runs(long pid) {
    try {
      return !Files.readString(Path.of("/proc/" + pid + "/cmdline")).isEmpty();
    } catch (IOException gone) {
      return false;
    }
  }
}
