package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.exchange.RegisterImport;
import org.lectern.exchange.RegisterOutcome;
import org.lectern.exchange.RowFault;
import org.lectern.support.Story;

/** Registers of other places come in with their history, numbers and words, whatever they call their columns; and once more changes nothing. */
class AnotherRegisterComesIn extends Story {

  private static final List<String> CODES = List.of("I", "PI", "AIP", "UC", "R", "NLA");
  private static final List<String> LABELS = List.of("Implemented", "Partially Implemented", "Accepted in Principle", "Under Consideration", "Rejected", "No Longer Applicable");
  private static final List<Integer> TOTALS = List.of(16, 3, 4, 2, 5, 1);

  @TempDir
  Path files;

  private Path file(String name, Charset charset, String text) {
    try {
      return Files.write(files.resolve(name), text.getBytes(charset));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  private RegisterOutcome brings(String place, Path file, Path changes, String mapping, boolean dryRun) {
    var there = hall.place(place);
    try {
      return RegisterImport.run(hall.database(), there, new RegisterImport.Wanted(file, changes, mapping, "inspector", "Inspector General"), dryRun, progress -> {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String published() throws IOException {
    return Files.readString(Path.of("docs", "mappings", "oig-nypd.yaml"));
  }

  private Path register() {
    var rows = new StringBuilder("\uFEFFrec_id,report_no,report_year,report_issued,report_title,rec_number,directed_to,recommendation,status_code,status,status_as_of,notes\n");
    var n = 0;
    for (var code = 0; code < CODES.size(); code++) {
      for (var i = 0; i < TOTALS.get(code); i++, n++) {
        rows.append("R-").append(n).append(",2,2019,").append(n % 3 == 0 ? "2019-05" : "").append(",\"Review of stops, searches and \"\"frisks\"\"\",").append(n == 0 ? "21B" : n == 1 ? "1.3" : "" + n)
            .append(',').append(n % 9 == 0 ? "CCRB" : "NYPD").append(",\"Recommendation ").append(n).append(":\nwrite it down, and train everyone.\",").append(CODES.get(code)).append(',')
            .append(LABELS.get(code)).append(",2024-03-01,call 555-0100\n");
      }
    }
    return file("register.csv", StandardCharsets.UTF_8, rows.toString());
  }

  /** Every register moves in every direction: Rejected to Implemented too. */
  private Path changes() {
    return file("changes.csv", StandardCharsets.UTF_8, """
        rec_id,old_status_code,new_status_code,reported_on,explanation
        R-0,R,I,2024-04-15,"The policy is in force, and was seen."
        R-1,UC,I,2024-04-15,It was done.
        R-17,R,PI,2024-04-15,In part
        R-25,AIP,R,2024-04-15,The training is the state's
        R-30,R,AIP,2023-01-02,
        R-30,AIP,NLA,2024-04-15,The unit was dissolved
        """);
  }

  private Map<String, Long> words(String query) {
    var words = new TreeMap<String, Long>();
    town.bayo.get("/birchwood/register?" + query).expect(200).at("/words").forEach(one -> words.put(one.get("word").asText(), one.get("count").asLong()));
    return words;
  }

  @Test
  void withItsHistoryItsNumbersAndItsWords() throws IOException {
    var before = town.bayo.seq("birchwood");
    assertThat(brings("birchwood", register(), changes(), published(), true).actions()).isEqualTo(new Tally(31, 0, 0, 0));
    assertThat(town.bayo.seq("birchwood")).as("a dry run changes nothing").isEqualTo(before);

    var outcome = brings("birchwood", register(), changes(), published(), false);
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.doubts()).isEmpty();
    assertThat(outcome.actions()).isEqualTo(new Tally(31, 0, 0, 0));
    for (var i = 0; i < LABELS.size(); i++) {
      assertThat(words("")).containsEntry(LABELS.get(i), (long) TOTALS.get(i));
      assertThat(outcome.words()).containsEntry(LABELS.get(i), TOTALS.get(i));
    }
    assertThat(words("as_of=2024-04-14")).containsEntry("Rejected", 6L).containsEntry("Under Consideration", 3L).containsEntry("Implemented", 14L);
    assertThat(words("as_of=2018-12-31")).isEmpty();
    assertThat(town.bayo.get("/birchwood/register?from=2024-01-01").at("/all/counts/verified_then").asInt()).as("only what the register says was found then").isEqualTo(2);

    var again = town.bayo.seq("birchwood");
    assertThat(brings("birchwood", register(), changes(), published(), false).actions()).isEqualTo(new Tally(0, 0, 31, 0));
    assertThat(town.bayo.seq("birchwood")).as("a second run changes nothing").isEqualTo(again);

    var rejected = town.bayo.get("/birchwood/register/actions?source=oig-nypd&word=Rejected").expect(200).at("/items");
    assertThat(rejected).hasSize(5).allMatch(one -> one.get("status").asText().equals("closed_not_implemented") && one.get("position").asText().equals("rejected"));
    var first = town.bayo.get("/birchwood/register/actions?limit=100").expect(200).at("/items");
    assertThat(first.findValuesAsText("original_number")).contains("21B", "1.3");
    assertThat(first).as("no register says by when an answer was due, so none is late").allMatch(one -> one.get("days_overdue").asInt() == 0);
    assertThat(town.bayo.get("/birchwood/actions?overdue=true").expect(200).at("/items")).isEmpty();
    var number = number("R-0");
    assertThat(town.bayo.page("/birchwood/actions/" + number).expect(200).text()).contains("21B", "The policy is in force, and was seen.", "Review of stops, searches", "Inspector General");
    var sheet = town.bayo.get("/birchwood/actions/" + number).expect(200);
    assertThat(sheet.at("/moves").findValuesAsText("to_status")).containsExactly("implemented", "closed_not_implemented", "issued");
    assertThat(hall.sql("SELECT 1 FROM journal WHERE data::text LIKE '%555-0100%'")).as("what the mapping does not name is not read").isEmpty();
    assertThat(town.bayo.get("/birchwood/register").at("/year_only").asInt()).isEqualTo(31);
    assertThat(town.bayo.page("/birchwood/register").expect(200).text()).contains("Accepted in Principle", "oig-nypd", "Of 31 actions only the year or month");
  }

  private String number(String id) {
    return hall.one("SELECT a.number FROM action a JOIN action_origin o ON o.action = a.id WHERE o.external_id = ?", id);
  }

  private static final String HAVEN = """
      source: haven-audit
      encoding: windows-1252
      delimiter: ";"
      skip: 2
      language: en
      dates: [d.M.uuuu, "MMMM d, uuuu"]
      columns:
        id: [Audit, Nr]
        number: Nr
        text: Finding
        issued_on: Issued
        agency: Department
        status: State
        status_on: As of
        position: Answer
        answered_on: Answered
        response_due: Answer due
        target_on: Target
        area: Topic
        priority: Weight
      statuses:
        Done: {status: implemented}
        Under way: {status: in_progress}
      positions:
        Agreed With: accepted
        Disagreed With: rejected
        Not Addressed: none
      priorities: {Key: high}
      agencies:
        Police: {slug: police}
        Jail: {slug: county-jail, name: County Jail}
      areas: {Force: use-of-force}
      """;

  private Path haven() {
    return file("haven.csv", Charset.forName("windows-1252"), """
        Audit follow-up;;;
        printed 3 June 2025;;;
        Audit;Nr;Finding;Issued;Department;State;As of;Answer;Answered;Answer due;Target;Topic;Weight
        A1;1;Café staff – “trained”;1.2.2024;Police;Done;3.4.2025;Agreed With;15.2.2024;1.4.2024;1.1.2025;Force;Key
        A1;2;Cells are checked;March 5, 2024 10:30;Jail;under  way;3.4.2025;Disagreed With;20.5.2024;4.5.2024;1.1.2025;;
        A1;3;Somebody says so;1.2.2024;Police;Pending;3.4.2025;;;;;;
        A1;3;The same once more;1.2.2024;Police;Done;3.4.2025;;;;;;
        A1;4;No day;sometime;Police;Done;3.4.2025;;;;;;
        A2;1;Another department;1.2.2024;Fire;Done;3.4.2025;;;;;;
        A2;2;;1.2.2024;Police;Done;3.4.2025;;;;;;
        A2;3;=HYPERLINK("http://x.example");1.2.2024;Police;Done;3.4.2030;Perhaps;;;;Weather;Top
        """);
  }

  @Test
  void whateverItCallsItsColumns() {
    var outcome = brings("ashgrove", haven(), null, HAVEN, false);
    assertThat(outcome.actions()).isEqualTo(new Tally(3, 0, 0, 0));
    assertThat(outcome.faults()).extracting(RowFault::line, RowFault::id, RowFault::code).containsExactly(
        org.assertj.core.groups.Tuple.tuple(6L, "A1/3", "status_unknown"), org.assertj.core.groups.Tuple.tuple(7L, "A1/3", "twice"),
        org.assertj.core.groups.Tuple.tuple(8L, "A1/4", "issued_on_missing"), org.assertj.core.groups.Tuple.tuple(9L, "A2/1", "agency_unknown"),
        org.assertj.core.groups.Tuple.tuple(10L, "A2/2", "text_missing"));
    assertThat(outcome.doubts()).extracting(RowFault::code).contains("in_the_future", "area_unknown", "issued_on_unreadable");
    assertThat(outcome.text()).contains("statuses:\n    \"Pending\": {status: …}   # 1 row", "agencies:\n    \"Fire\": {slug: …, name: …}", "\"Perhaps\": …", "\"Top\": …", "one of low, normal, high, urgent");

    var all = town.bayo.reads("register/actions?source=haven-audit&limit=100").expect(200).at("/items");
    assertThat(all).hasSize(3);
    var done = all.get(0).get("original_number").asText().equals("1") ? all.get(0) : all.get(1).get("original_number").asText().equals("1") ? all.get(1) : all.get(2);
    assertThat(done.get("title").asText()).isEqualTo("Café staff – “trained”");
    assertThat(List.of(done.get("area").asText(), done.get("answered_on").asText(), done.get("first_due").asText(), done.get("position").asText())).containsExactly("use-of-force", "2024-02-15", "2024-04-01", "accepted");
    assertThat(town.bayo.reads("register/actions?agency=county-jail&which=overdue").at("/items")).as("the work was promised for January 2025").hasSize(1);
    assertThat(town.bayo.reads("register/actions?agency=county-jail&which=answered_on_time").at("/items")).isEmpty();
    assertThat(town.bayo.reads("register/actions?agency=county-jail&which=answer_was_due").at("/items")).hasSize(1);

    assertThat(brings("ashgrove", haven(), null, HAVEN.replace("windows-1252", "UTF-8"), true).doubts()).extracting(RowFault::code).contains("letters_lost");

    var mended = brings("ashgrove", haven(), null, HAVEN.replace("Done:", "Pending: {status: issued}\n  Done:"), false);
    assertThat(mended.actions()).as("a word more in the mapping touches no other row").isEqualTo(new Tally(1, 0, 3, 0));
  }

  @Test
  void whatChangesThereIsFollowedAndWhatPeopleHereDecidedStays() {
    var mapping = """
        source: followed
        columns: {id: id, text: text, issued_on: issued, status: status, status_on: as_of}
        defaults: {agency: Police}
        statuses: {Open: {status: issued}, Done: {status: implemented}, Dropped: {status: closed_not_implemented}}
        agencies: {Police: {slug: police}}
        """;
    var head = "id,text,issued,status,as_of\n";
    brings("ashgrove", file("one.csv", StandardCharsets.UTF_8, head + "1,First,2024-01-01,Open,2024-02-01\n2,Second,2024-01-01,Open,2024-02-01\n3,Third,2024-01-01,Open,2024-02-01\n"), null, mapping, false);
    hall.change("ashgrove", "UPDATE action_move SET by_person = (SELECT id FROM person WHERE name = 'Ruth' LIMIT 1) WHERE action = (SELECT a.id FROM action a WHERE a.number = ?)", followed("2"));
    var ear = town.bayo.follows("ashgrove");
    var two = file("two.csv", StandardCharsets.UTF_8, head + "1,First,2024-01-01,Done,2024-06-01\n2,Second,2024-01-01,Done,2024-06-01\n");
    var outcome = brings("ashgrove", two, null, mapping, false);
    assertThat(outcome.actions()).isEqualTo(new Tally(0, 2, 0, 0));
    assertThat(outcome.gone()).isEqualTo(1);
    assertThat(outcome.doubts()).extracting(RowFault::code).containsExactly("taken_over");
    assertThat(ear.sees("ImportedActionChanged").getString("to")).isEqualTo("implemented");
    assertThat(status("1")).isEqualTo("implemented");
    assertThat(status("2")).as("people here have moved it").isEqualTo("issued");
    assertThat(town.bayo.reads("register/actions?source=followed&which=verified&as_of=2024-05-31").at("/items")).isEmpty();
    assertThat(brings("ashgrove", two, null, mapping, false).actions().nothingChanged()).isTrue();

    brings("ashgrove", file("three.csv", StandardCharsets.UTF_8, head + "1,First as amended,2024-01-01,Dropped,2024-07-01\n"), null, mapping, false);
    assertThat(ear.next(message -> "First".equals(message.getJsonObject("data").getString("text_before")), "the text before").getString("type")).isEqualTo("ImportedActionChanged");
    assertThat(status("1")).isEqualTo("closed_not_implemented");
    var moves = new ArrayList<String>();
    town.bayo.reads("actions/" + followed("1")).at("/moves").forEach(move -> moves.add(move.get("to_status").asText()));
    assertThat(moves).containsExactly("closed_not_implemented", "implemented", "issued");
  }

  @Test
  void whatTheBoardHereFindsCountsFromItsDay() {
    var mapping = """
        source: reassessed
        columns: {id: id, text: text, issued_on: issued, status: status}
        defaults: {agency: Police}
        statuses: {Open: {status: issued}, Dropped: {status: closed_not_implemented}}
        agencies: {Police: {slug: police}}
        """;
    brings("ashgrove", file("open.csv", StandardCharsets.UTF_8, "id,text,issued,status\n1,Only one,2024-01-01,Open\n"), null, mapping, false);
    town.grant(town.abel, "chair", "inspector");
    var today = LocalDate.now(ZoneId.of("America/Los_Angeles"));
    String number = hall.one("SELECT a.number FROM action a JOIN action_origin o ON o.action = a.id WHERE o.source = 'reassessed'");
    town.abel.asks("actions/" + number + "/reassess", Map.of("status", "implemented", "reason", "It has stood in the manual since then.", "as_of", today.minusDays(12), "by_vote", false)).expect(200);
    var verified = "register/actions?source=reassessed&which=verified&as_of=";
    assertThat(town.bayo.reads(verified + today).at("/items")).hasSize(1);
    assertThat(town.bayo.reads(verified + today.minusDays(12)).at("/items")).hasSize(1);
    assertThat(town.bayo.reads(verified + today.minusDays(13)).at("/items")).isEmpty();
    assertThat(town.bayo.reads("register/actions?source=reassessed&which=verified_then&from=" + today.minusDays(12) + "&as_of=" + today.minusDays(1)).at("/items")).hasSize(1);
    var outcome = brings("ashgrove", file("dropped.csv", StandardCharsets.UTF_8, "id,text,issued,status\n1,Only one,2024-01-01,Dropped\n"), null, mapping, false);
    assertThat(outcome.doubts()).extracting(RowFault::code).containsExactly("taken_over");
    assertThat(town.bayo.reads("actions/" + number).text("/action/status")).isEqualTo("implemented");
  }

  private String followed(String id) {
    return hall.one("SELECT a.number FROM action a JOIN action_origin o ON o.action = a.id WHERE o.source = 'followed' AND o.external_id = ?", id);
  }

  private String status(String id) {
    return town.bayo.reads("actions/" + followed(id)).expect(200).text("/action/status");
  }

  @Test
  void aMappingThatCannotBeUsedSaysWhatToWrite() {
    var file = file("any.csv", StandardCharsets.UTF_8, "a,b\n1,2\n");
    refuses(file, "", "empty");
    refuses(file, "source: [", "line");
    refuses(file, "source: x\nkolumns: {}", "kolumns");
    refuses(file, "source: x\n", "columns:");
    refuses(file, "source: x\ncolumns: {id: a, text: b, status: b}\nstatuses: {b: {status: done}}", "done");
    refuses(file, "source: X Y\nencoding: klingon\ndates: [jjj]\ncolumns: {id: a, text: b, status: b}\n", "source:", "klingon", "jjj", "issued_on", "agency", "statuses:");
    refuses(file, "source: x\ncolumns: {id: a, text: text, status: b}\ndefaults: {issued_on: '2020-01-01', agency: p}\nstatuses: {b: {status: issued}}", "has no column text. It has: a, b");
    assertThat(hall.sql("SELECT 1 FROM action_origin WHERE source = 'x'")).isEmpty();
  }

  private void refuses(Path file, String mapping, String... told) {
    assertThatThrownBy(() -> brings("ashgrove", file, null, mapping, false)).as(mapping).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(told);
  }
}
