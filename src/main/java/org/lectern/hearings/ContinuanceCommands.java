package org.lectern.hearings;

import static org.lectern.hearings.HearingStatus.CONTINUED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Numbers;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.hearings.Certificates.Judged;

/**
 * A hearing that goes on on another day. Its successor takes over what was not decided, who still waits to speak, where testimony
 * goes and who follows. A continuance needs no full notice but a paper at the door (after Cal. Gov. Code §§ 54955, 54955.1): if the
 * lead time is not met, the certificate says so with the public reason.
 */
public final class ContinuanceCommands {
  private ContinuanceCommands() {}

  /** To when and why; a place or a way in that is not given stays as it was. */
  public record Continuing(Instant startsAt, String reason, String place, String phoneIn, String videoUrl) {}

  private record Successor(UUID id, long number, Instant startsAt) {}

  /** In session or in recess; nobody may be at the microphone. The answer is the successor. */
  public static Command<Hearing> continueTo(long number, Continuing continuing) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> {
      hearing.status().to(CONTINUED);
      return refuse(tx, hearing)
          .compose(undecided -> judged(tx, caller, hearing, continuing))
          .compose(judged -> Numbers.next(tx, caller, "hearing", 0)
              .map(next -> new Successor(Ids.next(), next, continuing.startsAt()))
              .compose(successor -> carryOn(tx, caller, hearing, successor, continuing, judged)));
    });
  }

  private static Future<Void> refuse(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            SELECT EXISTS (SELECT FROM slot WHERE hearing = $1 AND status IN ('speaking', 'paused')) AS speaking,
              EXISTS (SELECT FROM agenda_item WHERE hearing = $1 AND status IN ('listed', 'called', 'comment', 'deliberation')) AS undecided""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          var row = rows.iterator().next();
          if (row.getBoolean("speaking")) throw Problem.conflict("someone_speaking");
          if (!row.getBoolean("undecided")) throw Problem.conflict("nothing_to_continue");
          return null;
        });
  }

  private static Future<Judged> judged(SqlConnection tx, Caller caller, Hearing hearing, Continuing continuing) {
    return NoticeCommands.now(tx).compose(now -> Profiles.version(tx, caller.place(), hearing.profile(), hearing.profileVersion()).map(profile -> {
      var faults = new ArrayList<Fault>();
      var judged = Certificates.judge(profile, hearing, now, continuing.startsAt(), new NoticeCommands.Noticing("continuance", continuing.reason()), faults);
      if (!faults.isEmpty()) throw Problem.invalid(faults);
      return judged;
    }));
  }

  private static Future<Change<Hearing>> carryOn(
      SqlConnection tx, Caller caller, Hearing hearing, Successor successor, Continuing continuing, Judged judged) {
    return found(tx, hearing, successor, continuing)
        .compose(founded -> Outages.endAnyway(tx, hearing))
        .compose(over -> items(tx, hearing, successor, continuing.reason()))
        .compose(items -> speakers(tx, hearing, successor).compose(speakers -> notice(tx, caller, hearing, successor, judged)
            .compose(noticed -> Postings.add(tx, caller, hearing, "continued", successor.startsAt))
            .compose(posting -> HearingCommands.move(tx, hearing, """
                UPDATE hearing
                SET status = 'continued', adjourned_at = now(), reason = $2, successor = $3
                WHERE id = $1""", Tuple.of(hearing.id(), continuing.reason(), successor.id), "busy"))
            .compose(continued -> HearingCommands.one(tx, successor.id))
            .map(next -> new Change<>(next, List.of(
                new HearingEvent.HearingContinued(hearing.number(), hearing.title(), successor.number, next.startsAt(), next.zone().getId(),
                    continuing.reason(), items, speakers, hearing.areas()),
                new HearingEvent.HearingNoticed(next.number(), next.bodyName(), next.title(), next.startsAt(), next.zone().getId(), 1,
                    judged.verdict(), judged.check().deadline(), next.areas()))))));
  }

  /** The same hearing on another day, noticed under the same rules. */
  private static Future<SqlResult<?>> found(SqlConnection tx, Hearing hearing, Successor successor, Continuing continuing) {
    return tx.preparedQuery("""
            INSERT INTO hearing (id, jurisdiction, number, body, kind, status, title, summary, starts_at, zone, place, phone_in, video_url,
              access_note, languages, order_rule, speaker_cap, ceding, allotment, testimony_closes_at, late_testimony, quorum, profile, profile_version,
              agenda_version, noticed_at, predecessor)
            SELECT $2, h.jurisdiction, $3, h.body, h.kind, 'noticed', h.title, h.summary, $4, h.zone, coalesce($5, h.place), coalesce($6, h.phone_in),
              coalesce($7, h.video_url), h.access_note, h.languages, h.order_rule, h.speaker_cap, h.ceding, h.allotment, $8, h.late_testimony, b.quorum, h.profile,
              h.profile_version, 1, now(), h.id
            FROM hearing h
            JOIN body b ON b.id = h.body
            WHERE h.id = $1""")
        .execute(Tuple.from(new Object[] {hearing.id(), successor.id, successor.number, Rows.at(successor.startsAt), continuing.place(),
            continuing.phoneIn(), continuing.videoUrl(), Rows.at(closes(hearing, successor))}))
        .compose(inserted -> tx.preparedQuery("INSERT INTO hearing_area (jurisdiction, hearing, area) SELECT jurisdiction, $2, area FROM hearing_area WHERE hearing = $1")
            .execute(Tuple.of(hearing.id(), successor.id)))
        .map(tied -> tied);
  }

  private static Instant closes(Hearing hearing, Successor successor) {
    return hearing.testimonyClosesAt() == null ? null
        : hearing.testimonyClosesAt().plus(Duration.between(hearing.startsAt(), successor.startsAt));
  }

  /**
   * What was not decided goes over under the same number and ordinal; here it is tabled. The public is heard on it again. A line
   * once drawn by lottery is not drawn again: those who wait keep their order, and others stand behind them.
   */
  private static Future<Integer> items(SqlConnection tx, Hearing hearing, Successor successor, String reason) {
    return tx.preparedQuery("""
            INSERT INTO agenda_item (id, jurisdiction, hearing, ordinal, number, title, kind, minutes, comment_mode, status, matter, note,
              order_rule, speaker_cap, ceding, allotment)
            SELECT gen_random_uuid(), i.jurisdiction, $2, i.ordinal, i.number, i.title, i.kind, i.minutes, i.comment_mode, 'listed', i.matter, i.note,
              CASE WHEN EXISTS (SELECT FROM lottery l WHERE l.item = i.id) THEN 'fifo' ELSE i.order_rule END, i.speaker_cap, i.ceding, i.allotment
            FROM agenda_item i
            WHERE i.hearing = $1 AND i.status IN ('listed', 'called', 'comment', 'deliberation')""")
        .execute(Tuple.of(hearing.id(), successor.id))
        .compose(copied -> tx.preparedQuery("""
                UPDATE agenda_item
                SET status = 'tabled', reason = $2
                WHERE hearing = $1 AND status IN ('listed', 'called', 'comment', 'deliberation')""")
            .execute(Tuple.of(hearing.id(), reason)))
        .map(SqlResult::rowCount);
  }

  /** Whoever waits keeps order, allotment and secret link, and is asked whether the new day suits. */
  private static Future<Integer> speakers(SqlConnection tx, Hearing hearing, Successor successor) {
    return takeBack(tx, hearing).compose(back -> tx.preparedQuery("""
            UPDATE slot s
            SET hearing = $2, item = waiting.item, number = waiting.number, order_key = waiting.number, moved = NULL, draw = NULL,
              order_reason = 'receipt_order', called_at = NULL, reconfirm_asked_at = now(), reconfirmed_at = NULL,
              status = CASE WHEN s.status = 'waitlisted' THEN 'waitlisted' ELSE 'confirmed' END
            FROM (
              SELECT w.id, next.id AS item, 
                row_number() OVER (ORDER BY i.ordinal, w.status = 'waitlisted', coalesce(w.moved, w.order_key), w.number) AS number
              FROM slot w
              JOIN agenda_item i ON i.id = w.item
              JOIN agenda_item next ON next.hearing = $2 AND next.ordinal = i.ordinal
              WHERE w.hearing = $1 AND w.status IN ('confirmed', 'waitlisted', 'checked_in', 'called')) AS waiting
            WHERE s.id = waiting.id""")
        .execute(Tuple.of(hearing.id(), successor.id)))
        .map(SqlResult::rowCount)
        .compose(moved -> Floor.lapseRest(tx, hearing.id()).map(moved));
  }

  /** Time given to somebody who has not begun is the donor's again: the new day may not suit either of them. */
  private static Future<Void> takeBack(SqlConnection tx, Hearing hearing) {
    return tx.preparedQuery("""
            UPDATE slot s
            SET status = CASE WHEN s.status = 'ceded' THEN 'checked_in' ELSE s.status END, ceded_to = NULL,
              ended_at = CASE WHEN s.status = 'ceded' THEN NULL ELSE s.ended_at END, allotted = s.allotted - s.ceded_seconds, ceded_seconds = 0
            WHERE s.hearing = $1 AND (s.ceded_seconds > 0 OR s.status = 'ceded')
              AND (s.status IN ('confirmed', 'checked_in', 'called')
                OR s.ceded_to IN (SELECT r.id FROM slot r WHERE r.hearing = $1 AND r.status IN ('confirmed', 'checked_in', 'called')))""")
        .execute(Tuple.of(hearing.id()))
        .mapEmpty();
  }

  private static Future<Void> notice(SqlConnection tx, Caller caller, Hearing hearing, Successor successor, Judged judged) {
    return HearingCommands.one(tx, successor.id).compose(next -> Agenda.of(tx, successor.id)
        .compose(items -> Agenda.freeze(tx, caller, next, items, 1, null))
        .compose(hash -> Certificates.write(tx, caller, next, judged, 1, hash)));
  }
}
