package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** A published agenda changes in versions that everyone can compare; what is proposed is listed or declined by the chair. */
class AnAgendaChanges extends Story {

  private static final String FINDING = "The grant has to be applied for by Friday.";

  private long noticed(String title, long days, Object... items) {
    var hearing = town.ines.drafts(town.ines.draft("council", title, Instant.now().plus(days, ChronoUnit.DAYS), items));
    town.ines.asks("hearings/" + hearing + "/notice", days > 3 ? Map.of() : Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  private static Map<String, Object> item(String number, String title) {
    return Map.of("number", number, "title", title);
  }

  @Test
  void aNewVersionThatEveryoneCanCompare() {
    var hearing = noticed("Versions", 10, item("1", "Radios"), item("2", "Budget"), item("3", "Towing"));
    var target = "hearings/" + hearing;
    var email = secret("tow@speakers.example");
    var slot = town.stranger().asks(target + "/slots", Map.of("item", 3, "email", email)).expect(201).text("/secret");
    var ear = town.bayo.follows("ashgrove/" + target);
    var hash = town.bayo.reads(target).text("/certificate/agenda_hash");
    var items = List.of(item("1", "Radios"), item("2.10", "Overtime"), item("2.9", "Training"), item("2", "Budget"));
    assertThat(town.ines.asks(target + "/amend", Map.of("items", items)).expect(422).faults()).containsExactly("/reason reason_required");
    town.ines.asks(target + "/amend", Map.of("items", items, "reason", "Towing is settled out of court.", "finding", "Nobody needs one in time.")).expect(200);

    var heard = ear.sees("AgendaAmended");
    assertThat(List.of(heard.getInteger("version"), heard.getInteger("added"), heard.getInteger("removed"))).containsExactly(2, 2, 1);
    var sheet = town.bayo.reads(target);
    var numbers = sheet.at("/items").findValuesAsText("number");
    assertThat(numbers).containsSubsequence("1", "2", "2.9", "2.10");
    var training = sheet.at("/items").get(numbers.indexOf("2.9"));
    assertThat(training.get("parent").asText()).isEqualTo("2");
    assertThat(sheet.at("/items").get(numbers.indexOf("2")).get("ordinal").asInt()).as("its address stays").isEqualTo(2);
    assertThat(sheet.at("/items").get(numbers.indexOf("3")).get("status").asText()).isEqualTo("withdrawn");
    assertThat(town.stranger().reads("slots/" + slot).text("/slot/status")).isEqualTo("lapsed");
    assertThat(hall.mailsTo(email, 1).get(0)).startsWith("Agenda changed: Versions").contains("/agenda/2");

    var diff = town.bayo.reads(target + "/agenda/2").expect(200);
    assertThat(diff.at("/changes").findValuesAsText("kind").stream().filter(kind -> List.of("added", "removed").contains(kind))).containsExactly("added", "added", "removed");
    assertThat(diff.has("/version/finding")).as("in time, none is needed").isFalse();
    assertThat(diff.text("/version/reason")).isEqualTo("Towing is settled out of court.");
    assertThat(town.bayo.reads(target + "/agenda/1").text("/version/hash")).isEqualTo(hash);
    assertThat(diff.text("/version/hash")).isNotEqualTo(hash);
    var page = town.stranger().page("/ashgrove/" + target + "/agenda/2").expect(200).text();
    assertThat(page).contains("<del>3 ", "Towing", "<ins>2.9 ", "Towing is settled out of court.");
    town.stranger().page("/ashgrove/" + target + "/agenda/3").expect(404);
    town.stranger().page("/ashgrove/" + target + "/agenda/99999999999").expect(404);
    assertThat(town.stranger().page("/ashgrove/" + target).text()).contains("See what changed");
    town.ines.asks(target + "/amend", Map.of("items", List.of(item("1", "Radios"), item("2", "Budget"), item("2.9", "Training"), item("2.10", "Overtime")))).refused(409, "nothing_amended");
  }

  @Test
  void aNewMatterTooLateNeedsAFinding() {
    var hearing = noticed("Late matter", 1, item("1", "Radios"));
    var target = "hearings/" + hearing;
    var late = Map.of("items", List.of(item("1", "Radios"), item("2", "A grant")));
    assertThat(town.ines.asks(target + "/amend", late).expect(422).faults()).containsExactly("/finding finding_required");
    assertThat(town.ines.asks(target + "/amend", Map.of("items", List.of(item("1", "Armored vehicles")))).expect(422).faults()).as("under an old number").containsExactly("/finding finding_required");
    town.ines.asks(target + "/amend", Map.of("items", late.get("items"), "finding", FINDING)).expect(200);
    assertThat(town.bayo.reads(target + "/agenda/2").text("/version/finding")).isEqualTo(FINDING);
    assertThat(town.stranger().page("/ashgrove/" + target + "/agenda/2").text()).contains(FINDING);
    town.ines.asks(target + "/amend", Map.of("items", List.of(item("1", "Radios")), "reason", "The grant is off")).expect(200);
    assertThat(town.bayo.reads(target + "/agenda/3").has("/version/finding")).isFalse();
    assertThat(town.ines.asks(target + "/amend", Map.of("items", List.of(Map.of("title", "Closed", "kind", "closed")), "reason", "All gone", "finding", FINDING)).expect(422).faults()).containsExactly("/items one_public_item");
  }

  @Test
  void onlyTheDetails() {
    var hearing = noticed("Details", 10, "Item");
    var area = town.bayo.reads("areas").text("/items/0/slug");
    town.ines.asks("hearings/" + hearing + "/amend", Map.of("place", "The library", "areas", List.of(area))).expect(200);
    var sheet = town.bayo.reads("hearings/" + hearing);
    assertThat(sheet.text("/hearing/place")).isEqualTo("The library");
    assertThat(sheet.text("/hearing/phone_in")).isEqualTo("+1 555 0100");
    assertThat(sheet.at("/hearing/agenda_version").asInt()).isEqualTo(1);
    assertThat(sheet.text("/hearing/areas/0")).isEqualTo(area);
    town.ines.asks("hearings/" + hearing + "/amend", Map.of("place", "The library", "areas", List.of(area))).refused(409, "nothing_amended");
    town.noor.asks("hearings/" + hearing + "/amend", Map.of("place", "Mine")).refused(403, "not_your_body");
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 5));
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Enough")).expect(200);
    town.ines.asks("hearings/" + hearing + "/amend", Map.of("place", "Nowhere")).refused(409, "only_noticed_amended");
  }

  @Test
  void proposedAndListedOrDeclined() {
    var hearing = noticed("Proposals", 1, "Item");
    var target = "hearings/" + hearing;
    var ear = town.bayo.follows("ashgrove/" + target);
    town.ruth.asks(target + "/items", Map.of("title", "Not my body")).refused(403, "not_your_body");
    var first = town.ines.asks(target + "/items", Map.of("title", "Explain overdue action 12")).expect(201);
    assertThat(first.text("/status")).isEqualTo("proposed");
    assertThat(ear.sees("ItemProposed").getString("title")).isEqualTo("Explain overdue action 12");
    var second = town.abel.asks(target + "/items", Map.of("title", "A parade")).expect(201).at("/ordinal").asInt();
    town.ines.asks(target + "/items/2/list", Map.of()).refused(403, "not_your_role");
    assertThat(town.abel.asks(target + "/items/2/list", Map.of()).expect(422).faults()).containsExactly("/finding finding_required");
    assertThat(town.abel.asks(target + "/items/2/list", Map.of("finding", FINDING)).expect(200).text("/status")).isEqualTo("listed");
    assertThat(ear.sees("AgendaAmended").getString("finding")).isEqualTo(FINDING);
    assertThat(town.abel.asks(target + "/items/" + second + "/decline", Map.of("reason", "It belongs to the parks committee.")).expect(200).text("/reason")).contains("parks");
    town.abel.asks(target + "/items/" + second + "/list", Map.of("finding", FINDING)).refused(409, "wrong_state");
    assertThat(town.bayo.reads(target + "/agenda/2").at("/version/items").size()).isEqualTo(2);
    town.stranger().asks(target + "/slots", Map.of("item", second)).refused(409, "sign_up_closed");

    var draft = town.ines.drafts(town.ines.draft("council", "A draft with proposals", Instant.now().plus(20, ChronoUnit.DAYS), "Item"));
    var quiet = secret("A proposal in a draft");
    var proposed = town.ines.asks("hearings/" + draft + "/items", Map.of("title", quiet)).expect(201).at("/ordinal").asInt();
    town.abel.asks("hearings/" + draft + "/items/" + proposed + "/list", Map.of()).expect(200);
    assertThat(ear.types()).doesNotContain("HearingDrafted");
  }

  @Test
  void withdrawnWhileItIsLive() {
    var hearing = town.ines.announces("Withdrawn", "One", "Two");
    town.ines.asks("hearings/" + hearing + "/items/1/withdraw", Map.of("reason", "Too early")).refused(409, "hearing_not_live");
    town.abel.opens(hearing);
    town.bayo.signsUp(hearing, 1);
    var ear = town.bayo.follows("ashgrove/hearings/" + hearing);
    town.abel.asks("hearings/" + hearing + "/items/1/withdraw", Map.of("reason", "The applicant took it back.")).expect(200);
    assertThat(ear.sees("ItemWithdrawn").getString("reason")).contains("applicant");
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/heard/0/status")).isEqualTo("lapsed");
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "wrong_state");
  }

  @Test
  void withThePagesAlone() {
    Person ines = town.person("ashgrove", "Ines");
    Person abel = town.person("ashgrove", "Abel");
    ines.signsInAtThePage();
    abel.signsInAtThePage();
    var page = "/ashgrove/hearings/" + noticed("Amended by the pages", 1, item("1", "Radios"), item("2", "Budget"));
    var form = ines.onPage(page + "/amend", page + "/amend");
    assertThat(form.value("agenda")).isEqualTo("1. Radios\n2. Budget");
    var again = form.with("agenda", "1. Radios\n3. A grant (15 min)").comesBack(422, "Give a reason").with("reason", "The budget waits.").comesBack(422, "why it cannot wait");
    assertThat(again.value("agenda")).contains("A grant");
    again.with("finding", FINDING).succeeds();
    assertThat(ines.page(page + "/agenda/2").text()).contains("Budget", "A grant", FINDING);
    ines.onPage(page, page + "/propose").comesBack(422, "Fill this in").with("title", "A proposal by the pages").succeeds();
    abel.onPage(page, page + "/propose").with("title", "A second proposal").succeeds();
    var items = town.bayo.get(page).at("/items");
    var last = items.size();
    var ordinals = items.findValuesAsText("ordinal");
    var titles = items.findValuesAsText("title");
    var first = ordinals.get(titles.indexOf("A proposal by the pages"));
    var second = ordinals.get(titles.indexOf("A second proposal"));
    assertThat(last).isGreaterThan(3);
    abel.onPage(page, page + "/items/" + first + "/list").comesBack(422, "why it cannot wait").with("finding", FINDING).succeeds();
    abel.onPage(page, page + "/items/" + second + "/decline").comesBack(422, "Fill this in").with("reason", "Another day.").succeeds();
    assertThat(abel.page(page).text()).contains("Another day.");
  }
}
