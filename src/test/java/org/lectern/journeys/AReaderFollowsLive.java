package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** What is pushed to whom: entries to programs, regions to pages, in the language asked for, and to each only what is theirs. */
class AReaderFollowsLive extends Story {

  @Test
  void theTopicsOfAPlaceItsHearingsAreasAndActions() {
    var hearing = town.ines.announces("Followed", "One item");
    var area = town.bayo.reads("areas").text("/items/0/slug");
    var all = town.stranger().follows("ashgrove");
    var one = town.stranger().follows("ashgrove/hearings/" + hearing);
    var line = town.stranger().follows("ashgrove/hearings/" + hearing + "/queue");
    var words = town.stranger().follows("ashgrove/hearings/" + hearing + "/testimony");
    var ofArea = town.stranger().follows("ashgrove/areas/" + area);
    var elsewhere = town.stranger().follows("birchwood");

    town.bayo.signsUp(hearing, 1);
    var number = town.bayo.testifies("hearings/" + hearing, "Heard by four.").text("/number");
    town.bayo.testifies("areas/" + area, "Heard by the area.");

    assertThat(line.sees("SpeakerSignedUp").getInteger("slot")).isEqualTo(1);
    assertThat(words.sees("TestimonyPublished").getString("testimony")).isEqualTo(number);
    assertThat(one.sees("SpeakerSignedUp").getString("item")).isEqualTo("1");
    one.sees("TestimonyPublished");
    assertThat(ofArea.sees("TestimonyPublished").getString("text")).isEqualTo("Heard by the area.");
    all.sees("SpeakerSignedUp");
    all.sees("TestimonyPublished");
    all.sees("TestimonyPublished");
    assertThat(line.types()).containsExactly("SpeakerSignedUp");
    assertThat(words.types()).containsExactly("TestimonyPublished");
    assertThat(ofArea.types()).containsExactly("TestimonyPublished");
    assertThat(elsewhere.types()).isEmpty();
  }

  @Test
  void severalTopicsOnOneSocketComeOnceEach() {
    var hearing = town.ines.announces("Twice followed", "Item");
    var ear = town.stranger().listens().follow("ashgrove/hearings/" + hearing, "ashgrove/hearings/" + hearing + "/queue", "ashgrove", "birchwood");
    pause(200); // from now on, whenever that is
    town.bayo.signsUp(hearing, 1);
    ear.sees("SpeakerSignedUp");
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Enough followed")).expect(200);
    ear.sees("HearingCancelled");
    assertThat(ear.types()).containsExactly("SpeakerSignedUp", "HearingCancelled");
    ear.unfollow("ashgrove/hearings/" + hearing, "ashgrove/hearings/" + hearing + "/queue", "ashgrove");
    var other = town.stranger().follows("ashgrove");
    pause(100);
    town.bayo.testifies("areas/" + town.bayo.reads("areas").text("/items/0/slug"), "No longer heard there.");
    other.sees("TestimonyPublished");
    assertThat(ear.types()).containsExactly("SpeakerSignedUp", "HearingCancelled");
  }

  @Test
  void regionsInEnglishAndInSpanish() {
    var hearing = town.ines.announces("Regions", "Item");
    var target = "ashgrove/hearings/" + hearing;
    var page = town.stranger().page("/" + target).expect(200);
    assertThat(page.text()).contains("<live-region id=\"hearing-testimony\" data-topic=\"" + target + "/testimony\"");
    long seq = town.stranger().get("/" + target).at("/seq").asLong();
    var english = town.stranger().listensAtThePage().followRegions(seq, "en", target + "/testimony", target + "/queue", target);
    var spanish = town.stranger().listensAtThePage().followRegions(seq, "es-MX", target + "/testimony");
    town.bayo.testifies("hearings/" + hearing, "Seen in two languages.", "name", "Bayo");

    var inEnglish = english.seesRegion("hearing-testimony");
    assertThat(inEnglish).contains("Seen in two languages.");
    assertThat(spanish.seesRegion("hearing-testimony")).contains("Seen in two languages.");
    assertThat(town.stranger().page("/ashgrove/region/hearing-testimony/hearings/" + hearing + "/testimony").text()).isEqualTo(inEnglish);

    town.bayo.signsUp(hearing, 1);
    assertThat(english.seesRegion("hearing-queue")).contains("Bayo");
    town.abel.opens(hearing);
    assertThat(english.seesRegion("hearing-status")).isEqualTo(town.stranger().page("/ashgrove/region/hearing-status/hearings/" + hearing).text());
    assertThat(english.transcript()).noneMatch(message -> message.getJsonObject("html", new io.vertx.core.json.JsonObject()).containsKey("console"));
  }

  @Test
  void theConsoleIsForClerkAndChair() {
    var hearing = town.ines.announces("Console", "Item");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    long seq = town.bayo.reads("hearings/" + hearing).at("/seq").asLong();
    var target = "ashgrove/hearings/" + hearing + "/queue";
    var clerks = ines.listensAtThePage().followRegions(seq, "en", target);
    var others = town.stranger().listensAtThePage().followRegions(seq, "en", target);
    town.bayo.signsUp(hearing, 1);
    assertThat(clerks.seesRegion("console")).contains("Bayo");
    others.seesRegion("hearing-queue");
    assertThat(others.transcript().toString()).doesNotContain("\"console\"");
    town.stranger().page("/ashgrove/region/console/hearings/" + hearing + "/queue").expect(404);
    ines.page("/ashgrove/region/console/hearings/" + hearing + "/queue").expect(200);
  }

  @Test
  void aFloodIsPushedAFewTimesASecondAndEndsAsItIs() {
    var hearing = town.ines.announces("Flood", "Item");
    var target = "ashgrove/hearings/" + hearing + "/testimony";
    long seq = town.bayo.reads("hearings/" + hearing).at("/seq").asLong();
    var page = town.stranger().listensAtThePage().followRegions(seq, "en", target);
    long begun = System.nanoTime();
    for (int i = 1; i <= 60; i++) town.bayo.testifies("hearings/" + hearing, "Wave number " + i + ".", "name", "Bayo");
    page.next(message -> message.encode().contains("Wave number 60."), "the last wave");
    double seconds = (System.nanoTime() - begun) / 1e9;
    assertThat((double) page.transcript().size()).isLessThan(5 * seconds + 4);
    pause(400);
    var pushes = page.transcript().stream().filter(message -> message.containsKey("html")).toList();
    var last = pushes.get(pushes.size() - 1).getJsonObject("html").getString("hearing-testimony");
    assertThat(last).isEqualTo(town.stranger().page("/ashgrove/region/hearing-testimony/hearings/" + hearing + "/testimony").text());
  }
}
