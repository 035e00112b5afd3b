package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Anybody can report a testimony, say that they did not send it, or ask that personal data be taken off; and see what became of it. */
class PeopleSpeakUpAgainstTestimony extends Story {

  private Person bayo, dae, uma;
  private String target;

  @BeforeAll
  void aHearingIsNoticed() {
    bayo = town.bayo;
    dae = town.dae;
    uma = town.uma;
    target = "hearings/" + town.ines.announces("Body cameras", "Use of body cameras");
  }

  @Test
  void threeDifferentPeopleAndItIsHeld() {
    var number = dae.testifies(target, "Reported by three.", "name", "Dae", "email", "dae-reported@people.example").text("/number");
    var contact = secret("reporter-rita@people.example");
    var words = secret("She is my neighbour and this is her telephone.");
    bayo.asks("testimony/" + number + "/reports", Map.of("ground", "m2", "words", words, "contact", contact)).expect(201);
    bayo.asks("testimony/" + number + "/reports", Map.of("ground", "m2")).expect(201);
    var stranger = town.stranger();
    stranger.asks("testimony/" + number + "/reports", Map.of("ground", "m4")).expect(201);
    stranger.asks("testimony/" + number + "/reports", Map.of("ground", "m4")).expect(201);
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).as("two people, however often").isEqualTo("published");
    assertThat(uma.reads("moderation").text("/reported")).isNotNull();
    town.stranger().asks("testimony/" + number + "/reports", Map.of("ground", "m2")).expect(201);
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).isEqualTo("held");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).doesNotContain("Reported by three.").contains("Held until a moderator has decided.");
    assertThat(uma.reads("moderation/" + number).text("/ground")).isEqualTo("m2");
    assertThat(uma.reads("moderation/" + number + "/reports").text()).contains(words, contact);
    assertThat(hall.mailTo("dae-reported@people.example")).contains("is held until a moderator has decided").doesNotContain(contact, words);
    town.stranger().asks("testimony/" + number + "/reports", Map.of("ground", "m2")).refused(409, "not_public_now");

    uma.asks("moderation/" + number + "/release", Map.of("version", uma.reads("moderation/" + number).at("/version").asInt())).expect(200);
    for (int i = 0; i < 4; i++) town.stranger().asks("testimony/" + number + "/reports", Map.of("ground", "m2")).expect(201);
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).as("what moderators have decided is not undone by reports").isEqualTo("published");
    assertThat((Long) hall.one("SELECT count(*) FROM testimony_report r JOIN testimony t ON t.id = r.testimony WHERE t.number = ? AND settled_at IS NOT NULL AND source_hash IS NOT NULL", number)).isZero();
  }

  @Test
  void byTheFormWithoutScript() {
    var number = dae.testifies(target, "By the form.", "name", "Dae").text("/number");
    var stranger = town.stranger();
    var page = "/ashgrove/testimony/" + number;
    assertThat(stranger.page(page).text()).contains(page + "/report\"", page + "/dispute\"", "/ashgrove/removal?testimony=" + number);
    stranger.onPage(page + "/report", page + "/report").comesBack(422, "Fill this in.");
    assertThat(stranger.onPage(page + "/report", page + "/report").with("ground", "m4").with("words", "Sent by a machine").succeeds().text()).contains("Your report is taken down");
    assertThat(stranger.onPage(page + "/dispute", page + "/dispute").succeeds().text()).contains("Your word is taken down");
  }

  @Test
  void iDidNotSendThisByTheAddressOnFile() {
    var name = "Wrongly Named-Person";
    var receipt = bayo.testifies(target, "In somebody else’s name.", "name", name, "email", "wronged@people.example", "position", "support");
    var number = receipt.text("/number");
    town.stranger().asks("testimony/" + number + "/disputes", Map.of()).expect(201);
    town.stranger().asks("testimony/" + number + "/disputes", Map.of()).expect(201);
    assertThat((Long) hall.one("SELECT count(*) FROM mail WHERE recipient = 'wronged@people.example' AND subject LIKE 'Did you send this?%'")).as("once an hour").isEqualTo(1);
    var mail = hall.mailTo("wronged@people.example");
    var link = mail.substring(mail.indexOf("/ashgrove/disputes/")).split("\\s")[0];
    var stranger = town.stranger();
    assertThat(stranger.page(link).text()).contains(name, "In somebody else’s name.");
    assertThat(stranger.onPage(link, link + "/confirm").succeeds().text()).contains("The name is taken off");
    for (var path : java.util.List.of("/ashgrove/testimony/" + number, "/ashgrove/" + target, "/ashgrove/record")) assertThat(town.stranger().page(path).text()).doesNotContain(name);
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("In somebody else’s name.", "Disputed: whoever was named did not send this");
    assertThat(town.stranger().reads("record?about=testimony/" + number).text()).contains("AttributionDisputed").doesNotContain(name);
    assertThat(town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("AttributionDisputed").encode()).doesNotContain(name);
    assertThat(dae.reads("testimony/" + number).at("/testimony/disputed").asBoolean()).isTrue();
    stranger.asks("testimony/" + number + "/disputes", Map.of()).refused(409, "no_name_shown");
    assertThat((String) hall.one("SELECT s.name FROM moderation_sealed s JOIN testimony t ON t.id = s.testimony WHERE t.number = ?", number)).isEqualTo(name);
  }

  @Test
  void withoutAnAddressModeratorsSeeIt() {
    var number = bayo.testifies(target, "No address left.", "name", "Nobody Known").text("/number");
    hall.change("ashgrove", "UPDATE testimony SET person = NULL WHERE number = ?", number);
    var answer = town.stranger().asks("testimony/" + number + "/disputes", Map.of("words", "I was at work")).expect(201);
    assertThat(answer.text()).isEqualTo("{\"testimony\":\"" + number + "\",\"ground\":\"m8\"}");
    uma.asks("testimony/" + number + "/hold", Map.of("ground", "m8", "reason", "Somebody says so")).expect(200);
    assertThat(uma.reads("moderation/" + number + "/reports").text()).contains("I was at work");
  }

  @Test
  void personalDataIsTakenOffWithinTwoDaysOrEveryoneSeesThatItWasNot() {
    var contact = "asks-" + "removal@people.example";
    var what = secret("the telephone of my mother in line two");
    var asked = town.stranger().asks("removals", Map.of("spot", "The agenda of May", "what", what, "contact", secret(contact))).expect(201);
    var page = asked.text("/page");
    assertThat(town.stranger().page(page).text()).contains(what, "To be decided by");
    assertThat(town.stranger().reads("removals/own/" + asked.text("/secret")).at("/overdue").asBoolean()).isFalse();
    hall.change("ashgrove", "UPDATE removal SET asked_at = asked_at - interval '3 days' WHERE number = ?", asked.at("/number").asLong());
    assertThat(uma.reads("removals").at("/overdue").asInt()).isPositive();
    var pages = town.person("ashgrove", "Uma");
    pages.signsInAtThePage();
    assertThat(pages.page("/ashgrove/removals").text()).contains(what, contact, "Later than 48 hours");
    assertThat(town.stranger().reads("moderation-report").at("/removals/overdue").asInt()).isPositive();
    var decide = "/ashgrove/removals/" + asked.at("/number").asLong() + "/decide";
    pages.onPage("/ashgrove/removals", decide).with("outcome", "declined").comesBack(422, "Fill this in.");
    pages.onPage("/ashgrove/removals", decide).with("outcome", "partly").with("reason", "The name of the street stays").succeeds();
    assertThat(hall.mailTo(contact)).contains("Partly taken off", "The name of the street stays").doesNotContain(what);
    uma.asks("removals/" + asked.at("/number").asLong() + "/decide", Map.of("outcome", "removed")).refused(409, "removal_decided");
    assertThat(town.stranger().page(page).text()).contains("Partly taken off");

    var stranger = town.stranger();
    stranger.onPage("/ashgrove/removal", "/ashgrove/removal").with("what", "My address").comesBack(422, "Say where it stands");
    var number = dae.testifies(target, "With data in it.", "name", "Dae").text("/number");
    assertThat(stranger.onPage("/ashgrove/removal?testimony=" + number, "/ashgrove/removal").with("what", "My address").succeeds().text()).contains(number, "Your request to take off personal data");
  }
}
