package org.lectern.oversight;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Problem.Fault;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/**
 * What commits the whole board: the chair, or a vote of the board that is on record and carried, named by the hearing's number and the
 * motion's number in it. The word of one member that there was a vote is none.
 */
public record Mandate(boolean byVote, Long hearing, Integer motion) {

  static final Mandate CHAIR = new Mandate(false, null, null);

  /** A vote that carried, for whoever chooses one: its hearing, its motion, what was moved, when, and how the votes fell. */
  public record Carried(long hearing, int motion, String title, String text, Instant at, int yes, int no) {
    static Carried from(Row row) {
      return new Carried(row.getLong("hearing"), row.getInteger("motion"), row.getString("title"), row.getString("text"), Rows.instant(row, "at"), row.getInteger("yes"), row.getInteger("no"));
    }
  }

  private static final String STANDING = """
      FROM motion m
      JOIN hearing h ON h.id = m.hearing
      JOIN LATERAL (SELECT * FROM vote WHERE motion = m.id ORDER BY number DESC LIMIT 1) v ON true
      """;

  /** The motion that carried, null if it is the chair who decides. */
  Future<UUID> check(SqlConnection tx, Caller caller, Action action) {
    return check(tx, caller, action.issuer());
  }

  Future<UUID> check(SqlConnection tx, Caller caller, UUID board) {
    if (!byVote) {
      if (!caller.holds(Role.CHAIR, board)) throw Problem.forbidden("vote_or_chair");
      return Future.succeededFuture();
    }
    if (hearing == null || motion == null) throw Problem.invalid(List.of(Fault.at("/vote_hearing", "vote_required")));
    return tx.preparedQuery("SELECT m.id, v.carried AND m.withdrawn_at IS NULL AS carried " + STANDING + "WHERE h.jurisdiction = $1 AND h.body = $2 AND h.number = $3 AND m.number = $4")
        .execute(Tuple.of(caller.place().id(), board, hearing, motion))
        .map(rows -> Rows.maybe(rows, row -> row).orElseThrow(() -> Problem.invalid(List.of(Fault.at("/vote_hearing", "vote_unknown")))))
        .map(row -> {
          if (!Boolean.TRUE.equals(row.getBoolean("carried"))) throw Problem.invalid(List.of(Fault.at("/vote_hearing", "vote_not_carried")));
          return row.getUUID("id");
        });
  }

  /** The same for the issuer of that action. */
  public static Query<List<Carried>> of(String number) {
    return (db, caller) -> ActionQueries.find(db, caller, number).compose(action -> carried(action.issuer()).ask(db, caller));
  }

  /** The same for every body in which the caller sits. */
  public static Query<List<Carried>> carriedByOwn() {
    return (db, caller) -> db.preparedQuery("SELECT h.number AS hearing, m.number AS motion, h.title, m.text, v.at, v.yes, v.no " + STANDING + """
            WHERE h.jurisdiction = $1 AND ($2 OR h.body = ANY ($3)) AND v.carried AND m.withdrawn_at IS NULL AND h.status <> 'draft'
            ORDER BY v.at DESC
            LIMIT 40""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.MEMBER, Role.CHAIR), caller.bodiesAs(Role.MEMBER, Role.CHAIR)))
        .map(rows -> Rows.list(rows, Carried::from));
  }

  /** The votes of a body that carried, the newest first. */
  public static Query<List<Carried>> carried(UUID body) {
    return (db, caller) -> db.preparedQuery("SELECT h.number AS hearing, m.number AS motion, h.title, m.text, v.at, v.yes, v.no " + STANDING + """
            WHERE h.jurisdiction = $1 AND h.body = $2 AND v.carried AND m.withdrawn_at IS NULL AND h.status <> 'draft'
            ORDER BY v.at DESC
            LIMIT 40""")
        .execute(Tuple.of(caller.place().id(), body))
        .map(rows -> Rows.list(rows, Carried::from));
  }
}
