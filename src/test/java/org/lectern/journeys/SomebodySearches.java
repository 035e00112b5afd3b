package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Story;

/** Dae looks for what was said, in whatever language it was; and finds nothing that is not for everyone. */
class SomebodySearches extends Story {

  private Answer search(String words) {
    return town.dae.reads("search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).expect(200);
  }

  private static List<String> titles(Answer found) {
    return StreamSupport.stream(found.at("/items").spliterator(), false).map(one -> one.get("title").asText()).toList();
  }

  /** The index follows the record a moment later. */
  private Answer finds(String words, String title) {
    for (int tries = 0; ; tries++) {
      var found = search(words);
      if (titles(found).contains(title)) return found;
      assertThat(tries).as("%s never found %s: %s", words, title, found).isLessThan(100);
      pause(100);
    }
  }

  @Test
  void inEveryLanguage() {
    var hearing = town.ines.announces("Surveillance technology", "Licence plate readers");
    var at = "hearings/" + hearing;
    var chinese = town.stranger().testifies(at, "我反对这项预算案。关闭社区诊所将使附近的老人无处看病。", "language", "zh").text("/number");
    var german = town.stranger().testifies(at, "Die Straßenbeleuchtung am Bürgerhaus ist seit Wochen defekt.", "language", "de").text("/number");
    var arabic = town.stranger().testifies(at, "الشُّرْطَة لا تستمع إلينا في الاجتماعات", "language", "ar").text("/number");
    var thai = town.stranger().testifies(at, "ตำรวจควรเปิดกล้องตลอดเวลา", "language", "th").text("/number");
    var named = town.bayo.testifies(at, "The crossing needs a light.", "name", "Bayo Adébáyọ̀", "privacy", "named").text("/number");

    finds("诊所", chinese);
    finds("社区诊所 老人", chinese);
    assertThat(titles(search("警察"))).isEmpty();
    finds("STRASSENBELEUCHTUNG", german);
    assertThat(titles(search("burgerhaus"))).contains(german);
    assertThat(titles(search("Straßenbel"))).as("the beginning of a word").contains(german);
    finds("الشرطة", arabic);
    finds("กล้อง", thai);
    finds("adebayo", named);
    finds(named, named);
    finds("surveillance", "Surveillance technology");
    assertThat(search("plate readers").text()).contains(at + "#item-1");
    assertThat(titles(town.dae.reads("search?q=licence&kind=testimony").expect(200))).isEmpty();

    var page = town.stranger().page("/ashgrove/search?q=" + URLEncoder.encode("诊所", StandardCharsets.UTF_8)).expect(200).text();
    assertThat(page).contains("<mark>诊所</mark>", chinese);
  }

  @Test
  void whatIsFoundIsEscapedAndBounded() {
    var hearing = town.ines.announces("Markup", "An item");
    var number = town.stranger().testifies("hearings/" + hearing, "Mind the <script>alert(1)</script> & the wombat \"quotes\"").text("/number");
    finds("wombat", number);
    var page = town.stranger().page("/ashgrove/search?q=wombat+alert").expect(200).text();
    assertThat(page).contains("<mark>wombat</mark>", "&lt;script&gt;").doesNotContain("<script>alert");
    assertThat(town.stranger().page("/ashgrove/search?q=%3Cscript%3Ex%3C%2Fscript%3E%22'").expect(200).text()).doesNotContain("<script>x");
    for (var words : List.of("a'b\\c' | !x & (y", "' OR 1=1 --", ":* & |", "%", "_", "\\", "T-2026")) {
      assertThat(town.dae.reads("search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8)).status()).as(words).isIn(200, 422);
    }
    assertThat(town.dae.reads("search?q=%20%20").expect(422).faults()).containsExactly("/q nothing_to_look_for");
    assertThat(town.dae.reads("search?q=one+two+three+four+five+six+seven+eight+nine").expect(422).faults()).containsExactly("/q too_many_words");
    assertThat(town.dae.reads("search?q=" + "x".repeat(201)).expect(422).faults()).containsExactly("/q too_long");
    assertThat(town.stranger().page("/ashgrove/search?q=!").expect(200).text()).contains("Type at least one word.");
    town.dae.reads("search?q=x&cursor=bm9uc2Vuc2U").refused(400, "cursor_unknown");
    for (int i = 0; i < 5; i++) town.stranger().testifies("hearings/" + hearing, "Another numbat says no, time " + i);
    for (int tries = 0; titles(search("numbat")).size() < 5 && tries < 100; tries++) pause(100);
    var first = town.dae.reads("search?q=numbat&limit=3").expect(200);
    var rest = town.dae.reads("search?q=numbat&limit=3&cursor=" + first.text("/next")).expect(200);
    assertThat(titles(first)).hasSize(3).doesNotContainAnyElementsOf(titles(rest));
    assertThat(titles(rest)).hasSize(2);
  }

  @Test
  void whatIsNotPublicIsNeverFound() {
    var hearing = town.ines.announces("Privacy", "An item");
    var at = "hearings/" + hearing;
    var draft = town.ines.drafts(town.ines.draft("council", secret("Quokka draft"), java.time.Instant.now().plusSeconds(90_000_000)));
    var withdrawn = town.bayo.testifies(at, "The quokka was mine.", "name", "Bayo Quokkaman", "privacy", "named");
    var hidden = town.stranger().testifies(at, "Another quokka, soon hidden.").text("/number");
    town.dae.testifies(at, secret("A confidential quokka"), "privacy", "confidential");
    var withheld = town.stranger().testifies(at, "A shy quokka.", "name", "Shyla", "privacy", "named");
    finds("quokka", hidden);
    finds("quokkaman", withdrawn.text("/number"));
    finds("shyla", withheld.text("/number"));

    town.bayo.asks("receipts/" + withdrawn.text("/secret") + "/withdraw").expect(200);
    town.stranger().asks("receipts/" + withheld.text("/secret") + "/withhold-name").expect(200);
    hall.change("ashgrove", "UPDATE testimony SET status = 'hidden' WHERE number = ?", hidden);
    assertThat(titles(search("quokka"))).as("at once, though the index may be a moment behind").containsExactly(withheld.text("/number"));
    assertThat(titles(search("quokkaman"))).isEmpty();
    assertThat(titles(search("shyla"))).isEmpty();
    assertThat(titles(town.ines.reads("search?q=quokka").expect(200))).as("nor by its clerk: this is the public's search").doesNotContain("Quokka draft");
    assertThat(draft).isPositive();
    assertThat(town.orla.reads("search?q=quokka").expect(200).at("/items").size()).as("nor in another place").isZero();
  }
}
