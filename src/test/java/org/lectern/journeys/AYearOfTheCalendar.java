package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lectern.Almanac;
import org.lectern.bodies.Profile;
import org.lectern.core.Jurisdiction;
import org.lectern.support.Board;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/**
 * A year and more, day by day, kept by two processes at the same time: each reminder, each crossing, each item for the board and each
 * turn of a duty happens on its day and once. What is expected is reckoned here by hand.
 */
class AYearOfTheCalendar extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
  private static final LocalDate TODAY = LocalDate.now(ZONE);
  private static final Profile CA = Profile.current("CA");

  private Hall other;
  private Board board;
  private Jurisdiction place;

  @BeforeAll
  void theBoardIsSeated() {
    board = new Board(town);
    place = hall.place("ashgrove");
  }

  /** With the database: nobody reads it any more. */
  @AfterAll
  void theOtherProcessStops() {
    other.close();
  }

  private String issued(String title, int days) {
    var number = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "Text", "criteria", List.of("One"), "response_days", days))
        .expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  private long obligation(String title, String every, LocalDate firstDue, int lead, Integer hearingWithin) {
    var wanted = new HashMap<String, Object>(Map.of("issuer", "board", "addressee", "police", "title", title, "text", "Report it.", "criteria", List.of("The report is public"),
        "source", "Ordinance 12, section 4", "every", every, "first_due", firstDue, "lead_days", lead, "by_vote", false));
    if (hearingWithin != null) wanted.put("hearing_within", hearingWithin);
    return town.abel.asks("obligations", wanted).expect(201).at("/number").asLong();
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
  }

  private LocalDate due(String number) {
    return LocalDate.parse(town.bayo.reads("actions/" + number).text("/action/response_due"));
  }

  private List<String> crossings(String number) {
    return hall.sql("SELECT crossing || ' ' || day FROM action_crossing WHERE action = (SELECT id FROM action WHERE number = ?) ORDER BY day, crossing", number).stream().map(String::valueOf).toList();
  }

  @Test
  @Timeout(300)
  void dayByDayByTwoProcesses() {
    var unanswered = List.of(issued("In a month", 30), issued("In two months", 61), issued("In half a year", 183));
    var soon = issued("In ten days", 10);
    var answered = issued("Answered in time", 45);
    var meetings = new TreeMap<LocalDate, Long>();
    for (int month = 1; month <= 13; month++) {
      var day = TODAY.plusMonths(month).plusDays(3);
      meetings.put(day, board.announces(day.atTime(18, 0).atZone(ZONE).toInstant(), "Business"));
    }
    var yearly = obligation("Yearly use of force report", "year", TODAY.plusDays(100), 60, 30);
    var monthly = obligation("Monthly stop data", "month", LocalDate.of(TODAY.getYear() + 1, 1, 31), 20, null);

    other = hall.another();
    var one = new Almanac(hall.vertx, hall.database(), hall.pool, hall.service::expireHolds);
    var two = new Almanac(other.vertx, other.database(), other.pool, other.service::expireHolds);
    for (int day = 0; day <= 410; day++) {
      var now = noon(TODAY.plusDays(day));
      if (day == 20) town.lena.asks("actions/" + answered + "/answer", Map.of("position", "rejected", "text", "The state's law forbids us to do this, as its attorney told us in writing.")).expect(200);
      if (day == 110) reported(yearly, TODAY.plusDays(110));
      Hall.await(Future.all(one.keep(place, now), two.keep(place, now)));
      if (day % 50 == 0) Hall.await(one.keep(place, now)); // and as after a restart
    }

    for (var number : unanswered) {
      var due = due(number);
      assertThat(CA.holidays().open(due)).isTrue();
      assertThat(crossings(number)).as(number).containsExactly("reminder_14 " + due.minusDays(14), "reminder_3 " + due.minusDays(3), "overdue " + due.plusDays(1), "long_overdue " + due.plusDays(30));
      assertThat(hall.<Long>one("SELECT count(*) FROM journal WHERE type IN ('ActionDueSoon', 'ActionOverdue') AND data->>'action' = ?", number)).isEqualTo(4);
      putBefore(number, due.plusDays(30), meetings);
    }
    assertThat(crossings(soon)).as("no reminder of what was never so far away").containsExactly("reminder_3 " + due(soon).minusDays(3), "overdue " + due(soon).plusDays(1), "long_overdue " + due(soon).plusDays(30));
    assertThat(crossings(answered)).isEmpty();
    turns(yearly, monthly);
  }

  /** The first hearing of the board for which the item could still be noticed: 72 hours before it in California. */
  private void putBefore(String number, LocalDate from, TreeMap<LocalDate, Long> meetings) {
    var expected = meetings.entrySet().stream().filter(meeting -> !noon(from).plus(72, ChronoUnit.HOURS).isAfter(meeting.getKey().atTime(18, 0).atZone(ZONE).toInstant())).findFirst().orElseThrow();
    var agenda = town.bayo.reads("actions/" + number).expect(200).at("/agenda");
    assertThat(agenda.size()).as(number).isEqualTo(1);
    assertThat(agenda.get(0).get("hearing").asLong()).isEqualTo(expected.getValue());
    assertThat(agenda.get(0).get("item_title").asText()).contains("Explain overdue action " + number);
    assertThat(hall.<Long>one("SELECT count(*) FROM agenda_item WHERE title LIKE '%' || ? || '%'", number)).isEqualTo(1);
  }

  private void turns(long yearly, long monthly) {
    var reports = hall.sql("SELECT obligation_due || ' ' || obligation_part FROM action WHERE obligation = (SELECT id FROM obligation WHERE number = ?) ORDER BY 1", yearly);
    assertThat(reports).hasSize(3).extracting(String::valueOf).containsExactly(TODAY.plusDays(100) + " hearing", TODAY.plusDays(100) + " report", TODAY.plusDays(100).plusYears(1) + " report");
    var hearing = hall.<String>one("SELECT number FROM action WHERE obligation_part = 'hearing' AND obligation = (SELECT id FROM obligation WHERE number = ?)", yearly);
    assertThat(due(hearing)).as("thirty days after the report, rolled forward").isEqualTo(CA.holidays().rollForward(TODAY.plusDays(110).plusDays(30)));
    assertThat(town.bayo.reads("actions/" + hearing).at("/agenda").findValuesAsText("why")).contains("obligation");

    var expected = new ArrayList<LocalDate>();
    for (int i = 0; !LocalDate.of(TODAY.getYear() + 1, 1, 31).plusMonths(i).isAfter(TODAY.plusDays(430)); i++) expected.add(LocalDate.of(TODAY.getYear() + 1, 1, 31).plusMonths(i));
    assertThat(hall.sql("SELECT obligation_due::text FROM action WHERE obligation = (SELECT id FROM obligation WHERE number = ?) ORDER BY obligation_due", monthly))
        .as("at the end of each month, however long it is").isEqualTo(expected.stream().map(LocalDate::toString).map(Object.class::cast).toList());
    for (var due : hall.sql("SELECT response_due FROM action WHERE obligation IS NOT NULL")) assertThat(CA.holidays().open(((java.sql.Date) due).toLocalDate())).isTrue();
  }

  /** The agency makes its report on that day. */
  private void reported(long obligation, LocalDate day) {
    var number = hall.<String>one("SELECT number FROM action WHERE obligation_part = 'report' AND obligation = (SELECT id FROM obligation WHERE number = ?)", obligation);
    town.lena.asks("actions/" + number + "/answer", Map.of("position", "rejected", "text", "We see no need for this report and would rather not make it this year.")).refused(409, "owed_not_answered");
    town.lena.asks("actions/" + number + "/report", Map.of("text", "The report of the year.", "evidence", List.of(Map.of("criterion", 1, "text", "It is on the site.")))).expect(200);
    hall.change("ashgrove", "UPDATE action SET reported_at = ?::timestamptz WHERE number = ?", noon(day).toString(), number);
  }
}
