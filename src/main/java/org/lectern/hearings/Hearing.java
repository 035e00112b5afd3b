package org.lectern.hearings;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/**
 * A public hearing of a body. {@code number} is its address within the place; instants are exact, {@code zone} is where the
 * room's clock hangs; {@code allotment} is seconds a speaker. The profile version is the one it was noticed under. {@code revision}
 * counts what calendars have to know; predecessor and successor are the numbers of the hearings that this one continues and is
 * continued by.
 */
public record Hearing(
    UUID id, long number, UUID body, String bodySlug, String bodyName, HearingKind kind, HearingStatus status,
    String title, String summary, Instant startsAt, ZoneId zone, String place, String phoneIn, String videoUrl, String accessNote,
    List<String> languages, String orderRule, int allotment, Instant testimonyClosesAt, String lateTestimony,
    Integer quorum, Integer present, String profile, int profileVersion, int agendaVersion,
    Instant noticedAt, Instant startedAt, Instant recessedAt, Instant adjournedAt, String reason,
    String recordingUrl, String source, String sourceUrl, int revision, Long predecessor, Long successor, List<String> areas) {

  /** Every query of hearings reads these columns, from {@code hearing h JOIN body b}. */
  static final String COLUMNS = """
      SELECT h.id, h.number, h.body, b.slug AS body_slug, b.name AS body_name, h.kind, h.status, h.title, h.summary, h.starts_at, h.zone,
        h.place, h.phone_in, h.video_url, h.access_note, h.languages, h.order_rule, h.allotment, h.testimony_closes_at, h.late_testimony,
        b.quorum, h.present, h.profile, h.profile_version, h.agenda_version, h.noticed_at, h.started_at, h.recessed_at, h.adjourned_at,
        h.reason, h.recording_url, h.source, h.source_url, h.revision,
        (SELECT p.number FROM hearing p WHERE p.id = h.predecessor) AS predecessor, (SELECT s.number FROM hearing s WHERE s.id = h.successor) AS successor,
        ARRAY(SELECT a.slug FROM hearing_area ha JOIN area a ON a.id = ha.area WHERE ha.hearing = h.id ORDER BY a.ordinal) AS areas
      FROM hearing h
      JOIN body b ON b.id = h.body
      """;

  static Hearing from(Row row) {
    return new Hearing(row.getUUID("id"), row.getLong("number"), row.getUUID("body"), row.getString("body_slug"), row.getString("body_name"),
        Rows.word(row, "kind", HearingKind.class), Rows.word(row, "status", HearingStatus.class), row.getString("title"), row.getString("summary"),
        Rows.instant(row, "starts_at"), ZoneId.of(row.getString("zone")), row.getString("place"), link(row, "phone_in"),
        link(row, "video_url"), row.getString("access_note"), Rows.strings(row, "languages"), row.getString("order_rule"),
        row.getInteger("allotment"), Rows.instant(row, "testimony_closes_at"), row.getString("late_testimony"),
        row.getInteger("quorum"), row.getInteger("present"), row.getString("profile"), row.getInteger("profile_version"),
        row.getInteger("agenda_version"), Rows.instant(row, "noticed_at"), Rows.instant(row, "started_at"), Rows.instant(row, "recessed_at"),
        Rows.instant(row, "adjourned_at"), row.getString("reason"), row.getString("recording_url"), row.getString("source"),
        row.getString("source_url"), row.getInteger("revision"), row.getLong("predecessor"), row.getLong("successor"), Rows.strings(row, "areas"));
  }

  /** Of a cancelled hearing the agenda stays readable and the way in is gone. */
  private static String link(Row row, String column) {
    return row.getString("status").equals("cancelled") ? null : row.getString(column);
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "hearings/" + number;
  }

  public ZonedDateTime startsLocal() {
    return startsAt.atZone(zone);
  }

  /** The same weekday of the next month to come, at the same time: where the next regular hearing usually is. */
  public Instant nextInMonth() {
    var months = (int) Math.max(1, java.time.temporal.ChronoUnit.MONTHS.between(startsLocal(), ZonedDateTime.now(zone)) + 1);
    return Series.after(startsLocal(), Series.Every.MONTH, months).get(months - 1).toInstant();
  }

  /** A draft is for the staff of its body only. */
  public boolean visibleTo(Caller caller) {
    return status != HearingStatus.DRAFT || caller.holdsAny(body, Role.CLERK, Role.CHAIR);
  }
}
