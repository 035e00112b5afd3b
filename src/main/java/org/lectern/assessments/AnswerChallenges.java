package org.lectern.assessments;

import static org.lectern.assessments.AssessmentStatus.CHALLENGED;
import static org.lectern.assessments.AssessmentStatus.PUBLISHED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Residents' questions about an answer, and the request of a hearing. */
public final class AnswerChallenges {
  private AnswerChallenges() {}

  /** Days that the board has to change the answer or to say why not (default). */
  static final int DAYS = 30;
  /** Of one version, so that nobody drowns it. */
  private static final int MOST_OPEN = 100;

  /**
   * Which answer, what is wrong with it, and the text that shows it; the name is the asker's own choice.
   *
   * @param sendAnyway by somebody who was warned of personal data in the words, which are public at once
   */
  public record Challenging(String criterion, String text, String url, String quote, String name, Boolean sendAnyway) {
    public Challenging(String criterion, String text, String url, String quote, String name) {
      this(criterion, text, url, quote, name, null);
    }
  }

  /** {@code challenge} counts within the version. */
  public record Challenged(String area, int version, int challenge, String criterion, LocalDate due) {}

  /** Which body is to hear the public, on the whole area or one criterion, and why. */
  public record Requesting(String body, String criterion, String reason) {}

  public static Command<Challenged> challenge(String area, int version, Challenging challenging) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      if (!found.status().standing()) throw Problem.conflict("assessment_not_standing", "state." + found.status().word());
      if (found.criterion(challenging.criterion()) == null) throw Problem.invalid("/criterion", "criterion_not_here");
      return refuseFlood(tx, found)
          .compose(few -> due(tx, caller, found))
          .compose(due -> insert(tx, caller, found, challenging, due).compose(number -> contested(tx, caller, found)
              .map(moved -> Change.of(new Challenged(area, version, number, challenging.criterion(), due), new AssessmentEvent.AnswerChallenged(
                  found.about(), number, challenging.criterion(), due)))));
    });
  }

  private static Future<Void> refuseFlood(SqlConnection tx, Assessment found) {
    return tx.preparedQuery("SELECT count(*)::int AS open FROM assessment_challenge WHERE assessment = $1 AND status = 'open'")
        .execute(Tuple.of(found.id()))
        .map(rows -> {
          if (rows.iterator().next().getInteger("open") >= MOST_OPEN) throw Problem.conflict("challenges_too_many", MOST_OPEN);
          return null;
        });
  }

  private static Future<LocalDate> due(SqlConnection tx, Caller caller, Assessment found) {
    var term = new DueDates.Term(DAYS, DueDates.Unit.DAYS, "default");
    return Profiles.current(tx, caller.place()).map(profile -> DueDates.due(term, found.today(), profile.holidays()).due());
  }

  private static Future<Integer> insert(SqlConnection tx, Caller caller, Assessment found, Challenging challenging, LocalDate due) {
    return tx.preparedQuery("""
            INSERT INTO assessment_challenge (jurisdiction, assessment, ordinal, criterion, text, url, quote, name, status, due)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7, 'open', $8
            FROM assessment_challenge
            WHERE assessment = $2
            RETURNING ordinal""")
        .execute(Tuple.from(new Object[] {caller.place().id(), found.id(), challenging.criterion(), challenging.text().strip(), challenging.url(),
            challenging.quote(), challenging.name(), due}))
        .map(rows -> rows.iterator().next().getInteger("ordinal"));
  }

  /** A stale one stays stale: that it is to be looked at again is known already. */
  private static Future<Void> contested(SqlConnection tx, Caller caller, Assessment found) {
    if (found.status() != PUBLISHED) return Future.succeededFuture();
    return tx.preparedQuery("UPDATE assessment SET status = $2 WHERE id = $1")
        .execute(Tuple.of(found.id(), found.status().to(CHALLENGED).word()))
        .compose(moved -> AssessmentCommands.moved(tx, caller, found.id(), "challenge", null));
  }

  /** The answer stands, and everyone may read why. A changed answer is a new version instead. */
  public static Command<Assessment> keep(String area, int version, int number, AssessmentCommands.Reason reason) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      if (reason.reason() == null || reason.reason().isBlank()) throw Problem.invalid("/reason", "reason_required");
      return tx.preparedQuery("""
              UPDATE assessment_challenge
              SET status = 'unchanged', reason = $3, decided_at = clock_timestamp(), decided_by = $4
              WHERE assessment = $1 AND ordinal = $2 AND status = 'open'
              RETURNING criterion""")
          .execute(Tuple.of(found.id(), number, reason.reason().strip(), caller.name()))
          .compose(rows -> rows.size() > 0 ? Future.succeededFuture(rows.iterator().next().getString("criterion")) : missing(tx, found, number))
          .compose(criterion -> settled(tx, caller, found, "keep").map(now -> Change.of(now, new AssessmentEvent.ChallengeDecided(
              now.about(), number, criterion, AssessmentSheet.Outcome.UNCHANGED, reason.reason().strip(), null))));
    });
  }

  /** The ground of the closed list on which a question is taken from view. */
  public record Hiding(String ground) {}

  /** A tombstone stays with the ground, and nobody owes it an answer any more; what was decided about it before stays decided. */
  public static Command<Assessment> hide(String area, int version, int number, Hiding hiding) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      return tx.preparedQuery("""
              UPDATE assessment_challenge
              SET hidden = $3, hidden_by = $4, status = CASE status WHEN 'open' THEN 'unchanged' ELSE status END, reason = coalesce(reason, $3), decided_at = coalesce(decided_at, clock_timestamp())
              WHERE assessment = $1 AND ordinal = $2 AND hidden IS NULL
              RETURNING criterion""")
          .execute(Tuple.of(found.id(), number, hiding.ground(), caller.person()))
          .map(rows -> Rows.one(rows, "challenge", row -> row.getString("criterion")))
          .compose(criterion -> settled(tx, caller, found, "hide").map(now -> Change.of(now, new AssessmentEvent.ChallengeHidden(now.about(), number, criterion, hiding.ground()))));
    });
  }

  private static Future<String> missing(SqlConnection tx, Assessment found, int number) {
    return tx.preparedQuery("SELECT criterion FROM assessment_challenge WHERE assessment = $1 AND ordinal = $2")
        .execute(Tuple.of(found.id(), number))
        .map(rows -> {
          Rows.one(rows, "challenge", row -> row.getString("criterion"));
          throw Problem.conflict("challenge_decided");
        });
  }

  /** With its last open question the worksheet is uncontested again. */
  private static Future<Assessment> settled(SqlConnection tx, Caller caller, Assessment found, String move) {
    return AssessmentCommands.moved(tx, caller, found.id(), move, null)
        .compose(noted -> tx.preparedQuery("""
                UPDATE assessment
                SET status = 'published'
                WHERE id = $1 AND status = 'challenged'
                  AND NOT EXISTS (SELECT FROM assessment_challenge WHERE assessment = $1 AND status = 'open')""").execute(Tuple.of(found.id())))
        .compose(updated -> AssessmentQueries.one(tx, found.id()));
  }

  /** A member or chair of one body asks that body, or another one, to hear the public. */
  public static Command<AssessmentSheet.Request> request(String slug, Requesting requesting) {
    return (tx, caller) -> AssessmentCommands.area(tx, caller, slug)
        .compose(area -> AssessmentCommands.body(tx, caller, requesting.body(), "/body").compose(body -> {
          if (body.kind() == org.lectern.bodies.BodyKind.AGENCY) throw Problem.invalid("/body", "agency_hears_nobody");
          return tx.preparedQuery("""
                  INSERT INTO hearing_request (jurisdiction, area, ordinal, criterion, body, reason, by_person, by_name)
                  SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7
                  FROM hearing_request
                  WHERE area = $2
                  RETURNING ordinal, at""")
              .execute(Tuple.of(caller.place().id(), area.id(), requesting.criterion(), body.id(), requesting.reason().strip(), caller.person(), caller.name()))
              .map(rows -> rows.iterator().next())
              .map(row -> Change.of(new AssessmentSheet.Request(row.getInteger("ordinal"), requesting.criterion(), body.slug(), body.name(),
                      requesting.reason().strip(), Rows.instant(row, "at"), caller.name()),
                  new AssessmentEvent.HearingRequested(slug, area.title(), requesting.criterion(), body.slug(), requesting.reason().strip())));
        }));
  }
}
