package org.lectern.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.regex.Pattern;

/** A place with a council and one noticed hearing, made through the API as its people would. */
public final class City {

  public static final String PLACE = "benchford";
  private static final String ADA = "ada@people.example";
  private static final Pattern CODE = Pattern.compile("(\\d{4}) (\\d{4})");

  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Lectern lectern;
  private String token;
  private long hearing;

  private City(Lectern lectern) {
    this.lectern = lectern;
  }

  static City found(Lectern lectern) {
    var city = new City(lectern);
    city.seatAda();
    city.signIn();
    city.foundPlace();
    city.awaitOffice();
    city.hearing = city.announce();
    return city;
  }

  /** The number of the hearing. */
  public long hearing() {
    return hearing;
  }

  /** The first admin comes from the operator's command line. */
  private void seatAda() {
    lectern.db.execute("WITH ada AS (INSERT INTO person (id, email, name) VALUES (gen_random_uuid(), '" + ADA + "', 'Ada') RETURNING id)"
        + " INSERT INTO role_grant (id, person, role) SELECT gen_random_uuid(), id, 'admin' FROM ada");
  }

  private void signIn() {
    var ticket = post("/sign-in/code", new JsonObject().put("email", ADA)).getString("ticket");
    var mail = CODE.matcher(lectern.db.text("SELECT body FROM mail ORDER BY created_at DESC LIMIT 1"));
    if (!mail.find()) throw new IllegalStateException("No code in the mail");
    token = post("/sign-in", new JsonObject().put("ticket", ticket).put("code", mail.group(1) + mail.group(2))).getString("token");
  }

  private void foundPlace() {
    post("/places", new JsonObject().put("slug", PLACE).put("name", "Benchford").put("kind", "city").put("zone", "America/Los_Angeles")
        .put("languages", new JsonArray().add("en").add("es")).put("profile", "CA"));
    at("bodies", new JsonObject().put("slug", "council").put("name", "City Council").put("kind", "council").put("seats", 7).put("quorum", 4));
    at("offices", new JsonObject().put("email", ADA).put("name", "Ada").put("role", "clerk").put("body", "council"));
  }

  /** Offices may take a moment to be known to who is signed in. */
  private void awaitOffice() {
    for (int tries = 0; tries < 50; tries++, Server.pause(100)) if (get("/me").encode().contains("clerk")) return;
    throw new IllegalStateException("Ada's office never came: " + get("/me"));
  }

  private long announce() {
    var items = new JsonArray();
    for (int i = 1; i <= 8; i++) items.add(new JsonObject().put("title", "Item " + i + ": shelters and lights at bus stops"));
    var draft = new JsonObject().put("body", "council").put("kind", "regular").put("title", "Night buses").put("place", "City Hall, Room 200")
        .put("starts_at", Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS).toString())
        .put("phone_in", "+1 555 0100").put("access_note", "Step-free; ask for an interpreter until the day before.").put("items", items);
    long number = at("hearings", draft).getLong("number");
    at("hearings/" + number + "/notice", new JsonObject());
    return number;
  }

  private JsonObject at(String path, JsonObject body) {
    return post("/" + PLACE + "/" + path, body);
  }

  private JsonObject post(String path, JsonObject body) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lectern.port + "/api/v1" + path)).timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json").header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(HttpRequest.BodyPublishers.ofString(body.encode()));
    return send(request, "POST " + path);
  }

  private JsonObject get(String path) {
    return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + lectern.port + "/api/v1" + path)).timeout(Duration.ofSeconds(20)), "GET " + path);
  }

  private JsonObject send(HttpRequest.Builder request, String what) {
    if (token != null) request.header("Authorization", "Bearer " + token);
    try {
      var answer = client.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) throw new IllegalStateException(what + ": " + answer.statusCode() + " " + answer.body());
      return new JsonObject(answer.body());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException asked) {
      throw new IllegalStateException("stopped");
    }
  }
}
