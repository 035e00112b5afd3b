package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.oversight.AddresseeCrossings;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** An action asks several agencies: each owes an answer of its own by its own day, and only the lead's moves the action. */
class SeveralAgenciesAreAsked extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Person fay;
  private Person joan;

  @BeforeAll
  void moreAgencies() {
    for (var agency : List.of("fire", "jail")) town.ada.asks("bodies", Map.of("slug", agency, "name", agency.equals("fire") ? "Fire Department" : "County Jail", "kind", "agency")).expect(201);
    fay = town.person("ashgrove", "Fay");
    joan = town.person("ashgrove", "Joan");
    town.grant(fay, "liaison", "fire");
    town.grant(joan, "liaison", "jail");
    for (var person : List.of(fay, joan, town.ruth)) {
      person.signsIn();
      person.signsInAtThePage();
    }
  }

  private Map<String, Object> asking(String title, List<Map<String, Object>> also) {
    return Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "All of you, publish the figures.", "criteria", List.of("Published"), "response_days", 60, "also", also);
  }

  private String issued(String title) {
    var number = town.ruth.asks("actions", asking(title, List.of(Map.of("agency", "fire", "response_days", 30), Map.of("agency", "jail")))).expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return "actions/" + number;
  }

  private static Map<String, Object> yes() {
    return Map.of("position", "accepted", "text", "We publish ours each month.", "owner", "Chief of Fire", "due", TODAY.plusDays(40));
  }

  @Test
  void eachAnswersByItsOwnDay() {
    var action = issued("Three agencies");
    var sheet = town.bayo.reads(action).expect(200);
    assertThat(sheet.at("/addressees").findValuesAsText("agency")).containsExactly("fire", "jail");
    var thirty = LocalDate.parse(sheet.text("/addressees/0/response_due"));
    assertThat(thirty).isBetween(TODAY.plusDays(30), TODAY.plusDays(34));
    assertThat(sheet.text("/addressees/1/response_due")).isEqualTo(sheet.text("/action/response_due"));
    assertThat(StreamSupport.stream(sheet.at("/dates").spliterator(), false).map(date -> date.path("agency").asText("lead"))).contains("lead", "Fire Department", "County Jail");

    var ear = town.bayo.follows("ashgrove/" + action);
    assertThat(fay.asks(action + "/addressees/fire/answer", Map.of("position", "accepted", "text", "Yes")).expect(422).faults()).contains("/owner owner_required", "/due date_required");
    fay.asks(action + "/addressees/fire/answer", yes()).expect(200);
    assertThat(ear.sees("AddresseeAnswered").getString("agency")).isEqualTo("fire");
    var after = town.bayo.reads(action);
    assertThat(after.text("/action/position")).isEqualTo("none");
    assertThat(after.text("/addressees/0/position")).isEqualTo("accepted");
    assertThat(after.text("/addressees/1/position")).isEqualTo("none");
    fay.asks(action + "/addressees/fire/report", Map.of("text", "The first month is out.", "url", "https://fire.example/figures")).expect(200);
    ear.sees("AddresseeReported");
    assertThat(town.bayo.reads(action).text("/action/status")).isEqualTo("issued");
    assertThat(town.bayo.page("/ashgrove/" + action).expect(200).text()).contains("Police Department (leads) says", "Fire Department says", "County Jail says", "We publish ours each month.", "The first month is out.", "Where it stands");
    assertThat(town.stranger().page("/ashgrove/" + action + "?lang=es").expect(200).text()).contains("Fire Department dice");
  }

  @Test
  void nobodyAnswersForAnother() {
    var action = issued("Not for you");
    joan.asks(action + "/addressees/fire/answer", yes()).expect(403);
    fay.asks(action + "/answer", yes()).expect(403);
    fay.asks(action + "/begin").expect(403);
    town.lena.asks(action + "/addressees/police/answer", yes()).expect(404);
    town.bayo.asks(action + "/addressees/fire/answer", yes()).expect(403);
    assertThat(joan.asks(action + "/addressees/jail/report", Map.of("text", "Done")).expect(409).text("/type")).endsWith("answer_first");
    town.abel.asks(action + "/close", Map.of("reason", "Overtaken by the county", "by_vote", false)).expect(200);
    assertThat(fay.asks(action + "/addressees/fire/answer", yes()).expect(409).text("/type")).endsWith("action_takes_no_answer");
  }

  @Test
  void aDraftNamesEachOnceAndAgenciesOnly() {
    assertThat(town.ruth.asks("actions", asking("Twice", List.of(Map.of("agency", "fire"), Map.of("agency", "fire")))).expect(422).faults()).containsExactly("/also/1/agency addressee_twice");
    assertThat(town.ruth.asks("actions", asking("The lead again", List.of(Map.of("agency", "police")))).expect(422).faults()).containsExactly("/also/0/agency addressee_twice");
    assertThat(town.ruth.asks("actions", asking("The council", List.of(Map.of("agency", "council")))).expect(422).faults()).containsExactly("/also/0/agency only_agencies_answer");
    assertThat(town.ruth.asks("actions", asking("Nobody", List.of(Map.of("agency", "zoo")))).expect(422).faults()).containsExactly("/also/0/agency body_unknown");
    town.ruth.asks("actions", asking("Too long", List.of(Map.of("agency", "fire", "response_days", 9999)))).expect(422);
    var number = town.ruth.asks("actions", asking("Revised", List.of(Map.of("agency", "fire")))).expect(201).text("/number");
    fay.asks("actions/" + number + "/addressees/fire/answer", yes()).expect(404);
    town.ruth.onPage("/ashgrove/actions/" + number + "/edit", "/ashgrove/actions/" + number + "/edit").with("also_agency_1", "jail").with("also_days_1", "20").succeeds();
    assertThat(town.ruth.reads("actions/" + number).at("/addressees").findValuesAsText("agency")).containsExactly("jail");
  }

  @Test
  void eachDeskShowsItsPart() {
    var action = issued("On the desks");
    var desk = fay.reads("desk/agency").expect(200);
    assertThat(desk.at("/owed")).isEmpty();
    assertThat(desk.at("/parts").findValuesAsText("next")).contains("answer");
    var page = "/ashgrove/" + action + "/addressees/fire";
    assertThat(fay.page("/ashgrove/desk/agency").expect(200).text()).contains(page);
    assertThat(joan.page("/ashgrove/desk/agency").expect(200).text()).doesNotContain(page).contains(action + "/addressees/jail");
    fay.onPage(page, page + "/answer").with("position", "rejected").with("text", "No").comesBack(422, "50").with("text", "The state fire marshal publishes these figures already, by law, each month.").succeeds();
    assertThat(fay.reads(action).text("/addressees/0/position")).isEqualTo("rejected");
    assertThat(fay.reads("actions?addressee=fire&limit=100").at("/items").findValuesAsText("title")).contains("On the desks");
  }

  @Test
  void eachDateCrossesOnceByItself() {
    var action = issued("Crossing");
    hall.change("ashgrove", "UPDATE action_addressee SET response_due = ?::date WHERE body = (SELECT id FROM body WHERE slug = 'fire') AND action = (SELECT id FROM action WHERE number = ?)", TODAY.minusDays(2), action.substring(8));
    var ear = town.bayo.follows("ashgrove/" + action);
    var clock = Caller.system(Hall.await(hall.database().read(Caller.system(Jurisdiction.INSTALLATION, "clock"), BodyQueries.jurisdictions())).stream().filter(place -> place.slug().equals("ashgrove")).findFirst().orElseThrow(), "clock");
    Hall.await(hall.database().write(clock, AddresseeCrossings.record(null)));
    assertThat(ear.sees("AddresseeOverdue").getString("agency")).isEqualTo("fire");
    Hall.await(hall.database().write(clock, AddresseeCrossings.record(null)));
    assertThat((Long) hall.one("SELECT count(*) FROM journal WHERE type = 'AddresseeOverdue' AND data->>'action' = ?", action.substring(8))).isEqualTo(1);
    long until = System.nanoTime() + 15_000_000_000L;
    while (hall.sql("SELECT 1 FROM mail WHERE recipient = ? AND subject LIKE 'Part of a further agency overdue: % Crossing'", fay.email).isEmpty()) {
      assertThat(System.nanoTime()).as("Fay was never told").isLessThan(until);
      pause(50);
    }
    assertThat(town.bayo.reads(action).at("/addressees/0/lateness/overdue").asBoolean()).isTrue();
    assertThat(town.bayo.reads(action).at("/action/lateness/overdue").asBoolean()).isFalse();
  }

  @Test
  void theExportKeepsAll() {
    var action = issued("Exported");
    fay.asks(action + "/addressees/fire/answer", yes()).expect(200);
    var export = town.bayo.page("/ashgrove/register/actions.json").expect(200);
    var one = StreamSupport.stream(export.at("/recommendations").spliterator(), false).filter(each -> each.get("title").asText().equals("Exported")).findFirst().orElseThrow();
    assertThat(one.get("also").findValuesAsText("agency")).containsExactly("fire", "jail");
    assertThat(one.at("/also/0/answered_on").asText()).isEqualTo(TODAY.toString());
    assertThat(town.bayo.page("/ashgrove/register/actions.csv").expect(200).text()).contains("\"Fire Department; County Jail\"", "Fire Department: accepted " + TODAY);
  }
}
