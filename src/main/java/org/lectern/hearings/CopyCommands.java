package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.Holidays;
import org.lectern.bodies.Numbers;
import org.lectern.bodies.Profile;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;

/** The next hearing made of an earlier one: a draft with the same agenda, place and areas on another day, or a series of them. */
public final class CopyCommands {
  private CopyCommands() {}

  /** When the copy starts. */
  public record Copying(Instant startsAt) {}

  /** How often and how many times more. */
  public record Repeating(Series.Every every, int times) {}

  /** A draft of a series; {@code closedBy} names what closes the offices on its day, null on a business day. */
  public record Repeated(long number, Instant startsAt, String closedBy) {}

  /** The drafts of a series, in time order. */
  public record Repetition(List<Repeated> items) {}

  public static Command<Hearing> copy(long number, Copying copying) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> Profiles.current(tx, caller.place()).compose(profile -> draft(tx, caller, hearing, profile, copying.startsAt())))
        .map(copy -> Change.of(copy, drafted(copy)));
  }

  public static Command<Repetition> repeat(long number, Repeating repeating) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number).compose(hearing -> Profiles.current(tx, caller.place()).compose(profile -> {
      var made = new ArrayList<Hearing>();
      Future<Hearing> chain = Future.succeededFuture();
      for (var start : Series.after(hearing.startsLocal(), repeating.every(), repeating.times())) {
        chain = chain.compose(before -> draft(tx, caller, hearing, profile, start.toInstant())).onSuccess(made::add);
      }
      return chain.map(last -> new Change<>(new Repetition(made.stream().map(copy -> repeated(copy, profile.holidays())).toList()),
          made.stream().<Event>map(CopyCommands::drafted).toList()));
    }));
  }

  private static Repeated repeated(Hearing copy, Holidays holidays) {
    return new Repeated(copy.number(), copy.startsAt(), holidays.closedBy(LocalDate.ofInstant(copy.startsAt(), copy.zone())).orElse(null));
  }

  private static HearingEvent drafted(Hearing copy) {
    return new HearingEvent.HearingDrafted(copy.number(), copy.body(), copy.title(), copy.startsAt());
  }

  /** Under the rules of today; the close of testimony keeps its distance from the start. */
  private static Future<Hearing> draft(SqlConnection tx, Caller caller, Hearing hearing, Profile profile, Instant starts) {
    var id = Ids.next();
    return Numbers.next(tx, caller, "hearing", 0).compose(next -> tx.preparedQuery("""
            INSERT INTO hearing (id, jurisdiction, number, body, kind, status, title, summary, starts_at, zone, place, phone_in, video_url,
              access_note, languages, order_rule, allotment, testimony_closes_at, late_testimony, quorum, profile, profile_version)
            SELECT $2, h.jurisdiction, $3, h.body, h.kind, 'draft', h.title, h.summary, $4::timestamptz, h.zone, h.place, h.phone_in, h.video_url,
              h.access_note, h.languages, h.order_rule, h.allotment, $4::timestamptz - (h.starts_at - h.testimony_closes_at), h.late_testimony, b.quorum, $5, $6
            FROM hearing h
            JOIN body b ON b.id = h.body
            WHERE h.id = $1""")
        .execute(Tuple.of(hearing.id(), id, next, Rows.at(starts), profile.id(), profile.version())))
        .compose(inserted -> tx.preparedQuery("INSERT INTO hearing_area (jurisdiction, hearing, area) SELECT jurisdiction, $2, area FROM hearing_area WHERE hearing = $1")
            .execute(Tuple.of(hearing.id(), id)))
        .compose(tied -> Agenda.of(tx, hearing.id()))
        .compose(items -> Agenda.replace(tx, caller, id, items.stream().filter(AgendaItem::published).map(Agenda::asNew).toList()))
        .compose(items -> HearingCommands.one(tx, id));
  }
}
