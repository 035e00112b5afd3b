package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Ear;
import org.lectern.support.Story;

/**
 * Old snapshot + entries = new snapshot, for the roll, the motions, the votes with their corrections, and the minutes: a seeded council does
 * whatever it may and may not; after every step, what a follower makes of the entries equals what a reader fetches.
 */
class VotesSnapshotLawTest extends Story {

  private static final int STEPS = 60;
  private static final List<String> NAMES = List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm");

  /** What a follower knows, made of entries alone. */
  private static final class Known {
    final TreeSet<String> here = new TreeSet<>();
    final TreeMap<Integer, String> motions = new TreeMap<>();
    Integer present;
    String minutes = "none 0";

    void hears(String type, JsonObject data) {
      switch (type) {
        case "RollCalled" -> {
          here.clear();
          data.getJsonArray("here").forEach(name -> here.add((String) name));
          present = data.getInteger("present");
        }
        case "MemberArrived" -> {
          here.add(data.getString("member"));
          present = data.getInteger("present");
        }
        case "MemberLeft" -> {
          here.remove(data.getString("member"));
          present = data.getInteger("present");
        }
        case "MotionMoved" -> motions.put(data.getInteger("motion"), data.getString("text"));
        case "MotionWithdrawn" -> motions.merge(data.getInteger("motion"), " withdrawn", String::concat);
        case "VoteTaken" -> motions.merge(data.getInteger("motion"), " 1:" + data.getInteger("yes") + "-" + data.getInteger("no") + data.getBoolean("carried"), String::concat);
        case "VoteCorrected" -> motions.merge(data.getInteger("motion"), " " + data.getInteger("vote") + ":" + data.getInteger("yes") + "-" + data.getInteger("no") + data.getBoolean("carried"), String::concat);
        case "MinutesDrafted" -> minutes = "draft 0";
        case "MinutesCirculated" -> minutes = "circulated " + data.getInteger("version");
        case "MinutesApproved" -> minutes = "approved " + data.getInteger("version");
        case "MinutesCorrected" -> minutes = "corrected " + data.getInteger("version");
        default -> { }
      }
    }
  }

  private long hearing;
  private long since;
  private final Map<String, String> members = new HashMap<>();

  private Known fetched() {
    var known = new Known();
    var proceedings = town.bayo.reads("hearings/" + hearing + "/votes").expect(200);
    proceedings.at("/roll/marks").forEach(mark -> {
      if (List.of("present", "arrived").contains(mark.get("mark").asText())) known.here.add(mark.get("name").asText());
    });
    known.present = proceedings.at("/roll/marks").isEmpty() ? null : proceedings.at("/roll/present").asInt();
    proceedings.at("/motions").forEach(motion -> {
      var text = new StringBuilder(motion.get("text").asText());
      motion.get("votes").forEach(vote -> text.append(" ").append(vote.get("number").asInt()).append(":").append(vote.get("yes").asInt()).append("-").append(vote.get("no").asInt()).append(vote.get("carried").asBoolean()));
      if (motion.has("withdrawn_at")) text.append(" withdrawn");
      known.motions.put(motion.get("number").asInt(), text.toString());
    });
    var minutes = town.bayo.reads("hearings/" + hearing + "/minutes").expect(200);
    known.minutes = minutes.text("/status") + " " + minutes.at("/versions").size();
    return known;
  }

  @Test
  void theRollTheVotesAndTheMinutes() {
    for (var name : NAMES) members.put(name, town.ines.asks("bodies/council/members", Map.of("name", name)).expect(201).text("/id"));
    hearing = town.ines.announces("The law of votes", Map.of("title", "First", "comment_mode", "none"), Map.of("title", "Second", "comment_mode", "none"));
    town.ines.asks("hearings/" + hearing + "/start", Map.of("present", 5)).expect(200);
    since = town.bayo.seq("ashgrove");
    var ear = town.stranger().followsAfter(since, "ashgrove");
    var folded = new Known();
    var random = new Random(20261121);
    var heard = 0;
    var done = new TreeMap<String, Integer>();
    for (int step = 0; step < STEPS + 8; step++) {
      var move = step < STEPS ? move(random, step) : toTheEnd(step - STEPS);
      if (move.status() < 300) done.merge(move.request().replaceAll(".*(/[a-z-]+)$", "$1"), 1, Integer::sum);
      heard = catchUp(ear, folded, heard);
      var now = fetched();
      assertThat(folded.here).as("%s", move.request()).isEqualTo(now.here);
      assertThat(folded.present).as("%s", move.request()).isEqualTo(now.present);
      assertThat(folded.motions).as("%s", move.request()).isEqualTo(now.motions);
      assertThat(folded.minutes).as("%s", move.request()).isEqualTo(now.minutes);
    }
    assertThat(done.keySet()).as("moves that succeeded").contains("/roll", "/attendance", "/motions", "/vote", "/correct", "/withdraw", "/draft", "/narrate", "/circulate", "/approve");
  }

  private int catchUp(Ear ear, Known folded, int heard) {
    long newest = hall.one("SELECT coalesce(max(seq), 0) FROM journal JOIN jurisdiction j ON j.id = jurisdiction WHERE slug = 'ashgrove' AND everyone AND seq > ?", since);
    ear.upTo(newest);
    var all = ear.transcript().stream().filter(message -> message.containsKey("seq")).toList();
    var from = heard;
    while (from < all.size()) {
      var entry = all.get(from++);
      var data = entry.getJsonObject("data");
      if (data != null && Long.valueOf(hearing).equals(data.getLong("hearing"))) folded.hears(entry.getString("type"), data);
    }
    return from;
  }

  /** Most of them fit the moment, some do not: a refusal is no entry. */
  private Answer move(Random random, int step) {
    if (step == 1) return roll(random);
    if (step == 2) return at("items/1/call", null);
    return switch (random.nextInt(9)) {
      case 0 -> roll(random);
      case 1, 2 -> at("attendance", Map.of("member", member(random), "mark", random.nextInt(4) > 0 ? "arrived" : "left"));
      case 3, 4 -> at("items/1/motions", Map.of("text", "Motion " + random.nextInt(1000), "threshold", random.nextBoolean() ? "majority" : "two_thirds", "mover", member(random)));
      case 5 -> at("motions/" + newest() + "/withdraw", null);
      case 6 -> at("motions/" + (1 + random.nextInt(5)) + "/correct", Map.of("ballots", ballots(random), "reason", "Misheard"));
      default -> at("motions/" + newest() + "/vote", Map.of("ballots", ballots(random)));
    };
  }

  private int newest() {
    return Math.max(1, town.bayo.reads("hearings/" + hearing + "/votes").at("/motions").size());
  }

  private Answer toTheEnd(int step) {
    return switch (step) {
      case 0 -> at("items/1/table", Map.of("reason", "The end of the story"));
      case 1 -> town.abel.asks("hearings/" + hearing + "/adjourn");
      case 2 -> at("minutes/draft", null);
      case 3 -> at("minutes/narrate", Map.of("text", "It was a long evening."));
      case 4 -> at("minutes/circulate", null);
      case 5 -> approves();
      case 6 -> at("minutes/correct", Map.of("text", "It was a long night.", "reason", "It was past midnight"));
      default -> at("minutes/circulate", null);
    };
  }

  private Answer approves() {
    var next = town.ines.announces("The next one", Map.of("title", "To approve the minutes", "kind", "action", "comment_mode", "none"));
    town.ines.asks("hearings/" + next + "/start", Map.of("present", 5)).expect(200);
    town.ines.asks("hearings/" + next + "/roll", Map.of("marks", NAMES.stream().map(name -> Map.of("member", members.get(name), "mark", "present")).toList())).expect(200);
    town.ines.does(next, "items/1/call");
    town.ines.asks("hearings/" + next + "/items/1/motions", Map.of("text", "To approve", "proposes", "adopted", "threshold", "majority", "mover", members.get("Alder"), "seconder", members.get("Birch"))).expect(201);
    town.ines.asks("hearings/" + next + "/motions/1/vote", Map.of("ballots", NAMES.stream().map(name -> Map.of("member", members.get(name), "choice", "yes")).toList())).expect(201);
    town.ines.asks("hearings/" + next + "/items/1/decide", Map.of("decision", "adopted"));
    return town.ines.asks("hearings/" + hearing + "/minutes/approve", Map.of("hearing", next, "item", 1));
  }

  private Answer at(String move, Object body) {
    return town.ines.asks("hearings/" + hearing + "/" + move, body);
  }

  private Answer roll(Random random) {
    return at("roll", Map.of("marks", NAMES.stream().map(name -> Map.of("member", members.get(name), "mark", List.of("absent", "excused", "present").get(Math.min(2, random.nextInt(14))))).toList()));
  }

  private String member(Random random) {
    return members.get(NAMES.get(random.nextInt(NAMES.size())));
  }

  /** Of those who are there, since the others have no voice. */
  private List<Map<String, String>> ballots(Random random) {
    var ballots = new ArrayList<Map<String, String>>();
    town.bayo.reads("hearings/" + hearing + "/votes").at("/roll/marks").forEach(mark -> {
      var here = List.of("present", "arrived").contains(mark.get("mark").asText());
      ballots.add(Map.of("member", mark.get("member").asText(), "choice", here ? List.of("yes", "no", "abstain").get(random.nextInt(3)) : "absent"));
    });
    return ballots;
  }
}
