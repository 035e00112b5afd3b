package org.lectern.oversight;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.core.Rows;

/** What is asked of a liaison's agencies: by when, what is missing, and what waits for the board; the most urgent first. */
public record AgencyDesk(List<Owed> owed, List<Owed> waiting, List<Obligation> coming, List<Part> parts) {

  /** What the agency has to do next. */
  public enum Next {
    ANSWER,
    BEGIN,
    REPORT,
    REPORT_AGAIN,
    WAIT
  }

  /** One action, the next thing to do, the tests for which evidence is missing or was not enough, and whether more time can be asked for. */
  public record Owed(Action action, Next next, List<Missing> missing, boolean mayAskExtension, Boolean extensionGranted) {}

  /** A test that must be shown, and what the board last found. */
  public record Missing(int criterion, String text, Mark mark) {}

  /** Of the actions in which another agency leads: where something is owed. */
  @JsonIgnore
  public List<Part> due() {
    return parts.stream().filter(part -> part.next != Next.WAIT).toList();
  }

  /** And where nothing is. */
  @JsonIgnore
  public List<Part> done() {
    return parts.stream().filter(part -> part.next == Next.WAIT).toList();
  }

  /** An action in which another agency leads, and what is owed for one's own part. */
  public record Part(Action action, Addressee mine, Next next) {}

  private record Shown(UUID action, int ordinal, String text, Mark mark, boolean evidence) {}

  private record Asked(boolean there, Boolean granted) {}

  public static Query<AgencyDesk> desk() {
    return (db, caller) -> db.preparedQuery(Action.COLUMNS + """
            WHERE a.jurisdiction = $1 AND a.status IN ('issued', 'in_progress', 'reported', 'returned') AND ($2 OR a.addressee = ANY ($3))
            ORDER BY due NULLS LAST, a.number
            LIMIT 500""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.LIAISON), caller.bodiesAs(Role.LIAISON)))
        .map(rows -> Rows.list(rows, Action::from))
        .compose(actions -> desk(db, caller, actions));
  }

  private static Future<AgencyDesk> desk(SqlClient db, Caller caller, List<Action> actions) {
    var ids = actions.stream().map(Action::id).toArray(UUID[]::new);
    var shown = shown(db, ids);
    var asked = asked(db, ids);
    var coming = coming(db, caller);
    var parts = parts(db, caller);
    return Future.all(shown, asked, coming, parts).map(all -> {
      var owed = new ArrayList<Owed>();
      var waiting = new ArrayList<Owed>();
      for (var action : actions) {
        var one = owed(action, shown.result().getOrDefault(action.id(), List.of()), asked.result().getOrDefault(action.id(), new Asked(false, null)));
        (one.next == Next.WAIT ? waiting : owed).add(one);
      }
      return new AgencyDesk(owed, waiting, coming.result(), parts.result());
    });
  }

  private static Owed owed(Action action, List<Shown> shown, Asked asked) {
    var next = next(action);
    var mayAsk = next == Next.ANSWER && !action.answered() && !asked.there && action.responseDue() != null && action.today().isBefore(action.responseDue());
    return new Owed(action, next, missing(next, shown), mayAsk, asked.granted);
  }

  private static Next next(Action action) {
    return switch (action.status()) {
      case ISSUED -> action.owed() ? Next.REPORT : !action.answered() || action.position() == Position.NEEDS_ANALYSIS ? Next.ANSWER : action.position().promises() ? Next.BEGIN : Next.WAIT;
      case IN_PROGRESS -> Next.REPORT;
      case RETURNED -> Next.REPORT_AGAIN;
      default -> Next.WAIT;
    };
  }

  private static List<Missing> missing(Next next, List<Shown> shown) {
    return switch (next) {
      case BEGIN, REPORT -> shown.stream().filter(one -> !one.evidence).map(one -> new Missing(one.ordinal, one.text, one.mark)).toList();
      case REPORT_AGAIN -> shown.stream().filter(one -> one.mark != Mark.MET).map(one -> new Missing(one.ordinal, one.text, one.mark)).toList();
      default -> List.of();
    };
  }

  private static Future<Map<UUID, List<Shown>>> shown(SqlClient db, UUID[] actions) {
    return db.preparedQuery("""
            SELECT c.action, c.ordinal, c.text, c.mark, EXISTS (SELECT FROM action_evidence e WHERE e.criterion = c.id AND e.by_side = 'agency') AS evidence
            FROM action_criterion c
            WHERE c.action = ANY ($1)
            ORDER BY c.action, c.ordinal""")
        .execute(Tuple.of((Object) actions))
        .map(rows -> {
          var byAction = new HashMap<UUID, List<Shown>>();
          rows.forEach(row -> byAction.computeIfAbsent(row.getUUID("action"), first -> new ArrayList<>())
              .add(new Shown(row.getUUID("action"), row.getInteger("ordinal"), row.getString("text"), Rows.word(row, "mark", Mark.class), row.getBoolean("evidence"))));
          return byAction;
        });
  }

  private static Future<Map<UUID, Asked>> asked(SqlClient db, UUID[] actions) {
    return db.preparedQuery("SELECT action, granted FROM action_extension WHERE action = ANY ($1)")
        .execute(Tuple.of((Object) actions))
        .map(rows -> {
          var byAction = new HashMap<UUID, Asked>();
          rows.forEach(row -> byAction.put(row.getUUID("action"), new Asked(true, row.getBoolean("granted"))));
          return byAction;
        });
  }

  /** Open actions that ask the caller's agencies besides another, those due first before the others. */
  private static Future<List<Part>> parts(SqlClient db, Caller caller) {
    return db.preparedQuery(Addressee.COLUMNS + """
            WHERE p.jurisdiction = $1 AND a.status IN ('issued', 'in_progress', 'reported', 'returned') AND ($2 OR p.body = ANY ($3))
            ORDER BY due NULLS LAST, a.number, p.ordinal
            LIMIT 500""")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.LIAISON), caller.bodiesAs(Role.LIAISON)))
        .compose(mine -> {
          var ids = Rows.list(mine, row -> row.getUUID("action")).toArray(UUID[]::new);
          return db.preparedQuery(Action.COLUMNS + "WHERE a.id = ANY ($1)").execute(Tuple.of((Object) ids)).map(rows -> {
            var actions = new HashMap<UUID, Action>();
            rows.forEach(row -> actions.put(row.getUUID("id"), Action.from(row)));
            return Rows.list(mine, row -> part(actions.get(row.getUUID("action")), Addressee.from(row)));
          });
        });
  }

  private static Part part(Action action, Addressee mine) {
    return new Part(action, mine, mine.next(action));
  }

  /** Duties whose next turn the calendar will bring. */
  private static Future<List<Obligation>> coming(SqlClient db, Caller caller) {
    return db.preparedQuery(Obligation.COLUMNS + "WHERE o.jurisdiction = $1 AND o.ended_at IS NULL AND ($2 OR o.addressee = ANY ($3)) ORDER BY o.number LIMIT 100")
        .execute(Tuple.of(caller.place().id(), caller.holdsEverywhere(Role.LIAISON), caller.bodiesAs(Role.LIAISON)))
        .map(rows -> Rows.list(rows, Obligation::from));
  }
}
