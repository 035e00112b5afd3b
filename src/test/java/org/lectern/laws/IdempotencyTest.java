package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Answer;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Town;

/** The same key makes one record, however often and however many at once ask for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class IdempotencyTest {

  private Hall hall;
  private Town town;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  private static Answer sends(Person person, String path, Object body, String key) {
    return person.api("POST", "/ashgrove/" + path, body, "Idempotency-Key", key);
  }

  /** Once, fifty times at once, and once more: one status, one body, one record. */
  private void once(Person person, String path, Object body, String countedBy) throws Exception {
    var key = UUID.randomUUID().toString();
    long before = hall.<Long>one(countedBy);
    long entries = asked();
    var threads = Executors.newFixedThreadPool(50);
    var tasks = new ArrayList<Callable<Answer>>();
    for (int i = 0; i < 50; i++) tasks.add(() -> sends(person, path, body, key));
    var answers = new ArrayList<Answer>();
    for (var done : threads.invokeAll(tasks)) answers.add(done.get());
    threads.shutdown();
    answers.add(sends(person, path, body, key));
    // Too many at once may be told to come back; with the same key nothing is lost by it.
    assertThat(answers.stream().map(Answer::status).distinct()).isSubsetOf(200, 201, 503);
    var told = answers.stream().filter(answer -> answer.status() < 300).toList();
    assertThat(told.size()).isGreaterThan(1);
    assertThat(told.stream().map(Answer::status).distinct()).hasSize(1);
    assertThat(told.stream().map(Answer::text).distinct()).as(path).hasSize(1);
    assertThat(hall.<Long>one(countedBy)).isEqualTo(before + 1);
    assertThat(asked()).isEqualTo(entries + 1);
  }

  /** Entries that somebody asked for: campaigns are found by the record itself, in its own time. */
  private long asked() {
    return hall.<Long>one("SELECT count(*) FROM journal WHERE type NOT LIKE 'Campaign%'");
  }

  @Test
  void testimony() throws Exception {
    var hearing = town.ines.announces("Fifty taps", "Item");
    once(town.bayo, "hearings/" + hearing + "/testimony", Map.of("text", "Only once, please.", "name", "Bayo"), "SELECT count(*) FROM testimony");
    once(town.stranger(), "hearings/" + hearing + "/testimony", Map.of("text", "Nor may this be twice."), "SELECT count(*) FROM testimony");
  }

  @Test
  void aPlaceInLine() throws Exception {
    var hearing = town.ines.announces("Fifty taps to speak", "Item");
    once(town.dae, "hearings/" + hearing + "/slots", Map.of("name", "Dae"), "SELECT count(*) FROM slot");
  }

  @Test
  void policiesTheirTextsAndChallengesEffortsAndCases() throws Exception {
    once(town.ines, "policies", Map.of("kind", "ordinance", "owner", "council", "title", "Once only"), "SELECT count(*) FROM policy_change");
    var policy = hall.<String>one("SELECT number FROM policy_change WHERE title = 'Once only'");
    town.ines.asks("policies/" + policy + "/draft").expect(200);
    once(town.ines, "policies/" + policy + "/text", Map.of("text", "One text."), "SELECT count(*) FROM policy_text");
    once(town.bayo, "policies/" + policy + "/challenges", Map.of("kind", "budget", "side", "resident", "name", "Bayo", "text", "Who pays?"), "SELECT count(*) FROM policy_challenge");
    once(town.ines, "efforts", Map.of("kind", "statement", "body", "council", "area", town.bayo.reads("areas").text("/items/0/slug"), "title", "Once", "text", "Said once."), "SELECT count(*) FROM effort");
    once(town.ines, "cases", Map.of("body", "council", "policy", policy), "SELECT count(*) FROM case_file");
  }

  @Test
  void hearingsBodiesOfficesAndActions() throws Exception {
    once(town.ines, "hearings", town.ines.draft("council", "Drafted once", java.time.Instant.now().plusSeconds(900_000), "Item"), "SELECT count(*) FROM hearing");
    once(town.ada, "bodies", Map.of("slug", "parks", "name", "Parks Commission", "kind", "commission"), "SELECT count(*) FROM body");
    once(town.ada, "offices", Map.of("email", "new-clerk@people.example", "role", "clerk", "body", "parks"), "SELECT count(*) FROM role_grant");
    once(town.ruth, "actions", Map.of("kind", "demand", "issuer", "board", "addressee", "police", "title", "Once", "text", "Once.", "criteria", List.of("One")), "SELECT count(*) FROM action");
    var number = hall.<String>one("SELECT number FROM action WHERE title = 'Once'");
    town.abel.asks("actions/" + number + "/issue", Map.of("by_vote", false)).expect(200);
    once(town.lena, "actions/" + number + "/answer", Map.of("position", "rejected", "text", "We will not do this, because the charter gives it to somebody else."), "SELECT count(*) FROM action_response");
  }

  @Test
  void aKeyBelongsToItsBodyItsPersonItsOperationAndItsPlace() {
    var hearing = town.ines.announces("Keys", "Item");
    var key = UUID.randomUUID().toString();
    var first = sends(town.bayo, "hearings/" + hearing + "/testimony", Map.of("text", "Mine."), key).expect(201);
    sends(town.bayo, "hearings/" + hearing + "/testimony", Map.of("text", "Mine, changed."), key).refused(422, "key_used");
    assertThat(sends(town.dae, "hearings/" + hearing + "/testimony", Map.of("text", "Mine."), key).expect(201).text("/number")).isNotEqualTo(first.text("/number"));
    sends(town.bayo, "hearings/" + hearing + "/slots", Map.of("name", "Bayo"), key).expect(201);
    var other = town.ines.announces("Another target", "Item");
    assertThat(sends(town.bayo, "hearings/" + other + "/testimony", Map.of("text", "Mine."), key).status())
        .as("the same key and words for another hearing must not answer with the first one's receipt").isIn(201, 422);
    assertThat(sends(town.bayo, "hearings/" + other + "/testimony", Map.of("text", "Mine."), key).text()).doesNotContain(first.text("/number"));
  }

  @Test
  void whatWasRefusedCanBeSentAgainWithTheSameKey() {
    var hearing = town.ines.announces("Second try", "Item");
    var key = UUID.randomUUID().toString();
    sends(town.bayo, "hearings/" + hearing + "/testimony", Map.of("text", "With an item that is not there", "item", 9), key).expect(422);
    sends(town.bayo, "hearings/" + hearing + "/testimony", Map.of("text", "With an item that is there", "item", 1), key).expect(201);
  }

  @Test
  void theKeyHasAForm() {
    for (var key : new String[] {"short", "x".repeat(65), "fifteen letters"}) sends(town.bayo, "hearings/1/testimony", Map.of("text", "Hello"), key).refused(400, "key_form");
    town.bayo.api("POST", "/ashgrove/hearings/1/testimony", Map.of("text", "Hello")).refused(400, "key_missing");
  }
}
