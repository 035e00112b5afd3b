package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** What people say about a policy change is taken in, found, grouped, filed, read and cited as what they say to a hearing is. */
class PolicyCommentsAreReadAsAnyOthers extends Story {

  private static final String LETTER = "Please keep the footage for two years. The audit of last spring could not look at a single stop that was older than the sixty days of the present rule, and nobody was told.";

  private String policy(String title) {
    return "policies/" + town.ines.asks("policies", Map.of("kind", "ordinance", "owner", "council", "area", town.bayo.reads("areas").text("/items/0/slug"), "title", title, "summary", "How long footage stays.")).expect(201).text("/number");
  }

  /** What is not sorted yet counts as a text of its own, and stands in no list. */
  private void sorted(String at, int distinct) {
    for (int tries = 0; town.stranger().reads(at + "/campaigns").expect(200).at("/totals/distinct").asInt() != distinct || town.ruth.reads(at + "/reading").at("/page/items").size() != distinct; tries++) {
      assertThat(tries).isLessThan(100);
      pause(100);
    }
  }

  @Test
  void groupedFiledReadAndFound() {
    var at = policy("Retention of quagga footage");
    var plain = town.stranger().testifies(at, LETTER, "position", "support").text("/number");
    town.stranger().testifies(at, LETTER + " My son was stopped in March and asked in June.", "name", "Kim", "position", "support");
    var own = town.bayo.testifies(at, "It costs too much to keep.", "name", "Bayo", "position", "oppose").text("/number");
    sorted(at, 2);
    var reading = town.ruth.reads(at + "/reading").expect(200);
    assertThat(reading.at("/page/items").size()).isEqualTo(2);
    assertThat(reading.text("/page/items/0/testimony/number")).isEqualTo(plain);
    assertThat(reading.text("/page/items/0/campaign/additions/0/own_words/0")).contains("stopped in March");
    assertThat(town.ruth.reads(at + "/reading?letters=apart").at("/page/items").size()).isEqualTo(3);
    assertThat(town.ruth.reads(at + "/reading?position=oppose").text("/page/items/0/testimony/number")).isEqualTo(own);
    long theme = town.ines.asks(at + "/reading/themes", Map.of("title", "What it costs")).expect(201).at("/number").asLong();
    town.noor.asks(at + "/reading/themes", Map.of("title", "Of another body")).refused(403, "not_your_body");
    town.ines.asks("themes/" + theme + "/file", Map.of("testimony", List.of(own))).expect(200);
    assertThat(town.ruth.reads(at + "/reading?theme=" + theme).at("/page/items").size()).isEqualTo(1);

    var page = town.stranger().page("/ashgrove/" + at).expect(200).text();
    assertThat(page).contains("/ashgrove/" + at + "/reading", "testimony.pdf", "Campaign");
    assertThat(town.stranger().page("/ashgrove/" + at + "/reading").expect(200).text()).contains("What it costs", "stopped in March");
    var clerk = town.person("ashgrove", "Ines");
    clerk.signsInAtThePage();
    clerk.onPage("/ashgrove/" + at + "/reading", "/ashgrove/" + at + "/reading/themes").with("title", "What it shows").succeeds();

    for (int tries = 0; town.stranger().reads("search?q=quagga").expect(200).at("/items").isEmpty(); tries++) {
      assertThat(tries).isLessThan(100);
      pause(100);
    }
    assertThat(town.stranger().reads("search?q=quagga&kind=policy").text("/items/0/address")).isEqualTo(at);
    assertThat(town.stranger().reads("search?q=stopped+in+march&kind=testimony").text("/items/0/about")).isEqualTo("Retention of quagga footage");
  }

  @Test
  void takenInMovedAndCited() {
    var at = policy("Who may see footage");
    var clerk = town.person("ashgrove", "Ines");
    clerk.signsInAtThePage();
    var intake = "/ashgrove/intake?target=" + at.replace("/", "%2F");
    assertThat(clerk.page("/ashgrove/intake").expect(200).text()).contains("value=\"" + at + "\"");
    clerk.onPage(intake, "/ashgrove/intake").with("text", "A letter on paper about who may see it.").with("name", "Opal").leadsTo();
    assertThat(town.stranger().reads(at + "/testimony").text()).contains("A letter on paper");

    var hearing = town.ines.announces("Something else", "An item");
    var number = town.dae.testifies("hearings/" + hearing, "Only parents should see footage of children.", "name", "Dae").text("/number");
    town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m7", "reason", "Of another subject")).expect(200);
    var iris = town.person("ashgrove", "Iris");
    iris.signsInAtThePage();
    iris.onPage("/ashgrove/moderation/" + number, "/ashgrove/moderation/" + number + "/move").with("policy", at.replace("policies/", "")).with("reason", "It is about the policy").succeeds();
    assertThat(town.stranger().reads(at + "/testimony").text()).contains(number);
    assertThat(town.stranger().followsAfter(0, "ashgrove/" + at).sees("TestimonyMoved").getString("target")).isEqualTo(at);

    town.ines.asks("testimony/" + number + "/cite", Map.of("source", at, "passage", "Only parents should see")).expect(200);
    assertThat(town.stranger().page("/ashgrove/" + at).expect(200).text()).contains("Only parents should see", "Testimony that is cited here");
  }
}
