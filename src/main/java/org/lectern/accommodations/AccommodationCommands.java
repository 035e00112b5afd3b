package org.lectern.accommodations;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingQueries;

/** Asking for what one needs in order to take part, and what the clerk does about it. */
public final class AccommodationCommands {
  private AccommodationCommands() {}

  /** Later than this before the start a request is seen to as best effort; it is never refused for being late. */
  static final int BEST_EFFORT_HOURS = 72;

  /** What somebody needs. A name and a way to reach them help and are not required. */
  public record Asking(AccommodationKind kind, String details, String language, String name, String contact) {}

  /** The request, and the id from which its secret link is made. */
  public record Asked(UUID id, long hearing, int number, boolean bestEffort) {}

  /** What was arranged, in a few words for whoever asked. */
  public record Arranging(String note) {}

  /** Another way to take part, and why the one asked for is not possible. */
  public record Answering(String note, String alternative) {}

  public static Command<Asked> ask(long number, Asking asking, Secrets secrets) {
    var id = Ids.blind();
    return (tx, caller) -> HearingQueries.find(tx, caller, number).compose(hearing -> {
      if (!hearing.status().ahead()) throw Problem.conflict("hearing_not_ahead");
      return tx.preparedQuery("SELECT pg_advisory_xact_lock(hashtextextended($1::text, 2))").execute(Tuple.of(hearing.id().toString()))
          .compose(locked -> tx.preparedQuery("""
                  INSERT INTO accommodation (id, jurisdiction, hearing, number, kind, details, language, name, contact, best_effort, secret_hash)
                  SELECT $1, $2, h.id, (SELECT coalesce(max(number), 0) + 1 FROM accommodation WHERE hearing = h.id), $4, $5, $6, $7, $8,
                    now() > h.starts_at - make_interval(hours => $9), $10
                  FROM hearing h
                  WHERE h.id = $3
                  RETURNING number, best_effort""")
              .execute(Tuple.from(new Object[] {id, caller.place().id(), hearing.id(), Rows.word(asking.kind), blankToNull(asking.details),
                  asking.language == null ? "en" : asking.language, blankToNull(asking.name), blankToNull(asking.contact), BEST_EFFORT_HOURS,
                  Buffer.buffer(Secrets.hash(secrets.link("accommodation", id)))})))
          .map(rows -> Rows.one(rows, "accommodation", row -> new Asked(id, number, row.getInteger("number"), row.getBoolean("best_effort"))))
          .map(asked -> Change.of(asked, new AccommodationEvent.AccommodationRequested(number, hearing.body(), asked.number())));
    });
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  public static Command<Accommodation> arrange(long hearing, int request, Arranging arranging) {
    return moved(hearing, request, AccommodationStatus.ARRANGED, arranging.note, null, AccommodationEvent.AccommodationArranged::new);
  }

  public static Command<Accommodation> offer(long hearing, int request, Answering answering) {
    return moved(hearing, request, AccommodationStatus.ALTERNATIVE_OFFERED, answering.note, answering.alternative, AccommodationEvent.AlternativeOffered::new);
  }

  /** Never without a reason, and never without another way to take part. */
  public static Command<Accommodation> decline(long hearing, int request, Answering answering) {
    return moved(hearing, request, AccommodationStatus.DECLINED, answering.note, answering.alternative, AccommodationEvent.AccommodationDeclined::new);
  }

  public static Command<Accommodation> provide(long hearing, int request) {
    return moved(hearing, request, AccommodationStatus.PROVIDED, null, null, AccommodationEvent.AccommodationProvided::new);
  }

  private interface Told {
    Event of(long hearing, UUID body, int request);
  }

  private static Command<Accommodation> moved(long number, int request, AccommodationStatus target, String note, String alternative, Told told) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> one(tx, hearing, request).compose(before -> {
      before.status().to(target);
      return tx.preparedQuery("""
              UPDATE accommodation
              SET status = $3, note = coalesce($4, note), alternative = coalesce($5, alternative), decided_at = now()
              WHERE hearing = $1 AND number = $2""")
          .execute(Tuple.of(hearing.id(), request, Rows.word(target), blankToNull(note), blankToNull(alternative)))
          .compose(updated -> one(tx, hearing, request))
          .map(now -> Change.of(now, told.of(number, hearing.body(), request)));
    }));
  }

  private static Future<Accommodation> one(SqlConnection tx, Hearing hearing, int request) {
    return tx.preparedQuery(Accommodation.COLUMNS + "WHERE a.hearing = $1 AND a.number = $2")
        .execute(Tuple.of(hearing.id(), request))
        .map(rows -> Rows.one(rows, "accommodation", Accommodation::from));
  }
}
