package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** Ines calls the roll of the council, takes down motions, and records how each member voted; once she was wrong and says so. */
class ABodyVotesByName extends Story {

  private static final List<String> NAMES = List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo");
  private final Map<String, String> members = new LinkedHashMap<>();

  @BeforeAll
  void sevenMembersSit() {
    for (var name : NAMES) members.put(name, town.ines.asks("bodies/council/members", Map.of("name", name)).expect(201).text("/id"));
  }

  private long live(Object... items) {
    var hearing = town.ines.announces("By name", items);
    town.abel.opens(hearing);
    return hearing;
  }

  private Answer roll(long hearing, String... present) {
    var marks = new ArrayList<Map<String, String>>();
    for (var name : present) marks.add(Map.of("member", members.get(name), "mark", "present"));
    return town.ines.asks("hearings/" + hearing + "/roll", Map.of("marks", marks));
  }

  private Answer moves(long hearing, int item, String text, String proposes, String threshold) {
    var moving = new LinkedHashMap<String, Object>(Map.of("text", text, "threshold", threshold, "mover", members.get("Alder"), "seconder", members.get("Birch")));
    if (proposes != null) moving.put("proposes", proposes);
    return town.ines.asks("hearings/" + hearing + "/items/" + item + "/motions", moving);
  }

  /** Yes from the first so many names, no from the next; whoever is left abstains. */
  private List<Map<String, Object>> ballots(int yes, int no, String... names) {
    var ballots = new ArrayList<Map<String, Object>>();
    for (var name : names) ballots.add(Map.of("member", members.get(name), "choice", ballots.size() < yes ? "yes" : ballots.size() < yes + no ? "no" : "abstain"));
    return ballots;
  }

  private Answer votes(long hearing, int motion, List<Map<String, Object>> ballots) {
    return town.ines.asks("hearings/" + hearing + "/motions/" + motion + "/vote", Map.of("ballots", ballots));
  }

  private void heard(long hearing, int item) {
    for (var move : List.of("call", "open-comment", "close-comment")) town.ines.does(hearing, "items/" + item + "/" + move);
  }

  private static final String[] FIVE = {"Alder", "Birch", "Cedar", "Dogwood", "Elm"};

  @Test
  void theRollMakesTheQuorum() {
    var hearing = live("Item");
    var dae = town.dae.follows("ashgrove/hearings/" + hearing);
    town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Fir"), "mark", "arrived")).refused(409, "roll_first");
    var few = roll(hearing, "Alder", "Birch", "Cedar").expect(200);
    assertThat(few.at("/present").asInt()).isEqualTo(3);
    assertThat(few.at("/has_quorum").asBoolean()).isFalse();
    assertThat(few.at("/seats").asInt()).isEqualTo(7);
    assertThat(dae.sees("RollCalled").getJsonArray("absent")).containsExactly("Dogwood", "Elm", "Fir", "Ginkgo");
    town.ines.asks("hearings/" + hearing + "/items/1/call").refused(409, "no_quorum");

    var late = town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Fir"), "mark", "arrived")).expect(200);
    assertThat(late.at("/has_quorum").asBoolean()).isTrue();
    assertThat(dae.sees("MemberArrived").getInteger("present")).isEqualTo(4);
    town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Fir"), "mark", "arrived")).refused(409, "member_here");
    assertThat(town.bayo.reads("hearings/" + hearing).at("/hearing/present").asInt()).isEqualTo(4);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Alder"), "mark", "left")).expect(200);
    assertThat(dae.sees("MemberLeft").getBoolean("quorum")).isFalse();
    moves(hearing, 1, "To adopt", "adopted", "majority").refused(409, "no_quorum");
    assertThat(roll(hearing, NAMES.toArray(String[]::new)).expect(200).at("/present").asInt()).as("called again").isEqualTo(7);
    assertThat(hall.<Long>one("SELECT count(*) FROM attendance a JOIN hearing h ON h.id = a.hearing WHERE h.number = ? AND a.name = 'Alder'", hearing)).isEqualTo(3);
    roll(hearing, "Alder", "Alder").expect(422);
    town.bayo.asks("hearings/" + hearing + "/roll", Map.of("marks", List.of())).refused(403, "not_your_role");
  }

  @Test
  void aVoteByNameDecidesAndACorrectionIsANewVote() {
    var hearing = live("Body cameras");
    var dae = town.dae.follows("ashgrove/hearings/" + hearing);
    roll(hearing, FIVE).expect(200);
    moves(hearing, 1, "To adopt", "adopted", "majority").refused(409, "item_not_open");
    town.ines.does(hearing, "items/1/call");
    var motion = moves(hearing, 1, "To adopt the ordinance", "adopted", "majority").expect(201);
    assertThat(motion.text("/mover")).isEqualTo("Alder");
    votes(hearing, 1, ballots(5, 0, FIVE)).refused(409, "comment_before_decision");
    town.ines.does(hearing, "items/1/open-comment");
    town.ines.does(hearing, "items/1/close-comment");
    assertThat(town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "adopted")).refused(409, "motion_open").text()).contains("Motion 1");

    assertThat(votes(hearing, 1, ballots(3, 1, "Alder", "Birch", "Cedar", "Dogwood")).expect(422).faults()).containsExactly("/ballots ballot_missing");
    var ofAbsent = new ArrayList<>(ballots(3, 2, FIVE));
    ofAbsent.add(Map.of("member", members.get("Ginkgo"), "choice", "yes"));
    assertThat(votes(hearing, 1, ofAbsent).expect(422).faults()).containsExactly("/ballots ballot_of_absent");
    var recused = new ArrayList<>(ballots(3, 1, "Alder", "Birch", "Cedar", "Dogwood"));
    recused.add(Map.of("member", members.get("Elm"), "choice", "recused"));
    assertThat(votes(hearing, 1, recused).expect(422).faults()).containsExactly("/ballots recusal_reason");
    recused.set(4, Map.of("member", members.get("Elm"), "choice", "recused", "reason", "Owns the company that sells them"));
    var taken = votes(hearing, 1, recused).expect(201);
    assertThat(taken.at("/votes/0/carried").asBoolean()).isTrue();
    assertThat(taken.at("/votes/0/needed").asInt()).isEqualTo(3);
    assertThat(taken.at("/votes/0/absent").asInt()).isEqualTo(2);
    var told = dae.sees("VoteTaken");
    assertThat(told.getInteger("yes")).isEqualTo(3);
    assertThat(told.getJsonArray("ballots")).hasSize(7);
    votes(hearing, 1, recused).refused(409, "motion_voted");

    town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "rejected")).refused(409, "decision_not_what_carried");
    var decided = town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "adopted")).expect(200);
    assertThat(decided.at("/votes_yes").asInt()).isEqualTo(3);
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("3 yes, 1 no");

    var correct = "hearings/" + hearing + "/motions/1/correct";
    var turned = ballots(2, 3, FIVE);
    assertThat(town.ines.asks(correct, Map.of("ballots", turned)).expect(422).faults()).containsExactly("/reason required");
    assertThat(town.ines.asks(correct, Map.of("ballots", turned, "reason", "Cedar had said no")).expect(422).faults()).containsExactly("/decision decision_turns");
    assertThat(town.ines.asks(correct, Map.of("ballots", turned, "reason", "Cedar had said no", "decision", "adopted")).expect(422).faults()).containsExactly("/decision decision_against_vote");
    var corrected = town.ines.asks(correct, Map.of("ballots", turned, "reason", "Cedar had said no", "decision", "rejected")).expect(201);
    assertThat(corrected.at("/votes").size()).isEqualTo(2);
    assertThat(corrected.at("/votes/0/yes").asInt()).as("the first vote stays as it was").isEqualTo(3);
    assertThat(corrected.at("/votes/1/corrects").asInt()).isEqualTo(1);
    assertThat(dae.sees("VoteCorrected").getString("decision")).isEqualTo("rejected");
    var item = town.bayo.reads("hearings/" + hearing + "/items/1/votes").expect(200);
    assertThat(item.text("/item/decision")).isEqualTo("rejected");
    assertThat(item.at("/item/carried").asBoolean()).isFalse();
    var page = town.bayo.page("/ashgrove/hearings/" + hearing + "/items/1/votes").expect(200).text();
    assertThat(page).contains("Cedar had said no", "Vote 1 no longer counts", "Owns the company that sells them");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/votes.json").status()).isEqualTo(307);
  }

  @Test
  void aTieFailsAndTheThresholdIsKept() {
    var hearing = live(Map.of("title", "Budget", "comment_mode", "none"), Map.of("title", "Override", "comment_mode", "none"));
    roll(hearing, NAMES.toArray(String[]::new)).expect(200);
    town.ines.does(hearing, "items/1/call");
    moves(hearing, 1, "To amend the second line", null, "majority").expect(201);
    assertThat(votes(hearing, 1, ballots(3, 3, NAMES.toArray(String[]::new))).expect(201).at("/votes/0/carried").asBoolean()).as("a tie").isFalse();
    moves(hearing, 1, "To adopt", "adopted", "majority_of_members").expect(201);
    assertThat(votes(hearing, 2, ballots(3, 1, NAMES.toArray(String[]::new))).expect(201).at("/votes/0/carried").asBoolean()).as("3 of 7 seats").isFalse();
    for (var wrong : List.of("adopted", "adopted_amended")) town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", wrong)).refused(409, "decision_was_lost");
    town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "rejected")).expect(200);

    town.ines.does(hearing, "items/2/call");
    moves(hearing, 2, "To override the veto", "adopted", "two_thirds").expect(201);
    assertThat(votes(hearing, 3, ballots(4, 2, NAMES.toArray(String[]::new))).expect(201).at("/votes/0/carried").asBoolean()).as("4 of 6 voting").isTrue();
    moves(hearing, 2, "To strike the preamble", null, "majority").expect(201);
    town.ines.does(hearing, "motions/4/withdraw");
    votes(hearing, 4, ballots(7, 0, NAMES.toArray(String[]::new))).refused(409, "motion_withdrawn");
    town.ines.asks("hearings/" + hearing + "/items/2/decide", Map.of("decision", "adopted")).expect(200);
    town.ines.asks("hearings/" + hearing + "/items/2/motions", Map.of("text", "Late", "threshold", "majority", "mover", members.get("Alder"), "seconder", members.get("Alder"))).refused(409, "item_not_open");
  }

  @Test
  void withoutNamesTheClerkEntersTheOutcome() {
    var hearing = live("By voice");
    heard(hearing, 1);
    moves(hearing, 1, "To adopt", "adopted", "majority").refused(409, "roll_first");
    assertThat(town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "adopted", "text", "By voice")).expect(200).has("/votes_yes")).isFalse();
  }

  @Test
  void withTheDeskAlone() {
    var hearing = live("At the desk");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var desk = "/ashgrove/hearings/" + hearing + "/desk";
    town.bayo.page(desk).expect(401);
    var here = new LinkedHashMap<String, String>();
    members.forEach((name, id) -> here.put("mark_" + id, name.equals("Ginkgo") ? "excused" : "present"));
    ines.submit(desk + "/roll", here).expect(303);
    heard(hearing, 1);
    assertThat(ines.page(desk).expect(200).text()).contains("Quorum", "Take down a motion");
    ines.submit(desk + "/items/1/motions", Map.of("key", "abcdefghijklmnop1234", "text", "To adopt", "proposes", "adopted", "threshold", "majority", "mover", members.get("Fir"))).expect(303);
    var rest = new LinkedHashMap<>(Map.of("key", "bbcdefghijklmnop1234", "part", "-1", "rest", "yes", "ballot_" + members.get("Ginkgo"), "absent", "ballot_" + members.get("Elm"), "no"));
    members.values().forEach(id -> rest.put("why_" + id, ""));
    ines.submit(desk + "/motions/1/vote", rest).expect(303);
    var votes = town.bayo.reads("hearings/" + hearing + "/votes").expect(200);
    assertThat(votes.at("/motions/0/votes/0/yes").asInt()).isEqualTo(5);
    assertThat(votes.at("/motions/0/votes/0/no").asInt()).isEqualTo(1);
    ines.submit(desk + "/items/1/decide", Map.of("decision", "rejected")).expect(409);
    ines.submit(desk + "/items/1/decide", Map.of("decision", "adopted")).expect(303);
    rest.put("reason", "Fir was out of the room");
    rest.put("key", "cbcdefghijklmnop1234");
    rest.put("ballot_" + members.get("Fir"), "absent");
    ines.submit(desk + "/motions/1/correct", rest).expect(303);
    assertThat(ines.page(desk).expect(200).text()).contains("Fir was out of the room");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/votes").expect(200).text()).contains("4 yes, 1 no", "5 yes, 1 no");
  }

  @Test
  void whoLeavesTheBodyStaysInItsVotes() {
    var moved = town.ines.asks("bodies/council/members", Map.of("name", "Hazel", "seat", "At large")).expect(201);
    assertThat(town.ines.asks("bodies/council/members", Map.of("name", "hazel")).expect(422).faults()).containsExactly("/name member_already_sits");
    town.ines.asks("bodies/police/members", Map.of("name", "Officer")).expect(403);
    town.ada.asks("bodies/police/members", Map.of("name", "Officer")).refused(409, "agency_has_no_members");
    town.ines.asks("bodies/council/members/" + moved.text("/id") + "/leave").expect(200);
    town.ines.asks("bodies/council/members/" + moved.text("/id") + "/leave").refused(404, "missing");
    assertThat(town.bayo.reads("bodies/council/members").expect(200).text()).doesNotContain("Hazel");
    assertThat(town.bayo.page("/ashgrove/bodies/council/members").expect(200).text()).contains("Alder");
  }
}
