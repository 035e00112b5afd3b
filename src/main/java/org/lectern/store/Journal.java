package org.lectern.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Event;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;

/**
 * The record of a jurisdiction: append-only, numbered without gaps in commit order. Only {@link Database#write} appends,
 * as the last thing before its commit, so that the lock on the head is held for one insert and one flush.
 */
public final class Journal {
  private Journal() {}

  /** An event on its way to the record; whoever acts anonymously is not named there either. */
  record Line(UUID actor, Event event) {
    static Line of(Caller caller, Event event) {
      return new Line(event.coarse() ? null : caller.person(), event);
    }
  }

  static Future<List<Entry>> append(SqlConnection tx, Jurisdiction place, List<Line> lines) {
    if (lines.isEmpty()) return Future.succeededFuture(List.of());
    return tx.preparedQuery("""
            WITH head AS (
              UPDATE journal_head
              SET seq = seq + $2
              WHERE jurisdiction = $1
              RETURNING seq - $2 AS base),
            entry AS (
              SELECT head.base + e.n AS seq, string_to_array(e.topics, ' ') AS topics, e.type, e.everyone, e.body, e.roles, e.hearer, e.actor, e.data,
                e.salt, e.commitment, e.coarse
              FROM head, unnest($3::text[], $4::text[], $5::boolean[], $6::uuid[], $7::text[], $8::uuid[], $9::uuid[], $10::text[],
                $11::bytea[], $12::bytea[], $13::boolean[]) WITH ORDINALITY
                AS e (type, topics, everyone, body, roles, hearer, actor, data, salt, commitment, coarse, n)),
            topic AS (
              INSERT INTO journal_topic (jurisdiction, topic, seq)
              SELECT DISTINCT $1::uuid, unnest(topics), seq FROM entry)
            INSERT INTO journal (jurisdiction, seq, at, type, topics, everyone, body, roles, hearer, actor, data, salt, commitment)
            SELECT $1, seq, CASE WHEN coarse THEN date_trunc('hour', clock_timestamp(), 'UTC') ELSE clock_timestamp() END,
              type, topics, everyone, body, string_to_array(roles, ' '), hearer, actor, data::jsonb, salt, commitment
            FROM entry
            ORDER BY seq
            RETURNING seq, at""")
        .execute(columns(place, lines))
        .map(numbered -> entries(place, lines, numbered));
  }

  private static Tuple columns(Jurisdiction place, List<Line> lines) {
    int n = lines.size();
    var types = new String[n];
    var topics = new String[n];
    var everyone = new Boolean[n];
    var bodies = new UUID[n];
    var roles = new String[n];
    var hearers = new UUID[n];
    var actors = new UUID[n];
    var data = new String[n];
    var salts = new Buffer[n];
    var commitments = new Buffer[n];
    var coarse = new Boolean[n];
    for (int i = 0; i < n; i++) {
      var event = lines.get(i).event;
      var audience = event.audience();
      var salt = Secrets.random(32);
      types[i] = event.type();
      topics[i] = String.join(" ", event.topics());
      everyone[i] = audience.everyone();
      bodies[i] = audience.body();
      roles[i] = audience.roles().stream().map(Role::word).sorted().collect(Collectors.joining(" "));
      hearers[i] = audience.hearer();
      actors[i] = lines.get(i).actor;
      data[i] = Json.text(event);
      salts[i] = Buffer.buffer(salt);
      commitments[i] = Buffer.buffer(Secrets.commitment(salt, canonical(event)));
      coarse[i] = event.coarse();
    }
    return Tuple.from(new Object[] {
      place.id(), (long) n, types, topics, everyone, bodies, roles, hearers, actors, data, salts, commitments, coarse
    });
  }

  /** What an entry commits to: its type and its data, as RFC 8785 bytes. */
  static byte[] canonical(Event event) {
    var content = new LinkedHashMap<String, Object>();
    content.put("data", event);
    content.put("type", event.type());
    return Json.canonical(content);
  }

  private static List<Entry> entries(Jurisdiction place, List<Line> lines, Iterable<Row> numbered) {
    var entries = new ArrayList<Entry>(lines.size());
    for (var row : numbered) {
      var line = lines.get(entries.size());
      var event = line.event;
      entries.add(new Entry(place.id(), row.getLong("seq"), row.getOffsetDateTime("at").toInstant(), event.type(),
          event.topics(), event.audience(), line.actor, Json.object(event)));
    }
    if (entries.size() != lines.size()) throw new IllegalStateException("No journal head for " + place.slug());
    return List.copyOf(entries);
  }

  /** Entries after {@code seq}, oldest first, at most {@code limit}. */
  public static Future<List<Entry>> since(SqlClient db, UUID jurisdiction, long seq, int limit) {
    return db.preparedQuery("""
            SELECT jurisdiction, seq, at, type, topics, everyone, body, roles, hearer, actor, data
            FROM journal
            WHERE jurisdiction = $1 AND seq > $2
            ORDER BY seq
            LIMIT $3""")
        .execute(Tuple.of(jurisdiction, seq, limit))
        .map(rows -> Rows.list(rows, Entry::from));
  }

  /** The last {@code limit} entries before {@code seq}, oldest first. */
  static Future<List<Entry>> before(SqlClient db, UUID jurisdiction, long seq, int limit) {
    return db.preparedQuery("""
            SELECT *
            FROM (
              SELECT jurisdiction, seq, at, type, topics, everyone, body, roles, hearer, actor, data
              FROM journal
              WHERE jurisdiction = $1 AND seq < $2
              ORDER BY seq DESC
              LIMIT $3) AS newest
            ORDER BY seq""")
        .execute(Tuple.of(jurisdiction, seq, limit))
        .map(rows -> Rows.list(rows, Entry::from));
  }
}
