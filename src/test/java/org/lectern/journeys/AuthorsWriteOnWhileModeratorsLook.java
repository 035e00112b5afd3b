package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Authors change their words while moderators look at them: whoever decides decides about what they saw, and held words are nowhere. */
class AuthorsWriteOnWhileModeratorsLook extends Story {

  private int version(String number) {
    return town.iris.reads("moderation/" + number).expect(200).at("/version").asInt();
  }

  private void nowhere(String number, String hearing, String words) {
    var stranger = town.stranger();
    for (var path : List.of("/ashgrove/" + hearing, "/ashgrove/" + hearing + "/testimony", "/ashgrove/testimony/" + number, "/ashgrove/record", "/ashgrove/" + hearing + "/testimony.csv",
        "/ashgrove/" + hearing + "/testimony.json", "/ashgrove/" + hearing + "/testimony.regulations.json", "/ashgrove/" + hearing + "/reading", "/ashgrove/testimony/" + number + "/versions", "/ashgrove/testimony/" + number + ".json")) {
      assertThat(stranger.page(path).text()).as(path).doesNotContain(words);
    }
    assertThat(stranger.reads("record?about=testimony/" + number).text()).doesNotContain(words);
    assertThat(stranger.reads("search?q=" + words.replaceAll("[^0-9A-Za-z]+", "+")).expect(200).text()).doesNotContain(words);
    assertThat(overheard().toString()).doesNotContain(words);
  }

  @Test
  void aDecisionAboutOldWordsIsRefused() {
    var hearing = "hearings/" + town.ines.announces("Words that change", "An item");
    var phone = secret("(415) 555-0171");
    var receipt = town.dae.testifies(hearing, "Call me: " + phone + ". Keep the cameras.", "name", "Dae", "send_anyway", true);
    var number = receipt.text("/number");
    int seen = version(number);
    town.iris.asks("moderation/" + number + "/claim").expect(200);
    assertThat(town.dae.asks("receipts/" + receipt.text("/secret") + "/revise", Map.of("text", "Write me: dae@" + "elsewhere.example")).expect(422).faults()).as("warned of what is in the new words too").containsExactly("/text personal_data_email");
    town.dae.asks("receipts/" + receipt.text("/secret") + "/revise", Map.of("text", "Keep the cameras.")).expect(200);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", seen)).refused(409, "case_changed");
    town.iris.asks("moderation/" + number + "/redact", Map.of("version", seen, "ground", "m2", "reason", "A telephone", "passages", List.of("cameras"))).refused(409, "case_changed");
    assertThat(town.iris.asks("moderation", Map.of("items", List.of(Map.of("testimony", number, "version", seen)))).expect(200).text("/items/0/problem")).isEqualTo("case_changed");
    int again = version(number);
    town.dae.asks("receipts/" + receipt.text("/secret") + "/supplements", Map.of("text", "And the lights.")).expect(201);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", again)).refused(409, "case_changed");
    assertThat(town.iris.reads("moderation/" + number).at("/supplements").size()).isEqualTo(1);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", version(number))).expect(200);
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("Keep the cameras.");
    nowhere(number, hearing, phone);
    assertThat(town.dae.reads("testimony/" + number + "/versions").at("/versions").size()).as("what nobody saw is no earlier version").isEqualTo(1);
  }

  @Test
  void whatWasProposedAboutOldWordsIsOpenAgain() {
    var hearing = "hearings/" + town.ines.announces("Words that are proposed to be hidden", "An item");
    var receipt = town.dae.testifies(hearing, "Wait until I find you.", "name", "Dae");
    var number = receipt.text("/number");
    town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m1", "reason", "It looks like it")).expect(200);
    town.iris.asks("moderation/" + number + "/hide", Map.of("version", version(number), "ground", "m1", "reason", "A threat")).expect(200);
    int proposed = version(number);
    town.dae.asks("receipts/" + receipt.text("/secret") + "/revise", Map.of("text", "Wait until I find you a seat.")).expect(200);
    town.omar.asks("moderation/" + number + "/confirm", Map.of("version", proposed)).refused(409, "case_changed");
    assertThat(town.omar.reads("moderation/" + number).text("/status")).isEqualTo("open");
  }

  @Test
  void newWordsWaitAndThoseBeforeStayPublic() {
    var hearing = "hearings/" + town.ines.announces("New words", "An item");
    var phone = secret("(415) 555-0172");
    var receipt = town.dae.testifies(hearing, "Two years of footage.", "name", "Dae", "email", "dae-new-words@people.example", "position", "support");
    var number = receipt.text("/number");
    var revise = "receipts/" + receipt.text("/secret") + "/revise";
    var words = "Five years of footage. Call " + phone;
    assertThat(town.dae.asks(revise, Map.of("text", words, "position", "mixed", "send_anyway", true)).expect(200).at("/revision").asInt()).isEqualTo(1);
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("Two years of footage.");
    assertThat(town.dae.reads(hearing + "/testimony").at("/counts/support").asInt()).isEqualTo(1);
    nowhere(number, hearing, phone);
    assertThat(town.dae.page("/receipt/" + receipt.text("/secret")).text()).contains("Your new words wait for a moderator", phone);
    var one = town.iris.reads("moderation/" + number).expect(200);
    assertThat(one.at("/of_revision").asBoolean()).isTrue();
    assertThat(one.text("/waiting")).isEqualTo(words);
    town.iris.asks("moderation/" + number + "/move", Map.of("version", version(number), "reason", "Elsewhere", "area", "civilian-oversight")).refused(409, "revision_not_moved");

    // Newer words take the place of those that wait.
    int seen = version(number);
    var newer = "Six years of footage. Call " + phone;
    town.dae.asks(revise, Map.of("text", newer, "send_anyway", true)).expect(200);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", seen)).refused(409, "case_changed");
    var redacted = town.iris.asks("moderation/" + number + "/redact", Map.of("version", version(number), "ground", "m2", "reason", "A telephone", "passages", List.of(phone))).expect(200);
    assertThat(redacted.text("/status")).isEqualTo("redacted");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("Six years of footage.", "[M2]");
    nowhere(number, hearing, phone);
    assertThat(town.dae.reads(hearing + "/testimony").at("/counts/published").asInt()).isEqualTo(1);
    assertThat(town.dae.reads(hearing + "/testimony").at("/counts/support").asInt()).isZero();
  }

  @Test
  void releasedRefusedAppealedAndTakenBack() {
    var hearing = "hearings/" + town.ines.announces("New words decided", "An item");
    var phone = "(415) 555-0173";
    var receipt = town.dae.testifies(hearing, "First words.", "privacy", "anonymous", "position", "support");
    var number = receipt.text("/number");
    var own = "receipts/" + receipt.text("/secret");
    town.dae.asks(own + "/revise", Map.of("text", "Call the desk " + phone, "position", "oppose", "send_anyway", true)).expect(200);
    town.iris.asks("moderation/" + number + "/hide", Map.of("version", version(number), "ground", "m2", "reason", "A private telephone")).expect(200);
    assertThat(town.dae.reads("testimony/" + number).text("/testimony/text")).isEqualTo("First words.");
    town.omar.asks("moderation/" + number + "/confirm", Map.of("version", version(number))).expect(200);
    assertThat(town.dae.reads("testimony/" + number).text("/testimony/text")).isEqualTo("First words.");
    assertThat(town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("RevisionRefused").getString("reason")).isEqualTo("A private telephone");
    assertThat(town.dae.page("/receipt/" + receipt.text("/secret")).text()).contains("Two moderators did not take your new words", phone);
    town.dae.asks(own + "/appeal", Map.of("text", "It is the number of the city’s desk.")).expect(200);
    town.uma.asks("moderation/" + number + "/appeal", Map.of("granted", true, "reason", "It is public anyway")).expect(200);
    var shown = town.dae.reads("testimony/" + number);
    assertThat(shown.text("/testimony/text")).contains(phone);
    assertThat(shown.at("/testimony/revision").asInt()).isEqualTo(2);
    assertThat(town.dae.reads(hearing + "/testimony").at("/counts/oppose").asInt()).isEqualTo(1);

    town.dae.asks(own + "/revise", Map.of("text", "Call the desk or me " + phone, "send_anyway", true)).expect(200);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", version(number))).expect(200);
    assertThat(town.dae.reads("testimony/" + number).text("/testimony/text")).contains("or me");
    town.dae.asks(own + "/revise", Map.of("text", "Or else " + phone, "send_anyway", true)).expect(200);
    town.dae.asks(own + "/revise", Map.of("text", "Nobody has to look at this.")).expect(200);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", version(number))).refused(409, "case_decided");
    town.dae.asks(own + "/revise", Map.of("text", "Once more " + phone, "send_anyway", true)).expect(200);
    town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m4", "reason", "All of it")).expect(200);
    assertThat(town.iris.reads("moderation/" + number).at("/of_revision").asBoolean()).isFalse();
    assertThat(town.iris.reads("moderation/" + number).text("/testimony/text")).contains("Once more");
    town.dae.asks(own + "/withdraw").expect(200);
    town.iris.asks("moderation/" + number + "/release", Map.of("version", version(number))).refused(409, "case_decided");
  }
}
