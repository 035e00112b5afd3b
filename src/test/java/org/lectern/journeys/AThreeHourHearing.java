package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Answer;
import org.lectern.support.Person;
import org.lectern.support.Story;

/**
 * A hundred and twenty people, two items with different rules, two clerks who always act at once, an outage, people who leave,
 * miss their call, come back, and give their time away. Time passes by making everything that happened so far older.
 */
@Timeout(300)
public class AThreeHourHearing extends Story {

  private static final int SPEAKERS = 120;
  private static final Set<String> FINAL = Set.of("spoke", "no_show", "withdrawn", "ceded", "rejected", "lapsed");

  private final Random dice = new Random(20261121);
  private long hearing;
  private Person second;
  private final Map<Integer, String> secrets = new HashMap<>();
  private long passed;
  private int turns;

  /** The hearing is that many seconds older. */
  private void passes(int seconds) {
    passed += seconds;
    hall.change("ashgrove", """
        WITH paused AS (
          UPDATE slot_pause SET paused_at = paused_at - make_interval(secs => s.n), resumed_at = resumed_at - make_interval(secs => s.n)
          FROM (SELECT %d AS n) AS s WHERE slot IN (SELECT id FROM slot WHERE hearing = (SELECT id FROM hearing WHERE number = %d)))
        , begun AS (
          UPDATE hearing SET started_at = started_at - make_interval(secs => %1$d) WHERE number = %2$d)
        UPDATE slot SET called_at = called_at - make_interval(secs => %1$d), started_at = started_at - make_interval(secs => %1$d),
          running_since = running_since - make_interval(secs => %1$d), ended_at = ended_at - make_interval(secs => %1$d)
        WHERE hearing = (SELECT id FROM hearing WHERE number = %2$d)""".formatted(seconds, hearing));
  }

  private Answer asks(Person who, String move, Object body) {
    var answer = who.asks("hearings/" + hearing + "/" + move, body);
    assertThat(answer.status()).as("%s", answer).isLessThan(500);
    return answer;
  }

  /** Both clerks press at the same moment; exactly one of them does it. */
  private Answer both(String move, Object body) {
    var one = CompletableFuture.supplyAsync(() -> asks(town.ines, move, body));
    var other = asks(second, move, body);
    var answers = List.of(one.join(), other);
    assertThat(answers.stream().map(Answer::status)).as("%s: %s", move, answers).containsExactlyInAnyOrder(200, 409);
    return answers.get(0).status() == 200 ? answers.get(0) : answers.get(1);
  }

  private JsonNode line() {
    return town.bayo.reads("hearings/" + hearing + "/queue").expect(200).json();
  }

  private void prepared() {
    second = town.person("ashgrove", "Sofia");
    town.grant(second, "clerk", "council");
    second.signsIn();
    hearing = town.ines.drafts(town.ines.draft("council", "Three hours", Instant.now().plus(25, ChronoUnit.MINUTES), "Turns", "Lottery"));
    var later = Instant.now().plus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
    asks(town.ines, "line-rules", Map.of("order_rule", "alternate_position", "ceding", true, "sign_up_opens_at", later)).expect(200);
    asks(town.ines, "notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    asks(town.ines, "line-rules", Map.of("item", 2, "order_rule", "lottery", "cap", 55, "ceding", true)).expect(200);
    hall.change("ashgrove", "UPDATE hearing SET sign_up_opens_at = now() WHERE number = ?", hearing);
  }

  private void everybodySignsUp() {
    var people = new ArrayList<Person>();
    for (int n = 0; n < 8; n++) people.add(town.stranger());
    var pool = Executors.newFixedThreadPool(8);
    var all = new ArrayList<CompletableFuture<Answer>>();
    for (int n = 1; n <= SPEAKERS; n++) {
      var signUp = new LinkedHashMap<String, Object>(Map.of("item", 1 + n % 2, "name", "Person " + n));
      if (n % 3 > 0) signUp.put("position", n % 3 == 1 ? "support" : "oppose");
      if (n % 17 == 0) signUp.put("interpreter", "consecutive");
      var who = people.get(n % 8);
      all.add(CompletableFuture.supplyAsync(() -> asks(who, "slots", signUp).expect(201), pool));
    }
    all.forEach(done -> secrets.put(done.join().at("/number").asInt(), done.join().text("/secret")));
    pool.shutdown();
    assertThat(secrets).hasSize(SPEAKERS);
  }

  /** Some are there, some give up, some give their time away. */
  private void doors() {
    var numbers = new ArrayList<>(secrets.keySet());
    for (var number : numbers) {
      if (dice.nextInt(10) < 6) town.bayo.asks("slots/" + secrets.get(number) + "/check-in");
      if (dice.nextInt(20) == 0) town.bayo.asks("slots/" + secrets.get(number) + "/withdraw");
    }
    asks(town.ines, "slots/" + numbers.get(5) + "/reject", Map.of("ground", "duplicate", "reason", "Signed up twice"));
    asks(second, "slots/" + numbers.get(50) + "/move", Map.of("place", 2, "reason", "Has to pick up a child"));
    int given = 0;
    for (var number : numbers) {
      if (given < 12 && town.bayo.asks("slots/" + secrets.get(number) + "/cede", Map.of("to", numbers.get(dice.nextInt(numbers.size())))).status() == 200) given++;
    }
    assertThat(given).isPositive();
  }

  private void item(int item) {
    both("items/" + item + "/call", null);
    passes(300);
    both("items/" + item + "/open-comment", null);
    if (item == 2) both("items/2/draw", null);
    int rounds = 0;
    while (line().at("/waiting").findValues("item_number").stream().anyMatch(number -> number.asText().equals("" + item)) && rounds++ < 90) {
      if (passed > 3 * 3600 - 900 && item == 2) break; // the chair closes the list, whoever still waits may write
      turn(item);
    }
    passes(60);
    both("items/" + item + "/close-comment", null);
    asks(town.ines, "items/" + item + "/table", Map.of("reason", "The board takes it up again")).expect(200);
  }

  private void turn(int item) {
    var called = both("queue/next", null);
    var meant = Map.of("slot", called.at("/number").asInt());
    passes(10);
    if (dice.nextInt(9) == 0) {
      both("queue/no-show", meant);
      if (dice.nextBoolean()) town.bayo.asks("slots/" + secrets.get(called.at("/number").asInt()) + "/return");
      return;
    }
    if (dice.nextInt(15) == 0) {
      both("queue/undo", null);
      called = both("queue/next", null);
    }
    both("queue/start", Map.of("slot", called.at("/number").asInt()));
    turns++;
    var allotted = called.at("/allotted").asInt();
    passes(20 + dice.nextInt(Math.max(1, allotted / 2)));
    if (turns == 20) outage();
    if (dice.nextInt(8) == 0) {
      both("queue/pause", meant(called));
      passes(15);
      both("queue/resume", meant(called));
    }
    if (dice.nextInt(6) == 0) asks(town.ines, "queue/extend", Map.of("seconds", 30)).expect(200);
    passes(10 + dice.nextInt(60));
    if (turns == 33) asks(town.abel, "queue/stop", Map.of("reason", "Reads out somebody's address")).expect(200);
    else both("queue/finish", meant(called));
    var leaver = secrets.get(1 + dice.nextInt(SPEAKERS));
    if (dice.nextInt(12) == 0) town.bayo.asks("slots/" + leaver + "/withdraw");
  }

  private static Map<String, Object> meant(Answer called) {
    return Map.of("slot", called.at("/number").asInt());
  }

  private void outage() {
    asks(town.abel, "recess", Map.of("reason", "The sound failed")).expect(200);
    assertThat(asks(town.ines, "queue/next", null).status()).isEqualTo(409);
    passes(1_200);
    asks(town.abel, "resume", null).expect(200);
    both("queue/resume", null);
  }

  @Test
  void endsInARecordThatAgreesWithItself() {
    prepared();
    everybodySignsUp();
    doors();
    var before = line().at("/waiting").size();
    town.abel.opens(hearing);
    item(1);
    item(2);
    while (passed < 3 * 3600) passes(300);
    asks(town.abel, "adjourn", null).expect(200);
    System.out.println("Three hours: " + before + " in line at the start, " + turns + " turns, " + passed + " s told");
    assertThat(turns).isGreaterThan(60);
    everySlotIsAtItsEnd();
    timesAddUp();
    nobodySpeaksOverAnother();
    theJournalTellsTheSame();
    theLotteryHeld();
    theMinutesTellTheSame();
  }

  /** Every speaker once, under the right item, with the time used; every item as it ended. */
  private void theMinutesTellTheSame() {
    asks(town.ines, "minutes/draft", null).expect(200);
    var minutes = town.bayo.reads("hearings/" + hearing + "/minutes").expect(200);
    var told = new ArrayList<String>();
    minutes.at("/minutes/items").forEach(item -> item.get("speakers").forEach(speaker -> told.add(item.get("ordinal").asInt() + " " + speaker.get("number").asInt() + " " + speaker.get("seconds").asLong())));
    var spoken = hall.sql("SELECT i.ordinal || ' ' || s.number || ' ' || s.used_ms / 1000 FROM slot s JOIN agenda_item i ON i.id = s.item JOIN hearing h ON h.id = s.hearing WHERE h.number = ? AND s.status = 'spoke'", hearing);
    assertThat(told).containsExactlyInAnyOrderElementsOf(spoken.stream().map(Object::toString).toList());
    var ends = new ArrayList<String>();
    minutes.at("/minutes/items").forEach(item -> ends.add(item.get("status").asText()));
    assertThat(ends).isEqualTo(hall.sql("SELECT i.status FROM agenda_item i JOIN hearing h ON h.id = i.hearing WHERE h.number = ? ORDER BY i.ordinal", hearing));
    assertThat(minutes.has("/minutes/ended")).isTrue();
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/minutes.csv").expect(200).text().lines().filter(line -> line.startsWith("\"speaker\""))).hasSize(told.size());
  }

  private void everySlotIsAtItsEnd() {
    var statuses = new HashMap<String, Integer>();
    hall.sql("SELECT status FROM slot WHERE hearing = (SELECT id FROM hearing WHERE number = ?)", hearing).forEach(status -> statuses.merge(status.toString(), 1, Integer::sum));
    System.out.println(statuses);
    assertThat(statuses.keySet()).isSubsetOf(FINAL);
    assertThat(statuses.values().stream().mapToInt(n -> n).sum()).isEqualTo(SPEAKERS);
    assertThat(statuses).containsKeys("spoke", "no_show", "withdrawn", "lapsed", "ceded");
    assertThat(hall.<Long>one("SELECT count(*) FROM slot s WHERE s.hearing = (SELECT id FROM hearing WHERE number = ?) AND s.status = 'ceded' AND NOT EXISTS (SELECT FROM slot t WHERE t.id = s.ceded_to AND t.status = 'spoke')", hearing))
        .as("time is given to somebody who spoke, or it was given back").isZero();
    assertThat(hall.<Integer>one("SELECT max(ceded_seconds) FROM slot WHERE hearing = (SELECT id FROM hearing WHERE number = ?)", hearing)).isBetween(1, 600);
  }

  private void timesAddUp() {
    var odd = hall.sql("""
        SELECT s.number || ': ' || s.used_ms || ' ms used, ' || extract(epoch FROM s.ended_at - s.started_at) || ' s from start to end'
        FROM slot s
        WHERE s.hearing = (SELECT id FROM hearing WHERE number = ?) AND s.status = 'spoke' AND abs(
          extract(epoch FROM s.ended_at - s.started_at) * 1000 - s.used_ms
          - coalesce((SELECT sum(extract(epoch FROM p.resumed_at - p.paused_at)) FROM slot_pause p WHERE p.slot = s.id), 0) * 1000) > 50""", hearing);
    assertThat(odd).as("used time is time at the microphone without pauses").isEmpty();
    assertThat(hall.<Long>one("SELECT count(*) FROM slot_pause WHERE resumed_at IS NULL AND slot IN (SELECT id FROM slot WHERE hearing = (SELECT id FROM hearing WHERE number = ?))", hearing)).isZero();
    assertThat(hall.<Boolean>one("SELECT adjourned_at - started_at >= interval '3 hours' FROM hearing WHERE number = ?", hearing)).isTrue();
  }

  private void nobodySpeaksOverAnother() {
    assertThat(hall.<Long>one("""
        SELECT count(*) FROM slot one JOIN slot other ON other.hearing = one.hearing AND other.number > one.number
        WHERE one.hearing = (SELECT id FROM hearing WHERE number = ?) AND one.status = 'spoke' AND other.status = 'spoke'
          AND one.started_at < other.ended_at AND other.started_at < one.ended_at""", hearing)).isZero();
  }

  /** Folded from the public record alone: one person at a time, and the ends that the rows have. */
  private void theJournalTellsTheSame() {
    var ends = new HashMap<Integer, String>();
    var items = new HashMap<Integer, String>();
    var gifts = new HashMap<Integer, Integer>();
    Integer microphone = null;
    for (var text : hall.sql("SELECT jsonb_build_object('type', type, 'data', data)::text FROM journal WHERE topics @> ARRAY['hearings/' || ?::text] ORDER BY seq", "" + hearing)) {
      var entry = new JsonObject(text.toString());
      var data = entry.getJsonObject("data");
      var slot = data.getInteger("slot");
      switch (entry.getString("type")) {
        case "SpeakerSignedUp" -> {
          ends.put(slot, data.getString("status"));
          items.put(slot, data.getString("item"));
        }
        case "SpeakerConfirmed", "SpeakerReturned" -> ends.put(slot, "confirmed");
        case "SpeakerCheckedIn", "CedingRevoked" -> ends.put(slot, "checked_in");
        case "TimeCeded" -> {
          ends.put(slot, "ceded");
          gifts.put(slot, data.getInteger("to"));
        }
        case "SpeakerWithdrew" -> ends.put(slot, "withdrawn");
        case "SpeakerRejected" -> ends.put(slot, "rejected");
        case "SpeakerCalled" -> {
          assertThat(microphone).as("%d is called while somebody is there", slot).isNull();
          microphone = slot;
          ends.put(slot, "called");
        }
        case "SpeakerStarted", "SpeakerPaused", "SpeakerResumed", "SpeakerExtended" -> assertThat(slot).isEqualTo(microphone);
        case "SpeakerFinished", "SpeakerStopped", "SpeakerDidNotCome" -> {
          assertThat(slot).isEqualTo(microphone);
          microphone = null;
          ends.put(slot, entry.getString("type").equals("SpeakerDidNotCome") ? "no_show" : "spoke");
        }
        case "MoveUndone" -> {
          microphone = null;
          ends.put(slot, data.getString("status"));
        }
        case "CommentClosed" -> {
          var closed = data.getString("item");
          gifts.forEach((donor, to) -> {
            if (closed.equals(items.get(donor)) && ends.get(donor).equals("ceded") && Set.of("confirmed", "checked_in").contains(ends.get(to))) ends.put(donor, "checked_in");
          });
          ends.replaceAll((number, end) -> closed.equals(items.get(number)) && Set.of("confirmed", "waitlisted", "checked_in").contains(end) ? "lapsed" : end);
        }
        default -> {}
      }
    }
    assertThat(microphone).isNull();
    var rows = new HashMap<Integer, String>();
    hall.sql("SELECT number || ' ' || status FROM slot WHERE hearing = (SELECT id FROM hearing WHERE number = ?)", hearing)
        .forEach(row -> rows.put(Integer.valueOf(row.toString().split(" ")[0]), row.toString().split(" ")[1]));
    assertThat(ends).isEqualTo(rows);
  }

  /** Of those who were drawn and spoke when first called, nobody was called before a lower ticket that was there. */
  private void theLotteryHeld() {
    assertThat(hall.<Long>one("""
        SELECT count(*) FROM slot one JOIN slot other ON other.item = one.item
        WHERE one.hearing = (SELECT id FROM hearing WHERE number = ?) AND one.draw IS NOT NULL AND other.draw IS NOT NULL
          AND one.moved IS NULL AND other.moved IS NULL AND one.status = 'spoke' AND other.status = 'spoke' AND one.no_shows = 0 AND other.no_shows = 0
          AND one.order_reason = 'lottery_drawn' AND other.order_reason = 'lottery_drawn' AND one.draw < other.draw AND one.called_at > other.called_at
          AND NOT EXISTS (SELECT FROM journal j WHERE j.type IN ('SpeakerConfirmed', 'CedingRevoked') AND j.data->>'hearing' = ?::text AND (j.data->>'slot')::int IN (one.number, other.number))""", hearing, "" + hearing)).isZero();
  }
}
