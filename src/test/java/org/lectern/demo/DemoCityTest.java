package org.lectern.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Role;
import org.lectern.core.Secrets;
import org.lectern.queue.QueueCommands;
import org.lectern.store.Database;
import org.lectern.store.Migrations;
import org.lectern.support.TestPostgres;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands;

/** One city, settled once and looked at from all sides; the later tests move it on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoCityTest {

  private static Vertx vertx;
  private static Pool pool;
  private static Database database;
  private static Connection owner;
  private static String url;
  private static long moved;
  private static final Secrets SECRETS = new Secrets("a key of the tests, no secret at all".getBytes(StandardCharsets.UTF_8));

  @BeforeAll
  static void settle() throws Exception {
    url = TestPostgres.fresh();
    vertx = Vertx.vertx();
    pool = Database.pool(vertx, url, 8);
    database = new Database(vertx, pool, entries -> { });
    owner = Migrations.dataSource(url).getConnection();
    var begun = Instant.now();
    assertThat(await(DemoCity.settle(database, SECRETS, url, step -> { }))).isTrue();
    System.out.println("Settled in " + Duration.between(begun, Instant.now()).toMillis() + " ms");
  }

  @AfterAll
  static void leave() throws Exception {
    owner.close();
    await(vertx.close());
    TestPostgres.drop(url);
  }

  @Test
  @Order(1)
  void marlowIsThereWithItsBodiesPeopleAndAreas() throws Exception {
    assertThat(number("SELECT count(*) FROM jurisdiction WHERE slug = 'marlow' AND population = 184000 AND languages = '{en,es}'")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM body")).isEqualTo(6);
    assertThat(number("SELECT count(*) FROM area r JOIN jurisdiction j ON j.id = r.jurisdiction WHERE r.status = 'adopted' AND j.slug = 'marlow'")).isEqualTo(15);
    assertThat(number("SELECT count(*) FROM person WHERE email = ANY ('{resident@demo.example,clerk@demo.example,chair@demo.example,member@demo.example,agency@demo.example}')")).isEqualTo(5);
    assertThat(counts("SELECT role, count(*) FROM role_grant GROUP BY role"))
        .containsOnly(Map.entry("admin", 1L), Map.entry("clerk", 6L), Map.entry("chair", 3L), Map.entry("member", 2L), Map.entry("liaison", 2L), Map.entry("moderator", 2L), Map.entry("appeals", 3L));
  }

  @Test
  @Order(1)
  void hearingsOfEveryKindAreThere() throws Exception {
    assertThat(counts("SELECT status, count(*) FROM hearing GROUP BY status"))
        .containsOnly(Map.entry("adjourned", 2L), Map.entry("closed", 1L), Map.entry("live", 1L), Map.entry("noticed", 5L), Map.entry("cancelled", 1L), Map.entry("draft", 1L));
    assertThat(number("SELECT count(*) FROM hearing WHERE status = 'noticed' AND starts_at > now() + interval '3 days'")).isEqualTo(4);
    assertThat(counts("SELECT c.verdict, count(*) FROM notice_certificate c GROUP BY 1")).containsOnly(Map.entry("compliant", 9L), Map.entry("waived", 1L));
    assertThat(number("SELECT count(*) FROM notice_certificate WHERE verdict = 'compliant' AND posted_at > deadline")).isZero();
    assertThat(number("SELECT count(*) FROM hearing WHERE status IN ('adjourned', 'closed') AND NOT (noticed_at < starts_at AND starts_at < started_at AND started_at < adjourned_at AND adjourned_at < starts_at + interval '4 hours')")).isZero();
    assertThat(number("SELECT count(*) FROM notice_certificate c JOIN hearing h ON h.id = c.hearing WHERE c.starts_at <> h.starts_at OR c.posted_at <> h.noticed_at")).isZero();
    assertThat(number("SELECT count(*) FROM agenda_item WHERE decision IS NOT NULL")).isGreaterThanOrEqualTo(11);
  }

  @Test
  @Order(1)
  void theLiveHearingIsAlive() throws Exception {
    live();
    assertThat(number("SELECT count(*) FROM testimony t JOIN hearing h ON h.id = t.hearing WHERE h.status = 'live' AND t.held_for IS NULL AND t.ground IS NULL")).isBetween(28L, 32L);
    assertThat(counts("SELECT rule, count(*) FROM moderation_case WHERE status IN ('open', 'hide_proposed') GROUP BY 1")).containsOnlyKeys("personal_data", "flood", "reports", "moderator");
    assertThat(number("SELECT count(*) FROM moderation_case WHERE appeal = 'open'")).isEqualTo(1);
  }

  private static void live() throws SQLException {
    assertThat(number("SELECT count(*) FROM hearing WHERE status = 'live'")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM agenda_item i JOIN hearing h ON h.id = i.hearing WHERE h.status = 'live' AND i.status = 'comment'")).isEqualTo(1);
    assertThat(counts("SELECT s.status, count(*) FROM slot s JOIN hearing h ON h.id = s.hearing WHERE h.status = 'live' GROUP BY 1"))
        .containsOnly(Map.entry("spoke", 4L), Map.entry("speaking", 1L), Map.entry("confirmed", 6L));
    assertThat(number("SELECT extract(epoch FROM now() - running_since)::int FROM slot WHERE status = 'speaking'")).isBetween(1L, 120L);
    assertThat(number("SELECT count(*) FROM slot s JOIN hearing h ON h.id = s.hearing WHERE h.status = 'live' AND s.status = 'spoke' AND (used_ms < 30000 OR used_ms > allotted * 1200)")).isZero();
    assertThat(number("SELECT count(*) FROM hearing WHERE started_at > now() OR adjourned_at > now()")).isZero();
  }

  @Test
  @Order(1)
  void manySpeakInEveryWay() throws Exception {
    assertThat(number("SELECT count(*) FROM testimony WHERE held_for IS NULL AND ground IS NULL")).isBetween(230L, 300L);
    assertThat(counts("SELECT privacy, count(*) FROM testimony GROUP BY 1")).containsOnlyKeys("named", "pseudonym", "withheld", "anonymous", "confidential");
    assertThat(counts("SELECT coalesce(position, 'none'), count(*) FROM testimony GROUP BY 1")).containsOnlyKeys("support", "oppose", "neutral", "mixed", "none");
    assertThat(counts("SELECT language, count(*) FROM testimony GROUP BY 1")).containsOnlyKeys("en", "es", "zh", "ar");
    assertThat(number("SELECT count(*) FROM testimony WHERE text LIKE 'Dear members of the council,%'")).isEqualTo(40);
    assertThat(number("SELECT count(*) FROM testimony WHERE status = 'withdrawn'")).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM testimony WHERE parent IS NOT NULL")).isGreaterThan(15);
    assertThat(number("SELECT count(*) FROM testimony WHERE late")).isEqualTo(5);
    assertThat(number("SELECT count(*) FROM testimony WHERE received_at > now()")).isZero();
    assertThat(number("SELECT count(*) FROM testimony t JOIN testimony p ON p.id = t.parent WHERE p.received_at > t.received_at")).isZero();
    assertThat(number("SELECT count(*) FROM testimony WHERE number NOT LIKE 'T-' || date_part('year', received_at AT TIME ZONE 'America/New_York') || '-%'")).isZero();
    assertThat(number("SELECT sum(published + confidential) FROM testimony_count")).isEqualTo(number("SELECT count(*) FROM testimony WHERE status IN ('published', 'redacted')"));
  }

  @Test
  @Order(1)
  void theAuditorsRegisterCameInWithItsHistory() throws Exception {
    assertThat(number("SELECT count(*) FROM action_origin WHERE source = 'marlow-auditor'")).isEqualTo(31);
    assertThat(counts("SELECT status, count(*) FROM action WHERE imported GROUP BY 1")).containsOnlyKeys("issued", "in_progress", "reported", "implemented", "partly_implemented", "closed_not_implemented", "not_applicable");
    assertThat(number("SELECT count(*) FROM action WHERE imported AND issued_at > now() - interval '20 days'")).as("the retelling leaves the days of the register alone").isZero();
    assertThat(number("SELECT count(*) FROM action_move m JOIN action a ON a.id = m.action WHERE a.imported AND m.command = 'reassess'")).isEqualTo(41);
  }

  @Test
  @Order(1)
  void actionsStandInEveryStatusThatACommandLeadsTo() throws Exception {
    assertThat(counts("SELECT status, count(*) FROM action WHERE NOT imported GROUP BY 1")).containsOnly(Map.entry("draft", 1L), Map.entry("issued", 5L),
        Map.entry("in_progress", 2L), Map.entry("reported", 1L), Map.entry("returned", 1L), Map.entry("implemented", 2L),
        Map.entry("partly_implemented", 1L), Map.entry("closed_not_implemented", 1L));
    assertThat(counts("SELECT position, count(*) FROM action WHERE NOT imported GROUP BY 1"))
        .containsOnlyKeys("none", "accepted", "accepted_in_part", "alternative", "needs_analysis", "rejected");
    assertThat(number("SELECT count(DISTINCT action) FROM action_crossing JOIN action a ON a.id = action WHERE crossing = 'overdue' AND NOT a.imported")).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM action_move WHERE at > now()")).isZero();
    assertThat(number("SELECT count(*) FROM action WHERE number NOT LIKE 'ACT-' || date_part('year', created_at AT TIME ZONE 'America/New_York') || '-%'")).isZero();
  }

  @Test
  @Order(1)
  void worksheetsStandInEveryStatusAndNeighboursBesideThem() throws Exception {
    assertThat(counts("SELECT s.status, count(*) FROM assessment s JOIN jurisdiction j ON j.id = s.jurisdiction WHERE j.slug = 'marlow' GROUP BY 1"))
        .containsOnly(Map.entry("agency_reply", 1L), Map.entry("published", 2L), Map.entry("challenged", 1L), Map.entry("stale", 1L), Map.entry("superseded", 1L));
    assertThat(counts("SELECT band, count(*) FROM assessment WHERE band IS NOT NULL GROUP BY 1")).containsKeys("strong", "developing", "limited");
    assertThat(number("SELECT count(DISTINCT jurisdiction) FROM assessment")).isEqualTo(3);
    assertThat(number("SELECT count(*) FROM assessment_challenge WHERE status = 'open' AND due < current_date")).isZero();
    assertThat(number("SELECT count(*) FROM assessment WHERE published_at > now()")).isZero();
  }

  @Test
  @Order(1)
  void theRecordRisesWithoutGapsAndItsCommitmentsHold() throws Exception {
    record();
  }

  /** Entries of which the hour alone is kept stand on the hour, at most one behind. What {@link #back} moved is left out. */
  private static void record() throws SQLException {
    var marlow = "jurisdiction = (SELECT id FROM jurisdiction WHERE slug = 'marlow')";
    assertThat(number("SELECT max(seq) - count(*) FROM journal WHERE " + marlow)).isZero();
    assertThat(number("SELECT max(seq) FROM journal WHERE " + marlow)).isGreaterThan(500);
    var before = Instant.EPOCH;
    try (var select = owner.prepareStatement("""
        SELECT j.seq, j.at, j.type, coalesce(s.data, j.data)::text, j.salt, j.commitment
        FROM journal j LEFT JOIN journal_sealed s USING (jurisdiction, seq)
        WHERE j.seq > ? AND j.""" + marlow + " ORDER BY j.seq")) {
      select.setLong(1, moved);
      for (var rows = select.executeQuery(); rows.next(); ) {
        var at = rows.getObject(2, OffsetDateTime.class).toInstant();
        var hourly = at.equals(at.truncatedTo(ChronoUnit.HOURS));
        assertThat(at).as("entry %d, %s", rows.getLong(1), rows.getString(3))
            .isAfterOrEqualTo(hourly ? before.truncatedTo(ChronoUnit.HOURS) : before).isBefore(Instant.now());
        if (at.isAfter(before)) before = at;
        var content = Map.of("type", rows.getString(3), "data", Json.read(rows.getString(4), JsonNode.class));
        assertThat(rows.getBytes(6)).as("commitment of %d", rows.getLong(1)).isEqualTo(Secrets.commitment(rows.getBytes(5), Json.canonical(content)));
      }
    }
  }

  @Test
  @Order(2)
  void aSecondSettlingDoesNothing() throws Exception {
    var entries = number("SELECT count(*) FROM journal");
    assertThat(await(DemoCity.settle(database, SECRETS, url, step -> { }))).isFalse();
    await(DemoCity.freshen(database, SECRETS, url, step -> { }));
    assertThat(number("SELECT count(*) FROM journal")).isEqualTo(entries);
  }

  @Test
  @Order(3)
  void theLineMovesByItselfUntilAClerkTakesOver() throws Exception {
    var life = DemoLife.still(vertx, database, SECRETS);
    for (var turn = 0; turn < 4; turn++) {
      await(life.turn());
      await(life.begin());
    }
    assertThat(number("SELECT count(*) FROM slot s JOIN hearing h ON h.id = s.hearing WHERE h.status = 'live' AND s.status = 'spoke'")).isEqualTo(8);
    assertThat(number("SELECT count(*) FROM slot WHERE status = 'speaking'")).isEqualTo(1);
    record();
    var cast = await(database.read(Caller.system(await(database.read(DemoCity.NOBODY, DemoCity.place())).orElseThrow(), "web"), (db, caller) -> Cast.of(db, caller.place())));
    await(database.write(cast.as("clerk", Role.CLERK), QueueCommands.pause(number("SELECT number FROM hearing WHERE status = 'live'"))));
    var acts = life.acts();
    await(life.turn());
    await(life.begin());
    assertThat(life.acts()).isEqualTo(acts);
  }

  @Test
  @Order(4)
  void daysLaterAnotherHearingIsLive() throws Exception {
    back("12 days");
    var said = new ArrayList<String>();
    await(DemoCity.freshen(database, SECRETS, url, said::add));
    assertThat(said).hasSize(1);
    live();
    assertThat(counts("SELECT status, count(*) FROM hearing GROUP BY status")).containsOnly(Map.entry("adjourned", 3L), Map.entry("closed", 1L), Map.entry("live", 1L),
        Map.entry("noticed", 4L), Map.entry("cancelled", 3L), Map.entry("draft", 1L));
    assertThat(number("SELECT count(*) FROM hearing WHERE status = 'noticed' AND starts_at > now()")).isEqualTo(4);
    assertThat(number("SELECT count(*) FROM hearing WHERE status IN ('adjourned', 'closed') AND adjourned_at > started_at + interval '4 hours'")).isZero();
    record();
    var entries = number("SELECT count(*) FROM journal");
    await(DemoCity.freshen(database, SECRETS, url, said::add));
    assertThat(number("SELECT count(*) FROM journal")).isEqualTo(entries);
  }

  @Test
  @Order(5)
  void soonAfterwardsThereIsStillOneLiveHearing() throws Exception {
    back("11 minutes");
    await(DemoCity.freshen(database, SECRETS, url, step -> { }));
    assertThat(number("SELECT count(*) FROM hearing WHERE status = 'live'")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM slot s JOIN hearing h ON h.id = s.hearing WHERE h.status = 'live' AND s.status = 'speaking'")).isEqualTo(1);
    record();
  }

  @Test
  @Order(6)
  void evenIfSomethingElseWasRecordedJustNow() throws Exception {
    back("11 minutes");
    var place = await(database.read(DemoCity.NOBODY, DemoCity.place())).orElseThrow();
    await(database.write(Caller.visitor(place), TestimonyCommands.submit(Target.area("diversion"),
        new TestimonyCommands.Words(null, "Just now.", Privacy.PSEUDONYM, "Somebody", null, null, null, null, null), SECRETS)));
    await(DemoCity.freshen(database, SECRETS, url, step -> { }));
    assertThat(number("SELECT count(*) FROM hearing WHERE status = 'live'")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM slot s JOIN hearing h ON h.id = s.hearing WHERE h.status = 'live' AND s.status = 'speaking'")).isEqualTo(1);
    record();
  }

  /** Time passes: all that happened happened that much longer ago. */
  private static void back(String interval) throws SQLException {
    var columns = new ArrayList<String>();
    try (var select = owner.createStatement(); var rows = select.executeQuery("""
        SELECT 'UPDATE ' || table_name || ' SET ' || string_agg(format('%1$s = %1$s - interval ''INTERVAL''', column_name), ', ')
        FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
          AND table_name IN ('hearing', 'slot', 'slot_pause', 'journal', 'notice_certificate', 'action_move')
        GROUP BY table_name""")) {
      while (rows.next()) columns.add(rows.getString(1).replace("INTERVAL", interval));
    }
    for (var update : columns) {
      try (var statement = owner.createStatement()) {
        statement.execute(update);
      }
    }
    moved = number("SELECT max(seq) FROM journal");
  }

  private static long number(String sql) throws SQLException {
    try (var statement = owner.createStatement(); var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Map<String, Long> counts(String sql) throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (var statement = owner.createStatement(); var rows = statement.executeQuery(sql)) {
      while (rows.next()) counts.put(rows.getString(1), rows.getLong(2));
    }
    return counts;
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }
}
