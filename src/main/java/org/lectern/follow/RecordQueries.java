package org.lectern.follow;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.lectern.core.Entry;
import org.lectern.core.Page;
import org.lectern.core.Problem;
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

  private static final String ENTRY = """
      SELECT jurisdiction, seq, at, type, topics, everyone, body, roles, hearer, actor, data
      FROM journal
      WHERE jurisdiction = $1 AND everyone AND ($2::text IS NULL OR topics @> ARRAY[$2::text])
      """;

  /** Oldest first after a number: how a program catches up. */
  public static Query<Page<PublicEntry>> after(long seq, String about, int limit) {
    return (db, caller) -> db.preparedQuery(ENTRY + "AND seq > $3 ORDER BY seq LIMIT $4")
        .execute(Tuple.of(caller.place().id(), about, seq, limit + 1))
        .map(rows -> Page.of(Rows.list(rows, row -> PublicEntry.of(Entry.from(row))), limit, entry -> String.valueOf(entry.seq())));
  }

  /** Newest first: how a person reads it. */
  public static Query<Page<PublicEntry>> newest(String about, String cursor, int limit) {
    var before = cursor == null ? Long.MAX_VALUE : number(cursor);
    return (db, caller) -> db.preparedQuery(ENTRY + "AND seq < $3 ORDER BY seq DESC LIMIT $4")
        .execute(Tuple.of(caller.place().id(), about, before, limit + 1))
        .map(rows -> Page.of(Rows.list(rows, row -> PublicEntry.of(Entry.from(row))), limit, entry -> String.valueOf(entry.seq())));
  }

  public static long number(String cursor) {
    try {
      return Long.parseLong(Page.key(cursor, 1)[0]);
    } catch (NumberFormatException notOurs) {
      throw Problem.malformed("cursor_unknown");
    }
  }
}
