package org.lectern.testimony;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/** What an author can do with a testimony that {@link Intake} has taken in. */
public final class TestimonyCommands {
  private TestimonyCommands() {}

  /**
   * Words for the record. Only the text is required; a name only to appear under one.
   *
   * @param sendAnyway by an author who was warned of personal data in the text
   * @param offer the secret of a place in line that lapsed less than a day ago: what its holder writes is in time
   * @param attachments the secrets of files sent before, five at most
   */
  public record Words(
      Integer item, String text, Privacy privacy, String name, String email, Position position, String language, String parent, String kind,
      Boolean sendAnyway, String offer, List<String> attachments) {

    public Words(Integer item, String text, Privacy privacy, String name, String email, Position position, String language, String parent, String kind) {
      this(item, text, privacy, name, email, position, language, parent, kind, null, null, null);
    }

    /** A comment answers another testimony; otherwise it is written unless it says that it was spoken. */
    String what() {
      if (parent != null) return "comment";
      return kind == null ? "written" : kind;
    }

    public Privacy chosen() {
      return privacy != null ? privacy : name == null || name.isBlank() ? Privacy.ANONYMOUS : Privacy.NAMED;
    }

    List<String> files() {
      return attachments == null ? List.of() : attachments;
    }

    /** The language it is written in. */
    String written() {
      return language == null ? "en" : language;
    }
  }

  /** One testimony in a transaction of its own; whoever comes with many others is taken in with them. */
  public static Command<Submitted> submit(Target target, Words words, Secrets secrets) {
    return Intake.SUBMIT.alone(new Intake.Submission(target, words, secrets, Terms.NONE));
  }

  /** What was never public leaves no tombstone either. */
  private static final String WITHDRAW = """
      UPDATE testimony t
      SET status = 'withdrawn', held_for = NULL, withdrawn_at = date_trunc('hour', now(), 'UTC'),
        unseen = t.status IN ('received', 'held') AND NOT EXISTS (
          SELECT FROM journal j
          WHERE j.jurisdiction = t.jurisdiction AND j.type IN ('TestimonyPublished', 'TestimonyReleased', 'TestimonyRedacted')
            AND j.seq IN (SELECT seq FROM journal_topic n WHERE n.jurisdiction = t.jurisdiction AND n.topic = 'testimony/' || $2::text))
      WHERE t.id = $1""";

  /**
   * Takes it back: the text is no longer shown, a tombstone stays, the number is never given again. What has been entered in
   * the record belongs to it; its author can add to it.
   */
  public static Command<Testimony> withdraw(String secret) {
    return (tx, caller) -> Own.claim(tx, caller, secret).compose(own -> {
      own.status().to(TestimonyStatus.WITHDRAWN);
      return own.notEntered(tx)
          .compose(free -> tx.preparedQuery(WITHDRAW).execute(Tuple.of(own.id(), own.number())))
          .compose(updated -> TestimonyCounts.remove(tx, own.targetId(), own.privacy(), own.position(), own.status()))
          .compose(counted -> Striking.text(tx, caller, own.number(), "withdrawn"))
          .compose(struck -> own.read(tx))
          .map(testimony -> Change.of(testimony, new TestimonyEvent.TestimonyWithdrawn(testimony.number(), testimony.target().address(), "text", own.anonymous())));
    });
  }

  /** The author may withhold a name later; nobody but the author may ever reveal one. */
  public static Command<Testimony> withholdName(String secret) {
    return (tx, caller) -> Own.claim(tx, caller, secret).compose(own -> {
      if (own.privacy() != Privacy.NAMED && own.privacy() != Privacy.PSEUDONYM) throw Problem.conflict("no_name_shown");
      // What the same author added to it bears the same name.
      return tx.preparedQuery("UPDATE testimony SET privacy = 'withheld' WHERE (id = $1 OR supplements = $1) AND privacy IN ('named', 'pseudonym') RETURNING number")
          .execute(Tuple.of(own.id()))
          .compose(updated -> strikeNames(tx, caller, Rows.list(updated, row -> row.getString("number"))))
          .compose(struck -> own.read(tx))
          .map(testimony -> Change.of(testimony, new TestimonyEvent.NameWithheld(testimony.number(), testimony.target().address(), "name")));
    });
  }

  private static Future<Void> strikeNames(SqlConnection tx, Caller caller, List<String> numbers) {
    var struck = Future.<Void>succeededFuture();
    for (var number : numbers) struck = struck.compose(before -> Striking.name(tx, caller, number));
    return struck;
  }
}
