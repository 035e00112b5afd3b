package org.lectern.follow;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lectern.core.Cursor;
import org.lectern.core.Entry;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Rows;

/** The public history of a place, read from its journal. */
public final class RecordQueries {
  private RecordQueries() {}

  /** A public entry: its number, when, what sort of fact, the addresses it is about (itself first) and its data. */
  public record PublicEntry(long seq, Instant at, String type, List<String> topics, Map<String, Object> data) {
    static PublicEntry of(Entry entry) {
      return new PublicEntry(entry.seq(), entry.at(), entry.type(), entry.topics(), entry.data().getMap());
    }
  }

  private static final String ENTRIES = """
      SELECT j.jurisdiction, j.seq, j.at, j.type, j.topics, j.everyone, j.body, j.roles, j.hearer, j.actor, j.data
      """;

  /** Oldest first after a number: how a program catches up. */
  public static Query<Page<PublicEntry>> after(long seq, String about, int limit) {
    return about == null
        ? page(ENTRIES + """
            FROM journal j
            WHERE j.jurisdiction = $1 AND j.everyone AND j.seq > $2
            ORDER BY j.seq
            LIMIT $3""", seq, null, limit)
        : page(ENTRIES + """
            FROM journal_topic t
            JOIN journal j ON j.jurisdiction = t.jurisdiction AND j.seq = t.seq
            WHERE t.jurisdiction = $1 AND t.topic = $4 AND j.everyone AND t.seq > $2
            ORDER BY t.seq
            LIMIT $3""", seq, about, limit);
  }

  /** Newest first: how a person reads it. */
  public static Query<Page<PublicEntry>> newest(String about, String cursor, int limit) {
    var before = cursor == null ? Long.MAX_VALUE : number(cursor);
    return about == null
        ? page(ENTRIES + """
            FROM journal j
            WHERE j.jurisdiction = $1 AND j.everyone AND j.seq < $2
            ORDER BY j.seq DESC
            LIMIT $3""", before, null, limit)
        : page(ENTRIES + """
            FROM journal_topic t
            JOIN journal j ON j.jurisdiction = t.jurisdiction AND j.seq = t.seq
            WHERE t.jurisdiction = $1 AND t.topic = $4 AND j.everyone AND t.seq < $2
            ORDER BY t.seq DESC
            LIMIT $3""", before, about, limit);
  }

  private static Query<Page<PublicEntry>> page(String sql, long seq, String about, int limit) {
    return (db, caller) -> db.preparedQuery(sql)
        .execute(about == null ? Tuple.of(caller.place().id(), seq, limit + 1) : Tuple.of(caller.place().id(), seq, limit + 1, about))
        .map(rows -> Page.of(Rows.list(rows, row -> PublicEntry.of(Entry.from(row))), limit, entry -> String.valueOf(entry.seq())));
  }

  public static long number(String cursor) {
    return Cursor.of(cursor, 1).number(0);
  }
}
