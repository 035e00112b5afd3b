package org.lectern.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.sqlclient.Row;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/**
 * One version of the worksheet of an area, with the criteria and the rule that it was begun under. {@code asOf} is the date of the
 * policy that it describes, as exactly as it is known ({@code 2015} or {@code 2015-03-12}), null if unknown. One that came with a
 * scorecard has no body; {@code sourceLabel} says where it is from and {@code sourceRating} what its source called it.
 */
public record Assessment(
    @JsonIgnore UUID id, String area, String title, int version, AssessmentStatus status, @JsonIgnore UUID body, String bodySlug, String bodyName,
    @JsonIgnore UUID agency, String agencySlug, String agencyName, String catalogue, Integer catalogueVersion, List<Criterion> criteria, Rule rule,
    String asOf, Band band, Integer percent, @JsonIgnore UUID author, String authorName, String readerName, String publisherName,
    LocalDate replyDue, String staleReason, String source, String sourceLabel, String sourceUrl, String sourceRating,
    Instant createdAt, Instant publishedAt, @JsonIgnore LocalDate today) {

  /** Every query of worksheets reads these columns, from {@code assessment s}. */
  static final String COLUMNS = """
      SELECT s.id, r.slug AS area, r.title, s.version, s.status, s.body, b.slug AS body_slug, b.name AS body_name,
        s.agency, g.slug AS agency_slug, g.name AS agency_name, s.catalogue, s.catalogue_version, s.criteria::text AS criteria, s.rule::text AS rule,
        s.as_of, s.band, s.percent, s.author, s.author_name, s.reader_name, s.publisher_name, s.reply_due, s.stale_reason,
        s.source, s.source_label, s.source_url, s.source_rating, s.created_at, s.published_at, (now() AT TIME ZONE j.zone)::date AS today
      FROM assessment s
      JOIN jurisdiction j ON j.id = s.jurisdiction
      JOIN area r ON r.id = s.area
      LEFT JOIN body b ON b.id = s.body
      LEFT JOIN body g ON g.id = s.agency
      """;

  private static final TypeReference<List<Criterion>> CRITERIA = new TypeReference<>() {};

  static Assessment from(Row row) {
    return new Assessment(row.getUUID("id"), row.getString("area"), row.getString("title"), row.getInteger("version"),
        Rows.word(row, "status", AssessmentStatus.class), row.getUUID("body"), row.getString("body_slug"), row.getString("body_name"),
        row.getUUID("agency"), row.getString("agency_slug"), row.getString("agency_name"), row.getString("catalogue"),
        row.getInteger("catalogue_version"), criteria(row.getString("criteria")), Json.read(row.getString("rule"), Rule.class), row.getString("as_of"),
        Rows.word(row, "band", Band.class), row.getInteger("percent"), row.getUUID("author"), row.getString("author_name"),
        row.getString("reader_name"), row.getString("publisher_name"), row.getLocalDate("reply_due"), row.getString("stale_reason"),
        row.getString("source"), row.getString("source_label"), row.getString("source_url"), row.getString("source_rating"),
        Rows.instant(row, "created_at"), Rows.instant(row, "published_at"), row.getLocalDate("today"));
  }

  static List<Criterion> criteria(String json) {
    try {
      return Json.MAPPER.readValue(json, CRITERIA);
    } catch (com.fasterxml.jackson.core.JsonProcessingException notOurs) {
      throw new UncheckedIOException(notOurs);
    }
  }

  /** Its address below the place. */
  public String address() {
    return "areas/" + area + "/worksheet/" + version;
  }

  /** At work it is for the members and the chair of its body; while the agency is asked, also for the agency. */
  public boolean visibleTo(Caller caller) {
    return status.open() || caller.holdsAny(body, Role.MEMBER, Role.CHAIR)
        || (status == AssessmentStatus.AGENCY_REPLY && agency != null && caller.holds(Role.LIAISON, agency));
  }

  AssessmentEvent.About about() {
    return new AssessmentEvent.About(area, title, version);
  }

  Criterion criterion(String id) {
    return criteria.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
  }
}
