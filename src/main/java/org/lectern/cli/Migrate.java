package org.lectern.cli;

import java.util.concurrent.Callable;
import org.lectern.store.Migrations;
import picocli.CommandLine.Command;

@Command(name = "migrate", mixinStandardHelpOptions = true,
    description = "Bring the database named by LECTERN_DATABASE_URL to this program's schema, as the owner of its tables.",
    footer = {"", "Example:", "  LECTERN_DATABASE_URL=postgresql://owner:secret@db/lectern lectern migrate"})
final class Migrate implements Callable<Integer> {

  @Override
  public Integer call() {
    var url = Environment.get("LECTERN_DATABASE_URL");
    if (url == null) throw new Trouble(Trouble.SETTINGS, "Set LECTERN_DATABASE_URL (or LECTERN_DATABASE_URL_FILE); the embedded database migrates by itself.");
    try {
      int applied = Migrations.run(url);
      Serve.say(applied == 0 ? "The schema is up to date (" + Migrations.latest() + ")." : "Applied " + applied + " migrations; the schema is " + Migrations.latest() + ".");
      return 0;
    } catch (IllegalStateException | IllegalArgumentException refused) {
      throw new Trouble(Trouble.DATABASE, refused.getMessage());
    }
  }
}
