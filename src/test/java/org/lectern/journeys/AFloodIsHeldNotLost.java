package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.core.Secrets;
import org.lectern.support.Answer;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Town;
import org.lectern.web.FloodKnobs;

/** One source that sends too much is heard a little later, and nobody else notices. What is said plays no part in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class AFloodIsHeldNotLost {

  private Hall hall;
  private Town town;
  private String target;

  @BeforeAll
  void opens() {
    hall = Hall.openUnder(new FloodKnobs(10, 20, 40, 5, 10_000, false));
    town = new Town(hall);
    target = "hearings/" + town.ines.announces("Body cameras", "Use of body cameras");
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  private static Answer sends(Person who, String target, String text, Object... headers) {
    var all = new ArrayList<>(List.of("Idempotency-Key", UUID.randomUUID().toString()));
    for (var header : headers) all.add((String) header);
    return who.api("POST", "/ashgrove/" + target + "/testimony", Map.of("text", text), all.toArray(String[]::new));
  }

  @Test
  void beyondTheLimitItIsHeldAndBeyondTheOtherAskedToComeBack() {
    var flood = town.stranger();
    var statuses = new ArrayList<String>();
    for (int i = 0; i < 40; i++) statuses.add(sends(flood, target, "Vote no " + i).expect(201).text("/status"));
    assertThat(statuses.subList(0, 10)).containsOnly("published");
    assertThat(statuses.subList(10, 40)).containsOnly("held");
    var refused = sends(flood, target, "Vote no 41").refused(429, "too_many_testimonies");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 3_600);
    assertThat(refused.text("/detail")).contains("telephone", "paper");
    assertThat((Long) hall.one("SELECT count(*) FROM testimony WHERE text LIKE 'Vote no %'")).isEqualTo(40);
    assertThat(town.iris.reads("moderation?rule=flood").at("/held").asInt()).isGreaterThanOrEqualTo(30);
    assertThat(town.iris.reads("moderation?rule=flood").text()).contains("burst");

    var neighbour = town.stranger();
    assertThat(sends(neighbour, target, "I live here and wish to say something.").expect(201).text("/status")).isEqualTo("published");
  }

  @Test
  void whoeverDoesTheSumNeedNotWait() {
    var many = town.stranger();
    assertThat(many.reads("puzzle").at("/bits").asInt()).isZero();
    for (int i = 0; i < 10; i++) sends(many, target, "One of a room full of people " + i).expect(201);
    var asked = many.reads("puzzle").expect(200);
    assertThat(asked.at("/bits").asInt()).isBetween(14, 20);
    assertThat(sends(many, target, "Without the sum").expect(201).text("/status")).isEqualTo("held");
    var proof = solve(asked.text("/challenge"), asked.at("/bits").asInt());
    assertThat(sends(many, target, "With the sum", "Lectern-Proof", proof).expect(201).text("/status")).isEqualTo("published");
    assertThat(sends(many, target, "With the same sum", "Lectern-Proof", proof).expect(201).text("/status")).isEqualTo("held");
    assertThat(sends(many, target, "With nonsense", "Lectern-Proof", "v1.0.x").expect(201).text("/status")).isEqualTo("held");
  }

  private static String solve(String challenge, int bits) {
    for (int n = 0; ; n++) {
      var proof = challenge + ":" + n;
      var hash = Secrets.hash(proof);
      var first = (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | hash[3] & 0xff;
      if (Integer.numberOfLeadingZeros(first) >= bits) return proof;
    }
  }

  @Test
  void theSameKeyIsTheSameAnswerThoughTheLimitIsReached() {
    var one = town.stranger();
    var key = UUID.randomUUID().toString();
    var first = one.api("POST", "/ashgrove/" + target + "/testimony", Map.of("text", "Only once"), "Idempotency-Key", key).expect(201);
    for (int i = 0; i < 15; i++) {
      assertThat(one.api("POST", "/ashgrove/" + target + "/testimony", Map.of("text", "Only once"), "Idempotency-Key", key).expect(201).text()).isEqualTo(first.text());
    }
  }

  @Test
  void underANameMoreAndTheClerkWithoutEnd() {
    for (int i = 0; i < 20; i++) assertThat(town.bayo.testifies(target, "Named " + i, "name", "Bayo").text("/status")).isEqualTo("published");
    assertThat(town.bayo.testifies(target, "Named 21", "name", "Bayo").text("/status")).isEqualTo("held");
    for (int i = 0; i < 45; i++) assertThat(town.ines.testifies(target, "From paper " + i, "name", "Somebody").text("/status")).isEqualTo("published");
  }

  @Test
  void aDisposableAddressIsAFlagAndNothingElse() {
    var number = town.dae.testifies(target, "From an address of ten minutes.", "name", "Dae", "email", "dae@Mailinator.com").text("/number");
    assertThat(town.bayo.reads("testimony/" + number).text("/testimony/status")).isEqualTo("published");
    assertThat(town.bayo.reads("testimony/" + number).text()).doesNotContain("disposable");
    town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m4", "reason", "Looking closer")).expect(200);
    assertThat(town.iris.reads("moderation/" + number).at("/flags/0").asText()).isEqualTo("disposable");
  }

  @Test
  void anOrganisationVouchesForItsSenders() throws InterruptedException {
    var issued = town.ada.asks("bulk-keys", Map.of("organisation", "Riders Union", "attestation", "Each sender is a member and saw the text.", "per_hour", 30)).expect(201);
    var key = issued.text("/key");
    var office = town.stranger();
    var tries = 0;
    while (sends(office, target, "First of the union", "Lectern-Bulk-Key", key).status() != 201 && tries++ < 50) Thread.sleep(50);
    for (int i = 0; i < 25; i++) assertThat(sends(office, target, "For the union " + i, "Lectern-Bulk-Key", key).expect(201).text("/status")).isEqualTo("published");
    var number = sends(office, target, "The last of the union", "Lectern-Bulk-Key", key).expect(201).text("/number");
    assertThat(town.bayo.reads("testimony/" + number).text("/testimony/attested_by")).isEqualTo("Riders Union");
    assertThat(town.bayo.page("/ashgrove/testimony/" + number).text()).contains("sent through Riders Union");
    for (int i = 0; i < 10; i++) sends(office, target, "Beyond " + i, "Lectern-Bulk-Key", key);
    sends(office, target, "Beyond the hour", "Lectern-Bulk-Key", key).refused(429, "too_many_testimonies");
    sends(office, target, "With no key of ours", "Lectern-Bulk-Key", "x".repeat(32)).refused(403, "bulk_key_unknown");
    assertThat(town.bayo.reads("record?about=moderation").text()).contains("BulkKeyIssued", "Each sender is a member");

    var ada = town.person("ashgrove", "Ada");
    ada.signsInAtThePage();
    var page = ada.onPage("/ashgrove/bulk-keys", "/ashgrove/bulk-keys").with("organisation", "Parents of Elm Street").with("attestation", "We collected these at the school gate.").leadsTo();
    assertThat(ada.page(page).text()).contains("Parents of Elm Street", "Lectern-Bulk-Key", "Riders Union");
    ada.onPage("/ashgrove/bulk-keys", "/ashgrove/bulk-keys/" + issued.text("/id") + "/revoke").succeeds();
    tries = 0;
    while (sends(office, target, "After it was revoked", "Lectern-Bulk-Key", key).status() != 403 && tries++ < 50) Thread.sleep(50);
    sends(office, target, "After it was revoked", "Lectern-Bulk-Key", key).refused(403, "bulk_key_unknown");
  }
}
