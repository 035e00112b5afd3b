package org.lectern.cli;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lectern.web.FloodKnobs;
import org.lectern.web.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Serve pages, API and live sockets.",
    footer = {"", "The database is LECTERN_DATABASE_URL (or …_FILE); without it, an embedded PostgreSQL in the data directory.",
        "The public address is LECTERN_URL; with https, cookies are Secure.", "", "Example:",
        "  LECTERN_DATABASE_URL=postgresql://lectern:secret@db/lectern LECTERN_URL=https://hearings.example.gov lectern serve --port 8080"})
final class Serve implements Callable<Integer> {

  @Option(names = "--port", description = "Port for the public (LECTERN_PORT, 8080).")
  Integer port;

  @Option(names = "--host", description = "Address to listen on (LECTERN_HOST, 127.0.0.1; put a proxy with TLS before it).")
  String host;

  @Option(names = "--management-port", description = "Port for /livez, /readyz and /metrics (LECTERN_MANAGEMENT_PORT, port + 1).")
  Integer managementPort;

  @Override
  public Integer call() {
    var settings = settings(false);
    var installation = Installation.open(Serve::say);
    try {
      var running = Running.start(installation, settings);
      if (!running.mail()) say("No mail server (LECTERN_SMTP): mail waits in the outbox.");
      say("Lectern serves " + settings.url() + "  (monitors: http://" + settings.host() + ":" + settings.managementPort() + "/readyz)");
      running.awaitStop();
      return 0;
    } catch (Trouble trouble) {
      installation.close();
      throw trouble;
    }
  }

  Settings settings(boolean demo) {
    var listen = host != null ? host : Environment.get("LECTERN_HOST", "127.0.0.1");
    int on = port != null ? port : Environment.port("LECTERN_PORT", 8080);
    int monitors = managementPort != null ? managementPort : Environment.port("LECTERN_MANAGEMENT_PORT", on + 1);
    var url = URI.create(Environment.get("LECTERN_URL", "http://localhost:" + on));
    if (url.getHost() == null || url.getScheme() == null) throw new Trouble(Trouble.SETTINGS, "LECTERN_URL is no address such as https://hearings.example.gov");
    return new Settings(listen, on, monitors, url, demo, Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors())),
        Set.of(Environment.get("LECTERN_PROXIES", "").split("[, ]+")), floods());
  }

  private static FloodKnobs floods() {
    var usual = FloodKnobs.DEFAULT;
    return new FloodKnobs(Environment.count("LECTERN_FLOOD_ANONYMOUS", usual.anonymous()), Environment.count("LECTERN_FLOOD_NAMED", usual.named()),
        Environment.count("LECTERN_FLOOD_MOST", usual.most()), Environment.count("LECTERN_FLOOD_BURST", usual.burst()),
        Environment.count("LECTERN_FLOOD_RATE", usual.rate()), "true".equals(Environment.get("LECTERN_FLOOD_LOCAL", "false")));
  }

  static void say(String line) {
    System.out.println(line);
  }
}
