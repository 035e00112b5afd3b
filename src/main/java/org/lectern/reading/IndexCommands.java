package org.lectern.reading;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Aside;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Command;
import org.lectern.core.Mark;
import org.lectern.core.Rows;

/**
 * Keeps what can be found beside what is on record: whatever an entry is about is read again and its words are put down, or
 * taken away if it is not public. Follows the record under a mark, a slice in a transaction; puts nothing on the record itself.
 */
public final class IndexCommands {
  private IndexCommands() {}

  private static final int SLICE = 200;
  private static final Mark MARK = new Mark("search_mark");

  /** Reads the next slice; true if there may be more. */
  public static Command<Boolean> next() {
    return (tx, caller) -> MARK.claim(tx, caller).compose(mark -> {
      if (mark == null) return Future.succeededFuture(Change.of(false)); // another process is at it
      return slice(tx, caller, mark).compose(slice -> slice == null
          ? Future.succeededFuture(Change.of(false))
          : read(tx, caller, slice).compose(done -> MARK.keep(tx, caller, slice.upTo)).map(Change.of(slice.upTo - mark >= SLICE)));
    });
  }

  private record Slice(long upTo, List<String> topics) {}

  /** Entries that name many testimonies without changing what any of them says are passed by. */
  private static Future<Slice> slice(SqlConnection tx, Caller caller, long mark) {
    return tx.preparedQuery("""
            SELECT max(seq) AS seq, array_agg(DISTINCT topic) FILTER (WHERE topic ~ '^(testimony|hearings|areas|actions|policies)/[^/]+$'
              AND NOT (topic LIKE 'testimony/%' AND type IN ('PacketDistributed', 'TestimonyEntered', 'HeardPublished'))
              AND NOT (topic NOT LIKE 'testimony/%' AND type IN ('TestimonyPublished', 'CampaignsCounted', 'CampaignFormed'))) AS topics,
              bool_or(type IN ('AreasAdopted')) AS areas
            FROM (SELECT seq, type, topics FROM journal WHERE jurisdiction = $1 AND seq > $2 ORDER BY seq LIMIT $3) AS slice
            LEFT JOIN LATERAL unnest(topics) AS topic ON true""")
        .execute(Tuple.of(caller.place().id(), mark, SLICE))
        .map(rows -> rows.iterator().next())
        .map(row -> {
          if (row.getLong("seq") == null) return null;
          var topics = new ArrayList<>(Rows.strings(row, "topics"));
          if (Boolean.TRUE.equals(row.getBoolean("areas"))) topics.add("areas");
          return new Slice(row.getLong("seq"), topics);
        });
  }

  private record Doc(String kind, String key, OffsetDateTime at, String words) {}

  private record Indexed(String[] kinds, String[] keys, OffsetDateTime[] ats, String[] tokens) {
    static Indexed of(List<Doc> docs) {
      return new Indexed(docs.stream().map(Doc::kind).toArray(String[]::new), docs.stream().map(Doc::key).toArray(String[]::new),
          docs.stream().map(Doc::at).toArray(OffsetDateTime[]::new), docs.stream().map(doc -> String.join(" ", Wanted.tokens(doc.words, true))).toArray(String[]::new));
    }
  }

  private static Future<?> read(SqlConnection tx, Caller caller, Slice slice) {
    if (slice.topics.isEmpty()) return Future.succeededFuture();
    return docs(tx, caller, slice)
        .compose(docs -> Aside.aside(() -> Indexed.of(docs)))
        .compose(indexed -> forget(tx, caller, slice).compose(forgotten -> put(tx, caller, indexed)));
  }

  private static String[] keys(Slice slice, String of) {
    return slice.topics.stream().filter(topic -> topic.startsWith(of + "/")).map(topic -> topic.substring(of.length() + 1)).toArray(String[]::new);
  }

  private static Long[] hearings(Slice slice) {
    return java.util.Arrays.stream(keys(slice, "hearings")).filter(key -> key.matches("[0-9]{1,18}")).map(Long::valueOf).toArray(Long[]::new);
  }

  /** Only what everyone may see has words at all. */
  private static Future<List<Doc>> docs(SqlConnection tx, Caller caller, Slice slice) {
    return tx.preparedQuery("""
            SELECT 'testimony' AS kind, number AS key, received_at AS at, concat_ws(' ', number, CASE WHEN privacy IN ('named', 'pseudonym') THEN name END, text) AS words
            FROM testimony
            WHERE jurisdiction = $1 AND number = ANY ($2) AND privacy <> 'confidential' AND status IN ('published', 'redacted') AND text IS NOT NULL
            UNION ALL
            SELECT 'hearing', number::text, starts_at, concat_ws(' ', title, summary, place) FROM hearing WHERE jurisdiction = $1 AND number = ANY ($3) AND status <> 'draft'
            UNION ALL
            SELECT 'item', h.number || '/' || i.ordinal, h.starts_at, i.title FROM agenda_item i JOIN hearing h ON h.id = i.hearing
            WHERE h.jurisdiction = $1 AND h.number = ANY ($3) AND h.status <> 'draft'
            UNION ALL
            SELECT 'area', a.slug, '2000-01-01T00:00:00Z', concat_ws(' ', a.title, a.content ->> 'background') FROM area a
            WHERE a.jurisdiction = $1 AND (a.slug = ANY ($4) OR $6) AND a.status = 'adopted'
            UNION ALL
            SELECT 'action', x.number, coalesce(x.issued_at, now()), concat_ws(' ', x.number, x.title, x.summary, x.text) FROM action x
            WHERE x.jurisdiction = $1 AND x.number = ANY ($5) AND x.status <> 'draft'
            UNION ALL
            SELECT 'policy', p.number, p.created_at, concat_ws(' ', p.number, p.title, p.summary) FROM policy_change p WHERE p.jurisdiction = $1 AND p.number = ANY ($7)""")
        .execute(Tuple.of(caller.place().id(), keys(slice, "testimony"), hearings(slice), keys(slice, "areas"), keys(slice, "actions"), slice.topics.contains("areas"), keys(slice, "policies")))
        .map(rows -> Rows.list(rows, row -> new Doc(row.getString("kind"), row.getString("key"), row.getOffsetDateTime("at"), row.getString("words"))));
  }

  private static Future<?> forget(SqlConnection tx, Caller caller, Slice slice) {
    return tx.preparedQuery("""
            DELETE FROM search_doc
            WHERE jurisdiction = $1 AND ((kind = 'testimony' AND key = ANY ($2)) OR (kind = 'hearing' AND key = ANY ($3))
              OR (kind = 'item' AND split_part(key, '/', 1) = ANY ($3)) OR (kind = 'area' AND (key = ANY ($4) OR $6)) OR (kind = 'action' AND key = ANY ($5))
              OR (kind = 'policy' AND key = ANY ($7)))""")
        .execute(Tuple.of(caller.place().id(), keys(slice, "testimony"), keys(slice, "hearings"), keys(slice, "areas"), keys(slice, "actions"), slice.topics.contains("areas"), keys(slice, "policies")));
  }

  private static Future<?> put(SqlConnection tx, Caller caller, Indexed indexed) {
    if (indexed.keys.length == 0) return Future.succeededFuture();
    return tx.preparedQuery("""
            INSERT INTO search_doc (jurisdiction, kind, key, at, tokens)
            SELECT $1, d.kind, d.key, d.at, array_to_tsvector(string_to_array(d.tokens, ' '))
            FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[]) AS d (kind, key, at, tokens)
            ON CONFLICT (jurisdiction, kind, key) DO UPDATE SET at = excluded.at, tokens = excluded.tokens""")
        .execute(Tuple.of(caller.place().id(), indexed.kinds, indexed.keys, indexed.ats, indexed.tokens));
  }
}
