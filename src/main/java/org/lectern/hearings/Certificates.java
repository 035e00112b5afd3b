package org.lectern.hearings;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Rows;

/** The proof of each posting of a notice: when, by which rules, and whether in time or waived for a public reason. */
final class Certificates {
  private Certificates() {}

  /** A posting that has been judged; {@code verdict} is compliant or waived, never late: that is refused before. */
  record Judged(Profile profile, Notice.Check check, String verdict, NoticeCommands.Noticing noticing, Instant postedAt, Instant startsAt) {
    boolean waived() {
      return verdict.equals("waived");
    }
  }

  /** Judges a posting at this instant for that start; what is wrong with it is added to the faults. */
  static Judged judge(Profile profile, Hearing hearing, Instant postedAt, Instant startsAt, NoticeCommands.Noticing noticing, List<Fault> faults) {
    var check = Notice.check(profile, hearing.kind().notice(), postedAt, startsAt, hearing.zone());
    var waived = !check.compliant() && noticing.waiverCode() != null;
    if (!check.compliant() && !waived) faults.add(Fault.at("/starts_at", "too_late_to_notice", check.deadline().atZone(hearing.zone())));
    if (waived && (noticing.waiverReason() == null || noticing.waiverReason().strip().length() < 10)) faults.add(Fault.at("/waiver_reason", "waiver_reason"));
    if (!postedAt.isBefore(startsAt)) faults.add(Fault.at("/starts_at", "starts_in_past"));
    return new Judged(profile, check, waived ? "waived" : "compliant", noticing, postedAt, startsAt);
  }

  /** Each posting is numbered within its hearing; the hearing is locked, so the next number is free. */
  static Future<Void> write(SqlConnection tx, Caller caller, Hearing hearing, Judged judged, int agendaVersion, byte[] agendaHash) {
    var noticing = judged.noticing;
    return tx.preparedQuery("""
            INSERT INTO notice_certificate (jurisdiction, hearing, serial, agenda_version, profile, profile_version, kind, posted_at, starts_at,
              deadline, verdict, waiver_code, waiver_reason, waived_by, waived_by_name, agenda_hash, channels, steps)
            SELECT $1, $2, coalesce(max(serial), 0) + 1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17::text::jsonb
            FROM notice_certificate
            WHERE hearing = $2""")
        .execute(Tuple.from(new Object[] {caller.place().id(), hearing.id(), agendaVersion, judged.profile.id(), judged.profile.version(),
            Rows.word(hearing.kind()), Rows.at(judged.postedAt), Rows.at(judged.startsAt), Rows.at(judged.check.deadline()), judged.verdict,
            judged.waived() ? noticing.waiverCode() : null, judged.waived() ? noticing.waiverReason() : null,
            judged.waived() ? caller.person() : null, judged.waived() ? caller.name() : null, Buffer.buffer(agendaHash),
            new String[] {"page", "api", "feed", "mail"}, Json.text(judged.check.steps())}))
        .mapEmpty();
  }
}
