package org.lectern.register;

import io.vertx.sqlclient.Row;
import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionKind;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Position;
import org.lectern.oversight.Priority;

/**
 * One action as the register gives it away: as it stood at the end of the day, with all that had happened to it by then and,
 * if it was imported, the number and words of the register that it came from. {@code recommendations.schema.json} says the same.
 */
public record Recommendation(
    String number, String title, String text, ActionKind kind, Priority priority, String issuer, String issuerName, String agency, String agencyName, String area, String areaTitle,
    LocalDate issuedOn, String issuedTo, ActionStatus status, LocalDate statusSince, Position position, LocalDate answeredOn, LocalDate firstDue, LocalDate due, int daysOverdue,
    LocalDate reportedOn, LocalDate verifiedOn, Origin origin, List<Move> history, List<Answer> answers, List<Word> words, List<String> evidence,
    List<Also> also) {

  /** The register that it came from, and what it is called there. */
  public record Origin(String register, String id, String number, String reportNumber, String reportTitle, String url, String word) {
    static Origin from(Row row) {
      return row.getString("source") == null ? null : new Origin(row.getString("source"), row.getString("external_id"), row.getString("original_number"), row.getString("report_number"),
          row.getString("report_title"), row.getString("origin_url"), row.getString("original_word"));
    }
  }

  /** A move of the board's status, on its day, with the public reason. */
  public record Move(LocalDate on, ActionStatus from, ActionStatus to, String how, String reason) {
    static Move from(Row row) {
      return new Move(row.getLocalDate("on_day"), Rows.word(row, "from_status", ActionStatus.class), Rows.word(row, "to_status", ActionStatus.class), row.getString("command"),
          row.getString("reason"));
    }
  }

  /** An answer of the agency, and by when it said that it would be done. */
  public record Answer(LocalDate on, Position position, String text, String owner, LocalDate due) {
    static Answer from(Row row) {
      return new Answer(row.getLocalDate("on_day"), Rows.word(row, "position", Position.class), row.getString("text"), row.getString("owner"), row.getLocalDate("due"));
    }
  }

  /** A status word of the register that it came from, since that day. */
  public record Word(LocalDate on, String word, String label) {
    static Word from(Row row) {
      return new Word(row.getLocalDate("on_day"), row.getString("word"), row.getString("label"));
    }
  }

  /** A further agency that is asked, and where it stood by the end of the day; {@code agency} leads. */
  public record Also(String agency, String agencyName, LocalDate due, Position position, LocalDate answeredOn, LocalDate reportedOn) {
    static Also from(Row row) {
      return new Also(row.getString("agency"), row.getString("agency_name"), row.getLocalDate("due"), Rows.word(row, "position", Position.class), row.getLocalDate("answered_on"), row.getLocalDate("reported_on"));
    }
  }

  static final String COLUMNS = """
      SELECT s.id, s.number, s.title, a.text, s.kind, s.priority, i.slug AS issuer, i.name AS issuer_name, s.agency, s.agency_name, s.area, s.area_title, s.issued_on, s.issued_to,
        s.status, s.since, s.position, s.answered_on, s.first_due, s.due, greatest(0, coalesce(s.as_of - s.due, 0)) AS days_overdue, s.reported_on,
        CASE WHEN s.status IN ('implemented', 'partly_implemented') THEN s.since END AS verified_on, s.source, o.external_id, s.original_number, o.report_number, o.report_title,
        o.url AS origin_url, s.original_word
      FROM standing s
      JOIN action a ON a.id = s.id
      JOIN body i ON i.id = s.issuer
      LEFT JOIN action_origin o ON o.action = s.id
      """;

  static Recommendation from(Row row, List<Move> history, List<Answer> answers, List<Word> words, List<String> evidence, List<Also> also) {
    return new Recommendation(row.getString("number"), row.getString("title"), row.getString("text"), Rows.word(row, "kind", ActionKind.class), Rows.word(row, "priority", Priority.class),
        row.getString("issuer"), row.getString("issuer_name"), row.getString("agency"), row.getString("agency_name"), row.getString("area"), row.getString("area_title"),
        row.getLocalDate("issued_on"), row.getString("issued_to"), Rows.word(row, "status", ActionStatus.class), row.getLocalDate("since"), Rows.word(row, "position", Position.class),
        row.getLocalDate("answered_on"), row.getLocalDate("first_due"), row.getLocalDate("due"), row.getInteger("days_overdue"), row.getLocalDate("reported_on"),
        row.getLocalDate("verified_on"), Origin.from(row), history, answers, words, evidence, also);
  }

  /** The reason of the newest move that has one. */
  public String reason() {
    for (var i = history.size() - 1; i >= 0; i--) if (history.get(i).reason() != null) return history.get(i).reason();
    return null;
  }
}
