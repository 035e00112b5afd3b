package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.areas.Lever;
import org.lectern.bodies.DueDates;
import org.lectern.core.Caller;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/**
 * What a board (the issuer) asked of an agency (the addressee). {@code number} is its address and said aloud: ACT-2026-014.
 * The text is frozen at issue. {@code responseDue} is when the answer is due, {@code firstResponseDue} never changes,
 * {@code targetDate} is what the agency promised. {@code also} are the further
 * agencies that it asks: each owes an answer of its own, the addressee leads.
 */
public record Action(
    UUID id, String number, ActionKind kind, ActionStatus status, Position position,
    UUID issuer, String issuerSlug, String issuerName, UUID addressee, String addresseeSlug, String addresseeName,
    String title, String text, String summary, Priority priority, Lever lever,
    String area, String areaTitle, Long hearing, String hearingTitle, String testimony,
    int responseDays, DueDates.Unit responseUnit, LocalDate responseDue, LocalDate firstResponseDue, LocalDate targetDate,
    Instant issuedAt, Boolean issuedByVote, Instant respondedAt, Instant insistedAt, Instant reportedAt, Instant decidedAt, String reason,
    Instant createdAt, int version, LocalDate reviewDate, String supersededBy, Ground ground, Long obligation, LocalDate evidenceUntil, Lateness lateness,
    List<Addressee.Also> also) {

  /**
   * The date that counts now: of the answer until one stands, then the one that the agency gave; none while the next move
   * is the board's. Lists, the calendar and {@link Lateness} all read this one rule.
   */
  static final String DUE = """
      CASE
        WHEN a.status = 'issued' AND (a.responded_at IS NULL OR a.insisted_at > a.responded_at) THEN a.response_due
        WHEN a.status IN ('issued', 'in_progress', 'returned') THEN a.target_date
      END""";

  /** The day where the bodies sit, by the database's clock. */
  static final String TODAY = "(now() AT TIME ZONE j.zone)::date";

  /** Every query of actions reads these columns, from {@code action a} and its neighbours. */
  static final String COLUMNS = """
      SELECT a.id, a.number, a.kind, a.status, a.position, a.issuer, i.slug AS issuer_slug, i.name AS issuer_name,
        a.addressee, d.slug AS addressee_slug, d.name AS addressee_name, a.title, a.text, a.summary, a.priority, a.lever,
        r.slug AS area, r.title AS area_title, h.number AS hearing, h.title AS hearing_title, t.number AS testimony,
        a.response_days, a.response_due, a.first_response_due, a.target_date, a.issued_at, a.issued_by_vote, a.responded_at,
        a.insisted_at, a.reported_at, a.decided_at, a.reason, a.created_at, a.response_unit, a.version, a.review_date, a.inapplicable, a.evidence_until,
        (SELECT s.number FROM action s WHERE s.id = a.superseded_by) AS superseded_by,
        (SELECT o.number FROM obligation o WHERE o.id = a.obligation) AS obligation,
      """ + Addressee.ALSO + " AS also, " + TODAY + " AS today, " + DUE + """
       AS due
      FROM action a
      JOIN jurisdiction j ON j.id = a.jurisdiction
      JOIN body i ON i.id = a.issuer
      JOIN body d ON d.id = a.addressee
      LEFT JOIN area r ON r.id = a.area
      LEFT JOIN hearing h ON h.id = a.hearing
      LEFT JOIN testimony t ON t.id = a.testimony
      """;

  static Action from(Row row) {
    return new Action(row.getUUID("id"), row.getString("number"), Rows.word(row, "kind", ActionKind.class),
        Rows.word(row, "status", ActionStatus.class), Rows.word(row, "position", Position.class),
        row.getUUID("issuer"), row.getString("issuer_slug"), row.getString("issuer_name"),
        row.getUUID("addressee"), row.getString("addressee_slug"), row.getString("addressee_name"),
        row.getString("title"), row.getString("text"), row.getString("summary"), Rows.word(row, "priority", Priority.class),
        Rows.word(row, "lever", Lever.class), row.getString("area"), row.getString("area_title"), row.getLong("hearing"),
        row.getString("hearing_title"), row.getString("testimony"), row.getInteger("response_days"), Rows.word(row, "response_unit", DueDates.Unit.class), row.getLocalDate("response_due"),
        row.getLocalDate("first_response_due"), row.getLocalDate("target_date"), Rows.instant(row, "issued_at"),
        row.getBoolean("issued_by_vote"), Rows.instant(row, "responded_at"), Rows.instant(row, "insisted_at"),
        Rows.instant(row, "reported_at"), Rows.instant(row, "decided_at"), row.getString("reason"), Rows.instant(row, "created_at"),
        row.getInteger("version"), row.getLocalDate("review_date"), row.getString("superseded_by"), Rows.word(row, "inapplicable", Ground.class), row.getLong("obligation"), row.getLocalDate("evidence_until"),
        Lateness.of(row.getLocalDate("due"), row.getLocalDate("today")), Addressee.Also.list(row.getJsonArray("also")));
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "actions/" + number;
  }

  /** An answer stands: one came, and the board has not insisted since. */
  public boolean answered() {
    return respondedAt != null && (insistedAt == null || respondedAt.isAfter(insistedAt));
  }

  /** The board has decided on the answer that stands. */
  public boolean answerDecided() {
    return answered() && decidedAt != null && decidedAt.isAfter(respondedAt);
  }

  /** Anyone may add evidence to what was reported. */
  public boolean takesEvidence() {
    return evidenceUntil != null && !today().isAfter(evidenceUntil);
  }

  /** Does the caller answer for an agency that it asks: the lead or a further one? */
  boolean asks(Caller caller) {
    return caller.holds(Role.LIAISON, addressee) || also.stream().anyMatch(one -> caller.holds(Role.LIAISON, one.body()));
  }

  /** Owed by law or order whatever the agency says: no answer is asked for, and no time can be asked for. */
  public boolean owed() {
    return obligation != null;
  }

  /** A draft is for the members and the chair of its issuer only. */
  public boolean visibleTo(Caller caller) {
    return status != ActionStatus.DRAFT || caller.holdsAny(issuer, Role.MEMBER, Role.CHAIR);
  }

  /** Today where the bodies sit, by the database's clock. */
  LocalDate today() {
    return lateness.asOf();
  }

  ActionEvent.About about() {
    return new ActionEvent.About(number, title, addresseeSlug, area, hearing);
  }
}
