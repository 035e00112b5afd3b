package org.lectern.moderation;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.lectern.bodies.Profile;
import org.lectern.core.Rows;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Hold;
import org.lectern.testimony.Testimony;

/**
 * A case as a moderator sees it. {@code dueAt} is the end of the fifth business day; {@code releasesAt} the same where nobody's
 * deciding releases it, null where it stays held. {@code lockedUntil} is null unless somebody else is at it; {@code sealed} is
 * the text before a redaction. {@code waiting} are new words for a testimony that is public: where {@code ofRevision}, they are
 * what the case is about. {@code supplements} are the numbers of what its author added. No address and no name that the public does not see.
 */
public record Case(
    Testimony testimony, String title, Hold rule, Ground ground, CaseStatus status, int version, Instant heldAt, Instant dueAt, Instant releasesAt,
    boolean overdue, boolean mine, Instant lockedUntil, boolean proposedByMe, String reason, String note, String sealed, long reports, List<String> flags,
    Instant decidedAt, Appeal appeal, Instant appealUntil, String appealText, Instant appealedAt, String appealReason, boolean ofRevision, String waiting,
    List<String> supplements) {

  static final String COLUMNS = Testimony.COLUMNS.replaceFirst("SELECT", """
      SELECT k.rule, k.ground AS case_ground, k.status AS case_status, k.version, k.held_at, k.locked_by, k.locked_until, k.locked_until > now() AS is_locked, k.decided_by, k.reason, k.note, k.decided_at,
        k.appeal, k.appeal_until, k.appeal_text, k.appealed_at, k.appeal_reason, k.of_revision, ARRAY(SELECT s.number FROM testimony s WHERE s.supplements = t.id ORDER BY s.ordinal) AS added,
        CASE WHEN k.of_revision THEN (SELECT r.text FROM held_revision r WHERE r.testimony = t.id ORDER BY r.outcome IS NULL DESC, r.since DESC LIMIT 1) END AS waiting, coalesce(h.title, a.title, x.title, c.title, t.number) AS title,
        (SELECT s.text FROM moderation_sealed s WHERE s.testimony = t.id) AS sealed,
        (SELECT count(*) FROM testimony_report r WHERE r.testimony = t.id AND (r.settled_at IS NULL OR r.settled_at >= k.held_at)) AS reports, t.flags,""")
      + "JOIN moderation_case k ON k.testimony = t.id\n";

  static Case from(Row row, Profile profile, ZoneId zone, UUID asker, Instant now) {
    var ground = Rows.word(row, "case_ground", Ground.class);
    var heldAt = Rows.instant(row, "held_at");
    var due = HoldClock.due(profile, zone, heldAt);
    var status = Rows.word(row, "case_status", CaseStatus.class);
    var locked = Boolean.TRUE.equals(row.getBoolean("is_locked"));
    var mine = locked && asker != null && asker.equals(row.getUUID("locked_by"));
    return new Case(Testimony.from(row, true), row.getString("title"), Rows.word(row, "rule", Hold.class), ground, status, row.getInteger("version"), heldAt, due,
        HoldClock.ends(profile, zone, heldAt, ground), status.undecided() && due.isBefore(now), mine, locked && !mine ? Rows.instant(row, "locked_until") : null,
        asker != null && asker.equals(row.getUUID("decided_by")), row.getString("reason"), row.getString("note"), row.getString("sealed"),
        row.getLong("reports"), flags(row.getString("flags")), Rows.instant(row, "decided_at"), Rows.word(row, "appeal", Appeal.class), Rows.instant(row, "appeal_until"),
        row.getString("appeal_text"), Rows.instant(row, "appealed_at"), row.getString("appeal_reason"), row.getBoolean("of_revision"), row.getString("waiting"),
        List.of(row.getArrayOfStrings("added")));
  }

  private static List<String> flags(String flags) {
    return flags == null || flags.isEmpty() ? List.of() : List.of(flags.split(" "));
  }

  public String number() {
    return testimony.number();
  }

  public String address() {
    return "moderation/" + testimony.number();
  }

  /** The words that are decided about. */
  public String words() {
    return ofRevision && waiting != null ? waiting : testimony.text();
  }

  /** The first of them, enough to decide most. */
  public String excerpt() {
    var text = words();
    return text == null ? "" : text.length() <= EXCERPT ? text : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, EXCERPT) - 1)) + "…";
  }

  private static final int EXCERPT = 600;
}
