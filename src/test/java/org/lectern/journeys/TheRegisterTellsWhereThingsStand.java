package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
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

  /** By hand, from what anybody can take away: no query of ours has a part in it. */
  @Test
  void everyNumberFollowsFromTheExport() {
    for (var day : List.of(TODAY, TODAY.minusDays(45), TODAY.minusDays(155))) {
      for (var choice : List.of("", "&agency=jail", "&area=use-of-force")) {
        var scope = "as_of=" + day + "&from=" + day.minusDays(90) + choice;
        var export = town.bayo.page("/ashgrove/register/actions.json?" + scope).expect(200).json();
        assertThat(fault(export.toString())).isNull();
        var all = new ArrayList<JsonNode>();
        export.get("recommendations").forEach(all::add);
        assertThat(export.get("count").asInt()).isEqualTo(all.size());
        var register = register(scope);
        for (var measure : Measure.values()) {
          assertThat(all.stream().filter(one -> counts(measure, one, day, day.minusDays(90))).count()).as("%s %s", measure, scope).isEqualTo(count(register, measure));
        }
      }
    }
  }

  private static boolean counts(Measure measure, JsonNode one, LocalDate day, LocalDate from) {
    var status = one.get("status").asText();
    var position = one.get("position").asText();
    var due = day(one, "due");
    var late = due == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(due, day));
    var answered = day(one, "answered_on");
    var firstDue = day(one, "first_due");
    return switch (measure) {
      case ISSUED -> true;
      case OPEN -> List.of("issued", "in_progress", "reported", "returned").contains(status);
      case OVERDUE -> late > 0;
      case OVERDUE_30 -> late > 0 && late <= 30;
      case OVERDUE_90 -> late > 30 && late <= 90;
      case OVERDUE_180 -> late > 90 && late <= 180;
      case OVERDUE_LONGER -> late > 180;
      case DUE_SOON -> due != null && late == 0 && !due.isAfter(day.plusDays(30));
      case AWAITING_VERIFICATION -> status.equals("reported");
      case ANSWERED -> !position.equals("none");
      case ACCEPTED -> position.startsWith("accepted");
      case REJECTED -> position.equals("rejected");
      case ANSWER_WAS_DUE -> firstDue != null && (answered != null || firstDue.isBefore(day));
      case ANSWERED_ON_TIME -> firstDue != null && answered != null && !answered.isAfter(firstDue);
      case STILL_APPLICABLE -> !List.of("superseded", "not_applicable").contains(status);
      case VERIFIED -> status.equals("implemented");
      case PARTLY_VERIFIED -> status.equals("partly_implemented");
      case CLOSED_UNDONE -> status.equals("closed_not_implemented");
      case ISSUED_THEN -> within(day(one, "issued_on"), from);
      case ANSWERED_THEN -> within(answered, from);
      case ANSWERED_ON_TIME_THEN -> within(answered, from) && firstDue != null && !answered.isAfter(firstDue);
      case REPORTED_THEN -> moved(one, "reported", from);
      case VERIFIED_THEN -> moved(one, "implemented", from);
    };
  }

  private static LocalDate day(JsonNode one, String field) {
    return one.has(field) ? LocalDate.parse(one.get(field).asText()) : null;
  }

  private static boolean within(LocalDate day, LocalDate from) {
    return day != null && !day.isBefore(from);
  }

  private static boolean moved(JsonNode one, String to, LocalDate from) {
    return StreamSupport.stream(one.get("history").spliterator(), false)
        .anyMatch(move -> move.get("to").asText().equals(to) && !move.get("how").asText().equals("import") && within(day(move, "on"), from));
  }

  /** What is wrong with a file by the schema that is served; null if it fits. */
  private String fault(String json) {
    var schema = town.bayo.page("/api/v1/recommendations.schema.json").expect(200);
    assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
    var options = new JsonSchemaOptions().setBaseUri("https://lectern.test").setDraft(Draft.DRAFT202012).setOutputFormat(OutputFormat.Basic);
    var result = Validator.create(JsonSchema.of(new JsonObject(schema.text())), options).validate(new JsonObject(json));
    return result.getValid() ? null : result.getErrors().stream().map(error -> error.getInstanceLocation() + ": " + error.getError()).collect(Collectors.joining("; "));
  }

  @Test
  void theSchemaTakesOnlyWhatItDescribes() {
    var export = new JsonObject(town.bayo.page("/ashgrove/register/actions.json?which=verified").expect(200).text());
    assertThat(fault(export.encode())).isNull();
    var one = export.getJsonArray("recommendations").getJsonObject(0);
    assertThat(one.getJsonArray("history").stream().map(move -> ((JsonObject) move).getString("to"))).containsExactly("issued", "reported", "implemented");
    one.put("status", "done");
    assertThat(fault(export.encode())).isNotNull();
    one.put("status", "implemented").remove("text");
    assertThat(fault(export.encode())).isNotNull();
  }

  @Test
  void theExportHasTheColumnsOfGaoFirst() {
    var csv = town.bayo.page("/ashgrove/register/actions.csv?which=verified").expect(200);
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.text().lines().toList()).hasSize(2).first().asString().startsWith("\uFEFF\"Publication Name\",\"Publication Number\",\"Date Publication Issued\",\"Director Name\",\"Director Phone\",\"Agency\",\"Recommendation\",\"Status\",\"Priority\",\"Comments\",\"Number\"");
    assertThat(csv.text()).contains("\"Police Department\",\"Text of done\",\"Closed - Implemented\"").doesNotContain("Text of draft");
    assertThat(town.bayo.page("/ashgrove/register/actions.csv?as_of=2001-01-01").expect(200).text().lines()).hasSize(1);
    assertThat(town.bayo.page("/ashgrove/register/actions.csv?which=all").status()).isEqualTo(400);
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
      for (var measure : List.of(Measure.OPEN, Measure.OVERDUE)) assertThat(span.at("/counts/" + measure.word()).asLong()).isEqualTo(count(then, measure));
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
