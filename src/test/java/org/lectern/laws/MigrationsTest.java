package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.store.Migrations;
import org.lectern.support.TestPostgres;

/** What the database itself holds: the service owns nothing, only adds to the record, and writes to one place at a time. */
class MigrationsTest {

  private static final String HERE = "11111111-1111-4111-8111-111111111111";
  private static final String THERE = "22222222-2222-4222-8222-222222222222";

  private static String url;

  @BeforeAll
  static void twoPlaces() throws SQLException {
    url = TestPostgres.fresh();
    try (var owner = Migrations.dataSource(url).getConnection()) {
      for (var place : List.of(HERE, THERE)) {
        execute(owner, "SET lectern.jurisdiction = '" + place + "'");
        execute(owner, "INSERT INTO jurisdiction (id, slug, name, kind, zone, profile, profile_version) VALUES ('" + place + "', 'place-" + place.charAt(0) + "', 'Place', 'city', 'UTC', 'generic', 1)");
        execute(owner, "INSERT INTO journal_head (jurisdiction, seq) VALUES ('" + place + "', 1)");
        execute(owner, "INSERT INTO body (id, jurisdiction, slug, name, kind) VALUES (gen_random_uuid(), '" + place + "', 'council', 'Council', 'council')");
        execute(owner, journal(place, 1));
      }
    }
  }

  private static String journal(String place, long seq) {
    return "INSERT INTO journal (jurisdiction, seq, at, type, topics, everyone, roles, data, salt, commitment) VALUES ('" + place + "', " + seq
        + ", now(), 'BodyFounded', '{place}', true, '{}', '{\"slug\": \"x\"}', decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex'))";
  }

  @AfterAll
  static void drops() {
    TestPostgres.drop(url);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int update(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static List<String> asked(String sql) throws SQLException {
    try (var connection = Migrations.dataSource(url).getConnection(); var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) found.add(rows.getString(1));
      return found;
    }
  }

  /** A session as the service has it, in a transaction for this place. */
  private static Connection service(String place) throws SQLException {
    var connection = Migrations.dataSource(url).getConnection();
    connection.setAutoCommit(false);
    execute(connection, "SET ROLE lectern_app");
    if (place != null) execute(connection, "SET LOCAL lectern.jurisdiction = '" + place + "'");
    return connection;
  }

  private static void refused(String place, String sql, String state) throws SQLException {
    try (var service = service(place)) {
      assertThatThrownBy(() -> execute(service, sql)).as(sql).isInstanceOf(SQLException.class)
          .satisfies(refusal -> assertThat(((SQLException) refusal).getSQLState()).as("%s: %s", sql, refusal.getMessage()).isEqualTo(state));
      service.rollback();
    }
  }

  @Test
  void theServiceOwnsNothingAndIsNobody() throws SQLException {
    assertThat(asked("SELECT relname FROM pg_class WHERE relowner = 'lectern_app'::regrole UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'lectern_app'::regrole")).isEmpty();
    assertThat(asked("SELECT rolname FROM pg_roles WHERE rolname = 'lectern_app' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)")).isEmpty();
    assertThat(asked("SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND has_table_privilege('lectern_app', c.oid, 'TRUNCATE')")).isEmpty();
    refused(null, "CREATE TABLE of_its_own (id int)", "42501");
  }

  @Test
  void theRecordOnlyGrows() throws SQLException {
    refused(HERE, "UPDATE journal SET data = '{}' WHERE jurisdiction = '" + HERE + "'", "42501");
    refused(HERE, "DELETE FROM journal WHERE jurisdiction = '" + HERE + "'", "42501");
    refused(HERE, "TRUNCATE journal", "42501");
    refused(HERE, "SELECT * FROM journal_sealed", "42501");
    refused(HERE, "INSERT INTO journal_sealed (jurisdiction, seq, data) VALUES ('" + HERE + "', 9, '{}')", "42501");
    refused(HERE, journal(HERE, 1), "23505");
    try (var service = service(HERE)) {
      execute(service, journal(HERE, 2));
      service.rollback();
    }
  }

  @Test
  void whatIsStruckIsSealedAndItsCommitmentStays() throws SQLException {
    try (var service = service(HERE)) {
      execute(service, "SELECT journal_strike('" + HERE + "', 1, '{\"struck\": \"text\"}')");
      service.commit();
    }
    assertThat(asked("SELECT data FROM journal WHERE jurisdiction = '" + HERE + "' AND seq = 1")).containsExactly("{\"struck\": \"text\"}");
    assertThat(asked("SELECT data FROM journal_sealed WHERE jurisdiction = '" + HERE + "' AND seq = 1")).containsExactly("{\"slug\": \"x\"}");
    assertThat(asked("SELECT octet_length(commitment)::text FROM journal WHERE jurisdiction = '" + HERE + "' AND seq = 1")).containsExactly("32");
  }

  @Test
  void nobodyStrikesInAnotherPlace() throws SQLException {
    try (var service = service(HERE)) {
      try {
        execute(service, "SELECT journal_strike('" + THERE + "', 1, '{\"struck\": \"text\"}')");
        service.commit();
      } catch (SQLException refused) {
        service.rollback();
      }
    }
    assertThat(asked("SELECT data FROM journal WHERE jurisdiction = '" + THERE + "' AND seq = 1")).containsExactly("{\"slug\": \"x\"}");
  }

  @Test
  void everyTableOfAPlaceIsGuardedByRow() throws SQLException {
    var guarded = """
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('journal_head', 'journal_sealed', 'role_grant')
          AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'jurisdiction' AND NOT a.attisdropped)""";
    assertThat(asked(guarded)).hasSizeGreaterThan(18);
    assertThat(asked(guarded + " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)")).isEmpty();
    assertThat(asked(guarded + " AND (SELECT string_agg(p.polcmd::text, '' ORDER BY p.polcmd) FROM pg_policy p WHERE p.polrelid = c.oid) IS DISTINCT FROM 'adrw'")).isEmpty();
  }

  @Test
  void aTransactionWritesToItsOwnPlaceOnly() throws SQLException {
    var insert = "INSERT INTO body (id, jurisdiction, slug, name, kind) VALUES ('%s', '%s', 'new', 'New', 'council')";
    refused(HERE, String.format(insert, UUID.randomUUID(), THERE), "42501");
    refused(HERE, journal(THERE, 2), "42501");
    refused(null, String.format(insert, UUID.randomUUID(), HERE), "42501");
    try (var service = service(HERE)) {
      execute(service, String.format(insert, UUID.randomUUID(), HERE));
      assertThat(update(service, "UPDATE body SET name = 'Taken' WHERE jurisdiction = '" + THERE + "'")).isZero();
      assertThat(update(service, "UPDATE body SET name = 'Renamed' WHERE jurisdiction = '" + HERE + "'")).isPositive();
      assertThatThrownBy(() -> execute(service, "UPDATE body SET jurisdiction = '" + THERE + "' WHERE slug = 'new'")).isInstanceOf(SQLException.class);
      service.rollback();
    }
  }

  /** A row cannot point into another place even if it stands in its own. */
  @Test
  void referencesStayWithinThePlace() throws SQLException {
    var foreign = asked("""
        SELECT c.conname || ' of ' || c.conrelid::regclass FROM pg_constraint c
        WHERE c.contype = 'f' AND c.confrelid IN (SELECT attrelid FROM pg_attribute WHERE attname = 'jurisdiction')
          AND c.confrelid <> 'jurisdiction'::regclass
          AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) AND a.attname = 'jurisdiction')""");
    assertThat(foreign).allMatch(name -> name.endsWith("of role_grant") || name.endsWith("of slot_pause") || name.endsWith("of action_evidence")
        || name.contains("predecessor") || name.contains("successor"));
  }

  @Test
  void runningThemAgainChangesNothing() {
    assertThat(Migrations.run(url)).isZero();
    assertThat(Migrations.latest()).matches("\\d{4}");
  }
}
