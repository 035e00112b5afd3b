package org.lectern.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.lectern.core.Caller;
import org.lectern.core.Cursor;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/**
 * Search over testimony, hearings, agenda items, reform areas, actions and policy changes, newest first: the order of the record, not somebody's
 * guess at what matters. Whatever is found is read again before it is shown, and only if everyone may see it.
 */
public final class Search {
  private Search() {}

  /** What is looked for, and among what. */
  public enum Kind {
    ALL,
    TESTIMONY,
    HEARING,
    ITEM,
    AREA,
    ACTION,
    POLICY
  }

  /**
   * Something found.
   *
   * @param address its page below the place
   * @param title of a hearing, item, area, action or policy change; the number of a testimony
   * @param about where a testimony or an item belongs, null otherwise
   */
  public record Found(Kind kind, String address, String title, String about, String language, Instant at, Snippet snippet) {}

  private record Doc(String kind, String key, OffsetDateTime at) {}

  private record Live(Doc doc, String address, String title, String about, String language, String text) {}

  /**
   * @param query at most 200 characters and eight words, all of which must be there
   * @throws Problem 422 if it is longer or empty
   */
  public static Query<Page<Found>> search(String query, Kind kind, String cursor, int limit) {
    if (query.length() > Wanted.LONGEST) throw Problem.invalid("/q", "too_long", Wanted.LONGEST, query.length());
    var wanted = Wanted.of(query);
    return (db, caller) -> docs(db, caller, wanted, kind, cursor, limit)
        .compose(page -> live(db, caller, page.items()).map(live -> new Page<>(page.items().stream().map(live::get).filter(Objects::nonNull)
            .filter(one -> wanted.isIn(String.join(" ", one.title, String.valueOf(one.text)))).map(one -> found(one, wanted)).toList(), page.next())));
  }

  private static Found found(Live live, Wanted wanted) {
    return new Found(Kind.valueOf(live.doc.kind.toUpperCase(java.util.Locale.ROOT)), live.address, live.title, live.about, live.language, live.doc.at.toInstant(), Snippet.of(live.text, wanted));
  }

  /** So many of the newest are looked through first: what is said often is found among them. */
  private static final int NEWEST = 5_000;

  private static final String AMONG_THE_NEWEST = """
      SELECT kind, key, at
      FROM (
        SELECT kind, key, at, tokens
        FROM search_doc
        WHERE jurisdiction = $1 AND ($4::timestamptz IS NULL OR (at, kind, key) < ($4, $5, $6))
        ORDER BY at DESC, kind DESC, key DESC
        LIMIT %d) AS newest
      WHERE tokens @@ $2::text::tsquery AND ($3::text IS NULL OR kind = $3)
      ORDER BY at DESC, kind DESC, key DESC
      LIMIT $7""".formatted(NEWEST);

  /**
   * What is not found there is rare, and its words' own index finds it. PostgreSQL has no statistics of rare words and would read
   * all that there is from the newest on (1.5 s of a million, instead of a few milliseconds); the sum keeps it from that.
   */
  private static final String BY_ITS_WORDS = """
      SELECT kind, key, at
      FROM search_doc
      WHERE jurisdiction = $1 AND tokens @@ $2::text::tsquery AND ($3::text IS NULL OR kind = $3)
        AND ($4::timestamptz IS NULL OR (at, kind, key) < ($4, $5, $6))
      ORDER BY at + interval '0' DESC, kind DESC, key DESC
      LIMIT $7""";

  private static Future<Page<Doc>> docs(SqlClient db, Caller caller, Wanted wanted, Kind kind, String cursor, int limit) {
    var after = cursor == null ? null : Cursor.of(cursor, 3);
    var asked = Tuple.of(caller.place().id(), wanted.query(), kind == Kind.ALL ? null : Rows.word(kind), after == null ? null : Rows.at(after.instant(0)),
        after == null ? null : after.text(1), after == null ? null : after.text(2), limit + 1);
    return db.preparedQuery(AMONG_THE_NEWEST).execute(asked)
        .compose(newest -> newest.size() > limit ? Future.succeededFuture(newest) : db.preparedQuery(BY_ITS_WORDS).execute(asked))
        .map(rows -> Page.of(Rows.list(rows, row -> new Doc(row.getString("kind"), row.getString("key"), row.getOffsetDateTime("at"))), limit, doc -> doc.at + "|" + doc.kind + "|" + doc.key));
  }

  /** Each as it stands now, if everyone may see it. */
  private static Future<Map<Doc, Live>> live(SqlClient db, Caller caller, List<Doc> docs) {
    var byKey = new HashMap<String, Doc>();
    docs.forEach(doc -> byKey.put(doc.kind + " " + doc.key, doc));
    return db.preparedQuery("""
            SELECT 'testimony' AS kind, t.number AS key, 'testimony/' || t.number AS address, t.number AS title, coalesce(h.title, a.title, x.title, p.title) AS about, t.language,
              concat_ws(' ', CASE WHEN t.privacy IN ('named', 'pseudonym') THEN t.name || ':' END, t.text) AS text
            FROM testimony t
            LEFT JOIN hearing h ON h.id = t.hearing
            LEFT JOIN area a ON a.id = t.area
            LEFT JOIN action x ON x.id = t.action
            LEFT JOIN policy_change p ON p.id = t.policy
            WHERE t.jurisdiction = $1 AND t.number = ANY ($2) AND t.privacy <> 'confidential' AND t.status IN ('published', 'redacted') AND t.text IS NOT NULL
            UNION ALL
            SELECT 'hearing', number::text, 'hearings/' || number, title, NULL, NULL, concat_ws(' ', title, summary, place) FROM hearing
            WHERE jurisdiction = $1 AND number = ANY ($3::text[]::bigint[]) AND status <> 'draft'
            UNION ALL
            SELECT 'item', h.number || '/' || i.ordinal, 'hearings/' || h.number || '#item-' || i.ordinal, i.number || ' ' || i.title, h.title, NULL, i.title
            FROM agenda_item i
            JOIN hearing h ON h.id = i.hearing
            WHERE h.jurisdiction = $1 AND h.number = ANY ($4::text[]::bigint[]) AND h.status <> 'draft'
            UNION ALL
            SELECT 'area', slug, 'areas/' || slug, title, NULL, 'en', concat_ws(' ', title, content ->> 'background') FROM area
            WHERE jurisdiction = $1 AND slug = ANY ($5) AND status = 'adopted'
            UNION ALL
            SELECT 'action', number, 'actions/' || number, title, number, NULL, concat_ws(' ', number, title, summary, text) FROM action
            WHERE jurisdiction = $1 AND number = ANY ($6) AND status <> 'draft'
            UNION ALL
            SELECT 'policy', number, 'policies/' || number, title, number, NULL, concat_ws(' ', number, title, summary) FROM policy_change
            WHERE jurisdiction = $1 AND number = ANY ($7)""")
        .execute(Tuple.of(caller.place().id(), keys(docs, "testimony"), keys(docs, "hearing"), hearings(docs), keys(docs, "area"), keys(docs, "action"), keys(docs, "policy")))
        .map(rows -> {
          var live = new HashMap<Doc, Live>();
          rows.forEach(row -> {
            var doc = byKey.get(row.getString("kind") + " " + row.getString("key"));
            if (doc != null) live.put(doc, live(doc, row));
          });
          return live;
        });
  }

  private static Live live(Doc doc, Row row) {
    return new Live(doc, row.getString("address"), row.getString("title"), row.getString("about"), row.getString("language"), row.getString("text"));
  }

  private static String[] keys(List<Doc> docs, String kind) {
    return docs.stream().filter(doc -> doc.kind.equals(kind)).map(Doc::key).toArray(String[]::new);
  }

  private static String[] hearings(List<Doc> docs) {
    return docs.stream().filter(doc -> doc.kind.equals("item")).map(doc -> doc.key.substring(0, doc.key.indexOf('/'))).distinct().toArray(String[]::new);
  }
}
