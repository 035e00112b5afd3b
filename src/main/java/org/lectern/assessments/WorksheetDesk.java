package org.lectern.assessments;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What somebody has to see to: worksheets at work, residents' questions to decide, and hearings that boards asked a clerk's bodies for. */
public record WorksheetDesk(List<Assessment> atWork, List<Question> questions, List<Asked> asked) {

  public record Question(String area, String title, int version, int number, String criterion, LocalDate due, boolean overdue) {}

  public record Asked(String area, String title, String body, String reason) {}

  private static final int MOST = 50;

  public static Query<WorksheetDesk> of() {
    return (db, caller) -> AssessmentQueries.atWork().ask(db, caller)
        .compose(atWork -> questions(db, caller).compose(questions -> asked(db, caller).map(asked -> new WorksheetDesk(atWork, questions, asked))));
  }

  private static Future<List<Question>> questions(SqlClient db, Caller caller) {
    return db.preparedQuery("""
            SELECT r.slug, r.title, s.version, c.ordinal, c.criterion, c.due, c.due < (now() AT TIME ZONE j.zone)::date AS overdue
            FROM assessment_challenge c
            JOIN assessment s ON s.id = c.assessment
            JOIN area r ON r.id = s.area
            JOIN jurisdiction j ON j.id = c.jurisdiction
            WHERE c.jurisdiction = $1 AND c.status = 'open' AND s.body = ANY ($2)
            ORDER BY c.due, r.ordinal
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), caller.bodiesAs(Role.MEMBER, Role.CHAIR), MOST))
        .map(rows -> Rows.list(rows, row -> new Question(row.getString("slug"), row.getString("title"), row.getInteger("version"), row.getInteger("ordinal"),
            row.getString("criterion"), row.getLocalDate("due"), row.getBoolean("overdue"))));
  }

  /** Of the last year, newest first; a hearing on the area that was set since settles it. */
  private static Future<List<Asked>> asked(SqlClient db, Caller caller) {
    UUID[] bodies = caller.bodiesAs(Role.CLERK);
    return db.preparedQuery("""
            SELECT r.slug, r.title, b.name, q.reason
            FROM hearing_request q
            JOIN area r ON r.id = q.area
            JOIN body b ON b.id = q.body
            WHERE q.jurisdiction = $1 AND q.body = ANY ($2) AND q.at > now() - interval '1 year'
              AND NOT EXISTS (SELECT FROM hearing h JOIN hearing_area x ON x.hearing = h.id WHERE x.area = q.area AND h.body = q.body AND h.created_at > q.at)
            ORDER BY q.at DESC
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), bodies, MOST))
        .map(rows -> Rows.list(rows, row -> new Asked(row.getString("slug"), row.getString("title"), row.getString("name"), row.getString("reason"))));
  }
}
