package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** What people said, what the numbers show and what others learned, on one page: alone until it is published, and each piece with its source. */
class AnOfficialMakesACase extends Story {

  private String policy(String title) {
    var number = town.ines.asks("policies", Map.of("kind", "ordinance", "owner", "council", "area", area(), "title", title)).expect(201).text("/number");
    return "policies/" + number;
  }

  private String area() {
    return town.bayo.reads("areas").text("/items/0/slug");
  }

  private String begins(Person official, String policy) {
    return "cases/" + official.asks("cases", Map.of("body", "council", "policy", policy.replace("policies/", ""))).expect(201).text("/number");
  }

  private static Map<String, Object> piece(String kind, String title, String text) {
    return new HashMap<>(Map.of("kind", kind, "title", title, "text", text, "url", "https://example.org/" + kind));
  }

  /** Another place is chosen from a list, and each of its answers is a piece with its citation at a press. */
  @Test
  void anotherPlaceIsChosenFromAList() {
    town.ada.post("/birchwood/areas/adopt", Map.of("catalogue", "policing-starter")).expect(200);
    hall.sql("""
        WITH there AS (SELECT r.jurisdiction, r.id, r.content->'criteria' AS criteria FROM area r JOIN jurisdiction j ON j.id = r.jurisdiction WHERE j.slug = 'birchwood' AND r.slug = ?),
        sheet AS (INSERT INTO assessment (id, jurisdiction, area, version, status, criteria, rule, band, percent, source, external_id, published_at, as_of)
          SELECT gen_random_uuid(), jurisdiction, id, 1, 'published', criteria, '{"strong":75,"developing":40,"open":30}', 'strong', 90, 'story', 'birch', now(), '2024-05' FROM there RETURNING id, jurisdiction, criteria)
        INSERT INTO assessment_answer (jurisdiction, assessment, ordinal, criterion, answer, url, quote)
        SELECT jurisdiction, id, 1, criteria->0->>'id', 'yes', 'https://birchwood.example/order-7', 'Each stop is written down.' FROM sheet""", area());
    town.ines.signsInAtThePage();
    var made = "/ashgrove/" + begins(town.ines, policy("Chosen elsewhere"));
    assertThat(town.ines.page(made).expect(200).text()).contains("name=\"place\"", "Birchwood: Strong").doesNotContain("Each stop is written down.");
    var page = town.ines.page(made + "?place=birchwood").expect(200).text();
    assertThat(page).contains("Each stop is written down.", "https://birchwood.example/order-7");
    var key = java.util.regex.Pattern.compile("name=\"key\" value=\"([^\"]{16,64})\"><input type=\"hidden\" name=\"kind\" value=\"peer\"").matcher(page);
    assertThat(key.find()).isTrue();
    town.ines.submit(made + "/items", Map.of("key", key.group(1), "kind", "peer", "title", "Birchwood: written down", "text", "Yes: Each stop is written down.", "as_of", "2024-05", "url", "https://birchwood.example/order-7")).expect(303);
    assertThat(town.ines.reads(made.substring(10)).expect(200).text("/items/0/url")).isEqualTo("https://birchwood.example/order-7");
    town.ines.page(made + "?place=%00nowhere").expect(200);
  }

  @Test
  void aCaseStandsOnThreeSupports() {
    var policy = policy("Cameras for the case");
    var words = "My brother was stopped four times.\n\nNobody wrote it down.";
    var receipt = town.bayo.testifies(policy, words, "name", "Bayo");
    var number = receipt.text("/number");
    var made = begins(town.ines, policy);
    var ear = town.dae.follows("ashgrove/" + policy);
    town.ines.asks(made + "/publish").refused(409, "case_needs_argument");
    town.ines.asks(made + "/argue", Map.of("title", "Why cameras", "argument", secret("Because nobody wrote it down."))).expect(200);
    town.ines.asks(made + "/publish").refused(409, "case_needs_support");
    assertThat(town.ines.asks(made + "/items", Map.of("kind", "passage", "testimony", number, "text", "My brother was arrested.")).expect(422).faults()).containsExactly("/text passage_not_in_testimony");
    assertThat(town.ines.asks(made + "/items", Map.of("kind", "figure", "title", "Stops", "text", "12,000")).expect(422).faults()).containsExactly("/url piece_needs_source");
    town.ines.asks(made + "/items", Map.of("kind", "passage", "testimony", number, "text", "stopped four times. Nobody wrote it down.")).expect(201);
    town.ines.asks(made + "/items", piece("figure", "Stops without a record", "4,100 of 12,000")).expect(201);
    town.ines.asks(made + "/items", piece("dataset", "Stops 2025", "Every stop, by precinct.")).expect(201);
    town.ines.asks(made + "/items", piece("peer", "Birchwood", "Cameras since 2022; complaints fell.")).expect(201);
    town.ines.asks(made + "/items", piece("lesson", "A lesson", "Never mind")).expect(201);
    town.ines.asks(made + "/items/5/remove").expect(200);
    var moved = town.ines.asks(made + "/items/3/move", Map.of("up", true)).expect(200);
    assertThat(moved.at("/items").findValuesAsText("title")).containsExactly("Stops 2025", "Stops without a record", "Birchwood");

    for (var other : List.of(town.bayo, town.abel, town.ruth, town.ada, town.stranger())) {
      other.reads(made).refused(404, "missing");
      other.page("/ashgrove/" + made).expect(404);
      other.page("/ashgrove/" + made + ".pdf").expect(404);
      assertThat(other.reads("cases").text()).doesNotContain("Why cameras");
    }
    theEavesdropperHoldsNothing();
  }

  private void theEavesdropperHoldsNothing() {
    assertThat(town.stranger().reads("record?limit=100").text()).doesNotContain("CaseEdited", "Why cameras");
  }

  @Test
  void publishedItStandsAndItsQuotesFollowTheirAuthors() {
    var policy = policy("Published");
    var receipt = town.bayo.testifies(policy, "They took my bus pass and my time.", "name", "Bayo");
    var number = receipt.text("/number");
    var made = begins(town.abel, policy);
    var ear = town.dae.follows("ashgrove/" + policy);
    town.abel.asks(made + "/argue", Map.of("title", "Give the time back", "argument", "Because a stop costs a day.")).expect(200);
    town.abel.asks(made + "/items", Map.of("kind", "passage", "testimony", number, "text", "my bus pass and my time")).expect(201);
    town.abel.asks(made + "/items", piece("figure", "Hours lost", "9,000")).expect(201);
    town.abel.asks(made + "/items", piece("peer", "Birchwood", "Warnings instead.")).expect(201);
    town.abel.asks(made + "/publish").expect(200);
    assertThat(ear.sees("CasePublished").getJsonArray("testimony")).containsExactly(number);
    town.abel.asks(made + "/items", piece("peer", "Another", "Late.")).refused(409, "case_is_published");
    town.ines.asks(made + "/retract", Map.of("reason", "Not mine")).refused(403, "case_of_another");

    assertThat(town.stranger().reads("testimony/" + number).expect(200).at("/steps/0/passage").asText()).isEqualTo("my bus pass and my time");
    assertThat(town.stranger().reads("cases?subject=" + policy).text()).contains("Give the time back");
    assertThat(town.stranger().page("/ashgrove/" + policy).expect(200).text()).contains("Give the time back");
    var page = town.stranger().page("/ashgrove/" + made).expect(200).text();
    assertThat(page).contains("my bus pass and my time", "Hours lost", "/ashgrove/testimony/" + number, "Because a stop costs a day.");
    assertThat(town.stranger().page("/ashgrove/" + made + ".pdf").expect(200).text()).startsWith("%PDF");

    town.bayo.asks("receipts/" + receipt.text("/secret") + "/withhold-name").expect(200);
    assertThat(town.stranger().page("/ashgrove/" + made).expect(200).text()).contains("my bus pass and my time", number).doesNotContain("Bayo");
    hall.change("ashgrove", "UPDATE testimony SET status = 'hidden' WHERE number = ?", number);
    assertThat(town.stranger().reads(made).text()).doesNotContain("my bus pass").contains(number);
    town.abel.asks(made + "/retract", Map.of("reason", "Its witness took the words back.")).expect(200);
    assertThat(ear.sees("CaseRetracted").getString("reason")).isEqualTo("Its witness took the words back.");
  }

  @Test
  void withThePagesAlone() {
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var policy = policy("On the pages");
    var action = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "area", area(), "title", "Counted", "text", "Count it.", "criteria", List.of("Counted"))).expect(201).text("/number");
    town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200);
    town.bayo.testifies(policy, "Write it down.", "name", "Bayo");
    var made = ines.onPage("/ashgrove/" + policy, "/ashgrove/cases/new").with("body", "council").leadsTo();
    ines.onPage(made, made + "/argue").with("argument", "It is time.").succeeds();
    ines.onPage(made, made + "/items").succeeds();
    ines.submit(made + "/items", Map.of("key", "0123456789abcdefghij", "part", "--data", "kind", "figure", "title", "Stops", "text", "12", "url", "https://example.org/stops")).expect(303);
    ines.submit(made + "/items", Map.of("key", "1123456789abcdefghij", "part", "--else", "kind", "peer", "title", "Birchwood", "text", "They do", "url", "https://example.org/birch")).expect(303);
    assertThat(ines.submit(made + "/items", Map.of("key", "2123456789abcdefghij", "part", "--else", "kind", "peer", "title", "Birchwood", "text", "They do")).expect(422).text()).contains("aria-invalid");
    assertThat(ines.page(made).expect(200).text()).contains("register/actions?which=");
    ines.onPage(made, made + "/items/2/move").succeeds();
    ines.onPage(made, made + "/publish").succeeds();
    assertThat(town.bayo.get(made).text("/status")).isEqualTo("published");
    assertThat(town.stranger().page("/ashgrove/cases?lang=es").expect(200).text()).contains("On the pages");
  }

  @Test
  void oneStepToEachLeverAndEachIsTracked() {
    var area = area();
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var page = ines.page("/ashgrove/areas/" + area).expect(200).text();
    for (var step : List.of("policies/new?area=" + area, "hearings/new?area=" + area, "kind=budget_ask", "kind=process", "kind=statement", "kind=state_advocacy", "kind=federal_advocacy")) assertThat(page).contains(step);
    assertThat(town.stranger().page("/ashgrove/areas/" + area).expect(200).text()).doesNotContain("kind=budget_ask");
    assertThat(ines.page("/ashgrove/hearings/new?area=" + area).expect(200).text()).containsPattern("value=\"" + area + "\"\\s+checked");
    var ear = town.dae.follows("ashgrove/areas/" + area);
    var effort = ines.onPage("/ashgrove/efforts/new?area=" + area + "&kind=state_advocacy", "/ashgrove/efforts/new").with("body", "council").with("title", "Support SB 12")
        .with("text", "A letter to the committee.").with("addressee", "Senate Public Safety Committee").leadsTo();
    assertThat(ear.sees("EffortPlanned").getString("kind")).isEqualTo("state_advocacy");
    ines.onPage(effort, effort + "/begin").succeeds();
    assertThat(ines.onPage(effort, effort + "/finish").with("outcome", "partly").sends().expect(422).text()).contains("aria-invalid");
    ines.onPage(effort, effort + "/finish").with("outcome", "partly").with("result", "Heard, not yet voted on.").succeeds();
    town.ines.asks(effort.replace("/ashgrove/", "") + "/drop", Map.of("reason", "Too late")).refused(409, "wrong_state");
    town.noor.asks("efforts", Map.of("kind", "process", "body", "council", "area", area, "title", "T", "text", "T")).refused(403, "not_your_body");
    var pulls = town.stranger().reads("efforts?area=" + area + "&body=council").expect(200);
    assertThat(pulls.text()).contains("Support SB 12", "Heard, not yet voted on.", "advocacy");
    assertThat(town.stranger().page("/ashgrove/areas/" + area).expect(200).text()).contains("Support SB 12");
    assertThat(town.stranger().page("/ashgrove/efforts?body=council").expect(200).text()).contains("Support SB 12");
  }
}
