package org.lectern.assessments;

import static org.lectern.assessments.AssessmentStatus.AGENCY_REPLY;
import static org.lectern.assessments.AssessmentStatus.DRAFT;
import static org.lectern.assessments.AssessmentStatus.IN_REVIEW;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.areas.Area;
import org.lectern.areas.AreaQueries;
import org.lectern.areas.AreaStatus;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyKind;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.DueDates;
import org.lectern.bodies.Profiles;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** How a worksheet is written: begun by a member, answered, read by another one. What follows is {@link PublishingCommands}. */
public final class AssessmentCommands {
  private AssessmentCommands() {}

  /** Business days that the agency has for its reply (default). */
  static final int REPLY_DAYS = 10;

  /** Bodies by slug; without an agency nobody is asked for a reply. {@code asOf} is the date of the policy, as exactly as known. */
  public record Starting(String body, String agency, String asOf) {}

  /** One answer. {@code citedOn} is the date of the text that {@code quote} is from; {@code questions} where the criterion is asked in several. */
  public record Answering(String criterion, Answer answer, String url, String quote, LocalDate citedOn, String note, List<Partial> questions) {}

  /** The answer to one question of a criterion. */
  public record Partial(String id, Answer answer, String url) {}

  public record Reason(String reason) {}

  /** A new version begins with the answers of the one that stands, so that only what changed has to be written. */
  public static Command<Assessment> start(String slug, Starting starting) {
    return (tx, caller) -> area(tx, caller, slug)
        .compose(area -> bodies(tx, caller, starting).compose(bodies -> refuseSecond(tx, caller, area)
            .compose(free -> insert(tx, caller, area, bodies, starting.asOf()))))
        .compose(id -> carryOver(tx, caller, id).compose(carried -> moved(tx, caller, id, "start", null)).compose(begun -> AssessmentQueries.one(tx, id)))
        .map(started -> Change.of(started, new AssessmentEvent.AssessmentStarted(started.about(), started.body())));
  }

  /** The area with its criteria, locked so that two members do not begin at once. */
  static Future<Area> area(SqlConnection tx, Caller caller, String slug) {
    return tx.preparedQuery("SELECT 1 FROM area WHERE jurisdiction = $1 AND slug = $2 FOR UPDATE")
        .execute(Tuple.of(caller.place().id(), slug))
        .compose(locked -> AreaQueries.area(slug).ask(tx, caller))
        .map(area -> {
          if (area.status() != AreaStatus.ADOPTED) throw Problem.conflict("area_disabled");
          return area;
        });
  }

  private record Bodies(Body body, Body agency) {}

  private static Future<Bodies> bodies(SqlConnection tx, Caller caller, Starting starting) {
    return body(tx, caller, starting.body(), "/body").compose(body -> {
      caller.in(body.id());
      if (body.kind() == BodyKind.AGENCY) throw Problem.invalid("/body", "agency_assesses_nothing");
      return starting.agency() == null ? Future.succeededFuture(new Bodies(body, null)) : body(tx, caller, starting.agency(), "/agency").map(agency -> {
        if (agency.kind() != BodyKind.AGENCY) throw Problem.invalid("/agency", "only_agencies_answer");
        return new Bodies(body, agency);
      });
    });
  }

  static Future<Body> body(SqlConnection tx, Caller caller, String slug, String pointer) {
    return BodyQueries.find(tx, caller.place().id(), slug)
        .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid(pointer, "body_unknown") : missing));
  }

  private static Future<Void> refuseSecond(SqlConnection tx, Caller caller, Area area) {
    return tx.preparedQuery("SELECT version FROM assessment WHERE jurisdiction = $1 AND area = $2 AND published_at IS NULL")
        .execute(Tuple.of(caller.place().id(), area.id()))
        .map(open -> {
          if (open.size() > 0) throw Problem.conflict("assessment_at_work");
          return null;
        });
  }

  /** Pins the criteria and the rule as they stand today. */
  private static Future<UUID> insert(SqlConnection tx, Caller caller, Area area, Bodies bodies, String asOf) {
    var id = Ids.next();
    return rule(tx, area).compose(rule -> tx.preparedQuery("""
            INSERT INTO assessment (id, jurisdiction, area, version, status, body, agency, catalogue, catalogue_version, criteria, rule, as_of, author, author_name)
            SELECT $1, $2, $3, coalesce(max(version), 0) + 1, 'draft', $4, $5, $6, $7, $8::text::jsonb, $9::text::jsonb, $10, $11, $12
            FROM assessment
            WHERE jurisdiction = $2 AND area = $3""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), area.id(), bodies.body.id(), bodies.agency == null ? null : bodies.agency.id(),
            area.catalogue(), area.catalogueVersion(), Json.text(area.content().criteria()), Json.text(rule), asOf, caller.person(), caller.name()}))
        .map(id));
  }

  /** How the catalogue that the area is from counts its answers. */
  static Future<Rule> rule(SqlConnection tx, Area area) {
    return tx.preparedQuery("SELECT coalesce(content->'rating', '{}')::text AS rating FROM catalogue WHERE id = $1 AND version = $2")
        .execute(Tuple.of(area.catalogue(), area.catalogueVersion()))
        .map(rows -> Rows.first(rows, row -> row.getString("rating"), null))
        .map(rating -> rating == null ? Rule.DEFAULT : Rule.of(Json.read(rating, com.fasterxml.jackson.databind.JsonNode.class)));
  }

  private static Future<Void> carryOver(SqlConnection tx, Caller caller, UUID id) {
    return tx.preparedQuery("""
            INSERT INTO assessment_answer (jurisdiction, assessment, ordinal, criterion, answer, url, quote, cited_on, note, level, questions)
            SELECT n.jurisdiction, n.id, a.ordinal, a.criterion, a.answer, a.url, a.quote, a.cited_on, a.note, a.level, a.questions
            FROM assessment n
            JOIN assessment s ON s.jurisdiction = n.jurisdiction AND s.area = n.area AND s.status IN ('published', 'challenged', 'stale')
            JOIN assessment_answer a ON a.assessment = s.id
            WHERE n.id = $1 AND n.criteria @> jsonb_build_array(jsonb_build_object('id', a.criterion))""")
        .execute(Tuple.of(id))
        .mapEmpty();
  }

  /** The date of the policy that the version describes may be set until it is read. */
  public static Command<Assessment> answer(String area, int version, Answering answering) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      if (found.status() != DRAFT) throw Problem.conflict("assessment_not_draft", "state." + found.status().word());
      var criterion = found.criterion(answering.criterion());
      if (criterion == null) throw Problem.invalid("/criterion", "criterion_not_here");
      var whole = Answers.whole(criterion, answering);
      return write(tx, caller, found, whole)
          .compose(written -> settleProposals(tx, found, whole))
          .compose(settled -> AssessmentQueries.one(tx, found.id()))
          .map(now -> Change.of(now, new AssessmentEvent.CriterionAnswered(now.about(), now.body(), whole.criterion(), whole.answer())));
    });
  }

  private static Future<Void> write(SqlConnection tx, Caller caller, Assessment found, Answers.Whole whole) {
    var ordinal = found.criteria().stream().map(org.lectern.areas.AreaContent.Criterion::id).toList().indexOf(whole.criterion()) + 1;
    return tx.preparedQuery("""
            INSERT INTO assessment_answer (jurisdiction, assessment, ordinal, criterion, answer, url, quote, cited_on, note, questions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb)
            ON CONFLICT (assessment, criterion) DO UPDATE
            SET answer = $5, url = $6, quote = $7, cited_on = $8, note = $9, questions = $10::text::jsonb, level = NULL""")
        .execute(Tuple.from(new Object[] {caller.place().id(), found.id(), ordinal, whole.criterion(), Rows.word(whole.answer()), whole.url(), whole.quote(),
            whole.citedOn(), whole.note(), Json.text(whole.questions())}))
        .mapEmpty();
  }

  /** Whoever answers has seen what was proposed. */
  private static Future<Void> settleProposals(SqlConnection tx, Assessment found, Answers.Whole whole) {
    return tx.preparedQuery("""
            UPDATE assessment_proposal
            SET status = CASE WHEN answer = $3 THEN 'taken' ELSE 'passed_over' END
            WHERE area = (SELECT area FROM assessment WHERE id = $1) AND criterion = $2 AND status = 'open'""")
        .execute(Tuple.of(found.id(), whole.criterion(), Rows.word(whole.answer())))
        .mapEmpty();
  }

  /** To a second reader. */
  public static Command<Assessment> submit(String area, int version) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      return advance(tx, caller, found, IN_REVIEW, "submit", null, "");
    }).map(now -> Change.of(now, new AssessmentEvent.AssessmentSubmitted(now.about(), now.body())));
  }

  /** Back to its author: the second reader reads it otherwise, or the agency's reply changes something. */
  public static Command<Assessment> sendBack(String area, int version, Reason reason) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      if (reason.reason() == null || reason.reason().isBlank()) throw Problem.invalid("/reason", "reason_required");
      return advance(tx, caller, found, DRAFT, "send_back", reason.reason().strip(), "");
    }).map(now -> Change.of(now, new AssessmentEvent.AssessmentReturned(now.about(), now.body(), reason.reason().strip())));
  }

  /** The second reader has read every answer against its citation. Nobody is their own second reader. */
  public static Command<Assessment> pass(String area, int version) {
    return (tx, caller) -> AssessmentQueries.claim(tx, caller, area, version).compose(found -> {
      caller.in(found.body());
      found.status().to(AGENCY_REPLY);
      if (caller.is(found.author())) throw Problem.forbidden("author_cannot_second_read");
      return replyDue(tx, caller, found).compose(due -> tx.preparedQuery("UPDATE assessment SET reader = $2, reader_name = $3, reply_due = $4 WHERE id = $1")
              .execute(Tuple.of(found.id(), caller.person(), caller.name(), due)))
          .compose(named -> advance(tx, caller, found, AGENCY_REPLY, "pass", null, ""));
    }).map(AssessmentCommands::passed);
  }

  private static Change<Assessment> passed(Assessment now) {
    var events = new ArrayList<org.lectern.core.Event>(List.of(new AssessmentEvent.AssessmentRead(now.about(), now.body())));
    if (now.agency() != null) events.add(new AssessmentEvent.AgencyReplyAsked(now.about(), now.agency(), now.replyDue()));
    return new Change<>(now, events);
  }

  private static Future<LocalDate> replyDue(SqlConnection tx, Caller caller, Assessment found) {
    if (found.agency() == null) return Future.succeededFuture(null);
    var term = new DueDates.Term(REPLY_DAYS, DueDates.Unit.BUSINESS_DAYS, "default");
    return Profiles.current(tx, caller.place()).map(profile -> DueDates.due(term, found.today(), profile.holidays()).due());
  }

  /** To the next state, with a line in the timeline. {@code alongside} is more of the update, beginning with a comma. */
  static Future<Assessment> advance(SqlConnection tx, Caller caller, Assessment found, AssessmentStatus target, String command, String reason, String alongside) {
    return tx.preparedQuery("UPDATE assessment SET status = $2" + alongside + " WHERE id = $1")
        .execute(Tuple.of(found.id(), found.status().to(target).word()))
        .compose(updated -> moved(tx, caller, found.id(), command, reason))
        .compose(noted -> AssessmentQueries.one(tx, found.id()));
  }

  static Future<Void> moved(SqlConnection tx, Caller caller, UUID id, String command, String reason) {
    return tx.preparedQuery("""
            INSERT INTO assessment_move (jurisdiction, assessment, ordinal, command, reason, by_person, by_name)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5, $6
            FROM assessment_move
            WHERE assessment = $2""")
        .execute(Tuple.of(caller.place().id(), id, command, reason, caller.person(), caller.name()))
        .mapEmpty();
  }
}
