package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.lectern.exchange.Outcome.Tally;
import org.lectern.hearings.Choice;

/** Votes by name and matters, as cities really send them. */
class LegistarVotesTest extends Harborview {

  private static final String VOTES = """
      [
      {"VotePersonId": 11, "VotePersonName": "Ada Ash", "VoteValueId": 15, "VoteValueName": "Affirmative", "VoteSort": 2, "VoteResult": 1, "VoteEventItemId": 9001},
      {"VotePersonId": 12, "VotePersonName": "Ben Birch", "VoteValueId": 16, "VoteValueName": "Yea", "VoteSort": 1, "VoteResult": 1, "VoteEventItemId": 9001},
      {"VotePersonId": 13, "VotePersonName": "Cleo Cedar", "VoteValueId": 12, "VoteValueName": "Negative", "VoteSort": 3, "VoteResult": 2, "VoteEventItemId": 9001},
      {"VotePersonId": 14, "VotePersonName": "Dov Dogwood", "VoteValueId": 22, "VoteValueName": "Maternity", "VoteSort": 4, "VoteResult": null, "VoteEventItemId": 9001},
      {"VotePersonId": 15, "VotePersonName": "Eve Elm", "VoteValueId": 9, "VoteValueName": "Non-voting", "VoteSort": 5, "VoteResult": null, "VoteEventItemId": 9001},
      {"VotePersonId": 13, "VotePersonName": "Cleo C. Cedar", "VoteValueId": 12, "VoteValueName": "Negative", "VoteSort": 6, "VoteResult": 2, "VoteEventItemId": 9001},
      {"VotePersonId": 16, "VotePersonName": "Fay Fir", "VoteValueId": 0, "VoteValueName": " ", "VoteSort": 7, "VoteResult": null, "VoteEventItemId": 9001},
      {"VotePersonId": null, "VotePersonName": "Nobody", "VoteValueId": 15, "VoteValueName": "Affirmative", "VoteSort": 8, "VoteResult": 1, "VoteEventItemId": 9001},
      {"VotePersonId": 11, "VotePersonName": "Ada Ash", "VoteValueId": 15, "VoteValueName": "Affirmative", "VoteSort": 1, "VoteResult": 1, "VoteEventItemId": null},
      {"VotePersonId": 11, "VotePersonName": "Ada Ash", "VoteValueId": 15, "VoteValueName": "Affirmative", "VoteSort": 1, "VoteResult": 1, "VoteEventItemId": 777777}
      ]
      """;

  private static final String MATTERS = """
      [
      {"MatterId": 71, "MatterFile": "Int 0001-2023", "MatterName": "A ladder", "MatterTitle": "A Local Law about a ladder", "MatterTypeName": "Introduction", "MatterStatusName": "Filed", "MatterIntroDate": "2023-01-02T00:00:00", "MatterEXText5": "nobody@example.com"},
      {"MatterId": 72, "MatterFile": "Res 0002-2023", "MatterName": null, "MatterTitle": null},
      {"MatterId": 71, "MatterFile": "Int 0001-2023", "MatterTitle": "Twice"},
      {"MatterId": null, "MatterFile": "Int 0009-2023", "MatterTitle": "None"}
      ]
      """;

  private void bring(String votes) {
    copy();
    try {
      Files.writeString(changed.resolve("votes.json"), votes);
      Files.writeString(changed.resolve("matters.json"), MATTERS);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Test
  void byNameWithTheCountOnTheItemAndWhatIsWrongTold() {
    bring(VOTES);
    var dry = run(changed, true);
    var outcome = run(changed, false);

    assertThat(outcome.votes()).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(outcome.matters()).isEqualTo(new Tally(2, 0, 0, 0));
    assertThat(dry.votes()).isEqualTo(outcome.votes());
    assertThat(outcome.otherWords()).containsEntry("Non-voting", 1);
    assertThat(outcome.faults()).extracting(RowFault::file, RowFault::code, RowFault::id).contains(
        tuple("votes.json", "twice", "9001"), tuple("votes.json", "value_missing", "9001"), tuple("votes.json", "id_or_name_missing", "9001"),
        tuple("votes.json", "id_missing", "11"), tuple("votes.json", "item_missing", "777777"), tuple("matters.json", "twice", "71"), tuple("matters.json", "id_missing", null));
    assertThat(all("SELECT votes_yes, votes_no FROM agenda_item WHERE external_id = '9001'")).containsExactly("2|1");
    assertThat(all("SELECT name, choice, word, source_person FROM ballot ORDER BY ordinal")).containsExactly(
        "Ben Birch|yes|Yea|12", "Ada Ash|yes|Affirmative|11", "Cleo Cedar|no|Negative|13", "Dov Dogwood|absent|Maternity|14", "Eve Elm|other|Non-voting|15");
    assertThat(all("SELECT count(*) FROM person")).containsExactly("0");
    assertThat(all("SELECT file, title, status FROM matter ORDER BY external_id")).containsExactly("Int 0001-2023|A Local Law about a ladder|Filed", "Res 0002-2023|(untitled)|null");
    assertThat(all("SELECT m::text FROM matter m").toString()).doesNotContain("nobody@example.com");
    assertThat(outcome.text()).contains("Votes     1 new", "Matters   2 new");
  }

  @Test
  void aSecondRunChangesNothing() {
    bring(VOTES);
    run(changed, false);
    var before = all("SELECT t::text FROM vote t", "SELECT t::text FROM ballot t", "SELECT t::text FROM motion t", "SELECT t::text FROM matter t", "SELECT t::text FROM journal t");
    var again = run(changed, false);
    assertThat(again.votes()).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(again.matters()).isEqualTo(new Tally(0, 0, 2, 0));
    assertThat(all("SELECT t::text FROM vote t", "SELECT t::text FROM ballot t", "SELECT t::text FROM motion t", "SELECT t::text FROM matter t", "SELECT t::text FROM journal t")).isEqualTo(before);
  }

  @Test
  void whatTheSourceChangedIsANewVote() {
    bring(VOTES);
    run(changed, false);
    bring(VOTES.replace("\"VoteValueName\": \"Yea\", \"VoteSort\": 1, \"VoteResult\": 1", "\"VoteValueName\": \"Nay\", \"VoteSort\": 1, \"VoteResult\": 2"));
    assertThat(run(changed, false).votes()).isEqualTo(new Tally(0, 1, 0, 0));
    assertThat(all("SELECT number, corrects, reason, yes, no FROM vote ORDER BY number")).containsExactly("1|null|null|2|1", "2|1|The source changed its record.|1|2");
    assertThat(all("SELECT votes_yes, votes_no FROM agenda_item WHERE external_id = '9001'")).containsExactly("1|2");
    assertThat(run(changed, false).votes().nothingChanged()).isTrue();
  }

  @Test
  void anItemThatWasVotedOnIsNeverRemoved() {
    bring(VOTES);
    run(changed, false);
    edit("event_items.json", "\"EventItemId\": 9001, \"EventItemEventId\": 501", "\"EventItemId\": 9099, \"EventItemEventId\": 501");
    run(changed, false);
    assertThat(all("SELECT external_id FROM agenda_item WHERE external_id IN ('9001', '9099') ORDER BY 1")).containsExactly("9001", "9099");
  }

  private static final String ROLLS = """
      [
      {"RollCallPersonId": 11, "RollCallPersonName": "Ada Ash", "RollCallValueId": 13, "RollCallValueName": "Present", "RollCallSort": 20, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 12, "RollCallPersonName": "Ben Birch", "RollCallValueId": 16, "RollCallValueName": "Absent", "RollCallSort": 10, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 13, "RollCallPersonName": "Cleo Cedar", "RollCallValueId": 46, "RollCallValueName": "Medical", "RollCallSort": 30, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 14, "RollCallPersonName": "Dov Dogwood", "RollCallValueId": 99, "RollCallValueName": "Zugeschaltet", "RollCallSort": 40, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 11, "RollCallPersonName": "Ada Ash", "RollCallValueId": 13, "RollCallValueName": "Present", "RollCallSort": 50, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 15, "RollCallPersonName": null, "RollCallValueId": 13, "RollCallValueName": "Present", "RollCallSort": 60, "RollCallEventItemId": 9001},
      {"RollCallPersonId": 11, "RollCallPersonName": "Ada Ash", "RollCallValueId": 13, "RollCallValueName": "Present", "RollCallSort": 20, "RollCallEventItemId": 888888},
      {"RollCallPersonId": 11, "RollCallPersonName": "Ada Ash", "RollCallValueId": 13, "RollCallValueName": "Present", "RollCallSort": 20, "RollCallEventItemId": null}
      ]
      """;

  private void roll(String rolls) {
    copy();
    try {
      Files.writeString(changed.resolve("roll_calls.json"), rolls);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Test
  void theRollIsAttendanceByName() {
    roll(ROLLS);
    var dry = run(changed, true);
    var outcome = run(changed, false);
    assertThat(outcome.rolls()).isEqualTo(new Tally(1, 0, 0, 0));
    assertThat(dry.rolls()).isEqualTo(outcome.rolls());
    assertThat(outcome.otherWords()).containsEntry("Zugeschaltet", 1);
    assertThat(outcome.faults()).extracting(RowFault::file, RowFault::code).contains(tuple("roll_calls.json", "twice"), tuple("roll_calls.json", "id_or_name_missing"), tuple("roll_calls.json", "value_unknown"),
        tuple("roll_calls.json", "item_missing"), tuple("roll_calls.json", "id_missing"));
    assertThat(all("SELECT a.name, a.mark, a.word FROM attendance a ORDER BY a.ordinal")).containsExactly("Ben Birch|absent|Absent", "Ada Ash|present|Present", "Cleo Cedar|excused|Medical");
    assertThat(all("SELECT present FROM hearing WHERE roll_version IS NOT NULL")).containsExactly("1");
    assertThat(all("SELECT count(*) FROM member WHERE until IS NULL")).containsExactly("0");
    assertThat(all("SELECT count(*) FROM person")).containsExactly("0");
    assertThat(outcome.text()).contains("Rolls     1 new");

    var before = all("SELECT t::text FROM attendance t", "SELECT t::text FROM member t", "SELECT t::text FROM journal t");
    assertThat(run(changed, false).rolls()).isEqualTo(new Tally(0, 0, 1, 0));
    assertThat(all("SELECT t::text FROM attendance t", "SELECT t::text FROM member t", "SELECT t::text FROM journal t")).isEqualTo(before);

    roll(ROLLS.replace("\"RollCallValueName\": \"Absent\"", "\"RollCallValueName\": \"Late\""));
    assertThat(run(changed, false).rolls()).isEqualTo(new Tally(0, 1, 0, 0));
    assertThat(all("SELECT present FROM hearing WHERE roll_version IS NOT NULL")).containsExactly("2");
    assertThat(all("SELECT count(*) FROM member")).containsExactly("3");
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"Present,PRESENT", "present,PRESENT", "Absent,ABSENT", "Excused,EXCUSED", "Medical,EXCUSED", "Maternity,EXCUSED", "Jury Duty,EXCUSED", "Conflict,EXCUSED", "Late,ARRIVED",
      "Not Present,ABSENT", "Anwesend,-", "13,-"})
  void wordsOfTheRollMeanWhatTheySay(String word, org.lectern.hearings.Presence mark) {
    assertThat(LegistarRolls.mark(word).orElse(null)).isEqualTo(mark);
  }

  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {"Affirmative,1,YES", "Yes,-,YES", "Yea,-,YES", "Aye,1,YES", "In Favor,-,YES", "For,-,YES", "Negative,2,NO", "No,-,NO", "Nay,-,NO", "Noes,2,NO", "Against,-,NO",
      "Abstain,-,ABSTAIN", "Abstained,-,ABSTAIN", "Recused,-,RECUSED", "Conflict,-,RECUSED", "Absent,-,ABSENT", "Excused,-,ABSENT", "'Parental ',-,ABSENT", "Medical,-,ABSENT", "Jury Duty,-,ABSENT",
      "Non-voting,-,OTHER", "Si,1,YES", "Contra,2,NO", "Present,-,OTHER", "Not Present,-,ABSENT"})
  void wordsMeanWhatTheySay(String word, String result, Choice choice) {
    assertThat(LegistarVotes.choice(word, result)).isEqualTo(choice);
  }
}
