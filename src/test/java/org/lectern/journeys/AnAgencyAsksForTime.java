package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** The agency's time: how it is reckoned, how it is lengthened once, and what an answer must hold. */
class AnAgencyAsksForTime extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private String issued(String title, Object... more) {
    var wanted = new HashMap<String, Object>(Map.of("kind", "recommendation", "issuer", "board", "addressee", "police", "title", title, "text", "Publish it.", "criteria", List.of("It is public")));
    for (int i = 0; i < more.length; i += 2) wanted.put((String) more[i], more[i + 1]);
    var number = town.ruth.asks("actions", wanted).expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  private static LocalDate date(org.lectern.support.Answer answer, String path) {
    return LocalDate.parse(answer.text(path));
  }

  @Test
  void grantedOnceFromTheUnrolledDate() {
    var number = issued("Needs longer");
    var action = "actions/" + number;
    // As if served so that the 60th day is a Saturday: 1 December 2026 gives 30 January 2027, rolled to 1 February (domain, notice arithmetic).
    hall.change("ashgrove", "UPDATE action_date SET from_day = '2026-12-01', unrolled = '2027-01-30', due = '2027-02-01' WHERE action = (SELECT id FROM action WHERE number = ?)", number);
    hall.change("ashgrove", "UPDATE action SET response_due = '2027-02-01', first_response_due = '2027-02-01' WHERE number = ?", number);
    var ear = town.bayo.follows("ashgrove/" + action);
    town.ruth.asks(action + "/extension/grant", Map.of("reason", "Nobody asked")).refused(409, "no_extension_asked");
    assertThat(town.lena.asks(action + "/extension", Map.of("reason", "All of it", "days", 31)).expect(422).faults()).containsExactly("/days extension_too_long");
    town.lena.asks(action + "/extension", Map.of("reason", "The vendor changes in January.")).expect(200);
    assertThat(ear.sees("ExtensionAsked").getInteger("days")).isEqualTo(30);
    town.lena.asks(action + "/extension", Map.of("reason", "Once more")).refused(409, "extension_asked_already");
    town.lena.asks(action + "/extension/grant", Map.of("reason", "To ourselves")).refused(403, "not_your_role");
    town.ruth.asks(action + "/extension/grant", Map.of("reason", "The vendor is the only one.")).expect(200);
    var sheet = town.stranger().reads(action).expect(200);
    assertThat(sheet.text("/action/response_due")).as("30 days after 30 January").isEqualTo("2027-03-01");
    assertThat(sheet.text("/action/first_response_due")).isEqualTo("2027-02-01");
    assertThat(sheet.text("/dates/1/what")).isEqualTo("extended");
    assertThat(sheet.text("/dates/1/from")).isEqualTo("2027-01-30");
    assertThat(sheet.at("/extension/granted").asBoolean()).isTrue();
    town.ruth.asks(action + "/extension/refuse", Map.of("reason", "After all not")).refused(409, "no_extension_asked");
    assertThat(town.stranger().page("/ashgrove/" + action).expect(200).text()).contains("Feb 1, 2027", "Mar 1, 2027", "The vendor is the only one.");
  }

  @Test
  void refusedOrTooLate() {
    var action = "actions/" + issued("Refused");
    town.lena.asks(action + "/extension", Map.of("reason", "We would like to", "days", 10)).expect(200);
    var due = town.bayo.reads(action).text("/action/response_due");
    town.mara.asks(action + "/extension/refuse", Map.of("reason", "Sixty days are enough.")).expect(200);
    assertThat(town.bayo.reads(action).text("/action/response_due")).isEqualTo(due);
    var late = issued("Too late");
    hall.change("ashgrove", "UPDATE action SET response_due = ? WHERE number = ?", TODAY, late);
    town.lena.asks("actions/" + late + "/extension", Map.of("reason", "On the very day")).refused(409, "extension_too_late");
    var answered = "actions/" + issued("Answered");
    town.lena.asks(answered + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(9))).expect(200);
    town.lena.asks(answered + "/extension", Map.of("reason", "All the same")).refused(409, "answered_already");
  }

  @Test
  void everyDateSaysHowItWasReckoned() {
    var calendar = town.bayo.reads("actions/" + issued("Calendar days", "response_days", 45)).expect(200).at("/dates/0");
    assertThat(calendar.get("count").asInt()).isEqualTo(45);
    assertThat(LocalDate.parse(calendar.get("unrolled").asText())).isEqualTo(TODAY.plusDays(45));
    var due = LocalDate.parse(calendar.get("due").asText());
    assertThat(calendar.get("closed").size()).as("each day between is said to be closed").isEqualTo((int) (due.toEpochDay() - TODAY.plusDays(45).toEpochDay()));

    var sheet = town.bayo.reads("actions/" + issued("Business days", "response_days", 10, "response_unit", "business_days")).expect(200);
    var business = sheet.at("/dates/0");
    var last = LocalDate.parse(business.get("due").asText());
    assertThat(last.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(last.toEpochDay() - TODAY.toEpochDay()).as("ten that count and those that do not").isEqualTo(10 + business.get("closed").size());
    assertThat(business.get("closed").findValuesAsText("by")).contains("weekend");
    assertThat(town.stranger().page("/ashgrove/actions/" + sheet.text("/action/number")).text()).contains("How these dates were reckoned", "10 business days after", "weekend");
  }

  @Test
  void thinkingHasAnEnd() {
    var number = issued("Thinking");
    var action = "actions/" + number;
    var think = new HashMap<String, Object>(Map.of("position", "needs_analysis", "text", "We have asked our lawyers.", "due", TODAY.plusDays(181)));
    assertThat(town.lena.asks(action + "/answer", think).expect(422).faults()).containsExactly("/due analysis_too_long");
    think.put("due", TODAY.plusDays(180));
    town.lena.asks(action + "/answer", think).expect(200);
    hall.change("ashgrove", "UPDATE action_response SET at = at - interval '100 days' WHERE action = (SELECT id FROM action WHERE number = ?)", number);
    think.put("due", TODAY.plusDays(100));
    assertThat(town.lena.asks(action + "/answer", think).expect(422).faults()).as("180 days in all").containsExactly("/due analysis_too_long");
    think.put("due", TODAY.plusDays(79));
    town.lena.asks(action + "/answer", think).expect(200);
    assertThat(town.bayo.reads(action).at("/responses").size()).as("each answer is a version of its own").isEqualTo(2);
  }

  @Test
  void restatedAndInsistedOnce() {
    var action = "actions/" + issued("Said again");
    town.lena.asks(action + "/answer", Map.of("position", "rejected", "text", "We read this as asking for names of officers, which the contract forbids us.")).expect(200);
    town.ruth.asks(action + "/insist", Map.of("reason", "Names are not asked for.", "text", "Publish it without names.")).expect(200);
    var sheet = town.bayo.reads(action).expect(200);
    assertThat(sheet.text("/action/text")).isEqualTo("Publish it without names.");
    assertThat(sheet.at("/action/version").asInt()).isEqualTo(2);
    assertThat(town.bayo.reads(action + "/versions/1").text("/version/text")).isEqualTo("Publish it.");
    assertThat(date(sheet, "/action/response_due")).isAfterOrEqualTo(date(sheet, "/action/first_response_due"));
    town.lena.asks(action + "/answer", Map.of("position", "accepted", "text", "Without names, yes", "owner", "Chief", "due", TODAY.plusDays(9))).expect(200);
    town.ruth.asks(action + "/insist", Map.of("reason", "Sooner")).refused(409, "insisted_already");
  }

  @Test
  void withThePagesAlone() {
    town.lena.signsInAtThePage();
    town.mara.signsInAtThePage();
    var page = "/ashgrove/actions/" + issued("More time by the pages");
    town.lena.onPage(page, page + "/extension").comesBack(422, "Fill this in").with("reason", "The vendor changes.").with("days", "20").succeeds();
    town.mara.onPage(page, page + "/extension/grant").with("reason", "Understood.").succeeds();
    assertThat(town.bayo.reads(page.substring(10)).at("/extension/granted").asBoolean()).isTrue();
  }

  @Test
  void theDeskSaysWhatIsAskedByWhenAndWhatIsMissing() {
    town.lena.signsInAtThePage();
    var unanswered = issued("On the desk, unanswered");
    var begun = issued("On the desk, begun");
    town.lena.asks("actions/" + begun + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(9))).expect(200);
    town.lena.asks("actions/" + begun + "/begin").expect(200);
    var returned = issued("On the desk, returned", "criteria", List.of("It is public", "It is complete"));
    town.lena.asks("actions/" + returned + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(19))).expect(200);
    town.lena.asks("actions/" + returned + "/report", Map.of("text", "Done", "evidence", List.of(Map.of("criterion", 1, "text", "Here"), Map.of("criterion", 2, "text", "Here too")))).expect(200);
    var desk = town.lena.reads("desk/agency").expect(200);
    assertThat(desk.at("/waiting").findValuesAsText("number")).contains(returned);
    town.ruth.asks("actions/" + returned + "/verify", Map.of("verdict", "returned", "reason", "The night shift is missing.", "marks",
        List.of(Map.of("criterion", 1, "mark", "met", "method", "read"), Map.of("criterion", 2, "mark", "not_met", "method", "counted")))).expect(200);
    desk = town.lena.reads("desk/agency").expect(200);
    var owed = new HashMap<String, com.fasterxml.jackson.databind.JsonNode>();
    desk.at("/owed").forEach(one -> owed.put(one.at("/action/number").asText(), one));
    assertThat(owed.get(unanswered).get("next").asText()).isEqualTo("answer");
    assertThat(owed.get(unanswered).get("may_ask_extension").asBoolean()).isTrue();
    assertThat(owed.get(begun).get("next").asText()).isEqualTo("report");
    assertThat(owed.get(begun).at("/missing").findValuesAsText("text")).containsExactly("It is public");
    assertThat(owed.get(returned).get("next").asText()).isEqualTo("report_again");
    assertThat(owed.get(returned).at("/missing").findValuesAsText("text")).as("only what was not enough").containsExactly("It is complete");
    assertThat(town.lena.page("/ashgrove/desk").expect(200).text()).contains("/ashgrove/desk/agency");
    assertThat(town.lena.page("/ashgrove/desk/agency").expect(200).text()).contains("On the desk, unanswered", "Missing: the answer", "It is complete");
  }
}
