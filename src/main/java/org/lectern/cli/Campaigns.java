package org.lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import org.lectern.campaigns.Agreement;
import org.lectern.core.Json;
import org.lectern.exchange.Sheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "campaigns", mixinStandardHelpOptions = true, description = "How letters of a campaign are found.", subcommands = Campaigns.Check.class)
final class Campaigns {

  @Command(name = "check", mixinStandardHelpOptions = true, sortOptions = false,
      description = "Group the texts of a table as testimony is grouped, in the order of the file, and say how far that agrees with groups that the table names. Needs no database and changes nothing.",
      footer = {"", "Pairwise: every two texts are one question, are they in the same group?", "", "Example:",
          "  lectern campaigns check comments.csv --text text --group cluster"})
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A table (CSV) with a header.")
    Path file;

    @Option(names = "--text", required = true, description = "Heading of the column with the texts.")
    String text;

    @Option(names = "--group", required = true, description = "Heading of the column with the groups to compare with; an empty field is a text that is in none.")
    String group;

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() {
      if (!Files.isReadable(file)) throw new Trouble(Trouble.INPUT, "There is no file " + file + " to read.");
      try {
        var sheet = Sheet.open(file);
        for (var heading : new String[] {text, group}) {
          if (!sheet.headings().contains(heading)) throw new Trouble(Trouble.INPUT, "There is no column " + heading + ". The columns are: " + String.join(", ", sheet.headings()));
        }
        var texts = new ArrayList<String>();
        var groups = new ArrayList<String>();
        sheet.each(line -> {
          texts.add(line.get(text) == null ? "" : line.get(text));
          groups.add(line.get(group));
        });
        var agreement = Agreement.of(texts, groups);
        Serve.say(json ? Json.text(agreement) : agreement.text());
        return 0;
      } catch (IllegalArgumentException | IOException unreadable) {
        throw new Trouble(Trouble.INPUT, unreadable.getMessage());
      }
    }
  }
}
