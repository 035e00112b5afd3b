package org.lectern.moderation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Rows;
import org.lectern.moderation.Notices.Notice;
import org.lectern.moderation.Notices.Told;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;

/** What nobody decides within five business days is released, by the calendar; and what is kept for a time only is erased. */
public final class ExpiryCommands {
  private ExpiryCommands() {}

  static final int AT_ONCE = 50;

  private record Waiting(UUID testimony, Instant heldAt, Ground ground) {}

  /** Releases the next of them; the answer is how many. Looking twice releases nothing twice. */
  public static Command<Integer> expire(Function<Notice, Letter> letter) {
    return (tx, caller) -> waiting(tx, caller)
        .compose(waiting -> waiting.isEmpty() ? Future.succeededFuture(waiting) : Profiles.current(tx, caller.place())
            .map(profile -> waiting.stream().filter(one -> {
              var ends = HoldClock.ends(profile, caller.place().zone(), one.heldAt, one.ground);
              return ends != null && !ends.isAfter(Instant.now());
            }).toList()))
        .compose(due -> {
          var events = new ArrayList<Event>();
          var done = Future.<Void>succeededFuture();
          for (var one : due) done = done.compose(before -> Subject.claim(tx, one.testimony)).compose(subject -> release(tx, caller, subject, letter)).map(event -> {
            events.add(event);
            return null;
          });
          return done.map(all -> new Change<>(events.size(), List.copyOf(events)));
        });
  }

  /** Business days are never fewer than days. */
  private static Future<List<Waiting>> waiting(SqlConnection tx, Caller caller) {
    return tx.preparedQuery("""
            SELECT c.testimony, c.held_at, c.ground
            FROM moderation_case c
            WHERE c.jurisdiction = $1 AND c.status IN ('open', 'hide_proposed') AND coalesce(c.ground, 'm4') NOT IN ('m1', 'm2', 'm3', 'm5')
              AND c.held_at < now() - make_interval(days => $2)
            ORDER BY c.held_at, c.testimony
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), HoldClock.BUSINESS_DAYS, AT_ONCE))
        .map(rows -> Rows.list(rows, row -> new Waiting(row.getUUID("testimony"), Rows.instant(row, "held_at"), Rows.word(row, "ground", Ground.class))));
  }

  private static Future<Event> release(SqlConnection tx, Caller caller, Subject subject, Function<Notice, Letter> letter) {
    return Docket.claim(tx, subject)
        .compose(docket -> docket.move(tx, caller, subject, CaseStatus.EXPIRED, null, null)
            .compose(moved -> Publication.settle(tx, caller, subject, docket, "expired")))
        .compose(event -> Notices.tell(tx, subject, Told.EXPIRED, null, null, null, letter).map(event));
  }

  /** Notes after two years; who reported what, and how to reach whoever asked, after thirty days. */
  public static Command<Integer> tidy() {
    return (tx, caller) -> tx.preparedQuery("UPDATE moderation_case SET note = NULL WHERE jurisdiction = $1 AND note IS NOT NULL AND decided_at < now() - interval '2 years'")
        .execute(Tuple.of(caller.place().id()))
        .compose(notes -> tx.preparedQuery("UPDATE testimony_report SET source_hash = NULL, contact = NULL WHERE jurisdiction = $1 AND num_nonnulls(source_hash, contact) > 0 AND reported_at < now() - interval '30 days'")
            .execute(Tuple.of(caller.place().id())))
        .compose(reports -> tx.preparedQuery("UPDATE removal SET contact = NULL WHERE jurisdiction = $1 AND contact IS NOT NULL AND decided_at < now() - interval '30 days'")
            .execute(Tuple.of(caller.place().id())))
        .map(done -> Change.of(done.rowCount()));
  }
}
