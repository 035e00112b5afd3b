package org.lectern.cases;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Numbers;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Ids;
import org.lectern.core.Problem;
import org.lectern.core.Rows;

/** Making a case: by an official for a body, alone until it is published. */
public final class CaseCommands {
  private CaseCommands() {}

  /** For what it is: the number of a policy change or of an action, one of them. */
  public record NewCase(String body, String policy, String action, String title, String argument) {}

  /** The title and the one paragraph that is the author's own. */
  public record Arguing(String title, String argument) {}

  public record Reason(String reason) {}

  private record Subject(UUID policy, UUID action, String title, int year) {}

  public static Command<Case> begin(NewCase wanted) {
    return (tx, caller) -> BodyQueries.find(tx, caller.place().id(), wanted.body())
        .recover(missing -> Future.failedFuture(missing instanceof Problem ? Problem.invalid("/body", "body_unknown") : missing))
        .compose(body -> {
          caller.in(body.id());
          return subject(tx, caller, wanted)
              .compose(subject -> Numbers.next(tx, caller, "case_file", subject.year)
                  .compose(n -> insert(tx, caller, wanted, body.id(), subject, String.format("CASE-%d-%03d", subject.year, n))));
        })
        .compose(id -> one(tx, id))
        .map(made -> Change.of(made, new CaseEvent.CaseBegun(made.about(), made.author())));
  }

  /** Only what everyone may see can have a case: its page leads there. */
  private static Future<Subject> subject(SqlConnection tx, Caller caller, NewCase wanted) {
    if ((wanted.policy() == null) == (wanted.action() == null)) throw Problem.invalid("/policy", "case_for_one");
    return tx.preparedQuery("""
            SELECT p.id AS policy, a.id AS action, coalesce(p.title, a.title) AS title, extract(year FROM now() AT TIME ZONE j.zone)::int AS year
            FROM jurisdiction j
            LEFT JOIN policy_change p ON p.jurisdiction = j.id AND p.number = $2
            LEFT JOIN action a ON a.jurisdiction = j.id AND a.number = $3 AND a.status <> 'draft'
            WHERE j.id = $1""")
        .execute(Tuple.of(caller.place().id(), wanted.policy(), wanted.action()))
        .map(rows -> {
          var row = Rows.one(rows, "place", found -> found);
          if (row.getUUID("policy") == null && row.getUUID("action") == null) throw Problem.invalid(wanted.policy() == null ? "/action" : "/policy", "case_subject_unknown");
          return new Subject(row.getUUID("policy"), row.getUUID("action"), row.getString("title"), row.getInteger("year"));
        });
  }

  private static Future<UUID> insert(SqlConnection tx, Caller caller, NewCase wanted, UUID body, Subject subject, String number) {
    var id = Ids.next();
    return tx.preparedQuery("""
            INSERT INTO case_file (id, jurisdiction, number, body, policy, action, title, argument, author, author_name)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)""")
        .execute(Tuple.from(new Object[] {id, caller.place().id(), number, body, subject.policy, subject.action,
            blank(wanted.title()) ? subject.title : wanted.title().strip(), blank(wanted.argument()) ? null : wanted.argument().strip(), caller.person(), caller.name()}))
        .map(id);
  }

  public static Command<Case> argue(String number, Arguing arguing) {
    return (tx, caller) -> draft(tx, caller, number).compose(made -> {
      if (blank(arguing.title())) throw Problem.invalid("/title", "title_required");
      return tx.preparedQuery("UPDATE case_file SET title = $2, argument = $3 WHERE id = $1")
          .execute(Tuple.of(made.id(), arguing.title().strip(), blank(arguing.argument()) ? null : arguing.argument().strip()))
          .compose(updated -> edited(tx, made.id()));
    });
  }

  /** Public from now on at its address; those who are quoted see it on their trail. */
  public static Command<Case> publish(String number) {
    return (tx, caller) -> draft(tx, caller, number).compose(made -> {
      if (made.argument() == null) throw Problem.conflict("case_needs_argument");
      for (var support : Support.values()) if (made.of(support).isEmpty()) throw Problem.conflict("case_needs_support", "case.support." + support.name().toLowerCase(java.util.Locale.ROOT));
      if (made.items().stream().anyMatch(item -> item.text() == null)) throw Problem.conflict("case_quotes_gone");
      return tx.preparedQuery("UPDATE case_file SET status = 'published', published_at = clock_timestamp() WHERE id = $1")
          .execute(Tuple.of(made.id()))
          .compose(published -> onTheTrails(tx, caller, made))
          .compose(told -> one(tx, made.id()))
          .map(now -> Change.of(now, new CaseEvent.CasePublished(now.about(), now.bodySlug(), now.items().size(),
              now.of(Support.PEOPLE).stream().map(Case.Item::testimony).distinct().toList())));
    });
  }

  /** Each quoted testimony says on its trail that it was cited, and counts it, beside its target. */
  private static Future<Void> onTheTrails(SqlConnection tx, Caller caller, Case made) {
    return tx.preparedQuery("""
            WITH cited AS (
              INSERT INTO testimony_trail (jurisdiction, testimony, step, policy, action, source, passage, note, by_name)
              SELECT $1, i.testimony, 'cited', c.policy, c.action, 'cases/' || c.number, left(i.text, 500), c.number || ': ' || c.title, $3
              FROM case_item i
              JOIN case_file c ON c.id = i.case_file
              WHERE c.id = $2 AND i.testimony IS NOT NULL
              RETURNING testimony),
            each AS (SELECT testimony, count(*)::int AS n FROM cited GROUP BY testimony),
            counted AS (
              UPDATE testimony t
              SET cited = t.cited + e.n
              FROM each e
              WHERE t.id = e.testimony
              RETURNING coalesce(t.hearing, t.area, t.action, t.policy) AS target, e.n)
            UPDATE testimony_count k
            SET cited = k.cited + s.n
            FROM (SELECT target, sum(n)::bigint AS n FROM counted GROUP BY target) s
            WHERE k.target = s.target""")
        .execute(Tuple.of(caller.place().id(), made.id(), caller.name()))
        .mapEmpty();
  }

  public static Command<Case> retract(String number, Reason reason) {
    return (tx, caller) -> claim(tx, caller, number).compose(made -> {
      made.status().to(CaseStatus.RETRACTED);
      if (blank(reason.reason())) throw Problem.invalid("/reason", "reason_required");
      return tx.preparedQuery("UPDATE case_file SET status = 'retracted', reason = $2 WHERE id = $1")
          .execute(Tuple.of(made.id(), reason.reason().strip()))
          .compose(updated -> one(tx, made.id()))
          .map(now -> Change.of(now, new CaseEvent.CaseRetracted(now.about(), now.reason())));
    });
  }

  /** What is published stands as it is. */
  static Future<Case> draft(SqlConnection tx, Caller caller, String number) {
    return claim(tx, caller, number).map(made -> {
      if (made.status() != CaseStatus.DRAFT) throw Problem.conflict("case_is_published");
      return made;
    });
  }

  /** The case, locked for its author; for anybody else a draft is not there, and what is published is not theirs. */
  private static Future<Case> claim(SqlConnection tx, Caller caller, String number) {
    return tx.preparedQuery(Case.COLUMNS + """
            WHERE c.jurisdiction = $1 AND c.number = $2
            FOR UPDATE OF c""")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "case", Case::from))
        .compose(made -> {
          if (!made.visibleTo(caller)) throw Problem.missing("case");
          if (!caller.is(made.author())) throw Problem.forbidden("case_of_another");
          return CaseQueries.filled(tx, made);
        });
  }

  static Future<Change<Case>> edited(SqlConnection tx, UUID id) {
    return one(tx, id).map(now -> Change.of(now, new CaseEvent.CaseEdited(now.about(), now.author(), now.items().size())));
  }

  static Future<Case> one(SqlConnection tx, UUID id) {
    return tx.preparedQuery(Case.COLUMNS + "WHERE c.id = $1")
        .execute(Tuple.of(id))
        .map(rows -> Rows.one(rows, "case", Case::from))
        .compose(made -> CaseQueries.filled(tx, made));
  }

  static boolean blank(String text) {
    return text == null || text.isBlank();
  }
}
