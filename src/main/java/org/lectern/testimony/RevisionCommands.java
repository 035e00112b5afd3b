package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.testimony.TestimonyCommands.Words;

/** An author changes a testimony while the window is open, each time as a new version; afterwards it can be added to. */
public final class RevisionCommands {
  private RevisionCommands() {}

  /** The new wording; {@code language} and {@code position} as they shall stand from now on, null for none. */
  public record Revising(String text, Position position, String language, Boolean sendAnyway) {}

  /** What is added; it has a number and a receipt of its own. */
  public record Adding(String text, Boolean sendAnyway, List<String> attachments) {}

  private record Moment(Aim aim, Instant now) {}

  public static Command<Testimony> revise(String secret, Revising revising) {
    return (tx, caller) -> Own.claim(tx, caller, secret).compose(own -> {
      if (own.status() != TestimonyStatus.PUBLISHED && own.status() != TestimonyStatus.HELD) throw Problem.conflict("not_open_to_changes", "state." + own.status().word());
      if (revising.text().isBlank()) throw Problem.invalid("/text", "text_required");
      return open(tx, caller, own)
          .compose(open -> own.notEntered(tx))
          .compose(free -> notRedacted(tx, own))
          .compose(free -> replace(tx, caller, own, revising));
    });
  }

  /** What moderators have redacted and hold again is theirs to decide as it stands. */
  private static Future<Void> notRedacted(SqlConnection tx, Own own) {
    if (own.status() != TestimonyStatus.HELD) return Future.succeededFuture();
    return tx.preparedQuery("SELECT 1 FROM moderation_sealed WHERE testimony = $1 AND text IS NOT NULL").execute(Tuple.of(own.id())).map(rows -> {
      if (rows.size() > 0) throw Problem.conflict("not_open_to_changes", "state.redacted");
      return null;
    });
  }

  /** The window is open; what it keeps for late arrivals does not help a change. */
  private static Future<Void> open(SqlConnection tx, Caller caller, Own own) {
    return Aim.take(tx, caller.place(), own.target())
        .compose(aim -> tx.query("SELECT clock_timestamp() AS now").execute().map(now -> new Moment(aim, Rows.instant(now.iterator().next(), "now"))))
        .map(moment -> {
          if (moment.aim.over(moment.now)) throw Problem.conflict("window_closed_to_changes");
          return null;
        });
  }

  /** What was public stays public while moderators look at personal data in new words; anything else counts at once. */
  private static Future<Change<Testimony>> replace(SqlConnection tx, Caller caller, Own own, Revising revising) {
    var language = revising.language() == null ? own.language() : revising.language();
    if (own.text().equals(revising.text()) && own.position() == revising.position() && own.language().equals(language)) throw Problem.invalid("/text", "nothing_changed");
    var found = Accepted.held(own.privacy(), revising.text(), revising.sendAnyway());
    var wording = Wording.of(own, revising, language);
    return found != null && own.status() == TestimonyStatus.PUBLISHED
        ? HeldRevisions.hold(tx, caller, own, wording).compose(event -> own.read(tx).map(testimony -> Change.of(testimony, event)))
        : rewrite(tx, own, wording);
  }

  /** Words as they shall stand, with what commits to them. */
  record Wording(String text, String language, Position position, int revision, byte[] salt, byte[] commitment) {
    static Wording of(Own own, Revising revising, String language) {
      var salt = Secrets.random(32);
      var revision = own.revision() + 1;
      return new Wording(revising.text, language, revising.position, revision, salt,
          Secrets.commitment(salt, Accepted.canonical(language, revising.position, revising.text, revision)));
    }
  }

  private static Future<Change<Testimony>> rewrite(SqlConnection tx, Own own, Wording wording) {
    return tx.preparedQuery("""
            INSERT INTO testimony_version (jurisdiction, testimony, revision, text, language, position, salt, commitment, since, unseen)
            SELECT jurisdiction, id, revision, text, language, position, salt, commitment, coalesce(revised_at, received_at), status = 'held'
            FROM testimony
            WHERE id = $1""").execute(Tuple.of(own.id()))
        .compose(kept -> tx.preparedQuery("""
            UPDATE testimony
            SET text = $2, language = $3, position = $4, revision = $5, salt = $6, commitment = $7,
              revised_at = CASE WHEN privacy = 'anonymous' THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END
            WHERE id = $1""")
            .execute(Tuple.of(own.id(), wording.text, wording.language, Rows.word(wording.position), wording.revision, Buffer.buffer(wording.salt), Buffer.buffer(wording.commitment))))
        .compose(replaced -> HeldRevisions.replaced(tx, own))
        .compose(settled -> count(tx, own, wording.position))
        .compose(counted -> own.read(tx))
        .map(testimony -> Change.of(testimony, event(own, testimony)));
  }

  private static Future<Void> count(SqlConnection tx, Own own, Position position) {
    if (own.status() == TestimonyStatus.HELD || own.privacy() == Privacy.CONFIDENTIAL) return Future.succeededFuture();
    return TestimonyCounts.turn(tx, own.targetId(), own.position(), position);
  }

  private static TestimonyEvent event(Own own, Testimony now) {
    var open = own.status() == TestimonyStatus.PUBLISHED && own.privacy() != Privacy.CONFIDENTIAL;
    return new TestimonyEvent.TestimonyRevised(own.number(), now.target().address(), now.revision(), open ? Rows.word(now.position()) : null, now.language(), open ? now.text() : null, own.anonymous());
  }

  /** Once the window is closed, or whenever its author has more to say: a testimony of its own that belongs to the first. */
  public static Command<Submitted> supplement(String secret, Adding adding, Secrets secrets) {
    return (tx, caller) -> Own.claim(tx, caller, secret).compose(own -> {
      if (own.status() == TestimonyStatus.WITHDRAWN) throw Problem.conflict("not_open_to_changes", "state." + own.status().word());
      var words = new Words(own.target().item(), adding.text(), own.privacy(), own.name(), own.email(), null, own.language(), null, own.kind().equals("comment") ? "written" : own.kind(),
          adding.sendAnyway(), null, adding.attachments());
      return Intake.SUBMIT.alone(new Intake.Submission(own.target(), words, secrets, Terms.supplement(own.id(), own.number()))).perform(tx, caller);
    });
  }
}
