package org.lectern.exchange;

import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Jurisdiction;
import org.lectern.exchange.CsvRows.Row;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.store.Database;

/**
 * The import of another place's register of recommendations: a CSV file, perhaps a second one with its changes of status, and
 * a mapping. One transaction an action; running it again goes on where it was, and once more changes nothing.
 */
public final class RegisterImport {

  /** What is to be brought in, and for whom: {@code issuer} is the slug of the board, founded as {@code issuerName} if there is none. */
  public record Wanted(Path file, Path changes, String mapping, String issuer, String issuerName) {}

  private final Database database;
  private final Caller caller;
  private final boolean dryRun;
  private final Wanted wanted;
  private final Consumer<String> progress;
  private final Writing writing;
  private final RegisterMapping mapping;
  private final ActionImport.Issuer issuer;
  private final Findings faults = new Findings();
  private final Findings doubts = new Findings();
  private final TreeMap<String, Integer> words = new TreeMap<>();
  private final Set<String> ids = new HashSet<>();
  private Tally tally = Tally.NONE;

  /**
   * Imports the file into the place. Reads files and waits for the database: never on an event loop.
   *
   * @param dryRun do everything but commit; the place itself need not exist yet
   * @throws IllegalArgumentException that says what to do if the mapping or a file cannot be used; a row that does not fit fails nothing
   * @throws org.lectern.core.Problem of status 503 if the database stays away
   */
  public static RegisterOutcome run(Database database, Jurisdiction place, Wanted wanted, boolean dryRun, Consumer<String> progress) throws IOException {
    return new RegisterImport(database, place, wanted, dryRun, progress).all();
  }

  /**
   * The same as commands, in the order of the file, for whoever performs them in another way.
   *
   * @throws IllegalArgumentException if a row cannot come in
   */
  public static List<Command<?>> commands(Jurisdiction place, Wanted wanted) {
    var commands = new ArrayList<Command<?>>();
    var it = new RegisterImport(null, place, wanted, true, progress -> {});
    try {
      var changes = it.changes();
      var reader = it.reader();
      it.rows().each(asked(it.mapping.columns()), row -> {
        var brought = reader.read(row, changes.getOrDefault(ActionReader.id(row, it.mapping.columns().id()), List.of()));
        if (brought != null) commands.add(ActionImport.bring(it.issuer, brought));
      });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    if (it.faults.count() > 0) throw new IllegalArgumentException(it.faults.first().toString());
    return commands;
  }

  private RegisterImport(Database database, Jurisdiction place, Wanted wanted, boolean dryRun, Consumer<String> progress) {
    this.database = database;
    this.caller = Caller.system(place, "import");
    this.dryRun = dryRun;
    this.wanted = wanted;
    this.progress = progress;
    this.writing = new Writing(database, caller, dryRun);
    this.mapping = RegisterMapping.read(wanted.mapping());
    this.issuer = new ActionImport.Issuer(wanted.issuer(), wanted.issuerName());
  }

  private RegisterOutcome all() throws IOException {
    var reader = reader();
    var changes = changes();
    writing.write(ActionImport.founding(issuer));
    var rows = rows();
    rows.each(asked(mapping.columns()), row -> row(rows.file(), reader, row, changes));
    changes.keySet().stream().filter(id -> !ids.contains(id)).sorted().forEach(id ->
        fault(new RowFault(wanted.changes().getFileName().toString(), changes.get(id).get(0).line(), id, "row_missing", "there are changes of this id, but no such row in " + rows.file())));
    return new RegisterOutcome(dryRun, mapping.source(), tally, gone(), words, reader.unknown(), faults.count(), faults.first(), doubts.count(), doubts.first());
  }

  private ActionReader reader() {
    return new ActionReader(mapping, wanted.file().getFileName().toString(), LocalDate.now(caller.place().zone()), this::fault, this::doubt);
  }

  private CsvRows rows() {
    return new CsvRows(wanted.file(), mapping.encoding(), mapping.delimiter(), mapping.skip());
  }

  static List<String> asked(RegisterMapping.Columns it) {
    return Stream.of(it.id(), it.number(), it.text(), it.title(), it.summary(), it.reportNumber(), it.reportTitle(), it.url(), it.issuedOn(), it.agency(), it.area(), it.priority(),
        it.status(), it.statusOn(), it.reason(), it.position(), it.answer(), it.answeredOn(), it.responseDue(), it.targetOn()).filter(Objects::nonNull).flatMap(Collection::stream).toList();
  }

  private void fault(RowFault fault) {
    faults.add(fault);
  }

  private void doubt(RowFault doubt) {
    doubts.add(doubt);
  }

  /** By the id of the row that they change. */
  private Map<String, List<ActionReader.Change>> changes() throws IOException {
    var changes = new HashMap<String, List<ActionReader.Change>>();
    if (wanted.changes() == null) return changes;
    if (mapping.changes() == null) throw new IllegalArgumentException("There is a file of changes, but the mapping does not say how to read it. Write changes.columns with id, from, to, on and reason.");
    var it = mapping.changes();
    var days = new Days(mapping.dates(), mapping.language());
    var rows = new CsvRows(wanted.changes(), it.encoding() == null ? mapping.encoding() : it.encoding(), it.delimiter() == null ? mapping.delimiter() : it.delimiter(), it.skip());
    var columns = it.columns();
    rows.each(Stream.of(columns.id(), columns.from(), columns.to(), columns.on(), columns.reason()).filter(Objects::nonNull).flatMap(Collection::stream).toList(),
        row -> change(rows.file(), row, columns, days, changes));
    return changes;
  }

  private void change(String file, Row row, RegisterMapping.ChangeColumns columns, Days days, Map<String, List<ActionReader.Change>> changes) {
    var id = ActionReader.id(row, columns.id());
    var to = row.first(columns.to());
    var on = row.first(columns.on());
    var day = on == null ? null : days.read(on);
    if (id == null || to == null) fault(new RowFault(file, row.line(), id, "id_or_word_missing", "a change needs both"));
    else if (day == null) fault(new RowFault(file, row.line(), id, "day_unreadable", "“" + on + "” fits no pattern of dates: " + mapping.dates()));
    else changes.computeIfAbsent(id, first -> new ArrayList<>()).add(new ActionReader.Change(row.line(), row.first(columns.from()), to, day.date(), Clean.cut(row.text(columns.reason()), 2_000)));
  }

  private void row(String file, ActionReader reader, Row row, Map<String, List<ActionReader.Change>> changes) {
    var id = ActionReader.id(row, mapping.columns().id());
    if (id != null && !ids.add(id)) {
      fault(new RowFault(file, row.line(), id, "twice", "a row with this id came before; add a column to columns.id that tells them apart"));
      return;
    }
    var brought = reader.read(row, changes.getOrDefault(id, List.of()));
    if (brought == null) return;
    try {
      var done = writing.write(ActionImport.bring(issuer, brought));
      tally = tally.plus(done.tally());
      words.merge(brought.now().label() == null ? brought.now().word() : brought.now().label(), 1, Integer::sum);
      if (done.takenOver()) doubt(new RowFault(file, row.line(), id, "taken_over", "people here have moved this action; the register's “" + brought.now().word() + "” is not followed"));
      if (done.areaUnknown()) doubt(new RowFault(file, row.line(), id, "area_unknown", "“" + brought.area() + "” is no adopted reform area; write it into areas: with the slug of one"));
    } catch (RuntimeException refused) {
      fault(Writing.refused(file, row.line(), id, refused));
    }
    if (ids.size() % 100 == 0) progress.accept("Rows: " + ids.size());
  }

  /** How many came in before and are in the file no more: they stay. */
  private long gone() {
    return Writing.waiting(() -> database.read(caller, (db, asker) -> db.preparedQuery("SELECT count(*) AS n FROM action_origin WHERE jurisdiction = $1 AND source = $2 AND external_id <> ALL ($3)")
        .execute(Tuple.of(asker.place().id(), mapping.source(), ids.toArray(String[]::new)))
        .map(rows -> rows.iterator().next().getLong("n"))));
  }
}
