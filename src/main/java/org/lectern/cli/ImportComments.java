package org.lectern.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Secrets;
import org.lectern.exchange.CommentImport;
import org.lectern.exchange.Report;
import org.lectern.testimony.Target;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "comments", mixinStandardHelpOptions = true, sortOptions = false,
    description = "Testimony from a table (CSV) by a mapping of its columns, or from answers of the Regulations.gov API (JSON, list or detail, or a directory of them). A second run changes nothing.",
    footer = {"", "Words to map: text (needed), id, name, position, language, received. Several columns make one value: id=record+item.",
        "Addresses, e-mail addresses and telephone numbers are never imported. Ids that a spreadsheet damaged (1.23E+11) are reported and left out.",
        "Without an id the text itself tells one comment from another. Ends with 0, or 7 if rows were left out.", "", "Examples:",
        "  lectern import comments comments.csv --place marlow --hearing 12 --map text=comment-body,id=comment-id --skip moderated=-1 --dry-run",
        "  lectern import comments ./docket --place marlow --area use-of-force"})
final class ImportComments extends Importing {

  /** One of three. */
  static final class About {
    @Option(names = "--hearing", required = true, description = "Number of the hearing that the comments are about.")
    Long hearing;

    @Option(names = "--area", required = true, description = "Slug of the reform area that they are about.")
    String area;

    @Option(names = "--action", required = true, description = "Number of the action that they are about (ACT-2026-014).")
    String action;
  }

  @Parameters(paramLabel = "FILE", description = "The table, the JSON file, or a directory of JSON files.")
  Path file;

  @Option(names = "--place", required = true, description = "Slug of the place.")
  String place;

  @ArgGroup(multiplicity = "1")
  About about;

  @Option(names = "--item", description = "Place of the agenda item in the hearing (1 is the first).")
  Integer item;

  @Option(names = "--map", split = ",", description = "What is where: text=COLUMN,id=COLUMN,…")
  List<String> map = List.of();

  @Option(names = "--skip", description = "COLUMN=VALUE: rows to leave out.")
  String skip;

  @Option(names = "--source", description = "What the source is called; with the id it tells that a comment is here already (the name of the file, or regulations.gov).")
  String source;

  @Option(names = "--language", description = "Language of what no column says (en).", defaultValue = "en")
  String language;

  @Option(names = "--spoken", description = "The comments were spoken, not written.")
  boolean spoken;

  @Option(names = "--names", description = "Bring the names of the senders along (Regulations.gov); without it nobody is named.")
  boolean names;

  @Override
  void check() {
    if (!Files.isReadable(file)) throw new Trouble(Trouble.INPUT, "There is no file " + file + " to read.");
    if (!language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")) throw new Trouble(Trouble.INPUT, language + " is no language tag such as en or zh-Hans.");
  }

  @Override
  Report bring(Installation installation) throws IOException {
    var there = Installation.await(installation.pool.withConnection(db -> BodyQueries.jurisdiction(db, place)))
        .orElseThrow(() -> new Trouble(Trouble.INPUT, "There is no place " + place + "."));
    var target = about.hearing != null ? Target.hearing(about.hearing, item) : about.area != null ? Target.area(about.area) : Target.action(about.action);
    var answers = Files.isDirectory(file) || file.toString().endsWith(".json");
    var options = new CommentImport.Options(target, source != null ? source : answers ? "regulations.gov" : file.getFileName().toString(), map, skip, language, spoken ? "oral" : null, names, dryRun);
    return CommentImport.run(installation.database(), there, new Secrets(installation.key().linkKey()), file, options, System.err::println);
  }
}
