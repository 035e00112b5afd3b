package org.lectern.assessments;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.areas.Area;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.areas.AreaQueries;
import org.lectern.assessments.AssessmentSheet.Challenge;
import org.lectern.assessments.AssessmentSheet.Move;
import org.lectern.assessments.AssessmentSheet.Outcome;
import org.lectern.assessments.AssessmentSheet.Peer;
import org.lectern.assessments.AssessmentSheet.Proposal;
import org.lectern.assessments.AssessmentSheet.Reply;
import org.lectern.assessments.AssessmentSheet.Request;
import org.lectern.assessments.AssessmentSheet.Version;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What can be known about worksheets: what was published is public, what is at work is its body's own. */
public final class AssessmentQueries {
  private AssessmentQueries() {}

  private static final int MOST = 200;

  /** The worksheet that counts now; an area without one shows its criteria, unanswered. */
  public static Query<AssessmentSheet> standing(String slug) {
    return (db, caller) -> AreaQueries.area(slug).ask(db, caller).compose(area -> find(db, caller, area, null).compose(found -> sheet(db, caller, area, found)));
  }

  /** One version; one at work only for those who work on it. */
  public static Query<AssessmentSheet> version(String slug, int version) {
    return (db, caller) -> AreaQueries.area(slug).ask(db, caller).compose(area -> find(db, caller, area, version).compose(found -> {
      if (found == null || !found.visibleTo(caller)) throw Problem.missing("assessment");
      return sheet(db, caller, area, found);
    }));
  }

  private static Future<Assessment> find(SqlClient db, Caller caller, Area area, Integer version) {
    return db.preparedQuery(Assessment.COLUMNS + """
            WHERE s.jurisdiction = $1 AND s.area = $2 AND CASE WHEN $3::int IS NULL THEN s.status IN ('published', 'challenged', 'stale') ELSE s.version = $3 END""")
        .execute(Tuple.of(caller.place().id(), area.id(), version))
        .map(rows -> Rows.first(rows, Assessment::from, null));
  }

  /** The version at work that this caller may see, if there is one. */
  public static Query<List<Assessment>> atWork() {
    return (db, caller) -> db.preparedQuery(Assessment.COLUMNS + """
            WHERE s.jurisdiction = $1 AND s.status IN ('draft', 'in_review', 'agency_reply')
            ORDER BY r.ordinal
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Assessment::from).stream().filter(one -> one.visibleTo(caller)).toList());
  }

  private static Future<AssessmentSheet> sheet(SqlClient db, Caller caller, Area area, Assessment found) {
    if (found == null) return unanswered(db, caller, area);
    return lines(db, found).compose(lines -> replies(db, found)
        .compose(replies -> challenges(db, caller, area)
            .compose(challenges -> moves(db, found)
                .compose(moves -> history(db, caller, area)
                    .compose(history -> proposals(db, area)
                        .compose(proposals -> requests(db, area)
                            .compose(requests -> peers(db, caller, area, lines)
                                .map(peers -> new AssessmentSheet(area.slug(), area.title(), found, lines, standing(found.rule(), found.criteria(), lines),
                                    replies, challenges, moves, history, proposals, requests, peers)))))))));
  }

  private static Future<AssessmentSheet> unanswered(SqlClient db, Caller caller, Area area) {
    var lines = new ArrayList<Line>();
    for (var criterion : area.content().criteria()) lines.add(Line.blank(lines.size() + 1, criterion));
    return requests(db, area).compose(requests -> peers(db, caller, area, lines).map(peers -> new AssessmentSheet(area.slug(), area.title(), null, lines,
        standing(Rule.DEFAULT, area.content().criteria(), lines), List.of(), List.of(), List.of(), List.of(), List.of(), requests, peers)));
  }

  static Standing standing(Rule rule, List<Criterion> criteria, List<Line> lines) {
    var answers = new HashMap<String, Answer>();
    for (var line : lines) answers.put(line.criterion(), line.answer());
    return Standing.of(rule, criteria, answers);
  }

  /** In the order of the criteria; one that nobody answered is there too. */
  static Future<List<Line>> lines(SqlClient db, Assessment assessment) {
    return db.preparedQuery("""
            SELECT criterion, answer, url, quote, cited_on, note, level, questions::text AS questions
            FROM assessment_answer
            WHERE assessment = $1""")
        .execute(Tuple.of(assessment.id()))
        .map(rows -> {
          var given = new HashMap<String, Row>();
          for (var row : rows) given.put(row.getString("criterion"), row);
          return lines(assessment.criteria(), given);
        });
  }

  private static List<Line> lines(List<Criterion> criteria, Map<String, Row> given) {
    var lines = new ArrayList<Line>();
    for (var criterion : criteria) {
      var row = given.get(criterion.id());
      lines.add(row == null ? Line.blank(lines.size() + 1, criterion) : Line.of(lines.size() + 1, criterion, row));
    }
    return List.copyOf(lines);
  }

  private static Future<List<Reply>> replies(SqlClient db, Assessment assessment) {
    return db.preparedQuery("SELECT criterion, text, url, at, by_name FROM assessment_reply WHERE assessment = $1 ORDER BY ordinal")
        .execute(Tuple.of(assessment.id()))
        .map(rows -> Rows.list(rows, row -> new Reply(row.getString("criterion"), row.getString("text"), row.getString("url"),
            Rows.instant(row, "at"), row.getString("by_name"))));
  }

  /** To every version: who asked once is not forgotten when the next one is published. */
  private static Future<List<Challenge>> challenges(SqlClient db, Caller caller, Area area) {
    return db.preparedQuery("""
            SELECT c.ordinal, c.criterion, c.hidden, CASE WHEN c.hidden IS NULL THEN c.text END AS text, CASE WHEN c.hidden IS NULL THEN c.url END AS url,
              CASE WHEN c.hidden IS NULL THEN c.quote END AS quote, CASE WHEN c.hidden IS NULL THEN c.name END AS name, c.status, c.due, c.reason, c.new_version, c.at, c.decided_at, c.decided_by,
              s.version, c.status = 'open' AND c.due < (now() AT TIME ZONE j.zone)::date AS overdue
            FROM assessment_challenge c
            JOIN assessment s ON s.id = c.assessment
            JOIN jurisdiction j ON j.id = c.jurisdiction
            WHERE s.jurisdiction = $1 AND s.area = $2
            ORDER BY c.at DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), area.id()))
        .map(rows -> Rows.list(rows, AssessmentQueries::challenge));
  }

  private static Challenge challenge(Row row) {
    return new Challenge(row.getInteger("ordinal"), row.getString("criterion"), row.getString("text"), row.getString("url"), row.getString("quote"),
        row.getString("name"), Rows.word(row, "status", Outcome.class), row.getLocalDate("due"), row.getString("reason"), row.getInteger("new_version"),
        Rows.instant(row, "at"), Rows.instant(row, "decided_at"), row.getString("decided_by"), row.getInteger("version"), row.getBoolean("overdue"), row.getString("hidden"));
  }

  private static Future<List<Move>> moves(SqlClient db, Assessment assessment) {
    return db.preparedQuery("SELECT command, at, by_name, reason FROM assessment_move WHERE assessment = $1 ORDER BY ordinal LIMIT $2")
        .execute(Tuple.of(assessment.id(), MOST))
        .map(rows -> Rows.list(rows, row -> new Move(row.getString("command"), Rows.instant(row, "at"), row.getString("by_name"), row.getString("reason"))));
  }

  private static Future<List<Version>> history(SqlClient db, Caller caller, Area area) {
    return db.preparedQuery("""
            SELECT version, status, band, percent, as_of, published_at
            FROM assessment
            WHERE jurisdiction = $1 AND area = $2 AND published_at IS NOT NULL
            ORDER BY version DESC
            LIMIT 200""")
        .execute(Tuple.of(caller.place().id(), area.id()))
        .map(rows -> Rows.list(rows, row -> new Version(row.getInteger("version"), Rows.word(row, "status", AssessmentStatus.class),
            Rows.word(row, "band", Band.class), row.getInteger("percent"), row.getString("as_of"), Rows.instant(row, "published_at"))));
  }

  private static Future<List<Proposal>> proposals(SqlClient db, Area area) {
    return db.preparedQuery("SELECT id, criterion, answer, address, title, at FROM assessment_proposal WHERE area = $1 AND status = 'open' ORDER BY at DESC LIMIT 50")
        .execute(Tuple.of(area.id()))
        .map(rows -> Rows.list(rows, row -> new Proposal(row.getUUID("id"), row.getString("criterion"), Rows.word(row, "answer", Answer.class),
            row.getString("address"), row.getString("title"), Rows.instant(row, "at"))));
  }

  private static Future<List<Request>> requests(SqlClient db, Area area) {
    return db.preparedQuery("""
            SELECT q.ordinal, q.criterion, b.slug, b.name, q.reason, q.at, q.by_name
            FROM hearing_request q
            JOIN body b ON b.id = q.body
            WHERE q.area = $1
            ORDER BY q.ordinal DESC
            LIMIT 20""")
        .execute(Tuple.of(area.id()))
        .map(rows -> Rows.list(rows, row -> new Request(row.getInteger("ordinal"), row.getString("criterion"), row.getString("slug"),
            row.getString("name"), row.getString("reason"), Rows.instant(row, "at"), row.getString("by_name"))));
  }

  /** Where this place has no yes: who has, and in which words. At most three a criterion, the nearest in population first. */
  private static Future<List<Peer>> peers(SqlClient db, Caller caller, Area area, List<Line> lines) {
    var wanting = lines.stream().filter(line -> line.answer() != Answer.YES && line.answer() != Answer.NOT_APPLICABLE).map(Line::criterion).toArray(String[]::new);
    if (wanting.length == 0) return Future.succeededFuture(List.of());
    return db.preparedQuery("""
            SELECT slug, name, criterion, answer, url, quote, as_of
            FROM (
              SELECT j.slug, j.name, a.criterion, a.answer, a.url, a.quote, s.as_of,
                row_number() OVER (PARTITION BY a.criterion ORDER BY a.quote IS NULL, abs(coalesce(j.population, 0) - $4), j.slug) AS nth
              FROM area r
              JOIN assessment s ON s.area = r.id AND s.jurisdiction = r.jurisdiction AND s.status IN ('published', 'challenged', 'stale')
              JOIN assessment_answer a ON a.assessment = s.id AND a.answer = 'yes' AND a.criterion = ANY ($3)
              JOIN jurisdiction j ON j.id = r.jurisdiction
              WHERE r.slug = $2 AND r.jurisdiction <> $1) AS ranked
            WHERE nth <= 3
            ORDER BY criterion, nth""")
        .execute(Tuple.of(caller.place().id(), area.slug(), wanting, caller.place().population() == null ? 0 : caller.place().population()))
        .map(rows -> Rows.list(rows, row -> new Peer(row.getString("slug"), row.getString("name"), row.getString("criterion"),
            Rows.word(row, "answer", Answer.class), row.getString("url"), row.getString("quote"), row.getString("as_of"))));
  }

  /** One version, locked for change, as those may see it who may see it. */
  static Future<Assessment> claim(io.vertx.sqlclient.SqlConnection tx, Caller caller, String area, int version) {
    return tx.preparedQuery(Assessment.COLUMNS + """
            WHERE s.jurisdiction = $1 AND r.slug = $2 AND s.version = $3
            FOR UPDATE OF s""")
        .execute(Tuple.of(caller.place().id(), area, version))
        .map(rows -> {
          var found = Rows.one(rows, "assessment", Assessment::from);
          if (!found.visibleTo(caller)) throw Problem.missing("assessment");
          return found;
        });
  }

  static Future<Assessment> one(SqlClient db, UUID id) {
    return db.preparedQuery(Assessment.COLUMNS + "WHERE s.id = $1").execute(Tuple.of(id)).map(rows -> Rows.one(rows, "assessment", Assessment::from));
  }

  /** Whether the caller works on worksheets somewhere here. */
  public static boolean works(Caller caller) {
    return caller.holdsSomewhere(Role.MEMBER) || caller.holdsSomewhere(Role.CHAIR);
  }
}
