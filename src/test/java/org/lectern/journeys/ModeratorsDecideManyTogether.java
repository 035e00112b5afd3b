package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;
import org.lectern.support.Visitor;

/** A hundred letters in the same words are one thing to look at, and still a hundred people; what one moderator is at the others see at once. */
class ModeratorsDecideManyTogether extends Story {

  private static final String GERMAN = "Sehr geehrte Damen und Herren, bitte stimmen Sie gegen die neue Kameraverordnung. Sie kostet den Bezirk jedes Jahr mehr als zwei Lehrerstellen, und niemand hat uns gefragt, ob wir das wollen.";
  private static final String CHINESE = "请不要通过新的摄像头条例。它每年花费的钱比两名教师的工资还多，而且没有人问过我们是否愿意。我们的街道需要路灯，不需要更多的镜头。";
  private static final String THREAT = "Whoever votes for the camera ordinance on Tuesday will be waited for at the parking lot of the city hall, and everybody knows which car is whose.";

  private List<String> held(String target, String... texts) {
    var numbers = new ArrayList<String>();
    int sent = 0;
    for (var text : texts) {
      var number = town.stranger().testifies(target, text, "name", "Sender", "email", "alike-" + ++sent + "-" + target.replace('/', '-') + "@people.example").text("/number");
      town.iris.asks("testimony/" + number + "/hold", Map.of("ground", "m4", "reason", "Many at once")).expect(200);
      numbers.add(number);
    }
    return numbers;
  }

  private List<Map<String, Object>> items(List<String> numbers) {
    return numbers.stream().<Map<String, Object>>map(number -> Map.of("testimony", number, "version", version(number))).toList();
  }

  private int version(String number) {
    return town.iris.reads("moderation/" + number).expect(200).at("/version").asInt();
  }

  @Test
  void seenAsOneAndReleasedEachByItself() {
    var target = "hearings/" + town.ines.announces("Letters by the hundred", "An item");
    var german = held(target, GERMAN, GERMAN + " Meine Tochter lernt in einer Klasse mit 34 Kindern.", GERMAN.replace("Damen und Herren", "Ratsmitglieder"), GERMAN + " 🙏🙏");
    var chinese = held(target, CHINESE, CHINESE + "我住在橡树街。");
    var counted = held(target, "NO CAMERAS. Vote no. Message 1 of our action day for the quiet street.", "NO CAMERAS. Vote no. Message 27 of our action day for the quiet street.");
    held(target, "Something else entirely, by one person alone, about the bench at the bus stop.");
    var groups = town.iris.reads("moderation-alike").expect(200);
    assertThat(groups.at("/groups").size()).isEqualTo(3);
    assertThat(groups.at("/groups/0/members").findValuesAsText("testimony")).containsExactlyElementsOf(german);
    assertThat(groups.at("/groups/0/members/1/own_words").toString()).contains("34 Kindern");
    assertThat(groups.at("/groups/1/members").findValuesAsText("testimony")).containsExactlyElementsOf(chinese);
    assertThat(groups.at("/groups/2/members").findValuesAsText("testimony")).as("a number makes no other letter").containsExactlyElementsOf(counted);

    // Somebody else is at one, another changed meanwhile: these two are left, the others go.
    town.omar.asks("moderation/" + german.get(2) + "/claim").expect(200);
    var seen = new ArrayList<>(items(german));
    seen.set(3, Map.of("testimony", german.get(3), "version", 9));
    var outcomes = town.iris.asks("moderation-alike", Map.of("decision", "release", "items", seen)).expect(200);
    assertThat(outcomes.at("/items").findValuesAsText("problem")).containsExactly("case_locked", "case_changed");
    for (int i = 0; i < 2; i++) {
      var ear = town.stranger().followsAfter(0, "ashgrove/testimony/" + german.get(i));
      assertThat(ear.sees("TestimonyReleased").getString("text")).isNotBlank();
      assertThat(hall.mailTo("alike-" + (i + 1) + "-" + target.replace('/', '-') + "@people.example")).contains("is public");
    }
    assertThat(town.stranger().reads("testimony/" + german.get(2)).text("/testimony/status")).isEqualTo("held");

    var iris = town.person("ashgrove", "Iris");
    iris.signsInAtThePage();
    assertThat(iris.page("/ashgrove/moderation").text()).contains("/ashgrove/moderation-alike");
    // What Omar is at cannot be ticked; the other one of that group goes, and then the next group.
    assertThat(iris.onPage("/ashgrove/moderation-alike", "/ashgrove/moderation-alike").leadsTo()).isEqualTo("/ashgrove/moderation-alike?done=1");
    assertThat(town.stranger().reads("testimony/" + german.get(3)).text("/testimony/status")).isEqualTo("published");
    assertThat(iris.onPage("/ashgrove/moderation-alike", "/ashgrove/moderation-alike").leadsTo()).isEqualTo("/ashgrove/moderation-alike?done=2");
    assertThat(town.stranger().reads("testimony/" + chinese.get(1)).text("/testimony/status")).isEqualTo("published");
  }

  @Test
  void hiddenByTwoEachWithANoticeOfItsOwn() {
    var target = "hearings/" + town.ines.announces("Threats by the dozen", "An item");
    var all = held(target, THREAT, THREAT, THREAT + " Be warned.");
    assertThat(town.iris.asks("moderation-alike", Map.of("decision", "hide", "items", items(all))).expect(422).faults()).containsExactly("/ground required");
    town.iris.asks("moderation-alike", Map.of("decision", "hide", "ground", "m1", "reason", "A threat to the members", "items", items(all))).expect(200);
    var own = town.iris.asks("moderation-alike", Map.of("decision", "confirm", "items", items(all))).expect(200);
    assertThat(own.at("/items").findValuesAsText("problem")).containsOnly("second_moderator").hasSize(3);
    var second = town.omar.reads("moderation-alike").expect(200).at("/groups");
    assertThat(second.toString()).contains("A threat to the members");
    town.omar.asks("moderation-alike", Map.of("decision", "confirm", "items", items(all))).expect(200);
    int sent = 0;
    for (var number : all) {
      assertThat(town.stranger().reads("testimony/" + number).text("/testimony/status")).isEqualTo("hidden");
      assertThat(town.stranger().reads("testimony/" + number + "/moderation").text("/items/0/reason")).isEqualTo("A threat to the members");
      assertThat(hall.mailTo("alike-" + ++sent + "-" + target.replace('/', '-') + "@people.example")).contains("hidden by two moderators");
    }
    assertThat((Long) hall.one("SELECT count(*) FROM journal WHERE type = 'TestimonyHidden' AND data ->> 'reason' = 'A threat to the members'")).isEqualTo(3);
  }

  @Test
  void whatAnotherIsAtIsSeenAtOnce() {
    var target = "hearings/" + town.ines.announces("At the same time", "An item");
    var number = held(target, "Held while two look at it.").get(0);
    var page = new Visitor(hall, "Omar");
    page.signsInAtThePage();
    var ear = page.listensAtThePage().followRegions(0, "en", "ashgrove/moderation");
    assertThat(page.page("/ashgrove/moderation").text()).contains("data-with=\"moderation-summary\"", "/ashgrove/moderation-list");
    assertThat(page.page("/ashgrove/moderation-list").expect(200).text()).contains(number).doesNotContain("<html");
    town.iris.asks("moderation/" + number + "/claim").expect(200);
    ear.sees("CaseTaken");
    assertThat(page.page("/ashgrove/moderation-list").text()).contains("Another moderator is at it");
    town.iris.asks("moderation/" + number + "/claim").expect(200);
    town.iris.asks("moderation/" + number + "/leave").expect(200);
    ear.sees("CaseLeft");
    town.iris.asks("moderation/" + number + "/release", Map.of("version", version(number))).expect(200);
    assertThat(page.page("/ashgrove/moderation-list").text()).doesNotContain(number);
    assertThat(town.stranger().reads("record?limit=100").text()).doesNotContain("CaseTaken", "CaseLeft");
    assertThat(town.stranger().page("/ashgrove/moderation-list").status()).isEqualTo(401);
  }
}
