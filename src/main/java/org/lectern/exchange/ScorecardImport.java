package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lectern.areas.AreaCommands;
import org.lectern.areas.Catalogue;
import org.lectern.assessments.Answer;
import org.lectern.assessments.ImportCommands;
import org.lectern.assessments.ImportCommands.Brought;
import org.lectern.assessments.ImportCommands.Came;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.store.Database;

/**
 * The import of a scorecard: each place in a transaction of its own, founded if it is not here yet, with the areas of the mapping's
 * catalogue and a worksheet for each. What is done stays done if it breaks off; once more changes nothing.
 */
public final class ScorecardImport {

  private static final int LARGEST = 64 * 1024 * 1024;

  private final Database database;
  private final ScorecardMap map;
  private final Catalogue catalogue;
  private final String file;
  private final boolean dryRun;
  private final Consumer<String> progress;
  private final Findings faults = new Findings();
  private final Findings doubts = new Findings();
  private final Map<String, Map<Answer, Integer>> answers = new TreeMap<>();
  private int founded;
  private int done;
  private Tally tally = Tally.NONE;

  private ScorecardImport(Database database, ScorecardMap.Read read, String file, boolean dryRun, Consumer<String> progress) {
    this.database = database;
    this.map = read.map();
    this.catalogue = read.catalogue();
    this.file = file;
    this.dryRun = dryRun;
    this.progress = progress;
  }

  /**
   * Reads files and waits for the database: never on an event loop.
   *
   * @param dryRun do everything but commit
   * @throws IllegalArgumentException if mapping or file cannot be used at all; a row that does not fit fails nothing
   * @throws Problem of status 503 if the database stays away
   */
  public static ScoreOutcome run(Database database, Path scorecard, Path mapping, boolean dryRun, Consumer<String> progress) {
    var map = ScorecardMap.read(String.valueOf(mapping.getFileName()), Decoded.of(bytes(mapping), null).text());
    return new ScorecardImport(database, map, String.valueOf(scorecard.getFileName()), dryRun, progress).all(bytes(scorecard), map);
  }

  private static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LARGEST) throw new IllegalArgumentException(file + " is larger than 64 MiB.");
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + " cannot be read.");
    }
  }

  private ScoreOutcome all(byte[] bytes, ScorecardMap.Read read) {
    var decoded = Decoded.of(bytes, map.encoding());
    if (decoded.guessedFrom() > 0) doubt(new RowFault(file, decoded.guessedFrom(), null, "encoding", "is not UTF-8; the file was read as " + decoded.encoding()));
    var table = Table.of(file, decoded.text(), map.delimiter(), this::fault);
    var scored = new Scores(file, read, this::fault, this::doubt).of(table);
    progress.accept("Read " + scored.size() + " places from " + table.lines().size() + " rows (" + decoded.encoding() + ", separated by " + (table.separator() == '\t' ? "tabs" : table.separator()) + ")");
    for (var one : scored) bring(one);
    return new ScoreOutcome(dryRun, decoded.encoding(), String.valueOf(table.separator()), founded, tally, answers, faults.count(), faults.first(), doubts.count(), doubts.first());
  }

  private void bring(Scores.Scored scored) {
    try {
      var here = Writing.waiting(() -> database.lookUp(db -> place(db, scored)));
      var place = here != null ? here : fresh(scored);
      var came = write(place, here == null, scored);
      if (here == null) founded++;
      came.forEach(one -> tally = tally.plus(one == Came.ADDED ? new Tally(1, 0, 0, 0) : one == Came.CHANGED ? new Tally(0, 1, 0, 0) : new Tally(0, 0, 1, 0)));
      scored.worksheets().forEach(this::count);
    } catch (Problem refused) {
      if (refused.status() == 503) throw refused;
      fault(new RowFault(file, scored.line(), scored.name(), "refused", refused.code() + " " + refused.args()));
    }
    if (++done % 100 == 0) progress.accept("Places: " + done);
  }

  private void count(Brought brought) {
    for (var given : brought.answers()) {
      answers.computeIfAbsent(given.criterion(), first -> new EnumMap<>(Answer.class)).merge(given.answer() == null ? Answer.UNCLEAR : given.answer(), 1, Integer::sum);
    }
  }

  /** As the mapping says, else where this scorecard brought it before, else by its name. */
  private Future<Jurisdiction> place(SqlConnection db, Scores.Scored scored) {
    var known = map.place().known() == null ? null : map.place().known().get(scored.name());
    return db.preparedQuery("""
            SELECT j.slug
            FROM jurisdiction j
            WHERE CASE
              WHEN $1::text IS NOT NULL THEN j.slug = $1
              ELSE lower(j.name) = lower($2) OR EXISTS (SELECT FROM assessment s WHERE s.jurisdiction = j.id AND s.source = $3 AND s.external_id = $2)
            END
            ORDER BY EXISTS (SELECT FROM assessment s WHERE s.jurisdiction = j.id AND s.source = $3 AND s.external_id = $2) DESC, j.created_at
            LIMIT 1""")
        .execute(Tuple.of(known, scored.name(), map.id()))
        .compose(rows -> rows.size() == 0 ? Future.succeededFuture(null)
            : BodyQueries.jurisdiction(db, rows.iterator().next().getString("slug")).map(found -> found.orElse(null)));
  }

  private Jurisdiction fresh(Scores.Scored scored) {
    var known = map.place().known() == null ? null : map.place().known().get(scored.name());
    var slug = known != null ? known : Writing.waiting(() -> database.lookUp(db -> freeSlug(db, scored.name())));
    return new Jurisdiction(Ids.next(), slug, scored.name(), map.place().kind() == null ? "city" : map.place().kind(), null,
        ZoneId.of(map.place().zone() == null ? "UTC" : map.place().zone()), List.of("en"), scored.population(), "generic", 1, Set.of());
  }

  private static Future<String> freeSlug(SqlConnection db, String name) {
    var plain = BodyImport.slug(name);
    var slug = (plain.matches("[a-z].*") ? plain : "place-" + plain).replaceFirst("^(.{36}).*$", "$1").replaceAll("-$", "");
    return db.preparedQuery("SELECT slug FROM jurisdiction WHERE starts_with(slug, $1)")
        .execute(Tuple.of(slug))
        .map(rows -> {
          var taken = Rows.list(rows, row -> row.getString("slug"));
          for (int n = 1; ; n++) {
            var candidate = n == 1 ? slug : slug + "-" + n;
            if (!taken.contains(candidate) && candidate.length() > 1) return candidate;
          }
        });
  }

  /** A rehearsal founds the place by itself. */
  private List<Came> write(Jurisdiction place, boolean fresh, Scores.Scored scored) {
    Command<List<Came>> command = (tx, caller) -> (fresh && !dryRun ? found(tx, caller, place) : Future.succeededFuture(List.<Event>of()))
        .compose(events -> worksheets(tx, caller, scored, new ArrayList<>(events)));
    return new Writing(database, Caller.system(place, "import"), dryRun).write(command);
  }

  private static Future<List<Event>> found(SqlConnection tx, Caller caller, Jurisdiction place) {
    return BodyCommands.found(place.id(), new BodyCommands.Founding(place.slug(), place.name(), place.kind(), null, place.zone().getId(), place.languages(),
        place.population(), place.profile())).perform(tx, caller).map(Change::events);
  }

  private Future<Change<List<Came>>> worksheets(SqlConnection tx, Caller caller, Scores.Scored scored, List<Event> events) {
    var came = new ArrayList<Came>();
    var areas = scored.worksheets().stream().map(Brought::area).toList();
    var chain = AreaCommands.adopt(catalogue, areas).perform(tx, caller).onSuccess(adopted -> events.addAll(adopted.events())).<Void>mapEmpty();
    for (var brought : scored.worksheets()) {
      chain = chain.compose(before -> ImportCommands.bring(brought).perform(tx, caller)).map(change -> {
        came.add(change.result());
        events.addAll(change.events());
        return null;
      });
    }
    return chain.map(all -> new Change<>(came, events));
  }

  private void fault(RowFault fault) {
    faults.add(fault);
  }

  private void doubt(RowFault doubt) {
    doubts.add(doubt);
  }

  /** What the import of a scorecard came to. Places that were founded, worksheets, and how each criterion was answered. */
  public record ScoreOutcome(
      boolean dryRun, String encoding, String separator, int placesFounded, Tally worksheets, Map<String, Map<Answer, Integer>> answers,
      long faultCount, List<RowFault> faults, long doubtCount, List<RowFault> doubts) implements Report {

    @Override
    public String text() {
      var text = new StringBuilder(dryRun ? "Dry run: nothing was written.\n" : "");
      text.append("Places      ").append(placesFounded).append(" founded");
      text.append("\nWorksheets  ").append(String.format(Locale.ROOT, "%,d new, %,d changed, %,d unchanged", worksheets.added(), worksheets.changed(), worksheets.unchanged()));
      answers.forEach((criterion, given) -> {
        text.append("\n  ").append(criterion).append(":");
        given.forEach((answer, times) -> text.append(' ').append(Rows.word(answer)).append(' ').append(times));
      });
      Findings.tell(text, faultCount, faults, doubtCount, doubts);
      return text.toString();
    }

  }
}
