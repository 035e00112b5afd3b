package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Board;
import org.lectern.support.Story;

/** Where actions come from, the votes behind them, how their text changes, and how the board ends or reassesses them. */
class AnActionChangesOnTheRecord extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Board board;

  @BeforeAll
  void theBoardIsSeated() {
    board = new Board(town);
  }

  private Map<String, Object> wanted(String title, Object... more) {
    var wanted = new HashMap<String, Object>(Map.of("kind", "recommendation", "issuer", "board", "addressee", "police", "title", title,
        "text", "Publish every use of force within thirty days.", "criteria", List.of("The list is public", "It is complete")));
    for (int i = 0; i < more.length; i += 2) wanted.put((String) more[i], more[i + 1]);
    return wanted;
  }

  private String drafted(String title, Object... more) {
    return town.ruth.asks("actions", wanted(title, more)).expect(201).text("/number");
  }

  private String issued(String title) {
    var number = drafted(title);
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    return number;
  }

  private static Map<String, Object> source(String kind, String reference, Object... more) {
    var source = new HashMap<String, Object>(Map.of("kind", kind, "reference", reference));
    for (int i = 0; i < more.length; i += 2) source.put((String) more[i], more[i + 1]);
    return source;
  }

  @Test
  void fromEverySource() {
    var hearing = board.sits("Use of force", Map.of("title", "Litigation", "kind", "closed"));
    var testimony = town.bayo.testifies("hearings/" + hearing, "My brother was hurt and nobody wrote it down.").text("/number");
    var receipt = town.bayo.testifies("hearings/" + hearing, "Nobody wrote it down for me either.");
    var number = drafted("From everywhere", "area", "use-of-force", "sources", List.of(
        source("item", hearing + "/1", "passage", "The department keeps no list."),
        source("testimony", testimony, "passage", "nobody wrote it down"),
        source("testimony", receipt.text("/number")),
        source("assessment", "use-of-force/force-log", "passage", "No: there is no public log."),
        source("audit_report", "Inspector General, audit 24-7, finding 3", "url", "https://ig.example/24-7", "passage", "No list exists."),
        source("decree", "Consent decree, paragraph 44", "url", "https://court.example/decree#44")));
    var sources = town.ruth.reads("actions/" + number).expect(200).at("/sources");
    assertThat(sources.findValuesAsText("kind")).containsExactly("area", "item", "testimony", "testimony", "assessment", "audit_report", "decree");
    assertThat(sources.get(1).get("address").asText()).isEqualTo("hearings/" + hearing + "#item-1");
    assertThat(sources.get(1).get("passage").asText()).isEqualTo("The department keeps no list.");
    assertThat(sources.get(5).get("url").asText()).isEqualTo("https://ig.example/24-7");

    assertThat(town.stranger().reads("testimony/" + testimony).text()).as("a draft cites nobody in public").doesNotContain(number);
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing).expect(200).text()).doesNotContain(number);
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    assertThat(town.stranger().reads("testimony/" + testimony).expect(200).text()).contains(number, "nobody wrote it down");
    assertThat(town.stranger().page("/ashgrove/testimony/" + testimony).expect(200).text()).as("from the testimony to the action").contains("actions/" + number);
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing).expect(200).text()).as("and from the hearing").contains("actions/" + number);
    assertThat(town.stranger().page("/ashgrove/areas/use-of-force").expect(200).text()).as("and from the area").contains("actions/" + number);
    assertThat(town.stranger().page("/ashgrove/actions/" + number).expect(200).text()).contains("paragraph 44", "#item-1", "Inspector General");

    assertThat(town.ruth.asks("actions", wanted("Nowhere", "sources", List.of(source("item", hearing + "/9")))).expect(422).faults()).containsExactly("/sources/0/reference item_unknown");
    assertThat(town.ruth.asks("actions", wanted("Secret", "sources", List.of(source("item", hearing + "/2")))).expect(422).faults()).as("a closed item").containsExactly("/sources/0/reference item_unknown");
    assertThat(town.ruth.asks("actions", wanted("Odd", "sources", List.of(source("testimony", "number four")))).expect(422).faults()).containsExactly("/sources/0/reference reference_unreadable");
  }

  @Test
  void aDraftIsEditedUntilItIsIssued() {
    var number = drafted(secret("An early wording"));
    town.mara.asks("actions/" + number + "/issue", Map.of("by_vote", false)).refused(403, "vote_or_chair");
    var revised = wanted("A better wording", "response_days", 20, "response_unit", "business_days", "priority", "urgent", "lever", "process", "criteria", List.of("Only one"));
    town.ruth.api("PUT", "/ashgrove/actions/" + number, revised).expect(200);
    var sheet = town.mara.reads("actions/" + number).expect(200);
    assertThat(sheet.at("/criteria").size()).isEqualTo(1);
    assertThat(sheet.text("/action/priority")).isEqualTo("urgent");
    town.bayo.api("PUT", "/ashgrove/actions/" + number, revised).refused(403, "not_your_role");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    var due = LocalDate.parse(town.bayo.reads("actions/" + number).text("/action/response_due"));
    assertThat(due).as("twenty business days are four weeks and more").isAfterOrEqualTo(TODAY.plusDays(28));
    town.ruth.api("PUT", "/ashgrove/actions/" + number, revised).refused(409, "action_not_draft");
  }

  @Test
  void aVoteThatCarriedAndNoOther() {
    var hearing = board.sits("To issue");
    var lost = board.votes(hearing, 2);
    var carried = board.votes(hearing, 4);
    var number = drafted("By the vote");
    var issue = "actions/" + number + "/issue";
    assertThat(town.ruth.asks(issue, Map.of("by_vote", true)).expect(422).faults()).containsExactly("/vote_hearing vote_required");
    assertThat(town.ruth.asks(issue, Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", 99)).expect(422).faults()).containsExactly("/vote_hearing vote_unknown");
    assertThat(town.ruth.asks(issue, Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", lost)).expect(422).faults()).containsExactly("/vote_hearing vote_not_carried");
    town.ruth.asks(issue, Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", carried)).expect(200);
    var move = town.bayo.reads("actions/" + number).at("/moves/0");
    assertThat(move.get("vote_hearing").asLong()).isEqualTo(hearing);
    assertThat(move.get("vote_motion").asInt()).isEqualTo(carried);
    assertThat(town.stranger().page("/ashgrove/actions/" + number).expect(200).text()).contains("hearings/" + hearing + "/votes");
  }

  @Test
  void amendedBesideWhatWasIssued() {
    var number = issued("Amended");
    var ear = town.bayo.follows("ashgrove/actions/" + number);
    var amend = "actions/" + number + "/amend";
    town.ruth.asks(amend, Map.of("text", "Other", "reason", "Mine", "by_vote", false)).refused(403, "vote_or_chair");
    town.abel.asks(amend, Map.of("text", "Publish every use of force within thirty days.", "reason", "The same", "by_vote", false)).refused(409, "nothing_amended");
    assertThat(town.abel.asks(amend, Map.of("criteria", List.of("The list is public"), "reason", "One less", "by_vote", false)).expect(422).faults()).containsExactly("/criteria criteria_only_grow");
    town.abel.asks(amend, Map.of("text", "Publish every use of force within ten days.", "criteria", List.of("The list is public", "It is complete", "It is on time"),
        "reason", "Thirty days proved too long.", "by_vote", false)).expect(200);
    assertThat(ear.sees("ActionAmended").getInteger("version")).isEqualTo(2);
    var compared = town.stranger().reads("actions/" + number + "/versions/2").expect(200);
    assertThat(compared.at("/text").findValuesAsText("text")).containsExactly("Publish every use of force within ", "thirty ", "ten ", "days.");
    assertThat(compared.at("/text").findValuesAsText("kind")).containsExactly("kept", "removed", "added", "kept");
    assertThat(town.stranger().reads("actions/" + number + "/versions/1").text("/version/text")).contains("thirty days");
    town.stranger().reads("actions/" + number + "/versions/3").refused(404, "missing");
    assertThat(town.stranger().page("/ashgrove/actions/" + number + "/versions/2").expect(200).text()).contains("<del>", "<ins>", "Thirty days proved too long.");
  }

  @Test
  void supersededOrNoLongerApplicable() {
    var number = issued("Old");
    var other = issued("New");
    var supersede = "actions/" + number + "/supersede";
    town.ruth.asks(supersede, Map.of("by", other, "reason", "Better said there", "by_vote", false)).refused(403, "vote_or_chair");
    assertThat(town.abel.asks(supersede, Map.of("by", number, "reason", "By itself", "by_vote", false)).expect(422).faults()).containsExactly("/by successor_unknown");
    assertThat(town.abel.asks(supersede, Map.of("by", other, "reason", "Better said there", "by_vote", false)).expect(200).text("/superseded_by")).isEqualTo(other);
    town.abel.asks(supersede, Map.of("by", other, "reason", "Again", "by_vote", false)).expect(409);
    assertThat(town.abel.asks("actions/" + other + "/not-applicable", Map.of("ground", "preempted", "reason", "The state's new act forbids it.", "by_vote", false)).expect(200).text("/ground")).isEqualTo("preempted");
    town.abel.asks("actions/" + other + "/reopen", Map.of("reason", "The act was repealed.")).expect(200);
    assertThat(town.bayo.reads("actions/" + other).text()).doesNotContain("\"ground\"");
  }

  @Test
  void reassessedInEveryDirection() {
    var number = issued("Moves about");
    var reassess = "actions/" + number + "/reassess";
    town.lena.asks("actions/" + number + "/answer", Map.of("position", "rejected", "text", "We see no need for this, because the state already publishes such a list.")).expect(200);
    town.abel.asks("actions/" + number + "/close", Map.of("reason", "Refused", "by_vote", false)).expect(200);
    var ear = town.bayo.follows("ashgrove/actions/" + number);
    town.mara.asks(reassess, Map.of("status", "implemented", "reason", "I saw it", "by_vote", false)).refused(403, "vote_or_chair");
    town.lena.asks(reassess, Map.of("status", "implemented", "reason", "We did it", "by_vote", false)).refused(403, "not_your_role");
    assertThat(town.abel.asks(reassess, Map.of("status", "implemented", "reason", "Later", "as_of", TODAY.plusDays(2), "by_vote", false)).expect(422).faults()).containsExactly("/as_of date_in_future");
    town.abel.asks(reassess, Map.of("status", "implemented", "reason", "The new chief published the list.", "as_of", TODAY.minusDays(12), "by_vote", false)).expect(200);
    var said = ear.sees("ActionReassessed");
    assertThat(said.getString("from")).isEqualTo("closed_not_implemented");
    assertThat(said.getString("to")).isEqualTo("implemented");
    for (var status : List.of("returned", "partly_implemented", "issued", "reported", "closed_not_implemented", "in_progress", "not_applicable", "superseded")) {
      town.abel.asks(reassess, Map.of("status", status, "reason", "As the register has it", "by_vote", false)).expect(200);
    }
    assertThat(town.abel.asks(reassess, Map.of("status", "superseded", "reason", "Again", "by_vote", false)).expect(422).faults()).containsExactly("/status status_same");
    assertThat(town.stranger().page("/ashgrove/actions/" + number).expect(200).text()).contains("Reassessment", "The new chief published the list.");
    town.abel.asks("actions/" + drafted("Only a draft") + "/reassess", Map.of("status", "issued", "reason", "No", "by_vote", false)).refused(409, "action_is_draft");
  }

  @Test
  void whoReportedDoesNotReassessItAsDone() {
    var number = issued("Twice in office");
    var office = town.grant(town.lena, "chair", "board");
    town.lena.asks("actions/" + number + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(9))).expect(200);
    town.lena.asks("actions/" + number + "/report", Map.of("text", "Done", "evidence", List.of(Map.of("criterion", 1, "text", "Here"), Map.of("criterion", 2, "text", "There")))).expect(200);
    town.lena.asks("actions/" + number + "/reassess", Map.of("status", "implemented", "reason", "I did it", "by_vote", false)).refused(403, "reporter_cannot_verify");
    town.revoke(town.lena, office);
  }

  @Test
  void withThePagesAlone() {
    town.abel.signsInAtThePage();
    town.ruth.signsInAtThePage();
    var hearing = board.sits("By the pages");
    var carried = board.votes(hearing, 5);
    var draft = "/ashgrove/actions/" + drafted("By the pages", "sources", List.of(source("item", hearing + "/1")));
    town.ruth.onPage(draft + "/edit", draft + "/edit").with("title", "Edited by the pages").with("source_kind_2", "decree").with("source_reference_2", "Paragraph 9").succeeds();
    assertThat(town.ruth.reads(draft.substring(10)).at("/sources").findValuesAsText("kind")).containsExactly("item", "decree");
    town.ruth.onPage(draft, draft + "/issue").comesBack(403, "needs the vote of the board").with("vote", hearing + "/" + carried).succeeds();
    town.abel.onPage(draft + "/amend", draft + "/amend").with("text", "Publish all of it.").comesBack(422, "Fill this in").with("reason", "Shorter").succeeds();
    town.abel.onPage(draft, draft + "/reassess").with("status", "implemented").with("reason", "Seen on the site").succeeds();
    assertThat(town.bayo.reads(draft.substring(10)).text("/action/status")).isEqualTo("implemented");
  }
}
