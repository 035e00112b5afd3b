package org.lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.lectern.exchange.RegisterImport;
import org.lectern.exchange.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "actions", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Recommendations of another register from a CSV file, with their history, by a mapping of its columns and words (docs/import.md). A second run changes nothing.",
    footer = {"", "A place or board that does not exist yet is founded if --name and --zone, or --body-name, say how.", "Ends with 0, or 7 if rows were left out.", "", "Example:",
        "  lectern import actions recommendations.csv --changes status_changes.csv --map docs/mappings/oig-nypd.yaml \\",
        "    --place nyc --name \"New York City\" --zone America/New_York --body oig-nypd --body-name \"Inspector General for the NYPD\" --dry-run"})
final class ImportActions extends Importing {

  private static final long MOST_BYTES = 256 * 1024;

  @Parameters(paramLabel = "FILE", description = "The register as CSV, one recommendation a row.")
  Path file;

  @Option(names = "--changes", paramLabel = "FILE", description = "Its changes of status as CSV, one a row.")
  Path changes;

  @Option(names = "--map", paramLabel = "FILE", required = true, description = "What its columns and words mean, as YAML.")
  Path map;

  @Option(names = "--body", required = true, description = "Slug of the board that issued them.")
  String body;

  @Option(names = "--body-name", description = "Name of the board, if it is to be founded.")
  String bodyName;

  @Mixin
  PlaceOptions place;

  @Override
  void check() {
    for (var path : new Path[] {file, changes, map}) if (path != null && !Files.isReadable(path)) throw new Trouble(Trouble.INPUT, "There is no file " + path + ".");
    if (!body.matches("[a-z0-9][a-z0-9-]{0,79}")) throw new Trouble(Trouble.INPUT, "--body is a slug: small letters, digits and hyphens.");
  }

  @Override
  Report bring(Installation installation) throws IOException {
    if (Files.size(map) > MOST_BYTES) throw new IllegalArgumentException("The mapping is larger than 256 KiB.");
    var wanted = new RegisterImport.Wanted(file, changes, Files.readString(map), body, bodyName);
    return RegisterImport.run(installation.database(), place.find(installation, dryRun), wanted, dryRun, System.err::println);
  }
}
