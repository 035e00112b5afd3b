package org.lectern.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.exchange.LegistarImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", mixinStandardHelpOptions = true, description = "Bring in what other systems hold.", subcommands = Import.Legistar.class)
final class Import {

  @Command(name = "legistar", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Bodies, meetings, agenda items, votes by name and matters from files of the Legistar Web API (events.json, event_items.json, bodies.json, votes.json, matters.json). A second run changes nothing.",
      footer = {"", "A place that does not exist yet is founded if --name and --zone say how.", "Ends with 0, or 7 if rows were left out.", "", "Example:",
          "  lectern import legistar ./legistar-nyc --place nyc --name \"New York City\" --zone America/New_York --dry-run"})
  static final class Legistar implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Directory with the files.")
    Path directory;

    @Option(names = "--place", required = true, description = "Slug of the place.")
    String place;

    @Option(names = "--name", description = "Name of the place, if it is to be founded.")
    String name;

    @Option(names = "--zone", description = "Time zone of the place, if it is to be founded, such as America/New_York.")
    String zone;

    @Option(names = "--profile", description = "Legal clocks of the place, if it is to be founded (generic, CA, TX, NY, FL, WA).", defaultValue = "generic")
    String profile;

    @Option(names = "--dry-run", description = "Say what would change, and change nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Option(names = "--demo", description = "Into the demo's database instead; the demo may be running.")
    boolean demo;

    @Override
    public Integer call() {
      if (!Files.isDirectory(directory)) throw new Trouble(Trouble.INPUT, "There is no directory " + directory + ".");
      try (var installation = Installation.beside(demo, System.err::println)) {
        var database = installation.database();
        var found = Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place)));
        var there = found.orElseGet(() -> found(installation));
        var outcome = Installation.await(LegistarImport.run(database, there, directory, dryRun, System.err::println));
        Serve.say(json ? Json.text(outcome) : outcome.text());
        return outcome.faults().isEmpty() ? 0 : Trouble.INPUT;
      } catch (IllegalArgumentException unusable) {
        throw new Trouble(Trouble.INPUT, unusable.getMessage());
      }
    }

    private Jurisdiction found(Installation installation) {
      if (zone == null) zone = place.equals("nyc") ? "America/New_York" : null;
      if (name == null) name = place.equals("nyc") ? "New York City" : null;
      if (name == null || zone == null) throw new Trouble(Trouble.INPUT, "There is no place " + place + ". Name it with --name and --zone to found it.");
      var id = Ids.next();
      var fresh = new Jurisdiction(id, place, name, "city", null, ZoneId.of(zone), List.of("en", "es"), null, profile, 1, Set.of());
      if (dryRun) return fresh;
      Installation.await(installation.database().write(Caller.system(fresh, "import"),
          BodyCommands.found(id, new BodyCommands.Founding(place, name, "city", null, zone, List.of("en", "es"), null, profile))));
      return Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place))).orElseThrow();
    }
  }
}
