package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Board;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Separation of duties in oversight, tried from every side: each of them has an office somewhere, and none of them this one. */
class NobodyActsForTheOther extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Board board;
  private Person fay;
  private Person otto;
  private Person gil;

  @BeforeAll
  void others() {
    board = new Board(town);
    town.ada.asks("bodies", Map.of("slug", "fire", "name", "Fire Department", "kind", "agency")).expect(201);
    town.ada.asks("bodies", Map.of("slug", "parks", "name", "Parks Board", "kind", "oversight_board", "seats", 5, "quorum", 3)).expect(201);
    fay = town.person("ashgrove", "Fay");
    otto = town.person("ashgrove", "Otto");
    gil = town.person("ashgrove", "Gil");
    town.grant(fay, "liaison", "fire");
    town.grant(otto, "member", "parks");
    town.grant(otto, "chair", "parks");
    town.grant(gil, "member", "board");
    for (var person : List.of(fay, otto, gil)) person.signsIn();
    hall.sql("UPDATE role_grant SET ends_at = now() - interval '1 minute' WHERE person = (SELECT id FROM person WHERE email = ?)", gil.email);
  }

  private String drafted(String title) {
    return "actions/" + town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "Text", "criteria", List.of("One"))).expect(201).text("/number");
  }

  private String issued(String title) {
    var action = drafted(title);
    town.abel.asks(action + "/issue", Map.of("by_vote", false)).expect(200);
    return action;
  }

  private String answered(String title) {
    var action = issued(title);
    town.lena.asks(action + "/answer", answer()).expect(200);
    return action;
  }

  private static Map<String, Object> answer() {
    return Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(20));
  }

  private static Map<String, Object> report() {
    return Map.of("text", "Done", "evidence", List.of(Map.of("criterion", 1, "text", "There")));
  }

  private static Map<String, Object> verdict() {
    return Map.of("verdict", "implemented", "marks", List.of(Map.of("criterion", 1, "mark", "met", "method", "looked")));
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isIn(401, 403, 404);
  }

  @Test
  void whatIsTheAgencysIsForItsOwnLiaison() {
    var action = issued("The agency's own");
    var moves = new LinkedHashMap<String, Object>();
    moves.put("answer", answer());
    moves.put("extension", Map.of("reason", "We need longer"));
    moves.put("begin", null);
    moves.put("report", report());
    for (var other : List.of(fay, otto, gil, town.ruth, town.abel, town.bayo, town.ines, town.ada, town.orla, town.stranger())) {
      moves.forEach((move, body) -> refused(other.asks(action + "/" + move, body)));
      refused(other == fay ? town.bayo.reads("desk/agency") : other.reads("desk/agency"));
    }
    assertThat(fay.reads("desk/agency").expect(200).text()).as("another agency's desk").doesNotContain(action.substring(8));
    assertThat(town.lena.reads("desk/agency").expect(200).text()).contains(action.substring(8));
    assertThat(town.bayo.reads(action).at("/responses").size()).isZero();
  }

  @Test
  void whatIsTheBoardsIsForItsOwnMembers() {
    var action = answered("The board's own");
    var moves = new LinkedHashMap<String, Object>();
    moves.put("agree", Map.of("reason", "It will do"));
    moves.put("insist", Map.of("reason", "It will not"));
    moves.put("amend", Map.of("text", "Other", "reason", "Mine", "by_vote", false));
    moves.put("close", Map.of("reason", "Enough", "by_vote", false));
    moves.put("supersede", Map.of("by", "ACT-2026-001", "reason", "Other", "by_vote", false));
    moves.put("not-applicable", Map.of("ground", "preempted", "reason", "Law", "by_vote", false));
    moves.put("reassess", Map.of("status", "implemented", "reason", "Seen", "by_vote", false));
    moves.put("verify", verdict());
    moves.put("compliance/tests", Map.of("method", "Draw fifty cases by lot."));
    moves.put("compliance", Map.of("level", "policy", "note", "In force"));
    for (var other : List.of(fay, otto, gil, town.lena, town.bayo, town.ines, town.ada, town.orla, town.stranger())) moves.forEach((move, body) -> refused(other.asks(action + "/" + move, body)));
    assertThat(town.bayo.reads(action).text("/action/status")).isEqualTo("issued");
    var draft = drafted("A draft of the board");
    for (var other : List.of(fay, otto, gil, town.lena, town.bayo, town.ines, town.ada)) {
      refused(other.reads(draft));
      refused(other.asks(draft + "/issue", Map.of("by_vote", false)));
      refused(other.api("PUT", "/ashgrove/" + draft, Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "Taken over", "text", "Text", "criteria", List.of("One"))));
    }
  }

  @Test
  void aMemberAloneCommitsNobody() {
    var draft = drafted("By one member");
    town.ruth.asks(draft + "/issue", Map.of("by_vote", false)).refused(403, "vote_or_chair");
    assertThat(town.ruth.asks(draft + "/issue", Map.of("by_vote", true)).expect(422).faults()).containsExactly("/vote_hearing vote_required");
    var hearing = board.sits("Business");
    var lost = board.votes(hearing, 1);
    assertThat(town.ruth.asks(draft + "/issue", Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", lost)).expect(422).faults()).containsExactly("/vote_hearing vote_not_carried");
    otto.asks(draft + "/issue", Map.of("by_vote", false)).refused(404, "missing");
    var carried = board.votes(hearing, 3);
    var duty = new LinkedHashMap<String, Object>(Map.of("issuer", "parks", "addressee", "police", "title", "Duty", "text", "Text", "criteria", List.of("One"), "source", "Ordinance 9", "every", "year",
        "first_due", TODAY.plusYears(1)));
    duty.putAll(Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", carried));
    assertThat(otto.asks("obligations", duty).expect(422).faults()).as("another board's vote").containsExactly("/vote_hearing vote_unknown");
    town.ruth.asks(draft + "/issue", Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", carried)).expect(200);
  }

  @Test
  void aCorrectedVoteNoLongerCarries() {
    var hearing = board.sits("Business");
    var carried = board.votes(hearing, 3);
    var ballots = town.ines.reads("bodies/board/members").expect(200).at("/members");
    var no = new java.util.ArrayList<Map<String, Object>>();
    ballots.forEach(member -> no.add(Map.of("member", member.get("id").asText(), "choice", "no")));
    board.clerk.asks("hearings/" + hearing + "/motions/" + carried + "/correct", Map.of("reason", "The clerk misheard the roll.", "ballots", no)).expect(201);
    assertThat(town.ruth.asks(drafted("Misheard") + "/issue", Map.of("by_vote", true, "vote_hearing", hearing, "vote_motion", carried)).expect(422).faults()).containsExactly("/vote_hearing vote_not_carried");
  }

  @Test
  void nobodyChecksTheirOwnWork() {
    var office = town.grant(town.lena, "member", "board");
    var chair = town.grant(town.lena, "chair", "board");
    var action = answered("One's own work");
    town.lena.asks(action + "/report", report()).expect(200);
    town.lena.asks(action + "/verify", verdict()).refused(403, "reporter_cannot_verify");
    town.lena.asks(action + "/compliance", Map.of("level", "policy", "note", "In force")).refused(403, "reporter_cannot_verify");
    town.lena.asks(action + "/reassess", Map.of("status", "implemented", "reason", "Done", "by_vote", false)).refused(403, "reporter_cannot_verify");
    var colleague = town.grant(town.mara, "liaison", "police");
    town.mara.asks(action + "/verify", verdict()).refused(403, "agency_cannot_verify");
    town.revoke(town.mara, colleague);
    town.mara.asks(action + "/verify", verdict()).expect(200);
    town.revoke(town.lena, office);
    town.revoke(town.lena, chair);
  }

  @Test
  void theReporterStaysTheReporterAfterLeavingTheAgency() {
    var leaving = town.grant(town.dae, "liaison", "police");
    var action = issued("Changed sides");
    town.dae.asks(action + "/answer", answer()).expect(200);
    town.dae.asks(action + "/report", report()).expect(200);
    town.revoke(town.dae, leaving);
    var seat = town.grant(town.dae, "member", "board");
    town.dae.asks(action + "/verify", verdict()).refused(403, "reporter_cannot_verify");
    town.revoke(town.dae, seat);
  }
}
