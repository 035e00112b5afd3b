package org.lectern.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Fills a place with what years would leave in it, consistently: so many entries in its record, each tenth the publication of
 * a testimony whose row is there and counted, spread over a hundred hearings, a tenth of all at the one that is measured.
 */
final class Years {
  private Years() {}

  private static final int HEARINGS = 100;

  /** @param entries of the record */
  static void pass(Postgres.Db db, long entries) {
    try (var connection = db.connect(); var statement = connection.createStatement()) {
      unguarded(statement);
      statement.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off");
      statement.execute("CREATE TEMP TABLE place AS SELECT id, (SELECT seq FROM journal_head WHERE jurisdiction = j.id) AS seq FROM jurisdiction j");
      hearings(statement);
      testimony(statement, entries / 10);
      record(connection, statement, entries);
      statement.execute("VACUUM (ANALYZE) journal, testimony, hearing, testimony_count");
    } catch (SQLException failure) {
      throw new IllegalStateException("The years could not pass: " + failure.getMessage(), failure);
    }
  }

  /** Foreign keys are as good as they are made here; checking them a million times over is not what is measured. */
  private static void unguarded(Statement statement) {
    try {
      statement.execute("SET session_replication_role = replica");
    } catch (SQLException noSuperuser) {
      System.out.println("Not a superuser: filling takes longer.");
    }
  }

  private static void hearings(Statement statement) throws SQLException {
    statement.execute("""
        INSERT INTO hearing
        SELECT (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'number', h.number + n, 'title', 'Meeting ' || n,
          'starts_at', now() - n * interval '10 days', 'status', 'closed', 'started_at', now() - n * interval '10 days'))).*
        FROM hearing h, generate_series(1, %d) n""".formatted(HEARINGS - 1));
    statement.execute("CREATE TEMP TABLE target AS SELECT id, number, row_number() OVER (ORDER BY number) - 1 AS n FROM hearing");
  }

  /** Testimony i stands at the measured hearing if i ends in 0, else at one of the others. */
  private static void testimony(Statement statement, long rows) throws SQLException {
    statement.execute("""
        INSERT INTO testimony (id, jurisdiction, number, hearing, kind, channel, text, position, privacy, name, status, salt, commitment, secret_hash, received_at, ordinal)
        SELECT gen_random_uuid(), place.id, 'T-' || to_char(now(), 'YYYY') || '-' || lpad(i::text, greatest(6, length(i::text)), '0'), target.id, 'written', 'web',
          'For the record, number ' || i || ': the stop at Alder Street has no shelter and no light. Mend it before winter.',
          (ARRAY['support', 'oppose', 'neutral', 'mixed'])[1 + i %% 4], 'named', 'Resident ' || i, 'published', sha256(int8send(i)), sha256(int8send(-i)), sha256(int8send(i::bigint << 20)),
          now() - (%1$d - i) * interval '30 seconds', i + 1000000000 * to_char(now(), 'YYYY')::bigint
        FROM place, generate_series(1, %1$d) i JOIN target ON target.n = CASE WHEN i %% 10 = 0 THEN 0 ELSE 1 + i %% %2$d END""".formatted(rows, HEARINGS - 1));
    statement.execute("INSERT INTO counter (jurisdiction, name, year, value) SELECT id, 'testimony', to_char(now(), 'YYYY')::int, " + rows + " FROM place");
    statement.execute("""
        INSERT INTO testimony_count (jurisdiction, target, published, support, oppose, neutral, mixed)
        SELECT jurisdiction, hearing, count(*), count(*) FILTER (WHERE position = 'support'), count(*) FILTER (WHERE position = 'oppose'),
          count(*) FILTER (WHERE position = 'neutral'), count(*) FILTER (WHERE position = 'mixed')
        FROM testimony
        GROUP BY jurisdiction, hearing""");
  }

  private static void record(Connection connection, Statement statement, long entries) throws SQLException {
    statement.execute("""
        INSERT INTO journal (jurisdiction, seq, at, type, topics, everyone, roles, data, salt, commitment)
        SELECT place.id, place.seq + s, now() - (%1$d - s) * interval '3 seconds',
          CASE WHEN t.id IS NULL THEN 'SpeakerResumed' ELSE 'TestimonyPublished' END,
          CASE WHEN t.id IS NULL THEN ARRAY['hearings/' || target.number || '/queue', 'hearings/' || target.number]
            ELSE ARRAY['testimony/' || t.number, 'hearings/' || target.number || '/testimony', 'hearings/' || target.number] END,
          true, '{}',
          CASE WHEN t.id IS NULL THEN jsonb_build_object('hearing', target.number, 'item', '1', 'slot', s %% 400, 'used_seconds', s %% 180, 'at', now())
            ELSE jsonb_build_object('testimony', t.number, 'target', 'hearings/' || target.number, 'kind', 'written', 'byline', t.name, 'position', t.position,
              'language', 'en', 'text', t.text, 'late', false) END,
          sha256(int8send(s)), sha256(int8send(-s))
        FROM place CROSS JOIN generate_series(1, %1$d) s
        LEFT JOIN testimony t ON s %% 10 = 0 AND t.ordinal = s / 10 + 1000000000 * to_char(now(), 'YYYY')::bigint
        JOIN target ON target.id = t.hearing OR t.id IS NULL AND target.n = 1 + s %% %2$d
        ORDER BY s""".formatted(entries, HEARINGS - 1));
    statement.execute("INSERT INTO journal_topic (jurisdiction, topic, seq) SELECT jurisdiction, unnest(topics), seq FROM journal WHERE jurisdiction = (SELECT id FROM place) ON CONFLICT DO NOTHING");
    statement.execute("UPDATE journal_head SET seq = seq + " + entries + " WHERE jurisdiction = (SELECT id FROM place)");
    statement.execute("INSERT INTO telling (jurisdiction, seq) SELECT id, seq + " + entries + " FROM place ON CONFLICT (jurisdiction) DO UPDATE SET seq = excluded.seq");
  }
}
