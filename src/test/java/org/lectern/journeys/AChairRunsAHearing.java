package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** Abel chairs, Ines operates the line, residents speak, and the items are decided or tabled. */
class AChairRunsAHearing extends Story {

  private static final Map<String, Object> ADOPTED = Map.of("decision", "adopted", "text", "7 to 0");

  private long live(Object... items) {
    var hearing = town.ines.announces("In session", items);
    town.abel.opens(hearing);
    return hearing;
  }

  private Answer decides(long hearing, int item, Map<String, Object> how) {
    return town.ines.asks("hearings/" + hearing + "/items/" + item + "/decide", how);
  }

  @Test
  void fromTheOpeningToTheAdjournment() {
    var hearing = town.ines.announces("Radios for the police", "New radios", "Old radios");
    var dae = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    var bayos = town.bayo.signsUp(hearing, 1);
    town.dae.signsUp(hearing, 1);
    town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 2)).expect(201);
    assertThat(dae.sees("SpeakerSignedUp").getString("name")).isEqualTo("Bayo");

    town.abel.opens(hearing);
    assertThat(dae.sees("HearingStarted").getBoolean("quorum")).isTrue();
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/queue/next").refused(409, "nobody_waiting");
    town.ines.does(hearing, "items/1/open-comment");
    dae.sees("CommentOpened");
    assertThat(town.bayo.reads("slots/" + bayos).at("/ahead").asInt()).isZero();

    town.ines.does(hearing, "queue/next");
    assertThat(dae.sees("SpeakerCalled").getString("name")).isEqualTo("Bayo");
    town.ines.asks("hearings/" + hearing + "/queue/pause").refused(409, "wrong_state");
    town.ines.does(hearing, "queue/start");
    assertThat(dae.sees("SpeakerStarted").getInteger("allotted")).isEqualTo(180);
    town.ines.asks("hearings/" + hearing + "/queue/next").refused(409, "someone_speaking");
    town.ines.asks("hearings/" + hearing + "/items/1/close-comment").refused(409, "someone_speaking");
    town.ines.does(hearing, "queue/pause");
    dae.sees("SpeakerPaused");
    var line = town.bayo.reads("hearings/" + hearing + "/queue").expect(200);
    assertThat(line.text("/current/status")).isEqualTo("paused");
    assertThat(line.text("/waiting/0/display_name")).isEqualTo("Dae");
    town.ines.does(hearing, "queue/resume");
    dae.sees("SpeakerResumed");
    town.ines.does(hearing, "queue/finish");
    dae.sees("SpeakerFinished");

    town.ines.does(hearing, "queue/next");
    town.ines.does(hearing, "queue/no-show");
    assertThat(dae.sees("SpeakerDidNotCome").getString("name")).isEqualTo("Dae");
    town.ines.does(hearing, "items/1/close-comment");
    decides(hearing, 1, ADOPTED).expect(200);
    assertThat(dae.sees("ItemDecided").getString("decision")).isEqualTo("adopted");

    town.abel.does(hearing, "adjourn");
    var adjourned = dae.sees("HearingAdjourned");
    assertThat(adjourned.getInteger("tabled")).isEqualTo(1);
    assertThat(adjourned.getInteger("lapsed")).isEqualTo(1);
    var sheet = town.bayo.reads("hearings/" + hearing);
    assertThat(sheet.text("/items/0/status")).isEqualTo("decided");
    assertThat(sheet.text("/items/1/status")).isEqualTo("tabled");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").at("/heard").size()).isEqualTo(3);
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "hearing_not_live");
    town.bayo.asks("hearings/" + hearing + "/slots", Map.of()).refused(409, "sign_up_closed");
  }

  @Test
  void notBeforeTheDoorsOpen() {
    var hearing = town.ines.drafts(town.ines.draft("council", "Tomorrow", Instant.now().plus(5, ChronoUnit.DAYS), "Item"));
    town.ines.notices(hearing);
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 5)).refused(409, "too_early_to_start");
    town.abel.asks("hearings/" + hearing + "/adjourn").refused(409, "wrong_state");
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "hearing_not_live");
  }

  @Test
  void noDecisionBeforeThePublicWasHeard() {
    var hearing = live("Heard", Map.of("title", "Minutes of last time", "comment_mode", "none"), "Exempt");
    decides(hearing, 1, ADOPTED).expect(409);
    town.ines.does(hearing, "items/1/call");
    decides(hearing, 1, ADOPTED).refused(409, "comment_before_decision");
    town.ines.does(hearing, "items/1/open-comment");
    decides(hearing, 1, ADOPTED).refused(409, "comment_before_decision");
    town.ines.does(hearing, "items/1/close-comment");
    town.ines.does(hearing, "items/1/open-comment");
    decides(hearing, 1, ADOPTED).refused(409, "comment_before_decision");
    town.ines.does(hearing, "items/1/close-comment");
    decides(hearing, 1, ADOPTED).expect(200);
    decides(hearing, 1, ADOPTED).refused(409, "wrong_state");

    town.ines.does(hearing, "items/2/call");
    town.ines.asks("hearings/" + hearing + "/items/2/open-comment").refused(409, "no_comment_on_item");
    decides(hearing, 2, ADOPTED).expect(200);

    town.ines.does(hearing, "items/3/call");
    var exempt = decides(hearing, 3, Map.of("decision", "received", "exemption", "report_only")).expect(200);
    assertThat(exempt.text("/exemption")).isEqualTo("report_only");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("Exempt");
  }

  @Test
  void noDecisionWithoutAQuorum() {
    var hearing = town.ines.announces("Few came", "Item");
    assertThat(town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 3)).expect(200).at("/present").asInt()).isEqualTo(3);
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "no_quorum");
    decides(hearing, 1, Map.of("decision", "adopted", "exemption", "procedural")).refused(409, "no_quorum");
    town.abel.asks("hearings/" + hearing + "/recess", Map.of("reason", "Waiting for two members")).expect(200);
    town.abel.does(hearing, "adjourn");
  }

  @Test
  void oneItemAtATime() {
    var hearing = live("One", "Two");
    town.ines.does(hearing, "items/1/call");
    town.abel.asks("hearings/" + hearing + "/items/2/call").refused(409, "item_open");
    town.ines.asks("hearings/" + hearing + "/items/7/call").refused(404, "missing");
    town.ines.asks("hearings/" + hearing + "/items/1/table", Map.of("reason", "Wait for the report")).expect(200);
    town.abel.does(hearing, "items/2/call");
  }

  @Test
  void aRecessStopsTheClock() {
    var hearing = live("Item");
    town.bayo.signsUp(hearing, 1);
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
    town.ines.does(hearing, "queue/next");
    town.ines.does(hearing, "queue/start");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing);
    town.ines.asks("hearings/" + hearing + "/recess", Map.of("reason", "Lunch")).refused(403, "not_your_role");
    town.abel.asks("hearings/" + hearing + "/recess", Map.of("reason", "The alarm went off")).expect(200);
    assertThat(ear.sees("HearingRecessed").getString("reason")).isEqualTo("The alarm went off");
    assertThat(town.dae.reads("hearings/" + hearing + "/queue").text("/current/status")).isEqualTo("paused");
    town.ines.asks("hearings/" + hearing + "/queue/resume").refused(409, "hearing_not_live");
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 5)).refused(409, "resume_instead");
    town.abel.does(hearing, "resume");
    ear.sees("HearingResumed");
    town.abel.asks("hearings/" + hearing + "/resume").refused(409, "not_in_recess");
    town.ines.does(hearing, "queue/resume");
    town.ines.does(hearing, "queue/finish");
  }

  @Test
  void everyoneHasOnePlaceInLineAndCanLeaveIt() {
    var hearing = live("Item", Map.of("title", "Closed", "kind", "closed"));
    var bayos = town.bayo.signsUp(hearing, 1);
    town.bayo.asks("hearings/" + hearing + "/slots", Map.of("item", 1)).refused(409, "already_in_line");
    var stranger = town.stranger();
    var email = secret("olu@speakers.example");
    var phone = stranger.asks("hearings/" + hearing + "/slots", Map.of("item", 1, "email", email, "mode", "phone", "interpreter", "consecutive")).expect(201);
    stranger.asks("hearings/" + hearing + "/slots", Map.of("item", 1, "email", "OLU@speakers.example")).refused(409, "already_in_line");
    town.bayo.asks("hearings/" + hearing + "/slots", Map.of("item", 2)).refused(409, "sign_up_closed");
    var own = stranger.reads("slots/" + phone.text("/secret")).expect(200);
    assertThat(own.at("/ahead").asInt()).isEqualTo(1);
    assertThat(own.at("/slot/allotted").asInt()).isEqualTo(360);
    assertThat(own.at("/latest").asLong()).isGreaterThanOrEqualTo(own.at("/earliest").asLong());
    assertThat(stranger.page(phone.text("/page")).expect(200).header("Cache-Control")).isEqualTo("no-store");

    town.bayo.asks("slots/" + bayos + "/withdraw").expect(200);
    assertThat(stranger.reads("slots/" + phone.text("/secret")).at("/ahead").asInt()).isZero();
    town.bayo.asks("slots/" + bayos + "/withdraw").refused(409, "wrong_state");
    town.bayo.reads("slots/" + "x".repeat(32)).refused(404, "missing");
    town.bayo.signsUp(hearing, 1);
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text()).doesNotContain(email);
  }

  @Test
  void ofTwoWhoCallAtOnceExactlyOneWins() {
    var hearing = live("Item");
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
    for (int round = 0; round < 20; round++) {
      town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1, "name", "Speaker " + round)).expect(201);
      town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1, "name", "Second " + round)).expect(201);
      var one = CompletableFuture.supplyAsync(() -> town.ines.asks("hearings/" + hearing + "/queue/next"));
      var other = CompletableFuture.supplyAsync(() -> town.abel.asks("hearings/" + hearing + "/queue/next"));
      var answers = List.of(one.join(), other.join());
      assertThat(answers.stream().map(Answer::status)).as("round %d: %s", round, answers).containsExactlyInAnyOrder(200, 409);
      assertThat(answers.stream().map(Answer::problem).filter(p -> p != null)).containsExactly("someone_called");
      town.ines.does(hearing, "queue/no-show");
    }
  }

  @Test
  void withTheConsoleAlone() {
    var hearing = town.ines.announces("By the console", "Item");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var console = "/ashgrove/hearings/" + hearing + "/console";
    town.bayo.page(console).expect(401);
    ines.page(console).expect(200);
    ines.submit(console + "/start", Map.of("present", "5")).expect(303);
    ines.submit(console + "/sign-up", Map.of("key", "abcdefghijklmnop1234", "name", "Walk-in Wendy", "item", "1")).expect(303);
    for (var move : List.of("items/1/call", "items/1/open-comment", "speaker/next", "speaker/start", "speaker/finish", "items/1/close-comment")) {
      assertThat(ines.submit(console + "/" + move, Map.of()).expect(303).header("Location")).isEqualTo(console);
    }
    ines.submit(console + "/items/1/decide", Map.of("decision", "adopted")).expect(303);
    ines.submit(console + "/speaker/next", Map.of()).expect(409);
    ines.submit(console + "/adjourn", Map.of()).expect(403);
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/room").expect(200).text()).contains("By the console");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/heard/0/display_name")).isEqualTo("Walk-in Wendy");
  }
}
