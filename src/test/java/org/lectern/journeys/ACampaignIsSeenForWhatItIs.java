package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** A letter comes many times. All are counted, one is shown, what people added stands beside, and Ines can put it right. */
class ACampaignIsSeenForWhatItIs extends Story {

  private static final String LETTER = "Please vote yes on the body camera ordinance. Cameras that stay on protect residents and officers alike. "
      + "The draft lets supervisors delete footage after thirty days, and that is far too short. Keep it for five years.";
  private static final String OWN = "My son was stopped twice last winter on his way home from the library.";

  /** The comparison follows the record a moment later. */
  private Answer sorted(String at, long distinct) {
    for (int tries = 0; ; tries++) {
      var campaigns = town.stranger().reads(at + "/campaigns").expect(200);
      if (campaigns.at("/totals/distinct").asLong() == distinct) return campaigns;
      assertThat(tries).as("%s never had %s distinct texts: %s", at, distinct, campaigns).isLessThan(100);
      pause(100);
    }
  }

  @Test
  void allAreCountedAndOneIsShown() {
    var hearing = town.ines.announces("Body cameras", "The ordinance");
    var at = "hearings/" + hearing;
    var ear = town.dae.follows("ashgrove/" + at + "/testimony");
    var first = town.bayo.testifies(at, "Dear Council,\n\n" + LETTER + "\n\nBayo", "name", "Bayo", "privacy", "named");
    town.stranger().testifies(at, LETTER.toUpperCase());
    var added = town.stranger().testifies(at, OWN + " " + LETTER, "name", "Maria", "privacy", "named");
    town.stranger().testifies(at, "Mind the cost. Who pays for five years of storage?");
    town.dae.testifies(at, secret("Dear Council, in confidence: " + LETTER), "privacy", "confidential");

    var campaigns = sorted(at, 2);
    assertThat(campaigns.at("/totals").toString()).isEqualTo("{\"submissions\":4,\"distinct\":2,\"campaigns\":1,\"members\":3}");
    var number = campaigns.at("/campaigns/0/number").asLong();
    assertThat(ear.sees("CampaignFormed").getLong("campaign")).isEqualTo(number);
    assertThat(ear.sees("CampaignsCounted").getString("target")).isEqualTo(at);
    assertThat(hall.<String>one("SELECT to_char(at, 'MI:SS') FROM journal WHERE type = 'CampaignFormed'")).as("the minute could lead back to somebody").isEqualTo("00:00");

    var sheet = town.stranger().reads("campaigns/" + number).expect(200);
    assertThat(sheet.text("/signatories/items/0/testimony/number")).as("who added something comes first").isEqualTo(added.text("/number"));
    assertThat(sheet.text("/signatories/items/0/own_words/0")).isEqualTo(OWN);
    assertThat(sheet.at("/campaign/with_own_words").asInt()).isEqualTo(1);
    var page = town.stranger().page("/ashgrove/campaigns/" + number).expect(200).text();
    assertThat(page).contains(OWN, "Maria", first.text("/number"), "Comments are not votes").doesNotContain("Testimonies that are no part of it");
    assertThat(town.stranger().page("/ashgrove/" + at).expect(200).text()).contains("4 submissions, 2 distinct texts", "/ashgrove/campaigns/" + number);

    town.bayo.asks("receipts/" + first.text("/secret") + "/withdraw").expect(200);
    var without = sorted(at, 2);
    for (int tries = 0; without.at("/totals/members").asInt() != 2 && tries < 100; tries++) {
      pause(100);
      without = sorted(at, 2);
    }
    assertThat(without.at("/totals").toString()).as("taken back, it is not counted; the letter goes on").isEqualTo("{\"submissions\":3,\"distinct\":2,\"campaigns\":1,\"members\":2}");
    assertThat(town.stranger().reads("campaigns/" + number).expect(200).text()).doesNotContain(first.text("/number"));
  }

  @Test
  void aClerkPutsRightWhatTheComparisonGotWrong() {
    var hearing = town.ines.announces("Curfew", "The ordinance");
    var at = "hearings/" + hearing;
    var texts = List.of(LETTER.replace("body camera", "curfew"), LETTER.replace("body camera", "curfew"), LETTER.replace("body camera", "curfew") + " I mean it.");
    var numbers = texts.stream().map(text -> town.stranger().testifies(at, text).text("/number")).toList();
    var other = "Leave the teenagers alone, they work late and the bus is always late too, and no study has found that it helps anybody at all.";
    town.stranger().testifies(at, other);
    town.stranger().testifies(at, other);
    var campaigns = sorted(at, 2);
    long large = campaigns.at("/campaigns/0/number").asLong();
    long small = campaigns.at("/campaigns/1/number").asLong();

    var split = Map.of("testimony", List.of(numbers.get(2)), "reason", "She says the opposite.");
    town.bayo.asks("campaigns/" + large + "/split", split).refused(403, "not_your_role");
    town.noor.asks("campaigns/" + large + "/split", split).refused(403, "not_your_body");
    assertThat(town.ines.asks("campaigns/" + large + "/split", Map.of("testimony", List.of("T-2020-000001"), "reason", "Because")).expect(422).faults()).containsExactly("/testimony testimony_not_of_campaign");
    assertThat(town.ines.asks("campaigns/" + large + "/split", split).expect(200).at("/campaign/members").asInt()).isEqualTo(2);
    assertThat(sorted(at, 3).at("/totals/members").asInt()).isEqualTo(4);
    assertThat(town.stranger().reads("record?about=campaigns/" + large).expect(200).text()).contains("She says the opposite.");

    assertThat(town.ines.asks("campaigns/" + small + "/join", Map.of("into", small, "reason", "Same")).expect(422).faults()).containsExactly("/into campaign_with_itself");
    town.ines.signsInAtThePage();
    var joined = town.ines.onPage("/ashgrove/campaigns/" + small, "/ashgrove/campaigns/" + small + "/join").with("into", large).with("reason", "One letter in two versions.").succeeds();
    assertThat(joined.text()).contains("4 testimonies");
    assertThat(town.stranger().page("/ashgrove/campaigns/" + small).expect(200).text()).contains("One letter in two versions.", "/ashgrove/campaigns/" + large);
    town.ines.asks("campaigns/" + small + "/join", Map.of("into", large, "reason", "Same")).refused(409, "wrong_state");
    assertThat(sorted(at, 2).at("/totals/campaigns").asInt()).isEqualTo(1);
    var again = town.ines.onPage("/ashgrove/campaigns/" + large, "/ashgrove/campaigns/" + large + "/split").with("testimony", "T-1").with("reason", "Because");
    again.sends().expect(422);
  }

  @Test
  void twoProcessesAndARestartCountNobodyTwice() {
    var hearing = town.ines.announces("Night buses", "The line");
    var at = "hearings/" + hearing;
    try (var second = new Closing(hall.another())) {
      var sent = IntStream.range(0, 60).mapToObj(n -> CompletableFuture.runAsync(() -> town.stranger().testifies(at,
          n % 3 == 0 ? "Words of my own about the night bus, number " + UUID.randomUUID() + " and " + UUID.randomUUID() + " and " + UUID.randomUUID() + "." : LETTER + " Signed by " + n))).toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(sent).join();
      assertThat(sorted(at, 21).at("/totals").toString()).isEqualTo("{\"submissions\":60,\"distinct\":21,\"campaigns\":1,\"members\":40}");
    }
    hall.change("ashgrove", "UPDATE campaign_mark SET seq = 0");
    town.stranger().testifies(at, "One more of my own, after somebody pulled the plug.");
    assertThat(sorted(at, 22).at("/totals/members").asInt()).as("sorted again from the beginning, nothing changes").isEqualTo(40);
  }

  /** The second process stops before the first, and leaves the database to it. */
  private record Closing(org.lectern.support.Hall hall) implements AutoCloseable {
    @Override
    public void close() {
      hall.service.stop().toCompletionStage().toCompletableFuture().join();
    }
  }
}
