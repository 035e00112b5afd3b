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
          .compose(free -> replace(tx, caller, own, revising));
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

  private static Future<Change<Testimony>> replace(SqlConnection tx, Caller caller, Own own, Revising revising) {
    var language = revising.language() == null ? own.language() : revising.language();
    if (own.text().equals(revising.text()) && own.position() == revising.position() && own.language().equals(language)) throw Problem.invalid("/text", "nothing_changed");
    var held = own.status() == TestimonyStatus.HELD ? null : Accepted.held(own.privacy(), revising.text(), revising.sendAnyway());
    var salt = Secrets.random(32);
    var commitment = Secrets.commitment(salt, Accepted.canonical(language, revising.position(), revising.text(), own.revision() + 1));
    return tx.preparedQuery("""
            INSERT INTO testimony_version (jurisdiction, testimony, revision, text, language, position, salt, commitment, since)
            SELECT jurisdiction, id, revision, text, language, position, salt, commitment, coalesce(revised_at, received_at)
            FROM testimony
            WHERE id = $1""").execute(Tuple.of(own.id()))
        .compose(kept -> tx.preparedQuery("""
            UPDATE testimony
            SET text = $2, language = $3, position = $4, revision = revision + 1, salt = $5, commitment = $6,
              revised_at = CASE WHEN privacy = 'anonymous' THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END,
              status = CASE WHEN $7::text IS NULL THEN status ELSE 'held' END, held_for = coalesce($7, held_for)
            WHERE id = $1""")
            .execute(Tuple.of(own.id(), revising.text(), language, Rows.word(revising.position()), Buffer.buffer(salt), Buffer.buffer(commitment), Rows.word(held))))
        .compose(replaced -> count(tx, own, revising.position(), held))
        .compose(counted -> own.read(tx))
        .map(testimony -> Change.of(testimony, event(own, testimony, held)));
  }

  private static Future<Void> count(SqlConnection tx, Own own, Position position, Hold held) {
    if (own.status() == TestimonyStatus.HELD || own.privacy() == Privacy.CONFIDENTIAL) return Future.succeededFuture();
    return held == null ? TestimonyCounts.turn(tx, own.targetId(), own.position(), position)
        : TestimonyCounts.hold(tx, own.targetId(), own.position());
  }

  private static TestimonyEvent event(Own own, Testimony now, Hold held) {
    var address = now.target().address();
    if (held != null) return new TestimonyEvent.TestimonyHeld(own.number(), address, Rows.word(held), null, null, own.anonymous());
    var open = own.status() == TestimonyStatus.PUBLISHED && own.privacy() != Privacy.CONFIDENTIAL;
    return new TestimonyEvent.TestimonyRevised(own.number(), address, now.revision(), open ? Rows.word(now.position()) : null, now.language(), open ? now.text() : null, own.anonymous());
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
