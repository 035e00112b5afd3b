package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;
import org.lectern.testimony.TestimonyStatus;

/** Takes out passages and files and leaves the rest: in their place stands how much was taken and on which ground. The original is sealed. */
public final class RedactionCommands {
  private RedactionCommands() {}

  private static final int LONGEST_BAR = 12;

  /**
   * Passages as they stand in the text, each wherever it occurs, and by their places the files that stay public: a file may hold
   * what is taken out of the text, so whichever is not named is taken down.
   */
  public record Redacting(int version, Ground ground, String reason, List<String> passages, List<Integer> keepFiles) {
    List<String> taken() {
      return passages == null ? List.of() : passages.stream().map(String::strip).filter(one -> !one.isEmpty()).toList();
    }

    Integer[] kept(int files) {
      var kept = keepFiles == null ? new Integer[0] : keepFiles.toArray(Integer[]::new);
      for (var one : kept) if (one < 1 || one > files) throw Problem.invalid("/keep_files", "file_unknown", one);
      return kept;
    }
  }

  public static Command<Case> redact(String number, Redacting redacting, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(seen -> Docket.claim(tx, caller, seen.admits(caller), redacting.version)
        .compose(docket -> docket.ofRevision() ? Publication.take(tx, caller, seen).compose(whole -> redact(tx, caller, whole, docket, redacting, letter))
            : redact(tx, caller, seen, docket, redacting, letter)))
        .compose(event -> ModerationQueries.find(tx, caller, number).map(found -> Change.of(found, event)));
  }

  private static Future<Event> redact(SqlConnection tx, Caller caller, Subject subject, Docket docket, Redacting redacting, Function<Notice, Letter> letter) {
    return original(tx, subject).compose(original -> {
      var files = subject.it().attachments();
      var kept = redacting.kept(files);
      var text = without(subject.it().text(), redacting, Set.of(kept).size() < files);
      var reason = redacting.reason.strip();
      return docket.move(tx, caller, subject, CaseStatus.REDACTED, redacting.ground, reason)
          .compose(moved -> seal(tx, caller, subject, original))
          .compose(sealed -> takeDown(tx, subject, redacting.ground, kept))
          .compose(taken -> publish(tx, caller, subject, redacting, text, taken))
          .compose(event -> Notices.tell(tx, subject, Told.REDACTED, redacting.ground, reason, null, letter).map(event));
    });
  }

  /** How many of its files are public no longer. */
  private static Future<Integer> takeDown(SqlConnection tx, Subject subject, Ground ground, Integer[] kept) {
    return tx.preparedQuery("UPDATE attachment SET taken_down = CASE WHEN ordinal = ANY ($3) THEN NULL ELSE $2 END WHERE testimony = $1 RETURNING taken_down IS NOT NULL AS down")
        .execute(Tuple.of(subject.id(), Rows.word(ground), kept))
        .map(rows -> (int) Rows.list(rows, row -> row.getBoolean("down")).stream().filter(down -> down).count());
  }

  /** Of a second redaction the original is still the first: what was taken out once stays out, and only an appeal brings it back. */
  private static Future<String> original(SqlConnection tx, Subject subject) {
    return tx.preparedQuery("SELECT text FROM moderation_sealed WHERE testimony = $1 AND text IS NOT NULL")
        .execute(Tuple.of(subject.id()))
        .map(rows -> Rows.first(rows, row -> row.getString("text"), subject.it().text()));
  }

  private static String without(String text, Redacting redacting, boolean files) {
    var left = text;
    for (var passage : redacting.taken().stream().sorted((one, other) -> other.length() - one.length()).toList()) {
      if (!text.contains(passage)) throw Problem.invalid("/passages", "passage_unknown", passage.length() > 60 ? passage.substring(0, passage.offsetByCodePoints(0, 30)) + "…" : passage);
      left = left.replace(passage, bar(passage, redacting.ground));
    }
    if (left.equals(text) && !files) throw Problem.invalid("/passages", "passage_needed");
    return left.length() > 20_000 ? left.substring(0, 20_000) : left;
  }

  /** ▇▇▇▇ [M2]: how long it was, up to a point, and why it is gone. */
  static String bar(String passage, Ground ground) {
    return "▇".repeat(Math.max(2, Math.min(LONGEST_BAR, passage.codePointCount(0, passage.length())))) + " [" + ground + "]";
  }

  private static Future<Void> seal(SqlConnection tx, Caller caller, Subject subject, String original) {
    return tx.preparedQuery("""
            INSERT INTO moderation_sealed (jurisdiction, testimony, text)
            VALUES ($1, $2, $3)
            ON CONFLICT (testimony) DO UPDATE SET text = excluded.text""")
        .execute(Tuple.of(caller.place().id(), subject.id(), original))
        .mapEmpty();
  }

  /** Wherever a passage of it was quoted, the same is taken out. */
  private static Future<Event> publish(SqlConnection tx, Caller caller, Subject subject, Redacting redacting, String text, int files) {
    subject.it().status().to(TestimonyStatus.REDACTED);
    var quotes = redacting.taken().stream().map(one -> Tuple.of(subject.id(), one, bar(one, redacting.ground))).toList();
    return Publication.close(tx, subject.id(), TestimonyStatus.REDACTED, redacting.ground)
        .compose(closed -> tx.preparedQuery("UPDATE testimony SET text = $2 WHERE id = $1").execute(Tuple.of(subject.id(), text)))
        .compose(written -> quotes.isEmpty() ? Future.succeededFuture() : tx.preparedQuery("UPDATE testimony_trail SET passage = left(replace(passage, $2, $3), 500) WHERE testimony = $1 AND position($2 IN passage) > 0").executeBatch(quotes).mapEmpty())
        .compose(quoted -> Counting.release(tx, caller, subject, subject.targetId()))
        .map(counted -> {
          var it = subject.it();
          return new ModerationEvent.TestimonyRedacted(it.number(), subject.target(), it.itemNumber(), it.kind(), subject.byline(), Rows.word(it.position()),
              it.language(), text, it.late(), it.parent(), Rows.word(redacting.ground), redacting.reason.strip(), files == 0 ? null : files);
        });
  }
}
