package org.lectern.register;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/** Ten thousand actions with ten years of history: the first screen stays quick, and its trend is what each of its days says by itself. */
class RegisterAtSizeTest extends Story {

  private static final int ACTIONS = 10_000;
  private static final long PATIENCE_MILLIS = 1_500; // on a machine that does other things too
  private static final long TREND_MILLIS = 900; // alone it takes a fifth of that
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  @BeforeAll
  void tenYears() {
    hall.sql("SELECT setseed(0.5)");
    hall.sql("""
        INSERT INTO action (id, jurisdiction, number, kind, status, position, issuer, addressee, title, text, area, response_due, first_response_due, target_date, issued_at, responded_at, insisted_at, created_at)
        SELECT gen_random_uuid(), j.id, format('ACT-%s-%s', extract(year FROM at), lpad(n::text, 6, '0')), 'recommendation', 'issued', 'none',
          (SELECT id FROM body WHERE jurisdiction = j.id AND slug = 'board'), (SELECT id FROM body WHERE jurisdiction = j.id AND slug = 'police'), 'Action ' || n, 'Text ' || n,
          CASE WHEN n % 3 > 0 THEN (SELECT id FROM area WHERE jurisdiction = j.id AND slug = 'use-of-force') END, (at + interval '75 days')::date, (at + interval '60 days')::date,
          (at + interval '200 days')::date, at, at + interval '50 days', CASE WHEN n % 11 = 0 THEN at + interval '55 days' END, at
        FROM jurisdiction j, generate_series(1, ?) AS n, LATERAL (SELECT now() - ((n * 37) % 3650 + 1) * interval '1 day' AS at) d
        WHERE j.slug = 'ashgrove'""", ACTIONS);
    hall.sql("""
        INSERT INTO action_move (jurisdiction, action, ordinal, from_status, to_status, command, at, as_of)
        SELECT a.jurisdiction, a.id, m.ordinal, m.before, m.after, m.command, m.at, CASE WHEN m.command = 'reassess' THEN (m.at - interval '20 days')::date END
        FROM (SELECT *, row_number() OVER (ORDER BY number) AS n FROM action WHERE title LIKE 'Action %') a
        CROSS JOIN LATERAL (VALUES (1, NULL, 'draft', 'draft', a.issued_at, 0), (2, 'draft', 'issued', 'issue', a.issued_at, 0), (3, 'issued', 'in_progress', 'begin', a.issued_at + interval '90 days', 2),
          (4, 'in_progress', 'reported', 'report', a.issued_at + interval '150 days', 3), (5, 'reported', 'returned', 'return', a.issued_at + interval '170 days', 4), (6, 'returned', 'reported', 'report', a.issued_at + interval '175 days', 5),
          (7, 'reported', 'implemented', 'verify', a.issued_at + interval '190 days', 6), (8, 'implemented', 'in_progress', 'reassess', a.issued_at + interval '400 days', 9)) AS m (ordinal, before, after, command, at, least)
        WHERE a.n % 10 >= m.least AND m.at <= now()""");
    hall.sql("""
        INSERT INTO action_response (jurisdiction, action, version, position, text, due, at)
        SELECT a.jurisdiction, a.id, v, 'accepted', 'Answer', (a.issued_at + (100 + 40 * v) * interval '1 day')::date, a.issued_at + (abs(hashtext(a.number)) % 80 + 20 * v) * interval '1 day'
        FROM action a, generate_series(1, 2) AS v
        WHERE a.title LIKE 'Action %' AND abs(hashtext(a.number)) % 5 >= v AND a.issued_at + (abs(hashtext(a.number)) % 80 + 20 * v) * interval '1 day' <= now()""");
    hall.sql("""
        INSERT INTO action_extension (jurisdiction, action, days, reason, due_before, asked_at, granted, decided_reason, decided_at, due_after)
        SELECT jurisdiction, id, 30, 'More time', first_response_due, issued_at + interval '30 days', abs(hashtext(number)) % 2 = 0, 'So be it', issued_at + interval '40 days',
          CASE WHEN abs(hashtext(number)) % 2 = 0 THEN first_response_due + 30 END
        FROM action
        WHERE title LIKE 'Action %' AND abs(hashtext(number)) % 7 = 0 AND issued_at + interval '40 days' <= now()""");
    hall.sql("""
        UPDATE action a SET status = (SELECT to_status FROM action_move m WHERE m.action = a.id ORDER BY ordinal DESC LIMIT 1), imported = abs(hashtext(number)) % 4 = 0
        WHERE title LIKE 'Action %'""");
    hall.sql("""
        INSERT INTO action_word (jurisdiction, action, ordinal, on_day, word, position)
        SELECT jurisdiction, id, o, (issued_at + (o * 45) * interval '1 day')::date, 'Word ' || o, CASE WHEN (abs(hashtext(number)) / 4 + o) % 2 = 0 THEN 'accepted' END
        FROM action, generate_series(1, 2) AS o
        WHERE title LIKE 'Action %' AND imported""");
    hall.sql("ANALYZE");
  }

  @Test
  void staysQuick() {
    for (var path : new String[] {"/api/v1/ashgrove/register", "/api/v1/ashgrove/register?from=2021-12-01&every=month", "/ashgrove/register", "/ashgrove/register?agency=police", "/ashgrove/register/actions?which=overdue"}) {
      assertThat(median(path)).as(path).isLessThan(PATIENCE_MILLIS);
    }
    var scope = new Scope(TODAY, TODAY.minusMonths(59), null, null, Scope.Every.MONTH);
    UUID place = hall.one("SELECT id FROM jurisdiction WHERE slug = 'ashgrove'");
    var best = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      var begun = System.nanoTime();
      Hall.await(Trend.of(hall.pool, RegisterQueries.spans(place, scope)));
      best = Math.min(best, (System.nanoTime() - begun) / 1_000_000);
    }
    System.out.printf("Trend of %d actions over %d months: %d ms%n", ACTIONS, scope.spans().size(), best);
    assertThat(best).isLessThan(TREND_MILLIS);
  }

  /** Each span against the whole reckoning of its last day, which takes every action by itself. */
  @Test
  void theTrendIsWhatEachDaySays() {
    for (var choice : List.of("", "&area=use-of-force", "&area=-")) {
      for (var span : StreamSupport.stream(town.bayo.reads("register?from=" + TODAY.minusMonths(20) + "&every=month" + choice).expect(200).at("/trend").spliterator(), false).toList()) {
        var then = town.bayo.reads("register?as_of=" + span.get("last").asText() + "&from=" + span.get("first").asText() + choice).expect(200);
        for (var measure : Trend.MEASURES) {
          assertThat(span.at("/counts/" + measure.word()).asLong()).as("%s of %s%s", measure, span.get("last"), choice).isEqualTo(then.at("/all/counts/" + measure.word()).asLong());
        }
      }
    }
  }

  private long median(String path) {
    var took = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) {
      var begun = System.nanoTime();
      town.stranger().page(path + (path.contains("?") ? "&" : "?") + "as_of=" + TODAY.minusDays(i)).expect(200);
      took.add((System.nanoTime() - begun) / 1_000_000);
    }
    Collections.sort(took);
    System.out.printf("%-60s median %d ms, slowest %d ms%n", path, took.get(3), took.get(6));
    return took.get(3);
  }
}
