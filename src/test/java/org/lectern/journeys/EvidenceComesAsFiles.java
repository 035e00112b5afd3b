package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.core.Json;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Evidence is an uploaded file: the public has the public one or the redacted copy, the sealed original is for the board and the agency alone. */
class EvidenceComesAsFiles extends Story {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));
  private static final String NAMES = "Roster: Harper, Quill and Dray were absent.\n";
  private static final String BLACKED = "Roster: three officers were absent.\n";

  private Person max;

  @BeforeAll
  void aModerator() {
    max = town.person("ashgrove", "Max");
    town.grant(max, "moderator", null);
    max.signsIn();
    for (var person : List.of(town.lena, town.ruth)) person.signsInAtThePage();
  }

  private String working(String title) {
    var number = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", title, "text", "Text", "criteria", List.of("Every officer is trained"))).expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    town.lena.asks("actions/" + number + "/answer", Map.of("position", "accepted", "text", "Yes", "owner", "Chief", "due", TODAY.plusDays(40))).expect(200);
    town.lena.asks("actions/" + number + "/begin").expect(200);
    return "actions/" + number;
  }

  private HttpResponse<byte[]> sent(String content) throws Exception {
    var body = new ByteArrayOutputStream();
    body.write("--canary\r\nContent-Disposition: form-data; name=\"files\"; filename=\"roster.txt\"\r\nContent-Type: text/plain\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    body.write(content.getBytes(StandardCharsets.UTF_8));
    body.write("\r\n--canary--\r\n".getBytes(StandardCharsets.UTF_8));
    return CLIENT.send(HttpRequest.newBuilder(hall.at("/api/v1/ashgrove/uploads")).header("Content-Type", "multipart/form-data; boundary=canary").POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())).build(), BodyHandlers.ofByteArray());
  }

  private String upload(String content) throws Exception {
    var answer = sent(content);
    assertThat(answer.statusCode()).isEqualTo(201);
    return Json.MAPPER.readTree(answer.body()).at("/uploads/0/upload").asText();
  }

  private static String sum(String content) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void theSealedOriginalIsForTheBoardAndTheAgencyAlone() throws Exception {
    var action = working("Sealed");
    var evidence = Map.of("criterion", 1, "text", "The roster", "origin", "Training unit", "period_from", TODAY.minusDays(90), "period_to", TODAY.minusDays(1), "confidential", "Personnel file, Penal Code 832.7",
        "redacted_text", "A roster", "file", upload(NAMES), "redacted_file", upload(BLACKED));
    var number = town.lena.asks(action + "/evidence", evidence).expect(201).at("/number").asInt();
    var at = "/ashgrove/" + action + "/evidence/" + number;
    for (Person insider : List.of(town.lena, town.ruth)) {
      assertThat(insider.page(at + "/original").expect(200).text()).isEqualTo(NAMES);
      assertThat(insider.page("/ashgrove/" + action + "/evidence").expect(200).text()).contains(at + "/original", at + "/file", sum(NAMES));
    }
    for (Person other : List.of(town.stranger(), town.bayo, town.ines, town.noor, max)) {
      other.page(at + "/original").expect(404);
      assertThat(other.page(at + "/file").expect(200).text()).isEqualTo(BLACKED);
      var page = other.page("/ashgrove/" + action + "/evidence").expect(200).text();
      assertThat(page).contains(at + "/file", "Redacted copy", sum(BLACKED), "is withheld").doesNotContain(at + "/original");
      var files = other.reads(action).expect(200).at("/evidence/0/files");
      assertThat(files.get(0).get("sealed").asBoolean()).isTrue();
      assertThat(files.get(1).get("sealed").asBoolean()).isFalse();
    }
    town.lena.asks(action + "/report", Map.of("text", "Done.", "evidence", List.of())).expect(200);
  }

  @Test
  void withoutARedactedFileThePublicHasTheWordsAlone() throws Exception {
    var action = working("Words alone");
    var number = town.lena.asks(action + "/evidence", Map.of("text", "The roster", "confidential", "Personnel file", "redacted_text", "A roster", "file", upload(NAMES))).expect(201).at("/number").asInt();
    town.bayo.page("/ashgrove/" + action + "/evidence/" + number + "/file").expect(404);
    town.bayo.page("/ashgrove/" + action + "/evidence/" + number + "/original").expect(404);
    assertThat(town.lena.asks(action + "/evidence", Map.of("text", "Open", "redacted_file", upload(BLACKED))).expect(422).faults()).containsExactly("/confidential basis_required");
    assertThat(town.lena.asks(action + "/evidence", Map.of("text", "Gone", "file", "x".repeat(32))).expect(422).faults()).containsExactly("/file upload_unknown");
  }

  @Test
  void residentsShowFilesWhileTheWindowIsOpenAndAModeratorHidesThem() throws Exception {
    var action = working("Window");
    town.bayo.asks(action + "/evidence", Map.of("text", "Too soon", "file", upload("Mine\n"))).refused(409, "evidence_window_closed");
    town.lena.asks(action + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "Order", "file", upload("Order 12\n"))))).expect(200);
    var number = town.bayo.asks(action + "/evidence", Map.of("text", "My photo", "file", upload("What I saw\n"))).expect(201).at("/number").asInt();
    var at = "/ashgrove/" + action + "/evidence/" + number + "/file";
    assertThat(town.stranger().page(at).expect(200).text()).isEqualTo("What I saw\n");
    assertThat(town.stranger().page(at).header("Content-Security-Policy")).contains("sandbox");
    max.asks(action + "/evidence/" + number + "/hide", Map.of("ground", "M2")).expect(200);
    town.stranger().page(at).expect(404);
    town.ruth.page(at).expect(404);
  }

  @Test
  void theFormOfThePageBringsBoth() throws Exception {
    var action = "/ashgrove/" + working("By the page");
    assertThat(town.lena.page(action + "/evidence").expect(200).text()).contains("type=\"file\"", "multipart/form-data", "name=\"redacted_file\"");
    town.lena.onPage(action + "/evidence", action + "/evidence").with("text", "The order").with("file", upload(NAMES)).with("confidential", "Personnel file").with("redacted_file", upload(BLACKED))
        .comesBack(422, "redacted copy").with("redacted_text", "An order").succeeds();
    assertThat(town.stranger().page(action + "/evidence/1/file").expect(200).text()).isEqualTo(BLACKED);
    assertThat(sent("").statusCode()).isEqualTo(422);
  }
}
