package org.lectern.policies;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Problem;
import org.lectern.core.Rows;
import org.lectern.people.Outbox;

/** What the comments said, theme by theme: every comment belongs to one, and every theme gets an answer before the text is final. */
public final class Themes {
  private Themes() {}

  /** @param rest true to take in all comments that are in no theme yet, beside those named */
  public record NewTheme(String title, List<String> testimony, boolean rest) {
    public NewTheme {
      testimony = testimony == null ? List.of() : List.copyOf(testimony);
    }
  }

  /** What became of it, and why: in words that everyone may read. */
  public record Answering(Disposition disposition, String answer) {}

  /** Whom to tell of what: the author's comment and the theme that answers it. */
  public record Told(UUID testimony, String number, String language, String title, String theme, Disposition disposition, String answer) {}

  /** The comments that can be read and linked, of {@code testimony t}. */
  static final String READABLE = "t.status IN ('published', 'redacted') AND t.privacy <> 'confidential'";

  /** The next theme; themes are gathered while comments come in and while the text is revised. */
  public static Command<PolicyChange> write(String number, NewTheme wanted) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number).compose(policy -> {
      refuseUnlessGathering(policy);
      if (NewPolicy.blank(wanted.title())) throw Problem.invalid("/title", "title_required");
      return insert(tx, caller, policy, wanted.title().strip())
          .compose(theme -> link(tx, caller, policy, theme, new LinkedHashSet<>(wanted.testimony()))
              .compose(linked -> wanted.rest() ? linkRest(tx, caller, policy, theme) : Future.succeededFuture(0))
              .compose(more -> PolicyCommands.one(tx, policy.id()))
              .compose(now -> count(tx, policy, theme)
                  .map(count -> Change.of(now, new PolicyEvent.PolicyThemeWritten(now.about(), theme, wanted.title().strip(), count)))));
    });
  }

  private static void refuseUnlessGathering(PolicyChange policy) {
    if (policy.status() != PolicyStatus.COMMENT && policy.status() != PolicyStatus.REVISION) throw Problem.conflict("themes_after_comment", "state." + policy.status().word());
  }

  private static Future<Integer> insert(SqlConnection tx, Caller caller, PolicyChange policy, String title) {
    return tx.preparedQuery("""
            INSERT INTO policy_theme (jurisdiction, policy, ordinal, title, by_person, by_name)
            SELECT $1, $2, coalesce(max(ordinal), 0) + 1, $3, $4, $5
            FROM policy_theme
            WHERE policy = $2
            RETURNING ordinal""")
        .execute(Tuple.of(caller.place().id(), policy.id(), title, caller.person(), caller.name()))
        .map(rows -> rows.iterator().next().getInteger("ordinal"));
  }

  private static Future<Integer> link(SqlConnection tx, Caller caller, PolicyChange policy, int theme, LinkedHashSet<String> numbers) {
    if (numbers.isEmpty()) return Future.succeededFuture(0);
    return tx.preparedQuery("""
            INSERT INTO policy_theme_testimony (jurisdiction, policy, ordinal, testimony)
            SELECT $1, $2, $3, t.id
            FROM testimony t
            WHERE t.policy = $2 AND t.number = ANY ($4) AND %s""".formatted(READABLE))
        .execute(Tuple.of(caller.place().id(), policy.id(), theme).addArrayOfString(numbers.toArray(String[]::new)))
        .map(linked -> {
          if (linked.rowCount() < numbers.size()) throw Problem.invalid("/testimony", "testimony_not_of_policy");
          return linked.rowCount();
        });
  }

  private static Future<Integer> linkRest(SqlConnection tx, Caller caller, PolicyChange policy, int theme) {
    return tx.preparedQuery("""
            INSERT INTO policy_theme_testimony (jurisdiction, policy, ordinal, testimony)
            SELECT $1, $2, $3, t.id
            FROM testimony t
            WHERE t.policy = $2 AND %s AND NOT EXISTS (SELECT FROM policy_theme_testimony l WHERE l.policy = $2 AND l.testimony = t.id)""".formatted(READABLE))
        .execute(Tuple.of(caller.place().id(), policy.id(), theme))
        .map(linked -> linked.rowCount());
  }

  private static Future<Integer> count(SqlConnection tx, PolicyChange policy, int theme) {
    return tx.preparedQuery("SELECT count(*)::int AS n FROM policy_theme_testimony WHERE policy = $1 AND ordinal = $2")
        .execute(Tuple.of(policy.id(), theme))
        .map(rows -> rows.iterator().next().getInteger("n"));
  }

  /**
   * An answer may be bettered until the text is final; the authors see on their trail that they were answered.
   *
   * @param letter for each author who left an address and is answered for the first time
   */
  public static Command<PolicyChange> answer(String number, int theme, Answering answering, Function<Told, Outbox.Letter> letter) {
    return (tx, caller) -> PolicyCommands.claim(tx, caller, number).compose(policy -> {
      refuseUnlessGathering(policy);
      if (NewPolicy.blank(answering.answer())) throw Problem.invalid("/answer", "answer_required");
      var answer = answering.answer().strip();
      return tx.preparedQuery("""
              UPDATE policy_theme
              SET disposition = $3, answer = $4, answered_at = clock_timestamp()
              WHERE policy = $1 AND ordinal = $2
              RETURNING title""")
          .execute(Tuple.of(policy.id(), theme, Rows.word(answering.disposition()), answer))
          .map(rows -> Rows.one(rows, "theme", row -> row.getString("title")))
          .compose(title -> onTheTrails(tx, caller, policy, theme, title + ": " + answer)
              .compose(answered -> write(tx, policy, title, answering.disposition(), answer, answered, letter))
              .compose(told -> PolicyCommands.one(tx, policy.id()))
              .map(now -> Change.of(now, new PolicyEvent.PolicyThemeAnswered(now.about(), theme, title, answering.disposition(), answer))));
    });
  }

  /** The comments that had no answer before. */
  private static Future<List<UUID>> onTheTrails(SqlConnection tx, Caller caller, PolicyChange policy, int theme, String note) {
    return tx.preparedQuery("""
            INSERT INTO testimony_trail (jurisdiction, testimony, step, policy, note)
            SELECT $1, l.testimony, 'answered', $2, left($4, 1000)
            FROM policy_theme_testimony l
            WHERE l.policy = $2 AND l.ordinal = $3
              AND NOT EXISTS (SELECT FROM testimony_trail s WHERE s.testimony = l.testimony AND s.step = 'answered' AND s.policy = $2)
            RETURNING testimony""")
        .execute(Tuple.of(caller.place().id(), policy.id(), theme, note))
        .map(rows -> Rows.list(rows, row -> row.getUUID("testimony")));
  }

  private static Future<Void> write(SqlConnection tx, PolicyChange policy, String theme, Disposition disposition, String answer, List<UUID> answered, Function<Told, Outbox.Letter> letter) {
    return tx.preparedQuery("SELECT id, number, language, email FROM testimony WHERE id = ANY ($1) AND email IS NOT NULL ORDER BY ordinal")
        .execute(Tuple.of(answered.toArray(UUID[]::new)))
        .compose(rows -> {
          var done = Future.<Void>succeededFuture();
          for (var row : rows) {
            var told = new Told(row.getUUID("id"), row.getString("number"), row.getString("language"), policy.title(), theme, disposition, answer);
            done = done.compose(next -> Outbox.put(tx, letter.apply(told).to(row.getString("email"))));
          }
          return done;
        });
  }

  /** No text is final while a theme waits for its answer or a comment that was in time belongs to none; what comes late cannot hold it up. */
  static Future<Void> refuseUnanswered(SqlConnection tx, PolicyChange policy) {
    return tx.preparedQuery("""
            SELECT (SELECT title FROM policy_theme WHERE policy = $1 AND answer IS NULL ORDER BY ordinal LIMIT 1) AS waiting,
              (SELECT count(*)::int FROM testimony t WHERE t.policy = $1 AND NOT t.late AND %s
                AND NOT EXISTS (SELECT FROM policy_theme_testimony l WHERE l.policy = $1 AND l.testimony = t.id)) AS loose""".formatted(READABLE))
        .execute(Tuple.of(policy.id()))
        .map(rows -> {
          var row = rows.iterator().next();
          if (row.getInteger("loose") > 0) throw Problem.conflict("comments_without_theme", row.getInteger("loose"));
          if (row.getString("waiting") != null) throw Problem.conflict("theme_unanswered", row.getString("waiting"));
          return null;
        });
  }
}
