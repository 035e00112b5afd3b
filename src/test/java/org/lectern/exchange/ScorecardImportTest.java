package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.assessments.Answer;
import org.lectern.exchange.ScorecardImport.ScoreOutcome;
import org.lectern.support.Hall;
import org.lectern.support.Story;

/** Tables of places and criteria become worksheets, however they are written down; once more changes nothing. */
class ScorecardImportTest extends Story {

  private static final String MAP = """
      scorecard:
        id: lamps-2020
        label: Lamps of small towns, 2020
        url: https://lamps.example/score
        place: {column: town, population: people, zone: America/New_York}
        as_of: year
        area: street-lamps
        criteria: {lit: lam-1, mended: lam-2, dark: lam-3}
      catalogue:
        id: lamps
        version: 1
        label: Written for a test
        areas:
        - id: street-lamps
          title: Street lamps
          background: Lamps help only if somebody mends them.
          criteria:
          - {id: lam-1, core: true, text: Every street is lit.}
          - {id: lam-2, core: true, text: What is broken is mended within a week.}
          - {id: lam-3, core: false, text: Lamps are dimmed at midnight.}
          levers: {primary: [budget], secondary: []}
          preemption: {risk: low, note: None known.}
      """;

  private static final String TABLE = """
      town,lit,mended,dark,year,people
      Lampton,1,0,1,2019,"12,500"
      Peñasco Verde,1,1,1,Unknown,3000
      Dimville,0,0.5,,2017.0,800
      """;

  @TempDir
  Path directory;

  private Path file(String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes);
    } catch (IOException full) {
      throw new IllegalStateException(full);
    }
  }

  private ScoreOutcome brings(byte[] table, String map, boolean dryRun) {
    return ScorecardImport.run(hall.database(), file("table.csv", table), file("map.yaml", map.getBytes(StandardCharsets.UTF_8)), dryRun, line -> {});
  }

  private ScoreOutcome brings(String table, Charset charset) {
    return brings(table.getBytes(charset), MAP, false);
  }

  /** The same lamps in an area of their own, so that no test's places stand in another's comparison, whichever comes first. */
  private static String lampsOf(String kind) {
    return MAP.replace("street-lamps", kind + "-lamps").replace("id: lamps", "id: " + kind + "-lamps").replace("lam-", kind + "-");
  }

  @Test
  void rowsBecomeWorksheetsAndASecondRunChangesNothing() {
    var rehearsal = brings(TABLE.getBytes(StandardCharsets.UTF_8), MAP, true);
    assertThat(rehearsal.placesFounded()).isEqualTo(3);
    assertThat(hall.<Long>one("SELECT count(*) FROM jurisdiction WHERE name = 'Lampton'")).isZero();

    var first = brings(TABLE, StandardCharsets.UTF_8);
    assertThat(first.faults()).isEmpty();
    assertThat(first.placesFounded()).isEqualTo(3);
    assertThat(first.answers().get("lam-1")).isEqualTo(Map.of(Answer.YES, 2, Answer.NO, 1));
    assertThat(first.answers().get("lam-2")).isEqualTo(Map.of(Answer.YES, 1, Answer.NO, 1, Answer.PARTIAL, 1));
    var lampton = town.bayo.get("/lampton/areas/street-lamps/worksheet").expect(200);
    assertThat(lampton.text("/assessment/as_of")).isEqualTo("2019");
    assertThat(lampton.text("/assessment/band")).isEqualTo("developing");
    assertThat(lampton.text("/assessment/source_label")).isEqualTo("Lamps of small towns, 2020");
    assertThat(lampton.text("/lines/0/url")).isEqualTo("https://lamps.example/score");
    assertThat(hall.<Integer>one("SELECT population FROM jurisdiction WHERE slug = 'lampton'")).isEqualTo(12_500);
    var verde = town.bayo.get("/penasco-verde/areas/street-lamps/worksheet").expect(200);
    assertThat(verde.has("/assessment/as_of")).isFalse();
    assertThat(verde.text("/assessment/band")).isEqualTo("strong");
    var dimville = town.bayo.get("/dimville/areas/street-lamps/worksheet").expect(200);
    assertThat(dimville.text("/assessment/as_of")).isEqualTo("2017");
    assertThat(dimville.text("/assessment/band")).isEqualTo("insufficient_information");

    var before = hall.<Long>one("SELECT count(*) FROM journal");
    for (var again : new ScoreOutcome[] {brings(TABLE, StandardCharsets.UTF_8), brings("\uFEFF" + TABLE.replace("2017.0", "2017").replace(",1,", ",1.0,"), StandardCharsets.UTF_8),
        brings(TABLE.replace("\n", "\r\n"), Charset.forName("windows-1252")), brings("\uFEFF" + TABLE, StandardCharsets.UTF_16LE), brings(TABLE, StandardCharsets.UTF_16BE),
        brings(TABLE.replace("\"12,500\"", "12.500").replace("0.5", "0,5").replaceAll(",(?!5)", ";").replace("2017.0", "2017"), Charset.forName("windows-1252")),
        brings(TABLE.replace("\"12,500\"", "12500").replace(',', '\t'), StandardCharsets.UTF_8)}) {
      assertThat(again.faults()).isEmpty();
      assertThat(again.worksheets().unchanged()).as(again.text()).isEqualTo(3);
      assertThat(again.placesFounded()).isZero();
    }
    assertThat(hall.<Long>one("SELECT count(*) FROM journal")).isEqualTo(before);

    var changed = brings(TABLE.replace("Lampton,1,0,1,2019", "Lampton,1,1,1,2021"), StandardCharsets.UTF_8);
    assertThat(changed.worksheets().changed()).isEqualTo(1);
    var now = town.bayo.get("/lampton/areas/street-lamps/worksheet").expect(200);
    assertThat(now.at("/history")).hasSize(2);
    assertThat(now.text("/assessment/band")).isEqualTo("strong");

    var compared = town.bayo.get("/lampton/areas/street-lamps/comparison?sort=population").expect(200);
    assertThat(compared.at("/rows").findValuesAsText("name")).containsExactly("Lampton", "Peñasco Verde", "Dimville");
    assertThat(compared.text("/rows/0/before")).isEqualTo("developing");
    assertThat(compared.at("/tallies/lam-2/yes").asInt()).isEqualTo(2);
    assertThat(town.bayo.get("/lampton/areas/street-lamps/comparison?by=lam-2").at("/rows").findValuesAsText("name")).containsExactly("Lampton", "Peñasco Verde", "Dimville");
    assertThat(town.stranger().page("/dimville/areas/street-lamps/compare?with=lampton,penasco-verde").expect(200).text()).contains("Street lamps: side by side", "Lampton", "Peñasco Verde", "Every street is lit.");
    assertThat(town.stranger().page("/dimville/areas/street-lamps/compare.csv").expect(200).text()).contains("lam-1_url", "Peñasco Verde");
    assertThat(town.stranger().page("/dimville/areas/street-lamps/worksheet").expect(200).text()).contains("Who has it, and in which words", "/lampton/areas/street-lamps/worksheet");
  }

  @Test
  void whatDoesNotFitIsNamedWithItsLine() {
    var outcome = brings("""
        town,lit,mended,dark,year,people
        Oldfield,1,maybe,1,about 1990,many

        Shortfield,1,0
        Oldfield,1,1,1,2020,5
        ,1,1,1,2020,5
        Newfield,1,1,1,2020,5
        """.getBytes(StandardCharsets.UTF_8), lampsOf("park"), false);
    assertThat(outcome.faults()).extracting(RowFault::toString).containsExactly(
        "table.csv line 4 (Shortfield): fields, has 3 fields where the head has 6",
        "table.csv line 5 (Oldfield): twice, the place stands in line 2 already",
        "table.csv line 6: place, names no place");
    assertThat(outcome.doubts()).extracting(fault -> fault.line() + " " + fault.code()).containsExactly("2 answer", "2 population", "2 as_of");
    assertThat(town.bayo.get("/oldfield/areas/park-lamps/worksheet").text("/lines/1/answer")).isEqualTo("unclear");
    assertThat(outcome.worksheets().added()).isEqualTo(2);
  }

  @Test
  void whatCannotBeUsedAtAllSaysWhy() {
    assertThatThrownBy(() -> brings("town,lit\nA,1\n", StandardCharsets.UTF_8)).hasMessageContaining("table.csv line 1 has no column people. It has: town, lit.");
    assertThatThrownBy(() -> brings(new byte[] {'t', 'o', '\n', (byte) 0x81}, MAP, false)).hasMessageContaining("Line 2 holds bytes that are not windows-1252");
    assertThatThrownBy(() -> brings(TABLE.getBytes(StandardCharsets.UTF_8), MAP.replace("lam-3}", "lam-9}"), false)).hasMessageContaining("has no criterion lam-9");
    assertThatThrownBy(() -> brings(TABLE.getBytes(StandardCharsets.UTF_8), MAP.replace("as_of:", "asof:"), false)).hasMessageContaining("scorecard has no field asof");
    assertThatThrownBy(() -> brings(TABLE.getBytes(StandardCharsets.UTF_8), MAP.replace("version: 1", "version: one"), false)).hasMessageContaining("map.yaml is not a catalogue:\nline 11: catalogue/version");
  }

  @Test
  void questionsLevelsAndRatingsAreKept() throws Exception {
    var map = Files.readString(Path.of("docs/scorecards/reform-transform.yaml"));
    var table = """
        city,area,rating,oversight_body,criterion,question_no,answer_or_level,seen_on
        Northport,oversight,On Track,,Independence,,1,https://score.example/north
        Northport,oversight,On Track,,Community Connection,,3,https://score.example/north
        Southport,oversight,Significant Room,Review Board,Independence,1.1,y,https://score.example/south
        Southport,oversight,Significant Room,Review Board,Investigatory Powers,2.1,n,https://score.example/south
        Southport,oversight,Significant Room,Review Board,Investigatory Powers,2.2,y,https://score.example/south
        Midport,oversight,Making Progress,,,,,https://score.example/mid
        Westport,,,,,,,listed
        """;
    var outcome = brings(table.getBytes(StandardCharsets.UTF_8), map, false);
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.worksheets().added()).isEqualTo(3);
    assertThat(outcome.doubts()).extracting(RowFault::line).containsExactly(8L);
    var north = town.bayo.get("/northport/areas/oversight-scorecard/worksheet").expect(200);
    assertThat(north.at("/lines/0/level").asInt()).isEqualTo(1);
    assertThat(north.text("/lines/0/answer")).isEqualTo("yes");
    assertThat(north.text("/lines/4/answer")).isEqualTo("no");
    var south = town.bayo.get("/southport/areas/oversight-scorecard/worksheet").expect(200);
    assertThat(south.text("/assessment/source_rating")).isEqualTo("Significant Room");
    assertThat(south.text("/lines/1/answer")).isEqualTo("partial");
    assertThat(south.at("/lines/1/questions")).hasSize(2);
    assertThat(south.text("/lines/1/note")).isEqualTo("Review Board");
    assertThat(town.bayo.get("/midport/areas/oversight-scorecard/worksheet").text("/assessment/source_rating")).isEqualTo("Making Progress");
    assertThat(brings(table.getBytes(StandardCharsets.UTF_8), map, false).worksheets().unchanged()).isEqualTo(3);
  }

  @Test
  void aWorksheetOfOnesOwnIsNotReplaced() {
    var own = TABLE.replace("Lampton", "Ownton").replace("Peñasco Verde", "Ownville").replace("Dimville", "Ownfield");
    var yard = lampsOf("yard");
    brings(own.getBytes(StandardCharsets.UTF_8), yard, false);
    var other = yard.replace("id: yard-lamps-2020", "id: lamps-other").replace("label: Lamps of small", "label: Other lamps of small");
    var outcome = brings(own.getBytes(StandardCharsets.UTF_8), other, false);
    assertThat(outcome.faultCount()).isEqualTo(3);
    assertThat(outcome.faults().get(0).toString()).contains("Ownton", "assessment_of_another_source");
  }
}
