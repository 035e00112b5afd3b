package org.lectern.policies;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** What can be known about policy changes; all of it is public. */
public final class PolicyQueries {
  private PolicyQueries() {}

  /** Which ones; null asks for all. Area and owner are slugs. */
  public record Filter(PolicyStatus status, String area, String owner) {
    public static final Filter ALL = new Filter(null, null, null);
  }

  /** What comes into force when, what people are asked about now, what is stopped, and what runs out. */
  public record Portfolio(List<PolicyChange> pending, List<PolicyChange> commenting, List<PolicyChange> adopted, List<Stopped> stopped, List<PolicyChange> ending) {}

  /** A policy change that a challenge stops. */
  public record Stopped(PolicyChange policy, List<Challenge> by) {}

  /** A page of policy changes, newest first; {@code cursor} as {@link Page#next}, null at the beginning. */
  public static Query<Page<PolicyChange>> policies(Filter filter, String cursor, int limit) {
    var from = Cursor.Before.of(cursor);
    return (db, caller) -> db.preparedQuery(PolicyChange.COLUMNS + """
            WHERE p.jurisdiction = $1 AND (p.created_at, p.number) < ($2, $3) AND ($4::text IS NULL OR p.status = $4)
              AND ($5::text IS NULL OR r.slug = $5) AND ($6::text IS NULL OR o.slug = $6)
            ORDER BY p.created_at DESC, p.number DESC
            LIMIT $7""")
        .execute(Tuple.from(new Object[] {caller.place().id(), Rows.at(from.at()), from.number(), Rows.word(filter.status()), filter.area(), filter.owner(), limit + 1}))
        .map(rows -> Page.of(Rows.list(rows, PolicyChange::from), limit, policy -> policy.createdAt() + "|" + policy.number()));
  }

  public static Future<PolicyChange> find(SqlClient db, Caller caller, String number) {
    return db.preparedQuery(PolicyChange.COLUMNS + "WHERE p.jurisdiction = $1 AND p.number = $2")
        .execute(Tuple.of(caller.place().id(), number))
        .map(rows -> Rows.one(rows, "policy", PolicyChange::from));
  }

  public static Query<PolicySheet> policy(String number) {
    return (db, caller) -> find(db, caller, number)
        .compose(policy -> text(db, policy, policy.textVersion())
            .compose(text -> of(db, policy, VERSIONS, PolicySheet.Version::from)
                .compose(versions -> of(db, policy, THEMES, PolicySheet.Theme::from)
                    .compose(themes -> of(db, policy, UNTHEMED, row -> row.getInteger("n"))
                        .compose(unthemed -> challenges(db, policy)
                            .compose(challenges -> of(db, policy, FIGURES, PolicySheet.Figure::from)
                                .compose(figures -> of(db, policy, FINDINGS, PolicySheet.Finding::from)
                                    .compose(findings -> of(db, policy, MOVES, PolicySheet.Move::from)
                                        .map(moves -> new PolicySheet(policy, text, versions, themes, unthemed.get(0), challenges, figures, findings, moves))))))))));
  }

  private static final String VERSIONS = """
      SELECT version, note, material, length(text) AS characters, by_name, at
      FROM policy_text
      WHERE policy = $1
      ORDER BY version DESC
      LIMIT 200""";

  private static final String THEMES = """
      SELECT h.ordinal, h.title, h.disposition, h.answer, h.answered_at,
        ARRAY(SELECT t.number FROM policy_theme_testimony l JOIN testimony t ON t.id = l.testimony
          WHERE l.policy = h.policy AND l.ordinal = h.ordinal AND t.privacy <> 'confidential' AND t.status IN ('published', 'redacted') ORDER BY t.ordinal LIMIT 500) AS testimony
      FROM policy_theme h
      WHERE h.policy = $1
      ORDER BY h.ordinal
      LIMIT 200""";

  private static final String UNTHEMED = """
      SELECT count(*)::int AS n
      FROM testimony t
      WHERE t.policy = $1 AND %s AND NOT EXISTS (SELECT FROM policy_theme_testimony l WHERE l.policy = $1 AND l.testimony = t.id)""".formatted(Themes.READABLE);

  private static final String FIGURES = """
      SELECT ordinal, phase, name, unit, target, value, measured_on, source, url, by_name
      FROM policy_figure
      WHERE policy = $1
      ORDER BY phase DESC, name, measured_on, ordinal
      LIMIT 500""";

  private static final String FINDINGS = """
      SELECT f.ordinal, b.slug AS body, b.name AS body_name, f.result, f.text, f.url, f.found_on, f.by_name
      FROM policy_finding f
      JOIN body b ON b.id = f.body
      WHERE f.policy = $1
      ORDER BY f.ordinal DESC
      LIMIT 100""";

  private static final String MOVES = """
      SELECT ordinal, from_status, to_status, command, reason, by_name, at
      FROM policy_move
      WHERE policy = $1
      ORDER BY ordinal DESC
      LIMIT 200""";

  private static <T> Future<List<T>> of(SqlClient db, PolicyChange policy, String sql, Function<Row, T> as) {
    return db.preparedQuery(sql).execute(Tuple.of(policy.id())).map(rows -> Rows.list(rows, as));
  }

  /** What stops it first, then what stands, then what was settled. */
  private static Future<List<Challenge>> challenges(SqlClient db, PolicyChange policy) {
    return of(db, policy, Challenge.COLUMNS + "WHERE c.policy = $1 ORDER BY c.outcome IS NOT NULL, NOT c.blocking, c.number LIMIT 200", Challenge::from);
  }

  private static Future<String> text(SqlClient db, PolicyChange policy, int version) {
    if (version == 0) return Future.succeededFuture();
    return db.preparedQuery("SELECT text FROM policy_text WHERE policy = $1 AND version = $2")
        .execute(Tuple.of(policy.id(), version))
        .map(rows -> Rows.one(rows, "version", row -> row.getString("text")));
  }

  /** From one version to another; version 0 is the empty page before the first. */
  public static Query<Redline> redline(String number, Integer from, Integer to) {
    return (db, caller) -> find(db, caller, number).compose(policy -> {
      if (policy.textVersion() == 0) throw Problem.missing("version");
      int after = to == null ? policy.textVersion() : to;
      int before = from == null ? Math.max(0, after - 1) : from;
      return text(db, policy, before).compose(old -> text(db, policy, after).map(now -> Redline.of(policy, before, old, after, now == null ? "" : now)));
    });
  }

  /** The policy changes of a reform area, newest first. */
  public static Query<List<PolicyChange>> ofArea(String area, int limit) {
    return (db, caller) -> list(db, caller, "r.slug = $2 ORDER BY p.created_at DESC, p.number DESC LIMIT $3", area, limit);
  }

  /** What the items of a hearing adopted. */
  public static Query<List<PolicyChange>> ofHearing(long hearing, int limit) {
    return (db, caller) -> list(db, caller, "h.number = $2 ORDER BY i.ordinal, p.number LIMIT $3", hearing, limit);
  }

  public static Query<Portfolio> portfolio() {
    return (db, caller) -> list(db, caller, "p.status = 'pending' ORDER BY p.pending_until, p.number LIMIT 200")
        .compose(pending -> list(db, caller, "p.status = 'comment' ORDER BY p.comment_closes_at, p.number LIMIT 200")
            .compose(commenting -> list(db, caller, "p.status IN ('adopted', 'training') ORDER BY p.effective_on, p.number LIMIT 200")
                .compose(adopted -> stopped(db, caller)
                    .compose(stopped -> list(db, caller, """
                        p.status IN ('adopted', 'training', 'in_practice', 'evaluated') AND p.sunset_on IS NOT NULL
                        ORDER BY p.sunset_on, p.number LIMIT 200""")
                        .map(ending -> new Portfolio(pending, commenting, adopted, stopped, ending))))));
  }

  private static Future<List<PolicyChange>> list(SqlClient db, Caller caller, String where, Object... values) {
    var tuple = Tuple.of(caller.place().id());
    for (var value : values) tuple.addValue(value);
    return db.preparedQuery(PolicyChange.COLUMNS + "WHERE p.jurisdiction = $1 AND " + where).execute(tuple).map(rows -> Rows.list(rows, PolicyChange::from));
  }

  private static Future<List<Stopped>> stopped(SqlClient db, Caller caller) {
    return list(db, caller, "EXISTS (SELECT FROM policy_challenge c WHERE c.policy = p.id AND c.blocking AND c.outcome IS NULL) ORDER BY p.number LIMIT 100")
        .compose(policies -> {
          var chain = Future.succeededFuture(new java.util.ArrayList<Stopped>());
          for (var policy : policies) chain = chain.compose(list -> challenges(db, policy).map(all -> {
            list.add(new Stopped(policy, all.stream().filter(Challenge::stops).toList()));
            return list;
          }));
          return chain.map(list -> (List<Stopped>) list);
        });
  }
}
