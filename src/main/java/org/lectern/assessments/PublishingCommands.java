package org.lectern.assessments;

import static org.lectern.assessments.AssessmentStatus.AGENCY_REPLY;
import static org.lectern.assessments.AssessmentStatus.PUBLISHED;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** What the agency says to a worksheet, and its publication by the chair. */
public final class PublishingCommands {
  private PublishingCommands() {}

  /** To one criterion, or (null) to the whole. */
  public record Replying(String criterion, String text, String url) {}

  /** The agency may say several things until the worksheet is published; all of them stand beside it. */
  public static Command<Assessment> reply(String area, int version, Replying replying) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      if (found.agency() == null) throw Problem.conflict("no_agency_asked");
      caller.in(found.agency());
      if (found.status() != AGENCY_REPLY) throw Problem.conflict("assessment_not_with_agency", "state." + found.status().word());
      if (replying.text() == null || replying.text().isBlank()) throw Problem.invalid("/text", "text_required");
      if (replying.criterion() != null && found.criterion(replying.criterion()) == null) throw Problem.invalid("/criterion", "criterion_not_here");
      return tx.preparedQuery("""
              INSERT INTO assessment_reply (jurisdiction, assessment, ordinal, criterion, text, url, by_person, by_name)
              SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6, $7
              FROM assessment_reply
              WHERE assessment = $2""")
          .execute(Tuple.of(caller.place().id(), found.id(), replying.criterion(), replying.text().strip(), replying.url(), caller.person(), caller.name()))
          .compose(written -> AssessmentCommands.moved(tx, caller, found.id(), "reply", null))
          .map(noted -> Change.of(found, new AssessmentEvent.AgencyReplied(found.about(), found.body())));
    });
  }

  /** Once the agency has replied or its days are over. What stood before is superseded, and open questions about it are answered by this. */
  public static Command<Assessment> publish(String area, int version) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      found.status().to(PUBLISHED);
      return refuseTooSoon(tx, found)
          .compose(due -> AssessmentQueries.lines(tx, found))
          .compose(lines -> out(tx, caller, found, AssessmentQueries.standing(found.rule(), found.criteria(), lines)));
    });
  }

  private static Future<Void> refuseTooSoon(SqlConnection tx, Assessment found) {
    if (found.agency() == null || found.replyDue() == null || found.today().isAfter(found.replyDue())) return Future.succeededFuture();
    return tx.preparedQuery("SELECT 1 FROM assessment_reply WHERE assessment = $1 LIMIT 1")
        .execute(Tuple.of(found.id()))
        .map(replies -> {
          if (replies.size() == 0) throw Problem.conflict("agency_reply_open", found.replyDue().toString());
          return null;
        });
  }

  private static Future<Change<Assessment>> out(SqlConnection tx, Caller caller, Assessment found, Standing standing) {
    return supersede(tx, found.id()).compose(before -> tx.preparedQuery("""
                UPDATE assessment
                SET status = 'published', published_at = clock_timestamp(), publisher_name = $2, band = $3, percent = $4
                WHERE id = $1""")
            .execute(Tuple.of(found.id(), caller.name(), Rows.word(standing.band()), standing.percent()))
            .compose(published -> AssessmentCommands.moved(tx, caller, found.id(), "publish", null))
            .compose(noted -> answerChallenges(tx, caller, found))
            .compose(answered -> AssessmentQueries.one(tx, found.id()).map(now -> {
              var events = new ArrayList<Event>(List.of(new AssessmentEvent.AssessmentPublished(
                  now.about(), now.band(), now.percent(), before, now.asOf(), now.source())));
              events.addAll(answered);
              return new Change<>(now, events);
            })));
  }

  /** What stood until now is history; the answer is its band, null if there was none. */
  static Future<Band> supersede(SqlConnection tx, UUID successor) {
    return tx.preparedQuery("""
            UPDATE assessment s
            SET status = 'superseded'
            FROM assessment n
            WHERE n.id = $1 AND s.jurisdiction = n.jurisdiction AND s.area = n.area AND s.status IN ('published', 'challenged', 'stale')
            RETURNING s.band""")
        .execute(Tuple.of(successor))
        .map(rows -> Rows.first(rows, row -> Rows.word(row, "band", Band.class), null));
  }

  /** Open questions about earlier versions: where the answer is another one now it was changed, elsewhere it stands as read again. */
  private static Future<List<Event>> answerChallenges(SqlConnection tx, Caller caller, Assessment now) {
    return tx.preparedQuery("""
            UPDATE assessment_challenge c
            SET status = CASE WHEN changed.yes THEN 'changed' ELSE 'unchanged' END, new_version = $2, decided_at = clock_timestamp(), decided_by = $3,
              reason = CASE WHEN changed.yes THEN NULL ELSE 'Read again for version ' || $2::int || '; the answer and its citation stand.' END
            FROM (
              SELECT o.assessment, o.ordinal, s.version, NOT EXISTS (
                SELECT FROM assessment_answer b
                JOIN assessment_answer n ON n.assessment = $1 AND n.criterion = b.criterion
                  AND (n.answer, n.url, n.quote) IS NOT DISTINCT FROM (b.answer, b.url, b.quote)
                WHERE b.assessment = s.id AND b.criterion = o.criterion) AS yes
              FROM assessment n
              JOIN assessment s ON s.jurisdiction = n.jurisdiction AND s.area = n.area AND s.id <> n.id
              JOIN assessment_challenge o ON o.assessment = s.id AND o.status = 'open'
              WHERE n.id = $1) AS changed
            WHERE c.assessment = changed.assessment AND c.ordinal = changed.ordinal
            RETURNING c.ordinal, c.criterion, c.status, c.reason, changed.version""")
        .execute(Tuple.of(now.id(), now.version(), caller.name()))
        .map(rows -> Rows.list(rows, row -> new AssessmentEvent.ChallengeDecided(
            new AssessmentEvent.About(now.area(), now.title(), row.getInteger("version")), row.getInteger("ordinal"), row.getString("criterion"),
            Rows.word(row, "status", AssessmentSheet.Outcome.class), row.getString("reason"), now.version())));
  }
}
