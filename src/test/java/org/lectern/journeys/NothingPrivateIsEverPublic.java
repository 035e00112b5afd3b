package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Person;
import org.lectern.support.Story;
import org.lectern.support.Visitor;
import org.slf4j.LoggerFactory;

/**
 * A word that stands nowhere else is put into each field that is not public, everything that can become of it is done, and then
 * every page, answer, feed, calendar, table, socket and line of the log that people without the right can reach is read.
 */
@Timeout(180)
class NothingPrivateIsEverPublic extends Story {

  private static final Pattern LINK = Pattern.compile("(?:href|src|data-src)=\"(/[^\"#]*)");
  private static final int MOST_PAGES = 600;

  private final Map<String, String> canaries = new LinkedHashMap<>();
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private Person clerk, iris, uma, dae;
  private String target;

  /** A word of its own for that field. */
  private String canary(String field) {
    return canaries.computeIfAbsent(field, first -> "Canary" + Integer.toHexString(0x5a0000 + canaries.size() * 7_919) + "x");
  }

  private String mail(String field) {
    return canary(field).toLowerCase(java.util.Locale.ROOT) + "@people.example";
  }

  @BeforeAll
  void everythingIsPlantedAndHappens() {
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    clerk = town.ines;
    iris = town.iris;
    uma = town.uma;
    dae = town.dae;
    var hearing = clerk.announces("Canaries", "An item");
    target = "hearings/" + hearing;
    names.put("{hearing}", "" + hearing);
    names.put("{area}", town.bayo.reads("areas").text("/items/0/slug"));
    testimony();
    line(hearing);
    accommodation();
    actions();
    complaints();
    cases();
    hall.sql("SELECT 1");
  }

  private void testimony() {
    var named = dae.testifies(target, "Public words.", "name", "Dae", "email", mail("author's address"));
    names.put("{testimony}", named.text("/number"));
    canaries.put("receipt secret", named.text("/secret"));
    dae.testifies(target, "With the name withheld.", "name", canary("withheld name"), "privacy", "withheld", "email", mail("address of one withheld"));
    dae.testifies(target, "From nobody.", "name", canary("anonymous name"), "privacy", "anonymous", "email", mail("anonymous address"));
    dae.testifies(target, canary("confidential text"), "privacy", "confidential", "name", canary("confidential name"), "email", mail("confidential address"));
    dae.testifies("areas/" + names.get("{area}"), "About the area.", "name", canary("withheld name in an area"), "privacy", "withheld");
    redacted();
    hidden();
    var said = dae.testifies(target, "As it was first.", "name", "Dae", "email", mail("address of one who writes anew"));
    dae.asks("receipts/" + said.text("/secret") + "/revise", Map.of("text", "Now 16 " + canary("new words that wait") + " Street", "send_anyway", true)).expect(200);
    var taken = dae.testifies(target, "Kept back: 12 " + canary("withdrawn before publication") + " Street", "name", "Dae", "send_anyway", true);
    dae.asks("receipts/" + taken.text("/secret") + "/withdraw").expect(200);
  }

  /** Held at once, so that it was never public. */
  private void redacted() {
    var address = "12 " + canary("sealed original") + " Street";
    var said = dae.testifies(target, "He lives at " + address + ", and the policy is wrong.", "name", "Dae", "email", mail("redacted author's address"), "send_anyway", true);
    assertThat(said.text("/status")).isEqualTo("held");
    var number = said.text("/number");
    iris.asks("moderation/" + number + "/note", Map.of("note", canary("moderation note"))).expect(200);
    iris.asks("moderation/" + number + "/redact", Map.of("version", version(number), "ground", "m2", "reason", "A home address", "passages", List.of(address))).expect(200);
    dae.asks("receipts/" + said.text("/secret") + "/appeal", Map.of("text", canary("words of an appeal"))).expect(200);
    uma.asks("moderation/" + number + "/appeal", Map.of("granted", false, "reason", "It is an address")).expect(200);
  }

  private void hidden() {
    var said = dae.testifies(target, "See you at 14 " + canary("hidden text") + " Road", "name", canary("name of one hidden"), "send_anyway", true);
    var number = said.text("/number");
    iris.asks("moderation/" + number + "/hide", Map.of("version", version(number), "ground", "m1", "reason", "A threat")).expect(200);
    town.omar.asks("moderation/" + number + "/confirm", Map.of("version", version(number))).expect(200);
    var open = dae.testifies(target, "Call me at (415) 555-0123, says " + canary("held text"), "name", "Dae", "send_anyway", true).text("/number");
    iris.asks("moderation/" + open + "/hide", Map.of("version", version(open), "ground", "m2", "reason", canary("reason not yet seconded"))).expect(200);
  }

  private int version(String number) {
    return iris.reads("moderation/" + number).expect(200).at("/version").asInt();
  }

  private void line(long hearing) {
    var slot = town.stranger().asks(target + "/slots", Map.of("item", 1, "name", "Sam", "email", mail("speaker's address"))).expect(201);
    canaries.put("slot secret", slot.text("/secret"));
    canaries.put("slot code", slot.text("/code"));
    town.stranger().asks("follows", Map.of("topic", "hearings/" + hearing, "email", mail("follower's address")));
  }

  private void accommodation() {
    var asked = town.stranger().asks(target + "/accommodations", Map.of("kind", "other", "details", canary("accommodation details"), "name", canary("accommodation name"), "contact", mail("accommodation contact"))).expect(201);
    canaries.put("accommodation secret", asked.text("/secret"));
    clerk.asks(target + "/accommodations/1/arrange", Map.of("note", canary("accommodation note"))).expect(200);
  }

  private void actions() {
    var action = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "Action", "text", "Text", "criteria", List.of("One"))).expect(201).text("/number");
    town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200);
    names.put("{action}", action);
    names.put("{body}", "council");
    names.put("{item}", "1");
    names.put("{version}", "1");
    town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", canary("title of a draft action"), "text", "Text", "criteria", List.of("One"))).expect(201);
    clerk.drafts(clerk.draft("council", canary("title of a draft hearing"), java.time.Instant.now().plusSeconds(900_000), "An item"));
    dae.testifies("actions/" + action, "On the action.", "name", canary("withheld name on an action"), "privacy", "withheld", "email", mail("address on an action"));
  }

  private void complaints() {
    var number = names.get("{testimony}");
    town.bayo.asks("testimony/" + number + "/reports", Map.of("ground", "m2", "words", canary("words of a report"), "contact", mail("reporter's contact"))).expect(201);
    town.stranger().asks("testimony/" + number + "/disputes", Map.of("words", canary("words of a dispute"), "contact", mail("disputer's contact"))).expect(201);
    var removal = town.stranger().asks("removals", Map.of("testimony", number, "what", canary("what should be taken off"), "spot", canary("where it stands"), "contact", mail("asker's contact"))).expect(201);
    canaries.put("removal secret", removal.text("/secret"));
    uma.asks("removals/" + removal.at("/number").asLong() + "/decide", Map.of("outcome", "declined", "reason", canary("reason to whoever asked"))).expect(200);
    var wronged = dae.testifies(target, "In the name of another.", "name", "Not Me", "email", mail("address of whoever was named")).text("/number");
    town.stranger().asks("testimony/" + wronged + "/disputes", Map.of()).expect(201);
    var mail = hall.mailTo(mail("address of whoever was named"));
    var secret = mail.substring(mail.indexOf("/disputes/") + 10).split("\\s")[0];
    canaries.put("dispute secret", secret);
    town.stranger().asks("disputes/" + secret + "/confirm").expect(200);
  }

  /** One that is public, with a withheld author's words in it, and one that is not. */
  private void cases() {
    var policy = clerk.asks("policies", Map.of("kind", "ordinance", "owner", "council", "area", names.get("{area}"), "title", "A policy", "summary", "For the case.")).expect(201).text("/number");
    names.put("{policy}", policy);
    var number = dae.testifies("policies/" + policy, "It took a whole day.", "name", canary("withheld name on a policy"), "privacy", "withheld", "email", mail("address on a policy")).text("/number");
    var open = "cases/" + clerk.asks("cases", Map.of("body", "council", "policy", policy)).expect(201).text("/number");
    clerk.asks(open + "/argue", Map.of("title", "Why", "argument", "Because a stop costs a day.")).expect(200);
    clerk.asks(open + "/items", Map.of("kind", "passage", "testimony", number, "text", "a whole day")).expect(201);
    for (var kind : List.of("figure", "peer")) clerk.asks(open + "/items", Map.of("kind", kind, "title", "Shown", "text", "By numbers.", "url", "https://example.org/" + kind)).expect(201);
    clerk.asks(open + "/publish").expect(200);
    opened = "/ashgrove/" + open;
    var draft = "cases/" + clerk.asks("cases", Map.of("body", "council", "policy", policy)).expect(201).text("/number");
    clerk.asks(draft + "/argue", Map.of("title", canary("title of a case in the making"), "argument", canary("argument of a case in the making"))).expect(200);
    dae.testifies(target, "The last word, so that the newest entry is public.", "name", "Dae");
  }

  private String opened;

  /** The words of what is on paper, with what is written about it. */
  private String paper(Visitor who, String path) {
    try {
      var cookies = who.cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).collect(Collectors.joining("; "));
      var request = HttpRequest.newBuilder(hall.at(path));
      if (!cookies.isEmpty()) request.header("Cookie", cookies);
      var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) return "";
      papers.add(path);
      try (var document = Loader.loadPDF(answer.body())) {
        var about = document.getDocumentInformation();
        var metadata = document.getDocumentCatalog().getMetadata();
        return new PDFTextStripper().getText(document) + " " + about.getTitle() + " " + about.getAuthor() + " " + about.getSubject() + " " + about.getKeywords()
            + (metadata == null ? "" : new String(metadata.toByteArray(), java.nio.charset.StandardCharsets.UTF_8));
      }
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(path, broken);
    }
  }

  private final Set<String> papers = new LinkedHashSet<>();

  @Test
  void noPaperHoldsIt() {
    var stranger = town.stranger();
    var month = java.time.LocalDate.now().withDayOfMonth(1);
    for (var path : List.of("/ashgrove/" + target + "/packet.pdf", "/ashgrove/" + target + "/testimony.pdf", "/ashgrove/" + target + "/minutes.pdf", "/ashgrove/areas/" + names.get("{area}") + "/testimony.pdf",
        "/ashgrove/actions/" + names.get("{action}") + "/testimony.pdf", "/ashgrove/policies/" + names.get("{policy}") + "/testimony.pdf", opened + ".pdf",
        "/ashgrove/register/reports/" + month.minusMonths(1) + "/" + month.minusDays(1) + ".pdf")) {
      search("on paper " + path, paper(stranger, path));
    }
    assertThat(papers).as("papers that were read").anyMatch(path -> path.endsWith("/packet.pdf")).anyMatch(path -> path.endsWith("/testimony.pdf")).anyMatch(path -> path.startsWith(opened))
        .anyMatch(path -> path.contains("/register/reports/"));
    assertThat(paper(stranger, "/ashgrove/" + target + "/testimony.pdf")).as("its words can be read").contains("Public words.");
  }

  private void search(String where, String text) {
    canaries.forEach((field, canary) -> assertThat(text.toLowerCase(java.util.Locale.ROOT)).as("%s holds the %s", where, field).doesNotContain(canary.toLowerCase(java.util.Locale.ROOT)));
  }

  @Test
  void noPageHoldsIt() {
    var stranger = town.stranger();
    var seen = walk(stranger);
    assertThat(seen.size()).as("pages that were read").isGreaterThan(60);
    assertThat(seen).anyMatch(path -> path.contains("/moderation-report")).anyMatch(path -> path.contains("/testimony/T-")).anyMatch(path -> path.endsWith(".csv") || path.contains(".csv?"))
        .anyMatch(path -> path.endsWith(".ics"));
  }

  @Test
  void noPageOfAResidentAMemberOrTheAgencyHoldsIt() {
    canaries.remove("title of a draft action"); // the board's own
    for (var name : List.of("Bayo", "Ruth", "Lena")) {
      var who = town.person("ashgrove", name);
      who.signsInAtThePage();
      walk(who);
    }
  }

  /** Every link of every page, from the front door on; forms are not sent. */
  private Set<String> walk(Visitor who) {
    var seen = new LinkedHashSet<String>(List.of("/", "/ashgrove", "/ashgrove/record?about=moderation", "/ashgrove/" + target + ".ics", "/ashgrove/hearings.ics", "/ashgrove/" + target + ".json", "/ashgrove/moderation", "/ashgrove/removals",
        "/ashgrove/" + target + "/testimony", "/ashgrove/" + target + "/packet", "/ashgrove/" + target + "/accommodations", "/ashgrove/moderation-report.csv"));
    var waiting = new ArrayDeque<>(seen);
    for (int read = 0; !waiting.isEmpty() && read < MOST_PAGES; read++) {
      var path = waiting.remove();
      var answer = who.page(path);
      assertThat(answer.status()).as(path).isLessThan(500);
      search(who.name + " at " + path, answer.text());
      LINK.matcher(answer.text()).results().map(link -> link.group(1).replace("&amp;", "&"))
          .filter(link -> !link.startsWith("/assets/") && !link.contains("lang=") && !link.startsWith("/birchwood") && seen.add(link)).forEach(waiting::add);
    }
    return seen;
  }

  @Test
  void noAnswerOfTheApiHoldsIt() throws IOException {
    JsonNode contract;
    try (var file = NothingPrivateIsEverPublic.class.getResourceAsStream("/openapi.yaml")) {
      contract = new YAMLMapper().readTree(file);
    }
    var paths = new ArrayList<String>();
    contract.get("paths").properties().forEach(path -> {
      if (path.getValue().has("get")) paths.add(path.getKey());
    });
    for (var who : List.of(town.stranger(), town.bayo, town.lena)) {
      int read = 0;
      for (var written : paths) {
        var path = written.replace("{place}", "ashgrove");
        for (var name : names.entrySet()) path = path.replace(name.getKey(), name.getValue());
        if (path.contains("{")) continue;
        var answer = who.get(path);
        if (answer.status() == 200) read++;
        search(who.name + " at " + path, answer.text());
      }
      assertThat(read).as("answers that %s got", who.name).isGreaterThan(15);
    }
  }

  @Test
  void noSocketTellsIt() {
    long newest = town.stranger().seq("ashgrove");
    for (var who : List.of(town.stranger(), town.bayo, town.lena)) {
      var ear = who.followsAfter(0, "ashgrove").upTo(newest);
      assertThat(ear.transcript().size()).isGreaterThan(20);
      search("the socket of " + who.name, ear.transcript().toString());
      var pages = new Visitor(hall, "Pages").listens("Origin", hall.settings.url().toString()).followRegions(0, "en", "ashgrove/" + target, "ashgrove/" + target + "/testimony", "ashgrove/moderation");
      pause(400);
      search("the regions", pages.transcript().toString());
      pages.drop();
      ear.drop();
    }
  }

  @Test
  void noLineOfTheLogHoldsIt() {
    town.stranger().page("/ashgrove/" + canary("an address that nobody has")).expect(404);
    var lines = log.list.stream().filter(line -> line.getLevel().isGreaterOrEqual(Level.DEBUG) && line.getLoggerName().startsWith("org.lectern"))
        .map(line -> line.getFormattedMessage() + (line.getThrowableProxy() == null ? "" : " " + line.getThrowableProxy().getMessage())).collect(Collectors.joining("\n"));
    search("the log", lines);
  }

  /** Nothing of an anonymous author is anywhere in the database: not in a row, not in the record, not in a mail. */
  @Test
  void theDatabaseItselfKnowsNothingOfAnAnonymousAuthor() {
    var tables = hall.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
    assertThat(tables.size()).isGreaterThan(40);
    for (var table : tables) {
      for (var field : List.of("anonymous name", "anonymous address")) {
        var word = canaries.get(field).toLowerCase(java.util.Locale.ROOT);
        assertThat((Long) hall.one("SELECT count(*) FROM " + table + " AS row WHERE lower(row::text) LIKE '%' || ? || '%'", word)).as("%s in %s", field, table).isZero();
      }
    }
  }

  @Test
  void whoeverMayKnowDoes() {
    assertThat(iris.reads("moderation/" + sealed()).text()).contains(canaries.get("sealed original"), canaries.get("moderation note"));
    assertThat(clerk.reads(target + "/accommodations").text()).contains(canaries.get("accommodation details"));
    assertThat(uma.reads("removals").text()).contains(canaries.get("what should be taken off"));
  }

  private String sealed() {
    return hall.one("SELECT t.number FROM testimony t JOIN moderation_sealed s ON s.testimony = t.id WHERE s.text IS NOT NULL");
  }
}
