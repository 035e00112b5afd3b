package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.oversight.ActionSheet.Move;
import org.lectern.oversight.ActionSheet.Response;

/** What can be known about actions. A draft is known to the members and the chair of its issuer only. */
public final class ActionQueries {
  private ActionQueries() {}

  /** Which actions; null asks for all. Area and addressee are slugs (of the lead or of a further agency); {@code overdue} false asks for those that are not. */
  public record Filter(ActionStatus status, String area, String addressee, Boolean overdue) {
    public static final Filter ALL = new Filter(null, null, null, null);
  }

  private static final String VISIBLE = "(a.status <> 'draft' OR $2 OR a.issuer = ANY ($3))";

  private static Tuple asker(Caller caller) {
    return Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.MEMBER, Role.CHAIR), caller.bodiesAs(Role.MEMBER, Role.CHAIR));
  }

  /** A page of actions, newest first; {@code cursor} as {@link Page#next}, null at the beginning. */
  public static Query<Page<Action>> actions(Filter filter, String cursor, int limit) {
    var from = Cursor.Before.of(cursor);
    return (db, caller) -> db.preparedQuery(Action.COLUMNS + "WHERE a.jurisdiction = $1 AND " + VISIBLE + """
             AND (a.created_at, a.number) < ($4, $5) AND ($6::text IS NULL OR a.status = $6) AND ($7::text IS NULL OR r.slug = $7)
              AND ($8::text IS NULL OR d.slug = $8 OR EXISTS (SELECT FROM action_addressee p JOIN body b ON b.id = p.body WHERE p.action = a.id AND b.slug = $8)) AND ($9::boolean IS NULL OR coalesce(%s < %s, false) = $9)
            ORDER BY a.created_at DESC, a.number DESC
            LIMIT $10""".formatted(Action.DUE, Action.TODAY))
        .execute(asker(caller).addOffsetDateTime(Rows.at(from.at())).addString(from.number()).addString(Rows.word(filter.status()))
            .addString(filter.area()).addString(filter.addressee()).addBoolean(filter.overdue()).addInteger(limit + 1))
        .map(rows -> Page.of(Rows.list(rows, Action::from), limit, action -> action.createdAt() + "|" + action.number()));
  }

  public static Query<ActionSheet> action(String number) {
    return (db, caller) -> find(db, caller, number).compose(action -> sheet(db, caller, action));
  }

  private static Future<ActionSheet> sheet(SqlClient db, Caller caller, Action action) {
    var criteria = ActionCommands.criteria(db, action.id());
    var responses = responses(db, action);
    var evidence = Evidence.of(db, caller, action);
    var moves = moves(db, action);
    var sources = Sources.of(db, action);
    var dates = Dates.of(db, action.id());
    var extension = ExtensionCommands.of(db, action);
    var agenda = AgendaProposals.of(db, action);
    var verifications = Verified.of(db, action);
    var compliance = Compliance.of(db, action);
    var addressees = Addressee.of(db, action);
    return Future.all(List.of(criteria, responses, evidence, moves, sources, dates, extension, agenda, verifications, compliance, addressees)).map(all -> new ActionSheet(action, criteria.result(), responses.result(),
        evidence.result(), moves.result(), sources.result(), dates.result(), extension.result().orElse(null), agenda.result(), verifications.result(), compliance.result(), addressees.result()));
  }

  /** The action itself, if this caller may know of it. */
  public static Future<Action> find(SqlClient db, Caller caller, String number) {
    return db.preparedQuery(Action.COLUMNS + "WHERE a.jurisdiction = $1 AND " + VISIBLE + " AND a.number = $4")
        .execute(asker(caller).addString(number))
        .map(rows -> Rows.one(rows, "action", Action::from));
  }

  private static Future<List<Response>> responses(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT version, position, text, owner, due, by_name, at
            FROM action_response
            WHERE action = $1
            ORDER BY version DESC
            LIMIT 100""")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, Response::from));
  }

  private static Future<List<Move>> moves(SqlClient db, Action action) {
    return db.preparedQuery("""
            SELECT v.ordinal, v.from_status, v.to_status, v.command, v.reason, v.by_vote, v.by_name, v.at, v.as_of, h.number AS vote_hearing, m.number AS vote_motion
            FROM action_move v
            LEFT JOIN motion m ON m.id = v.motion
            LEFT JOIN hearing h ON h.id = m.hearing
            WHERE v.action = $1
            ORDER BY v.ordinal DESC
            LIMIT 500""")
        .execute(Tuple.of(action.id()))
        .map(rows -> Rows.list(rows, Move::from));
  }

  /** A draft as it was written, for whoever revises it. */
  public static Query<NewAction> draft(String number) {
    return (db, caller) -> find(db, caller, number).compose(action -> ActionCommands.criteria(db, action.id())
        .compose(criteria -> Addressee.of(db, action).map(all -> all.stream().map(one -> new NewAction.Also(one.agency(), one.responseDays())).toList()).compose(further -> Sources.asWritten(db, action).map(sources -> {
          if (action.status() != ActionStatus.DRAFT) throw Problem.conflict("action_not_draft", "state." + action.status().word());
          return new NewAction(action.kind(), action.issuerSlug(), action.addresseeSlug(), action.title(), action.text(), action.summary(),
              criteria.stream().map(Criterion::text).toList(), action.priority(), action.lever(), action.area(), action.hearing(), action.testimony(),
              action.responseDays(), action.responseUnit(), action.reviewDate(), sources, further);
        }))));
  }

  /** The open actions by the date on which the agency owes something next, the oldest first: the calendar's list. */
  public static Query<List<Action>> due() {
    return (db, caller) -> db.preparedQuery(Action.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.status IN ('issued', 'in_progress', 'returned') AND %s IS NOT NULL
            ORDER BY due, a.number
            LIMIT 1000""".formatted(Action.DUE))
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> Rows.list(rows, Action::from));
  }

  /** The actions that came from a hearing or were put before it, newest first; never drafts. */
  public static Query<List<Action>> ofHearing(long hearing, int limit) {
    return (db, caller) -> db.preparedQuery(Action.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.status <> 'draft' AND a.id IN (
              SELECT s.action FROM action_source s JOIN hearing h2 ON h2.id = s.hearing WHERE h2.jurisdiction = $1 AND h2.number = $2
              UNION SELECT g.action FROM action_agenda g JOIN hearing h3 ON h3.id = g.hearing WHERE h3.jurisdiction = $1 AND h3.number = $2)
            ORDER BY a.created_at DESC, a.number DESC
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), hearing, limit))
        .map(rows -> Rows.list(rows, Action::from));
  }

  /** The actions of a reform area, newest first; never drafts. */
  public static Query<List<Action>> ofArea(String area, int limit) {
    return (db, caller) -> db.preparedQuery(Action.COLUMNS + """
            WHERE a.jurisdiction = $1 AND r.slug = $2 AND a.status <> 'draft'
            ORDER BY a.created_at DESC, a.number DESC
            LIMIT $3""")
        .execute(Tuple.of(caller.place().id(), area, limit))
        .map(rows -> Rows.list(rows, Action::from));
  }
}
