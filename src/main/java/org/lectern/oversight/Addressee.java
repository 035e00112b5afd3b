package org.lectern.oversight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionSheet.Response;

/**
 * A further agency that an action asks, besides the one that leads. It owes an answer of its own by {@code responseDue}, and whoever promised
 * reports its part; only the lead's answer and report move the action. {@code lateness} is by its own dates. Answers and reports stand in
 * versions, the newest first.
 */
public record Addressee(@JsonIgnore UUID body, String agency, String name, int responseDays, LocalDate firstResponseDue, LocalDate responseDue, Position position, LocalDate targetDate,
    Instant respondedAt, Instant reportedAt, Lateness lateness, List<Response> responses, List<PartReport> reports) {

  /** The most that one action can ask besides the lead. */
  static final int MOST = 9;

  /** What it did for its part, and where it can be seen. */
  public record PartReport(int version, String text, String url, String byName, Instant at) {
    static PartReport from(Row row) {
      return new PartReport(row.getInteger("version"), row.getString("text"), row.getString("url"), row.getString("by_name"), Rows.instant(row, "at"));
    }
  }

  /** Who else is asked, as lists name them. */
  public record Also(@JsonIgnore UUID body, String agency, String name) {
    static List<Also> list(JsonArray all) {
      return all == null ? List.of() : all.stream().map(JsonObject.class::cast).map(one -> new Also(UUID.fromString(one.getString("body")), one.getString("agency"), one.getString("name"))).toList();
    }
  }

  /** As {@link Also#list} reads it, of {@code action a}. */
  static final String ALSO = "(SELECT jsonb_agg(jsonb_build_object('body', b.id, 'agency', b.slug, 'name', b.name) ORDER BY p.ordinal) FROM action_addressee p JOIN body b ON b.id = p.body WHERE p.action = a.id)";

  /** The day on which it owes something next: its answer, then what it promised; none once the action is closed or while it waits for others. */
  static final String DUE = """
      CASE
        WHEN a.status NOT IN ('issued', 'in_progress', 'reported', 'returned') THEN NULL
        WHEN p.responded_at IS NULL THEN p.response_due
        WHEN p.position = 'needs_analysis' OR (p.position IN ('accepted', 'accepted_in_part') AND p.reported_at IS NULL) THEN p.target_date
      END""";

  static final String COLUMNS = """
      SELECT p.action, p.body, b.slug AS agency, b.name, p.response_days, p.first_response_due, p.response_due, p.position, p.target_date, p.responded_at, p.reported_at,
      """ + DUE + " AS due, " + Action.TODAY + """
       AS today
      FROM action_addressee p
      JOIN action a ON a.id = p.action
      JOIN jurisdiction j ON j.id = p.jurisdiction
      JOIN body b ON b.id = p.body
      """;

  static Addressee from(Row row, List<Response> responses, List<PartReport> reports) {
    return new Addressee(row.getUUID("body"), row.getString("agency"), row.getString("name"), row.getInteger("response_days"), row.getLocalDate("first_response_due"), row.getLocalDate("response_due"),
        Rows.word(row, "position", Position.class), row.getLocalDate("target_date"), Rows.instant(row, "responded_at"), Rows.instant(row, "reported_at"),
        Lateness.of(row.getLocalDate("due"), row.getLocalDate("today")), responses, reports);
  }

  static Addressee from(Row row) {
    return from(row, List.of(), List.of());
  }

  /** What it has to do next. */
  AgencyDesk.Next next(Action action) {
    if (action.status().closed() || action.status() == ActionStatus.DRAFT) return AgencyDesk.Next.WAIT;
    if (position == Position.NONE || position == Position.NEEDS_ANALYSIS) return AgencyDesk.Next.ANSWER;
    return position.promises() && reportedAt == null ? AgencyDesk.Next.REPORT : AgencyDesk.Next.WAIT;
  }

  /** In the order in which the board named them. */
  static Future<List<Addressee>> of(SqlClient db, Action action) {
    if (action.also().isEmpty()) return Future.succeededFuture(List.of());
    return said(db, action).compose(said -> reported(db, action).compose(reported -> db.preparedQuery(COLUMNS + "WHERE p.action = $1 ORDER BY p.ordinal")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, row -> from(row, said.getOrDefault(row.getUUID("body"), List.of()), reported.getOrDefault(row.getUUID("body"), List.of()))))));
  }

  private static Future<Map<UUID, List<Response>>> said(SqlClient db, Action action) {
    return db.preparedQuery("SELECT body, version, position, text, owner, due, by_name, at FROM addressee_response WHERE action = $1 ORDER BY version DESC LIMIT 500")
        .execute(Tuple.of(action.id()))
        .map(rows -> sorted(rows, Response::from));
  }

  private static Future<Map<UUID, List<PartReport>>> reported(SqlClient db, Action action) {
    return db.preparedQuery("SELECT body, version, text, url, by_name, at FROM addressee_report WHERE action = $1 ORDER BY version DESC LIMIT 500")
        .execute(Tuple.of(action.id()))
        .map(rows -> sorted(rows, PartReport::from));
  }

  private static <T> Map<UUID, List<T>> sorted(Iterable<Row> rows, java.util.function.Function<Row, T> as) {
    var sorted = new HashMap<UUID, List<T>>();
    for (var row : rows) sorted.computeIfAbsent(row.getUUID("body"), first -> new java.util.ArrayList<>()).add(as.apply(row));
    return sorted;
  }
}
