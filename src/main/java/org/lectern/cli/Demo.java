package org.lectern.cli;

import java.util.concurrent.Callable;
import org.lectern.core.Secrets;
import org.lectern.demo.DemoCity;
import org.lectern.demo.DemoFiles;
import org.lectern.demo.DemoLife;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Serve a fictional city on an embedded PostgreSQL, with buttons to try each role. What you do is kept.",
    footer = {"", "Files are in LECTERN_DATA/demo (else ~/.local/share/lectern/demo); remove the directory to begin again.", "", "Example:",
        "  lectern demo --port 8080"})
final class Demo implements Callable<Integer> {

  @Option(names = "--port", description = "Port (LECTERN_PORT, 8080).")
  Integer port;

  @Option(names = "--management-port", description = "Port for /livez, /readyz and /metrics (port + 1).")
  Integer managementPort;

  @Option(names = "--quiet", description = "Let nobody in the city move by themselves.")
  boolean quiet;

  @Override
  public Integer call() {
    var serve = new Serve();
    serve.port = port;
    serve.managementPort = managementPort;
    var settings = serve.settings(true);
    Serve.say("Starting the demo …");
    var installation = Installation.embedded(Environment.data().resolve("demo"), Serve::say);
    try {
      var database = installation.database();
      var secrets = new Secrets(installation.key().linkKey());
      // Before anybody is served: what has happened in the city is told in the past, and nobody may remember it otherwise.
      if (Installation.await(DemoCity.settle(database, secrets, installation.url, Serve::say))) Serve.say("The city of Marlow has moved in.");
      Installation.await(DemoCity.freshen(database, secrets, installation.url, Serve::say));
      var running = Running.start(installation, settings);
      DemoFiles.send(running.service.database(), settings.url());
      if (!quiet) DemoLife.start(installation.vertx, running.service.database(), secrets);
      Serve.say("");
      Serve.say("  Lectern is ready:  " + settings.url());
      Serve.say("  The city:          " + settings.url() + "/marlow");
      Serve.say("  Stop with Ctrl-C.");
      running.awaitStop();
      return 0;
    } catch (Trouble trouble) {
      installation.close();
      throw trouble;
    }
  }
}
