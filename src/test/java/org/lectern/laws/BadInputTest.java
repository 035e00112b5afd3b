package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Json;
import org.lectern.support.Accidents;
import org.lectern.support.Answer;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Town;
import org.lectern.support.Visitor;

/** Whatever comes in, what goes out is an answer of the contract, a problem document or a page, and never an accident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class BadInputTest {

  private Hall hall;
  private Town town;
  private JsonNode contract;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Accidents accidents = new Accidents();

  private record Operation(String method, String path, JsonNode schema, Person who) {}

  @BeforeAll
  void opens() throws IOException {
    hall = Hall.open();
    town = new Town(hall);
    try (var file = BadInputTest.class.getResourceAsStream("/openapi.yaml")) {
      contract = new YAMLMapper().readTree(file);
    }
    var hearing = town.ines.drafts(town.ines.draft("council", "Target", java.time.Instant.now().plus(Duration.ofDays(9)), "Item"));
    town.ines.notices(hearing);
    var action = town.ruth.asks("actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "T", "text", "T", "criteria", List.of("C"))).expect(201).text("/number");
    town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200);
    names.putAll(Map.of("{place}", "ashgrove", "{hearing}", "" + hearing, "{item}", "1", "{action}", action, "{grant}", UUID.randomUUID().toString(), "{secret}", "x".repeat(32), "{slot}", "1", "{request}", "1", "{campaign}", "1", "{theme}", "1"));
    names.put("{area}", town.bayo.reads("areas").text("/items/0/slug"));
    names.putAll(Map.of("{testimony}", "T-2026-999999", "{body}", "council", "{member}", UUID.randomUUID().toString(), "{motion}", "1"));
    names.put("{testimony}", "T-2026-999999");
    var policy = town.lena.asks("policies", Map.of("kind", "general_order", "owner", "police", "title", "T", "text", "T")).expect(201).text("/number");
    names.putAll(Map.of("{policy}", policy, "{theme}", "1", "{challenge}", "1"));
    names.put("{effort}", town.lena.asks("efforts", Map.of("kind", "statement", "body", "police", "area", names.get("{area}"), "title", "T", "text", "T")).expect(201).text("/number"));
    names.put("{case}", town.lena.asks("cases", Map.of("body", "police", "policy", policy)).expect(201).text("/number"));
    town.bayo.asks("policies/" + policy + "/challenges", Map.of("kind", "budget", "side", "other", "name", "N", "text", "T")).expect(201);
    names.put("{posting}", "1");
    names.put("{removal}", "1");
    names.put("{bulk_key}", UUID.randomUUID().toString());
    names.put("{challenge}", "1");
    names.put("{section}", "considerations");
    town.ruth.asks("areas/" + names.get("{area}") + "/worksheet", Map.of("body", "board", "agency", "police")).expect(201);
    names.put("{version}", "1");
    names.putAll(Map.of("{evidence}", "1", "{obligation}", "1"));
  }

  @AfterEach
  void noAccidents() {
    accidents.mustBeNone();
    new Visitor(hall, "Afterwards").get("/places").expect(200);
  }

  @AfterAll
  void closes() {
    accidents.close();
    town.close();
    hall.close();
  }

  private String named(String path) {
    var whole = path;
    for (var name : names.entrySet()) whole = whole.replace(name.getKey(), name.getValue());
    return whole;
  }

  /** Whoever the operation is for: what comes in must be refused for what it is, not for who sends it. */
  private Person who(JsonNode operation) {
    var roles = operation.path("x-access").toString();
    if (roles.contains("moderator")) return town.uma;
    if (roles.contains("liaison")) return town.lena;
    if (roles.contains("member")) return town.ruth;
    if (roles.contains("clerk")) return town.ines;
    if (roles.contains("chair")) return town.abel;
    return roles.contains("admin") ? town.ada : town.bayo;
  }

  private List<Operation> taking() {
    var found = new ArrayList<Operation>();
    contract.get("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
      var schema = method.getValue().at("/requestBody/content/application~1json/schema");
      if (!schema.isMissingNode()) found.add(new Operation(method.getKey().toUpperCase(java.util.Locale.ROOT), named(path.getKey()), schema, who(method.getValue())));
    }));
    assertThat(found.size()).isGreaterThan(25);
    return found;
  }

  private Answer sends(Operation operation, Object body, String... headers) {
    var all = new ArrayList<>(List.of("Idempotency-Key", UUID.randomUUID().toString()));
    all.addAll(List.of(headers));
    operation.who.network = anyNetwork(); // one source for all of it would be told to wait
    return operation.who.api(operation.method, operation.path, body, all.toArray(String[]::new));
  }

  private static String anyNetwork() {
    return "10." + (100 + (int) (Math.random() * 150)) + "." + (int) (Math.random() * 250) + ".1";
  }

  private JsonNode resolve(JsonNode schema) {
    return schema.has("$ref") ? contract.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  // ---- bodies ----

  @Test
  void whatIsNoJsonAtAll() {
    var deep = "{\"a\":".repeat(40) + "1" + "}".repeat(40);
    var bad = Map.ofEntries(
        Map.entry("{", 400), Map.entry("{\"text\":", 400), Map.entry("{} {}", 400), Map.entry("{'text':'x'}", 400), Map.entry("{\"text\":NaN}", 400), Map.entry("{\"text\":Infinity}", 400),
        Map.entry("{\"text\":\"a\",\"text\":\"b\"}", 400), Map.entry(deep, 400), Map.entry("[".repeat(3_000), 400), Map.entry("{\"n\":" + "9".repeat(1_000) + "}", 400),
        Map.entry("{\"text\":\"a\u0000b\"}", 400), Map.entry("\uFEFF{}", 400), Map.entry("{\"" + "k".repeat(1_000) + "\":1}", 400), Map.entry("// {}", 400), Map.entry("undefined", 400),
        Map.entry("[]", 422), Map.entry("null", 422), Map.entry("\"text\"", 422), Map.entry("7", 422), Map.entry("true", 422), Map.entry("{\"no_such_field\":1}", 422));
    for (var operation : taking()) {
      for (var one : bad.entrySet()) {
        var text = one.getKey();
        assertThat(sends(operation, text).status()).as("%s with %s", operation.path, text.length() > 60 ? text.substring(0, 60) : text).isEqualTo(one.getValue());
      }
    }
  }

  @Test
  void otherEncodings() {
    var operation = taking().get(0);
    for (var bytes : List.of("{}".getBytes(StandardCharsets.UTF_16), "{}".getBytes(StandardCharsets.UTF_16LE), new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'}, new byte[] {(byte) 0xFF}, new byte[] {0, 1, 2})) {
      assertThat(raw(operation, bytes, "Content-Type", "application/json")).isEqualTo(400);
    }
    for (var taking : taking()) {
      for (var type : List.of("text/plain", "application/x-www-form-urlencoded", "application/json; charset=iso-8859-1", "application/jsonp", "multipart/form-data; boundary=x", "*/*")) {
        assertThat(raw(taking, "{}".getBytes(), "Content-Type", type)).as("%s as %s", taking.path, type).isEqualTo(415);
      }
      assertThat(raw(taking, "{}".getBytes(), "Content-Type", "application/json", "Content-Encoding", "gzip")).isEqualTo(415);
      assertThat(raw(taking, "{}".getBytes())).isEqualTo(415);
    }
  }

  private int raw(Operation operation, byte[] body, String... headers) {
    var request = java.net.http.HttpRequest.newBuilder(hall.at("/api/v1" + operation.path)).method(operation.method, BodyPublishers.ofByteArray(body)).header("Idempotency-Key", UUID.randomUUID().toString());
    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
    request.header("X-Forwarded-For", anyNetwork()).header("Authorization", "Bearer " + operation.who.token);
    try {
      var response = java.net.http.HttpClient.newHttpClient().send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
      assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      return response.statusCode();
    } catch (IOException | InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void tooMuchOfIt() {
    for (var operation : taking()) assertThat(sends(operation, "{\"text\":\"" + "x".repeat(300_000) + "\"}").status()).as(operation.path).isEqualTo(413);
  }

  /** Every field of every body, with everything that it is not. */
  @Test
  void everyFieldWithWhatItIsNot() {
    var values = List.of("null", "true", "-1", "0", "1e400", "1.5", "99999999999999999999999999", "\"\"", "\" \"", "\"" + "y".repeat(25_000) + "\"", "[]", "{}", "[null]", "[[]]", "[{}]", "[1]", "{\"a\":{}}",
        "\"\\ud800\"", "\"a\\u0000b\"", "\"\\u202Eevil\"", "\"+999999999-12-31\"", "\"-999999999-01-01\"", "\"2026-02-30\"", "\"-999999999-01-01T00:00:00Z\"", "\"+999999999-12-31T23:59:59Z\"", "\"0000-01-01T00:00:00Z\"", "\"8999-12-31T23:59:59Z\"",
        "\"8999-12-31\"", "\"0001-01-01\"", "\"-4800-01-01\"", "\"../../etc/passwd\"", "\"'; DROP TABLE person; --\"", "\"Antarctica/Nowhere\"", "\"javascript:alert(1)\"", "2147483648", "9223372036854775807");
    int asked = 0;
    for (var operation : taking()) {
      var schema = resolve(operation.schema);
      for (var field : schema.path("properties").properties()) {
        for (var value : values) {
          var body = sample(schema);
          var text = Json.text(body.put(field.getKey(), "@@")).replace("\"@@\"", value);
          var answer = sends(operation, text);
          assertThat(answer.status()).as("%s with %s = %s: %s", operation.path, field.getKey(), value.length() > 60 ? value.substring(0, 60) : value, answer).isLessThan(500);
          asked++;
        }
      }
    }
    assertThat(asked).isGreaterThan(2_000);
  }

  /** A body that fits, with what is required and no more. */
  private ObjectNode sample(JsonNode schema) {
    var body = Json.MAPPER.createObjectNode();
    schema.path("required").forEach(name -> body.set(name.asText(), value(resolve(schema.at("/properties/" + name.asText())), name.asText())));
    return body;
  }

  private JsonNode value(JsonNode schema, String name) {
    var nodes = Json.MAPPER.getNodeFactory();
    if (schema.has("enum")) return schema.get("enum").get(0);
    return switch (schema.path("type").asText()) {
      case "integer" -> nodes.numberNode(schema.path("minimum").asLong(1));
      case "boolean" -> nodes.booleanNode(true);
      case "array" -> Json.MAPPER.createArrayNode().add(value(resolve(schema.get("items")), name));
      case "object" -> sample(schema);
      default -> nodes.textNode(switch (name) {
        case "email" -> "somebody-" + UUID.randomUUID() + "@people.example";
        case "starts_at", "ends_at" -> "2030-01-01T00:00:00Z";
        case "due" -> "2030-01-01";
        case "slug" -> "s" + UUID.randomUUID().toString().substring(0, 12);
        case "body" -> "council";
        case "issuer" -> "board";
        case "addressee" -> "police";
        case "zone" -> "UTC";
        case "profile" -> "generic";
        case "languages" -> "en";
        case "catalogue" -> "policing-starter";
        default -> "Some words";
      });
    };
  }

  // ---- addresses and queries ----

  @Test
  void addressesThatNameNothing() {
    for (var path : List.of("/nowhere", "/Ashgrove", "/ashgrove%00", "/ashgrove%2Fhearings", "/ashgrove/hearings/abc", "/ashgrove/hearings/0", "/ashgrove/hearings/-1", "/ashgrove/hearings/1.5", "/ashgrove/hearings/99999999999999999999999",
        "/ashgrove/hearings/9223372036854775807", "/ashgrove/hearings/999999999999999999", "/ashgrove/hearings/1/items/0/call", "/ashgrove/hearings/%00", "/ashgrove/hearings/1%00", "/ashgrove/actions/ACT-1", "/ashgrove/actions/ACT-2026-0", "/ashgrove/actions/ACT-2026-9999999999",
        "/ashgrove/testimony/T-1", "/ashgrove/testimony/T-9999-999999999999999999999", "/ashgrove/receipts/short", "/ashgrove/receipts/" + "%00".repeat(32), "/ashgrove/receipts/" + "x".repeat(32), "/ashgrove/slots/" + "'".repeat(32), "/ashgrove/areas/UPPER", "/ashgrove/areas/" + "a".repeat(90),
        "/ashgrove/areas/no-such-area", "/ashgrove/offices/not-an-id/revoke", "/a", "/" + "a".repeat(200), "/..", "/%C0%AE%C0%AE", "/ashgrove/hearings/１", "/ashgrove;x=1/hearings")) {
      var encoded = path.replace("１", "%EF%BC%91");
      assertThat(town.bayo.get(encoded).status()).as(path).isIn(400, 404, 405);
      assertThat(new Visitor(hall, "Reader").page(encoded).status()).as("page %s", path).isLessThan(500);
    }
    for (var method : List.of("PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND")) assertThat(town.bayo.api(method, "/ashgrove/record", null).status()).as(method).isIn(404, 405);
  }

  @Test
  void queriesThatAskForNothing() {
    var lists = List.of("record", "hearings", "actions", "policies", "hearings/" + names.get("{hearing}") + "/testimony");
    for (var list : lists) {
      for (var query : List.of("cursor=", "cursor=%00", "cursor=***", "cursor=" + "A".repeat(300), "cursor=YWJj", "cursor=" + cursor("x|y"), "cursor=" + cursor("2026-13-45T00:00:00Z|1"), "cursor=" + cursor("99999999999999999999"), "cursor=" + cursor("-1"),
          "cursor=" + cursor("+999999999-12-31T23:59:59Z|1"), "cursor=" + cursor("-999999999-01-01T00:00:00Z|ACT-2026-001"), "cursor=" + cursor("2026-01-01T00:00:00Z|\0"), "limit=0", "limit=-1", "limit=101", "limit=abc", "limit=99999999999999999999", "limit=1e3", "limit=", "no_such=1", "limit=1&limit=2&nothing", "%00=1", "a[b]=1",
          "limit=10;cursor=x", "limit=%31")) {
        var answer = town.bayo.reads(list + "?" + query);
        assertThat(answer.status()).as("%s?%s: %s", list, query, answer).isIn(200, 400, 422);
      }
      assertThat(town.bayo.reads(list + "?no_such=1").status()).isEqualTo(400);
      assertThat(town.bayo.reads(list + "?limit=0").status()).isEqualTo(422);
      assertThat(town.bayo.reads(list + "?cursor=***").status()).isEqualTo(400);
    }
    for (var query : List.of("hearings?when=soon", "hearings?body=" + "x".repeat(100), "actions?status=done", "actions?overdue=perhaps", "record?after=-1", "record?after=x", "notice-check", "notice-check?starts_at=tomorrow", "notice-check?starts_at=2026-12-01", "notice-check?kind=odd&starts_at=2030-01-01T00:00:00Z")) {
      assertThat(town.bayo.reads(query).status()).as(query).isEqualTo(422);
    }
    for (var odd : List.of("x", "+999999999-12-31T23:59:59Z|hearing|1", "2026-01-01T00:00:00Z|hearing|\0", "2026-01-01T00:00:00Z|hearing")) assertThat(town.bayo.reads("search?q=park&cursor=" + cursor(odd)).status()).as(odd).isEqualTo(400);
    for (var instant : List.of("-999999999-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z", "0000-01-01T00:00:00Z", "8999-12-31T23:59:59Z", "1582-10-10T00:00:00Z", "2030-01-01T00:00:00%2B18:00")) {
      assertThat(town.bayo.reads("notice-check?starts_at=" + instant.replace("+9", "%2B9")).status()).as(instant).isIn(200, 422);
    }
    assertThat(town.bayo.reads("record?about=" + "%27%20OR%201=1").expect(200).at("/items").size()).isZero();
    for (var page : List.of("hearings?cursor=***", "hearings?when=past&cursor=" + cursor("x|y"), "actions?status=odd", "actions?overdue=true&cursor=%00", "record?cursor=x", "record?about=" + "x".repeat(300), "record?about=%00", "hearings/1/testimony?cursor=%F0", "hearings?lang=%00", "hearings?lang=xx")) {
      assertThat(new Visitor(hall, "Reader").page("/ashgrove/" + page).status()).as(page).isLessThan(500);
    }
  }

  private static String cursor(String key) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void headersThatAreOdd() {
    for (var key : List.of("short", "x".repeat(65), "with space in the key", "ключ-ключ-ключ-ключ")) {
      var sent = key.chars().allMatch(c -> c < 128) ? key : java.net.URLEncoder.encode(key, StandardCharsets.UTF_8).substring(0, 70);
      assertThat(town.bayo.api("POST", "/ashgrove/hearings/1/testimony", Map.of("text", "x"), "Idempotency-Key", sent).status()).as(key).isEqualTo(400);
    }
    for (var language : List.of("xx", "*", "en;q=nonsense", ",".repeat(400), "es-419,es;q=0.9", "-", ";;;")) town.bayo.get("/places", "Accept-Language", language).expect(200);
    new Visitor(hall, "Reader").page("/", "Cookie", "lectern-access=; lectern-refresh=%00; =; ;;; lectern-language=../..").expect(200);
    new Visitor(hall, "Reader").page("/", "Cookie", "lectern-refresh=" + "x".repeat(3_000)).expect(200);
  }

  // ---- pages ----

  @Test
  void formsFromElsewhere() {
    var visitor = new Visitor(hall, "Elsewhere");
    var ours = hall.settings.url().toString();
    var testify = "/ashgrove/hearings/" + names.get("{hearing}") + "/testify";
    var good = Visitor.form(Map.of("key", "0123456789abcdef", "text", "Words", "privacy", "anonymous"));
    assertThat(visitor.submit(testify, good).status()).as("no origin at all").isEqualTo(403);
    for (var origin : List.of("https://evil.example", ours + ".evil.example", "http://127.0.0.1", "null", ours.replace("http", "https"), "")) {
      assertThat(visitor.submit(testify, good, "Origin", origin).status()).as("from %s", origin).isEqualTo(403);
    }
    assertThat(visitor.submit(testify, good, "Origin", ours, "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
    assertThat(visitor.submit(testify, good, "Origin", "null", "Sec-Fetch-Site", "cross-site").status()).isEqualTo(403);
    assertThat(visitor.submit(testify, good, "Origin", ours, "Content-Type", "text/plain").status()).isEqualTo(415);
    assertThat(visitor.submit(testify, good, "Origin", ours, "Content-Type", "application/json").status()).isEqualTo(415);
    assertThat(visitor.submit("/sign-in", "email=a", "Origin", ours, "Content-Type", "multipart/form-data; boundary=x").status()).as("no files here").isEqualTo(415);
    assertThat(visitor.submit(testify, good, "Origin", ours, "Content-Type", "multipart/form-data; boundary=x").status()).as("not of that shape").isIn(400, 422);
    assertThat(visitor.submit(testify, "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n" + "x".repeat(500_000) + "\r\n--x--\r\n", "Origin", ours, "Content-Type", "multipart/form-data; boundary=x").status()).isEqualTo(413);
    assertThat(visitor.submit(testify, good, "Origin", ours, "Content-Encoding", "gzip").status()).isEqualTo(415);
    assertThat(visitor.submit(testify, good, "Origin", "null", "Sec-Fetch-Site", "same-origin").status()).as("our own pages send no referrer").isEqualTo(303);
  }

  @Test
  void formsOutOfShape() {
    var visitor = new Visitor(hall, "Odd");
    var testify = "/ashgrove/hearings/" + names.get("{hearing}") + "/testify";
    var many = new StringBuilder("text=x");
    for (int i = 0; i < 100; i++) many.append("&f").append(i).append("=1");
    for (var body : List.of(many.toString(), "", "&&&===&", "text=%", "text=%zz", "text=%00", "text=%C3%28", "text=%ED%A0%80", "text=a%07b", "text=x&text=y&text=z", "text=x&key=short", "text=x&key=" + "k".repeat(100), "text=x&item=abc", "text=x&item=99999999999999999999999999",
        "text=x&privacy=secret", "text=x&position=%F0%9F%92%A9", "text=x&language=%00", "text=x&parent=T-0", "text=" + "x".repeat(20_001), "text=x&name=" + "n".repeat(81), "text=x&email=nobody", "%00=1", "a".repeat(5_000) + "=1", "text=x&privacy=named&name=%E2%80%AE%20")) {
      var answer = visitor.submit(testify, body, "Origin", hall.settings.url().toString());
      assertThat(answer.status()).as("%s: %s", body.length() > 60 ? body.substring(0, 60) : body, answer).isIn(303, 400, 413, 422);
      if (answer.status() != 303) assertThat(answer.header("Content-Type")).as(body.length() > 60 ? body.substring(0, 60) : body).isEqualTo("text/html; charset=utf-8");
    }
    assertThat(visitor.submit(testify, "text=" + "x".repeat(600_000), "Origin", hall.settings.url().toString()).status()).isEqualTo(413);
    assertThat(visitor.submit("/ashgrove/hearings/abc/testify", "text=x", "Origin", hall.settings.url().toString()).status()).isEqualTo(404);
    assertThat(visitor.submit("/sign-in", "email=" + "a".repeat(300) + "@b.example", "Origin", hall.settings.url().toString()).status()).isEqualTo(422);
    assertThat(visitor.submit("/sign-in", "email=a%0d%0aBcc:x@y.example", "Origin", hall.settings.url().toString()).status()).isIn(400, 422);
  }
}
