package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.core.Secrets;
import org.lectern.support.Answer;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Who stands where and why: the rules are declared before sign-up opens, and nobody's place changes without a reason. */
class TheLineIsKept extends Story {

  private long declared(String title, Map<String, Object> rules, Object... items) {
    var hearing = town.ines.drafts(town.ines.draft("council", title, Instant.now().plus(20, ChronoUnit.MINUTES), items));
    town.ines.asks("hearings/" + hearing + "/line-rules", rules).expect(200);
    town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  private Answer signsUp(long hearing, String name, Object... more) {
    var signUp = new LinkedHashMap<String, Object>(Map.of("name", name, "item", 1));
    for (int i = 0; i < more.length; i += 2) signUp.put((String) more[i], more[i + 1]);
    return town.stranger().asks("hearings/" + hearing + "/slots", signUp).expect(201);
  }

  private List<String> line(long hearing) {
    var names = new ArrayList<String>();
    town.bayo.reads("hearings/" + hearing + "/queue").expect(200).at("/waiting").forEach(slot -> names.add(slot.get("display_name").asText()));
    return names;
  }

  private void open(long hearing) {
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
  }

  private Answer at(Person who, long hearing, String path, Object body) {
    return who.asks("hearings/" + hearing + "/" + path, body);
  }

  @Test
  void theRulesStandOnceSignUpHasOpened() {
    var hearing = declared("Declared", Map.of("order_rule", "first_time_first", "cap", 5), "Item", "Other");
    at(town.ines, hearing, "line-rules", Map.of("order_rule", "fifo")).refused(409, "sign_up_has_opened");
    var rules = town.bayo.reads("hearings/" + hearing + "/queue");
    assertThat(rules.text("/rules/0/order_rule")).isEqualTo("first_time_first");
    assertThat(rules.at("/rules/0/cap").asInt()).isEqualTo(5);

    var later = declared("Opens later", Map.of("order_rule", "fifo", "sign_up_opens_at", Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS)), "Item", "Other");
    at(town.ines, later, "line-rules", Map.of("order_rule", "alternate_position", "item", 2, "sign_up_opens_at", Instant.now().plus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS))).expect(200);
    var each = town.bayo.reads("hearings/" + later + "/queue");
    assertThat(each.text("/rules/0/order_rule")).isEqualTo("fifo");
    assertThat(each.text("/rules/1/order_rule")).isEqualTo("alternate_position");
    at(town.bayo, later, "slots", Map.of("name", "Too early")).refused(409, "sign_up_not_open");
    assertThat(town.bayo.page("/ashgrove/hearings/" + later + "/speak").expect(200).text()).contains("Sign-up opens on").doesNotContain("id=\"name\"");
    assertThat(town.bayo.page("/ashgrove/hearings/" + later).expect(200).text()).contains("Sign-up opens on");
    assertThat(at(town.ines, later, "line-rules", Map.of("order_rule", "fifo", "sign_up_opens_at", Instant.now().plus(9, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS))).expect(422).faults())
        .containsExactly("/sign_up_opens_at opens_after_start");
    hall.change("ashgrove", "UPDATE hearing SET sign_up_opens_at = now() WHERE number = ?", later);
    signsUp(later, "In time");
  }

  @Test
  void aLotteryThatAnyoneCanCheck() {
    var hearing = declared("Drawn by lottery", Map.of("order_rule", "lottery"), "Item");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    town.bayo.reads("hearings/" + hearing + "/items/1/lottery").refused(404, "missing");
    for (int n = 1; n <= 12; n++) signsUp(hearing, "Speaker " + n);
    var hash = ear.sees("LotteryOpened").getString("seed_hash");
    ear.sees("SpeakerSignedUp");
    var before = town.bayo.reads("hearings/" + hearing + "/items/1/lottery").expect(200);
    assertThat(before.text("/seed_hash")).isEqualTo(hash);
    assertThat(before.has("/seed")).as("the seed is secret until the draw").isFalse();
    assertThat(before.at("/tickets").size()).isZero();
    open(hearing);
    at(town.ines, hearing, "queue/next", null).refused(409, "draw_first");
    var left = town.bayo.reads("hearings/" + hearing + "/queue");
    assertThat(left.text("/waiting/0/order_reason")).isEqualTo("lottery_pending");

    var drawn = at(town.ines, hearing, "items/1/draw", null).expect(200);
    var seed = ear.sees("LotteryDrawn").getString("seed");
    assertThat(drawn.text("/seed")).isEqualTo(seed);
    assertThat(HexFormat.of().formatHex(Secrets.hash(HexFormat.of().parseHex(seed)))).as("the seed is the one that was promised").isEqualTo(hash);
    var order = new ArrayList<String>();
    drawn.at("/tickets").forEach(ticket -> {
      var own = Secrets.hash(HexFormat.of().parseHex(seed), String.valueOf(ticket.get("slot").asInt()).getBytes());
      assertThat(ticket.get("ticket").asText()).isEqualTo(HexFormat.of().formatHex(own));
      order.add("Speaker " + ticket.get("slot").asInt());
    });
    assertThat(line(hearing)).isEqualTo(order).hasSize(12);
    at(town.ines, hearing, "items/1/draw", null).refused(409, "drawn_already");

    signsUp(hearing, "Latecomer");
    assertThat(line(hearing)).endsWith("Latecomer");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/waiting/12/order_reason")).isEqualTo("lottery_late");
    town.ines.does(hearing, "queue/next");
    assertThat(ear.sees("SpeakerCalled").getString("name")).isEqualTo(order.get(0));
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/items/1/lottery").expect(200).text()).contains(seed, hash, "sha256sum");
  }

  @Test
  void forAndAgainstTakeTurns() {
    var hearing = declared("Turns", Map.of("order_rule", "alternate_position"), "Item");
    for (var name : List.of("For 1", "For 2", "For 3")) signsUp(hearing, name, "position", "support");
    signsUp(hearing, "Against 1", "position", "oppose");
    assertThat(line(hearing)).containsExactly("For 1", "Against 1", "For 2", "For 3");
    var two = signsUp(hearing, "Against 2", "position", "oppose").text("/secret");
    assertThat(line(hearing)).containsExactly("For 1", "Against 1", "For 2", "Against 2", "For 3");
    open(hearing);
    town.ines.does(hearing, "queue/next");
    town.ines.does(hearing, "queue/start");
    town.bayo.asks("slots/" + two + "/withdraw").expect(200);
    assertThat(line(hearing)).containsExactly("Against 1", "For 2", "For 3");
    signsUp(hearing, "Against 3", "position", "oppose");
    assertThat(line(hearing)).containsExactly("Against 1", "For 2", "Against 3", "For 3");
  }

  @Test
  void whoeverSpeaksForTheFirstTimeGoesFirst() {
    var before = town.ines.announces("The time before", "Item");
    var email = secret("regular@people.example");
    signsUp(before, "Regular", "email", email);
    open(before);
    for (var move : List.of("queue/next", "queue/start", "queue/finish")) town.ines.does(before, move);

    var hearing = declared("First time", Map.of("order_rule", "first_time_first"), "Item");
    signsUp(hearing, "Did not say");
    signsUp(hearing, "Regular again", "email", email, "first_time", true);
    signsUp(hearing, "Newcomer", "first_time", true);
    assertThat(line(hearing)).as("who has spoken here before cannot claim otherwise").containsExactly("Newcomer", "Did not say", "Regular again");
  }

  @Test
  void aWaitlistMovesUp() {
    var hearing = declared("Two are heard", Map.of("order_rule", "fifo", "cap", 2), "Item");
    var one = signsUp(hearing, "One").text("/secret");
    signsUp(hearing, "Two");
    var three = signsUp(hearing, "Three");
    assertThat(three.text("/status")).isEqualTo("waitlisted");
    var ear = town.dae.follows("ashgrove/hearings/" + hearing + "/queue");
    town.bayo.asks("slots/" + three.text("/secret") + "/check-in").refused(409, "still_waitlisted");
    town.bayo.asks("slots/" + one + "/withdraw").expect(200);
    assertThat(ear.sees("SpeakerConfirmed").getString("name")).isEqualTo("Three");
    town.bayo.asks("slots/" + three.text("/secret") + "/check-in").expect(200);
    assertThat(ear.sees("SpeakerCheckedIn").getString("name")).isEqualTo("Three");
    assertThat(line(hearing)).containsExactly("Two", "Three");
  }

  @Test
  void aMoveByHandHasAPublicReason() {
    var hearing = town.ines.announces("By hand", "Item");
    for (var name : List.of("One", "Two", "Three", "Four")) signsUp(hearing, name);
    at(town.ines, hearing, "slots/4/move", Map.of("place", 1)).expect(422);
    at(town.bayo, hearing, "slots/4/move", Map.of("place", 1, "reason", "I want it")).expect(403);
    at(town.ines, hearing, "slots/4/move", Map.of("place", 1, "reason", "Has to catch the last bus")).expect(200);
    assertThat(line(hearing)).containsExactly("Four", "One", "Two", "Three");
    at(town.ines, hearing, "slots/1/move", Map.of("place", 3, "reason", "Asked to wait for a neighbour")).expect(200);
    assertThat(line(hearing)).containsExactly("Four", "Two", "One", "Three");
    at(town.ines, hearing, "slots/2/move", Map.of("place", 99, "reason", "Asked to be last")).expect(200);
    assertThat(line(hearing)).containsExactly("Four", "One", "Three", "Two");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/waiting/0/moved_reason")).isEqualTo("Has to catch the last bus");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("Moved by the clerk: Has to catch the last bus");
    assertThat(town.bayo.page("/ashgrove/record?about=hearings/" + hearing).expect(200).text()).contains("Speaker moved in line");
  }

  @Test
  void takenOutForAGroundThatEveryoneCanRead() {
    var hearing = town.ines.announces("Grounds", "Item");
    var secret = signsUp(hearing, "Off the subject").text("/secret");
    at(town.ines, hearing, "slots/1/reject", Map.of("ground", "rude", "reason", "Not allowed")).expect(422);
    at(town.ines, hearing, "slots/1/reject", Map.of("ground", "off_topic", "reason", "Wants to speak about parking")).expect(200);
    at(town.ines, hearing, "slots/1/reject", Map.of("ground", "off_topic", "reason", "Again")).refused(409, "wrong_state");
    assertThat(town.bayo.page("/slot/" + secret).expect(200).text()).contains("Wants to speak about parking", "/testify?item=1");
  }

  @Test
  void whoeverMissesACallMayComeBackOnce() {
    var hearing = town.ines.announces("Missed", "Item");
    var late = signsUp(hearing, "Late").text("/secret");
    signsUp(hearing, "There");
    open(hearing);
    for (var move : List.of("queue/next", "queue/no-show")) town.ines.does(hearing, move);
    assertThat(town.bayo.page("/slot/" + late).expect(200).text()).contains("/slot/" + late + "/return");
    town.bayo.asks("slots/" + late + "/return").expect(200);
    assertThat(line(hearing)).containsExactly("There", "Late");
    for (var move : List.of("queue/next", "queue/start", "queue/finish", "queue/next", "queue/no-show")) town.ines.does(hearing, move);
    at(town.ines, hearing, "slots/1/return", null).refused(409, "returned_already");
  }

  @Test
  void onceTheCommentIsClosedNobodyComesBack() {
    var hearing = town.ines.announces("Closed", "Item");
    var missed = signsUp(hearing, "Missed").text("/secret");
    var waits = signsUp(hearing, "Waits").text("/secret");
    open(hearing);
    for (var move : List.of("queue/next", "queue/no-show", "items/1/close-comment")) town.ines.does(hearing, move);
    town.bayo.asks("slots/" + missed + "/return").refused(409, "comment_closed");
    town.bayo.asks("slots/" + waits + "/check-in").refused(409, "wrong_state");
    var page = town.bayo.page("/slot/" + waits).expect(200).text();
    assertThat(page).contains("You were not heard this time", "Until ", "/testify?item=1");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/testify?item=1").expect(200).text()).contains("<option value=\"1\" selected");
  }

  @Test
  void theLineSaysWhatItsHearingIsDoing() {
    var hearing = town.ines.announces("What it says", "Item");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).text()).contains("No one has signed up yet.");
    town.abel.opens(hearing);
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).text()).contains("No one is waiting to speak.");
    town.abel.does(hearing, "adjourn");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).text()).contains("The hearing is over.").doesNotContain("No one is waiting");
    var cancelled = town.ines.announces("Cancelled", "Item");
    town.ines.asks("hearings/" + cancelled + "/cancel", Map.of("reason", "No room")).expect(200);
    assertThat(town.bayo.page("/ashgrove/hearings/" + cancelled).text()).contains("No one will be called.");
  }
}
