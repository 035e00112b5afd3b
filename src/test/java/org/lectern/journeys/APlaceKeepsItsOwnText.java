package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.areas.Catalogue;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** A catalogue on another subject is adopted, edited by the board's decision, and outlives a newer version of the catalogue. */
class APlaceKeepsItsOwnText extends Story {

  private Person ada;
  private String libraries;

  @BeforeAll
  void begins() throws Exception {
    ada = town.person("ashgrove", "Ada");
    ada.signsInAtThePage();
    libraries = Files.readString(Path.of("src/test/resources/catalogues/libraries.yaml"));
  }

  private void imports(String yaml) {
    ada.onPage("/ashgrove/catalogue", "/ashgrove/catalogue").with("yaml", yaml).succeeds();
  }

  private void merges() {
    ada.onPage("/ashgrove/catalogue", "/ashgrove/catalogue/merge").with("catalogue", "libraries").with("reason", "The board asked for it.").succeeds();
  }

  private void edits(String area, String section, String text) {
    ada.onPage("/ashgrove/areas/" + area + "/sections/" + section, "/ashgrove/areas/" + area + "/sections/" + section).with("text", text).with("reason", "The board asked for it.").succeeds();
  }

  @Test
  void editsOutliveANewerCatalogueAndConflictsAreChosen() {
    ada.onPage("/ashgrove/catalogue", "/ashgrove/catalogue").with("yaml", libraries.replace("core: true, text: Every", "core: true, txt: Every")).comesBack(422, "line 12: catalogue/areas/0/criteria/0/txt is not a field here");
    imports(libraries);
    merges();
    var page = town.stranger().page("/ashgrove/areas/opening-hours").expect(200).text();
    assertThat(page).contains("A library that is closed", "Who can come at the hours of today?", "Every branch is open", "Set the hours of each branch.", "None known.", "State library law",
        "Staff work the hours", "Springfield", "More visits.", "https://example.org/guide", "Written for a test");

    edits("opening-hours", "background", "Our library board found in March that evenings are what people ask for.");
    edits("opening-hours", "key_questions", "Who can come at the hours of today?\nWho works them?");
    edits("opening-hours", "title", "Evenings and weekends");
    ada.onPage("/ashgrove/areas/opening-hours/sections/criteria", "/ashgrove/areas/opening-hours/sections/criteria").with("text", "- id: lib-1\n  core: true\n  text: Every branch is open late.\n- id: lib-2\n  cor: false\n  text: Decided in public.").with("reason", "Plainer words").comesBack(422, "Line 5: criteria/1/cor is not a field here");

    imports(libraries.replace("version: 1", "version: 2").replace("A library that is closed when", "A library closed when").replace("Staff work the hours that are promised.", "Ask the staff first.")
        .replace("No fines are taken from children.", "No fines are taken from anybody under 18.") + """
          - id: rooms
            title: Meeting rooms
            background: Rooms belong to everyone.
            criteria:
            - {id: roo-1, core: true, text: Anybody may book a room.}
            levers: {primary: [process]}
            preemption: {risk: low, note: None known.}
        """);
    var merged = town.ada.asks("catalogue/merge", Map.of("catalogue", "libraries", "reason", "New year")).expect(200);
    assertThat(merged.at("/version").asInt()).isEqualTo(2);
    assertThat(merged.at("/added").toString()).isEqualTo("[\"rooms\"]");
    assertThat(merged.at("/taken").findValuesAsText("section")).containsExactlyInAnyOrder("considerations", "criteria");
    assertThat(merged.at("/kept").findValuesAsText("section")).containsExactlyInAnyOrder("title", "key_questions");
    assertThat(merged.at("/conflicts").findValuesAsText("section")).containsExactly("background");

    var area = town.bayo.reads("areas/opening-hours").expect(200);
    assertThat(area.text("/title")).isEqualTo("Evenings and weekends");
    assertThat(area.text("/content/background")).startsWith("Our library board");
    assertThat(area.text("/content/considerations/0")).isEqualTo("Ask the staff first.");
    assertThat(area.at("/catalogue_version").asInt()).isEqualTo(2);
    assertThat(ada.page("/ashgrove/catalogue").text()).contains("A library closed when", "Our library board found");

    ada.onPage("/ashgrove/catalogue", "/ashgrove/areas/opening-hours/sections/background/choose").succeeds();
    assertThat(town.bayo.reads("catalogue/conflicts").at("/items")).isEmpty();
    assertThat(town.bayo.reads("areas/opening-hours").text("/content/background")).startsWith("Our library board");
    assertThat(town.ada.asks("catalogue/merge", Map.of("catalogue", "libraries")).expect(200).at("/conflicts")).isEmpty();

    var history = town.stranger().page("/ashgrove/areas/opening-hours/history").expect(200).text();
    assertThat(history).contains("A library that is closed when", "Our library board found", "The board asked for it.");
    var exported = town.stranger().page("/ashgrove/areas.yaml").expect(200).text();
    assertThat(Catalogue.read("areas.yaml", exported).areas()).extracting(Catalogue.Subject::title).contains("Evenings and weekends", "Meeting rooms", "Use of force");
  }

  @Test
  void aDecisionOfTheBodyIsNamed() {
    var hearing = town.ines.announces("Areas", Map.of("title", "Switch an area off", "comment_mode", "none"));
    town.ines.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "adopted")).expect(200);
    var page = "/ashgrove/areas/military-equipment";
    ada.onPage(page + "/switch", page + "/disable").with("reason", "Not our subject.").with("hearing", hearing).comesBack(422, "Name the hearing and the agenda item").with("item", "9").comesBack(422, "Nothing was decided").with("item", "1").succeeds();
    assertThat(town.stranger().page(page).text()).contains("This area is switched off here: Not our subject.", "Decided at hearing");
    assertThat(town.bayo.reads("areas").at("/items").findValuesAsText("slug")).doesNotContain("military-equipment");
    assertThat(town.ruth.asks("areas/military-equipment/worksheet", Map.of("body", "board")).problem()).isEqualTo("area_disabled");
    ada.onPage(page + "/switch", page + "/enable").succeeds();
    assertThat(town.bayo.reads("areas").at("/items").findValuesAsText("slug")).contains("military-equipment");
  }

  @Test
  void theStarterIsCompleteInEverySection() {
    var starter = Catalogue.starter();
    assertThat(starter.areas()).hasSize(15).allSatisfy(area -> {
      var content = area.content();
      assertThat(content.background()).isNotBlank();
      assertThat(content.keyQuestions()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(content.officials()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(content.preemption().source()).isNotBlank();
      assertThat(content.preemption().date()).isNotNull();
      assertThat(content.considerations()).hasSizeGreaterThanOrEqualTo(3);
      assertThat(content.lessons()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(content.resources()).allMatch(resource -> resource.kind() != null);
      assertThat(content.resources().stream().map(resource -> resource.kind().name()).distinct().toList()).containsAll(List.of("SAMPLE_LEGISLATION"));
    });
  }
}
