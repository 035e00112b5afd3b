package org.lectern.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.lectern.core.Json;

/** One person's browser and programs, without a browser: pages with cookies, the API with a token, a socket that follows. */
public class Visitor implements AutoCloseable {

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  private static final AtomicInteger HOUSES = new AtomicInteger();
  private static final Pattern CODE = Pattern.compile("(\\d{4}) (\\d{4})");

  public final Hall hall;
  public final String name;
  public final String email;
  public String token;
  public String refresh;
  public final Map<String, String> cookies = new LinkedHashMap<>();
  /** Everybody has a network of their own, as the proxy before the hall says. */
  public String network = "10." + HOUSES.incrementAndGet() / 250 % 250 + "." + HOUSES.get() % 250 + ".7";
  private final List<Ear> ears = new ArrayList<>();

  public Visitor(Hall hall, String name) {
    this.hall = hall;
    this.name = name;
    this.email = name.toLowerCase(java.util.Locale.ROOT) + "@people.example";
  }

  /** By the code that was mailed, as everyone does. */
  public Visitor signsIn() {
    var ticket = post("/sign-in/code", Map.of("email", email)).expect(202).text("/ticket");
    var session = post("/sign-in", Map.of("ticket", ticket, "code", mailedCode())).expect(200);
    token = session.text("/token");
    refresh = session.text("/refresh");
    return this;
  }

  /** The same with the pages. */
  public Visitor signsInAtThePage() {
    submit("/sign-in", Map.of("email", email)).expect(303);
    submit("/sign-in/code", Map.of("code", mailedCode())).expect(303);
    return this;
  }

  public String mailedCode() {
    var found = CODE.matcher(hall.mailTo(email));
    if (!found.find()) throw new AssertionError("No code in the mail: " + hall.mailTo(email));
    return found.group(1) + found.group(2);
  }

  public Answer get(String path, String... headers) {
    return api("GET", path, null, headers);
  }

  /** With a fresh key, which only creates look at. */
  public Answer post(String path, Object body) {
    return api("POST", path, body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  public Answer post(String path) {
    return post(path, null);
  }

  /** @param body a string goes as it is, anything else as JSON */
  public Answer api(String method, String path, Object body, String... headers) {
    var request = HttpRequest.newBuilder(hall.at("/api/v1" + path));
    if (token != null) request.header("Authorization", "Bearer " + token);
    if (body != null) request.header("Content-Type", "application/json");
    for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
    var text = body == null ? "" : body instanceof String given ? given : Json.text(body);
    var answer = send(request.method(method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text)), method + " " + path);
    Responses.check(method, path.replaceFirst("\\?.*", ""), answer);
    return answer;
  }

  public Answer page(String path, String... headers) {
    var request = HttpRequest.newBuilder(hall.at(path)).GET();
    for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
    return browse(request, "GET " + path);
  }

  /** The form of that page that is sent to {@code action}, as a browser shows it. */
  public FormOf onPage(String path, String action) {
    return FormOf.on(this, path, action);
  }

  /** Sends a form as a browser does from one of our pages. */
  public Answer submit(String path, Map<String, String> fields) {
    return submit(path, form(fields), "Origin", hall.settings.url().toString(), "Sec-Fetch-Site", "same-origin");
  }

  public Answer submit(String path, String body, String... headers) {
    var request = HttpRequest.newBuilder(hall.at(path)).POST(BodyPublishers.ofString(body)).header("Content-Type", "application/x-www-form-urlencoded");
    for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
    return browse(request, "POST " + path);
  }

  public static String form(Map<String, String> fields) {
    return fields.entrySet().stream().map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
  }

  private Answer browse(HttpRequest.Builder request, String what) {
    if (!cookies.isEmpty()) request.header("Cookie", cookie());
    var answer = send(request, what);
    for (var set : answer.headers().allValues("Set-Cookie")) {
      var pair = set.split(";")[0].split("=", 2);
      if (pair[1].isEmpty()) cookies.remove(pair[0]);
      else cookies.put(pair[0], pair[1]);
    }
    return answer;
  }

  String cookie() {
    return cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).collect(Collectors.joining("; "));
  }

  private Answer send(HttpRequest.Builder request, String what) {
    if (network != null) request.header("X-Forwarded-For", network);
    try {
      var response = CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
      return new Answer(name + ": " + what, response.statusCode(), response.headers(), response.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(what, broken);
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  /** Opens a socket as a program of this person does: from the snapshot of now on. */
  public Ear follows(String... topics) {
    var ear = listens();
    for (var topic : topics) ear.followAfter(seq(topic.replaceFirst("/.*", "")), topic);
    return ear;
  }

  /** How far the record of a place has come. */
  public long seq(String place) {
    return get("/" + place).expect(200).at("/seq").asLong();
  }

  /** The same from after a number of the record on. */
  public Ear followsAfter(long seq, String... topics) {
    return listens().followAfter(seq, topics);
  }

  /** A socket that does not follow anything yet. */
  public Ear listens(String... headers) {
    var all = new ArrayList<>(List.of(headers));
    if (token != null) all.addAll(List.of("Authorization", "Bearer " + token));
    return ear(all);
  }

  /** The socket of a page: by cookie and Origin. */
  public Ear listensAtThePage() {
    var all = new ArrayList<>(List.of("Origin", hall.settings.url().toString()));
    if (!cookies.isEmpty()) all.addAll(List.of("Cookie", cookie()));
    return ear(all);
  }

  private Ear ear(List<String> headers) {
    var ear = Ear.open(CLIENT, URI.create("ws://127.0.0.1:" + hall.settings.port() + "/live"), headers);
    ears.add(ear);
    return ear;
  }

  @Override
  public void close() {
    ears.forEach(Ear::drop);
    ears.clear();
  }
}
