package org.lectern.testimony;

import io.vertx.sqlclient.Row;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * A file with a testimony, as everyone may have it: its place among them, what it is, how many bytes and their SHA-256. Its
 * name is of our making, since a name that a person gave to a file can lead back to that person. {@code takenDown} is the ground
 * on which moderators took it down with a redaction, null where it is public with its testimony.
 */
public record Attachment(int ordinal, String kind, long bytes, String sha256, String name, Ground takenDown) {

  static final String COLUMNS = "a.id, a.ordinal, a.kind, a.bytes, a.sha256, a.taken_down";

  static Attachment from(Row row, String testimony) {
    var ordinal = row.getInteger("ordinal") == null ? 0 : row.getInteger("ordinal");
    var kind = row.getString("kind");
    return new Attachment(ordinal, kind, row.getLong("bytes"), HexFormat.of().formatHex(row.getBuffer("sha256").getBytes()), testimony + "-" + ordinal + "." + (kind.equals("jpeg") ? "jpg" : kind),
        Rows.word(row, "taken_down", Ground.class));
  }

  /** Of what was taken down nobody shall find out by its sum what it was. */
  Attachment forEveryone() {
    return takenDown == null ? this : new Attachment(ordinal, kind, bytes, null, name, takenDown);
  }

  /** Where its bytes are kept. */
  public static String key(String place, UUID id) {
    var name = id.toString();
    return String.format(Locale.ROOT, "%s/%s/%s", place, name.substring(0, 2), name);
  }
}
