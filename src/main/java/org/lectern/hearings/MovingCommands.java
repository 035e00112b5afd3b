package org.lectern.hearings;

import static org.lectern.hearings.HearingStatus.CANCELLED;
import static org.lectern.hearings.HearingStatus.NOTICED;
import static org.lectern.hearings.HearingStatus.POSTPONED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.hearings.Certificates.Judged;
import org.lectern.hearings.HearingCommands.Reason;

/** A noticed hearing that does not take place as noticed: postponed, given a new date, or cancelled. */
public final class MovingCommands {
  private MovingCommands() {}

  /**
   * The new date. The reason is public and may be left out if the hearing was postponed with one; the waiver is as for any notice;
   * without {@code testimonyClosesAt} an existing close moves by as much as the start does.
   */
  public record NewStart(Instant startsAt, String reason, Instant testimonyClosesAt, String waiverCode, String waiverReason) {}

  /** Off its date, with no new one yet. The old start stays known, the speakers keep their places. */
  public static Command<Hearing> postpone(long number, Reason reason) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(POSTPONED);
          return HearingCommands.move(tx, hearing, """
              UPDATE hearing
              SET status = 'postponed', reason = $2
              WHERE id = $1""", Tuple.of(hearing.id(), reason.reason()), "busy");
        })
        .compose(hearing -> Postings.add(tx, caller, hearing, "postponed", hearing.startsAt()).map(hearing))
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingPostponed(
            hearing.number(), hearing.title(), hearing.startsAt(), reason.reason(), hearing.areas())));
  }

  /** A new date is a new notice: its lead time is checked again by the rules under which the hearing was first noticed. */
  public static Command<Hearing> reschedule(long number, NewStart start) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      if (hearing.status() != NOTICED) hearing.status().to(NOTICED);
      if (hearing.status() == HearingStatus.DRAFT) throw Problem.conflict("only_noticed_moved");
      var reason = start.reason() == null ? hearing.reason() : start.reason();
      return NoticeCommands.now(tx)
          .compose(now -> Profiles.version(tx, caller.place(), hearing.profile(), hearing.profileVersion()).map(profile -> {
            var faults = new ArrayList<Fault>();
            var judged = Certificates.judge(profile, hearing, now, start.startsAt(), new NoticeCommands.Noticing(start.waiverCode(), start.waiverReason()), faults);
            if (reason == null) faults.add(Fault.at("/reason", "reason_required"));
            if (start.startsAt().equals(hearing.startsAt()) && hearing.status() == NOTICED) faults.add(Fault.at("/starts_at", "same_start"));
            if (!faults.isEmpty()) throw Problem.invalid(faults);
            return judged;
          }))
          .compose(judged -> move(tx, caller, hearing, start, reason, judged));
    });
  }

  private static Future<Change<Hearing>> move(SqlConnection tx, Caller caller, Hearing hearing, NewStart start, String reason, Judged judged) {
    var earlier = hearing.startsAt().isBefore(start.startsAt()) ? hearing.startsAt() : start.startsAt();
    return tx.preparedQuery("""
            INSERT INTO hearing_start (jurisdiction, hearing, ordinal, starts_at, reason)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4
            FROM hearing_start
            WHERE hearing = $2""")
        .execute(Tuple.of(caller.place().id(), hearing.id(), Rows.at(hearing.startsAt()), reason))
        .compose(kept -> Agenda.hash(tx, hearing))
        .compose(hash -> Certificates.write(tx, caller, hearing, judged, hearing.agendaVersion(), hash))
        .compose(certified -> Floor.askAgain(tx, hearing.id()))
        .compose(asked -> Materials.move(tx, hearing, start.startsAt()))
        .compose(moved -> Postings.add(tx, caller, hearing, "rescheduled", earlier))
        .compose(posting -> HearingCommands.move(tx, hearing, """
            UPDATE hearing
            SET status = 'noticed', starts_at = $2, starts_local = NULL, testimony_closes_at = $3, noticed_at = now(), reason = NULL
            WHERE id = $1""", Tuple.of(hearing.id(), Rows.at(start.startsAt()), Rows.at(closes(hearing, start))), "busy"))
        .map(moved -> Change.of(moved, new HearingEvent.HearingRescheduled(moved.number(), moved.title(), hearing.startsAt(), moved.startsAt(),
            moved.zone().getId(), reason, judged.verdict(), judged.check().deadline(), moved.areas())));
  }

  private static Instant closes(Hearing hearing, NewStart start) {
    if (start.testimonyClosesAt() != null || hearing.testimonyClosesAt() == null) return start.testimonyClosesAt();
    return hearing.testimonyClosesAt().plus(Duration.between(hearing.startsAt(), start.startsAt()));
  }

  /** It does not take place. The agenda stays readable, the way in is gone, whoever wanted to speak lapses. */
  public static Command<Hearing> cancel(long number, Reason reason) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      hearing.status().to(CANCELLED);
      return Floor.lapseRest(tx, hearing.id())
          .compose(lapsed -> Floor.lapseIsTold(tx, hearing.id())
              .compose(told -> Postings.add(tx, caller, hearing, "cancelled", hearing.startsAt()))
              .compose(posting -> HearingCommands.move(tx, hearing, """
                  UPDATE hearing
                  SET status = 'cancelled', reason = $2
                  WHERE id = $1""", Tuple.of(hearing.id(), reason.reason()), "busy"))
              .map(cancelled -> Change.of(cancelled, new HearingEvent.HearingCancelled(
                  cancelled.number(), cancelled.title(), cancelled.startsAt(), reason.reason(), lapsed, cancelled.areas()))));
    });
  }
}
