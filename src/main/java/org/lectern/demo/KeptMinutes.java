package org.lectern.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.lectern.core.Json;
import org.lectern.core.Secrets;

/** Minutes that were kept word for word: with the times that a {@link Retelling} tells, and the hash over them. */
final class KeptMinutes {
  private KeptMinutes() {}

  private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

  /** @param data of the entry that says that they were circulated or approved; it gets the hash */
  static void tell(Owner db, UUID place, Map<Long, Instant> starts, ObjectNode data) throws SQLException {
    var number = data.get("hearing").longValue();
    var version = data.get("version").intValue();
    var hearing = db.value("SELECT id FROM hearing WHERE jurisdiction = ? AND number = ?", place, number);
    var kept = db.value("SELECT content::text FROM minutes_version WHERE hearing = ? AND version = ?", hearing, version).toString();
    var content = Json.read(told(db, kept), ObjectNode.class).put("starts_at", starts.get(number).toString());
    for (var item : content.get("items")) for (var speaker : item.get("speakers")) spoke((ObjectNode) speaker);
    var hash = Secrets.hash(Json.canonical(content));
    db.run("UPDATE minutes_version SET content = ?::jsonb, hash = ? WHERE hearing = ? AND version = ?", Json.text(content), hash, hearing, version);
    data.put("hash", HexFormat.of().formatHex(hash));
  }

  private static void spoke(ObjectNode speaker) {
    if (!speaker.hasNonNull("started_at") || !speaker.hasNonNull("ended_at")) return;
    speaker.put("seconds", Duration.between(Instant.parse(speaker.get("started_at").textValue()), Instant.parse(speaker.get("ended_at").textValue())).toSeconds());
  }

  private static String told(Owner db, String text) throws SQLException {
    var told = new StringBuilder();
    var instants = INSTANT.matcher(text);
    while (instants.find()) {
      var at = (Timestamp) db.value("SELECT pg_temp.told(?::timestamptz)", instants.group());
      instants.appendReplacement(told, at.toInstant().toString());
    }
    return instants.appendTail(told).toString();
  }
}
