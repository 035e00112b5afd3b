package org.lectern.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;

/** Numbers with a year, as they would have been given at the times that are told. */
final class RetoldNumbers {

  private static final Pattern NUMBER = Pattern.compile("(?:T-\\d{4}-\\d{6}|(?:ACT|POL|EFF|CASE)-\\d{4}-\\d{3})");

  private final Owner db;
  private final Jurisdiction place;
  private final Instant earliest;
  private final Map<String, String> renamed = new LinkedHashMap<>();

  /** @param earliest when the story begins as told: what was there before keeps its number */
  RetoldNumbers(Owner db, Jurisdiction place, Instant earliest) {
    this.db = db;
    this.place = place;
    this.earliest = earliest;
  }

  /** In the tables; afterwards {@link #in} knows the new numbers. */
  void renumber() throws SQLException {
    renumber("testimony", "T-%d-%06d", "received_at");
    renumber("action", "ACT-%d-%03d", "created_at");
    renumber("policy_change", "POL-%d-%03d", "created_at");
    renumber("effort", "EFF-%d-%03d", "created_at");
    renumber("case_file", "CASE-%d-%03d", "created_at");
  }

  ObjectNode in(ObjectNode data) {
    return renamed.isEmpty() ? data : Json.read(in(Json.text(data)), ObjectNode.class);
  }

  String in(String text) {
    return NUMBER.matcher(text).replaceAll(number -> renamed.getOrDefault(number.group(), number.group()));
  }

  /** Numbers count within the year that is told, and without gaps: what was played this year may have been the last one. */
  private void renumber(String table, String format, String column) throws SQLException {
    var numbers = new LinkedHashMap<String, Integer>();
    try (var select = db.prepare("SELECT number, %s FROM %s WHERE jurisdiction = ? AND %s >= ? ORDER BY number".formatted(column, table, column))) {
      select.setObject(1, place.id());
      select.setObject(2, Owner.at(earliest.truncatedTo(ChronoUnit.HOURS)));
      for (var rows = select.executeQuery(); rows.next(); ) numbers.put(rows.getString(1), rows.getTimestamp(2).toInstant().atZone(place.zone()).getYear());
    }
    var moved = 0;
    for (var old : numbers.keySet()) {
      var parts = old.split("-");
      int year = numbers.get(old);
      var same = year == Integer.parseInt(parts[1]);
      if (same && moved == 0) continue;
      if (!same) moved++;
      renamed.put(old, format.formatted(year, same ? Long.parseLong(parts[2]) - moved : count(table, year, 1)));
      if (!same) count(table, Integer.parseInt(parts[1]), -1);
    }
    for (var name : renamed.entrySet()) {
      if (!name.getKey().startsWith(format.substring(0, 2))) continue;
      db.run("UPDATE " + table + " SET number = ? WHERE jurisdiction = ? AND number = ?", name.getValue(), place.id(), name.getKey());
      if (table.equals("testimony")) db.run("""
          UPDATE testimony SET ordinal = substr(number, 8)::bigint + 1000000000 * substr(number, 3, 4)::bigint
          WHERE jurisdiction = ? AND number = ?""", place.id(), name.getValue());
    }
  }

  private long count(String name, int year, int by) throws SQLException {
    return db.number("""
        INSERT INTO counter (jurisdiction, name, year, value)
        VALUES (?, ?, ?, greatest(?, 0))
        ON CONFLICT (jurisdiction, name, year) DO UPDATE SET value = counter.value + ?
        RETURNING value""", place.id(), name, year, by, by);
  }
}
