package org.lectern.testimony;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.lectern.core.Rows;

/**
 * A testimony as it may be shown to the public: no address, no account, a name only if the author shows one, the text only
 * where it is public. {@code byline} is null when there is none to show; {@code number} is said aloud: T-2026-000123;
 * {@code recordingOffset} is in seconds from the start of the hearing's recording; {@code supplements} is what its author adds to.
 */
public record Testimony(
    String number, Target target, String itemNumber, String kind, String text, String language, Position position, Privacy privacy,
    String byline, boolean byAgency, TestimonyStatus status, boolean late, int revision, String parent, Instant receivedAt, String channel,
    long ordinal, Instant withdrawnAt, String supplements, int depth, Integer slot, Integer recordingOffset, Instant revisedAt, int cited, int attachments,
    Ground ground, boolean disputed, String attestedBy) {

  public static final String COLUMNS = """
      SELECT t.number, %s, i.number AS item_number, t.kind, t.text,
        t.language, t.position, t.privacy, t.name, t.status, t.late, t.revision, p.number AS parent, t.received_at, t.channel, t.ordinal,
        t.withdrawn_at, t.on_behalf_of, m.number AS supplements, t.depth, s.number AS slot, t.recording_offset, t.revised_at, t.cited, t.attachments, t.ground, t.disputed, t.attested_by
      FROM testimony t
      %s
      LEFT JOIN testimony p ON p.id = t.parent
      LEFT JOIN testimony m ON m.id = t.supplements
      LEFT JOIN slot s ON s.id = t.slot
      """.formatted(Target.COLUMNS, Target.JOINS);

  /** What everyone may see. */
  static Testimony from(Row row) {
    return from(row, false);
  }

  /** @param own true for the author behind the secret link and for the body's clerk: the text is theirs to read */
  public static Testimony from(Row row, boolean own) {
    var privacy = Rows.word(row, "privacy", Privacy.class);
    var status = Rows.word(row, "status", TestimonyStatus.class);
    var shown = own || (privacy != Privacy.CONFIDENTIAL && (status == TestimonyStatus.PUBLISHED || status == TestimonyStatus.REDACTED));
    var named = privacy == Privacy.NAMED || privacy == Privacy.PSEUDONYM;
    return new Testimony(row.getString("number"), Target.from(row), row.getString("item_number"), row.getString("kind"), shown ? row.getString("text") : null,
        row.getString("language"), shown ? Rows.word(row, "position", Position.class) : null, privacy, shown && named ? row.getString("name") : null,
        row.getUUID("on_behalf_of") != null, status, row.getBoolean("late"), row.getInteger("revision"), row.getString("parent"),
        Rows.instant(row, "received_at"), row.getString("channel"), row.getLong("ordinal"), Rows.instant(row, "withdrawn_at"),
        row.getString("supplements"), row.getInteger("depth"), row.getInteger("slot"), row.getInteger("recording_offset"), Rows.instant(row, "revised_at"), row.getInteger("cited"), row.getInteger("attachments"),
        Rows.word(row, "ground", Ground.class), row.getBoolean("disputed"), row.getString("attested_by"));
  }

  public String topic() {
    return "testimony/" + number;
  }

  public boolean tombstone() {
    return status.tombstone();
  }
}
