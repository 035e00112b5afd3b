package org.lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lectern.exchange.LegistarImport;
import org.lectern.exchange.Report;
import org.lectern.exchange.ScorecardImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "import", mixinStandardHelpOptions = true, description = "Bring in what other systems hold.", subcommands = {Import.Legistar.class, ImportActions.class, ImportComments.class, Import.Scorecard.class})
final class Import {

  @Command(name = "scorecard", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Worksheets from a scorecard: a table of places and criteria, read by a mapping. Places that do not exist yet are founded. A second run changes nothing.",
      footer = {"", "The mapping is a YAML file; docs/scorecards.md says what stands in it and gives two examples.", "Ends with 0, or 7 if rows were left out.", "", "Example:",
          "  lectern import scorecard use_of_force.csv --map docs/scorecards/use-of-force.yaml --dry-run"})
  static final class Scorecard extends Importing {

    @Parameters(paramLabel = "FILE", description = "The table: CSV, or separated by semicolons, tabs or bars; UTF-8, UTF-16 or Windows-1252.")
    Path file;

    @Option(names = "--map", required = true, paramLabel = "FILE", description = "The mapping.")
    Path map;

    @Override
    void check() {
      for (var needed : List.of(file, map)) if (!Files.isRegularFile(needed)) throw new Trouble(Trouble.INPUT, "There is no file " + needed + ".");
    }

    @Override
    Report bring(Installation installation) {
      return ScorecardImport.run(installation.database(), file, map, dryRun, System.err::println);
    }
  }

  @Command(name = "legistar", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Bodies, meetings, agenda items, votes by name, rolls and matters from files of the Legistar Web API (events.json, event_items.json, bodies.json, votes.json, roll_calls.json, matters.json). A second run changes nothing.",
      footer = {"", "A place that does not exist yet is founded if --name and --zone say how.", "Ends with 0, or 7 if rows were left out.", "", "Example:",
          "  lectern import legistar ./legistar-nyc --place nyc --name \"New York City\" --zone America/New_York --dry-run"})
  static final class Legistar extends Importing {

    @Parameters(paramLabel = "DIR", description = "Directory with the files.")
    Path directory;

    @Mixin
    PlaceOptions place;

    @Override
    void check() {
      if (!Files.isDirectory(directory)) throw new Trouble(Trouble.INPUT, "There is no directory " + directory + ".");
    }

    @Override
    Report bring(Installation installation) throws IOException {
      return LegistarImport.run(installation.database(), place.find(installation, dryRun), directory, dryRun, System.err::println);
    }
  }
}
