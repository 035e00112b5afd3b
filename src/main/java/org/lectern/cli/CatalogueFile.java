package org.lectern.cli;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.lectern.areas.AreaCommands;
import org.lectern.areas.AreaQueries;
import org.lectern.areas.Catalogue;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "catalogue", mixinStandardHelpOptions = true, description = "Catalogues of reform areas: check a file, keep it, or write one out.",
    subcommands = {CatalogueFile.Check.class, CatalogueFile.Keep.class, CatalogueFile.Export.class})
final class CatalogueFile {

  private static Catalogue read(Path file) {
    try {
      return Catalogue.read(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (MalformedInputException notUtf8) {
      throw new Trouble(Trouble.INPUT, file + " is not UTF-8.");
    } catch (IOException unreadable) {
      throw new Trouble(Trouble.INPUT, "There is no file " + file + ", or it cannot be read.");
    } catch (IllegalArgumentException unfit) {
      throw new Trouble(Trouble.INPUT, unfit.getMessage());
    }
  }

  private static String told(Catalogue catalogue) {
    return catalogue.id() + ", version " + catalogue.version() + ": " + catalogue.areas().size() + " areas, "
        + catalogue.areas().stream().mapToInt(area -> area.content().criteria().size()).sum() + " criteria";
  }

  @Command(name = "check", mixinStandardHelpOptions = true, description = "Say what is wrong with a file, by line and field. Needs no database.")
  static final class Check implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A catalogue (YAML).")
    Path file;

    @Override
    public Integer call() {
      Serve.say(told(read(file)));
      return 0;
    }
  }

  @Command(name = "import", mixinStandardHelpOptions = true, sortOptions = false, description = "Check a file and keep it. Places adopt or merge it on their page “Catalogue”.",
      footer = {"", "Under one number there is one text for ever: a change is the next version.", "", "Example:", "  lectern catalogue import libraries.yaml"})
  static final class Keep implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "A catalogue (YAML).")
    Path file;

    @Option(names = "--demo", description = "Into the demo's database instead; the demo may be running.")
    boolean demo;

    @Override
    public Integer call() {
      var catalogue = read(file);
      try (var installation = Installation.beside(demo, System.err::println)) {
        Installation.await(installation.database().housekeeping(tx -> AreaCommands.keep(tx, catalogue)));
        Serve.say("Kept " + told(catalogue));
        return 0;
      } catch (Problem refused) {
        throw new Trouble(Trouble.INPUT, "Version " + catalogue.version() + " of " + catalogue.id() + " is here already and says something else. Count its version up.");
      }
    }
  }

  @Command(name = "export", mixinStandardHelpOptions = true, sortOptions = false, description = "Write out the newest version of a catalogue, or the areas of a place as they stand there.",
      footer = {"", "Examples:", "  lectern catalogue export policing-starter", "  lectern catalogue export --place marlow"})
  static final class Export implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..1", description = "The catalogue's id.")
    String id;

    @Option(names = "--place", description = "The areas of this place instead, with what was changed there.")
    String place;

    @Option(names = "--demo", description = "From the demo's database instead; the demo may be running.")
    boolean demo;

    @Override
    public Integer call() {
      if ((id == null) == (place == null)) throw new Trouble(Trouble.INPUT, "Name a catalogue, or a place with --place.");
      try (var installation = Installation.beside(demo, System.err::println)) {
        var there = place == null ? Jurisdiction.INSTALLATION : Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place)))
            .orElseThrow(() -> new Trouble(Trouble.INPUT, "There is no place " + place + "."));
        System.out.print(Installation.await(installation.database().read(Caller.visitor(there), place == null ? AreaQueries.file(id) : AreaQueries.catalogue())));
        return 0;
      } catch (Problem missing) {
        throw new Trouble(Trouble.INPUT, "There is no catalogue " + id + ".");
      }
    }
  }
}
