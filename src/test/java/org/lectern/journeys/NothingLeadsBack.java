package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;
import org.lectern.support.Visitor;
import org.slf4j.LoggerFactory;

/**
 * Somebody who is signed in testifies anonymously, with everything that a browser sends and more than the form asks for: of
 * all that nothing is found afterwards, in no table, no log line and no mail (goals P1 and P2).
 */
class NothingLeadsBack extends Story {

  private static final String AGENT = "CanaryBrowser/77.1 (leads back)";
  private static final String ADDRESS = "203.0.113.177";
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Visitor nell;
  private String number;

  @BeforeAll
  void nellTestifies() throws Exception {
    log.start();
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
    nell = town.person("ashgrove", "Nell");
    nell.network = ADDRESS;
    nell.signsInAtThePage();
    var hearing = town.ines.announces("Nothing leads back", "An item");
    var location = sends("/ashgrove/hearings/" + hearing + "/testify");
    var receipt = town.stranger().page(location).expect(200).text();
    var found = Pattern.compile("T-\\d{4}-\\d{6}").matcher(receipt);
    assertThat(found.find()).isTrue();
    number = found.group();
    nell.page(location + "/revise", "User-Agent", AGENT).expect(200);
    nell.onPage(location + "/revise", location + "/revise").with("text", "What I saw, and where.").leadsTo();
  }

  /** As a browser does, with a file that its camera signed. */
  private String sends(String page) throws Exception {
    var fields = List.of("key=canary-key-0123456789", "text=What I saw.", "privacy=anonymous", "name=Canary Nameless", "email=canary.nell@leads.example", "position=", "language=en");
    var body = new StringBuilder();
    for (var field : fields) body.append("--part\r\nContent-Disposition: form-data; name=\"").append(field.replaceFirst("=", "\"\r\n\r\n")).append("\r\n");
    body.append("--part\r\nContent-Disposition: form-data; name=\"files\"; filename=\"canary-holiday.txt\"\r\nContent-Type: text/plain\r\n\r\nA note.\r\n--part--\r\n");
    var cookie = nell.cookies.entrySet().stream().map(one -> one.getKey() + "=" + one.getValue()).collect(java.util.stream.Collectors.joining("; "));
    var answer = HttpClient.newHttpClient().send(HttpRequest.newBuilder(hall.at(page)).header("Content-Type", "multipart/form-data; boundary=part")
        .header("Origin", hall.settings.url().toString()).header("Sec-Fetch-Site", "same-origin").header("User-Agent", AGENT).header("X-Forwarded-For", ADDRESS)
        .header("Accept-Language", "x-canary, en").header("Referer", "https://canary.referrer.example/").header("Cookie", cookie)
        .POST(HttpRequest.BodyPublishers.ofString(body.toString())).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  @AfterAll
  void quiet() {
    ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
  }

  private List<String> canaries() {
    var canaries = new ArrayList<>(List.of(AGENT, "CanaryBrowser", ADDRESS, "203.0.113", "Canary Nameless", "canary.nell@leads.example", "canary-holiday", "canary-key-0123456789", "x-canary", "canary.referrer"));
    nell.cookies.values().stream().filter(value -> value.length() > 20).forEach(canaries::add);
    return canaries;
  }

  /** Every row of every table as text, with bytes in hexadecimal. */
  private List<String> dump() {
    var rows = new ArrayList<String>();
    for (var table : hall.sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history' ORDER BY 1")) {
      hall.sql("SELECT t::text FROM \"" + table + "\" t").forEach(row -> rows.add(table + " " + row));
    }
    return rows;
  }

  @Test
  void notInTheDatabaseNorTheMailNorTheLog() {
    var database = String.join("\n", dump());
    assertThat(database).contains(number, "What I saw");
    for (var canary : canaries()) {
      assertThat(database).as("in the database").doesNotContain(canary);
      assertThat(database.toLowerCase(Locale.ROOT)).as("in hexadecimal in the database").doesNotContain(HexFormat.of().formatHex(canary.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(log.list).as("the appender hears").isNotNull();
    for (var line : List.copyOf(log.list)) {
      var said = line.getFormattedMessage() + " " + line.getMDCPropertyMap() + " " + (line.getThrowableProxy() == null ? "" : line.getThrowableProxy().getMessage());
      for (var canary : canaries()) assertThat(said).as("in the log").doesNotContain(canary);
      assertThat(said).as("in the log").doesNotContain("What I saw");
    }
    assertThat((Long) hall.one("SELECT count(*) FROM mail WHERE body LIKE '%' || ? || '%' OR recipient LIKE 'canary%'", number)).isZero();
  }

  /** No row about the testimony names the account, its sessions or anything of theirs, and no two share an exact moment. */
  @Test
  void noWayFromTheAccountToTheTestimony() {
    String person = hall.one("SELECT id::text FROM person WHERE email = ?", nell.email);
    String testimony = hall.one("SELECT id::text FROM testimony WHERE number = ?", number);
    var about = dump().stream().filter(row -> row.contains(number) || row.contains(testimony)).toList();
    assertThat(about.stream().map(row -> row.replaceFirst(" .*", "")).distinct()).contains("testimony", "journal", "attachment", "testimony_version", "idempotency");
    for (var row : about) assertThat(row).doesNotContain(person, nell.email);
    var columns = hall.sql("""
        SELECT format('SELECT count(*) FROM %I t WHERE t::text LIKE ''%%%s%%'' AND %I IS NOT NULL AND %I <> date_trunc(''hour'', %I, ''UTC'')', table_name, '#', column_name, column_name, column_name)
        FROM information_schema.columns
        WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'""");
    for (var column : columns) {
      for (var key : List.of(number, testimony)) assertThat((Long) hall.one(String.valueOf(column).replace("#", key))).as("exact moments in %s", column).isZero();
    }
    assertThat((Boolean) hall.one("SELECT substr(id::text, 15, 1) = '4' FROM testimony WHERE number = ?", number)).as("an id that tells no time").isTrue();
    assertThat((Boolean) hall.one("SELECT bool_and(substr(a.id::text, 15, 1) = '4') FROM attachment a JOIN testimony t ON t.id = a.testimony WHERE t.number = ?", number)).isTrue();
  }

  /** What anonymous testimony could keep of a person is forbidden by the schema itself. */
  @Test
  void theSchemaHoldsIt() {
    for (var set : List.of("person = (SELECT id FROM person LIMIT 1)", "name = 'Nell'", "email = 'nell@x.example'", "received_at = received_at + interval '1 second'", "revised_at = now()")) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> hall.change("ashgrove", "UPDATE testimony SET " + set + " WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid", number))
          .as(set).hasMessageContaining("check constraint");
    }
  }
}
