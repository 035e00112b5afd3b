package org.lectern.assessments;

import static org.lectern.assessments.AssessmentStatus.STALE;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.lectern.areas.AreaContent.Criterion;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Event;
import org.lectern.core.Ids;
import org.lectern.core.Rows;

/**
 * Reads on in the record what other counters did: a verified action, or a policy that took effect or was undone, makes the worksheet of
 * its area stale, and proposes a new answer where it says which criterion it is about. An action's criterion that repeats one of the worksheet word for word is the same one; where none does, the worksheet as a whole
 * is to be looked at again.
 */
public final class ProposalCommands {
  private ProposalCommands() {}

  /** Entries that may say something about a worksheet. */
  public static final Set<String> TYPES = Set.of("ActionVerified", "PolicyTookEffect", "PolicyRepealed", "PolicyEnjoined", "PolicyPreempted");
  private static final int BATCH = 50;
  /** Numbers of the record read at a time. */
  private static final long STRETCH = 20_000;

  /** What happened, and where it is to be read. */
  private record News(long seq, Instant at, String address, String title, String area) {}

  /** A criterion and what is proposed for it. */
  private record Wish(String criterion, Answer answer) {}

  /** The worksheet that stands, if one does, and the criteria; nothing if the worksheet was published after this happened. */
  private record Target(UUID area, UUID assessment, List<Criterion> criteria) {}

  /** Reads on from where it stopped; true if there may be more. Reading the same again changes nothing. */
  public static Command<Boolean> readOn() {
    return (tx, caller) -> tx.preparedQuery("""
            INSERT INTO assessment_watch (jurisdiction, seq)
            SELECT $1, 0
            ON CONFLICT (jurisdiction) DO UPDATE SET seq = assessment_watch.seq
            RETURNING seq""")
        .execute(Tuple.of(caller.place().id()))
        .map(rows -> rows.iterator().next().getLong("seq"))
        .compose(seq -> tx.preparedQuery("SELECT seq FROM journal_head WHERE jurisdiction = $1").execute(Tuple.of(caller.place().id()))
            .map(rows -> Rows.first(rows, row -> row.getLong("seq"), 0L))
            .compose(head -> readTo(tx, caller, seq, Math.min(head, seq + STRETCH), head)));
  }

  private static Future<Change<Boolean>> readTo(SqlConnection tx, Caller caller, long from, long to, long head) {
    return news(tx, caller, from, to).compose(news -> each(tx, caller, news).compose(events -> {
      var read = news.size() < BATCH ? to : news.get(news.size() - 1).seq;
      return remember(tx, caller, read).map(noted -> new Change<>(read < head, events));
    }));
  }

  private static Future<List<News>> news(SqlConnection tx, Caller caller, long after, long head) {
    return tx.preparedQuery("""
            SELECT seq, at, type, data
            FROM journal
            WHERE jurisdiction = $1 AND seq > $2 AND seq <= $3 AND type = ANY ($4)
            ORDER BY seq
            LIMIT $5""")
        .execute(Tuple.of(caller.place().id(), after, head, TYPES.toArray(String[]::new), BATCH))
        .map(rows -> Rows.list(rows, row -> news(row, caller.place().zone())));
  }

  private static News news(Row row, ZoneId zone) {
    var data = (JsonObject) row.getJson("data");
    if (row.getString("type").startsWith("Policy")) return new News(row.getLong("seq"), effective(row, data, zone), "policies/" + data.getString("policy"), data.getString("title"), data.getString("area"));
    var verdict = data.getString("verdict", "");
    var counts = verdict.equals("implemented") || verdict.equals("partly_implemented");
    return new News(row.getLong("seq"), Rows.instant(row, "at"), "actions/" + data.getString("action"), data.getString("title"), counts ? data.getString("area") : null);
  }

  /**
   * A policy counts from the day on which it took effect at the place, which the record may learn of later. A worksheet of that
   * very day may have been published before it: one that says so already gets no proposal.
   */
  private static Instant effective(Row row, JsonObject data, ZoneId zone) {
    var day = data.getString("effective_on");
    return day == null ? Rows.instant(row, "at") : LocalDate.parse(day).plusDays(1).atStartOfDay(zone).toInstant();
  }

  private static Future<Void> remember(SqlConnection tx, Caller caller, long seq) {
    return tx.preparedQuery("UPDATE assessment_watch SET seq = $2 WHERE jurisdiction = $1").execute(Tuple.of(caller.place().id(), seq)).mapEmpty();
  }

  private static Future<List<Event>> each(SqlConnection tx, Caller caller, List<News> news) {
    var events = new ArrayList<Event>();
    var chain = Future.<Void>succeededFuture();
    for (var one : news) {
      if (one.area == null) continue;
      chain = chain.compose(done -> target(tx, caller, one)).compose(target -> target == null ? Future.succeededFuture()
          : propose(tx, caller, one, target).onSuccess(events::addAll).mapEmpty());
    }
    return chain.map(done -> events);
  }

  private static Future<Target> target(SqlConnection tx, Caller caller, News news) {
    return tx.preparedQuery("""
            SELECT r.id, s.id AS assessment, coalesce(s.criteria, r.content->'criteria')::text AS criteria
            FROM area r
            LEFT JOIN assessment s ON s.jurisdiction = r.jurisdiction AND s.area = r.id AND s.status IN ('published', 'challenged', 'stale')
            WHERE r.jurisdiction = $1 AND r.slug = $2 AND (s.published_at IS NULL OR s.published_at < $3)""")
        .execute(Tuple.of(caller.place().id(), news.area, Rows.at(news.at)))
        .map(rows -> Rows.first(rows, row -> new Target(row.getUUID("id"), row.getUUID("assessment"), Assessment.criteria(row.getString("criteria"))), null));
  }

  private static Future<List<Event>> propose(SqlConnection tx, Caller caller, News news, Target target) {
    return wishes(tx, caller, news, target)
        .compose(wishes -> insert(tx, caller, news, target, wishes).compose(added -> !added || target.assessment == null
            ? Future.succeededFuture(List.<Event>of())
            : AssessmentQueries.one(tx, target.assessment).compose(standing -> stale(tx, caller, standing, news, wishes))));
  }

  /** The criterion that a policy is meant to better, or the action names as its source, or repeats word for word among what was verified: met is a yes, partly done partial. */
  private static Future<List<Wish>> wishes(SqlConnection tx, Caller caller, News news, Target target) {
    return tx.preparedQuery("""
            SELECT c.text, c.mark, NULL AS named, a.status
            FROM action_criterion c
            JOIN action a ON a.id = c.action
            WHERE a.jurisdiction = $1 AND 'actions/' || a.number = $2
            UNION ALL
            SELECT NULL, NULL, o.reference, a.status
            FROM action_source o
            JOIN action a ON a.id = o.action
            WHERE a.jurisdiction = $1 AND 'actions/' || a.number = $2 AND o.kind = 'assessment' AND o.reference IS NOT NULL AND o.area = $3
            UNION ALL
            SELECT NULL, NULL, p.criterion, 'implemented'
            FROM policy_change p
            WHERE p.jurisdiction = $1 AND 'policies/' || p.number = $2 AND p.area = $3 AND p.criterion IS NOT NULL
              AND p.status IN ('adopted', 'training', 'in_practice', 'evaluated')""")
        .execute(Tuple.of(caller.place().id(), news.address, target.area))
        .map(rows -> {
          var wishes = new ArrayList<Wish>();
          var known = false;
          for (var row : rows) {
            for (var criterion : target.criteria) {
              var source = criterion.id().equals(row.getString("named"));
              if (!source && (row.getString("text") == null || !same(criterion.text(), row.getString("text")))) continue;
              known = true;
              var answer = source ? ("implemented".equals(row.getString("status")) ? Answer.YES : Answer.PARTIAL) : "met".equals(row.getString("mark")) ? Answer.YES : null;
              if (answer != null && wishes.stream().noneMatch(wish -> wish.criterion.equals(criterion.id()))) wishes.add(new Wish(criterion.id(), answer));
            }
          }
          if (!known) wishes.add(new Wish(null, null));
          return wishes;
        });
  }

  private static boolean same(String one, String other) {
    return one.strip().replaceAll("[.\\s]+$", "").equalsIgnoreCase(other.strip().replaceAll("[.\\s]+$", ""));
  }

  /** What stands already is not proposed; true if something was new. */
  private static Future<Boolean> insert(SqlConnection tx, Caller caller, News news, Target target, List<Wish> wishes) {
    var chain = Future.succeededFuture(false);
    for (var wish : wishes) {
      chain = chain.compose(before -> tx.preparedQuery("""
              INSERT INTO assessment_proposal (id, jurisdiction, area, criterion, answer, address, title, seq, status)
              SELECT $1, $2, $3, $4, $5, $6, $7, $8, 'open'
              WHERE NOT EXISTS (SELECT FROM assessment_answer WHERE assessment = $9 AND criterion = $4 AND answer = $5)
              ON CONFLICT DO NOTHING""")
          .execute(Tuple.from(new Object[] {Ids.next(), caller.place().id(), target.area, wish.criterion, Rows.word(wish.answer), news.address, news.title,
              news.seq, target.assessment}))
          .map(rows -> before || rows.rowCount() > 0));
    }
    return chain;
  }

  private static Future<List<Event>> stale(SqlConnection tx, Caller caller, Assessment standing, News news, List<Wish> wishes) {
    var events = new ArrayList<Event>();
    for (var wish : wishes) events.add(new AssessmentEvent.AnswerProposed(standing.about(), wish.criterion, wish.answer, news.address));
    if (standing.status() == STALE) return Future.succeededFuture(events);
    events.add(0, new AssessmentEvent.AssessmentStale(standing.about(), news.title, news.address));
    return tx.preparedQuery("UPDATE assessment SET status = $2, stale_reason = $3 WHERE id = $1")
        .execute(Tuple.of(standing.id(), standing.status().to(STALE).word(), news.title))
        .compose(updated -> AssessmentCommands.moved(tx, caller, standing.id(), "stale", news.title))
        .map(noted -> events);
  }
}
