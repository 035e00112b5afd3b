package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;

/** How testimony comes to be held once it was public: three people report it, or a moderator sees it. */
public final class HoldCommands {
  private HoldCommands() {}

  /** So many different people, and it is held until a moderator has looked. */
  static final int REPORTS_TO_HOLD = 3;

  /** What somebody finds wrong, of the closed list; the words and the address are for moderators alone. */
  public record Reporting(Ground ground, String words, String contact) {}

  /** Taken down. How many others reported the same is told to nobody. */
  public record Reported(String testimony, Ground ground) {}

  public record Holding(Ground ground, String reason) {}

  /** @param source tells one reporter from another for this testimony and leads back to nobody; null for one who cannot be told apart */
  public static Command<Reported> report(String number, Reporting reporting, byte[] source, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> {
      if (subject.confidential()) throw Problem.missing("testimony");
      if (!subject.open()) throw Problem.conflict("not_public_now");
      return add(tx, caller, subject, reporting, source)
          .compose(added -> !added ? Future.succeededFuture(new ArrayList<Event>()) : enough(tx, subject).compose(ground -> {
            var events = new ArrayList<Event>();
            events.add(new ModerationEvent.TestimonyReported(number, subject.target(), Rows.word(reporting.ground), subject.body()));
            if (ground == null) return Future.succeededFuture(events);
            return Publication.hold(tx, caller, subject, "reports", ground, null)
                .onSuccess(events::add)
                .compose(held -> Notices.tell(tx, subject, Told.HELD, ground, null, null, letter))
                .map(told -> events);
          }))
          .map(events -> new Change<>(new Reported(number, reporting.ground), java.util.List.<Event>copyOf(events)));
    });
  }

  /** False if this person has reported it before. */
  private static Future<Boolean> add(SqlConnection tx, Caller caller, Subject subject, Reporting reporting, byte[] source) {
    return tx.preparedQuery("""
            INSERT INTO testimony_report (id, jurisdiction, testimony, ground, words, contact, source_hash)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            ON CONFLICT (testimony, source_hash) DO NOTHING""")
        .execute(Tuple.of(Ids.blind(), caller.place().id(), subject.id(), Rows.word(reporting.ground), blankToNull(reporting.words), blankToNull(reporting.contact),
            Buffer.buffer(source == null ? org.lectern.core.Secrets.random(16) : source)))
        .map(inserted -> inserted.rowCount() == 1);
  }

  /** The ground that most of them name, once three people have reported; what moderators have decided is not undone by reports. */
  private static Future<Ground> enough(SqlConnection tx, Subject subject) {
    return tx.preparedQuery("""
            SELECT r.ground
            FROM testimony_report r
            WHERE r.testimony = $1 AND r.settled_at IS NULL
              AND (SELECT count(*) FROM testimony_report WHERE testimony = $1 AND settled_at IS NULL) >= $2
              AND NOT EXISTS (SELECT FROM moderation_case WHERE testimony = $1 AND NOT of_revision AND status IN ('released', 'redacted', 'moved'))
            GROUP BY r.ground
            ORDER BY count(*) DESC, r.ground DESC
            LIMIT 1""")
        .execute(Tuple.of(subject.id(), (long) REPORTS_TO_HOLD))
        .map(rows -> Rows.first(rows, row -> Rows.word(row, "ground", Ground.class), null));
  }

  /** A moderator holds it on a ground; someone decides within five business days. */
  public static Command<Case> hold(String number, Holding holding, Function<Notice, Letter> letter) {
    return (tx, caller) -> Subject.claim(tx, caller, number).compose(subject -> {
      subject.admits(caller);
      if (subject.confidential()) throw Problem.missing("testimony");
      return Publication.hold(tx, caller, subject, "moderator", holding.ground, holding.reason.strip())
          .compose(held -> Notices.tell(tx, subject, Told.HELD, holding.ground, holding.reason.strip(), null, letter)
              .compose(told -> ModerationQueries.find(tx, caller, number))
              .map(found -> Change.of(found, held)));
    });
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
