package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** Ines files what was said under themes; Ruth reads it before a vote, a letter once, in the order in which it came. */
class AMemberReadsBeforeAVote extends Story {

  private static final String LETTER = "Please keep the night bus on Oak Street. It is how the cleaners get home, and the garage says the saving is less than one new bus shelter a year.";

  private static List<String> numbers(Answer reading) {
    return StreamSupport.stream(reading.at("/page/items").spliterator(), false).map(one -> one.at("/testimony/number").asText()).toList();
  }

  /** What is not sorted yet counts as a text of its own, and stands in no list. */
  private void sorted(String at, int distinct) {
    for (int tries = 0; town.stranger().reads(at + "/campaigns").at("/totals/distinct").asInt() != distinct || town.ruth.reads(at + "/reading").at("/page/items").size() != distinct; tries++) {
      assertThat(tries).isLessThan(100);
      pause(100);
    }
  }

  @Test
  void byThemePositionLanguageAndAuthor() {
    var hearing = town.ines.announces("Night buses", "The line", "The fares");
    var at = "hearings/" + hearing;
    var plain = town.stranger().testifies(at, LETTER, "position", "support").text("/number");
    var own = town.bayo.testifies(at, "I drive it. Nobody asked us.", "item", 2, "name", "Bayo", "privacy", "named").text("/number");
    town.stranger().testifies(at, LETTER + " My mother cleans at the airport and comes home at two.", "name", "Kim", "privacy", "named", "position", "support");
    var spanish = town.stranger().testifies(at, "Quiten la línea, cuesta demasiado.", "language", "es", "position", "oppose").text("/number");
    town.dae.testifies(at, secret("In confidence about the bus"), "privacy", "confidential");
    sorted(at, 3);

    var all = town.ruth.reads(at + "/reading").expect(200);
    assertThat(numbers(all)).as("in the order of receipt, the letter once").containsExactly(plain, own, spanish);
    assertThat(all.text("/page/items/0/campaign/additions/0/own_words/0")).isEqualTo("My mother cleans at the airport and comes home at two.");
    assertThat(all.at("/page/items/0/campaign/members").asInt()).isEqualTo(2);
    assertThat(numbers(town.ruth.reads(at + "/reading?letters=apart").expect(200))).hasSize(4);
    assertThat(numbers(town.ruth.reads(at + "/reading?position=oppose"))).containsExactly(spanish);
    assertThat(numbers(town.ruth.reads(at + "/reading?position=none"))).containsExactly(own);
    assertThat(numbers(town.ruth.reads(at + "/reading?language=es"))).containsExactly(spanish);
    assertThat(numbers(town.ruth.reads(at + "/reading?item=2"))).containsExactly(own);
    assertThat(numbers(town.ruth.reads(at + "/reading?verified=true"))).containsExactly(own);
    assertThat(numbers(town.ruth.reads(at + "/reading?verified=false"))).containsExactly(plain, spanish);
    var first = town.ruth.reads(at + "/reading?limit=2").expect(200);
    assertThat(numbers(town.ruth.reads(at + "/reading?limit=2&cursor=" + first.text("/page/next")))).containsExactly(spanish);

    var ear = town.dae.follows("ashgrove/" + at);
    var theme = town.ines.asks(at + "/themes", Map.of("title", "People who work at night")).expect(201).at("/number").asLong();
    assertThat(ear.sees("ThemeCreated").getString("title")).isEqualTo("People who work at night");
    town.ines.asks(at + "/themes", Map.of("title", "people who WORK at night")).refused(409, "theme_taken");
    town.bayo.asks(at + "/themes", Map.of("title", "Mine")).refused(403, "not_your_role");
    town.noor.asks("themes/" + theme + "/file", Map.of("testimony", List.of(own))).refused(403, "not_your_body");
    assertThat(town.ines.asks("themes/" + theme + "/file", Map.of("testimony", List.of("T-2020-000009"))).expect(422).faults()).containsExactly("/testimony testimony_not_about_it");
    long campaign = all.at("/page/items/0/campaign/number").asLong();
    var filed = town.ines.asks("themes/" + theme + "/file", Map.of("testimony", List.of(own), "campaigns", List.of(campaign))).expect(200);
    assertThat(filed.at("/testimonies").asInt()).as("a campaign is filed with all who signed it").isEqualTo(3);
    assertThat(ear.sees("TestimonyFiled").getInteger("testimonies")).isEqualTo(3);
    assertThat(numbers(town.ruth.reads(at + "/reading?theme=" + theme))).containsExactly(plain, own);
    town.ines.asks("themes/" + theme + "/file", Map.of("testimony", List.of(own), "remove", true)).expect(200);
    assertThat(numbers(town.ruth.reads(at + "/reading?theme=" + theme))).containsExactly(plain);
    town.ines.asks("themes/" + theme + "/retire").expect(200);
    town.ines.asks("themes/" + theme + "/file", Map.of("testimony", List.of(own))).refused(409, "theme_retired");
  }

  @Test
  void withThePagesAlone() {
    var hearing = town.ines.announces("Curfew", "The ordinance");
    var at = "/ashgrove/hearings/" + hearing;
    var number = town.stranger().testifies("hearings/" + hearing, "It does not work <b>anywhere</b>.").text("/number");
    town.stranger().testifies("hearings/" + hearing, "It worked in Birchwood, ask them.");
    sorted("hearings/" + hearing, 2);
    assertThat(town.stranger().page(at).expect(200).text()).contains(at + "/reading");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    assertThat(ines.onPage(at + "/reading", at + "/reading/themes").with("title", "Evidence").succeeds().text()).contains("Evidence");
    var page = ines.onPage(at + "/reading", at + "/reading/file");
    assertThat(page.sends().expect(303).header("Location")).contains(at + "/reading?theme=");
    var ruth = town.person("ashgrove", "Ruth");
    ruth.signsInAtThePage();
    assertThat(ruth.page("/ashgrove/desk").expect(200).text()).as("one tap from the member's desk").contains(at + "/reading");
    var reading = ruth.page(at + "/reading").expect(200).text();
    assertThat(reading).contains(number, "Evidence", "2 submissions, 2 distinct texts", "Comments are not votes").doesNotContain("New theme", "<b>anywhere");
    assertThat(ruth.page(at + "/reading?position=support").expect(200).text()).contains("Nothing public fits");
    ruth.page(at + "/reading?position=angry").expect(400);
    ruth.page(at + "/reading?theme=x").expect(400);
    ines.submit(at + "/reading/themes", Map.of("key", "theme-key-0123456789", "title", " ")).expect(422);
  }
}
