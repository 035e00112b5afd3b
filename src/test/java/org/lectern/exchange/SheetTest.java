package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as they come: letters, line ends and separators of every kind, and what spreadsheets leave behind. */
class SheetTest {

  @TempDir
  Path folder;

  private List<Sheet.Line> lines(byte[] bytes) throws IOException {
    var file = Files.write(folder.resolve("table.csv"), bytes);
    var lines = new ArrayList<Sheet.Line>();
    Sheet.open(file).each(lines::add);
    return lines;
  }

  private List<Sheet.Line> lines(String text, Charset charset) throws IOException {
    return lines(text.getBytes(charset));
  }

  @Test
  void inEveryUsualSetOfLetters() throws IOException {
    for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, Charset.forName("windows-1252"))) {
      assertThat(lines("id,text\n1,Señora “Müller”\n", charset)).as(charset.name()).singleElement().satisfies(line -> assertThat(line.get("text")).isEqualTo("Señora “Müller”"));
    }
    assertThat(lines("\uFEFFid,text\n1,我\n", StandardCharsets.UTF_8).get(0).get("id")).as("the mark is no letter of the heading").isEqualTo("1");
    assertThat(lines("x".repeat(65_535) + "é,b\n1,2\n", StandardCharsets.UTF_8).get(0).get("b")).as("a letter across the edge of a block").isEqualTo("2");
  }

  @Test
  void withEveryLineEndAndSeparator() throws IOException {
    for (var end : List.of("\n", "\r\n", "\r")) {
      var lines = lines("id;text" + end + "1;\"one" + end + "two\"" + end + end + "2;three" + end, StandardCharsets.UTF_8);
      assertThat(lines).extracting(line -> line.get("id")).containsExactly("1", "2");
      assertThat(lines.get(0).get("text")).contains("one", "two");
      assertThat(lines.get(1).line()).as("the empty line and the break inside are counted").isEqualTo(5);
    }
    assertThat(lines("id\ttext\n1\ta, b; c\n", StandardCharsets.UTF_8).get(0).get("text")).isEqualTo("a, b; c");
    assertThat(lines("id,text\n1\n2,b,c,d\n", StandardCharsets.UTF_8)).satisfiesExactly(
        one -> assertThat(one.get("text")).isNull(), other -> assertThat(other.extra()).isEqualTo(2));
  }

  @Test
  void whatIsNoTableIsToldInASentence() {
    assertThatThrownBy(() -> lines(new byte[0])).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("is empty");
    assertThatThrownBy(() -> lines("id,text\n1,\"never closed\n".getBytes(StandardCharsets.UTF_8))).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.23E+11", "9.00006E+14", "1,5e+10", "1-Mar", "Mar-01", "3/4/2018", "2018-03-04 00:00:00", "#NAME?", "########", "#REF!"})
  void damagedIdsAreKnown(String id) {
    assertThat(CommentWords.damaged(id)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"090000648411ccba", "09000064841032e6", "895", "NTIA-2023-0005-1453", "2011.1356T-14d-1", "T-2026-000123", "e12", "12-345"})
  void otherIdsAreFine(String id) {
    assertThat(CommentWords.damaged(id)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"email", "E-Mail", "Email Address", "phone", "Phone Number", "address1", "Street", "ZIP", "zip_code", "postalCode", "fax", "ipAddress", "correo_email", "Telefon"})
  void privateColumnsAreKnown(String heading) {
    assertThat(CommentWords.isPrivate(heading)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"comment-body", "comment_id", "text", "position", "speaker", "description", "participation"})
  void othersAreFine(String heading) {
    assertThat(CommentWords.isPrivate(heading)).isFalse();
  }

  @Test
  void datesAreReadOnlyWhereTheyAreCertain() {
    var zone = ZoneId.of("America/Los_Angeles");
    assertThat(CommentWords.instant("1518501496471", zone)).isEqualTo(Instant.parse("2018-02-13T05:58:16.471Z"));
    assertThat(CommentWords.instant("1518501496", zone)).isEqualTo(Instant.parse("2018-02-13T05:58:16Z"));
    assertThat(CommentWords.instant("2018-05-10", zone)).isEqualTo(Instant.parse("2018-05-10T19:00:00Z"));
    assertThat(CommentWords.instant("2018-05-10 13:00", zone)).isEqualTo(Instant.parse("2018-05-10T20:00:00Z"));
    assertThat(CommentWords.instant("2015-09-18T04:00:00Z", zone)).isEqualTo(Instant.parse("2015-09-18T04:00:00Z"));
    assertThat(CommentWords.instant("2018-05-10T13:00:00+0200", zone)).isEqualTo(Instant.parse("2018-05-10T11:00:00Z"));
    for (var text : List.of("03/04/2018", "43221.5", "1.5E+12", "Tue Feb 13 12:58:16 WIB 2018", "yesterday", "2018-13-40")) assertThat(CommentWords.instant(text, zone)).as(text).isNull();
  }

  @Test
  void textIsWhatPeopleWrote() {
    assertThat(CommentWords.text("\r\n It&#39;s  &amp; I&rsquo;m<br/>here\u0000 ")).isEqualTo("It's  & I’m\nhere");
    assertThat(CommentWords.text("1 < 2 and 3 > 2 &unknown; &#0;")).isEqualTo("1 < 2 and 3 > 2 &unknown;");
    assertThat(CommentWords.text("half \uD83D of a sign 🚲")).isEqualTo("half  of a sign 🚲");
    assertThat(CommentWords.text(" \r\n\t ")).isNull();
    assertThat(CommentWords.idOf("a", 1)).isEqualTo(CommentWords.idOf("a", 1)).isNotEqualTo(CommentWords.idOf("a", 2));
  }
}
