package org.lectern.minutes;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Rows;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.ItemKind;
import org.lectern.hearings.Presence;
import org.lectern.hearings.VoteQueries;
import org.lectern.hearings.VoteQueries.Proceedings;
import org.lectern.minutes.Minutes.Answered;
import org.lectern.minutes.Minutes.Coming;
import org.lectern.minutes.Minutes.Happening;
import org.lectern.minutes.Minutes.ItemMinutes;
import org.lectern.minutes.Minutes.Speaker;

/** Puts the minutes together: times from the journal, members and votes by name, speakers from the line, words of the clerk. */
final class Assembly {

  private static final Set<String> OF_THE_WHOLE = Set.of("HearingStarted", "HearingRecessed", "HearingResumed", "HearingAdjourned", "HearingContinued",
      "IncidentLogged", "SpeakerWarned", "SpeakerRemoved");
  private static final Set<String> OF_AN_ITEM = Set.of("ItemCalled", "CommentOpened", "CommentClosed", "ItemDecided", "ItemTabled", "ItemWithdrawn");

  /** When an item was called, opened, closed and done. */
  private static final class Times {
    private Instant called;
    private Instant opened;
    private Instant closed;
    private Instant ended;

    private void tell(String type, Instant at) {
      switch (type) {
        case "ItemCalled" -> called = at;
        case "CommentOpened" -> opened = opened == null ? at : opened;
        case "CommentClosed" -> closed = at;
        default -> ended = at;
      }
    }
  }

  private final Proceedings proceedings;
  private final Map<String, Times> times = new HashMap<>();
  private final List<Happening> happenings = new ArrayList<>();
  private final List<Answered> roll = new ArrayList<>();
  private final List<Coming> comings = new ArrayList<>();
  private final Map<UUID, List<Speaker>> speakers = new HashMap<>();
  private final Map<UUID, Integer> testimony = new HashMap<>();
  private final Map<UUID, String> narrative = new HashMap<>();
  private final Map<String, Integer> marks = new HashMap<>();
  private Instant ended;
  private Instant recordedFrom;

  private Assembly(Proceedings proceedings) {
    this.proceedings = proceedings;
  }

  static Future<Minutes> of(SqlClient db, Hearing hearing) {
    return VoteQueries.proceedings(db, hearing).map(Assembly::new)
        .compose(assembly -> assembly.journal(db, hearing))
        .compose(assembly -> assembly.attendance(db, hearing))
        .compose(assembly -> assembly.recording(db, hearing))
        .compose(assembly -> assembly.speakers(db, hearing))
        .compose(assembly -> assembly.testimony(db, hearing))
        .compose(assembly -> assembly.narrative(db, hearing))
        .map(Assembly::minutes);
  }

  private Future<Assembly> journal(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT j.type, j.at, j.data
            FROM hearing h
            JOIN journal_topic t ON t.jurisdiction = h.jurisdiction AND t.topic = 'hearings/' || h.number
            JOIN journal j ON j.jurisdiction = t.jurisdiction AND j.seq = t.seq
            WHERE h.id = $1 AND j.everyone AND j.type = ANY ($2)
            ORDER BY j.seq""")
        .execute(Tuple.of(hearing.id()).addArrayOfString(both()))
        .map(rows -> {
          rows.forEach(row -> tell(row.getString("type"), Rows.instant(row, "at"), (JsonObject) row.getJson("data")));
          return this;
        });
  }

  private static String[] both() {
    var both = new ArrayList<>(OF_THE_WHOLE);
    both.addAll(OF_AN_ITEM);
    return both.toArray(String[]::new);
  }

  private void tell(String type, Instant at, JsonObject data) {
    if (OF_AN_ITEM.contains(type)) {
      times.computeIfAbsent(data.getString("item"), item -> new Times()).tell(type, at);
      return;
    }
    if (type.equals("HearingAdjourned") || type.equals("HearingContinued")) ended = at;
    var who = data.getString("who");
    happenings.add(new Happening(at, type, who == null ? data.getString("reason") : who + ": " + data.getString("reason")));
  }

  /** The last answer of each to the roll, and every coming and going after it. */
  private Future<Assembly> attendance(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT a.name, m.seat, a.mark, a.at, a.ordinal = max(a.ordinal) FILTER (WHERE a.mark IN ('present', 'absent', 'excused')) OVER (PARTITION BY a.member) AS last
            FROM attendance a
            JOIN member m ON m.id = a.member
            WHERE a.hearing = $1
            ORDER BY a.mark IN ('arrived', 'left'), CASE WHEN a.mark IN ('arrived', 'left') THEN a.ordinal END, a.name""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          for (var row : rows) {
            var mark = Rows.word(row, "mark", Presence.class);
            if (mark == Presence.ARRIVED || mark == Presence.LEFT) comings.add(new Coming(row.getString("name"), mark, Rows.instant(row, "at")));
            else if (row.getBoolean("last")) roll.add(new Answered(row.getString("name"), row.getString("seat"), mark));
          }
          return this;
        });
  }

  /** When the recording began, and what the clerk set right in it. */
  private Future<Assembly> recording(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT h.recording_started_at, m.item, m.speaker, m.seconds
            FROM hearing h
            LEFT JOIN recording_mark m ON m.hearing = h.id
            WHERE h.id = $1""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          for (var row : rows) {
            recordedFrom = Rows.instant(row, "recording_started_at");
            if (row.getUUID("item") != null) marks.put(row.getUUID("item") + "/" + row.getInteger("speaker"), row.getInteger("seconds"));
          }
          return this;
        });
  }

  private Integer offset(UUID item, int speaker, Instant at) {
    var marked = marks.get(item + "/" + speaker);
    if (marked != null || recordedFrom == null || at == null || at.isBefore(recordedFrom)) return marked;
    return (int) Math.min(java.time.Duration.between(recordedFrom, at).toSeconds(), 172_800);
  }

  private Future<Assembly> speakers(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT item, number, display_name, mode, started_at, ended_at, used_ms
            FROM slot
            WHERE hearing = $1 AND status = 'spoke'
            ORDER BY started_at, number""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          rows.forEach(row -> speakers.computeIfAbsent(row.getUUID("item"), item -> new ArrayList<>()).add(speaker(row)));
          return this;
        });
  }

  private Speaker speaker(Row row) {
    return new Speaker(row.getInteger("number"), row.getString("display_name"), row.getString("mode"), Rows.instant(row, "started_at"),
        Rows.instant(row, "ended_at"), row.getLong("used_ms") / 1000, offset(row.getUUID("item"), row.getInteger("number"), Rows.instant(row, "started_at")));
  }

  private Future<Assembly> testimony(SqlClient db, Hearing hearing) {
    return db.preparedQuery("""
            SELECT item, count(*)::int AS n
            FROM testimony
            WHERE hearing = $1 AND item IS NOT NULL AND status IN ('published', 'redacted')
            GROUP BY item""")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          rows.forEach(row -> testimony.put(row.getUUID("item"), row.getInteger("n")));
          return this;
        });
  }

  private Future<Assembly> narrative(SqlClient db, Hearing hearing) {
    return db.preparedQuery("SELECT item, text FROM minutes_narrative WHERE hearing = $1 ORDER BY ordinal")
        .execute(Tuple.of(hearing.id()))
        .map(rows -> {
          rows.forEach(row -> narrative.put(row.getUUID("item"), row.getString("text").isEmpty() ? null : row.getString("text")));
          return this;
        });
  }

  private Minutes minutes() {
    var hearing = proceedings.hearing();
    return new Minutes(hearing.number(), hearing.title(), hearing.bodyName(), hearing.kind(), hearing.place(), hearing.zone(), hearing.startsAt(),
        hearing.startedAt(), ended == null ? hearing.adjournedAt() : ended, hearing.present(), hearing.quorum(), roll, comings, happenings,
        narrative.get(null), proceedings.items().stream().map(this::item).toList(), hearing.recordingUrl());
  }

  private ItemMinutes item(AgendaItem item) {
    var turns = times.getOrDefault(item.number(), new Times());
    var closed = item.kind() == ItemKind.CLOSED;
    return new ItemMinutes(item.ordinal(), item.number(), item.title(), item.kind(), item.status(), turns.called, turns.opened, turns.closed, turns.ended,
        item.decision(), closed ? null : item.decisionText(), item.exemption(), closed ? null : item.reason(), testimony.getOrDefault(item.id(), 0),
        speakers.getOrDefault(item.id(), List.of()), proceedings.on(item), closed ? null : narrative.get(item.id()),
        item.legalBasis(), item.reportOut(), offset(item.id(), 0, turns.called));
  }
}
