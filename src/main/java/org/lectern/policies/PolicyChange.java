package org.lectern.policies;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.areas.Lever;
import org.lectern.core.Rows;

/**
 * A policy on its way. {@code number} is its address and said aloud: POL-2026-003. The {@code owner} makes it, the
 * {@code implementer} is the agency that trains and practises it. {@code textVersion} is the newest text (0: none yet),
 * {@code commentedVersion} the one that the public was last asked about. It was adopted by an item of a hearing or by the
 * signature of whoever heads an agency. {@code blocked} counts the open challenges that stop it.
 */
public record PolicyChange(
    UUID id, String number, PolicyKind kind, PolicyStatus status, Lever lever, UUID owner, String ownerSlug, String ownerName, boolean ownerIsAgency,
    UUID implementer, String implementerSlug, String implementerName, String area, String areaTitle, String criterion, String title, String summary,
    int textVersion, Integer commentedVersion, int commentRound, Instant commentOpenedAt, Instant commentClosesAt, boolean commentOpen, LocalDate pendingSince, LocalDate pendingUntil,
    LocalDate adoptedOn, Long hearing, String hearingTitle, Integer item, String itemTitle, String signedBy, LocalDate effectiveOn, LocalDate sunsetOn,
    String reason, String proposedBy, Instant createdAt, int blocked, LocalDate asOf) {

  /** Every query of policy changes reads these columns, from {@code policy_change p} and its neighbours. */
  static final String COLUMNS = """
      SELECT p.id, p.number, p.kind, p.status, p.lever, p.owner, o.slug AS owner_slug, o.name AS owner_name, o.kind = 'agency' AS owner_is_agency,
        p.implementer, m.slug AS implementer_slug, m.name AS implementer_name, r.slug AS area, r.title AS area_title, p.criterion, p.title, p.summary,
        p.text_version, p.commented_version, p.comment_round, p.comment_opened_at, p.comment_closes_at,
        p.status = 'comment' AND now() <= p.comment_closes_at AS comment_open, p.pending_since, p.pending_until, p.adopted_on,
        h.number AS hearing, h.title AS hearing_title, i.ordinal AS item, i.title AS item_title, p.signed_by, p.effective_on, p.sunset_on, p.reason,
        p.proposed_by_name, p.created_at, (now() AT TIME ZONE j.zone)::date AS today,
        (SELECT count(*)::int FROM policy_challenge c WHERE c.policy = p.id AND c.blocking AND c.outcome IS NULL) AS blocked
      FROM policy_change p
      JOIN jurisdiction j ON j.id = p.jurisdiction
      JOIN body o ON o.id = p.owner
      LEFT JOIN body m ON m.id = p.implementer
      LEFT JOIN area r ON r.id = p.area
      LEFT JOIN hearing h ON h.id = p.hearing
      LEFT JOIN agenda_item i ON i.id = p.item
      """;

  static PolicyChange from(Row row) {
    return new PolicyChange(row.getUUID("id"), row.getString("number"), Rows.word(row, "kind", PolicyKind.class), Rows.word(row, "status", PolicyStatus.class),
        Rows.word(row, "lever", Lever.class), row.getUUID("owner"), row.getString("owner_slug"), row.getString("owner_name"), row.getBoolean("owner_is_agency"),
        row.getUUID("implementer"), row.getString("implementer_slug"), row.getString("implementer_name"), row.getString("area"), row.getString("area_title"),
        row.getString("criterion"), row.getString("title"), row.getString("summary"), row.getInteger("text_version"), row.getInteger("commented_version"),
        row.getInteger("comment_round"), Rows.instant(row, "comment_opened_at"), Rows.instant(row, "comment_closes_at"), row.getBoolean("comment_open"), row.getLocalDate("pending_since"),
        row.getLocalDate("pending_until"), row.getLocalDate("adopted_on"), row.getLong("hearing"), row.getString("hearing_title"), row.getInteger("item"),
        row.getString("item_title"), row.getString("signed_by"), row.getLocalDate("effective_on"), row.getLocalDate("sunset_on"), row.getString("reason"),
        row.getString("proposed_by_name"), Rows.instant(row, "created_at"), row.getInteger("blocked"), row.getLocalDate("today"));
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "policies/" + number;
  }

  /** Who trains and practises it: the agency that was named, else the agency that owns it. */
  public UUID practisedBy() {
    return implementer != null ? implementer : ownerIsAgency ? owner : null;
  }

  /** In force today: decided, its day has come, and it has not run out. */
  public boolean effective() {
    return status.inForce() && !effectiveOn.isAfter(asOf) && (sunsetOn == null || sunsetOn.isAfter(asOf));
  }

  PolicyEvent.About about() {
    return new PolicyEvent.About(number, title, ownerSlug, area, hearing);
  }
}
