package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** Time: the same for all, changed only before the first speaker, given away and taken back, extended, and slips undone. */
class TheClockIsFair extends Story {

  private long hearing;

  private void held(boolean ceding) {
    hearing = town.ines.drafts(town.ines.draft("council", "Time", Instant.now().plus(20, ChronoUnit.MINUTES), "Item"));
    town.ines.asks("hearings/" + hearing + "/line-rules", Map.of("order_rule", "fifo", "ceding", ceding)).expect(200);
    town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
  }

  private String signsUp(String name, Object... more) {
    var signUp = new LinkedHashMap<String, Object>(Map.of("name", name));
    for (int i = 0; i < more.length; i += 2) signUp.put((String) more[i], more[i + 1]);
    return town.stranger().asks("hearings/" + hearing + "/slots", signUp).expect(201).text("/secret");
  }

  private void open() {
    town.abel.opens(hearing);
    does("items/1/call", "items/1/open-comment");
  }

  private void does(String... moves) {
    for (var move : moves) town.ines.does(hearing, move);
  }

  private Answer asks(String path, Object body) {
    return town.ines.asks("hearings/" + hearing + "/" + path, body);
  }

  private int allotted(String secret) {
    return town.bayo.reads("slots/" + secret).expect(200).at("/slot/allotted").asInt();
  }

  @Test
  void theChairCutsTheTimeForAllBeforeTheFirstSpeaker() {
    held(false);
    var plain = signsUp("Plain");
    var turns = signsUp("In turns", "interpreter", "consecutive");
    var same = signsUp("Simultaneous", "interpreter", "simultaneous");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    asks("items/1/allotment", Map.of("seconds", 120)).refused(403, "not_your_role");
    town.abel.asks("hearings/" + hearing + "/items/1/allotment", Map.of("seconds", 59)).expect(422);
    town.abel.asks("hearings/" + hearing + "/items/1/allotment", Map.of("seconds", 120)).expect(200);
    assertThat(ear.sees("AllotmentChanged").getInteger("seconds")).isEqualTo(120);
    assertThat(List.of(allotted(plain), allotted(turns), allotted(same))).containsExactly(120, 240, 120);
    assertThat(allotted(signsUp("Later", "interpreter", "consecutive"))).isEqualTo(240);
    open();
    does("queue/next");
    town.abel.asks("hearings/" + hearing + "/items/1/allotment", Map.of("seconds", 60)).expect(200);
    assertThat(allotted(plain)).as("called, but not yet begun").isEqualTo(60);
    does("queue/start");
    town.abel.asks("hearings/" + hearing + "/items/1/allotment", Map.of("seconds", 180)).refused(409, "first_speaker_began");
    does("queue/finish");
    town.abel.asks("hearings/" + hearing + "/items/1/allotment", Map.of("seconds", 180)).refused(409, "first_speaker_began");
  }

  @Test
  void timeIsGivenAwayAndTakenBack() {
    held(true);
    var speaker = signsUp("Speaker");
    var one = signsUp("One", "interpreter", "consecutive");
    var two = signsUp("Two");
    var three = signsUp("Three");
    var four = signsUp("Four");
    var absent = signsUp("Absent");
    town.bayo.asks("slots/" + absent + "/cede", Map.of("to", 1)).refused(409, "wrong_state");
    for (var donor : List.of(one, two, three, four)) town.bayo.asks("slots/" + donor + "/check-in").expect(200);
    town.bayo.asks("slots/" + one + "/cede", Map.of("to", 2)).expect(422);
    town.bayo.asks("slots/" + one + "/cede", Map.of("to", 99)).expect(422);
    town.bayo.asks("slots/" + one + "/cede", Map.of("to", 1)).expect(200);
    assertThat(allotted(speaker)).as("a donor's interpreter doubles nothing").isEqualTo(360);
    town.bayo.asks("slots/" + two + "/cede", Map.of("to", 1)).expect(200);
    town.bayo.asks("slots/" + three + "/cede", Map.of("to", 1)).expect(200);
    assertThat(allotted(speaker)).as("ten minutes in all").isEqualTo(600);
    town.bayo.asks("slots/" + four + "/cede", Map.of("to", 1)).refused(409, "donors_enough");
    town.bayo.asks("slots/" + one + "/check-in").refused(409, "revoke_first");
    town.bayo.asks("slots/" + three + "/revoke-ceding").expect(200);
    assertThat(allotted(speaker)).isEqualTo(540);
    assertThat(town.bayo.reads("slots/" + three).text("/slot/status")).isEqualTo("checked_in");

    open();
    does("queue/next");
    town.bayo.asks("slots/" + two + "/revoke-ceding").expect(200);
    assertThat(allotted(speaker)).isEqualTo(360);
    does("queue/start");
    town.bayo.asks("slots/" + one + "/revoke-ceding").refused(409, "ceded_for_good");
    does("queue/finish");
    assertThat(town.bayo.reads("slots/" + one).text("/slot/status")).isEqualTo("ceded");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).text()).contains("gave their time to speaker 1");
  }

  @Test
  void whatWasCededToSomebodyWhoDoesNotComeGoesBack() {
    held(true);
    signsUp("Speaker");
    var donor = signsUp("Donor");
    town.bayo.asks("slots/" + donor + "/check-in").expect(200);
    town.bayo.asks("slots/" + donor + "/cede", Map.of("to", 1)).expect(200);
    open();
    does("queue/next", "queue/no-show");
    assertThat(town.bayo.reads("slots/" + donor).text("/slot/status")).isEqualTo("checked_in");
    does("queue/next");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/current/display_name")).isEqualTo("Donor");
  }

  @Test
  void cedingIsOffUnlessTheHearingAllowsIt() {
    held(false);
    signsUp("Speaker");
    var donor = signsUp("Donor");
    town.bayo.asks("slots/" + donor + "/check-in").expect(200);
    town.bayo.asks("slots/" + donor + "/cede", Map.of("to", 1)).refused(409, "no_ceding");
  }

  @Test
  void theTurnIsExtendedAndEnded() {
    held(false);
    var secret = signsUp("Speaker");
    signsUp("Next");
    open();
    does("queue/next", "queue/start");
    asks("queue/extend", Map.of("seconds", 30)).expect(200);
    assertThat(allotted(secret)).isEqualTo(210);
    asks("queue/extend", Map.of("seconds", 601)).expect(422);
    asks("queue/finish", Map.of("slot", 2)).refused(409, "someone_else_now");
    asks("queue/stop", Map.of("reason", "Shouts at the staff")).refused(403, "not_your_role");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    var stopped = town.abel.asks("hearings/" + hearing + "/queue/stop", Map.of("reason", "Reads out a home address")).expect(200);
    assertThat(stopped.text("/status")).isEqualTo("spoke");
    assertThat(ear.sees("SpeakerStopped").getString("reason")).isEqualTo("Reads out a home address");
    asks("queue/undo", null).refused(409, "nothing_to_undo");
  }

  @Test
  void aSlipIsTakenBackWithinTenSeconds() {
    held(false);
    signsUp("One");
    signsUp("Two");
    open();
    asks("queue/undo", null).refused(409, "nothing_to_undo");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    does("queue/next", "queue/undo");
    assertThat(ear.sees("MoveUndone").getString("status")).isEqualTo("confirmed");
    asks("queue/undo", null).refused(409, "nothing_to_undo");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").at("/waiting").size()).isEqualTo(2);

    does("queue/next", "queue/start", "queue/undo");
    var called = town.bayo.reads("hearings/" + hearing + "/queue");
    assertThat(called.text("/current/status")).isEqualTo("called");
    assertThat(called.at("/current/used_ms").asLong()).isZero();

    does("queue/start", "queue/finish", "queue/undo");
    var again = town.bayo.reads("hearings/" + hearing + "/queue");
    assertThat(again.text("/current/status")).isEqualTo("paused");
    does("queue/resume", "queue/finish", "queue/next", "queue/no-show", "queue/undo");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/current/display_name")).isEqualTo("Two");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").at("/current/no_shows").asInt()).isZero();

    does("queue/start");
    hall.change("ashgrove", "UPDATE queue_move SET at = at - interval '11 seconds'");
    asks("queue/undo", null).refused(409, "too_late_to_undo");
    does("queue/pause");
    asks("queue/undo", null).refused(409, "nothing_to_undo");
    does("queue/finish");
    does("items/1/close-comment");
    asks("queue/undo", null).refused(409, "nothing_to_undo");
  }
}
