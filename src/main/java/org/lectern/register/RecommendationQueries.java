package org.lectern.register;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Query;
import org.lectern.register.Recommendation.Also;
import org.lectern.register.Recommendation.Answer;
import org.lectern.register.Recommendation.Move;
import org.lectern.register.Recommendation.Word;
import org.lectern.register.RegisterQueries.Which;

/** The register to take away: which actions, and some at a time with everything about them. */
public final class RecommendationQueries {
  private RecommendationQueries() {}

  public static final int AT_A_TIME = 200;
  private static final int MOST = 100_000;

  /** The actions of the choice, oldest first, and the choice with everything said. */
  public record Chosen(Scope scope, LocalDate today, List<UUID> actions) {}

  public static Query<Chosen> choose(Which which, Scope wanted) {
    return (db, caller) -> RegisterQueries.today(db, caller).compose(today -> {
      var scope = wanted.on(today);
      return RegisterQueries.ids(db, caller, which, scope, MOST).map(ids -> new Chosen(scope, today, ids));
    });
  }

  /** These, oldest first, as they stood. */
  public static Query<List<Recommendation>> some(Scope scope, List<UUID> actions) {
    return (db, caller) -> {
      var ids = actions.toArray(UUID[]::new);
      var until = Tuple.of(ids, scope.asOf(), caller.place().zone().getId());
      return db.preparedQuery(Standing.TABLE + Recommendation.COLUMNS + "ORDER BY s.issued_on, s.number")
          .execute(RegisterQueries.day(caller, scope, ids))
          .compose(rows -> moves(db, until).compose(moves -> answers(db, until).compose(answers -> words(db, until).compose(words -> evidence(db, until)
              .compose(evidence -> also(db, until).map(also -> all(rows, moves, answers, words, evidence, also)))))));
    };
  }

  private static List<Recommendation> all(
      Iterable<Row> rows, Map<UUID, List<Move>> moves, Map<UUID, List<Answer>> answers, Map<UUID, List<Word>> words, Map<UUID, List<String>> evidence, Map<UUID, List<Also>> also) {
    var all = new ArrayList<Recommendation>();
    for (var row : rows) {
      var id = row.getUUID("id");
      all.add(Recommendation.from(row, moves.getOrDefault(id, List.of()), answers.getOrDefault(id, List.of()), words.getOrDefault(id, List.of()), evidence.getOrDefault(id, List.of()), also.getOrDefault(id, List.of())));
    }
    return all;
  }

  private static Future<Map<UUID, List<Move>>> moves(SqlClient db, Tuple until) {
    return db.preparedQuery("""
            SELECT action, from_status, to_status, command, reason, coalesce(as_of, (at AT TIME ZONE $3)::date) AS on_day
            FROM action_move
            WHERE action = ANY ($1) AND coalesce(as_of, (at AT TIME ZONE $3)::date) <= $2 AND to_status <> 'draft'
            ORDER BY action, ordinal""")
        .execute(until)
        .map(rows -> sorted(rows, Move::from));
  }

  private static Future<Map<UUID, List<Answer>>> answers(SqlClient db, Tuple until) {
    return db.preparedQuery("""
            SELECT action, position, text, owner, due, (at AT TIME ZONE $3)::date AS on_day
            FROM action_response
            WHERE action = ANY ($1) AND (at AT TIME ZONE $3)::date <= $2
            ORDER BY action, version""")
        .execute(until)
        .map(rows -> sorted(rows, Answer::from));
  }

  private static Future<Map<UUID, List<Word>>> words(SqlClient db, Tuple until) {
    return db.preparedQuery("""
            SELECT action, on_day, word, label
            FROM action_word
            WHERE action = ANY ($1) AND on_day <= $2 AND $3::text IS NOT NULL
            ORDER BY action, on_day, ordinal""")
        .execute(until)
        .map(rows -> sorted(rows, Word::from));
  }

  /** Of what is confidential, the redacted copy if there is one. */
  private static Future<Map<UUID, List<String>>> evidence(SqlClient db, Tuple until) {
    return db.preparedQuery("""
            SELECT action, CASE WHEN confidential IS NULL THEN url ELSE redacted_url END AS url
            FROM action_evidence
            WHERE action = ANY ($1) AND (at AT TIME ZONE $3)::date <= $2 AND hidden IS NULL AND CASE WHEN confidential IS NULL THEN url ELSE redacted_url END IS NOT NULL
            ORDER BY action, at, id""")
        .execute(until)
        .map(rows -> sorted(rows, row -> row.getString("url")));
  }

  private static Future<Map<UUID, List<Also>>> also(SqlClient db, Tuple until) {
    return db.preparedQuery("""
            SELECT p.action, b.slug AS agency, b.name AS agency_name, p.first_response_due AS due,
              coalesce((SELECT r.position FROM addressee_response r WHERE r.action = p.action AND r.body = p.body AND (r.at AT TIME ZONE $3)::date <= $2 ORDER BY r.version DESC LIMIT 1), 'none') AS position,
              (SELECT (min(r.at) AT TIME ZONE $3)::date FROM addressee_response r WHERE r.action = p.action AND r.body = p.body AND (r.at AT TIME ZONE $3)::date <= $2) AS answered_on,
              (SELECT (max(r.at) AT TIME ZONE $3)::date FROM addressee_report r WHERE r.action = p.action AND r.body = p.body AND (r.at AT TIME ZONE $3)::date <= $2) AS reported_on
            FROM action_addressee p
            JOIN body b ON b.id = p.body
            WHERE p.action = ANY ($1)
            ORDER BY p.action, p.ordinal""")
        .execute(until)
        .map(rows -> sorted(rows, Also::from));
  }

  private static <T> Map<UUID, List<T>> sorted(Iterable<Row> rows, Function<Row, T> as) {
    var sorted = new HashMap<UUID, List<T>>();
    for (var row : rows) sorted.computeIfAbsent(row.getUUID("action"), first -> new ArrayList<>()).add(as.apply(row));
    return sorted;
  }
}
