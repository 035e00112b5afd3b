package org.lectern.demo;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lectern.core.Jurisdiction;

/** The dates of policy changes and efforts: as far from when it is told as they were from when it was played. */
final class PolicyRetelling {

  static final List<String> INSTANTS = List.of(
      "UPDATE policy_change SET created_at = pg_temp.told(created_at), comment_opened_at = pg_temp.told(comment_opened_at) WHERE jurisdiction = ?",
      "UPDATE policy_text SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE policy_move SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE policy_theme SET at = pg_temp.told(at), answered_at = pg_temp.told(answered_at) WHERE jurisdiction = ?",
      "UPDATE policy_challenge SET at = pg_temp.told(at), blocked_at = pg_temp.told(blocked_at), resolved_at = pg_temp.told(resolved_at) WHERE jurisdiction = ?",
      "UPDATE policy_figure SET at = pg_temp.told(at), measured_on = pg_temp.told(at)::date WHERE jurisdiction = ?",
      "UPDATE policy_finding SET at = pg_temp.told(at), found_on = pg_temp.told(at)::date WHERE jurisdiction = ?",
      "UPDATE effort SET created_at = pg_temp.told(created_at) WHERE jurisdiction = ?",
      "UPDATE case_file SET created_at = pg_temp.told(created_at), published_at = pg_temp.told(published_at) WHERE jurisdiction = ?",
      "UPDATE testimony_trail SET at = pg_temp.told(at) WHERE jurisdiction = ? AND policy IS NOT NULL");

  private final Owner db;
  private final Jurisdiction place;
  private final ZoneId zone;

  PolicyRetelling(Owner db, Jurisdiction place) {
    this.db = db;
    this.place = place;
    this.zone = place.zone();
  }

  /** What the entry says of days, and the rows that go with it. */
  void retell(Retelling.Entry entry) throws SQLException {
    switch (entry.type) {
      case "PolicyCommentOpened" -> {
        var closes = Instant.parse(entry.data.get("closes_at").textValue()).atZone(zone).minusDays(days(entry)).toInstant();
        entry.data.put("closes_at", closes.toString());
        db.run("UPDATE policy_change SET comment_closes_at = ? WHERE jurisdiction = ? AND number = ?", Owner.at(closes), place.id(), number(entry, "policy"));
      }
      case "PolicyPending" -> db.run("UPDATE policy_change SET pending_since = ?, pending_until = ? WHERE jurisdiction = ? AND number = ?",
          day(entry.at), shift(entry, "until"), place.id(), number(entry, "policy"));
      case "PolicyAdopted" -> adopted(entry);
      case "PolicyMeasured" -> shift(entry, "measured_on");
      case "EffortBegun" -> db.run("UPDATE effort SET begun_on = ? WHERE jurisdiction = ? AND number = ?", day(entry.at), place.id(), number(entry, "effort"));
      case "EffortFinished" -> db.run("UPDATE effort SET ended_on = ? WHERE jurisdiction = ? AND number = ?", day(entry.at), place.id(), number(entry, "effort"));
      default -> { }
    }
  }

  private void adopted(Retelling.Entry entry) throws SQLException {
    var on = entry.data.hasNonNull("hearing")
        ? ((java.sql.Date) db.value("SELECT (starts_at AT TIME ZONE zone)::date FROM hearing WHERE jurisdiction = ? AND number = ?", place.id(), entry.data.get("hearing").longValue())).toLocalDate()
        : day(entry.at);
    entry.data.put("adopted_on", on.toString());
    db.run("UPDATE policy_change SET adopted_on = ?, effective_on = ?, sunset_on = ? WHERE jurisdiction = ? AND number = ?",
        on, shift(entry, "effective_on"), shift(entry, "sunset_on"), place.id(), number(entry, "policy"));
  }

  private LocalDate shift(Retelling.Entry entry, String field) {
    if (!entry.data.hasNonNull(field)) return null;
    var told = LocalDate.parse(entry.data.get(field).textValue()).minusDays(days(entry));
    entry.data.put(field, told.toString());
    return told;
  }

  private static String number(Retelling.Entry entry, String field) {
    return entry.data.get(field).textValue();
  }

  private long days(Retelling.Entry entry) {
    return ChronoUnit.DAYS.between(day(entry.at), day(entry.wall));
  }

  private LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }
}
