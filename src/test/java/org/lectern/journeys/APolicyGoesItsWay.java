package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.core.Caller;
import org.lectern.policies.DateCommands;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/** From the idea to what it did: everybody is asked, everybody is answered, and nothing goes on while something stops it. */
class APolicyGoesItsWay extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));
  private static final String FIRST = "Officers wear a camera at all times.\n\nFootage is kept for sixty days.\n\nThe chief reports every year.";
  private static final String SECOND = "Officers wear a camera at all times.\n\nFootage is kept for ninety days.\n\nThe chief reports every year.\n\nFootage of minors is blurred.";

  private Map<String, Object> idea(String title) {
    return new HashMap<>(Map.of("kind", "ordinance", "owner", "council", "implementer", "police", "area", town.bayo.reads("areas").text("/items/0/slug"), "title", title, "summary", "Cameras on, rules clear."));
  }

  private String proposed(String title) {
    return "policies/" + town.ines.asks("policies", idea(title)).expect(201).text("/number");
  }

  /** Open for comment since a moment, until a day that has passed. */
  private String commented(String title) {
    var policy = proposed(title);
    town.ines.asks(policy + "/draft").expect(200);
    town.ines.asks(policy + "/text", Map.of("text", FIRST)).expect(201);
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).expect(200);
    return policy;
  }

  private void daysPass(String policy, String column, String moved) {
    hall.change("ashgrove", "UPDATE policy_change SET " + column + " = " + moved + " WHERE number = ?", policy.replace("policies/", ""));
  }

  private String pending(String title) {
    var policy = commented(title);
    daysPass(policy, "comment_closes_at", "now() - interval '1 second'");
    town.ines.asks(policy + "/revise").expect(200);
    town.ines.asks(policy + "/pend", Map.of()).expect(200);
    return policy;
  }

  private long decided(String title, String decision) {
    var hearing = town.ines.announces(title, Map.of("title", "Adopt it", "comment_mode", "none"));
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", decision)).expect(200);
    return hearing;
  }

  private String adopted(String title) {
    var policy = pending(title);
    daysPass(policy, "pending_until", "CURRENT_DATE - 1");
    town.ines.asks(policy + "/adopt", Map.of("hearing", decided(title, "adopted"), "item", 1)).expect(200);
    return policy;
  }

  @Test
  void fromTheIdeaToWhatItDid() {
    var area = town.bayo.reads("areas").text("/items/0/slug");
    var policy = proposed("Body cameras");
    var ear = town.bayo.follows("ashgrove/" + policy);
    var areaEar = town.dae.follows("ashgrove/areas/" + area);
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).refused(409, "wrong_state");
    town.ines.asks(policy + "/draft").expect(200);
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).refused(409, "policy_has_no_text");
    town.ines.asks(policy + "/text", Map.of("text", FIRST)).expect(201);
    assertThat(ear.sees("PolicyTextWritten").getInteger("version")).isEqualTo(1);
    assertThat(town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(29))).expect(422).faults()).containsExactly("/closes_on comment_too_short");
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).expect(200);
    assertThat(areaEar.sees("PolicyCommentOpened").getInteger("round")).isEqualTo(1);

    var comment = town.bayo.testifies(policy, "Sixty days are too short: a complaint takes three months.", "name", "Bayo", "email", "bayo.at.home@people.example").text("/number");
    var other = town.dae.testifies(policy, "My son is in that footage.", "name", "Dae").text("/number");
    assertThat(town.stranger().reads(policy + "/testimony").at("/counts/published").asInt()).isEqualTo(2);
    town.ines.asks(policy + "/text", Map.of("text", SECOND)).refused(409, "policy_text_closed");
    town.ines.asks(policy + "/revise").refused(409, "comment_still_open");
    daysPass(policy, "comment_closes_at", "now() - interval '1 second'");
    town.ines.asks(policy + "/revise").expect(200);
    assertThat(town.stranger().testifies(policy, "I only hear of it now.").at("/late").asBoolean()).isTrue();

    assertThat(town.ines.asks(policy + "/text", Map.of("text", SECOND)).expect(422).faults()).containsExactly("/material say_whether_material");
    town.ines.asks(policy + "/text", Map.of("text", SECOND, "material", true, "note", "Ninety days; minors blurred.")).expect(201);
    town.ines.asks(policy + "/pend", Map.of()).refused(409, "material_change_needs_comment");
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).expect(200);
    daysPass(policy, "comment_closes_at", "now() - interval '1 second'");
    town.ines.asks(policy + "/revise").expect(200);

    town.ines.asks(policy + "/pend", Map.of()).refused(409, "comments_without_theme");
    town.ines.asks(policy + "/themes", Map.of("title", "How long footage is kept", "testimony", List.of(comment))).expect(201);
    town.ines.asks(policy + "/themes", Map.of("title", "Minors, and the rest", "rest", true)).expect(201);
    town.ines.asks(policy + "/pend", Map.of()).refused(409, "theme_unanswered");
    town.ines.asks(policy + "/themes/1/answer", Map.of("disposition", "adopted", "answer", "Ninety days, as the board asked.")).expect(200);
    town.ines.asks(policy + "/themes/2/answer", Map.of("disposition", "partly", "answer", "Minors are blurred; the rest stands.")).expect(200);
    assertThat(hall.mailTo("bayo.at.home@people.example")).contains("Ninety days, as the board asked.", comment);
    assertThat(ear.sees("PolicyThemeAnswered").getString("disposition")).isEqualTo("adopted");
    assertThat(town.bayo.reads("testimony/" + comment).at("/steps/0/policy").asText()).isEqualTo(policy.replace("policies/", ""));
    assertThat(town.ines.asks(policy + "/pend", Map.of("until", TODAY.plusDays(10))).expect(422).faults()).containsExactly("/until pending_too_short");
    town.ines.asks(policy + "/pend", Map.of()).expect(200);
    assertThat(town.bayo.reads("portfolio").text()).contains("Body cameras");

    var rejected = decided("Not so", "rejected");
    var hearing = decided("Body cameras at the council", "adopted");
    town.ines.asks(policy + "/adopt", Map.of("hearing", hearing, "item", 1)).refused(409, "adopted_too_early");
    daysPass(policy, "pending_until", "CURRENT_DATE - 1");
    assertThat(town.ines.asks(policy + "/adopt", Map.of("signed_by", "The mayor")).expect(422).faults()).containsExactly("/item adopted_by_item");
    assertThat(town.ines.asks(policy + "/adopt", Map.of("hearing", rejected, "item", 1)).expect(422).faults()).containsExactly("/item item_did_not_adopt");
    assertThat(town.ines.asks(policy + "/adopt", Map.of("hearing", hearing, "item", 1, "effective_on", TODAY.plusDays(5), "sunset_on", TODAY)).expect(422).faults()).containsExactly("/sunset_on sunset_before_effect");
    town.ines.asks(policy + "/adopt", Map.of("hearing", hearing, "item", 1)).expect(200);
    assertThat(areaEar.sees("PolicyAdopted").getLong("hearing")).isEqualTo(hearing);

    town.ines.asks(policy + "/train").expect(200);
    town.ines.asks(policy + "/practise").refused(409, "no_training_figure");
    town.ines.asks(policy + "/figures", figure("training", "Officers trained", "88.5")).refused(403, "not_your_role");
    town.lena.asks(policy + "/figures", figure("training", "Officers trained", "88.5")).expect(201);
    assertThat(ear.sees("PolicyMeasured").getString("value")).isEqualTo("88.5");
    town.ines.asks(policy + "/practise").expect(200);
    town.ines.asks(policy + "/evaluate").refused(409, "no_practice_figure");
    town.lena.asks(policy + "/figures", figure("practice", "Stops on camera", "97")).expect(201);
    town.ines.asks(policy + "/evaluate").refused(409, "no_finding");
    town.ruth.asks(policy + "/findings", finding("police")).refused(403, "not_your_body");
    town.ruth.asks(policy + "/findings", finding("board")).expect(201);
    town.ines.asks(policy + "/evaluate").expect(200);
    assertThat(ear.sees("PolicyEvaluated").getString("result")).isEqualTo("works_in_part");

    var sheet = town.stranger().reads(policy).expect(200);
    assertThat(sheet.at("/moves").findValuesAsText("command")).containsExactly(
        "evaluate", "practise", "train", "adopt", "pend", "revise", "open_comment", "revise", "open_comment", "draft", "propose");
    assertThat(sheet.text("/figures/0/value")).isEqualTo("88.5");
    assertThat(sheet.at("/figures/0/reached").asBoolean()).isFalse();
    assertThat(sheet.at("/themes/0/testimony/0").asText()).isEqualTo(comment);
    assertThat(town.stranger().page("/ashgrove/" + policy).expect(200).text()).contains("Footage of minors is blurred.", "Ninety days, as the board asked.", other, "Rosters of all precincts");
    assertThat(town.stranger().page("/ashgrove/areas/" + area).expect(200).text()).contains("Body cameras");
  }

  private static Map<String, Object> figure(String phase, String name, String value) {
    return Map.of("phase", phase, "name", name, "value", value, "target", "95", "unit", "%", "measured_on", TODAY, "source", "Rosters of all precincts");
  }

  private static Map<String, Object> finding(String body) {
    return Map.of("body", body, "result", "works_in_part", "text", "Cameras are on; reports come late.", "found_on", TODAY);
  }

  @Test
  void aChallengeThatBlocksStopsIt() {
    var policy = commented("Stopped on the way");
    var ear = town.dae.follows("ashgrove/" + policy);
    daysPass(policy, "comment_closes_at", "now() - interval '1 second'");
    town.ines.asks(policy + "/revise").expect(200);
    town.stranger().asks(policy + "/challenges", challenge()).expect(401);
    assertThat(town.bayo.asks(policy + "/challenges", Map.of("kind", "labor", "side", "union", "name", " ", "text", "No")).expect(422).faults()).containsExactly("/name challenge_needs_name");
    town.bayo.asks(policy + "/challenges", challenge()).expect(201);
    assertThat(ear.sees("PolicyChallenged").getString("name")).isEqualTo("Officers’ Association");
    town.bayo.asks(policy + "/challenges/1/block", Map.of("reason", "It must")).refused(403, "not_your_role");
    town.noor.asks(policy + "/challenges/1/block", Map.of("reason", "It must")).refused(403, "not_your_body");
    town.abel.asks(policy + "/challenges/1/block", Map.of("reason", "The contract must be reopened first.")).expect(200);
    ear.sees("PolicyBlocked");
    town.ines.asks(policy + "/pend", Map.of()).refused(409, "policy_blocked");
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(31))).refused(409, "policy_blocked");
    assertThat(town.stranger().reads("portfolio").at("/stopped/0/by/0/block_reason").asText()).isEqualTo("The contract must be reopened first.");
    assertThat(town.stranger().page("/ashgrove/portfolio").expect(200).text()).contains("The contract must be reopened first.");
    assertThat(town.stranger().page("/ashgrove/" + policy).expect(200).text()).contains("Officers’ Association");
    town.abel.asks(policy + "/challenges/1/resolve", Map.of("outcome", "resolved", "reason", "A side letter was signed.")).expect(200);
    ear.sees("PolicyChallengeResolved");
    town.abel.asks(policy + "/challenges/1/resolve", Map.of("outcome", "unfounded", "reason", "Again")).refused(409, "challenge_settled");
    town.ines.asks(policy + "/pend", Map.of()).expect(200);
    town.ines.asks(policy + "/withdraw", Map.of("reason", "The state is about to legislate.")).expect(200);
    town.bayo.asks(policy + "/challenges", challenge()).refused(409, "policy_has_ended");
    town.bayo.asks(policy + "/testimony", Map.of("text", "Why?")).refused(409, "policy_over");
  }

  private static Map<String, Object> challenge() {
    return Map.of("kind", "labor", "side", "union", "name", "Officers’ Association", "text", "The contract leaves discipline to bargaining.", "url", "https://union.example/contract");
  }

  @Test
  void everyTwoVersionsCanBeCompared() {
    var policy = proposed("Compared");
    town.ines.asks(policy + "/draft").expect(200);
    town.bayo.reads(policy + "/redline").refused(404, "missing");
    for (var text : List.of(FIRST, SECOND, FIRST + "\n\nDone.")) town.ines.asks(policy + "/text", Map.of("text", text, "note", "Next")).expect(201);
    assertThat(town.ines.asks(policy + "/text", Map.of("text", FIRST + "\n\nDone.")).expect(422).faults()).containsExactly("/text text_unchanged");
    var redline = town.bayo.reads(policy + "/redline?from=1&to=2").expect(200);
    assertThat(redline.at("/added").asInt()).isEqualTo(6);
    assertThat(redline.at("/removed").asInt()).isEqualTo(1);
    assertThat(redline.at("/paragraphs/1/pieces").findValuesAsText("kind")).containsExactly("same", "removed", "added", "same");
    assertThat(town.bayo.reads(policy + "/redline?from=0&to=1").at("/removed").asInt()).isZero();
    town.bayo.reads(policy + "/redline?from=1&to=9").refused(404, "missing");
    assertThat(town.stranger().page("/ashgrove/" + policy + "/redline?from=1&to=2").expect(200).text()).contains("<del>sixty</del><ins>ninety</ins>");
    town.stranger().page("/ashgrove/" + policy + "/redline?from=x").expect(404);
    town.stranger().page("/ashgrove/" + policy + "/redline?to=99999").expect(404);
  }

  @Test
  void anAgencyOrdersItselfAndAnAmendedTextIsGiven() {
    var order = new HashMap<>(idea("An order"));
    order.putAll(Map.of("kind", "general_order", "owner", "police", "text", "Cameras on."));
    order.remove("implementer");
    var policy = "policies/" + town.lena.asks("policies", order).expect(201).text("/number");
    town.ines.asks(policy + "/draft").refused(403, "not_your_body");
    town.lena.asks(policy + "/draft").expect(200);
    town.lena.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(40))).expect(200);
    daysPass(policy, "comment_closes_at", "now() - interval '1 second'");
    town.lena.asks(policy + "/revise").expect(200);
    town.lena.asks(policy + "/pend", Map.of()).expect(200);
    daysPass(policy, "pending_until", "CURRENT_DATE - 1");
    town.lena.asks(policy + "/adopt", Map.of("signed_by", "Chief Amara Holt", "effective_on", TODAY.plusDays(14))).expect(200);
    assertThat(town.bayo.reads(policy).text("/policy/signed_by")).isEqualTo("Chief Amara Holt");

    var ordinance = pending("Amended on the floor");
    daysPass(ordinance, "pending_until", "CURRENT_DATE - 1");
    var hearing = decided("Amended", "adopted_amended");
    assertThat(town.ines.asks(ordinance + "/adopt", Map.of("hearing", hearing, "item", 1)).expect(422).faults()).containsExactly("/text amended_text_required");
    town.ines.asks(ordinance + "/adopt", Map.of("hearing", hearing, "item", 1, "text", SECOND)).expect(200);
    assertThat(town.bayo.reads(ordinance).text("/text")).isEqualTo(SECOND);
  }

  @Test
  void theCalendarTellsWhatTakesEffectAndWhatRunsOut() {
    var policy = adopted("For a year");
    var ear = town.bayo.follows("ashgrove/" + policy);
    town.ines.asks(policy + "/sunset", Map.of("sunset_on", TODAY, "reason", "At once")).expect(422);
    town.ines.asks(policy + "/sunset", Map.of("sunset_on", TODAY.plusDays(60), "reason", "A pilot of two months.")).expect(200);
    ear.sees("PolicySunsetSet");
    clockLooks();
    clockLooks();
    ear.sees("PolicyTookEffect");
    assertThat(ear.sees("PolicySunsetNear").getInteger("days_left")).isEqualTo(60);
    var number = policy.replace("policies/", "");
    assertThat((Long) hall.one("SELECT count(*) FROM journal WHERE type IN ('PolicySunsetNear', 'PolicyTookEffect') AND data->>'policy' = ?", number)).isEqualTo(2);
    daysPass(policy, "sunset_on", "CURRENT_DATE + 10");
    clockLooks();
    assertThat(ear.sees("PolicySunsetNear").getInteger("days_left")).isBetween(9, 11);
    assertThat(town.bayo.reads("portfolio").text()).contains("For a year");
    town.ines.asks(policy + "/enjoin", Map.of("reason", "Superior court, case 12-345.")).expect(200);
    assertThat(town.bayo.reads("policies?status=enjoined").text()).contains(number);
  }

  private void clockLooks() {
    var place = hall.place("ashgrove");
    Hall.await(hall.database().write(Caller.system(place, "clock"), DateCommands.tellDates()));
  }

  @Test
  void withThePagesAlone() {
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var policy = ines.onPage("/ashgrove/policies/new", "/ashgrove/policies/new").with("title", "By the pages").with("kind", "ordinance").with("owner", "council")
        .with("implementer", "police").leadsTo();
    ines.onPage(policy, policy + "/draft").succeeds();
    ines.onPage(policy + "/text", policy + "/text").with("text", FIRST).succeeds();
    assertThat(ines.onPage(policy, policy + "/open-comment").with("closes_on", TODAY.plusDays(3)).sends().expect(422).text()).contains("aria-invalid");
    ines.onPage(policy, policy + "/open-comment").with("closes_on", TODAY.plusDays(30)).succeeds();
    var stranger = town.stranger();
    assertThat(stranger.page(policy + "/testify?paragraph=2").expect(200).text()).contains("&gt; Paragraph 2: Footage is kept for sixty days.");
    stranger.onPage(policy + "/testify", policy + "/testify").with("text", "Too short.").with("privacy", "anonymous").succeeds();
    var bayo = town.person("ashgrove", "Bayo");
    bayo.signsInAtThePage();
    bayo.onPage(policy, policy + "/challenges").with("kind", "budget").with("side", "resident").with("name", "Bayo").with("text", "Who pays for the storage?").succeeds();
    ines.onPage(policy, policy + "/challenges/1/block").with("reason", "No line in the budget yet.").succeeds();
    ines.onPage(policy, policy + "/challenges/1/resolve").with("outcome", "resolved").with("reason", "It is in the budget now.").succeeds();
    ines.onPage(policy, policy + "/themes").with("title", "Storage").with("rest", "true").succeeds();
    ines.onPage(policy, policy + "/themes/1/answer").with("disposition", "not").with("answer", "Sixty days are what we can store.").succeeds();
    hall.change("ashgrove", "UPDATE policy_change SET comment_closes_at = now() - interval '1 second' WHERE number = ?", policy.replaceAll(".*/", ""));
    ines.onPage(policy, policy + "/revise").succeeds();
    ines.onPage(policy, policy + "/pend").succeeds();
    ines.onPage(policy, policy + "/reject").with("reason", "The council voted it down.").succeeds();
    assertThat(town.bayo.get(policy).text("/policy/status")).isEqualTo("rejected");
    for (var page : List.of("/ashgrove/policies", "/ashgrove/policies?status=comment", "/ashgrove/policies?lang=es", policy + "?lang=es")) town.stranger().page(page).expect(200);
  }
}
