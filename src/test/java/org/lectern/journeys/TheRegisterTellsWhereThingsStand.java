package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.register.Measure;
import org.lectern.support.Story;

/** The first screen of oversight: every number says what it counts and leads to exactly those actions, today and as of any day. */
class TheRegisterTellsWhereThingsStand extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private final Map<String, String> numbers = new HashMap<>();

  @BeforeAll
  void aYearOfOversight() {
    town.ada.asks("bodies", Map.of("slug", "jail", "name", "Jail", "kind", "agency")).expect(201);
    issued("silent", "police", 100);                                     // due 40 days ago, never answered
    issued("young", "police", 40);                                       // due in 20 days
    issued("old", "jail", 300);                                          // 240 days overdue
    issued("late", "police", 200);
    answered("late", 120, "rejected", null);                             // answered after 80 days
    issued("done", "police", 220);
    answered("done", 190, "accepted", 90);
    moved("done", "report", "issued", "reported", 60);
    moved("done", "verify", "reported", "implemented", 50);
    issued("claimed", "police", 150);
    answered("claimed", 140, "accepted_in_part", 30);
    moved("claimed", "report", "issued", "reported", 10);
    issued("dropped", "jail", 130);
    moved("dropped", "supersede", "issued", "superseded", 5);
    issued("promised", "police", 160);
    answered("promised", 130, "accepted", 7);                            // the work was due a week ago
    town.ruth.asks("actions", body("draft", "police")).expect(201);
  }

  private static Map<String, Object> body(String title, String agency) {
    var body = new HashMap<String, Object>(Map.of("kind", "recommendation", "issuer", "board", "addressee", agency, "title", title, "text", "Text of " + title, "criteria", List.of("One"), "response_days", 60));
    if (agency.equals("police")) body.put("area", "use-of-force");
    return body;
  }

  /** Issued so many days ago, with sixty days to answer: time is what the owner of the tables moves. */
  private void issued(String title, String agency, int ago) {
    var number = town.ruth.asks("actions", body(title, agency)).expect(201).text("/number");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", true)).expect(200);
    numbers.put(title, number);
    hall.change("ashgrove", "UPDATE action SET issued_at = now() - ?::int * interval '1 day', response_due = ?::date, first_response_due = ?::date WHERE number = ?", ago, TODAY.minusDays(ago - 60L), TODAY.minusDays(ago - 60L), number);
    hall.change("ashgrove", "UPDATE action_move SET at = now() - ?::int * interval '1 day' WHERE action = (SELECT id FROM action WHERE number = ?)", ago, number);
  }

  private void answered(String title, int ago, String position, Integer doneAgo) {
    var number = numbers.get(title);
    var due = doneAgo == null ? null : TODAY.minusDays(doneAgo);
    hall.change("ashgrove", "INSERT INTO action_response (jurisdiction, action, version, position, text, due, at) SELECT jurisdiction, id, 1, ?, 'Our answer', ?::date, now() - ?::int * interval '1 day' FROM action WHERE number = ?", position, due, ago, number);
    hall.change("ashgrove", "UPDATE action SET position = ?, target_date = ?::date, responded_at = now() - ?::int * interval '1 day' WHERE number = ?", position, due, ago, number);
  }

  private void moved(String title, String command, String from, String to, int ago) {
    hall.change("ashgrove", "INSERT INTO action_move (jurisdiction, action, ordinal, from_status, to_status, command, at) SELECT jurisdiction, id, 10 + ?::int, ?, ?, ?, now() - ?::int * interval '1 day' FROM action WHERE number = ?", 1000 - ago, from, to, command, ago, numbers.get(title));
    hall.change("ashgrove", "UPDATE action SET status = ? WHERE number = ?", to, numbers.get(title));
  }

  private JsonNode register(String query) {
    return town.bayo.reads("register?" + query).expect(200).json();
  }

  private long count(JsonNode register, Measure measure) {
    return register.at("/all/counts/" + measure.word()).asLong();
  }

  private List<String> actions(String query) {
    var titles = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = town.bayo.reads("register/actions?limit=3&" + query + cursor).expect(200);
      page.at("/items").forEach(one -> titles.add(one.get("title").asText()));
      cursor = page.has("/next") ? "&cursor=" + page.text("/next") : null;
    }
    return titles;
  }

  @Test
  void everyNumberIsTheLengthOfItsList() {
    for (var day : List.of(TODAY, TODAY.minusDays(45), TODAY.minusDays(155), TODAY.minusDays(1000))) {
      for (var choice : List.of("", "&agency=police", "&agency=jail", "&area=use-of-force", "&area=-")) {
        var scope = "as_of=" + day + "&from=" + day.minusDays(90) + choice;
        var register = register(scope);
        for (var measure : Measure.values()) {
          assertThat(actions("which=" + measure.word() + "&" + scope)).as("%s %s", measure, scope).hasSize((int) count(register, measure)).doesNotContain("draft");
        }
      }
    }
  }

  @Test
  void theNumbersOfToday() {
    var today = register("");
    assertThat(actions("which=overdue")).containsExactly("old", "silent", "promised");
    assertThat(actions("which=overdue_longer")).containsExactly("old");
    assertThat(actions("which=overdue_90")).containsExactly("silent");
    assertThat(actions("which=overdue_30")).containsExactly("promised");
    assertThat(actions("which=due_soon")).containsExactly("young");
    assertThat(actions("which=awaiting_verification")).containsExactly("claimed");
    assertThat(actions("which=verified")).containsExactly("done");
    assertThat(actions("which=answered_on_time")).containsExactlyInAnyOrder("done", "claimed", "promised");
    assertThat(count(today, Measure.ANSWER_WAS_DUE)).isEqualTo(7);
    assertThat(count(today, Measure.ISSUED)).isEqualTo(8);
    assertThat(count(today, Measure.STILL_APPLICABLE)).isEqualTo(7);
    assertThat(today.at("/all/days_to_answer/of").asInt()).isEqualTo(4);
    assertThat(today.at("/all/days_to_answer/days").asDouble()).isEqualTo(30.0);
    assertThat(today.at("/all/days_to_verify/days").asDouble()).isEqualTo(10.0);
    assertThat(today.at("/year_only").asInt()).isZero();
  }

  /** The register and the list of actions each have a rule of what is overdue: they must never say different things. */
  @Test
  void theRegisterAndTheListAgree() {
    var listed = town.bayo.reads("actions?overdue=true&limit=100").expect(200).at("/items").findValuesAsText("title");
    assertThat(actions("which=overdue")).containsExactlyInAnyOrderElementsOf(listed);
    for (var status : List.of("issued", "reported", "implemented", "superseded")) {
      assertThat(actions("status=" + status)).containsExactlyInAnyOrderElementsOf(town.bayo.reads("actions?limit=100&status=" + status).at("/items").findValuesAsText("title"));
    }
  }

  @Test
  void aPastDayStaysAsItWas() {
    assertThat(actions("which=overdue&as_of=" + TODAY.minusDays(130))).containsExactly("old", "late");
    assertThat(actions("which=answered&as_of=" + TODAY.minusDays(135))).containsExactlyInAnyOrder("done", "claimed");
    assertThat(actions("which=awaiting_verification&as_of=" + TODAY.minusDays(55))).containsExactly("done");
    assertThat(actions("which=verified&as_of=" + TODAY.minusDays(55))).isEmpty();
    assertThat(actions("status=superseded&as_of=" + TODAY.minusDays(6))).isEmpty();
    var before = register("as_of=" + TODAY.minusDays(1000));
    assertThat(count(before, Measure.ISSUED)).isZero();
    assertThat(before.at("/all/days_to_answer").has("days")).isFalse();
    assertThat(before.at("/agencies")).isEmpty();
    assertThat(register("as_of=" + TODAY.plusYears(3)).at("/as_of").asText()).isEqualTo(TODAY.toString());
  }

  @Test
  void theTrendAddsUp() {
    var register = register("from=" + TODAY.minusDays(400) + "&every=month");
    var trend = StreamSupport.stream(register.at("/trend").spliterator(), false).toList();
    for (var measure : List.of(Measure.ISSUED_THEN, Measure.ANSWERED_THEN, Measure.ANSWERED_ON_TIME_THEN, Measure.REPORTED_THEN, Measure.VERIFIED_THEN)) {
      assertThat(trend.stream().mapToLong(span -> span.at("/counts/" + measure.word()).asLong()).sum()).as(measure.word()).isEqualTo(count(register, measure));
    }
    for (var span : trend) {
      var then = register("as_of=" + span.get("last").asText());
      for (var measure : List.of(Measure.OPEN, Measure.OVERDUE, Measure.ISSUED)) assertThat(span.at("/counts/" + measure.word()).asLong()).isEqualTo(count(then, measure));
    }
    assertThat(trend.get(trend.size() - 1).get("last").asText()).isEqualTo(TODAY.toString());
  }

  @Test
  void everyNumberHasItsDefinitionDayAndDenominator() {
    var page = town.bayo.page("/ashgrove/register").expect(200).text();
    assertThat(page).contains("As of the end of", "which=overdue&amp;as_of=" + TODAY, "of 6 open actions", "of 4 (75 %)", "This never counts as implemented", "No verified report yet");
    assertThat(town.bayo.page("/ashgrove/register?as_of=2001-01-01").expect(200).text()).contains("No action had been issued by this day");
    assertThat(town.bayo.page("/ashgrove/register?agency=jail").expect(200).text()).contains("No answered action yet").doesNotContain("(NaN");
    assertThat(town.stranger().page("/ashgrove/register?lang=es").expect(200).text()).contains("Vencidas por antigüedad");
    for (var measure : Measure.values()) assertThat(town.bayo.page("/ashgrove/register/actions?which=" + measure.word()).expect(200).text()).contains("<h1>");
    for (var odd : List.of("which=all", "as_of=yesterday", "agency=%00", "from=" + TODAY.plusDays(1), "as_of=1800-01-01", "from=1950-01-01&every=month", "every=week", "word=%00")) {
      assertThat(town.bayo.page("/ashgrove/register/actions?" + odd).status()).as(odd).isIn(400, 404);
      assertThat(town.bayo.reads("register/actions?" + odd).status()).as(odd).isIn(400, 422);
    }
  }

  @Test
  void theScreenFollows() {
    var ear = town.bayo.listens().followRegions(town.bayo.seq("ashgrove"), "en", "ashgrove/actions");
    town.abel.asks("actions/" + numbers.get("late") + "/agree", Map.of("reason", "Their reason holds.")).expect(200);
    assertThat(ear.seesRegion("register")).contains("Overdue by age");
  }

  @Test
  void aReportKeepsItsAddress() throws Exception {
    var from = TODAY.minusDays(200);
    var to = TODAY.minusDays(20);
    var address = "/ashgrove/register/reports/" + from + "/" + to;
    assertThat(town.bayo.page("/ashgrove/register/reports?from=" + from + "&as_of=" + to + "&agency=police").expect(303).header("Location")).isEqualTo(address + "?agency=police");
    assertThat(town.bayo.page(address).expect(200).text()).contains("Oversight report", "Reckoned on");
    assertThat(town.bayo.page(address + ".json").expect(307).header("Location")).isEqualTo("/api/v1/ashgrove/register?from=" + from + "&as_of=" + to);
    assertThat(town.bayo.page(address + ".csv").expect(200).text()).contains("\"all\",\"\",\"\",\"\",\"" + from + "\",\"" + to + "\",\"verified_then\",\"1\"");
    town.bayo.page("/ashgrove/register/reports/" + to + "/" + from).expect(400);
    town.bayo.page("/ashgrove/register/reports/x/y").expect(400);
    var pdf = HttpClient.newHttpClient().send(HttpRequest.newBuilder(hall.at(address + ".pdf")).build(), BodyHandlers.ofByteArray());
    assertThat(pdf.statusCode()).isEqualTo(200);
    try (var document = Loader.loadPDF(pdf.body())) {
      assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " ")).contains("Oversight report", "Overdue by age", "Police Department", "Answered on time");
    }
  }
}
