package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Abel continues a hearing: what was not decided, who still waits, testimony and followers go over to the next day. */
class AHearingGoesOnAnotherDay extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
  private static final String REASON = "It is past eleven at night.";

  private static Instant in(long hours) {
    return Instant.now().plus(hours, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MINUTES);
  }

  private Map<String, Object> to(Instant start) {
    return Map.of("starts_at", start, "reason", REASON);
  }

  @Test
  void whatIsLeftGoesOver() {
    var hearing = town.ines.announces("Two evenings", "Decided tonight", "Heard in part", "Not reached");
    var target = "hearings/" + hearing;
    var olu = secret("olu@speakers.example");
    var first = town.bayo.signsUp(hearing, 2);
    var second = town.stranger().asks(target + "/slots", Map.of("item", 2, "email", olu, "name", "Olu")).expect(201).text("/secret");
    var third = town.dae.signsUp(hearing, 3);
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks(target + "/items/1/decide", Map.of("decision", "received", "exemption", "report_only")).expect(200);
    town.ines.does(hearing, "items/2/call");
    town.ines.does(hearing, "items/2/open-comment");
    town.ines.does(hearing, "queue/next");
    town.ines.does(hearing, "queue/start");
    town.abel.asks(target + "/continue", to(in(20))).refused(409, "someone_speaking");
    town.ines.does(hearing, "queue/finish");
    town.ines.asks(target + "/continue", to(in(20))).refused(403, "not_your_role");
    assertThat(town.abel.asks(target + "/continue", to(in(-1))).expect(422).faults()).containsExactly("/starts_at starts_in_past");

    var ear = town.bayo.follows("ashgrove/" + target);
    var start = in(20);
    var next = town.abel.asks(target + "/continue", to(start)).expect(200);
    var number = next.at("/number").asLong();
    var heard = ear.sees("HearingContinued");
    assertThat(List.of(heard.getLong("successor"), heard.getLong("items"), heard.getLong("speakers"))).containsExactly(number, 2L, 2L);

    var before = town.bayo.reads(target);
    assertThat(before.text("/hearing/status")).isEqualTo("continued");
    assertThat(before.at("/hearing/successor").asLong()).isEqualTo(number);
    assertThat(before.at("/items").findValuesAsText("status")).containsExactly("decided", "tabled", "tabled");
    assertThat(before.text("/items/1/reason")).isEqualTo(REASON);
    var after = town.bayo.reads("hearings/" + number);
    assertThat(after.text("/hearing/status")).isEqualTo("noticed");
    assertThat(after.at("/hearing/predecessor").asLong()).isEqualTo(hearing);
    assertThat(after.at("/items").findValuesAsText("title")).containsExactly("Heard in part", "Not reached");
    assertThat(after.at("/items").findValuesAsText("number")).containsExactly("2", "3");
    assertThat(after.text("/items/0/status")).isEqualTo("listed");
    assertThat(after.text("/certificate/verdict")).isEqualTo("waived");
    assertThat(after.text("/certificate/waiver_code")).isEqualTo("continuance");
    assertThat(after.text("/certificate/waiver_reason")).isEqualTo(REASON);

    var line = town.bayo.reads("hearings/" + number + "/queue");
    assertThat(line.at("/waiting").findValuesAsText("display_name")).containsExactly("Olu", "Dae");
    assertThat(town.stranger().reads("slots/" + second).at("/hearing/number").asLong()).isEqualTo(number);
    assertThat(town.stranger().reads("slots/" + third).text("/slot/status")).isEqualTo("confirmed");
    assertThat(town.stranger().reads("slots/" + first).text("/slot/status")).isEqualTo("spoke");
    hall.everybodyTold();
    assertThat(hall.mailsTo(olu, 1)).filteredOn(mail -> mail.startsWith("Goes on")).singleElement().asString().startsWith("Goes on on another day: Two evenings").contains("/hearings/" + number, "/slot/" + second);

    assertThat(town.bayo.testifies(target, "Late at night").text("/target")).isEqualTo("hearings/" + number);
    assertThat(town.bayo.testifies(target, "On what is left", "item", 3).text("/target")).isEqualTo("hearings/" + number);
    assertThat(town.bayo.testifies(target, "On what is done", "item", 1).text("/target")).isEqualTo(target);

    var door = town.ines.reads("postings").at("/items");
    assertThat(door.findValuesAsText("kind")).contains("continued");
    assertThat(Instant.parse(door.get(0).get("due_at").asText())).as("sooner than a day: at once").isBefore(Instant.now().plusSeconds(5));
    town.abel.asks(target + "/continue", to(in(40))).refused(409, "wrong_state");
    town.stranger().page("/ashgrove/" + target).expect(200);
    assertThat(town.stranger().page("/ashgrove/hearings/" + number).text()).contains("/ashgrove/" + target);
  }

  @Test
  void whoFollowedFollowsOn() {
    var hearing = town.ines.announces("Followed on", "Item");
    var email = secret("on@followers.example");
    town.stranger().asks("follows", Map.of("topic", "hearings/" + hearing, "email", email)).expect(201);
    hall.change("ashgrove", "UPDATE follower SET confirmed_at = now() WHERE email = ?", email);
    town.abel.opens(hearing);
    var next = town.abel.asks("hearings/" + hearing + "/continue", to(in(100))).expect(200).at("/number").asLong();
    assertThat(town.bayo.reads("hearings/" + next).text("/certificate/verdict")).isEqualTo("compliant");
    hall.everybodyTold();
    town.ines.asks("hearings/" + next + "/cancel", Map.of("reason", "It is settled.")).expect(200);
    hall.everybodyTold();
    assertThat(hall.sql("SELECT subject FROM mail WHERE recipient = ? ORDER BY created_at, id", email)).containsExactly("Follow Followed on?", "Goes on on another day: Followed on", "Cancelled: Followed on");
  }

  @Test
  void withoutAQuorumItMayStillBeContinued() {
    var hearing = town.ines.announces("Nobody came", "Item");
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 1)).expect(200);
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "no_quorum");
    town.abel.asks("hearings/" + hearing + "/recess", Map.of("reason", "Waiting for members")).expect(200);
    var next = town.abel.asks("hearings/" + hearing + "/continue", to(in(30))).expect(200).at("/number").asLong();
    assertThat(town.bayo.reads("hearings/" + next).has("/hearing/present")).isFalse();
    var done = town.ines.announces("Nothing left", "Item");
    town.abel.opens(done);
    town.ines.does(done, "items/1/call");
    town.ines.asks("hearings/" + done + "/items/1/decide", Map.of("decision", "received", "exemption", "report_only")).expect(200);
    town.abel.asks("hearings/" + done + "/continue", to(in(30))).refused(409, "nothing_to_continue");
  }

  @Test
  void withThePagesAlone() {
    Person abel = town.person("ashgrove", "Abel");
    abel.signsInAtThePage();
    var hearing = town.ines.announces("Continued by the pages", "Item");
    var page = "/ashgrove/hearings/" + hearing;
    var slot = "/slot/" + town.bayo.signsUp(hearing, 1);
    assertThat(abel.page(page).text()).doesNotContain(page + "/continue");
    town.abel.opens(hearing);
    assertThat(abel.page(page).text()).contains(page + "/continue");
    var form = abel.onPage(page + "/continue", page + "/continue").with("starts_at", in(30).atZone(ZONE).toLocalDateTime().toString());
    var next = form.with("reason", "Late").comesBack(422, "10").with("reason", REASON).with("place", "The library").leadsTo();
    assertThat(abel.page(next).expect(200).text()).contains("The library", "Continued by the pages");
    var visitor = town.stranger();
    assertThat(visitor.page(slot).expect(200).text()).contains("Will you come?");
    assertThat(abel.page(next + "/console").text()).contains("has not said whether they come");
    assertThat(visitor.onPage(slot, slot + "/reconfirm").succeeds().text()).contains("You said that you will come");
    assertThat(abel.page(next + "/console").text()).doesNotContain("has not said whether they come");
    town.stranger().asks("slots/" + town.dae.signsUp(Long.parseLong(next.replaceAll(".*/", "")), 1) + "/reconfirm").refused(409, "not_asked_again");
  }
}
