package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.people.Outbox;
import org.lectern.testimony.Ground;

/** Tells authors what moderators decided: the rule, the reason, and what they can do about it. Whoever left no address sees it on the receipt. */
public final class Notices {
  private Notices() {}

  /** What there is to tell. */
  public enum Told {
    HELD,
    RELEASED,
    EXPIRED,
    REDACTED,
    HIDDEN,
    REVISION_REFUSED,
    MOVED,
    GRANTED,
    REFUSED,
    DISPUTE
  }

  /** A notice to an author. {@code until} is the last day of an appeal, null where there is none; {@code secret} is for disputes alone. */
  public record Notice(UUID testimony, String number, String language, String title, Told what, Ground ground, String reason, Instant until, String secret) {}

  static Future<Void> tell(SqlConnection tx, Subject subject, Told what, Ground ground, String reason, Instant until, Function<Notice, Outbox.Letter> letter) {
    if (subject.address() == null || subject.anonymous()) return Future.succeededFuture();
    var notice = new Notice(subject.id(), subject.number(), subject.it().language(), subject.title(), what, ground, reason, until, null);
    return Outbox.put(tx, letter.apply(notice).to(subject.address()));
  }
}
