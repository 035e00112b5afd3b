package org.lectern.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lectern.core.Json;
import org.lectern.exchange.LegistarImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", mixinStandardHelpOptions = true, description = "Bring in what other systems hold.", subcommands = {Import.Legistar.class, ImportActions.class})
final class Import {

  @Command(name = "legistar", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Bodies, meetings, agenda items, votes by name and matters from files of the Legistar Web API (events.json, event_items.json, bodies.json, votes.json, matters.json). A second run changes nothing.",
      footer = {"", "A place that does not exist yet is founded if --name and --zone say how.", "Ends with 0, or 7 if rows were left out.", "", "Example:",
          "  lectern import legistar ./legistar-nyc --place nyc --name \"New York City\" --zone America/New_York --dry-run"})
  static final class Legistar implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "Directory with the files.")
    Path directory;

    @Mixin
    PlaceOptions place;

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
        var there = place.find(installation, dryRun);
        var outcome = Installation.await(LegistarImport.run(installation.database(), there, directory, dryRun, System.err::println));
        Serve.say(json ? Json.text(outcome) : outcome.text());
        return outcome.faults().isEmpty() ? 0 : Trouble.INPUT;
      } catch (IllegalArgumentException unusable) {
        throw new Trouble(Trouble.INPUT, unusable.getMessage());
      }
    }
  }
}
