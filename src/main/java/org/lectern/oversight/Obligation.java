package org.lectern.oversight;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Rows;

/**
 * A duty that returns, set by law or order ({@code source}): a report every so often, issued as an action {@code leadDays} before it is due,
 * and where {@code hearingWithin} says so a hearing that many days after the report. {@code nextDue} is the next turn, rolled off no closed
 * day yet; null once it has ended.
 */
public record Obligation(UUID id, long number, UUID issuer, String issuerSlug, String issuerName, UUID addressee, String addresseeSlug, String addresseeName, String area, String title, String text,
    List<String> criteria, String source, String sourceUrl, Every every, LocalDate firstDue, int leadDays, Integer hearingWithin, int generated, LocalDate nextDue, String endedReason) {

  /** How often it returns. */
  public enum Every {
    MONTH(1),
    QUARTER(3),
    HALF_YEAR(6),
    YEAR(12);

    private final int months;

    Every(int months) {
      this.months = months;
    }

    /** The turn with that index, counted from the first: the end of a short month does not shift those that follow. */
    LocalDate turn(LocalDate first, int index) {
      return first.plusMonths((long) months * index);
    }
  }

  static final String COLUMNS = """
      SELECT o.id, o.number, o.issuer, i.slug AS issuer_slug, i.name AS issuer_name, o.addressee, d.slug AS addressee_slug, d.name AS addressee_name, r.slug AS area, o.title, o.text,
        o.criteria, o.source, o.source_url, o.every, o.first_due, o.lead_days, o.hearing_within, o.generated, o.ended_reason
      FROM obligation o
      JOIN body i ON i.id = o.issuer
      JOIN body d ON d.id = o.addressee
      LEFT JOIN area r ON r.id = o.area
      """;

  static Obligation from(Row row) {
    var every = Rows.word(row, "every", Every.class);
    var ended = row.getString("ended_reason");
    return new Obligation(row.getUUID("id"), row.getLong("number"), row.getUUID("issuer"), row.getString("issuer_slug"), row.getString("issuer_name"), row.getUUID("addressee"),
        row.getString("addressee_slug"), row.getString("addressee_name"), row.getString("area"), row.getString("title"), row.getString("text"), Rows.strings(row, "criteria"),
        row.getString("source"), row.getString("source_url"), every, row.getLocalDate("first_due"), row.getInteger("lead_days"), row.getInteger("hearing_within"),
        row.getInteger("generated"), ended != null ? null : every.turn(row.getLocalDate("first_due"), row.getInteger("generated")), ended);
  }
}
