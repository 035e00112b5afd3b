package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** The board says where the city's policy stands; the police reply, a resident asks, a hearing is prepared, a verified action overtakes it. */
class AWorksheetIsFilledIn extends Story {

  private Person ruth;
  private Person mara;
  private Person abel;
  private Person lena;
  private Person ines;

  @BeforeAll
  void theySignIn() {
    ruth = atThePage("Ruth");
    mara = atThePage("Mara");
    abel = atThePage("Abel");
    lena = atThePage("Lena");
    ines = atThePage("Ines");
  }

  private Person atThePage(String name) {
    var person = town.person("ashgrove", name);
    person.signsInAtThePage();
    return person;
  }

  private static String sheet(String area) {
    return "/ashgrove/areas/" + area + "/worksheet";
  }

  private String begun(String area, String agency) {
    var form = ruth.onPage(sheet(area), sheet(area)).with("body", "board").with("as_of", "2024-06");
    if (agency != null) form.with("agency", agency);
    return form.leadsTo();
  }

  private void answers(String version, String criterion, String answer) {
    var form = ruth.onPage(version + "/answer?criterion=" + criterion, version + "/answer").with("answer", answer);
    if (answer.equals("yes") || answer.equals("partial")) form.with("url", "https://city.example/manual#" + criterion).with("quote", "Words of " + criterion + ".").with("cited_on", "2024-06-01");
    form.succeeds();
  }

  /** Published by the pages, without an agency: the answers in the order of the criteria. */
  private String published(String area, String... given) {
    var version = begun(area, null);
    var lines = town.bayo.reads("areas/" + area + "/worksheet").at("/lines");
    for (int i = 0; i < given.length; i++) if (given[i] != null) answers(version, lines.get(i).get("criterion").asText(), given[i]);
    ruth.onPage(version, version + "/submit").succeeds();
    mara.onPage(version, version + "/pass").succeeds();
    abel.onPage(version, version + "/publish").succeeds();
    return version;
  }

  @Test
  void anAbusiveQuestionIsTakenFromView() {
    var area = town.bayo.reads("areas").text("/items/13/slug");
    var version = published(area, "no");
    var max = atThePage("Max");
    town.grant(max, "moderator", "board");
    max.signsIn();
    max.signsInAtThePage();
    var criterion = town.bayo.reads("areas/" + area + "/worksheet").text("/lines/0/criterion");
    var abuse = "Ring Officer Quill at home, 555 0143, and tell him.";
    var asked = town.stranger().asks("areas/" + area + "/worksheet/1/challenges", Map.of("criterion", criterion, "text", abuse, "url", "https://rants.example/quill", "name", "Nobody")).expect(201).at("/challenge").asInt();
    assertThat(town.bayo.page(sheet(area)).text()).contains("555 0143");
    var hide = "areas/" + area + "/worksheet/1/challenges/" + asked + "/hide";
    for (var other : List.of(town.ruth, town.abel, town.bayo, town.iris)) other.asks(hide, Map.of("ground", "M2")).expect(403);
    max.asks(hide, Map.of("ground", "rude")).expect(422);
    assertThat(max.page(sheet(area)).expect(200).text()).contains(version + "#questions");
    max.onPage(version, "/ashgrove/" + hide).with("ground", "M2").succeeds();
    for (var page : List.of(sheet(area), version)) assertThat(town.bayo.page(page).expect(200).text()).contains("ground M2").doesNotContain("555 0143", "rants.example");
    var now = town.bayo.reads("areas/" + area + "/worksheet").expect(200);
    assertThat(now.text()).doesNotContain("555 0143", "rants.example");
    assertThat(now.text("/challenges/0/hidden")).isEqualTo("M2");
    assertThat(now.text("/assessment/status")).as("nobody owes it an answer").isEqualTo("published");
    assertThat(town.bayo.get("/ashgrove/record?limit=100").text()).doesNotContain("555 0143");
    max.asks(hide, Map.of("ground", "M2")).expect(404);
  }

  @Test
  void fromTheDraftToThePublicWorksheet() {
    var area = "use-of-force";
    assertThat(town.stranger().page(sheet(area)).text()).contains("Nobody has filled in this worksheet");
    var version = begun(area, "police");
    ruth.onPage(version + "/answer?criterion=uof-1", version + "/answer").with("answer", "yes").comesBack(422, "Give the web address").with("url", "https://city.example/manual").with("quote", "The sanctity of life comes first.").succeeds();
    for (int n = 2; n <= 8; n++) answers(version, "uof-" + n, n == 3 ? "no" : n == 8 ? "partial" : "yes");
    assertThat(town.bayo.get(sheet(area)).expect(200).has("/assessment")).isFalse();
    town.bayo.page(version).expect(404);

    ruth.onPage(version, version + "/submit").succeeds();
    assertThat(ruth.page(version).text()).contains("You began this version").doesNotContain(version + "/pass");
    assertThat(town.ruth.asks("areas/use-of-force/worksheet/1/pass").problem()).isEqualTo("author_cannot_second_read");
    mara.onPage(version, version + "/return").with("reason", "The quote to uof-8 is from an old version.").succeeds();
    ruth.onPage(version, version + "/submit").succeeds();
    mara.onPage(version, version + "/pass").succeeds();

    assertThat(town.abel.asks("areas/use-of-force/worksheet/1/publish").problem()).isEqualTo("agency_reply_open");
    assertThat(lena.page(version).expect(200).text()).contains("Police Department may reply until");
    lena.onPage(version, version + "/reply").with("criterion", "uof-3").with("text", "A new order bars neck restraints; it is being signed.").succeeds();
    abel.onPage(version, version + "/publish").succeeds();

    var read = town.bayo.get(sheet(area)).expect(200);
    assertThat(read.text("/assessment/band")).isEqualTo("developing");
    assertThat(read.text("/standing/why")).isEqualTo("core_missing");
    assertThat(read.at("/standing/decided_by").toString()).isEqualTo("[\"uof-3\"]");
    assertThat(read.at("/standing/percent").asInt()).isEqualTo(81);
    assertThat(read.text("/assessment/as_of")).isEqualTo("2024-06");
    var page = town.stranger().page("/ashgrove/areas/use-of-force").text();
    assertThat(page).contains("Developing", "Bands describe written policy, not conduct.", "Words of uof-2.", "these core criteria are not a yes");
    assertThat(town.stranger().page(sheet(area)).text()).contains("it is being signed", "written by Ruth, second reader Mara");
    assertThat(overheard().stream().anyMatch(entry -> "AssessmentPublished".equals(entry.getString("type")))).isTrue();
  }

  @Test
  void aResidentQuestionsAnAnswer() {
    var version = published("body-cameras", "yes", "yes", "no", "yes", "yes", "yes", "no");
    var stranger = town.stranger();
    var challenge = stranger.onPage(version + "/challenge?criterion=bwc-3", version + "/challenge");
    assertThat(challenge.value("criterion")).isEqualTo("bwc-3");
    challenge.with("text", "Section 9 of the new order says that a first account comes before viewing.").comesBack(422, "Address of the text")
        .with("url", "https://city.example/order-9").with("quote", "before viewing any recording").succeeds();
    stranger.onPage(version + "/challenge?criterion=bwc-7", version + "/challenge").with("text", "Ask the officer at (415) 555-0191.").with("url", "https://state.example/code").comesBack(422, "555-0191");
    assertThat(stranger.page(version).text()).as("not before its author was warned").doesNotContain("555-0191");
    stranger.onPage(version + "/challenge?criterion=bwc-7", version + "/challenge").with("text", "It is barred by the state code.").with("url", "https://state.example/code").succeeds();
    var sheet = town.bayo.get("/ashgrove/areas/body-cameras/worksheet").expect(200);
    assertThat(sheet.text("/assessment/status")).isEqualTo("challenged");
    assertThat(LocalDate.parse(sheet.text("/challenges/0/due"))).isBetween(today().plusDays(30), today().plusDays(34));

    abel.onPage(version, version + "/challenges/2/keep").with("reason", "The state code is about evidence, not about recognition.").succeeds();
    assertThat(town.bayo.get("/ashgrove/areas/body-cameras/worksheet").text("/assessment/status")).isEqualTo("challenged");
    var next = begun("body-cameras", null);
    assertThat(ruth.page(next).text()).contains("Words of bwc-1.");
    answers(next, "bwc-3", "yes");
    ruth.onPage(next, next + "/submit").succeeds();
    mara.onPage(next, next + "/pass").succeeds();
    abel.onPage(next, next + "/publish").succeeds();
    var now = town.bayo.get("/ashgrove/areas/body-cameras/worksheet").expect(200);
    assertThat(now.text("/assessment/status")).isEqualTo("published");
    assertThat(now.at("/assessment/version").asInt()).isEqualTo(2);
    assertThat(now.at("/challenges").findValuesAsText("status")).containsExactlyInAnyOrder("changed", "unchanged");
    assertThat(now.at("/history")).hasSize(2);
    assertThat(town.bayo.get(version).text("/assessment/status")).isEqualTo("superseded");
    assertThat(stranger.page(version).text()).contains("A newer version has taken its place");
    assertThat(stranger.page("/ashgrove/areas/body-cameras/worksheet").text()).contains("Changed in version 2", "is about evidence");
  }

  @Test
  void aClerkPreparesAHearingFromAWeakWorksheet() {
    published("diversion", "no", "partial", "no", "yes", "no", "unclear");
    ruth.onPage("/ashgrove/areas/diversion/next?criterion=div-1", "/ashgrove/areas/diversion/next").with("body", "council").with("reason", "Nobody can find the list of eligible conduct.").succeeds();
    assertThat(town.stranger().page(sheet("diversion")).text()).contains("Nobody can find the list");

    var to = ines.page("/ashgrove/areas/diversion/hearing").expect(303).header("Location");
    var draft = ines.onPage(to, "/ashgrove/hearings/new");
    assertThat(draft.value("title")).contains("Pre-booking diversion");
    assertThat(draft.value("agenda").lines().toList()).hasSize(7).first().asString().contains("Where we stand");
    assertThat(draft.value("agenda").lines().toList().get(1)).startsWith("div-1");
    var hearing = draft.with("starts_at", LocalDate.now().plusDays(20) + "T18:00").with("place", "City Hall").with("phone_in", "+1 555 0100").with("access_note", "Step-free.").leadsTo();
    var read = town.ines.get(hearing).expect(200);
    assertThat(read.at("/hearing/areas").toString()).contains("diversion");
    assertThat(read.at("/items")).hasSize(7);
    town.bayo.page("/ashgrove/areas/diversion/hearing").expect(401);
  }

  @Test
  void aVerifiedActionOvertakesTheWorksheet() {
    published("data-transparency", "no", "yes", "yes", "yes", "yes", "yes");
    var line = town.bayo.reads("areas/data-transparency/worksheet").at("/lines/0");
    var criterion = line.get("criterion").asText();
    var to = ruth.page("/ashgrove/areas/data-transparency/next?criterion=" + criterion).expect(200).text();
    var link = to.replaceAll("(?s).*href=\"(/ashgrove/actions/new\\?[^\"]+)\".*", "$1").replace("&amp;", "&");
    var form = ruth.onPage(link, "/ashgrove/actions/new");
    assertThat(form.value("criteria")).isEqualTo(line.get("text").asText());
    var action = form.with("issuer", "board").with("addressee", "police").leadsTo();
    town.abel.post(action + "/issue", Map.of("by_vote", false)).expect(200);
    town.lena.post(action + "/answer", Map.of("position", "accepted", "text", "We will.", "owner", "Chief", "due", today().plusDays(30))).expect(200);
    town.lena.post(action + "/report", Map.of("text", "Done.", "evidence", List.of(Map.of("criterion", 1, "text", "The page")))).expect(200);
    town.mara.post(action + "/verify", Map.of("verdict", "implemented", "marks", List.of(Map.of("criterion", 1, "mark", "met", "method", "Read it")))).expect(200);

    var sheet = "areas/data-transparency/worksheet";
    long until = System.nanoTime() + 10_000_000_000L;
    while (!"stale".equals(town.bayo.reads(sheet).text("/assessment/status")) && System.nanoTime() < until) pause(50);
    var stale = town.bayo.reads(sheet).expect(200);
    assertThat(stale.text("/assessment/status")).isEqualTo("stale");
    assertThat(stale.text("/proposals/0/criterion")).isEqualTo(criterion);
    assertThat(stale.text("/proposals/0/answer")).isEqualTo("yes");
    assertThat(town.stranger().page("/ashgrove/" + sheet).text()).contains("Something has changed since this was published");

    var next = begun("data-transparency", null);
    ruth.onPage(next + "/answer?criterion=" + criterion, next + "/answer").succeeds();
    ruth.onPage(next, next + "/submit").succeeds();
    mara.onPage(next, next + "/pass").succeeds();
    abel.onPage(next, next + "/publish").succeeds();
    var better = town.bayo.reads(sheet).expect(200);
    assertThat(better.text("/assessment/status")).isEqualTo("published");
    assertThat(better.text("/assessment/band")).isEqualTo("strong");
    assertThat(better.at("/proposals")).isEmpty();
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("America/Los_Angeles"));
  }
}
