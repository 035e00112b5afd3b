package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Ear;
import org.lectern.support.Hall;
import org.lectern.support.Town;
import org.lectern.support.Visitor;

/** Whatever one process takes in, the others tell, in the same order; whoever is cut off goes on anywhere; what ends, ends everywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class TwoProcessesServeOneTown {

  private static final Duration SOON = Duration.ofSeconds(1);

  private Hall hall;
  private Hall other;
  private Town town;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
    other = hall.another();
  }

  @AfterAll
  void closes() {
    town.close();
    other.close();
    hall.close();
  }

  private Visitor elsewhere(Visitor person) {
    var there = new Visitor(other, person.name);
    there.token = person.token;
    return there;
  }

  private long head() {
    return hall.<Long>one("SELECT h.seq FROM journal_head h JOIN jurisdiction j ON j.id = h.jurisdiction WHERE j.slug = 'ashgrove'");
  }

  @Test
  void entriesCrossWithinASecondAndInOrder() {
    var hearing = town.ines.announces("Both halls", "Item");
    try (var reader = elsewhere(town.stranger())) {
      long before = head();
      var ear = reader.followsAfter(before, "ashgrove");
      ear.upTo(0);
      IntStream.range(0, 40).forEach(n -> {
        if (n % 2 == 0) town.bayo.testifies("hearings/" + hearing, "Here " + n);
        else elsewhere(town.dae).post("/ashgrove/hearings/" + hearing + "/testimony", Map.of("text", "There " + n)).expect(201);
      });
      long began = System.nanoTime();
      long last = head();
      ear.upTo(last);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
      assertThat(ear.numbers()).isEqualTo(LongStream.rangeClosed(before + 1, last).boxed().toList());
      assertThat(reader.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("Here 38");
    }
  }

  @Test
  void whoeverFollowedHereGoesOnThere() {
    var hearing = town.ines.announces("Moving on", "Item");
    long before = head();
    var first = town.stranger().followsAfter(before, "ashgrove");
    town.bayo.testifies("hearings/" + hearing, "One");
    first.upTo(before + 1);
    first.drop();
    town.bayo.testifies("hearings/" + hearing, "Two");
    try (var reader = elsewhere(town.stranger())) {
      var second = reader.followsAfter(first.lastSeq(), "ashgrove");
      town.bayo.testifies("hearings/" + hearing, "Three");
      second.upTo(before + 3);
      assertThat(second.numbers()).containsExactly(before + 2, before + 3);
    }
  }

  @Test
  void whatEndsEndsEverywhere() {
    var piet = town.person("ashgrove", "Piet");
    piet.signsIn();
    var there = elsewhere(piet);
    var ear = there.follows("ashgrove");
    there.get("/me").expect(200);
    Ear.pause(300);
    piet.post("/sign-out").expect(204);
    assertThat(ear.closed(SOON)).isEqualTo(4401);
    there.get("/me").expect(401);

    var quinn = town.person("ashgrove", "Quinn");
    quinn.signsIn();
    var grant = town.grant(quinn, "clerk", "council");
    var clerk = elsewhere(quinn);
    Ear.pause(300);
    var office = clerk.follows("ashgrove");
    Ear.pause(300);
    town.revoke(quinn, grant);
    assertThat(office.closed(SOON)).isEqualTo(4401);

    hall.sql("UPDATE person SET suspended_at = now() WHERE email = ? RETURNING 1", quinn.email);
    Ear.pause(1_100);
    clerk.get("/me").expect(401);
  }
}
