package org.lectern.journeys;

import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.lectern.core.Secrets;
import org.lectern.demo.DemoCity;
import org.lectern.store.Database;
import org.lectern.support.Hall;
import org.lectern.support.TestPostgres;
import org.lectern.web.Service;
import org.lectern.web.Settings;

/** The demo as people see it, in real browsers: the files of {@code web/tests}, which Node runs. */
class InTheBrowserTest {

  private static final Path TESTS = Path.of("web", "tests");

  private static Vertx vertx;
  private static URI base;

  @BeforeAll
  static void theCityMovesIn() throws IOException, InterruptedException {
    requireNode();
    installModules();
    var url = TestPostgres.fresh();
    vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
    var pool = Database.pool(vertx, url, 16);
    var key = Hall.key();
    // Before the service starts: the demo rewrites its record once it is told.
    var quiet = new Database(vertx, pool, entries -> {});
    await(DemoCity.settle(quiet, new Secrets(key.linkKey()), url, step -> {}));
    await(DemoCity.freshen(quiet, new Secrets(key.linkKey()), url, step -> {}));
    var port = freePort();
    base = URI.create("http://localhost:" + port);
    await(new Service(vertx, new Settings("127.0.0.1", port, freePort(), base, true, 2), pool, url, key, Hall.scratch()).start());
  }

  @AfterAll
  static void close() {
    if (vertx != null) await(vertx.close());
  }

  @TestFactory
  Stream<DynamicTest> inTheBrowser() throws IOException {
    try (var files = Files.list(TESTS)) {
      return files.filter(file -> file.toString().endsWith(".test.mjs")).sorted().toList().stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString().replace(".test.mjs", ""), file.toUri(), () -> run(file)));
    }
  }

  private static void run(Path file) throws IOException, InterruptedException {
    var said = said(List.of("node", "--test", "--test-reporter=spec", file.getFileName().toString()), 240);
    if (said.code != 0) fail(said.text.replaceFirst("(?s).*failing tests:", "In the browser:"));
  }

  private static void requireNode() throws InterruptedException {
    try {
      var version = said(List.of("node", "--version"), 10).text.strip();
      if (Integer.parseInt(version.replaceFirst("^v(\\d+).*", "$1")) < 20) fail("The browser tests need Node 20 or later; this is " + version + ".");
    } catch (IOException none) {
      fail("The browser tests need Node 20 or later on the PATH, with npm: https://nodejs.org. It brings the browser itself (npm ci in web/tests).");
    }
  }

  /** When they are missing or older than what the lock asks for. */
  private static void installModules() throws IOException, InterruptedException {
    var installed = TESTS.resolve("node_modules/.package-lock.json");
    var lock = TESTS.resolve("package-lock.json");
    if (Files.exists(installed) && Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(lock)) >= 0) return;
    System.out.println("Installing what the browser tests need, a browser among it (npm ci in web/tests)");
    var said = said(List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"), 300);
    if (said.code != 0) fail("npm ci failed in web/tests, and without it there is no browser to test with:\n" + said.text);
  }

  private record Said(int code, String text) {}

  /** Runs it in web/tests; what it says is passed on as it says it. */
  private static Said said(List<String> command, int seconds) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(TESTS.toFile()).redirectErrorStream(true);
    if (base != null) builder.environment().put("BASE", base.toString());
    var process = builder.start();
    var end = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    var text = new StringBuilder();
    var listener = new Thread(() -> listen(process, text));
    listener.start();
    var inTime = process.waitFor(seconds, TimeUnit.SECONDS);
    // Not otherwise: it would take the last words from the listener.
    if (!inTime) process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(end);
    listener.join(5_000);
    if (!inTime) text.append("Not done within ").append(seconds).append(" s.\n");
    return new Said(process.waitFor(), text.toString());
  }

  private static void listen(Process process, StringBuilder text) {
    try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        text.append(line).append('\n');
        if (base != null) System.out.println(line);
      }
    } catch (IOException ended) {
      // it was stopped
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
    } catch (Exception failed) {
      throw new IllegalStateException(failed.getCause() == null ? failed : failed.getCause());
    }
  }
}
