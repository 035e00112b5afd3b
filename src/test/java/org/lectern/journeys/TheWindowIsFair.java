package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.lectern.core.Caller;
import org.lectern.store.Migrations;
import org.lectern.support.Hall;
import org.lectern.support.Story;
import org.lectern.testimony.Windows;

/** Nobody is late for what the service did: it was away, or too busy to take what came in time. */
class TheWindowIsFair extends Story {

  private static final String OF_HEARING = " WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid";

  private void extend() {
    var place = Hall.await(hall.database().read(Caller.system(org.lectern.core.Jurisdiction.INSTALLATION, "clock"), org.lectern.bodies.BodyQueries.jurisdictions()))
        .stream().filter(one -> one.slug().equals("ashgrove")).findFirst().orElseThrow();
    Hall.await(hall.database().write(Caller.system(place, "clock"), Windows.extend()));
  }

  private void beats(Instant from, Instant to) {
    hall.sql("INSERT INTO heartbeat SELECT generate_series(date_trunc('minute', ?::timestamptz), ?::timestamptz, interval '1 minute') ON CONFLICT DO NOTHING", from.toString(), to.toString());
  }

  @Test
  void halfAnHourAwayMovesTheCloseByAsLongAndEverybodyIsTold() {
    var hearing = town.ines.announces("The service was away", "An item");
    var at = "hearings/" + hearing;
    var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    hall.sql("DELETE FROM heartbeat");
    var closes = now.plus(1, ChronoUnit.HOURS);
    hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = ?::timestamptz" + OF_HEARING, closes.toString(), hearing);
    // Away for 29 minutes at night: not enough. The last beat before stands for its own minute.
    beats(now.minus(20, ChronoUnit.HOURS), now.minus(10, ChronoUnit.HOURS));
    beats(now.minus(10, ChronoUnit.HOURS).plus(30, ChronoUnit.MINUTES), now.minus(41, ChronoUnit.MINUTES));
    extend();
    assertThat(town.dae.reads(at + "/window").at("/extensions").size()).isZero();

    // And for 40 more just now.
    beats(now, now);
    var ear = town.stranger().follows("ashgrove/" + at);
    extend();
    var told = ear.sees("WindowExtended");
    assertThat(told.getInteger("minutes")).isEqualTo(69);
    assertThat(Instant.parse(told.getString("closes_at"))).isEqualTo(closes.plus(69, ChronoUnit.MINUTES));
    assertThat(town.dae.reads(at).text("/hearing/testimony_closes_at")).isEqualTo(closes.plus(69, ChronoUnit.MINUTES).toString());
    extend();
    assertThat(town.dae.reads(at + "/window").at("/extensions").size()).as("once").isEqualTo(1);
    assertThat(town.stranger().page("/ashgrove/" + at).text()).contains("69 minutes");
    assertThat(town.stranger().page("/ashgrove/" + at + "/testify").text()).contains("69 minutes");
    hall.sql("DELETE FROM heartbeat");
  }

  @Test
  void whoeverCameInTheFirstMinutesAfterTheOutageIsNotLate() {
    var hearing = town.ines.announces("Closed while away", "An item");
    var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    hall.sql("DELETE FROM heartbeat");
    hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = ?::timestamptz" + OF_HEARING, now.minus(5, ChronoUnit.MINUTES).toString(), hearing);
    var late = town.bayo.testifies("hearings/" + hearing, "I tried for half an hour.", "name", "Bayo");
    assertThat(late.at("/late").asBoolean()).isTrue();
    beats(now.minus(3, ChronoUnit.HOURS), now.minus(41, ChronoUnit.MINUTES));
    beats(now, now);
    extend();
    assertThat(town.dae.reads("testimony/" + late.text("/number")).at("/testimony/late").asBoolean()).isFalse();
    hall.sql("DELETE FROM heartbeat");
  }

  @Test
  void turnedAwayInTimeAndBackWithTheVoucherIsInTime() throws Exception {
    var hearing = town.ines.announces("Too busy for a moment", "An item");
    var path = "/ashgrove/hearings/" + hearing + "/testimony";
    var key = UUID.randomUUID().toString();
    var words = Map.of("text", "I came in time.", "name", "Bayo");
    String voucher;
    try (var other = Migrations.dataSource(hall.databaseUrl).getConnection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT 1 FROM journal_head WHERE jurisdiction = (SELECT id FROM jurisdiction WHERE slug = 'ashgrove') FOR UPDATE");
      var busy = town.bayo.api("POST", path, words, "Idempotency-Key", key).expect(503);
      voucher = busy.header("Submission-Voucher");
      assertThat(busy.header("Retry-After")).isNotNull();
      other.rollback();
    }
    assertThat(voucher).matches("[0-9]{13}\\.[A-Za-z0-9_-]{32}");
    hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = now(), late_testimony = 'refuse'" + OF_HEARING, hearing);
    pause(20);
    town.bayo.api("POST", path, words, "Idempotency-Key", key).refused(409, "window_closed");
    town.bayo.api("POST", path, Map.of("text", "Something else.", "name", "Bayo"), "Idempotency-Key", key, "Submission-Voucher", voucher).refused(409, "window_closed");
    town.dae.api("POST", path, words, "Idempotency-Key", UUID.randomUUID().toString(), "Submission-Voucher", voucher).refused(409, "window_closed");
    town.bayo.api("POST", path, words, "Idempotency-Key", key, "Submission-Voucher", voucher.substring(0, 12) + (voucher.charAt(12) == '0' ? '1' : '0') + voucher.substring(13)).refused(409, "window_closed");
    var taken = town.bayo.api("POST", path, words, "Idempotency-Key", key, "Submission-Voucher", voucher).expect(201);
    assertThat(taken.at("/late").asBoolean()).isFalse();
  }
}
