package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.moderation.ModerationQueries.OwnCases;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;
import org.lectern.testimony.HeldRevisions;
import org.lectern.testimony.TestimonyStatus;

/** An author appeals against a redaction or a hiding within fourteen days; somebody else than who decided it decides about it. */
public final class AppealCommands {
  private AppealCommands() {}

  /** Why it should be public as it was. */
  public record Appealing(String text) {}

  public record Deciding(boolean granted, String reason) {}

  private record Open(UUID id, UUID decidedBy, UUID secondedBy, Ground ground, boolean ofRevision) {}

  public static Command<OwnCases> appeal(String secret, Appealing appealing) {
    return (tx, caller) -> ModerationQueries.own(tx, caller, secret)
        .compose(id -> Subject.claim(tx, id))
        .compose(subject -> tx.preparedQuery("""
                UPDATE moderation_case
                SET appeal = 'open', appeal_text = $2, appealed_at = CASE WHEN $3 THEN date_trunc('hour', now(), 'UTC') ELSE now() END, version = version + 1
                WHERE id = (SELECT id FROM moderation_case WHERE testimony = $1 AND status IN ('hidden', 'redacted') ORDER BY decided_at DESC LIMIT 1)
                  AND appeal IS NULL AND appeal_until >= now()""")
            .execute(Tuple.of(subject.id(), appealing.text.strip(), subject.anonymous()))
            .compose(appealed -> {
              if (appealed.rowCount() == 0) throw Problem.conflict("no_appeal_now");
              return subject.it().status() != TestimonyStatus.HIDDEN ? Future.succeededFuture()
                  : Publication.close(tx, subject.id(), subject.it().status().to(TestimonyStatus.APPEALED), subject.it().ground());
            })
            .compose(moved -> ModerationQueries.ownCases(secret).ask(tx, caller))
            .map(own -> Change.of(own, new ModerationEvent.ModerationAppealed(subject.number(), subject.target(), subject.anonymous()))));
  }

  /** By a moderator who did not decide it, or by a clerk who also holds the office of appeals. */
  public static Command<Case> decide(String number, Deciding deciding, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> {
      admits(caller, subject.body());
      return open(tx, subject).compose(appeal -> {
        if (caller.is(appeal.decidedBy) || caller.is(appeal.secondedBy)) throw Problem.forbidden("appeal_by_another");
        return settle(tx, caller, appeal, deciding)
            .compose(settled -> deciding.granted ? grant(tx, caller, subject, appeal) : refuse(tx, subject))
            .compose(events -> Notices.tell(tx, subject, deciding.granted ? Told.GRANTED : Told.REFUSED, appeal.ground, deciding.reason.strip(), null, letter).map(events))
            .compose(events -> {
              events.add(0, new ModerationEvent.AppealDecided(number, subject.target(), deciding.granted, deciding.reason.strip()));
              return ModerationQueries.find(tx, caller, number).map(found -> new Change<>(found, List.copyOf(events)));
            });
      });
    });
  }

  /** The appeals office alone is not enough: it belongs to a clerk. */
  static void admits(Caller caller, UUID body) {
    caller.in(body);
    if (!caller.holds(Role.MODERATOR, body) && !caller.holds(Role.CLERK, body)) throw Problem.forbidden("not_your_role", "clerk");
    if (Subject.separated(caller, body)) throw Problem.forbidden("separated_offices");
  }

  private static Future<Open> open(SqlConnection tx, Subject subject) {
    return tx.preparedQuery("SELECT id, decided_by, seconded_by, ground, of_revision FROM moderation_case WHERE testimony = $1 AND appeal = 'open' FOR UPDATE")
        .execute(Tuple.of(subject.id()))
        .map(rows -> Rows.maybe(rows, row -> new Open(row.getUUID("id"), row.getUUID("decided_by"), row.getUUID("seconded_by"), Rows.word(row, "ground", Ground.class), row.getBoolean("of_revision")))
            .orElseThrow(() -> Problem.conflict("no_appeal_open")));
  }

  private static Future<Void> settle(SqlConnection tx, Caller caller, Open appeal, Deciding deciding) {
    return tx.preparedQuery("""
            UPDATE moderation_case
            SET appeal = $2, appeal_reason = $3, appeal_decided_at = now(), appeal_decided_by = $4, version = version + 1
            WHERE id = $1""")
        .execute(Tuple.of(appeal.id, deciding.granted ? "granted" : "refused", deciding.reason.strip(), caller.person()))
        .mapEmpty();
  }

  /** As it was before it was decided about, its files too; what has been held or taken back since stays so. */
  private static Future<List<Event>> grant(SqlConnection tx, Caller caller, Subject subject, Open appeal) {
    var events = new ArrayList<Event>();
    if (appeal.ofRevision) {
      if (subject.it().status() != TestimonyStatus.PUBLISHED) return Future.succeededFuture(events);
      return HeldRevisions.publish(tx, subject.id(), true).map(event -> {
        if (event != null) events.add(event);
        return events;
      });
    }
    if (subject.it().status() == TestimonyStatus.APPEALED) {
      return Counting.restore(tx, caller, subject).compose(counted -> Publication.release(tx, caller, subject, "appeal")).map(event -> {
        events.add(event);
        return events;
      });
    }
    if (subject.it().status() != TestimonyStatus.REDACTED) return Future.succeededFuture(events);
    subject.it().status().to(TestimonyStatus.PUBLISHED);
    return tx.preparedQuery("DELETE FROM moderation_sealed WHERE testimony = $1 AND text IS NOT NULL RETURNING text").execute(Tuple.of(subject.id()))
        .map(rows -> Rows.first(rows, row -> row.getString("text"), subject.it().text()))
        .compose(text -> tx.preparedQuery("UPDATE attachment SET taken_down = NULL WHERE testimony = $1").execute(Tuple.of(subject.id())).map(text))
        .compose(text -> tx.preparedQuery("UPDATE testimony SET text = $2, status = 'published', ground = NULL WHERE id = $1").execute(Tuple.of(subject.id(), text))
            .map(restored -> {
              events.add(Publication.released(subject, text, subject.byline(), "appeal"));
              return events;
            }));
  }

  private static Future<List<Event>> refuse(SqlConnection tx, Subject subject) {
    var events = new ArrayList<Event>();
    if (subject.it().status() != TestimonyStatus.APPEALED) return Future.succeededFuture(events);
    return Publication.close(tx, subject.id(), subject.it().status().to(TestimonyStatus.HIDDEN_FINAL), subject.it().ground()).map(events);
  }
}
