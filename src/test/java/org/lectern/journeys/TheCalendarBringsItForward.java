package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.Almanac;
import org.lectern.core.Jurisdiction;
import org.lectern.support.Board;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/** What is long overdue comes before the board, and whoever it concerns is told by mail. */
class TheCalendarBringsItForward extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
  private static final LocalDate TODAY = LocalDate.now(ZONE);

  private Board board;
  private Jurisdiction place;

  @BeforeAll
  void theBoardIsSeated() {
    board = new Board(town);
    place = hall.place("ashgrove");
  }

  private String issued(String title, int days) {
    var number = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "Text", "criteria", List.of("One"), "response_days", days))
        .expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  private static Instant noon(LocalDate day) {
    return day.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
  }

  @Test
  void whatIsDeclinedStaysDeclinedAndWhatIsCancelledComesAgain() {
    var number = issued("To be explained", 20);
    hall.change("ashgrove", "UPDATE action SET response_due = ?, first_response_due = ?, issued_at = now() - interval '90 days' WHERE number = ?", TODAY.minusDays(40), TODAY.minusDays(40), number);
    var almanac = new Almanac(hall.vertx, hall.database(), hall.pool, hall.service::expireHolds);
    var late = board.announces(TODAY.plusDays(1).atTime(9, 0).atZone(ZONE).toInstant(), "Too soon for anything new");
    Hall.await(almanac.keep(place, noon(TODAY)));
    assertThat(town.bayo.reads("actions/" + number).at("/agenda").size()).as("no hearing can lawfully take it yet").isZero();
    var first = board.announces(TODAY.plusDays(8).atTime(18, 0).atZone(ZONE).toInstant(), "Business");
    var second = board.announces(TODAY.plusDays(15).atTime(18, 0).atZone(ZONE).toInstant(), "Business");
    Hall.await(almanac.keep(place, noon(TODAY)));
    Hall.await(almanac.keep(place, noon(TODAY)));
    var agenda = town.bayo.reads("actions/" + number).at("/agenda");
    assertThat(agenda.findValuesAsText("hearing")).containsExactly(String.valueOf(first));
    board.clerk.asks("hearings/" + first + "/cancel", Map.of("reason", "The room is flooded.")).expect(200);
    Hall.await(almanac.keep(place, noon(TODAY)));
    agenda = town.bayo.reads("actions/" + number).at("/agenda");
    assertThat(agenda.findValuesAsText("hearing")).containsExactly(String.valueOf(first), String.valueOf(second));
    town.abel.asks("hearings/" + second + "/items/" + agenda.get(1).get("item").asInt() + "/decline", Map.of("reason", "The chief has written to each of us.")).expect(200);
    Hall.await(almanac.keep(place, noon(TODAY.plusDays(1))));
    agenda = town.bayo.reads("actions/" + number).at("/agenda");
    assertThat(agenda.size()).isEqualTo(2);
    assertThat(agenda.get(1).get("reason").asText()).isEqualTo("The chief has written to each of us.");
    assertThat(hall.<Long>one("SELECT count(*) FROM agenda_item i JOIN hearing h ON h.id = i.hearing WHERE h.number = ? AND i.status = 'proposed'", late)).isZero();
  }

  @Test
  void thoseConcernedAreToldOnce() {
    var number = issued("Told by mail", 60);
    hall.change("ashgrove", "UPDATE action SET response_due = ?, first_response_due = ?, issued_at = now() - interval '60 days' WHERE number = ?", TODAY.plusDays(14), TODAY.plusDays(14), number);
    var almanac = new Almanac(hall.vertx, hall.database(), hall.pool, hall.service::expireHolds);
    for (int day = 0; day <= 16; day++) Hall.await(almanac.keep(place, noon(TODAY.plusDays(day))));
    long until = System.nanoTime() + 30_000_000_000L;
    List<Object> mails = List.of();
    while (mails.size() < 4 && System.nanoTime() < until) {
      pause(200);
      mails = hall.sql("SELECT subject FROM mail WHERE recipient = ? AND subject LIKE '%' || ? || '%' ORDER BY created_at, id", town.lena.email, number);
    }
    assertThat(mails).extracting(String::valueOf).containsExactly("Action issued: " + number + " Told by mail", "Action due soon: " + number + " Told by mail",
        "Action due soon: " + number + " Told by mail", "Action overdue: " + number + " Told by mail");
    assertThat(hall.sql("SELECT subject FROM mail WHERE recipient = ? AND subject LIKE '%' || ? || '%'", town.ruth.email, number)).extracting(String::valueOf)
        .as("the board hears when it is overdue").containsExactly("Action overdue: " + number + " Told by mail");
  }
}
