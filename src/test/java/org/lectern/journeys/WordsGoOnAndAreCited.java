package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** An author changes what was said, adds to it, is answered and cited; a clerk takes in what comes by other ways. */
class WordsGoOnAndAreCited extends Story {

  @Test
  void inVersionsUntilTheWindowClosesThenBySupplement() {
    var hearing = town.ines.announces("Changing words", "An item");
    var at = "hearings/" + hearing;
    var bayo = town.bayo.testifies(at, "Keep the cameras on in every car.", "name", "Bayo", "position", "support");
    var number = bayo.text("/number");
    var receipt = "receipts/" + bayo.text("/secret");
    var ear = town.dae.follows("ashgrove/testimony/" + number);

    assertThat(town.bayo.reads(receipt).at("/changeable").asBoolean()).isTrue();
    var revised = town.bayo.asks(receipt + "/revise", Map.of("text", "Keep the cameras on in every patrol car.", "position", "mixed")).expect(200);
    assertThat(revised.at("/revision").asInt()).isEqualTo(2);
    assertThat(ear.sees("TestimonyRevised").getString("text")).contains("patrol");
    var counts = town.dae.reads(at + "/testimony").at("/counts");
    assertThat(counts.at("/support").asInt()).isZero();
    assertThat(counts.at("/mixed").asInt()).isEqualTo(1);
    var history = town.dae.reads("testimony/" + number + "/versions").expect(200);
    assertThat(history.at("/versions").size()).isEqualTo(2);
    assertThat(history.at("/versions/0/changes").toString()).contains("{\"change\":\"added\",\"text\":\"patrol \"}");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number + "/versions").expect(200).text()).contains("<ins>patrol </ins>", "Version 1");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("Version 2");
    assertThat(town.bayo.asks(receipt + "/revise", Map.of("text", "Keep the cameras on in every patrol car.", "position", "mixed")).expect(422).faults()).containsExactly("/text nothing_changed");
    assertThat(town.bayo.asks(receipt + "/revise", Map.of("text", "Call (415) 555-0132")).expect(422).faults()).containsExactly("/text personal_data_phone");

    hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = now() - interval '1 second', late_testimony = 'refuse' WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid", hearing);
    town.bayo.asks(receipt + "/revise", Map.of("text", "Too late for this.")).refused(409, "window_closed_to_changes");
    var page = "/receipt/" + bayo.text("/secret");
    var added = town.stranger().onPage(page + "/supplement", page + "/supplement").with("text", "The chief has said so too.").leadsTo();
    assertThat(added).startsWith("/receipt/");
    var trail = town.dae.reads("testimony/" + number);
    assertThat(trail.text("/answers/0/supplements")).isEqualTo(number);
    assertThat(trail.text("/answers/0/text")).contains("chief");
    assertThat(trail.text("/answers/0/byline")).isEqualTo("Bayo");
    assertThat(trail.at("/answers/0/late").asBoolean()).isTrue();

    // The name withheld later is withheld there too, and what is taken back takes its versions with it.
    town.bayo.asks(receipt + "/withhold-name").expect(200);
    assertThat(town.dae.reads("testimony/" + number).text()).doesNotContain("Bayo");
    town.bayo.asks(receipt + "/withdraw").expect(200);
    town.dae.reads("testimony/" + number + "/versions").refused(404, "missing");
    assertThat(town.dae.reads("record?about=testimony/" + number).text()).doesNotContain("patrol", "every car");
  }

  @Test
  void withTheFormAlone() {
    var hearing = town.ines.announces("By the form", "An item");
    var bayo = town.bayo.testifies("hearings/" + hearing, "First words.", "name", "Bayo");
    var page = "/receipt/" + bayo.text("/secret");
    assertThat(town.stranger().page(page).text()).contains(page + "/revise", page + "/supplement");
    assertThat(town.stranger().onPage(page + "/revise", page + "/revise").with("text", "Second words.").succeeds().text()).contains("Second words.");
    town.stranger().onPage(page + "/revise", page + "/revise").with("text", " ").comesBack(422, "Your testimony");
  }

  @Test
  void aThreadIsReadAndAnsweredOnOnePage() {
    var hearing = town.ines.announces("A thread", "An item");
    var first = town.bayo.testifies("hearings/" + hearing, "The first.", "name", "Bayo").text("/number");
    var page = "/ashgrove/testimony/" + first;
    var dae = town.stranger();
    var ear = town.ruth.follows("ashgrove/testimony/" + first);
    dae.onPage(page, "/ashgrove/hearings/" + hearing + "/testify").with("text", "I see it otherwise.").with("name", "Dae").leadsTo();
    var second = ear.sees("TestimonyPublished").getString("testimony");
    town.bayo.testifies("hearings/" + hearing, "Why?", "name", "Bayo", "parent", second);
    var read = town.stranger().page(page).expect(200).text();
    assertThat(read).contains("2 answers", "I see it otherwise.", "Why?", "data-depth=\"2\"");
    assertThat(read.indexOf("I see it otherwise.")).isLessThan(read.indexOf("Why?"));
  }

  @Test
  void aPassageIsCitedAndItsAuthorTold() {
    var hearing = town.ines.announces("A cited hearing", "The ordinance");
    var at = "hearings/" + hearing;
    var email = secret("cited.bayo@residents.example");
    var bayo = town.bayo.testifies(at, "Keep them on.\nIn every stop, by day and by night.", "name", "Bayo", "email", email);
    var number = bayo.text("/number");
    town.abel.opens(hearing);
    town.ines.asks("testimony/" + number + "/cite", Map.of("source", at + "/items/1", "passage", "In every stop")).expect(422);
    town.abel.does(hearing, "items/1/call");
    town.abel.does(hearing, "items/1/open-comment");
    town.abel.does(hearing, "items/1/close-comment");
    town.ines.asks(at + "/items/1/decide", Map.of("decision", "adopted")).expect(200);

    var ear = town.dae.follows("ashgrove/testimony/" + number);
    var citing = Map.of("source", at + "/items/1", "passage", "on. In every  stop");
    town.dae.asks("testimony/" + number + "/cite", citing).refused(403, "not_your_role");
    assertThat(town.ines.asks("testimony/" + number + "/cite", Map.of("source", at + "/items/1", "passage", "Take them off")).expect(422).faults()).containsExactly("/passage passage_not_in_text");
    assertThat(town.ines.asks("testimony/" + number + "/cite", citing).expect(200).at("/cited").asInt()).isEqualTo(1);
    town.ines.asks("testimony/" + number + "/cite", citing).refused(409, "already_cited");
    assertThat(ear.sees("TestimonyCited").getString("passage")).isEqualTo("on. In every stop");
    assertThat(hall.<String>one("SELECT body FROM mail WHERE recipient = ? AND subject LIKE 'Your testimony%'", email)).contains("on. In every stop", "/ashgrove/hearings/" + hearing + "#item-1", "/receipt/" + bayo.text("/secret"));
    var step = town.bayo.reads("receipts/" + bayo.text("/secret")).at("/trail/steps/0");
    assertThat(step.at("/step").asText()).isEqualTo("cited");
    assertThat(step.at("/source").asText()).isEqualTo(at + "/items/1");
    assertThat(town.stranger().reads("citations?in=" + at).expect(200).text("/citations/0/testimony")).isEqualTo(number);
    assertThat(town.stranger().page("/ashgrove/" + at).text()).contains("Testimony that is cited here");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("Cited once", "on. In every stop");
    assertThat(town.dae.reads(at + "/testimony").at("/counts/cited").asInt()).isEqualTo(1);
    town.bayo.asks("receipts/" + bayo.text("/secret") + "/withdraw").refused(409, "already_entered");

    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    assertThat(ines.onPage("/ashgrove/testimony/" + number, "/ashgrove/testimony/" + number + "/cite").with("passage", "by day and by night").succeeds().text()).contains("Cited 2 times");
  }

  @Test
  void theTrailGoesOnToMinutesAndToTheAgencysAnswer() {
    var hearing = town.ines.announces("To the very end", "The ordinance");
    var at = "hearings/" + hearing;
    var bayo = town.bayo.testifies(at, "Count the stops and publish the count.", "name", "Bayo");
    var number = bayo.text("/number");
    town.ines.asks(at + "/packet/distribute").expect(200);
    town.ines.asks(at + "/packet/enter").expect(200);
    town.abel.opens(hearing);
    town.abel.does(hearing, "adjourn");
    town.ines.asks(at + "/minutes/draft").expect(200);
    town.ines.asks("testimony/" + number + "/cite", Map.of("source", at + "/minutes", "passage", "Count the stops")).expect(200);
    var action = town.ruth.asks("actions", Map.of("kind", "recommendation", "issuer", "board", "addressee", "police", "title", "Count stops", "text", "Publish a count.", "criteria", java.util.List.of("A count"))).expect(201).text("/number");
    var citing = Map.of("source", "actions/" + action, "passage", "publish the count");
    assertThat(town.ruth.asks("testimony/" + number + "/cite", citing).expect(422).faults()).as("a draft cites nothing").containsExactly("/source source_cannot_cite");
    town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200);
    town.ruth.asks("testimony/" + number + "/cite", citing).expect(200);
    town.noor.asks("testimony/" + number + "/cite", Map.of("source", "actions/" + action, "passage", "Count")).refused(403, "not_your_body");
    town.lena.asks("actions/" + action + "/answer", Map.of("position", "accepted", "text", "We will publish it each month.", "owner", "Chief", "due", java.time.LocalDate.now().plusDays(60))).expect(200);
    var steps = town.bayo.reads("receipts/" + bayo.text("/secret")).at("/trail/steps");
    assertThat(steps.findValuesAsText("step")).containsExactly("distributed", "entered", "cited", "cited", "answered");
    assertThat(steps.get(4).get("note").asText()).isEqualTo("We will publish it each month.");
    var page = town.stranger().page("/receipt/" + bayo.text("/secret")).expect(200).text();
    assertThat(page).contains("/hearings/" + hearing + "/packet", "/hearings/" + hearing + "/minutes", "/actions/" + action, "We will publish it each month.");
    assertThat(town.stranger().page("/ashgrove/actions/" + action).expect(200).text()).contains("Testimony that is cited here", "publish the count", number);
  }

  @Test
  void aClerkTakesInWhatComesByOtherWays() {
    var hearing = town.ines.announces("Other ways", "An item");
    var at = "hearings/" + hearing;
    var before = town.bayo.testifies(at, "Sent by hand.", "name", "Bayo").text("/number");
    town.dae.asks("intake", Map.of("target", at, "channel", "paper", "text", "Not mine to do")).refused(403, "not_your_role");
    var yesterday = java.time.Instant.now().minusSeconds(86_400).truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    var paper = town.ines.asks("intake", Map.of("target", at, "channel", "paper", "text", "Written on paper.", "name", "Olu Ade", "received_at", yesterday)).expect(201);
    assertThat(town.stranger().reads("testimony/" + paper.text("/number")).text("/testimony/received_at")).isEqualTo(yesterday);
    var mailed = town.ines.asks("intake", Map.of("target", at, "channel", "email", "text", "Sent by e-mail.", "name", "Olu Ade", "privacy", "withheld")).expect(201);
    assertThat(number(mailed.text("/number"))).isGreaterThan(number(before));
    var read = town.stranger().reads("testimony/" + mailed.text("/number"));
    assertThat(read.text("/testimony/channel")).isEqualTo("email");
    assertThat(read.has("/testimony/byline")).isFalse();
    var call = town.ines.asks("intake", Map.of("target", "areas/civilian-oversight", "channel", "voicemail", "text", "A voice.")).expect(201);
    assertThat(town.stranger().reads("testimony/" + call.text("/number")).text("/testimony/kind")).isEqualTo("oral");
    assertThat(town.ines.asks("intake", Map.of("target", at, "channel", "paper", "text", "From tomorrow.", "received_at", "2099-01-02T10:00:00Z")).expect(422).faults()).containsExactly("/received_at received_in_future");

    town.abel.opens(hearing);
    town.bayo.signsUp(hearing, 1);
    town.abel.does(hearing, "items/1/call");
    town.abel.does(hearing, "items/1/open-comment");
    var slot = town.ines.asks(at + "/queue/next").expect(200).at("/number").asInt();
    assertThat(town.ines.asks("intake", Map.of("target", at, "channel", "in_person", "slot", slot, "text", "Too early.")).expect(422).faults()).containsExactly("/slot slot_not_spoken");
    town.ines.does(hearing, "queue/start");
    town.ines.does(hearing, "queue/finish");
    var spoken = Map.of("target", at, "channel", "in_person", "slot", slot, "recording_offset", 3725, "text", "What I said.", "item", 1);
    var oral = town.ines.asks("intake", spoken).expect(201);
    assertThat(town.ines.asks("intake", spoken).expect(422).faults()).containsExactly("/slot slot_taken_in");
    var trail = town.stranger().reads("testimony/" + oral.text("/number"));
    assertThat(trail.text("/testimony/kind")).isEqualTo("oral");
    assertThat(trail.text("/testimony/byline")).isEqualTo("Bayo");
    assertThat(trail.at("/testimony/slot").asInt()).isEqualTo(slot);
    assertThat(trail.text("/steps/0/step")).isEqualTo("spoken");
    assertThat(town.stranger().page("/ashgrove/testimony/" + oral.text("/number")).text()).contains("1:02:05", "Spoken");
  }

  private static long number(String number) {
    return Long.parseLong(number.substring(7));
  }

  @Test
  void theClerkUsesAForm() {
    var hearing = town.ines.announces("The clerk’s form", "An item");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    assertThat(ines.page("/ashgrove/desk").text()).contains("/ashgrove/intake");
    var page = "/ashgrove/intake?target=hearings/" + hearing;
    var receipt = ines.onPage(page, "/ashgrove/intake").with("channel", "voicemail").with("text", "From the answering machine.").with("name", "Mrs. Voice").with("recording_offset", "0:10").succeeds();
    assertThat(receipt.text()).contains("From the answering machine.");
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing).text()).contains("Mrs. Voice");
  }

  @Test
  void whoeverWasNotHeardWritesInTimeThoughOthersAreRefused() {
    var hearing = town.ines.announces("Not all were heard", "An item");
    var at = "hearings/" + hearing;
    town.abel.opens(hearing);
    var slot = town.bayo.signsUp(hearing, 1);
    town.abel.does(hearing, "items/1/call");
    town.abel.does(hearing, "items/1/open-comment");
    town.abel.does(hearing, "items/1/close-comment");
    hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = now() - interval '1 second', late_testimony = 'refuse' WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid", hearing);
    town.dae.asks(at + "/testimony", Map.of("text", "I come too late.")).refused(409, "window_closed");
    town.dae.asks(at + "/testimony", Map.of("text", "With a guess.", "offer", "A".repeat(32))).refused(409, "window_closed");
    var visitor = town.stranger();
    var offered = visitor.page("/slot/" + slot).expect(200).text();
    var link = "/ashgrove/hearings/" + hearing + "/testify?item=1&amp;offer=" + slot;
    assertThat(offered).contains(link);
    visitor.onPage(link.replace("&amp;", "&"), "/ashgrove/hearings/" + hearing + "/testify").with("text", "What I would have said.").with("privacy", "anonymous").leadsTo();
    var listed = town.dae.reads(at + "/testimony").at("/page/items/0");
    assertThat(listed.at("/text").asText()).isEqualTo("What I would have said.");
    assertThat(listed.at("/late").asBoolean()).isFalse();
    hall.change("ashgrove", "UPDATE slot SET ended_at = now() - interval '25 hours' WHERE hearing = (SELECT id FROM hearing WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid)", hearing);
    town.dae.asks(at + "/testimony", Map.of("text", "A day later.", "offer", slot)).refused(409, "window_closed");
  }
}
