package org.lectern.exchange;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.lectern.core.Batch;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.store.Database;
import org.lectern.testimony.Intake;
import org.lectern.testimony.Intake.Submission;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.Shown;
import org.lectern.testimony.Submitted;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands.Words;
import org.lectern.testimony.TestimonyStatus;

/**
 * Brings in comments of another system as testimony, through the same intake as anybody's: numbered, counted, on the record, held
 * if there is personal data in the text. What came before is known again by source and id, so that a second run changes nothing.
 */
public final class CommentImport {

  /** How the file is to be read; {@code map} and {@code skip} are for tables. {@code names} brings names along from Regulations.gov. */
  public record Options(Target target, String source, List<String> map, String skip, String language, String kind, boolean names, boolean dryRun) {}

  private static final int AT_A_TIME = 100;

  private final Database database;
  private final Caller caller;
  private final Secrets secrets;
  private final Options options;
  private final Writing writing;
  private final Consumer<String> progress;
  private final String file;
  private final CommentReport report = new CommentReport();
  private final Map<String, Long> seen = new HashMap<>();
  private long read;

  /**
   * Imports the file into the place. Reads files and waits for the database: never on an event loop.
   *
   * @throws IllegalArgumentException if the file or the mapping cannot be used; a row that does not fit fails nothing
   * @throws Problem if there is no such target, or of status 503 if the database stays away
   */
  public static CommentReport.Told run(Database database, Jurisdiction place, Secrets secrets, Path file, Options options, Consumer<String> progress) throws IOException {
    return new CommentImport(database, place, secrets, file, options, progress).all(file);
  }

  private CommentImport(Database database, Jurisdiction place, Secrets secrets, Path file, Options options, Consumer<String> progress) {
    this.database = database;
    this.caller = Caller.system(place, "api");
    this.secrets = secrets;
    this.options = options;
    this.writing = new Writing(database, caller, options.dryRun());
    this.progress = progress;
    this.file = file.getFileName().toString();
  }

  private CommentReport.Told all(Path path) throws IOException {
    Writing.waiting(() -> database.read(caller, (db, asker) -> Shown.id(db, asker, options.target())));
    var zone = caller.place().zone();
    if (RegulationsGov.looksLikeIt(path)) {
      new RegulationsGov(zone, options.names(), options.language(), report).each(path, this::take);
      return report.told(options.dryRun(), options.target().address(), null);
    }
    if (!Files.isReadable(path)) throw new IllegalArgumentException("There is no file " + path + " to read.");
    var sheet = Sheet.open(path);
    var mapping = CommentRows.Mapping.of(options.map(), options.skip(), options.language(), sheet.headings());
    new CommentRows(sheet, file, mapping, zone, report).each(AT_A_TIME, this::take);
    return report.told(options.dryRun(), options.target().address(), sheet.charset().name());
  }

  private void take(List<BroughtComment> comments) {
    var fresh = new ArrayList<BroughtComment>();
    for (var comment : comments) {
      var first = seen.putIfAbsent(comment.externalId(), comment.line());
      if (first == null) fresh.add(comment);
      else report.fault(new RowFault(file, comment.line(), comment.externalId(), "twice", "this id came in line " + first + "; that one counts"));
    }
    for (int from = 0; from < fresh.size(); from += AT_A_TIME) some(fresh.subList(from, Math.min(from + AT_A_TIME, fresh.size())));
    read += comments.size();
    if (!comments.isEmpty()) progress.accept("Comments: " + read);
  }

  private void some(List<BroughtComment> comments) {
    var done = writing.write(bring(comments));
    for (int i = 0; i < comments.size(); i++) {
      var comment = comments.get(i);
      switch (done.get(i).what) {
        case ADDED -> report.added(false);
        case HELD -> report.added(true);
        case UNCHANGED -> report.unchanged();
        case DIFFERS -> report.differs();
        case REFUSED -> report.fault(new RowFault(file, comment.line(), comment.externalId(), "refused", done.get(i).why));
      }
    }
  }

  private enum What { ADDED, HELD, UNCHANGED, DIFFERS, REFUSED }

  private record Done(What what, String why) {}

  private Command<List<Done>> bring(List<BroughtComment> comments) {
    return (tx, asker) -> standing(tx, comments).compose(standing -> now(tx).compose(now -> {
      var fresh = comments.stream().filter(comment -> !standing.containsKey(comment.externalId())).toList();
      var asked = fresh.stream().map(comment -> new Batch.Asked<>(asker, submission(comment), comment.receivedAt() == null ? now : comment.receivedAt())).toList();
      return (asked.isEmpty() ? Future.succeededFuture(List.<Batch.Outcome<Submitted>>of()) : Intake.SUBMIT.perform(tx, asker.place(), asked).compose(taken -> taken.written().map(in -> taken.outcomes())))
          .compose(outcomes -> name(tx, fresh, outcomes).map(named -> change(comments, standing, fresh, outcomes)));
    }));
  }

  private Future<Map<String, String>> standing(SqlConnection tx, List<BroughtComment> comments) {
    return tx.preparedQuery("SELECT external_id, text FROM testimony WHERE jurisdiction = $1 AND source = $2 AND external_id = ANY ($3)")
        .execute(Tuple.of(caller.place().id(), options.source(), comments.stream().map(BroughtComment::externalId).toArray(String[]::new)))
        .map(rows -> {
          var standing = new HashMap<String, String>();
          rows.forEach(row -> standing.put(row.getString("external_id"), String.valueOf(row.getString("text"))));
          return standing;
        });
  }

  private static Future<Instant> now(SqlConnection tx) {
    return tx.query("SELECT now() AS now").execute().map(rows -> Rows.instant(rows.iterator().next(), "now"));
  }

  /** Who showed no name there shows none here; personal data in the text waits for a moderator, since nobody can be warned. */
  private Submission submission(BroughtComment comment) {
    var privacy = comment.name() == null ? Privacy.ANONYMOUS : Privacy.NAMED;
    return Submission.of(options.target(), new Words(options.target().item(), comment.text(), privacy, comment.name(), null, comment.position(), comment.language(), null, options.kind(), true, null, null), secrets, null);
  }

  private Future<?> name(SqlConnection tx, List<BroughtComment> fresh, List<Batch.Outcome<Submitted>> outcomes) {
    var ids = new ArrayList<UUID>();
    var names = new ArrayList<String>();
    for (int i = 0; i < fresh.size(); i++) {
      if (outcomes.get(i).refusal() != null) continue;
      ids.add(outcomes.get(i).change().result().id());
      names.add(fresh.get(i).externalId());
    }
    if (ids.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("UPDATE testimony t SET source = $1, external_id = b.external_id FROM unnest($2::uuid[], $3::text[]) AS b (id, external_id) WHERE t.id = b.id")
        .execute(Tuple.of(options.source(), ids.toArray(UUID[]::new), names.toArray(String[]::new)));
  }

  private static Change<List<Done>> change(List<BroughtComment> comments, Map<String, String> standing, List<BroughtComment> fresh, List<Batch.Outcome<Submitted>> outcomes) {
    var events = new ArrayList<Event>();
    var done = new LinkedHashMap<BroughtComment, Done>();
    for (int i = 0; i < fresh.size(); i++) {
      var outcome = outcomes.get(i);
      if (outcome.refusal() == null) events.addAll(outcome.change().events());
      done.put(fresh.get(i), outcome.refusal() != null ? new Done(What.REFUSED, why(outcome.refusal()))
          : new Done(outcome.change().result().status() == TestimonyStatus.HELD ? What.HELD : What.ADDED, null));
    }
    return new Change<>(comments.stream().map(comment -> done.containsKey(comment) ? done.get(comment)
        : new Done(standing.get(comment.externalId()).equals(comment.text()) ? What.UNCHANGED : What.DIFFERS, null)).toList(), events);
  }

  private static String why(Problem refusal) {
    return refusal.faults().isEmpty() ? refusal.code() : refusal.faults().get(0).pointer() + " " + refusal.faults().get(0).code();
  }
}
