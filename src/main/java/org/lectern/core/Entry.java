package org.lectern.core;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** An event once it is on the record: its number in the record of its jurisdiction, the instant, and its data. */
public record Entry(
    UUID jurisdiction, long seq, Instant at, String type, List<String> topics, Audience audience, UUID actor, JsonObject data) {

  public static Entry from(Row row) {
    var audience = new Audience(row.getBoolean("everyone"), row.getUUID("body"), roles(row), row.getUUID("hearer"));
    return new Entry(row.getUUID("jurisdiction"), row.getLong("seq"), Rows.instant(row, "at"), row.getString("type"),
        Rows.strings(row, "topics"), audience, row.getUUID("actor"), (JsonObject) row.getJson("data"));
  }

  private static Set<Role> roles(Row row) {
    var roles = EnumSet.noneOf(Role.class);
    Rows.strings(row, "roles").forEach(word -> roles.add(Role.of(word)));
    return roles;
  }
}
