package org.lectern.areas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.lectern.core.Json;

class CatalogueTest {

  private static final String SMALL = """
      catalogue:
        id: small
        version: 2
        label: Written for a test
        areas:
        - id: cameras
          title: Cameras
          background: Cameras help only if the rules say so.
          key_questions: ["Who decides?"]
          criteria:
          - {id: cam-1, core: true, text: Recording is required.}
          levers: {primary: [process], secondary: []}
          preemption: {risk: low, note: None known.}
          typical_challenges: [labor]
          lessons:
          - {jurisdiction: Springfield, year: 2024, done: It published., outcome: More trust., source: Annual report}
          resources:
          - {kind: report, name: A guide, publisher: A press, url: "https://example.org/guide", checked: true}
      """;

  @Test
  void starterHasFifteenAreasEachWithItsSourceAndItsCore() {
    var starter = Catalogue.starter();

    assertThat(starter.areas()).hasSize(15);
    assertThat(starter.id()).isEqualTo("policing-starter");
    assertThat(starter.label()).contains("advocacy-derived and contestable");
    assertThat(starter.areas()).allSatisfy(area -> {
      assertThat(area.content().criteria()).anyMatch(AreaContent.Criterion::core);
      assertThat(area.content().preemption().note()).isNotBlank();
      assertThat(area.content().resources()).isNotEmpty();
    });
  }

  @Test
  void everyWordOfTheContentComesBackFromItsColumn() {
    var content = Catalogue.read("small.yaml", SMALL).areas().get(0).content();

    assertThat(Json.read(Json.text(content), AreaContent.class)).isEqualTo(content);
    assertThat(content.considerations()).isEmpty();
    assertThat(content.lessons()).extracting(AreaContent.Lesson::year).containsExactly(2024);
  }

  @Test
  void criteriaOfAllAreasHaveNamesOfTheirOwn() {
    var ids = new HashSet<String>();

    Catalogue.starter().areas().forEach(area -> area.content().criteria().forEach(criterion -> assertThat(ids.add(criterion.id())).isTrue()));
  }

  @Test
  void saysEverythingThatIsWrongWithLineAndField() {
    var wrong = SMALL.replace("version: 2", "version: two").replace("title: Cameras", "title: ' '").replace("cam-1", "cameras")
        .replace("https://example.org", "ftp://example.org");

    assertThatThrownBy(() -> Catalogue.read("small.yaml", wrong)).hasMessage("""
        small.yaml is not a catalogue:
        line 3: catalogue/version is a whole number from 1
        line 7: catalogue/areas/0/title is missing
        line 11: catalogue/areas/0/criteria/0/id 'cameras' is there twice
        line 18: catalogue/areas/0/resources/0/url is a web address, or null""");
  }

  @Test
  void namesTheWordsThatAreAllowed() {
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("[process]", "[petition]"))).hasMessageContaining(
        "line 12: catalogue/areas/0/levers/primary/0 cannot be 'petition'; it is one of legislate, budget, hearing, process, narrative, advocacy");
  }

  @Test
  void refusesFieldsThatNobodyReads() {
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("core: true, text", "core: true, txt")))
        .hasMessageContaining("line 11: catalogue/areas/0/criteria/0/txt is not a field here");
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("label:", "lable:")))
        .hasMessageContaining("line 4: catalogue/lable is not a field of a catalogue")
        .hasMessageContaining("line 1: catalogue/label is missing");
  }

  @Test
  void whatIsMissingIsLookedForWhereItBelongs() {
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("preemption: {risk: low, note: None known.}", "considerations: [Cost.]")))
        .hasMessageContaining("line 6: catalogue/areas/0/preemption/risk is missing");
  }

  @Test
  void saysWhereTheFileItselfBreaks() {
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("title: Cameras", "title: Cam: eras")))
        .hasMessage("small.yaml is not a catalogue:\nline 7: mapping values are not allowed here");
    assertThatThrownBy(() -> Catalogue.read("small.yaml", SMALL.replace("title: Cameras", "id: twice"))).hasMessageContaining("line 7: Duplicate field 'id'");
    assertThatThrownBy(() -> Catalogue.read("small.yaml", "areas: []")).hasMessageContaining("line 1: catalogue is missing");
    assertThatThrownBy(() -> Catalogue.read("small.yaml", "")).hasMessageContaining("catalogue is missing");
  }
}
