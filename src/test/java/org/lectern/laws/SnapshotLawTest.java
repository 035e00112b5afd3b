package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Ear;
import org.lectern.support.Person;
import org.lectern.support.Story;

/**
 * Old snapshot + entries = new snapshot. A seeded crowd does whatever it may and may not in a hearing, in its line, in its
 * testimony and with an action; after every step, what a follower makes of the entries equals what a reader fetches, and at
 * the end what was pushed to pages equals what is painted afresh.
 */
class SnapshotLawTest extends Story {

  private static final int STEPS = 100;

  /** What a follower knows, made of a snapshot and of entries since. */
  private static final class Known {
    final Map<String, Long> counts = new TreeMap<>();
    final Map<String, String> items = new TreeMap<>();
    final Map<Integer, String> slots = new TreeMap<>();
    final Map<Integer, String> slotItems = new HashMap<>();
    final Map<Integer, Integer> gifts = new HashMap<>();
    final Map<String, String> actions = new TreeMap<>();
    final Map<String, String> positions = new HashMap<>();
    String hearing;

    void hears(JsonObject entry, String target) {
      var type = entry.getString("type");
      var data = entry.getJsonObject("data");
      if (type.startsWith("Testimony") && !data.getString("target").equals(target)) return;
      switch (type) {
        case "HearingStarted", "HearingResumed" -> hearing = "live";
        case "HearingRecessed" -> {
          hearing = "recessed";
          slots.replaceAll((slot, status) -> status.equals("speaking") ? "paused" : status);
        }
        case "HearingAdjourned" -> {
          hearing = "adjourned";
          items.replaceAll((item, status) -> status.equals("listed") ? "tabled" : status);
          lapse(null);
        }
        case "ItemCalled" -> items.put(data.getString("item"), "called");
        case "CommentOpened" -> items.put(data.getString("item"), "comment");
        case "CommentClosed" -> {
          items.put(data.getString("item"), "deliberation");
          lapse(data.getString("item"));
        }
        case "ItemDecided" -> items.put(data.getString("item"), "decided");
        case "ItemTabled" -> {
          items.put(data.getString("item"), "tabled");
          lapse(data.getString("item"));
        }
        case "SpeakerSignedUp" -> {
          slots.put(data.getInteger("slot"), data.getString("status"));
          slotItems.put(data.getInteger("slot"), data.getString("item"));
        }
        case "SpeakerWithdrew", "SpeakerRejected" -> slots.remove(data.getInteger("slot"));
        case "SpeakerConfirmed", "SpeakerReturned" -> slots.put(data.getInteger("slot"), "confirmed");
        case "SpeakerCheckedIn", "CedingRevoked" -> slots.put(data.getInteger("slot"), "checked_in");
        case "TimeCeded" -> {
          slots.put(data.getInteger("slot"), "ceded");
          gifts.put(data.getInteger("slot"), data.getInteger("to"));
        }
        case "MoveUndone" -> slots.put(data.getInteger("slot"), data.getString("status"));
        case "SpeakerCalled" -> slots.put(data.getInteger("slot"), "called");
        case "SpeakerStarted", "SpeakerResumed" -> slots.put(data.getInteger("slot"), "speaking");
        case "SpeakerPaused" -> slots.put(data.getInteger("slot"), "paused");
        case "SpeakerFinished", "SpeakerStopped" -> slots.put(data.getInteger("slot"), "spoke");
        case "SpeakerDidNotCome" -> slots.put(data.getInteger("slot"), "no_show");
        case "TestimonyPublished" -> {
          positions.put(data.getString("testimony"), data.getString("position", ""));
          count("published", 1);
          count(data.getString("position", ""), 1);
        }
        case "TestimonyReceivedInConfidence" -> {
          positions.put(data.getString("testimony"), "confidential");
          count("confidential", 1);
        }
        case "TestimonyWithdrawn" -> {
          var position = positions.get(data.getString("testimony"));
          if (!position.equals("confidential")) count("published", -1);
          count(position, -1);
        }
        case "ActionIssued" -> actions.put(data.getString("action"), "issued none");
        case "ActionAnswered" -> actions.put(data.getString("action"), "issued " + data.getString("position"));
        case "ActionBegun", "ActionReopened" -> status(data, "in_progress");
        case "ActionReported" -> status(data, "reported");
        case "ActionVerified" -> status(data, data.getString("verdict"));
        case "ActionClosed" -> status(data, "closed_not_implemented");
        case "ActionSuperseded" -> status(data, "superseded");
        case "ActionNotApplicable" -> status(data, "not_applicable");
        case "ActionReassessed" -> status(data, data.getString("to"));
        default -> {}
      }
    }

    private void status(JsonObject data, String status) {
      actions.compute(data.getString("action"), (action, known) -> status + " " + known.split(" ")[1]);
    }

    private void count(String what, long n) {
      if (!what.isEmpty()) counts.merge(what, n, Long::sum);
    }

    /** Whoever gave time to somebody who was not heard either lapses with them. */
    private void lapse(String item) {
      gifts.forEach((donor, to) -> {
        if ("ceded".equals(slots.get(donor)) && List.of("confirmed", "checked_in", "called").contains(slots.getOrDefault(to, "")) && (item == null || item.equals(slotItems.get(to)))) slots.put(donor, "checked_in");
      });
      slots.replaceAll((slot, status) -> (item == null || item.equals(slotItems.get(slot))) && List.of("confirmed", "waitlisted", "checked_in", "called").contains(status) ? "lapsed" : status);
    }
  }

  private long hearing;
  private String action;
  private String area;
  private final List<String> receipts = new ArrayList<>();
  private final List<String> places = new ArrayList<>();

  private long fetched(Known known) {
    var sheet = town.bayo.reads("hearings/" + hearing).expect(200);
    known.hearing = sheet.text("/hearing/status");
    sheet.at("/items").forEach(item -> known.items.put(item.get("number").asText(), item.get("status").asText()));
    var line = town.bayo.reads("hearings/" + hearing + "/queue").expect(200);
    Stream.of(line.json().path("waiting"), line.json().path("heard")).forEach(slots -> slots.forEach(slot -> known.slots.put(slot.get("number").asInt(), slot.get("status").asText())));
    if (line.has("/current")) known.slots.put(line.at("/current/number").asInt(), line.text("/current/status"));
    var counts = town.bayo.reads("hearings/" + hearing + "/testimony").expect(200).at("/counts");
    counts.fieldNames().forEachRemaining(name -> known.counts.put(name, counts.get(name).asLong()));
    var actions = town.bayo.reads("actions?limit=100").expect(200);
    actions.at("/items").forEach(one -> known.actions.put(one.get("number").asText(), one.get("status").asText() + " " + one.get("position").asText()));
    return actions.at("/seq").asLong();
  }

  @Test
  void whateverHappens() {
    hearing = town.ines.announces("The law of snapshots", "First", "Second", Map.of("title", "Third", "comment_mode", "none"));
    area = town.bayo.reads("areas").text("/items/0/slug");
    action = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "Snapshot", "text", "Text", "area", area, "criteria", List.of("One"))).expect(201).text("/number");
    town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200);
    var known = new Known();
    long seq = fetched(known);
    var ear = town.stranger().followsAfter(seq, "ashgrove");
    var pages = pages(seq);
    var random = new Random(20261120);
    int heard = 0;
    var done = new TreeMap<String, Integer>();
    for (int step = 0; step < STEPS; step++) {
      var move = move(random, step);
      if (move.status() < 300) done.merge(move.request().replaceAll(".*(/[a-z-]+)$", "$1"), 1, Integer::sum);
      var now = new Known();
      long at = fetched(now);
      ear.upTo(publicBefore(at, seq));
      var all = ear.transcript().stream().filter(message -> message.containsKey("seq")).toList();
      while (heard < all.size()) known.hears(all.get(heard++), "hearings/" + hearing);
      agree(known, now, "after step " + step + ", " + move.request());
    }
    assertThat(done).as("moves that succeeded").hasSizeGreaterThan(13);
    pause(700);
    pages.forEach(this::asPaintedAfresh);
  }

  private long publicBefore(long at, long since) {
    return hall.<Long>one("SELECT coalesce(max(seq), 0) FROM journal JOIN jurisdiction j ON j.id = jurisdiction WHERE slug = 'ashgrove' AND everyone AND seq <= ? AND seq > ?", at, since);
  }

  private static void agree(Known folded, Known fetched, String when) {
    assertThat(folded.hearing).as(when).isEqualTo(fetched.hearing);
    assertThat(folded.items).as(when).isEqualTo(fetched.items);
    assertThat(folded.slots).as(when).isEqualTo(fetched.slots);
    assertThat(folded.counts).as(when).isEqualTo(fetched.counts);
    assertThat(folded.actions).as(when).isEqualTo(fetched.actions);
  }

  /** Most of them fit the moment, some do not: a refusal is no entry. */
  private Answer move(Random random, int step) {
    var item = "items/" + (1 + random.nextInt(3));
    if (step == 3) return town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 5));
    if (step >= STEPS - 11) return toTheEnd(step - STEPS + 11);
    if (step > 3 && step % 6 == 0) return toTheNextTurn();
    return switch (random.nextInt(25)) {
      case 0, 1 -> testifies(random);
      case 2 -> receipts.isEmpty() ? testifies(random) : town.bayo.asks("receipts/" + receipts.remove(random.nextInt(receipts.size())) + "/withdraw");
      case 3, 4, 5 -> signsUp(random);
      case 6 -> places.isEmpty() ? signsUp(random) : town.bayo.asks("slots/" + places.remove(random.nextInt(places.size())) + "/withdraw");
      case 7, 8 -> at(town.ines, "queue/next", null);
      case 9, 10 -> at(town.ines, "queue/start", null);
      case 11 -> at(town.ines, "queue/pause", null);
      case 12 -> at(town.ines, "queue/resume", null);
      case 13, 14 -> at(town.ines, "queue/finish", null);
      case 15 -> at(town.ines, "queue/no-show", null);
      case 16 -> at(town.ines, item + "/call", null);
      case 17 -> at(town.ines, "items/" + openItem() + "/open-comment", null);
      case 18 -> random.nextInt(4) > 0 ? at(town.ines, "queue/next", null) : at(town.ines, "items/" + openItem() + "/close-comment", null);
      case 19 -> random.nextInt(3) > 0 ? testifies(random) : at(town.ines, "items/" + openItem() + "/decide", Map.of("decision", "adopted"));
      case 22 -> at(town.ines, "slots/" + (1 + random.nextInt(12)) + "/check-in", null);
      case 23 -> random.nextInt(3) > 0 ? at(town.ines, "queue/undo", null) : at(town.ines, "slots/" + (1 + random.nextInt(12)) + "/return", null);
      case 24 -> random.nextInt(4) > 0 ? at(town.ines, "slots/" + (1 + random.nextInt(12)) + "/cede", Map.of("to", 1 + random.nextInt(12)))
          : at(town.ines, "slots/" + (1 + random.nextInt(12)) + "/reject", Map.of("ground", "duplicate", "reason", "Twice in line"));
      case 20 -> random.nextInt(4) == 0 ? at(town.abel, "recess", Map.of("reason", "A pause")) : acts(random);
      default -> acts(random);
    };
  }

  private Answer toTheEnd(int step) {
    return switch (step) {
      case 0 -> at(town.abel, "resume", null);
      case 1 -> at(town.ines, "queue/finish", null);
      case 2 -> at(town.ines, "queue/no-show", null);
      case 3 -> at(town.ines, "items/" + openItem() + "/close-comment", null);
      case 4 -> town.lena.asks("actions/" + action + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", LocalDate.now().plusDays(90)));
      case 5 -> town.lena.asks("actions/" + action + "/report", Map.of("text", "Done", "evidence", List.of(Map.of("criterion", 1, "text", "See"))));
      case 6 -> town.mara.asks("actions/" + action + "/verify", Map.of("verdict", "implemented", "marks", List.of(Map.of("criterion", 1, "mark", "met", "method", "looked"))));
      case 7 -> at(town.abel, "items/" + openItem() + "/table", Map.of("reason", "The end of the story"));
      case 8 -> at(town.abel, "adjourn", null);
      case 9 -> town.bayo.asks("actions/" + action + "/testimony", Map.of("text", "The last word on the action"));
      default -> town.bayo.asks("areas/" + area + "/testimony", Map.of("text", "The last word"));
    };
  }

  /** So that the hearing gets somewhere: out of a recess, on to the next item, to its comment, to its decision. */
  private Answer toTheNextTurn() {
    var sheet = town.bayo.reads("hearings/" + hearing);
    if (sheet.text("/hearing/status").equals("recessed")) return at(town.abel, "resume", null);
    for (var item : sheet.at("/items")) {
      var address = "items/" + item.get("ordinal").asInt();
      switch (item.get("status").asText()) {
        case "called" -> {
          return item.get("comment_mode").asText().equals("none") ? at(town.ines, address + "/decide", Map.of("decision", "adopted")) : at(town.ines, address + "/open-comment", null);
        }
        case "deliberation" -> {
          return at(town.ines, address + "/decide", Map.of("decision", "rejected"));
        }
        case "comment" -> {
          return at(town.ines, "queue/next", null);
        }
        default -> {}
      }
    }
    return at(town.ines, "items/" + firstListed(sheet) + "/call", null);
  }

  private static int firstListed(Answer sheet) {
    for (var item : sheet.at("/items")) if (item.get("status").asText().equals("listed")) return item.get("ordinal").asInt();
    return 1;
  }

  private int openItem() {
    var items = town.bayo.reads("hearings/" + hearing).at("/items");
    for (var item : items) if (List.of("called", "comment", "deliberation").contains(item.get("status").asText())) return item.get("ordinal").asInt();
    return 1;
  }

  private Answer at(Person who, String move, Object body) {
    return who.asks("hearings/" + hearing + "/" + move, body);
  }

  private Answer testifies(Random random) {
    var words = new HashMap<String, Object>(Map.of("text", "Words " + random.nextInt(1000), "privacy", List.of("anonymous", "confidential", "named").get(random.nextInt(3)), "name", "Bayo"));
    if (random.nextBoolean()) words.put("position", List.of("support", "oppose", "neutral", "mixed").get(random.nextInt(4)));
    var answer = town.bayo.asks("hearings/" + hearing + "/testimony", words);
    if (answer.status() == 201) receipts.add(answer.text("/secret"));
    return answer;
  }

  private Answer signsUp(Random random) {
    var answer = town.stranger().asks("hearings/" + hearing + "/slots", Map.of("name", "Speaker " + random.nextInt(100)));
    if (answer.status() == 201) places.add(answer.text("/secret"));
    return answer;
  }

  private Answer acts(Random random) {
    var target = "actions/" + action;
    return switch (random.nextInt(10)) {
      case 6 -> town.abel.asks(target + "/amend", Map.of("text", "Text " + random.nextInt(1000), "reason", "Clearer", "by_vote", false));
      case 7 -> town.stranger().asks(target + "/evidence", Map.of("text", "I saw it", "criterion", 1));
      case 8 -> town.lena.asks(target + "/extension", Map.of("reason", "We need longer"));
      case 9 -> town.ruth.asks(target + "/compliance", Map.of("level", "policy", "note", "In force"));
      case 0 -> town.lena.asks(target + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", LocalDate.now().plusDays(90)));
      case 1 -> town.lena.asks(target + "/begin");
      case 2 -> town.lena.asks(target + "/report", Map.of("text", "Done", "evidence", List.of(Map.of("criterion", 1, "text", "See"))));
      case 3 -> town.mara.asks(target + "/verify", Map.of("verdict", "returned", "reason", "Not yet", "marks", List.of(Map.of("criterion", 1, "mark", "not_met", "method", "looked"))));
      case 4 -> town.bayo.asks(target + "/testimony", Map.of("text", "On the action"));
      default -> town.bayo.asks("areas/" + area + "/testimony", Map.of("text", "On the area"));
    };
  }

  /** A region of an address, and the socket of a page that shows it. */
  private record Shown(Ear page, String region, String address, String language) {}

  private List<Shown> pages(long seq) {
    var shown = new ArrayList<Shown>();
    for (var language : List.of("en", "es")) {
      var at = "hearings/" + hearing;
      var one = town.stranger().listensAtThePage().followRegions(seq, language, "ashgrove", "ashgrove/hearings", "ashgrove/" + at, "ashgrove/" + at + "/testimony", "ashgrove/" + at + "/queue");
      shown.addAll(List.of(new Shown(one, "record", "", language), new Shown(one, "place-hearings", "hearings", language), new Shown(one, "hearing-list", "hearings", language),
          new Shown(one, "hearing-status", at, language), new Shown(one, "hearing-agenda", at, language), new Shown(one, "hearing-testimony", at + "/testimony", language),
          new Shown(one, "hearing-queue", at + "/queue", language), new Shown(one, "room", at + "/queue", language)));
      var other = town.stranger().listensAtThePage().followRegions(seq, language, "ashgrove/actions", "ashgrove/actions/" + action, "ashgrove/actions/" + action + "/testimony", "ashgrove/areas/" + area, "ashgrove/areas/" + area + "/testimony");
      shown.addAll(List.of(new Shown(other, "action-list", "actions", language), new Shown(other, "place-overdue", "actions", language), new Shown(other, "action-sheet", "actions/" + action, language),
          new Shown(other, "action-testimony", "actions/" + action + "/testimony", language), new Shown(other, "area-actions", "areas/" + area, language), new Shown(other, "area-testimony", "areas/" + area + "/testimony", language)));
    }
    return shown;
  }

  private void asPaintedAfresh(Shown shown) {
    var pushed = shown.page.transcript().stream().map(message -> message.getJsonObject("html", new JsonObject()).getString(shown.region)).filter(html -> html != null).toList();
    assertThat(pushed).as("%s of %s was pushed", shown.region, shown.address).isNotEmpty();
    var fresh = town.stranger().page("/ashgrove/region/" + shown.region + (shown.address.isEmpty() ? "" : "/" + shown.address) + "?lang=" + shown.language).expect(200);
    assertThat(pushed.get(pushed.size() - 1)).as("%s of %s in %s", shown.region, shown.address, shown.language).isEqualTo(fresh.text());
  }
}
