package org.lectern.bench.peers;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.Histogram;
import org.lectern.store.Migrations;

/**
 * What PostgreSQL itself gives: one connection that writes the rows of Lectern's submissions (key, number, testimony, counts,
 * head and entry of the journal) so many to a transaction, as the application's role under the same row policies, and does
 * nothing else. Says submissions/s and the milliseconds of a transaction.
 */
public final class RowWriter {

  private static final int COLUMNS = 8;
  private static final int HASH = 1;
  private static final int SECRET = 7;

  private final Connection connection;
  private final int batch;
  private final UUID place;
  private final UUID hearing;
  private final PreparedStatement claim;
  private final PreparedStatement lock;
  private final PreparedStatement number;
  private final PreparedStatement testimony;
  private final PreparedStatement counts;
  private final PreparedStatement journal;

  /** {@code DATABASE_URL BATCH SECONDS}: the database has one hearing. */
  public static void main(String... args) throws Exception {
    try (var connection = Migrations.dataSource(args[0]).getConnection()) {
      var writer = new RowWriter(connection, Integer.parseInt(args[1]));
      writer.write(2, new Histogram(60_000_000, 3));
      var histogram = new Histogram(60_000_000, 3);
      double perSecond = writer.write(Double.parseDouble(args[2]), histogram);
      System.out.println("RESULT " + perSecond + " " + histogram.getValueAtPercentile(50) / 1_000.0 + " " + histogram.getValueAtPercentile(99) / 1_000.0);
    }
  }

  private RowWriter(Connection connection, int batch) throws Exception {
    this.connection = connection;
    this.batch = batch;
    try (var found = connection.createStatement().executeQuery("SELECT jurisdiction, id FROM hearing LIMIT 1")) {
      found.next();
      place = found.getObject(1, UUID.class);
      hearing = found.getObject(2, UUID.class);
    }
    connection.createStatement().execute("SET ROLE lectern_app");
    connection.createStatement().execute("SET lectern.jurisdiction = '" + place + "'");
    connection.setAutoCommit(false);
    claim = connection.prepareStatement("INSERT INTO idempotency (scope, key, body_hash, answer, created_at)"
        + " SELECT 'submitTestimony benchford', k, h, a::jsonb, date_trunc('hour', now(), 'UTC') FROM unnest(?::text[], ?::bytea[], ?::text[]) AS t (k, h, a) ON CONFLICT DO NOTHING");
    lock = connection.prepareStatement("SELECT status FROM hearing WHERE id = ? FOR SHARE");
    number = connection.prepareStatement("""
        INSERT INTO counter (jurisdiction, name, year, value) VALUES (?, 'testimony', 2026, ?)
        ON CONFLICT (jurisdiction, name, year) DO UPDATE SET value = counter.value + excluded.value RETURNING value""");
    testimony = connection.prepareStatement("""
        INSERT INTO testimony (id, jurisdiction, number, hearing, kind, channel, text, language, position, privacy, name, status, salt, commitment, secret_hash, received_at, ordinal)
        SELECT id, ?, 'T-2026-' || lpad(n::text, greatest(6, length(n::text)), '0'), ?, 'written', 'api', text, 'en', 'support', 'named', 'Bayo Adeyemi', 'published', salt, commitment, secret, clock_timestamp(),
          2026000000000 + n
        FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[]) AS t (id, n, text, salt, commitment, secret)""");
    counts = connection.prepareStatement("""
        INSERT INTO testimony_count AS c (jurisdiction, target, published, support) VALUES (?, ?, ?, ?)
        ON CONFLICT (target) DO UPDATE SET published = c.published + excluded.published, support = c.support + excluded.support""");
    journal = connection.prepareStatement("""
        WITH head AS (UPDATE journal_head SET seq = seq + ? WHERE jurisdiction = ? RETURNING seq - ? AS base)
        INSERT INTO journal (jurisdiction, seq, at, type, topics, everyone, roles, data, salt, commitment)
        SELECT ?, head.base + e.n, clock_timestamp(), 'TestimonyPublished', string_to_array(e.topics, ' '), true, '{}', e.data::jsonb, e.salt, e.commitment
        FROM head, unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[]) WITH ORDINALITY AS e (topics, data, salt, commitment, n)
        RETURNING seq, at""");
  }

  private double write(double seconds, Histogram histogram) throws Exception {
    long began = System.nanoTime();
    long until = began + (long) (seconds * 1e9);
    long written = 0;
    for (long now = began; now < until; written += batch) {
      transaction();
      long then = System.nanoTime();
      histogram.recordValue((then - now) / 1_000);
      now = then;
    }
    return written / ((System.nanoTime() - began) / 1e9);
  }

  private void transaction() throws Exception {
    var rows = new Object[COLUMNS][batch];
    rows[HASH] = new byte[batch][];
    rows[SECRET] = new byte[batch][];
    for (int i = 0; i < batch; i++) row(rows, i);
    set(claim, array("text", rows[0]), array("bytea", rows[HASH]), array("text", rows[2])).execute();
    set(lock, hearing).executeQuery().close();
    long last = numbers();
    var numbers = new Long[batch];
    for (int i = 0; i < batch; i++) numbers[i] = last - batch + 1 + i;
    set(testimony, place, hearing, array("uuid", rows[3]), connection.createArrayOf("bigint", numbers), array("text", rows[4]), array("bytea", rows[HASH]),
        array("bytea", rows[HASH]), array("bytea", rows[SECRET])).execute();
    set(counts, place, hearing, (long) batch, (long) batch).execute();
    set(journal, (long) batch, place, (long) batch, place, array("text", rows[5]), array("text", rows[6]), array("bytea", rows[HASH]), array("bytea", rows[HASH])).executeQuery().close();
    connection.commit();
  }

  private long numbers() throws SQLException {
    try (var found = set(number, place, (long) batch).executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }

  private static void row(Object[][] rows, int i) throws Exception {
    var id = UUID.randomUUID();
    var hash = new byte[32];
    ThreadLocalRandom.current().nextBytes(hash);
    var text = "sent:1234567890123456789 I rode the number 12 to every meeting of this council for nine years. The stop at Alder Street has no shelter and no light. Mend it.";
    rows[0][i] = id.toString().replace("-", "") + id.toString().replace("-", "");
    rows[HASH][i] = hash;
    rows[2][i] = "{\"id\":\"" + id + "\",\"number\":\"T-2026-000001\",\"target\":\"hearings/1\",\"late\":false,\"status\":\"published\",\"commitment\":\"" + id + "\"}";
    rows[3][i] = id;
    rows[4][i] = text;
    rows[5][i] = "testimony/T-2026-000001 hearings/1/testimony hearings/1";
    rows[6][i] = "{\"testimony\":\"T-2026-000001\",\"target\":\"hearings/1\",\"kind\":\"written\",\"byline\":\"Bayo Adeyemi\",\"position\":\"support\",\"language\":\"en\",\"text\":\"" + text + "\",\"late\":false}";
    rows[SECRET][i] = MessageDigest.getInstance("SHA-256").digest(id.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private java.sql.Array array(String type, Object[] values) throws SQLException {
    return connection.createArrayOf(type, values);
  }

  private static PreparedStatement set(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
    return statement;
  }
}
