package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.exchange.CommentImport;
import org.lectern.exchange.CommentImport.Options;
import org.lectern.exchange.CommentReport.Told;
import org.lectern.exchange.RowFault;
import org.lectern.support.Story;
import org.lectern.testimony.Target;

/** A clerk brings in what people wrote on another site, and gives out what they wrote here. */
class CommentsComeFromElsewhere extends Story {

  @TempDir
  Path folder;

  private Jurisdiction ashgrove() {
    return hall.place("ashgrove");
  }

  private Told bring(Path file, long hearing, boolean dry, String skip, String... map) {
    var options = new Options(Target.hearing(hearing, null), file.getFileName().toString(), List.of(map), skip, "en", null, true, dry);
    try {
      return CommentImport.run(hall.database(), ashgrove(), hall.service.secrets(), file, options, line -> {});
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Path file(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }

  @Test
  void aTableByItsMapping() throws IOException {
    var hearing = town.ines.announces("Sidewalks", "The plan");
    var at = "hearings/" + hearing;
    var table = file("table.csv", """
        comment-id;comment-body;who;e-mail;moderated;stance;when
        7;Señal en la calle 8, por favor.;Inés Peña;ines@mail.example;1;support;2024-03-14T18:05:00-07:00
        8;Nothing at all;;;-1;;
        1.23E+11;A number that a spreadsheet ate;;;1;;
        9;;;;1;;
        7;The same id again;;;1;;
        10;Call me at (415) 555-0132 about the curb;;;1;against;
        11;A date nobody can read;;;1;sideways;03/04/2024
        12;I like it;;;1;sideways;
        13;I like it;;;1;;
        """, Charset.forName("windows-1252"));
    var map = new String[] {"text=comment-body", "id=comment-id", "name=who", "position=stance", "received=when"};

    var dry = bring(table, hearing, true, "moderated=-1", map);
    assertThat(hall.<Long>one("SELECT count(*) FROM testimony WHERE source = 'table.csv'")).isZero();
    var told = bring(table, hearing, false, "moderated=-1", map);
    assertThat(told).usingRecursiveComparison().ignoringFields("dryRun").isEqualTo(dry);
    assertThat(told.charset()).isEqualTo("windows-1252");
    assertThat(told.added()).isEqualTo(4);
    assertThat(told.held()).as("a telephone number in a text waits for a moderator").isEqualTo(1);
    assertThat(told.skipped()).isEqualTo(1);
    assertThat(told.faults()).extracting(RowFault::line, RowFault::code).containsExactlyInAnyOrder(
        org.assertj.core.groups.Tuple.tuple(4L, "id_damaged"), org.assertj.core.groups.Tuple.tuple(5L, "text_missing"),
        org.assertj.core.groups.Tuple.tuple(6L, "twice"), org.assertj.core.groups.Tuple.tuple(8L, "date_unreadable"));
    assertThat(told.otherWords()).containsKey("position sideways");
    assertThat(told.text()).contains("4 new (1 held for a moderator)", "table.csv line 4 (1.23E+11): id_damaged");

    var listed = town.stranger().reads(at + "/testimony").expect(200).text();
    assertThat(listed).contains("Inés Peña", "T-2024-000001", "Señal en la calle 8").doesNotContain("mail.example", "555-0132");
    assertThat(hall.<Long>one("SELECT count(*) FROM testimony WHERE email IS NOT NULL AND source = 'table.csv'")).isZero();
    long before = hall.one("SELECT seq FROM journal_head j JOIN jurisdiction p ON p.id = j.jurisdiction WHERE slug = 'ashgrove'");
    var again = bring(table, hearing, false, "moderated=-1", map);
    assertThat(again.unchanged()).isEqualTo(4);
    assertThat(again.added() + again.differs()).isZero();
    assertThat(hall.<Long>one("SELECT count(*) FROM testimony WHERE source = 'table.csv'")).isEqualTo(4);
    assertThat(hall.<Long>one("SELECT count(*) FROM journal WHERE seq > ? AND type LIKE 'Testimony%'", before)).as("not even on the record").isZero();

    assertThatThrownBy(() -> bring(table, hearing, false, null, "text=comment-body", "name=e-mail")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("never imported");
    assertThatThrownBy(() -> bring(table, hearing, false, null, "text=nowhere")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("comment-body");
    assertThatThrownBy(() -> bring(table, 99_999, false, null, "text=comment-body")).isInstanceOf(Problem.class).hasMessage("missing");
  }

  @Test
  void answersOfRegulationsGov() throws IOException {
    var hearing = town.ines.announces("A docket", "The rule");
    var detail = file("detail.json", """
        {"data": {"id": "X-2024-0001-0002", "type": "comments", "attributes": {"comment": "It&#39;s unfair.<br/>Please wait.", "firstName": "Ruth", "lastName": "Meyer",
          "address1": "12 Mill Road", "city": "Ashgrove", "email": "ruth@mail.example", "phone": "555-010-7777", "fax": "555-010-8888", "receiveDate": "2024-09-18T04:00:00Z", "withdrawn": false}}}""", StandardCharsets.UTF_8);
    var list = file("list.json", """
        {"data": [{"id": "X-2024-0001-0003", "type": "comments", "attributes": {"title": "Comment of somebody", "withdrawn": false}},
          {"id": "X-2024-0001-0004", "type": "comments", "attributes": {"title": "Gone", "comment": "Gone", "withdrawn": true}}], "meta": {"totalElements": 2}}""", StandardCharsets.UTF_8);
    assertThat(bring(detail, hearing, false, null).added()).isEqualTo(1);
    var told = bring(list, hearing, false, null);
    assertThat(told.faults()).extracting(RowFault::code).containsExactly("text_missing");
    assertThat(told.skipped()).isEqualTo(1);
    var listed = town.stranger().reads("hearings/" + hearing + "/testimony").expect(200).text();
    assertThat(listed).contains("It's unfair.\\nPlease wait.", "Ruth Meyer").doesNotContain("Mill Road", "mail.example", "555-010");
    assertThat(hall.sql("SELECT row_to_json(t)::text FROM testimony t").toString()).doesNotContain("Mill Road", "ruth@mail.example", "555-010-7777", "555-010-8888");

    var out = town.stranger().page("/ashgrove/hearings/" + hearing + "/testimony.regulations.json").expect(200);
    var other = town.ines.announces("The same elsewhere", "The rule");
    var round = bring(file("round.json", out.text(), StandardCharsets.UTF_8), other, false, null);
    assertThat(round.added()).as("what goes out so comes in so").isEqualTo(1);
    assertThat(town.stranger().reads("hearings/" + other + "/testimony").expect(200).text()).contains("It's unfair.\\nPlease wait.", "Ruth Meyer");
  }

  @Test
  void openDataOfATarget() {
    var hearing = town.ines.announces("Open data", "An item");
    var at = "hearings/" + hearing;
    var formula = town.stranger().testifies(at, "=HYPERLINK(\"https://evil.example\")", "name", "+Bayo", "privacy", "named");
    var secret = secret("dae@people.example");
    town.dae.testifies(at, "Second, with a \"quote\"\nand a break", "email", secret, "name", "Dae", "privacy", "withheld");
    var gone = town.bayo.testifies(at, "Taken back later");
    town.bayo.asks("receipts/" + gone.text("/secret") + "/withdraw").expect(200);
    town.dae.testifies(at, secret("Never in open data"), "privacy", "confidential");
    for (int i = 0; i < 3; i++) town.stranger().testifies(at, "Filler number " + i + " of what people said on the open data item");

    var here = "/ashgrove/" + at;
    var csv = town.stranger().page(here + "/testimony.csv").expect(200);
    assertThat(csv.text()).startsWith("\uFEFF\"number\",\"received\"").contains("\"'=HYPERLINK(\"\"https://evil.example\"\")\"", "\"'+Bayo\"", "\"withdrawn\"").doesNotContain("Taken back", "Dae\"", secret);
    assertThat(csv.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(csv.text().split("\r\n")).hasSize(7);
    var raw = town.stranger().page(here + "/testimony.csv?profile=raw").expect(200).text();
    assertThat(raw).startsWith("\"number\"").contains("\"=HYPERLINK");
    town.stranger().page(here + "/testimony.csv?profile=odd").expect(400);
    var json = town.stranger().page(here + "/testimony.json").expect(200);
    assertThat(json.at("/items").size()).isEqualTo(6);
    assertThat(json.text("/items/0/number")).as("in the order of receipt").isEqualTo(formula.text("/number"));
    var regulations = town.stranger().page(here + "/testimony.regulations.json").expect(200);
    assertThat(regulations.text("/data/0/attributes/comment")).startsWith("=HYPERLINK");
    assertThat(regulations.at("/data/2/attributes/withdrawn").asBoolean()).isTrue();
    assertThat(town.stranger().page(here + "/testimony.pdf").expect(200).text()).startsWith("%PDF-");
    assertThat(town.stranger().page(here).expect(200).text()).contains(here + "/testimony.csv", here + "/testimony.pdf");

    var draft = town.ines.drafts(town.ines.draft("council", "Not yet", java.time.Instant.now().plusSeconds(90_000_000)));
    for (var face : List.of("csv", "json", "regulations.json", "pdf")) {
      town.stranger().page("/ashgrove/hearings/" + draft + "/testimony." + face).expect(404);
      town.stranger().page("/ashgrove/hearings/999999/testimony." + face).expect(404);
      town.stranger().page("/ashgrove/areas/nowhere/testimony." + face).expect(404);
    }
    var area = town.stranger().reads("areas").text("/items/0/slug");
    assertThat(town.stranger().page("/ashgrove/areas/" + area + "/testimony.json").expect(200).text()).isEqualTo("{\"items\":[]}");
  }
}
