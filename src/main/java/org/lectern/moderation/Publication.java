package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Event;
import org.lectern.core.Rows;
import org.lectern.testimony.Ground;
import org.lectern.testimony.HeldRevisions;
import org.lectern.testimony.Striking;
import org.lectern.testimony.TestimonyEvent;
import org.lectern.testimony.TestimonyStatus;

/** Moves testimony between what everyone can read and what they cannot; the page, the counts and the record go together. */
final class Publication {
  private Publication() {}

  /** No longer public until somebody has decided; earlier entries lose the words. The case opens with it. */
  static Future<Event> hold(SqlConnection tx, Caller caller, Subject subject, String rule, Ground ground, String reason) {
    subject.it().status().to(TestimonyStatus.HELD);
    return tx.preparedQuery("UPDATE testimony SET status = 'held', held_for = $2, ground = $3 WHERE id = $1")
        .execute(Tuple.of(subject.id(), rule, Rows.word(ground)))
        .compose(held -> tx.preparedQuery("UPDATE moderation_case SET ground = $2, reason = $3, held_by = $4 WHERE testimony = $1 AND status = 'open'")
            .execute(Tuple.of(subject.id(), Rows.word(ground), reason, rule.equals("moderator") ? caller.person() : null)))
        .compose(opened -> Counting.hold(tx, caller, subject))
        .compose(counted -> HeldRevisions.take(tx, subject.id()))
        .compose(counted -> Striking.text(tx, caller, subject.number(), "held"))
        .map(struck -> new TestimonyEvent.TestimonyHeld(subject.number(), subject.target(), rule, Rows.word(ground), "text", false));
  }

  /** What waited is public: the testimony itself, or new words for one that was public all the time. */
  static Future<Event> settle(SqlConnection tx, Caller caller, Subject subject, Docket docket, String how) {
    if (docket.ofRevision()) return HeldRevisions.publish(tx, subject.id(), false);
    return Counting.release(tx, caller, subject, subject.targetId()).compose(counted -> release(tx, caller, subject, how));
  }

  /** Of new words only a part may be public: the whole testimony is held with them, to be redacted at once. */
  static Future<Subject> take(SqlConnection tx, Caller caller, Subject subject) {
    subject.it().status().to(TestimonyStatus.HELD);
    return tx.preparedQuery("UPDATE testimony SET status = 'held', held_for = 'personal_data' WHERE id = $1").execute(Tuple.of(subject.id()))
        .compose(held -> Counting.hold(tx, caller, subject))
        .compose(counted -> HeldRevisions.take(tx, subject.id()))
        .compose(taken -> Subject.claim(tx, subject.id()));
  }

  /** Public from now on, as it stands; what was redacted stays so. */
  static Future<Event> release(SqlConnection tx, Caller caller, Subject subject, String how) {
    return sealed(tx, subject).compose(redacted -> {
      var status = redacted ? TestimonyStatus.REDACTED : TestimonyStatus.PUBLISHED;
      subject.it().status().to(status);
      return tx.preparedQuery("UPDATE testimony SET status = $2, held_for = NULL, ground = CASE WHEN $2 = 'redacted' OR disputed THEN ground END WHERE id = $1")
          .execute(Tuple.of(subject.id(), Rows.word(status)))
          .map(updated -> released(subject, subject.it().text(), subject.byline(), how));
    });
  }

  private static Future<Boolean> sealed(SqlConnection tx, Subject subject) {
    return tx.preparedQuery("SELECT text FROM moderation_sealed WHERE testimony = $1 AND text IS NOT NULL")
        .execute(Tuple.of(subject.id())).map(rows -> rows.size() > 0);
  }

  static Event released(Subject subject, String text, String byline, String how) {
    if (subject.confidential()) return new TestimonyEvent.TestimonyReceivedInConfidence(subject.number(), subject.target(), subject.it().late());
    var it = subject.it();
    return new ModerationEvent.TestimonyReleased(it.number(), subject.target(), it.itemNumber(), it.kind(), byline, Rows.word(it.position()),
        it.language(), text, it.late(), it.parent(), how);
  }

  static Future<Void> close(SqlConnection tx, UUID testimony, TestimonyStatus status, Ground ground) {
    return tx.preparedQuery("UPDATE testimony SET status = $2, held_for = NULL, ground = $3 WHERE id = $1")
        .execute(Tuple.of(testimony, Rows.word(status), Rows.word(ground))).mapEmpty();
  }
}
