package org.lectern.policies;

import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * Something that a body does in a reform area: a budget ask, a change of process, a statement, advocacy. {@code addressee} is whom it
 * is put to (a committee of the state, the mayor), {@code result} what came of it or why it was dropped.
 */
public record Effort(
    UUID id, String number, EffortKind kind, EffortStatus status, UUID body, String bodySlug, String bodyName, String area, String areaTitle, String title, String text,
    String addressee, String url, LocalDate plannedFor, LocalDate begunOn, LocalDate endedOn, EffortOutcome outcome, String result, String byName, Instant createdAt, LocalDate asOf) {

  static final String COLUMNS = """
      SELECT e.id, e.number, e.kind, e.status, e.body, b.slug AS body_slug, b.name AS body_name, r.slug AS area, r.title AS area_title, e.title, e.text, e.addressee, e.url,
        e.planned_for, e.begun_on, e.ended_on, e.outcome, e.result, e.by_name, e.created_at, (now() AT TIME ZONE j.zone)::date AS today
      FROM effort e
      JOIN jurisdiction j ON j.id = e.jurisdiction
      JOIN body b ON b.id = e.body
      JOIN area r ON r.id = e.area
      """;

  static Effort from(Row row) {
    return new Effort(row.getUUID("id"), row.getString("number"), Rows.word(row, "kind", EffortKind.class), Rows.word(row, "status", EffortStatus.class), row.getUUID("body"),
        row.getString("body_slug"), row.getString("body_name"), row.getString("area"), row.getString("area_title"), row.getString("title"), row.getString("text"),
        row.getString("addressee"), row.getString("url"), row.getLocalDate("planned_for"), row.getLocalDate("begun_on"), row.getLocalDate("ended_on"),
        Rows.word(row, "outcome", EffortOutcome.class), row.getString("result"), row.getString("by_name"), Rows.instant(row, "created_at"), row.getLocalDate("today"));
  }

  /** Its address below the place, and its topic. */
  public String address() {
    return "efforts/" + number;
  }

  EffortEvent.About about() {
    return new EffortEvent.About(number, title, bodySlug, area);
  }
}
