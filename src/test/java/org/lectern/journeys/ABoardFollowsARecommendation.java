package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.core.Caller;
import org.lectern.oversight.CrossingCommands;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** The board asks, the police answer and report, and nothing counts as done before the board has looked. */
class ABoardFollowsARecommendation extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Map<String, Object> recommendation(String title) {
    return new HashMap<>(Map.of("kind", "recommendation", "issuer", "board", "addressee", "police", "title", title,
        "text", "The department adopts a written policy on body cameras and trains every officer.", "criteria", List.of("A policy is in force", "Every officer is trained")));
  }

  private String drafts(String title) {
    return town.ruth.asks("actions", recommendation(title)).expect(201).text("/number");
  }

  private String issued(String title) {
    var number = drafts(title);
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  private String answered(String title) {
    var number = issued(title);
    answers(number, accepted()).expect(200);
    return number;
  }

  private org.lectern.support.Answer answers(String number, Map<String, Object> answer) {
    return town.lena.asks("actions/" + number + "/answer", answer);
  }

  private static Map<String, Object> accepted() {
    return Map.of("position", "accepted", "text", "We will do so.", "owner", "Chief of Patrol", "due", TODAY.plusDays(90));
  }

  private static Map<String, Object> report() {
    return Map.of("text", "Done.", "url", "https://police.example/policy", "evidence", List.of(
        Map.of("criterion", 1, "text", "General order 12"), Map.of("criterion", 2, "text", "Rosters of all precincts")));
  }

  private static Map<String, Object> verdict(String verdict, String first, String second) {
    return Map.of("verdict", verdict, "reason", "We read the order and the rosters.", "marks", List.of(
        Map.of("criterion", 1, "mark", first, "method", "read"), Map.of("criterion", 2, "mark", second, "method", "sampled 40 of 400")));
  }

  @Test
  void aDraftIsForTheBoardOnly() {
    var title = secret("A recommendation in the making");
    var ears = List.of(town.bayo.follows("ashgrove"), town.lena.follows("ashgrove"));
    var maras = town.mara.follows("ashgrove");
    var number = drafts(title);
    maras.sees("ActionDrafted");
    town.mara.reads("actions/" + number).expect(200);
    assertThat(town.abel.reads("actions?status=draft").text()).contains(title);
    for (Person other : List.of(town.bayo, town.lena, town.ines, town.noor, town.ada, town.stranger())) {
      other.reads("actions/" + number).refused(404, "missing");
      assertThat(other.reads("actions").text()).doesNotContain(title);
      assertThat(other.reads("actions?status=draft").at("/items").size()).isZero();
      other.asks("actions/" + number + "/testimony", Map.of("text", "About a draft")).refused(404, "missing");
      other.page("/ashgrove/actions/" + number).expect(404);
    }
    answers(number, accepted()).refused(404, "missing");
    for (var ear : ears) assertThat(ear.types()).doesNotContain("ActionDrafted");
  }

  @Test
  void fromTheDraftToTheVerification() {
    var number = drafts("Body cameras");
    var target = "actions/" + number;
    var ear = town.bayo.follows("ashgrove/" + target);
    town.ruth.asks(target + "/issue", Map.of("by_vote", false)).refused(403, "vote_or_chair");
    assertThat(town.ruth.asks(target + "/issue", Map.of("by_vote", true)).expect(422).faults()).containsExactly("/vote_hearing vote_required");
    town.abel.asks(target + "/issue", Map.of("by_vote", false)).expect(200);
    var heard = ear.sees("ActionIssued");
    assertThat(heard.getJsonArray("criteria")).hasSize(2);
    assertThat(LocalDate.parse(heard.getString("response_due"))).isAfterOrEqualTo(TODAY.plusDays(60));

    assertThat(answers(number, Map.of("position", "accepted")).expect(422).faults()).containsExactlyInAnyOrder("/text plan_required", "/owner owner_required", "/due date_required");
    assertThat(answers(number, Map.of("position", "rejected", "text", "No.")).expect(422).faults()).containsExactly("/text reason_too_short");
    town.ruth.asks(target + "/agree", Map.of("reason", "Fine")).refused(409, "no_answer_yet");
    town.lena.asks(target + "/begin").refused(409, "answer_first");
    answers(number, accepted()).expect(200);
    assertThat(ear.sees("ActionAnswered").getString("position")).isEqualTo("accepted");
    town.mara.asks(target + "/agree", Map.of("reason", "The plan will do.")).expect(200);
    ear.sees("ActionAgreed");
    town.mara.asks(target + "/agree", Map.of("reason", "Again")).refused(409, "answer_already_decided");

    town.lena.asks(target + "/begin").expect(200);
    ear.sees("ActionBegun");
    assertThat(town.lena.asks(target + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "Order 12")))).expect(422).faults())
        .containsExactly("/evidence evidence_missing");
    town.lena.asks(target + "/report", report()).expect(200);
    ear.sees("ActionReported");
    assertThat(town.bayo.reads(target).text("/action/status")).isEqualTo("reported");

    town.lena.asks(target + "/verify", verdict("implemented", "met", "met")).refused(403, "not_your_role");
    assertThat(town.ruth.asks(target + "/verify", verdict("implemented", "met", "unclear")).expect(422).faults()).containsExactly("/verdict not_every_criterion_met");
    assertThat(town.ruth.asks(target + "/verify", Map.of("verdict", "implemented", "marks", List.of())).expect(422).faults()).containsOnly("/marks mark_once");
    town.ruth.asks(target + "/verify", verdict("implemented", "met", "met")).expect(200);
    assertThat(ear.sees("ActionVerified").getString("verdict")).isEqualTo("implemented");

    var sheet = town.bayo.reads(target).expect(200);
    assertThat(sheet.text("/criteria/0/mark")).isEqualTo("met");
    assertThat(sheet.at("/moves").findValuesAsText("command")).containsExactly("verify", "report", "begin", "agree", "respond", "issue", "draft");
    assertThat(town.bayo.page("/ashgrove/" + target).expect(200).text()).contains("Body cameras", "sampled 40 of 400");
    town.ruth.asks(target + "/reopen", Map.of("reason", "New officers are not trained.")).expect(200);
    ear.sees("ActionReopened");
  }

  @Test
  void whoReportedCannotVerify() {
    var office = town.grant(town.lena, "member", "board");
    var number = answered("Not by oneself");
    town.lena.asks("actions/" + number + "/report", report()).expect(200);
    town.lena.asks("actions/" + number + "/verify", verdict("implemented", "met", "met")).refused(403, "reporter_cannot_verify");
    town.mara.asks("actions/" + number + "/verify", verdict("partly_implemented", "met", "not_met")).expect(200);
    assertThat(town.bayo.reads("actions/" + number).text("/action/status")).isEqualTo("partly_implemented");
    town.revoke(town.lena, office);
  }

  @Test
  void returnedItIsReportedAgainAndEvidenceStays() {
    var number = answered("Once more");
    town.lena.asks("actions/" + number + "/report", report()).expect(200);
    town.ruth.asks("actions/" + number + "/verify", verdict("returned", "met", "not_met")).expect(200);
    town.lena.asks("actions/" + number + "/report", Map.of("text", "Now the rest.", "evidence", List.of(Map.of("criterion", 2, "text", "More rosters")))).expect(200);
    town.ruth.asks("actions/" + number + "/verify", verdict("implemented", "met", "met")).expect(200);
    assertThat(town.bayo.reads("actions/" + number).at("/evidence").size()).isEqualTo(5);
  }

  @Test
  void theBoardInsistsOnce() {
    var number = issued("Insist");
    var first = town.bayo.reads("actions/" + number).text("/action/first_response_due");
    answers(number, Map.of("position", "rejected", "text", "We already have a general order on this subject, and it is enough for us.")).expect(200);
    town.ruth.asks("actions/" + number + "/insist", Map.of("reason", "That order is of 1998.")).expect(200);
    assertThat(town.bayo.reads("actions/" + number).text("/action/first_response_due")).isEqualTo(first);
    town.ruth.asks("actions/" + number + "/insist", Map.of("reason", "Again")).refused(409, "insisted_already");
    answers(number, accepted()).expect(200);
    assertThat(town.bayo.reads("actions/" + number).at("/responses").size()).isEqualTo(2);
  }

  @Test
  void closedWithoutBeingDone() {
    var number = issued("Given up");
    answers(number, Map.of("position", "rejected", "text", "The state's law forbids us to do this, see the opinion of the attorney.")).expect(200);
    town.ruth.asks("actions/" + number + "/close", Map.of("reason", "Preempted", "by_vote", false)).refused(403, "vote_or_chair");
    town.abel.asks("actions/" + number + "/close", Map.of("reason", "Preempted", "by_vote", false)).expect(200);
    town.lena.asks("actions/" + number + "/begin").refused(409, "reopen_first");
    assertThat(town.bayo.reads("actions?status=closed_not_implemented").text()).contains(number);
  }

  @Test
  void overdueByItsDateAndSaidOnce() {
    var number = issued("Long waited for");
    hall.change("ashgrove", "UPDATE action SET response_due = ?, first_response_due = ?, issued_at = now() - interval '90 days' WHERE number = ?", TODAY.minusDays(2), TODAY.minusDays(2), number);
    var ear = town.bayo.follows("ashgrove/actions/" + number);
    assertThat(town.bayo.reads("actions?overdue=true").text()).contains(number);
    assertThat(town.bayo.reads("actions?overdue=false").text()).doesNotContain(number);
    var sheet = town.bayo.reads("actions/" + number);
    assertThat(sheet.at("/action/lateness/overdue").asBoolean()).isTrue();
    assertThat(sheet.at("/action/lateness/days").asInt()).isEqualTo(2);
    clockLooks();
    clockLooks();
    assertThat(ear.sees("ActionOverdue").getString("crossing")).isEqualTo("overdue");
    assertThat((Long) hall.one("SELECT count(*) FROM journal WHERE type = 'ActionOverdue' AND data->>'action' = ?", number)).isEqualTo(1);
    assertThat(town.stranger().page("/ashgrove").text()).contains("Long waited for");
    answers(number, accepted()).expect(200);
    assertThat(town.bayo.reads("actions?overdue=true").text()).doesNotContain(number);
  }

  @Test
  void aReminderIsForTheAgency() {
    var number = issued("Soon due");
    hall.change("ashgrove", "UPDATE action SET response_due = ?, issued_at = now() - interval '60 days' WHERE number = ?", TODAY.plusDays(10), number);
    var lenas = town.lena.follows("ashgrove");
    var bayos = town.bayo.follows("ashgrove");
    clockLooks();
    assertThat(lenas.sees("ActionDueSoon").getString("action")).isEqualTo(number);
    town.bayo.testifies("actions/" + number, "Please answer in time.");
    bayos.sees("TestimonyPublished");
    assertThat(bayos.types()).doesNotContain("ActionDueSoon");
  }

  private void clockLooks() {
    var place = hall.place("ashgrove");
    Hall.await(hall.database().write(Caller.system(place, "clock"), CrossingCommands.recordCrossings()));
  }

  @Test
  void onlyOfThoseWhoMayBeAsked() {
    var wrong = recommendation("Wrong parties");
    wrong.put("addressee", "council");
    assertThat(town.ruth.asks("actions", wrong).expect(422).faults()).containsExactly("/addressee only_agencies_answer");
    wrong.put("addressee", "nobody");
    assertThat(town.ruth.asks("actions", wrong).expect(422).faults()).containsExactly("/addressee body_unknown");
    var other = recommendation("Another body");
    other.put("issuer", "safety");
    town.ruth.asks("actions", other).refused(403, "not_your_body");
    var sources = recommendation("From nowhere");
    sources.putAll(Map.of("hearing", 999, "testimony", "T-2026-999999", "area", "no-such-area"));
    assertThat(town.ruth.asks("actions", sources).expect(422).faults()).containsExactly("/area area_unknown", "/hearing hearing_unknown", "/testimony testimony_unknown");
  }

  @Test
  void withThePagesAlone() {
    var lena = town.person("ashgrove", "Lena");
    lena.signsInAtThePage();
    var mara = town.person("ashgrove", "Mara");
    mara.signsInAtThePage();
    mara.page("/ashgrove/actions/new").expect(200);
    var drafted = mara.submit("/ashgrove/actions/new", Map.of("key", "0123456789abcdefghij", "kind", "recommendation", "issuer", "board", "addressee", "police",
        "title", "By the pages", "text", "Publish the data.", "criteria", "Data is published\nEvery month")).expect(303).header("Location");
    town.abel.asks(drafted.substring("/ashgrove/".length()) + "/issue", Map.of("by_vote", false)).expect(200);
    assertThat(lena.submit(drafted + "/answer", Map.of("key", "k123456789abcdefghij", "position", "accepted")).expect(422).text()).contains("aria-invalid");
    lena.submit(drafted + "/answer", Map.of("key", "m123456789abcdefghij", "position", "accepted", "text", "Yes", "owner", "Data office", "due", TODAY.plusDays(30).toString())).expect(303);
    lena.submit(drafted + "/begin", Map.of()).expect(303);
    lena.submit(drafted + "/report", Map.of("text", "Done", "evidence_1", "See the site", "evidence_2", "Twelve files")).expect(303);
    mara.submit(drafted + "/verify", Map.of("verdict", "implemented", "mark_1", "met", "method_1", "looked", "mark_2", "met", "method_2", "counted")).expect(303);
    assertThat(town.bayo.get(drafted).text("/action/status")).isEqualTo("implemented");
  }
}
