package org.lectern.assessments;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.areas.Area;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/**
 * Worksheets that others filled in: what a scorecard says about a place. It is published as it comes, labelled with its source; the
 * same again changes nothing, other answers are a new version. A worksheet of the place's own is never replaced.
 */
public final class ImportCommands {
  private ImportCommands() {}

  /** What a scorecard says of one place in one area; {@code externalId} is how it calls the place. */
  public record Brought(
      String area, String source, String externalId, String label, String url, String asOf, String rating, List<Given> answers) {}

  /** Null answers were not given. {@code level} is the scorecard's own, 1 for the best. */
  public record Given(String criterion, Answer answer, String url, String quote, String note, Integer level, List<Line.Part> questions) {}

  /** What it came to. */
  public enum Came {
    ADDED,
    CHANGED,
    UNCHANGED
  }

  public static Command<Came> bring(Brought brought) {
    return (tx, caller) -> AssessmentCommands.area(tx, caller, brought.area())
        .compose(area -> refuseOtherCriteria(area, brought)
            .compose(fits -> standing(tx, caller, area))
            .compose(standing -> standing == null ? publish(tx, caller, area, brought, null)
                : !brought.source().equals(standing.source()) ? refuseOwn(standing)
                : same(tx, standing, brought).compose(same -> same ? Future.succeededFuture(Change.of(Came.UNCHANGED)) : publish(tx, caller, area, brought, standing))));
  }

  private static Future<Void> refuseOtherCriteria(Area area, Brought brought) {
    var known = area.content().criteria().stream().map(Criterion::id).toList();
    var strange = brought.answers().stream().map(Given::criterion).filter(id -> !known.contains(id)).findFirst();
    return strange.isEmpty() ? Future.succeededFuture() : Future.failedFuture(Problem.conflict("criteria_differ", area.slug(), strange.get()));
  }

  private static Future<Assessment> standing(SqlConnection tx, Caller caller, Area area) {
    return tx.preparedQuery(Assessment.COLUMNS + "WHERE s.jurisdiction = $1 AND s.area = $2 AND s.status IN ('published', 'challenged', 'stale')")
        .execute(Tuple.of(caller.place().id(), area.id()))
        .map(rows -> Rows.first(rows, Assessment::from, null));
  }

  private static Future<Change<Came>> refuseOwn(Assessment standing) {
    return Future.failedFuture(Problem.conflict("assessment_of_another_source", standing.sourceLabel() == null ? standing.bodyName() : standing.sourceLabel()));
  }

  private static Future<Boolean> same(SqlConnection tx, Assessment standing, Brought brought) {
    return AssessmentQueries.lines(tx, standing).map(lines -> {
      var before = lines.stream().map(line -> new Given(line.criterion(), line.answer(), line.url(), line.quote(), line.note(), line.level(), line.questions()))
          .filter(ImportCommands::says).toList();
      var now = ordered(standing.criteria(), brought.answers()).stream().filter(ImportCommands::says).toList();
      return before.equals(now) && java.util.Objects.equals(standing.asOf(), brought.asOf()) && java.util.Objects.equals(standing.sourceRating(), brought.rating())
          && java.util.Objects.equals(standing.sourceLabel(), brought.label()) && java.util.Objects.equals(standing.sourceUrl(), brought.url());
    });
  }

  /** An empty field of a table says no more than one that is not there. */
  private static boolean says(Given given) {
    return given.answer() != null || given.level() != null || !given.questions().isEmpty() || given.note() != null || given.url() != null;
  }

  private static List<Given> ordered(List<Criterion> criteria, List<Given> answers) {
    var ordered = new ArrayList<Given>();
    for (var criterion : criteria) answers.stream().filter(given -> given.criterion().equals(criterion.id())).forEach(ordered::add);
    return ordered;
  }

  private static Future<Change<Came>> publish(SqlConnection tx, Caller caller, Area area, Brought brought, Assessment before) {
    var id = Ids.next();
    return AssessmentCommands.rule(tx, area).compose(rule -> insert(tx, caller, area, brought, id, rule)
        .compose(inserted -> answers(tx, caller, area, brought, id))
        .compose(answered -> PublishingCommands.supersede(tx, id))
        .compose(band -> one(tx, id)
            .compose(draft -> AssessmentQueries.lines(tx, draft).compose(lines -> {
              var standing = AssessmentQueries.standing(rule, draft.criteria(), lines);
              return tx.preparedQuery("UPDATE assessment SET status = 'published', published_at = clock_timestamp(), band = $2, percent = $3 WHERE id = $1")
                  .execute(Tuple.of(id, Rows.word(standing.band()), standing.percent()))
                  .compose(published -> AssessmentCommands.moved(tx, caller, id, "import", null))
                  .compose(noted -> one(tx, id))
                  .map(now -> Change.of(before == null ? Came.ADDED : Came.CHANGED, new AssessmentEvent.AssessmentPublished(
                      now.about(), now.band(), now.percent(), band, now.asOf(), now.source())));
            }))));
  }

  private static Future<Assessment> one(SqlConnection tx, UUID id) {
    return AssessmentQueries.one(tx, id);
  }

  /** At work for the length of this transaction; if the place works on one of its own meanwhile, its index refuses. */
  private static Future<Void> insert(SqlConnection tx, Caller caller, Area area, Brought brought, UUID id, Rule rule) {
    return tx.preparedQuery("SELECT 1 FROM assessment WHERE jurisdiction = $1 AND area = $2 AND published_at IS NULL")
        .execute(Tuple.of(caller.place().id(), area.id()))
        .compose(own -> own.size() > 0 ? Future.failedFuture(Problem.conflict("assessment_at_work")) : tx.preparedQuery("""
            INSERT INTO assessment (id, jurisdiction, area, version, status, catalogue, catalogue_version, criteria, rule, as_of,
              source, external_id, source_label, source_url, source_rating)
            SELECT $1, $2, $3, coalesce(max(version), 0) + 1, 'draft', $4, $5, $6::text::jsonb, $7::text::jsonb, $8, $9, $10, $11, $12, $13
            FROM assessment
            WHERE jurisdiction = $2 AND area = $3""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), area.id(), area.catalogue(), area.catalogueVersion(),
            Json.text(area.content().criteria()), Json.text(rule), brought.asOf(), brought.source(), brought.externalId(), brought.label(), brought.url(),
            brought.rating()})))
        .mapEmpty();
  }

  private static Future<Void> answers(SqlConnection tx, Caller caller, Area area, Brought brought, UUID id) {
    var rows = new ArrayList<Tuple>();
    var order = area.content().criteria().stream().map(Criterion::id).toList();
    for (var given : brought.answers()) {
      rows.add(Tuple.from(new Object[] {caller.place().id(), id, order.indexOf(given.criterion()) + 1, given.criterion(), Rows.word(given.answer()),
          given.url(), given.quote(), given.note(), given.level() == null ? null : given.level().shortValue(), Json.text(given.questions())}));
    }
    if (rows.isEmpty()) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO assessment_answer (jurisdiction, assessment, ordinal, criterion, answer, url, quote, note, level, questions)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::text::jsonb)""")
        .executeBatch(rows)
        .mapEmpty();
  }
}
