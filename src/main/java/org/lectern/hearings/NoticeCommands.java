package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.Profile;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** Noticing a hearing: the guards of a lawful notice, the frozen agenda, and the certificate that proves it. */
public final class NoticeCommands {
  private NoticeCommands() {}

  /** A public reason to meet on shorter notice than the profile asks for; both parts or neither. */
  public record Noticing(String waiverCode, String waiverReason) {}

  private record Drafted(Hearing hearing, List<AgendaItem> items, Instant now) {}

  public static Command<Hearing> notice(long number, Noticing noticing) {
    return (tx, caller) -> HearingCommands.claim(tx, caller, number)
        .compose(hearing -> {
          hearing.status().to(HearingStatus.NOTICED);
          if (hearing.status() == HearingStatus.POSTPONED) throw Problem.conflict("reschedule_instead");
          return drafted(tx, hearing);
        })
        .compose(drafted -> Profiles.current(tx, caller.place()).compose(profile -> post(tx, caller, profile, drafted, noticing)));
  }

  /** The instant is the database's: no process decides by its own clock when a notice was posted. */
  private static Future<Drafted> drafted(SqlConnection tx, Hearing hearing) {
    return now(tx)
        .compose(now -> Agenda.of(tx, hearing.id()).map(items -> new Drafted(hearing, items, now)));
  }

  static Future<Instant> now(SqlConnection tx) {
    return tx.query("SELECT now() AS now").execute().map(rows -> Rows.instant(rows.iterator().next(), "now"));
  }

  private static Future<Change<Hearing>> post(SqlConnection tx, Caller caller, Profile profile, Drafted drafted, Noticing noticing) {
    var hearing = drafted.hearing;
    var faults = missing(profile, drafted);
    var judged = Certificates.judge(profile, hearing, drafted.now, hearing.startsAt(), noticing, faults);
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    return Agenda.freeze(tx, caller, hearing, drafted.items, 1, null)
        .compose(hash -> Certificates.write(tx, caller, hearing, judged, 1, hash))
        .compose(certified -> HearingCommands.move(tx, hearing, """
            UPDATE hearing
            SET status = 'noticed', noticed_at = now(), agenda_version = 1, profile = $2, profile_version = $3
            WHERE id = $1""", Tuple.of(hearing.id(), profile.id(), profile.version()), "busy"))
        .map(noticed -> Change.of(noticed, new HearingEvent.HearingNoticed(noticed.number(), noticed.bodyName(), noticed.title(),
            noticed.startsAt(), noticed.zone().getId(), noticed.agendaVersion(), judged.verdict(), judged.check().deadline(), noticed.areas())));
  }

  /** What a notice may not be without, all of it at once. */
  private static List<Fault> missing(Profile profile, Drafted drafted) {
    var faults = new ArrayList<Fault>();
    var hearing = drafted.hearing;
    if (blank(hearing.place()) && blank(hearing.videoUrl())) faults.add(Fault.at("/place", "place_or_link"));
    if (profile.phoneInRequired().value() && blank(hearing.phoneIn())) faults.add(Fault.at("/phone_in", "phone_in_required"));
    if (blank(hearing.accessNote())) faults.add(Fault.at("/access_note", "access_note_required"));
    if (drafted.items.stream().allMatch(item -> item.kind() == ItemKind.CLOSED)) faults.add(Fault.at("/items", "one_public_item"));
    return faults;
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
