package org.lectern.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Notice;
import org.lectern.bodies.Profile;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Secrets;
import org.lectern.hearings.HearingKind;

/**
 * Moves what a {@link Story} played to the times at which it is told to have happened, as the owner of the demo's database:
 * instants, due dates, certificates, numbers with a year, and the record itself, whose commitments are made anew over what
 * it now says. One transaction: a story is told whole or not at all.
 */
final class Retelling {

  /** Every column that a command sets to the present; {@code told} leaves alone what was there before the story. */
  private static final List<String> INSTANTS = List.of(
      "UPDATE jurisdiction SET created_at = pg_temp.told(created_at) WHERE id = ?",
      "UPDATE person SET created_at = pg_temp.told(created_at) WHERE email LIKE '%@demo.example' AND ?::uuid IS NOT NULL",
      "UPDATE role_grant SET starts_at = pg_temp.told(starts_at) WHERE jurisdiction = ?",
      "UPDATE hearing SET created_at = pg_temp.told(created_at), noticed_at = pg_temp.told(noticed_at), started_at = pg_temp.told(started_at), adjourned_at = pg_temp.told(adjourned_at) WHERE jurisdiction = ?",
      "UPDATE agenda_version SET published_at = pg_temp.told(published_at) WHERE jurisdiction = ?",
      "UPDATE notice_certificate SET posted_at = pg_temp.told(posted_at) WHERE jurisdiction = ?",
      """
      UPDATE slot SET signed_up_at = pg_temp.told(signed_up_at), called_at = pg_temp.told(called_at), started_at = pg_temp.told(started_at),
        running_since = pg_temp.told(running_since), ended_at = pg_temp.told(ended_at)
      WHERE jurisdiction = ? AND greatest(signed_up_at, called_at, running_since, ended_at) >= (SELECT min(wall) FROM told)""",
      """
      UPDATE slot s SET used_ms = greatest(0, extract(epoch FROM s.ended_at - s.started_at
        - coalesce((SELECT sum(coalesce(p.resumed_at, s.ended_at) - p.paused_at) FROM slot_pause p WHERE p.slot = s.id), interval '0')) * 1000)::bigint
      WHERE s.jurisdiction = ? AND s.status = 'spoke' AND s.ended_at >= (SELECT min(story) FROM told)""",
      "UPDATE testimony SET received_at = pg_temp.told(received_at), revised_at = pg_temp.told(revised_at) WHERE jurisdiction = ? AND privacy <> 'anonymous' AND received_at >= (SELECT min(wall) FROM told)",
      """
      UPDATE action SET created_at = pg_temp.told(created_at), issued_at = pg_temp.told(issued_at), responded_at = pg_temp.told(responded_at),
        insisted_at = pg_temp.told(insisted_at), reported_at = pg_temp.told(reported_at), decided_at = pg_temp.told(decided_at)
      WHERE jurisdiction = ?""",
      "UPDATE action_response SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE action_evidence SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE action_move SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE assessment SET created_at = pg_temp.told(created_at), published_at = pg_temp.told(published_at) WHERE jurisdiction = ?",
      "UPDATE assessment_move SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE assessment_reply SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE assessment_challenge SET at = pg_temp.told(at), decided_at = pg_temp.told(decided_at) WHERE jurisdiction = ?",
      "UPDATE hearing_request SET at = pg_temp.told(at) WHERE jurisdiction = ?",
      "UPDATE journal_sealed SET sealed_at = pg_temp.told(sealed_at) WHERE jurisdiction = ?");

  /** An entry of the story; if a strike sealed what it said, that is what it commits to. */
  static final class Entry {
    long seq;
    String type;
    Instant wall;
    Instant at;
    String topics;
    ObjectNode data;
    ObjectNode sealed;
    byte[] salt;
  }

  private final Owner db;
  private final Jurisdiction place;
  private final Profile profile;
  private final Story story;
  private final Map<Long, Instant> starts;

  /** @param starts when the hearings of the story begin as told, by their numbers */
  private Retelling(Owner db, Jurisdiction place, Story story, Map<Long, Instant> starts) {
    this.db = db;
    this.place = place;
    this.profile = Profile.current(place.profile()).alsoClosedOn(place.holidays());
    this.story = story;
    this.starts = starts;
  }

  static void tell(String ownerUrl, Jurisdiction place, Story story, Map<Long, Instant> starts) {
    try (var owner = new Owner(ownerUrl)) {
      new Retelling(owner, place, story, starts).tell();
      owner.commit();
    } catch (SQLException failure) {
      throw new IllegalStateException("The story of the demo could not be told: " + failure.getMessage(), failure);
    }
  }

  private void tell() throws SQLException {
    remember();
    for (var update : INSTANTS) db.run(update, place.id());
    for (var update : PolicyRetelling.INSTANTS) db.run(update, place.id());
    for (var update : rest()) db.run(update, place.id());
    for (var hearing : starts.entrySet()) db.run("UPDATE hearing SET starts_at = ? WHERE jurisdiction = ? AND number = ?", Owner.at(hearing.getValue()), place.id(), hearing.getKey());
    var entries = entries();
    for (var entry : entries) retell(entry);
    var numbers = new RetoldNumbers(db, place, story.earliest());
    numbers.renumber();
    write(entries, numbers);
  }

  /** Tables of the place that {@link #INSTANTS} does not name: what they have of the past is told; what lies ahead stays. */
  private List<String> rest() throws SQLException {
    var updates = new ArrayList<String>();
    try (var select = db.prepare("""
        SELECT format('UPDATE %I SET ', c.table_name)
          || string_agg(format('%1$I = CASE WHEN %1$I > now() THEN %1$I ELSE pg_temp.told(%1$I) END', c.column_name), ', ') || ' WHERE jurisdiction = ?'
        FROM information_schema.columns c
        JOIN information_schema.columns p ON p.table_schema = c.table_schema AND p.table_name = c.table_name AND p.column_name = 'jurisdiction'
        JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE'
        WHERE c.table_schema = 'public' AND c.data_type = 'timestamp with time zone' AND p.data_type = 'uuid'
          AND c.table_name NOT IN ('journal', 'journal_sealed') AND NOT ? ~ ('UPDATE ' || c.table_name || ' ')
        GROUP BY c.table_name""")) {
      select.setString(1, String.join("\n", INSTANTS));
      for (var rows = select.executeQuery(); rows.next(); ) updates.add(rows.getString(1));
    }
    return updates;
  }

  private void remember() throws SQLException {
    db.run("CREATE TEMP TABLE told (wall timestamptz PRIMARY KEY, story timestamptz NOT NULL) ON COMMIT DROP");
    try (var insert = db.prepare("INSERT INTO told VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      for (var act : story.told()) {
        insert.setObject(1, Owner.at(act.wall()));
        insert.setObject(2, Owner.at(act.story()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
    db.run("""
        CREATE FUNCTION pg_temp.told(t timestamptz) RETURNS timestamptz LANGUAGE sql STABLE AS $$
          SELECT coalesce((SELECT story + (t - wall) FROM told WHERE wall <= t ORDER BY wall DESC LIMIT 1), t) $$""");
  }

  private List<Entry> entries() throws SQLException {
    var entries = new ArrayList<Entry>();
    try (var select = db.prepare("""
        SELECT j.seq, j.type, j.at, array_to_string(j.topics, ' '), j.data::text, s.data::text, j.salt
        FROM journal j
        LEFT JOIN journal_sealed s ON s.jurisdiction = j.jurisdiction AND s.seq = j.seq
        WHERE j.jurisdiction = ? AND j.seq >= ?
        ORDER BY j.seq""")) {
      select.setObject(1, place.id());
      select.setLong(2, story.told().get(0).first());
      var acts = story.told().iterator();
      var act = acts.next();
      for (var rows = select.executeQuery(); rows.next(); ) {
        var entry = new Entry();
        entry.seq = rows.getLong(1);
        entry.type = rows.getString(2);
        entry.wall = rows.getObject(3, OffsetDateTime.class).toInstant();
        entry.topics = rows.getString(4);
        entry.data = Json.read(rows.getString(5), ObjectNode.class);
        entry.sealed = rows.getString(6) == null ? null : Json.read(rows.getString(6), ObjectNode.class);
        entry.salt = rows.getBytes(7);
        while (act.last() < entry.seq) act = acts.next();
        var coarse = entry.wall.equals(entry.wall.truncatedTo(ChronoUnit.HOURS));
        entry.at = coarse ? act.story().truncatedTo(ChronoUnit.HOURS) : act.story().plus(Duration.between(act.wall(), entry.wall));
        entries.add(entry);
      }
    }
    return entries;
  }

  /** What the entry says of times, and the rows that go with it. */
  private void retell(Entry entry) throws SQLException {
    var data = entry.data;
    switch (entry.type) {
      case "HearingDrafted", "HearingRevised", "HearingCancelled" -> start(data);
      case "HearingNoticed" -> notice(entry);
      case "SpeakerStarted" -> data.put("at", told(Instant.parse(data.get("at").textValue()), entry).toString());
      case "SpeakerFinished" -> data.put("used_seconds", db.number("""
          SELECT s.used_ms / 1000 FROM slot s JOIN hearing h ON h.id = s.hearing
          WHERE h.jurisdiction = ? AND h.number = ? AND s.number = ?""", place.id(), data.get("hearing").longValue(), data.get("slot").intValue()));
      case "TestimonyPublished", "TestimonyReceivedInConfidence" -> db.run(
          "UPDATE testimony SET received_at = ? WHERE jurisdiction = ? AND number = ? AND privacy = 'anonymous'",
          Owner.at(entry.at.truncatedTo(ChronoUnit.HOURS)), place.id(), data.get("testimony").textValue());
      case "TestimonyWithdrawn" -> db.run("UPDATE testimony SET withdrawn_at = ? WHERE jurisdiction = ? AND number = ?",
          Owner.at(entry.at.truncatedTo(ChronoUnit.HOURS)), place.id(), data.get("testimony").textValue());
      case "ActionAnswered" -> answered(entry);
      case "MinutesCirculated", "MinutesApproved" -> KeptMinutes.tell(db, place.id(), starts, entry.data);
      case "AgencyReplyAsked" -> worksheetDue(entry, new DueDates.Term(10, DueDates.Unit.BUSINESS_DAYS, "default"), "UPDATE assessment s SET reply_due = ? FROM area r WHERE r.id = s.area AND s.jurisdiction = ? AND r.slug = ? AND s.version = ?");
      case "AnswerChallenged" -> worksheetDue(entry, new DueDates.Term(30, DueDates.Unit.DAYS, "default"), """
          UPDATE assessment_challenge c SET due = ? FROM assessment s JOIN area r ON r.id = s.area
          WHERE s.id = c.assessment AND c.jurisdiction = ? AND r.slug = ? AND s.version = ? AND c.ordinal = """ + entry.data.get("challenge").intValue());
      default -> {
        new RetoldActions(db, place, profile).retell(entry.type, entry.data, day(entry.at));
        new PolicyRetelling(db, place).retell(entry);
      }
    }
  }

  private static Instant told(Instant wall, Entry entry) {
    return entry.at.minus(Duration.between(wall, entry.wall)).truncatedTo(ChronoUnit.MICROS);
  }

  private void start(ObjectNode data) {
    var start = starts.get(data.get("hearing").longValue());
    if (start != null) data.put("starts_at", start.toString());
  }

  /** The certificate as it would have been written at that time: lawful, or waived with the reason that was given. */
  private void notice(Entry entry) throws SQLException {
    start(entry.data);
    var number = entry.data.get("hearing").longValue();
    var id = (UUID) db.value("SELECT id FROM hearing WHERE jurisdiction = ? AND number = ?", place.id(), number);
    var kind = HearingKind.valueOf(((String) db.value("SELECT kind FROM hearing WHERE id = ?", id)).toUpperCase(java.util.Locale.ROOT));
    var posted = ((java.sql.Timestamp) db.value("SELECT posted_at FROM notice_certificate WHERE hearing = ?", id)).toInstant();
    var starts = Instant.parse(entry.data.get("starts_at").textValue());
    var check = Notice.check(profile, kind.notice(), posted, starts, place.zone());
    db.run("UPDATE notice_certificate SET starts_at = ?, deadline = ?, steps = ?::jsonb WHERE hearing = ?", Owner.at(starts), Owner.at(check.deadline()), Json.text(check.steps()), id);
    if (check.compliant()) {
      db.run("UPDATE notice_certificate SET verdict = 'compliant', waiver_code = NULL, waiver_reason = NULL, waived_by = NULL, waived_by_name = NULL WHERE hearing = ?", id);
    }
    entry.data.put("deadline", check.deadline().toString()).put("verdict", check.compliant() ? "compliant" : "waived");
  }

  /** A day that was reckoned from the day on which it was told to have happened. */
  private void worksheetDue(Entry entry, DueDates.Term term, String update) throws SQLException {
    var due = DueDates.due(term, day(entry.at), profile.holidays()).due();
    entry.data.put("due", due.toString());
    db.run(update, due, place.id(), entry.data.get("area").textValue(), entry.data.get("version").intValue());
  }

  /** What the agency promised, as many days after its answer as it said. */
  private void answered(Entry entry) throws SQLException {
    if (!entry.data.hasNonNull("due")) return;
    var due = LocalDate.parse(entry.data.get("due").textValue());
    var told = day(entry.at).plusDays(ChronoUnit.DAYS.between(day(entry.wall), due));
    entry.data.put("due", told.toString());
    db.run("UPDATE action SET target_date = ? WHERE jurisdiction = ? AND number = ?", told, place.id(), action(entry));
    db.run("UPDATE action_response SET due = ? WHERE jurisdiction = ? AND version = ? AND action = (SELECT id FROM action WHERE jurisdiction = ? AND number = ?)",
        told, place.id(), entry.data.get("version").intValue(), place.id(), action(entry));
    new RetoldActions(db, place, profile).target(entry.data, day(entry.at), told);
  }

  private static String action(Entry entry) {
    return entry.data.get("action").textValue();
  }

  private LocalDate day(Instant at) {
    return at.atZone(place.zone()).toLocalDate();
  }

  private void write(List<Entry> entries, RetoldNumbers numbers) throws SQLException {
    try (var update = db.prepare("""
        UPDATE journal SET at = ?, topics = string_to_array(?, ' '), data = ?::jsonb, commitment = ? WHERE jurisdiction = ? AND seq = ?""")) {
      for (var entry : entries) {
        var sealed = entry.sealed == null ? null : numbers.in(entry.sealed);
        var data = numbers.in(entry.data);
        update.setObject(1, Owner.at(entry.at));
        update.setString(2, numbers.in(entry.topics));
        update.setString(3, Json.text(data));
        update.setBytes(4, Secrets.commitment(entry.salt, Json.canonical(Map.of("type", entry.type, "data", sealed == null ? data : sealed))));
        update.setObject(5, place.id());
        update.setLong(6, entry.seq);
        update.addBatch();
        if (sealed != null) db.run("UPDATE journal_sealed SET data = ?::jsonb WHERE jurisdiction = ? AND seq = ?", Json.text(sealed), place.id(), entry.seq);
      }
      update.executeBatch();
    }
    db.run("DELETE FROM journal_topic WHERE jurisdiction = ?", place.id());
    db.run("INSERT INTO journal_topic (jurisdiction, topic, seq) SELECT DISTINCT jurisdiction, unnest(topics), seq FROM journal WHERE jurisdiction = ?", place.id());
  }
}
