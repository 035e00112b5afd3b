package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

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
        .compose(drafted -> post(tx, caller, drafted, noticing));
  }

  /** The instant is the database's: no process decides by its own clock when a notice was posted. */
  private static Future<Drafted> drafted(SqlConnection tx, Hearing hearing) {
    return tx.query("SELECT now() AS now").execute()
        .map(rows -> Rows.instant(rows.iterator().next(), "now"))
        .compose(now -> Agenda.of(tx, hearing.id()).map(items -> new Drafted(hearing, items, now)));
  }

  private static Future<Change<Hearing>> post(SqlConnection tx, Caller caller, Drafted drafted, Noticing noticing) {
    var hearing = drafted.hearing;
    var profile = Profile.current(caller.place().profile()).alsoClosedOn(caller.place().holidays());
    var check = Notice.check(profile, hearing.kind().notice(), drafted.now, hearing.startsAt(), hearing.zone());
    var faults = missing(profile, drafted);
    var waived = !check.compliant() && noticing.waiverCode() != null;
    if (!check.compliant() && !waived) faults.add(Fault.at("/starts_at", "too_late_to_notice", check.deadline().atZone(hearing.zone())));
    if (waived && (noticing.waiverReason() == null || noticing.waiverReason().strip().length() < 10)) faults.add(Fault.at("/waiver_reason", "waiver_reason"));
    if (!drafted.now.isBefore(hearing.startsAt())) faults.add(Fault.at("/starts_at", "starts_in_past"));
    if (!faults.isEmpty()) throw Problem.invalid(faults);
    var verdict = waived ? "waived" : "compliant";
    return freeze(tx, caller, profile, drafted)
        .compose(hash -> certify(tx, caller, profile, drafted, check, verdict, noticing, hash))
        .compose(certified -> HearingCommands.move(tx, hearing, """
            UPDATE hearing
            SET status = 'noticed', noticed_at = now(), agenda_version = 1, profile = $2, profile_version = $3
            WHERE id = $1""", Tuple.of(hearing.id(), profile.id(), profile.version()), "busy"))
        .map(noticed -> Change.of(noticed, new HearingEvent.HearingNoticed(noticed.number(), noticed.bodyName(), noticed.title(),
            noticed.startsAt(), noticed.zone().getId(), noticed.agendaVersion(), verdict, check.deadline(), noticed.areas())));
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

  /** The agenda as published: version 1, with a hash over its canonical bytes. */
  private static Future<byte[]> freeze(SqlConnection tx, Caller caller, Profile profile, Drafted drafted) {
    var items = drafted.items.stream()
        .map(item -> new HearingCommands.NewItem(item.number(), item.title(), item.kind(), item.minutes(), item.commentMode()))
        .toList();
    var hash = Secrets.hash(Json.canonical(items));
    return tx.preparedQuery("""
            INSERT INTO agenda_version (jurisdiction, hearing, version, items, hash)
            VALUES ($1, $2, 1, $3::text::jsonb, $4)""")
        .execute(Tuple.of(caller.place().id(), drafted.hearing.id(), Json.text(items), Buffer.buffer(hash)))
        .map(hash);
  }

  private static Future<Void> certify(SqlConnection tx, Caller caller, Profile profile, Drafted drafted, Notice.Check check,
      String verdict, Noticing noticing, byte[] hash) {
    var waived = verdict.equals("waived");
    return tx.preparedQuery("""
            INSERT INTO notice_certificate (jurisdiction, hearing, agenda_version, profile, profile_version, kind, posted_at, starts_at,
              deadline, verdict, waiver_code, waiver_reason, waived_by, waived_by_name, agenda_hash, channels, steps)
            VALUES ($1, $2, 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16::text::jsonb)""")
        .execute(Tuple.from(new Object[] {caller.place().id(), drafted.hearing.id(), profile.id(), profile.version(),
            Rows.word(drafted.hearing.kind()), Rows.at(drafted.now), Rows.at(drafted.hearing.startsAt()), Rows.at(check.deadline()), verdict,
            waived ? noticing.waiverCode() : null, waived ? noticing.waiverReason() : null, waived ? caller.person() : null,
            waived ? caller.name() : null, Buffer.buffer(hash), new String[] {"page", "api", "feed"}, Json.text(check.steps())}))
        .mapEmpty();
  }
}
