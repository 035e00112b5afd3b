package org.lectern.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands, and what a failure of each looks like: one sentence, and an exit code. */
@Command(name = "lectern", mixinStandardHelpOptions = true, version = "Lectern 0.1.0",
    description = "Public hearings, community input and oversight actions, live.",
    subcommands = {Serve.class, Demo.class, Migrate.class, Import.class, CatalogueFile.class, Campaigns.class, Admin.class},
    footer = {"", "Exit codes: 0 done, 1 our fault, 2 wrong usage, 3 database, 4 schema, 5 port taken, 6 settings, 7 input."})
public final class Commands {

  public static int run(String... args) {
    return new CommandLine(new Commands())
        .setExecutionExceptionHandler((failure, command, result) -> {
          if (failure instanceof Trouble trouble) {
            command.getErr().println(trouble.getMessage());
            return trouble.code;
          }
          failure.printStackTrace(command.getErr());
          return 1;
        })
        .setUsageHelpAutoWidth(true)
        .execute(args.length == 0 ? new String[] {"--help"} : args);
  }
}
