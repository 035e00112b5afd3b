package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.bodies.BodyEvent;
import org.lectern.core.Caller;
import org.lectern.core.Change;
import org.lectern.core.Event;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/** Phones lose the network and laptops sleep; whoever comes back has missed nothing. */
class AReaderComesBack extends Story {

  @Test
  void afterADropWithoutAGapOrADouble() {
    var hearing = town.ines.announces("Tunnels", "Item");
    var topic = "ashgrove/hearings/" + hearing;
    var steady = town.stranger().follows(topic);
    var commuter = town.stranger();
    var ear = commuter.follows(topic);
    var heard = new ArrayList<Long>();
    for (int ride = 0; ride < 4; ride++) {
      town.bayo.testifies("hearings/" + hearing, "Before tunnel " + ride);
      ear.sees("TestimonyPublished");
      ear.drop();
      heard.addAll(ear.numbers());
      town.dae.testifies("hearings/" + hearing, "In tunnel " + ride);
      town.dae.testifies("hearings/" + hearing, "Still in tunnel " + ride, "privacy", "confidential");
      ear = commuter.followsAfter(heard.get(heard.size() - 1), topic);
      ear.sees("TestimonyPublished");
      ear.sees("TestimonyReceivedInConfidence");
    }
    heard.addAll(ear.numbers());
    steady.upTo(heard.get(heard.size() - 1));
    assertThat(heard).isEqualTo(steady.numbers()).isSorted().doesNotHaveDuplicates().hasSize(12);
  }

  @Test
  void aSnapshotAndWhatComesAfterItMeetExactly() {
    var hearing = town.ines.announces("Snapshot", "Item");
    town.bayo.testifies("hearings/" + hearing, "Before the snapshot");
    var snapshot = town.bayo.reads("hearings/" + hearing + "/testimony");
    long seq = snapshot.at("/seq").asLong();
    town.bayo.testifies("hearings/" + hearing, "After the snapshot");
    var ear = town.stranger().followsAfter(seq, "ashgrove/hearings/" + hearing);
    assertThat(ear.sees("TestimonyPublished").getString("text")).isEqualTo("After the snapshot");
    assertThat(ear.numbers()).containsExactly(seq + 1);
    assertThat(town.bayo.reads("record?after=" + seq).at("/items").findValuesAsText("seq")).startsWith(String.valueOf(seq + 1));
  }

  /** Topics are asked for one by one, but there is one number a place: none of them may lose what came before it was added. */
  @Test
  void manyTopicsAtOnceEachFromTheirBeginning() {
    var hearing = town.ines.announces("Many topics", "Item");
    long seq = town.bayo.reads("hearings/" + hearing).at("/seq").asLong();
    town.bayo.signsUp(hearing, 1);
    town.bayo.testifies("hearings/" + hearing, "On the hearing");
    var area = town.bayo.reads("areas").text("/items/1/slug");
    town.bayo.testifies("areas/" + area, "On the area");
    for (int round = 0; round < 5; round++) {
      var ear = town.stranger().followsAfter(seq, "ashgrove/areas/" + area, "ashgrove/hearings/" + hearing + "/queue", "ashgrove/hearings/" + hearing + "/testimony");
      ear.upTo(seq + 3);
      assertThat(ear.numbers()).containsExactly(seq + 1, seq + 2, seq + 3);
      ear.drop();
    }
  }

  @Test
  void aPageThatComesBackGetsItsRegionsAsTheyAre() {
    var hearing = town.ines.announces("Asleep", "Item");
    var topic = "ashgrove/hearings/" + hearing + "/testimony";
    long seq = town.bayo.reads("hearings/" + hearing).at("/seq").asLong();
    var stale = town.stranger().listensAtThePage().followRegions(seq, "en", topic);
    town.bayo.testifies("hearings/" + hearing, "While you slept.", "name", "Bayo");
    stale.seesRegion("hearing-testimony");
    stale.drop();
    town.bayo.testifies("hearings/" + hearing, "And then some.", "name", "Bayo");
    var back = town.stranger().listensAtThePage().followRegions(stale.lastSeq(), "es", topic);
    assertThat(back.seesRegion("hearing-testimony")).contains("While you slept.", "And then some.");
    var current = town.stranger().listensAtThePage().followRegions(back.lastSeq(), "en", topic);
    pause(300);
    assertThat(current.types()).doesNotContain("html");
  }

  @Test
  void tooFarBehindAndTheyBeginAgain() {
    var place = hall.place("birchwood");
    for (int batch = 0; batch < 6; batch++) {
      var events = new ArrayList<Event>();
      for (int i = 0; i < 900; i++) events.add(new BodyEvent.BodyFounded("body-" + batch + "-" + i, "One of very many", "commission"));
      Hall.await(hall.database().write(Caller.system(place, "clock"), (tx, caller) -> Future.succeededFuture(new Change<>(null, List.copyOf(events)))));
    }
    long newest = hall.one("SELECT seq FROM journal_head WHERE jurisdiction = ?", place.id());
    var ear = town.stranger().followsAfter(0, "birchwood");
    var resync = ear.next(message -> message.containsKey("resync"), "resync");
    assertThat(resync.getLong("at")).isEqualTo(newest);
    town.ada.post("/birchwood/areas/adopt", Map.of("catalogue", "policing-starter")).expect(200);
    ear.sees("AreasAdopted");
    assertThat(ear.numbers()).containsExactly(newest + 1);

    var within = town.stranger().followsAfter(newest - 4_000, "birchwood");
    within.upTo(newest + 1);
    assertThat(within.numbers()).hasSize(4_001).isSorted().doesNotHaveDuplicates();
  }
}
