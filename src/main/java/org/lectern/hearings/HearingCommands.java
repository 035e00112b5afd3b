package org.lectern.hearings;

import static org.lectern.hearings.HearingStatus.ADJOURNED;
import static org.lectern.hearings.HearingStatus.CLOSED;
import static org.lectern.hearings.HearingStatus.LIVE;
import static org.lectern.hearings.HearingStatus.RECESSED;

import io.vertx.core.Future;
import io.vertx.pgclient.data.Interval;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Numbers;
import org.lectern.bodies.Profile;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What can be done with a hearing as a whole, except noticing it ({@link NoticeCommands}) and moving it ({@link MovingCommands}). */
public final class HearingCommands {
  private HearingCommands() {}

  /** The doors open half an hour before the noticed time. */
  private static final Duration EARLY = Duration.ofMinutes(30);

  /** A hearing to be. {@code startsAt} is exact; {@code items} in the order of the agenda. */
  public record Draft(
      String body, HearingKind kind, String title, String summary, Instant startsAt, String place, String phoneIn, String videoUrl,
      String accessNote, List<String> languages, Integer allotment, Instant testimonyClosesAt, String lateTestimony, List<String> areas,
      List<NewItem> items) {}

  /** An agenda item to be. */
  public record NewItem(String number, String title, ItemKind kind, Integer minutes, CommentMode commentMode) {}

  /** Who is present when it begins. */
  public record Start(int present) {}

  /** Why it pauses; {@code outage} if the connection of those who take part from afar failed. */
  public record Recess(String reason, Boolean outage) {
    boolean failed() {
      return Boolean.TRUE.equals(outage);
    }
  }

  /** A reason that everyone may read. */
  public record Reason(String reason) {}

  public static Command<Hearing> draft(Draft draft) {
    return (tx, caller) -> BodyQueries.find(tx, caller.place().id(), draft.body())
        .compose(body -> Numbers.next(tx, caller, "hearing", 0)
            .compose(number -> Profiles.current(tx, caller.place()).compose(profile -> insert(tx, caller, mayHear(caller, body), number, draft, profile))))
        .compose(id -> Agenda.replace(tx, caller, id, draft.items())
            .compose(items -> Agenda.tie(tx, caller, id, draft.areas()))
            .compose(areas -> one(tx, id)))
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingDrafted(hearing.number(), hearing.body(), hearing.title(), hearing.startsAt())));
  }

  private static Body mayHear(Caller caller, Body body) {
    if (body.kind() == BodyKind.AGENCY) throw Problem.invalid("/body", "agency_hears_nobody");
    caller.in(body.id());
    return body;
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, Body body, long number, Draft draft, Profile profile) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO hearing (id, jurisdiction, number, body, kind, status, title, summary, starts_at, zone, place, phone_in,
              video_url, access_note, languages, allotment, testimony_closes_at, late_testimony, quorum, profile, profile_version)
            VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, body.id(), Rows.word(draft.kind()), draft.title(), draft.summary(),
            Rows.at(draft.startsAt()), caller.place().zone().getId(), draft.place(), draft.phoneIn(), draft.videoUrl(), draft.accessNote(),
            languages(caller, draft), draft.allotment() == null ? profile.allotmentSeconds().value() : draft.allotment(), Rows.at(draft.testimonyClosesAt()),
            draft.lateTestimony() == null ? "accept" : draft.lateTestimony(), body.quorum(), profile.id(), profile.version()}))
        .map(id);
  }

  private static String[] languages(Caller caller, Draft draft) {
    return (draft.languages() == null ? caller.place().languages() : draft.languages()).toArray(String[]::new);
  }

  /** A draft is rewritten as a whole; a noticed hearing is amended instead. */
  public static Command<Hearing> revise(long number, Draft draft) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(hearing -> hearing.status() == HearingStatus.DRAFT
            ? rewrite(tx, caller, hearing, draft)
            : Future.failedFuture(Problem.conflict("only_drafts_revised")))
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingRevised(hearing.number(), hearing.body(), hearing.title(), hearing.startsAt())));
  }

  private static Future<Hearing> rewrite(SqlConnection tx, Caller caller, Hearing hearing, Draft draft) {
    return tx.preparedQuery("""
            UPDATE hearing
            SET kind = $2, title = $3, summary = $4, starts_at = $5, place = $6, phone_in = $7, video_url = $8, access_note = $9,
              languages = $10, allotment = $11, testimony_closes_at = $12, late_testimony = $13
            WHERE id = $1""")
        .execute(Tuple.from(new Object[] {hearing.id(), Rows.word(draft.kind()), draft.title(), draft.summary(), Rows.at(draft.startsAt()),
            draft.place(), draft.phoneIn(), draft.videoUrl(), draft.accessNote(), languages(caller, draft),
            draft.allotment() == null ? 180 : draft.allotment(), Rows.at(draft.testimonyClosesAt()),
            draft.lateTestimony() == null ? "accept" : draft.lateTestimony()}))
        .compose(updated -> Agenda.replace(tx, caller, hearing.id(), draft.items()))
        .compose(items -> Agenda.tie(tx, caller, hearing.id(), draft.areas()))
        .compose(areas -> one(tx, hearing.id()));
  }

  /** Opens the hearing. Without a quorum it may only be adjourned, recessed or continued afterwards. */
  public static Command<Hearing> start(long number, Start start) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(LIVE);
          if (hearing.status() == RECESSED) throw Problem.conflict("resume_instead");
          return move(tx, hearing, """
              UPDATE hearing
              SET status = 'live', started_at = now(), present = $2
              WHERE id = $1 AND starts_at <= now() + $3::interval""",
              Tuple.of(hearing.id(), start.present(), Interval.of(EARLY)), "too_early_to_start");
        })
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingStarted(
            hearing.number(), hearing.title(), hearing.present(), hasQuorum(hearing), hearing.areas())));
  }

  static boolean hasQuorum(Hearing hearing) {
    return hearing.quorum() == null || (hearing.present() != null && hearing.present() >= hearing.quorum());
  }

  /** Timers stop with the recess: whoever speaks is paused. After an outage it is not so easy to go on: see {@link Outages}. */
  public static Command<Hearing> recess(long number, Recess reason) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(RECESSED);
          return move(tx, hearing, """
              UPDATE hearing
              SET status = 'recessed', recessed_at = now(), reason = $2
              WHERE id = $1""", Tuple.of(hearing.id(), reason.reason()), "busy");
        })
        .compose(hearing -> Floor.pauseSpeaker(tx, hearing.id()).map(hearing))
        .compose(hearing -> reason.failed() ? Outages.begin(tx, caller, hearing, reason.reason()).map(hearing) : Future.succeededFuture(hearing))
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingRecessed(hearing.number(), reason.reason(), reason.failed())));
  }

  public static Command<Hearing> resume(long number) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(hearing -> {
          if (hearing.status() != RECESSED) throw Problem.conflict("not_in_recess");
          return Outages.end(tx, hearing).compose(over -> move(tx, hearing, """
              UPDATE hearing
              SET status = 'live', recessed_at = NULL, reason = NULL
              WHERE id = $1""", Tuple.of(hearing.id()), "busy"));
        })
        .map(hearing -> Change.of(hearing, new HearingEvent.HearingResumed(hearing.number())));
  }

  /** Ends the hearing: no item may be open, what was not decided is tabled, whoever was not heard lapses. */
  public static Command<Hearing> adjourn(long number) {
    return (tx, caller) -> claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(ADJOURNED);
          return Agenda.refuseIfOpen(tx, hearing.id())
              .compose(none -> Outages.endAnyway(tx, hearing))
              .compose(over -> Agenda.tableRest(tx, hearing.id()))
              .compose(tabled -> Floor.lapseRest(tx, hearing.id())
                  .compose(lapsed -> move(tx, hearing, """
                          UPDATE hearing
                          SET status = 'adjourned', adjourned_at = now()
                          WHERE id = $1""", Tuple.of(hearing.id()), "busy")
                      .map(adjourned -> Change.of(adjourned, new HearingEvent.HearingAdjourned(
                          adjourned.number(), adjourned.title(), tabled, lapsed, adjourned.areas())))));
        });
  }

  /**
   * Ends it for good, inside the command that approves its minutes. There is no other way to close a hearing, and nobody asks for it
   * by itself; the caller of that command must be admitted to the body of the hearing.
   */
  public static Future<Change<Hearing>> close(SqlConnection tx, Caller caller, long number) {
    return claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(CLOSED);
          return move(tx, hearing, "UPDATE hearing SET status = 'closed' WHERE id = $1", Tuple.of(hearing.id()), "busy");
        })
        .map(closed -> Change.of(closed, new HearingEvent.HearingClosed(closed.number(), closed.title(), closed.areas())));
  }

  /** The hearing, locked for change, if this caller may change it. Commands have no other way to get one. */
  public static Future<Hearing> claim(SqlConnection tx, Caller caller, long number) {
    return tx.preparedQuery(Hearing.COLUMNS + """
            WHERE h.jurisdiction = $1 AND h.number = $2
            FOR UPDATE OF h""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "hearing", Hearing::from))
        .map(hearing -> admitted(caller, hearing));
  }

  private static Hearing admitted(Caller caller, Hearing hearing) {
    if (!hearing.visibleTo(caller)) throw Problem.missing("hearing");
    caller.in(hearing.body());
    return hearing;
  }

  /** Runs the update and reads the hearing as it now stands; a guard in its WHERE that fails is the given 409. */
  static Future<Hearing> move(SqlConnection tx, Hearing hearing, String update, Tuple values, String otherwise) {
    return tx.preparedQuery(update).execute(values).compose(updated -> {
      if (updated.rowCount() == 0) throw Problem.conflict(otherwise);
      return one(tx, hearing.id());
    });
  }

  static Future<Hearing> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Hearing.COLUMNS + "WHERE h.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "hearing", Hearing::from));
  }
}
