package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegistarWordsTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "1:00 PM, 2023-03-27T17:00:00Z, -",
      "9:00 AM, 2023-03-27T13:00:00Z, -",
      "12:00 PM, 2023-03-27T16:00:00Z, -",
      "12:15 am, 2023-03-27T04:15:00Z, -",
      "1:30 p.m., 2023-03-27T17:30:00Z, -",
      "10AM, 2023-03-27T14:00:00Z, -",
      "6:00 PM or as soon as may be, 2023-03-27T22:00:00Z, -",
      "18:30, 2023-03-27T22:30:00Z, -",
      "Noon, 2023-03-27T16:00:00Z, -",
      "-, 2023-03-27T04:00:00Z, time_missing",
      "1:30, 2023-03-27T04:00:00Z, time_missing",
      "After the recess, 2023-03-27T04:00:00Z, time_missing",
      "13:00 PM, 2023-03-27T04:00:00Z, time_missing"})
  void theTimeIsTheRoomsClockOrMidnightWithADoubt(String text, String instant, String doubt) {
    var time = LegistarTime.of("2023-03-27T00:00:00", text, NEW_YORK);
    assertThat(time.at()).isEqualTo(instant);
    assertThat(time.doubt()).isEqualTo(doubt);
    assertThat(time.local()).isEqualTo("2023-03-27" + (text == null ? "" : " " + text));
  }

  @Test
  void whatTheClockChangeLeavesOutMovesForwardAndWhatItGivesTwiceIsTheFirst() {
    assertThat(LegistarTime.of("2023-03-12T00:00:00", "2:30 AM", NEW_YORK)).extracting(LegistarTime::at, LegistarTime::doubt)
        .containsExactly(java.time.Instant.parse("2023-03-12T07:30:00Z"), "time_skipped");
    assertThat(LegistarTime.of("2023-11-05T00:00:00", "1:30 AM", NEW_YORK)).extracting(LegistarTime::at, LegistarTime::doubt)
        .containsExactly(java.time.Instant.parse("2023-11-05T05:30:00Z"), "time_doubled");
    assertThat(LegistarTime.of("2023-03-11T00:00:00", "9:00 AM", NEW_YORK).at()).isEqualTo("2023-03-11T14:00:00Z");
    assertThat(LegistarTime.of("2023-03-13T00:00:00", "9:00 AM", NEW_YORK).at()).isEqualTo("2023-03-13T13:00:00Z");
    assertThat(LegistarTime.of("3/12/2023", "9:00 AM", NEW_YORK)).as("no date that can be read").isNull();
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
      "'Approved, by Council', 1, decided, adopted",
      "Approved by Council, -, decided, adopted",
      "P-C Item Approved by Committee with Companion Resolution, 1, decided, adopted",
      "Approved by Subcommittee with Modifications and Referred to CPC, 1, decided, adopted_amended",
      "Adopted as Amended, -, decided, adopted_amended",
      "Amended by Committee, -, decided, no_action",
      "Amendment Proposed by Comm, -, decided, no_action",
      "Approved by Council, 0, decided, rejected",
      "Disapproved by Council, 1, decided, rejected",
      "Disapproved by Council, 0, decided, no_action",
      "Failed, -, decided, rejected",
      "Laid Over by Committee, -, tabled, -",
      "P-C Item Laid Over by Comm, -, tabled, -",
      "Passed Over, -, tabled, -",
      "Withdrawn, -, withdrawn, -",
      "Referred to Comm by Council, -, decided, referred",
      "'Filed, by Committee', -, decided, received",
      "'Rcvd, Ord, Prnt, Fld by Council', -, decided, received",
      "Hearing on P-C Item by Comm, -, decided, no_action",
      "-, 1, decided, adopted",
      "-, 0, decided, rejected",
      "-, -, listed, -"})
  void actionsHaveAMeaning(String action, String passed, String status, String decision) {
    var meaning = LegistarActions.of(action, passed);
    assertThat(meaning.status().word()).isEqualTo(status);
    assertThat(meaning.decision() == null ? null : meaning.decision().name().toLowerCase(Locale.ROOT)).isEqualTo(decision);
    assertThat(meaning.known()).isTrue();
  }

  @Test
  void aWordThatNobodyKnowsDecidesNothingAndSaysSo() {
    assertThat(LegistarActions.of("Sung by the Mayor", "1")).extracting(LegistarActions::decision, LegistarActions::known)
        .containsExactly(org.lectern.hearings.Decision.NO_ACTION, false);
  }

  @Test
  void textIsCleanedAndNothingButAWebAddressIsALink() {
    assertThat(Clean.line(" \uFEFFA\u0000 b\r\n\tc\u00A0 d ")).isEqualTo("A b c d");
    assertThat(Clean.line(" \t\u0000 ")).isNull();
    assertThat(Clean.cut("abc😀def", 5)).as("no half a character").isEqualTo("abc…");
    assertThat(Clean.words("{\\rtf1\\ansi{\\fonttbl{\\f0\\fnil Arial;}}\\viewkind4\\pard\\f0\\fs20 Staff \\b recommends\\b0\\par\r\n}")).isEqualTo("Staff recommends");
    assertThat(Clean.url("javascript:alert(1)")).isNull();
    assertThat(Clean.url(" https://video.example/1.mp4 ")).isEqualTo("https://video.example/1.mp4");
  }

  @Test
  void slugsArePlain() {
    assertThat(BodyImport.slug("Subcommittee on Water & Über-Drainage")).isEqualTo("subcommittee-on-water-and-uber-drainage");
    assertThat(BodyImport.slug("Women’s Issues")).isEqualTo("womens-issues");
    assertThat(BodyImport.slug("議會")).isEqualTo("body");
    assertThat(BodyImport.slug("Long ".repeat(30))).hasSizeLessThanOrEqualTo(75).doesNotEndWith("-");
  }
}
