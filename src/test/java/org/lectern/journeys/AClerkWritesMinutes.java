package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** What happened in the room stands in the minutes without being typed again; the council approves them at its next hearing. */
class AClerkWritesMinutes extends Story {

  private final Map<String, String> members = new LinkedHashMap<>();

  @BeforeAll
  void fiveMembersSit() {
    for (var name : List.of("Alder", "Birch", "Cedar", "Dogwood", "Elm")) members.put(name, town.ines.asks("bodies/council/members", Map.of("name", name)).expect(201).text("/id"));
  }

  private void roll(long hearing) {
    var marks = members.values().stream().limit(4).map(id -> Map.of("member", id, "mark", "present")).toList();
    town.ines.asks("hearings/" + hearing + "/roll", Map.of("marks", marks)).expect(200);
  }

  private List<Map<String, Object>> ballots(int yes) {
    var ballots = new ArrayList<Map<String, Object>>();
    members.values().stream().limit(4).forEach(id -> ballots.add(Map.of("member", id, "choice", ballots.size() < yes ? "yes" : "no")));
    return ballots;
  }

  private void adopts(long hearing, int item, int motion, String text) {
    town.ines.asks("hearings/" + hearing + "/items/" + item + "/motions",
        Map.of("text", text, "proposes", "adopted", "threshold", "majority", "mover", members.get("Alder"), "seconder", members.get("Birch"))).expect(201);
    town.ines.asks("hearings/" + hearing + "/motions/" + motion + "/vote", Map.of("ballots", ballots(3))).expect(201);
    town.ines.asks("hearings/" + hearing + "/items/" + item + "/decide", Map.of("decision", "adopted")).expect(200);
  }

  /** A hearing with a speaker, a recess, a vote and its correction; what is not decided is tabled. */
  private long held() {
    var hearing = town.ines.announces("Body cameras", "The ordinance", "Left over", Map.of("title", "Counsel", "kind", "closed"));
    town.abel.opens(hearing);
    roll(hearing);
    town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Elm"), "mark", "arrived")).expect(200);
    town.ines.asks("hearings/" + hearing + "/attendance", Map.of("member", members.get("Elm"), "mark", "left")).expect(200);
    town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1, "name", "=Mallory")).expect(201);
    town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1)).expect(201);
    for (var move : List.of("items/1/call", "items/1/open-comment", "queue/next", "queue/start", "queue/finish", "queue/next", "queue/no-show", "items/1/close-comment")) town.ines.does(hearing, move);
    town.abel.asks("hearings/" + hearing + "/recess", Map.of("reason", "The sound failed")).expect(200);
    town.abel.does(hearing, "resume");
    adopts(hearing, 1, 1, "To adopt the ordinance");
    town.abel.does(hearing, "adjourn");
    return hearing;
  }

  private long later() {
    var draft = town.ines.draft("council", "Next time", Instant.now().plus(25, ChronoUnit.MINUTES), Map.of("title", "Minutes of last time", "comment_mode", "none"), "Other");
    var hearing = town.ines.drafts(draft);
    town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  @Test
  void fromTheRecordToTheApproval() {
    var hearing = held();
    var minutes = "hearings/" + hearing + "/minutes";
    var none = town.bayo.reads(minutes).expect(200);
    assertThat(none.text("/status")).isEqualTo("none");
    assertThat(none.has("/minutes")).isFalse();
    assertThat(none.has("/public_by")).isTrue();
    town.ines.asks(minutes + "/narrate", Map.of("text", "Too early")).refused(409, "no_minutes_yet");
    town.ines.asks(minutes + "/circulate").refused(409, "wrong_state");
    var dae = town.dae.follows("ashgrove/hearings/" + hearing);
    town.ines.asks(minutes + "/draft").expect(200);
    dae.sees("MinutesDrafted");
    town.ines.asks(minutes + "/draft").refused(409, "wrong_state");
    town.ines.asks(minutes + "/narrate", Map.of("item", 1, "text", "The chief **explained** the ordinance.")).expect(200);
    assertThat(town.ines.asks(minutes + "/narrate", Map.of("item", 3, "text", "What was said")).expect(422).faults()).containsExactly("/item closed_item_has_no_narrative");
    assertThat(town.ines.asks(minutes + "/narrate", Map.of("item", 9, "text", "Nothing")).expect(422).faults()).containsExactly("/item item_unknown");

    var draft = town.bayo.reads(minutes).expect(200);
    assertThat(draft.text("/minutes/roll/0/member")).isEqualTo("Alder");
    assertThat(draft.at("/minutes/comings").size()).isEqualTo(2);
    assertThat(draft.text("/minutes/happenings/1/reason")).isEqualTo("The sound failed");
    assertThat(draft.at("/minutes/items/0/speakers").size()).isEqualTo(1);
    assertThat(draft.text("/minutes/items/0/speakers/0/name")).isEqualTo("=Mallory");
    assertThat(draft.text("/minutes/items/0/motions/0/votes/0/ballots/3/choice")).isEqualTo("no");
    assertThat(draft.text("/minutes/items/0/decision")).isEqualTo("adopted");
    assertThat(draft.text("/minutes/items/1/status")).isEqualTo("tabled");
    assertThat(draft.has("/minutes/items/0/called_at")).isTrue();
    assertThat(draft.has("/minutes/ended")).isTrue();
    var page = town.bayo.page("/ashgrove/" + minutes).expect(200).text();
    assertThat(page).contains("Unapproved", "<strong>explained</strong>", "The sound failed", "3 yes, 1 no", "Public by");

    town.ines.asks(minutes + "/circulate").expect(200);
    dae.sees("MinutesCirculated");
    var next = later();
    town.ines.asks(minutes + "/approve", Map.of("hearing", hearing, "item", 1)).expect(422);
    assertThat(town.ines.asks(minutes + "/approve", Map.of("hearing", next, "item", 1)).expect(422).faults()).containsExactly("/item approved_by_adopted_item");
    assertThat(town.ines.asks(minutes + "/approve", Map.of("hearing", next, "item", 8)).expect(422).faults()).containsExactly("/item item_unknown");
    town.ines.asks(minutes + "/approve", Map.of("hearing", 99999, "item", 1)).expect(422);
    town.abel.opens(next);
    roll(next);
    town.ines.does(next, "items/1/call");
    adopts(next, 1, 1, "To approve the minutes");
    var approved = town.ines.asks(minutes + "/approve", Map.of("hearing", next, "item", 1)).expect(200);
    assertThat(approved.text("/status")).isEqualTo("approved");
    assertThat(approved.at("/versions").size()).isEqualTo(2);
    assertThat(dae.sees("MinutesApproved").getLong("by_hearing")).isEqualTo(next);
    dae.sees("HearingClosed");
    assertThat(town.bayo.reads("hearings/" + hearing).text("/hearing/status")).isEqualTo("closed");
    town.ines.asks(minutes + "/narrate", Map.of("text", "After all")).refused(409, "minutes_approved");

    town.ines.asks("hearings/" + hearing + "/motions/1/correct", Map.of("ballots", ballots(4), "reason", "Dogwood had said yes")).expect(201);
    assertThat(town.bayo.reads(minutes).at("/minutes/items/0/motions/0/votes").size()).as("approved minutes stand as approved").isEqualTo(1);
    var corrected = town.ines.asks(minutes + "/correct", Map.of("item", 1, "text", "The chief read the ordinance.", "reason", "Two words and a vote were wrong")).expect(201);
    assertThat(corrected.text("/status")).isEqualTo("corrected");
    assertThat(dae.sees("MinutesCorrected").getString("reason")).isEqualTo("Two words and a vote were wrong");
    assertThat(corrected.at("/minutes/items/0/motions/0/votes").size()).isEqualTo(2);
    assertThat(town.bayo.reads(minutes + "?version=2").expect(200).text("/minutes/items/0/narrative")).contains("explained");
    town.bayo.reads(minutes + "?version=9").refused(404, "missing");
    assertThat(town.bayo.page("/ashgrove/" + minutes + "?version=1").expect(200).text()).contains("explained");
    assertThat(town.bayo.page("/ashgrove/" + minutes).expect(200).text()).contains("Two words and a vote were wrong", "4 yes, 0 no");
  }

  @Test
  void onlyOnceTheHearingHasEndedAndOnlyByItsClerk() {
    var hearing = town.ines.announces("Still on", "Item");
    town.ines.asks("hearings/" + hearing + "/minutes/draft").refused(409, "minutes_after_hearing");
    town.noor.asks("hearings/" + hearing + "/minutes/draft").refused(403, "not_your_body");
    town.abel.asks("hearings/" + hearing + "/minutes/draft").refused(403, "not_your_role");
  }

  @Test
  void asATableThatNoSpreadsheetTakesForAFormula() {
    var hearing = held();
    town.bayo.page("/ashgrove/hearings/" + hearing + "/minutes.csv").expect(404);
    town.ines.asks("hearings/" + hearing + "/minutes/draft").expect(200);
    var csv = town.bayo.page("/ashgrove/hearings/" + hearing + "/minutes.csv").expect(200);
    assertThat(csv.header("Content-Type")).startsWith("text/csv");
    assertThat(csv.text()).startsWith("\uFEFF\"part\",\"item\"").contains("\"'=Mallory\"", "\"ballot\"", "\"Dogwood\"", "\"The sound failed\"").doesNotContain("\"=Mallory");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + "/votes.csv").expect(200).text()).contains("\"carried\",\"Alder\",\"yes\"");
  }

  @Test
  void onPaperThatCanBeReadAloud() throws Exception {
    var hearing = held();
    town.ines.asks("hearings/" + hearing + "/minutes/draft").expect(200);
    for (var language : List.of("en", "es")) {
      var pdf = fetch("/ashgrove/hearings/" + hearing + "/minutes.pdf?lang=" + language);
      assertThat(pdf.headers().firstValue("Content-Type")).hasValue("application/pdf");
      try (var document = Loader.loadPDF(pdf.body())) {
        var catalog = document.getDocumentCatalog();
        assertThat(catalog.getMarkInfo().isMarked()).isTrue();
        assertThat(catalog.getLanguage()).isEqualTo(language);
        assertThat(document.getDocumentInformation().getTitle()).contains("Body cameras");
        assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
        assertThat(new String(catalog.getMetadata().toByteArray(), java.nio.charset.StandardCharsets.UTF_8)).contains("pdfuaid");
        var tags = new HashMap<String, Integer>();
        count(catalog.getStructureTreeRoot(), tags);
        assertThat(tags).containsKeys("H1", "H2", "H3", "L", "LI", "Table", "TR", "TH", "TD", "P");
        assertThat(tags.get("H1")).isEqualTo(1);
        assertThat(new PDFTextStripper().getText(document)).contains("The sound failed", "Mallory", "Dogwood");
        for (var page : document.getPages()) {
          for (var name : page.getResources().getFontNames()) assertThat(page.getResources().getFont(name).isEmbedded()).isTrue();
        }
      }
    }
  }

  private HttpResponse<byte[]> fetch(String path) throws IOException, InterruptedException {
    var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(hall.at(path)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer;
  }

  private static void count(PDStructureNode node, Map<String, Integer> tags) {
    if (node instanceof PDStructureElement element) tags.merge(element.getStructureType(), 1, Integer::sum);
    for (var kid : node.getKids()) if (kid instanceof PDStructureNode below) count(below, tags);
  }
}
