package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.core.Secrets;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Evidence from the agency and from anyone, what is withheld, the board's look with method and sample, and the ladder of compliance. */
class TheBoardChecksWhatWasShown extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));
  private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  private Person max;

  @BeforeAll
  void aModerator() {
    max = town.person("ashgrove", "Max");
    town.grant(max, "moderator", null);
    max.signsIn();
  }

  private String answered(String title) {
    var number = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "Text", "criteria", List.of("The policy is in force", "Every officer is trained")))
        .expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    town.lena.asks("actions/" + number + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(40))).expect(200);
    return "actions/" + number;
  }

  private String reported(String title) {
    var action = answered(title);
    town.lena.asks(action + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "General order 12"), Map.of("criterion", 2, "text", "Rosters")))).expect(200);
    return action;
  }

  @Test
  void whatIsConfidentialIsForTheBoardAndTheAgency() {
    var action = answered("Withheld");
    var names = secret("Officers Harper, Quill and Dray were not trained");
    var evidence = Map.of("criterion", 2, "text", names, "url", "https://police.example/roster", "origin", "Training unit", "period_from", TODAY.minusDays(90), "period_to", TODAY.minusDays(1),
        "document_hash", HASH, "confidential", "Personnel file, Penal Code 832.7", "redacted_text", "Three officers were not trained.");
    var without = new HashMap<String, Object>(evidence);
    without.remove("redacted_text");
    assertThat(town.lena.asks(action + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "Order"), without))).expect(422).faults()).containsExactly("/evidence/1/redacted_text redacted_copy_required");
    var ear = town.bayo.follows("ashgrove/" + action);
    town.lena.asks(action + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "Order"), evidence))).expect(200);
    assertThat(ear.sees("ActionReported").encode()).contains("Three officers were not trained.").doesNotContain(names);
    for (Person other : List.of(town.bayo, town.stranger(), town.ines, town.noor)) {
      var sheet = other.reads(action).expect(200);
      assertThat(sheet.text()).contains("Three officers were not trained.", "Penal Code 832.7", HASH).doesNotContain(names, "police.example/roster");
      assertThat(other.page("/ashgrove/" + action).text()).doesNotContain(names);
      assertThat(other.page("/ashgrove/" + action + "/evidence").text()).doesNotContain(names, "police.example/roster");
      for (var export : List.of("actions.csv", "actions.json")) assertThat(other.page("/ashgrove/register/" + export).expect(200).text()).doesNotContain(names, "police.example/roster");
    }
    for (Person insider : List.of(town.ruth, town.abel, town.lena)) {
      var sheet = insider.reads(action).expect(200);
      assertThat(sheet.text()).contains(names);
      var one = sheet.at("/evidence").findParents("document_hash").get(0);
      assertThat(one.get("content_hash").asText()).as("anyone with the original can reckon it")
          .isEqualTo(HexFormat.of().formatHex(Secrets.hash((names + "\nhttps://police.example/roster\n" + HASH).getBytes(StandardCharsets.UTF_8))));
    }
  }

  @Test
  void anyoneAddsEvidenceForThirtyDays() {
    var early = answered("Not yet reported");
    town.bayo.asks(early + "/evidence", Map.of("text", "Too soon")).refused(409, "evidence_window_closed");
    var action = reported("Open to all");
    assertThat(LocalDate.parse(town.bayo.reads(action).text("/action/evidence_until"))).isAfterOrEqualTo(TODAY.plusDays(30));
    var ear = town.bayo.follows("ashgrove/" + action);
    var stranger = town.stranger();
    stranger.asks(action + "/evidence", Map.of("text", "Our station still uses the old form.", "criterion", 1, "url", "https://photos.example/form.jpg", "dated", TODAY.minusDays(2), "name", "Dell")).expect(201);
    assertThat(ear.sees("EvidenceAdded").getString("side")).isEqualTo("public");
    assertThat(stranger.asks(action + "/evidence", Map.of("text", "Later", "dated", TODAY.plusDays(2))).expect(422).faults()).containsExactly("/dated date_in_future");
    assertThat(stranger.asks(action + "/evidence", Map.of("text", "Other", "criterion", 9)).expect(422).faults()).containsExactly("/criterion criterion_unknown");
    assertThat(stranger.asks(action + "/evidence", Map.of("text", "Hidden", "confidential", "I say so", "redacted_text", "…")).expect(422).faults()).containsExactly("/confidential confidential_not_for_public");
    town.mara.asks(action + "/evidence", Map.of("text", "I looked at the form myself.")).expect(201);
    town.lena.asks(action + "/evidence", Map.of("text", "That station was told again.")).expect(201);
    assertThat(town.bayo.reads(action).at("/evidence").findValuesAsText("side")).contains("public", "board", "agency");
    hall.change("ashgrove", "UPDATE action SET evidence_until = ? WHERE number = ?", TODAY.minusDays(1), action.substring(8));
    stranger.asks(action + "/evidence", Map.of("text", "Too late")).refused(409, "evidence_window_closed");
  }

  @Test
  void theFormNeedsNoAccountAndAModeratorLeavesATombstone() {
    var action = "/ashgrove/" + reported("By the page");
    var dell = town.stranger();
    dell.onPage(action + "/evidence", action + "/evidence").comesBack(422, "Fill this in").with("text", "Call Jo at the bakery, she was stopped twice.").with("criterion", "2").succeeds();
    assertThat(dell.page(action).expect(200).text()).contains("Call Jo at the bakery");
    var number = town.bayo.reads(action.substring(10)).at("/evidence").findParents("side").stream().filter(one -> one.get("side").asText().equals("public")).findFirst().orElseThrow().get("number").asInt();
    town.ruth.asks(action.substring(10) + "/evidence/" + number + "/hide", Map.of("ground", "M2")).refused(403, "not_your_role");
    max.signsInAtThePage();
    max.onPage(action + "/evidence", action + "/evidence/" + number + "/hide").with("ground", "M2").succeeds();
    assertThat(dell.page(action).expect(200).text()).doesNotContain("Call Jo at the bakery").contains("ground M2");
    max.asks(action.substring(10) + "/evidence/1/hide", Map.of("ground", "M2")).refused(404, "missing");
  }

  @Test
  void eachLookKeepsMethodSampleAndFooting() {
    var action = reported("Looked at twice");
    var marks = List.of(Map.of("criterion", 1, "mark", "met", "method", "Read the order"), Map.of("criterion", 2, "mark", "not_met", "method", "Compared rosters", "sample", "40 of 400, drawn by lot"));
    town.ruth.asks(action + "/verify", Map.of("verdict", "returned", "independence", "agency_data", "reason", "Night shift is missing.", "marks", marks)).expect(200);
    town.lena.asks(action + "/report", Map.of("text", "Night shift too.", "evidence", List.of(Map.of("criterion", 2, "text", "New rosters")))).expect(200);
    var met = List.of(Map.of("criterion", 1, "mark", "met", "method", "Read it again"), Map.of("criterion", 2, "mark", "met", "method", "Sat in on a class", "sample", "2 of 9 classes"));
    town.mara.asks(action + "/verify", Map.of("verdict", "implemented", "independence", "own_check", "marks", met)).expect(200);
    var sheet = town.stranger().reads(action).expect(200);
    assertThat(sheet.at("/verifications").findValuesAsText("verdict")).containsExactly("implemented", "returned");
    assertThat(sheet.text("/verifications/1/marks/1/sample")).isEqualTo("40 of 400, drawn by lot");
    assertThat(sheet.text("/verifications/1/independence")).isEqualTo("agency_data");
    assertThat(town.stranger().page("/ashgrove/" + action).expect(200).text()).contains("40 of 400, drawn by lot", "2 of 9 classes");
  }

  @Test
  void theLadderIsClimbedByTestsThatWereSetBefore() {
    var action = answered("The ladder");
    var ladder = action + "/compliance";
    town.lena.asks(ladder, Map.of("level", "policy", "note", "We have one")).refused(403, "not_your_role");
    town.ruth.asks(ladder, Map.of("level", "policy", "note", "The order is in force.")).expect(201);
    assertThat(town.ruth.asks(ladder, Map.of("level", "practice", "note", "It seems so")).expect(422).faults()).containsExactly("/test test_first");
    var test = town.ruth.asks(ladder + "/tests", Map.of("method", "Draw fifty stops by lot and compare the video.", "sample", "Fifty a month")).expect(201);
    assertThat(test.at("/tests/0/share").asInt()).isEqualTo(95);
    assertThat(test.at("/tests/0/months").asInt()).isEqualTo(24);
    assertThat(town.ruth.asks(ladder, Map.of("level", "practice", "test", 1, "share", 97, "tested_on", TODAY.minusDays(1), "note", "Last month")).expect(422).faults()).containsExactly("/tested_on tested_before_method");
    assertThat(town.ruth.asks(ladder, Map.of("level", "practice", "test", 1, "share", 94, "tested_on", TODAY, "note", "Nearly")).expect(422).faults()).containsExactly("/share share_too_low");
    town.ruth.asks(ladder, Map.of("level", "practice", "test", 1, "share", 96, "tested_on", TODAY, "note", "48 of 50")).expect(201);
    assertThat(town.ruth.asks(ladder, Map.of("level", "sustained", "test", 1, "share", 96, "months", 23, "tested_on", TODAY, "note", "Two years nearly")).expect(422).faults()).containsExactly("/months months_too_few");
    town.ruth.asks(ladder, Map.of("level", "sustained", "test", 1, "share", 98, "months", 24, "tested_on", TODAY, "note", "Two years")).expect(201);
    var fallen = town.ruth.asks(ladder, Map.of("level", "training", "test", 1, "share", 71, "tested_on", TODAY, "note", "After the reorganisation it fell.")).expect(201);
    assertThat(fallen.text("/level")).as("it can go down").isEqualTo("training");
    assertThat(fallen.at("/steps").findValuesAsText("level")).containsExactly("training", "sustained", "practice", "policy");
    assertThat(town.stranger().page("/ashgrove/" + action).expect(200).text()).contains("Draw fifty stops by lot", "After the reorganisation it fell.");
  }

  @Test
  void withThePagesAlone() {
    town.lena.signsInAtThePage();
    town.mara.signsInAtThePage();
    var action = "/ashgrove/" + answered("By the pages, shown and checked");
    town.lena.onPage(action, action + "/begin").succeeds();
    town.lena.onPage(action, action + "/report").with("text", "Done").with("evidence_1", "The order").with("proof_url_1", "https://police.example/12").with("evidence_2", "Rosters")
        .with("proof_confidential_2", "Personnel file").comesBack(422, "redacted copy").with("proof_redacted_text_2", "Rosters without names").succeeds();
    town.mara.onPage(action, action + "/verify").with("mark_1", "met").with("method_1", "Read").with("mark_2", "met").with("method_2", "Counted").with("sample_2", "All of them").with("independence", "third_party").with("verdict", "implemented").succeeds();
    town.mara.onPage(action, action + "/compliance/tests").with("method", "Draw fifty stops by lot.").succeeds();
    town.mara.onPage(action, action + "/compliance").with("level", "policy").with("note", "In force.").succeeds();
    var sheet = town.bayo.reads(action.substring(10)).expect(200);
    assertThat(sheet.text("/verifications/0/independence")).isEqualTo("third_party");
    assertThat(sheet.text("/compliance/level")).isEqualTo("policy");
  }
}
