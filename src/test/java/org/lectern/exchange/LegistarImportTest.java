package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyKind;
import org.lectern.core.Ids;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.exchange.Outcome.Tally;

/** What comes in, in which words, and what is told of the rest. */
class LegistarImportTest extends Harborview {

  @Test
  void bringsInWhatCanBeReadAndTellsTheRest() {
    var outcome = run(fixture(), false);

    assertThat(outcome.bodies()).isEqualTo(new Tally(5, 0, 0, 0));
    assertThat(outcome.bodiesLeftOut()).isEqualTo(1);
    assertThat(outcome.hearings()).isEqualTo(new Tally(11, 0, 0, 0));
    assertThat(outcome.cancelled()).isEqualTo(2);
    assertThat(outcome.items()).isEqualTo(new Tally(11, 0, 0, 0));
    assertThat(outcome.otherWords()).containsOnly(java.util.Map.entry("Sung by the Mayor", 1));
    assertThat(outcome.faults()).extracting(RowFault::file, RowFault::code, RowFault::id).containsExactlyInAnyOrder(
        tuple("event_items.json", "twice", "9030"), tuple("event_items.json", "event_missing", "499"),
        tuple("bodies.json", "id_or_name_missing", "6"),
        tuple("events.json", "damaged", null), tuple("events.json", "damaged", null), tuple("events.json", "unfit", null),
        tuple("events.json", "not_a_record", null), tuple("events.json", "date_unreadable", "512"), tuple("events.json", "id_missing", null),
        tuple("events.json", "body_unknown", "514"), tuple("events.json", "twice", "508"));
    assertThat(outcome.doubts()).extracting(RowFault::id, RowFault::code).containsExactlyInAnyOrder(
        tuple("502", "time_skipped"), tuple("503", "time_doubled"), tuple("509", "time_missing"), tuple("511", "time_missing"));
    assertThat(outcome.text()).contains("Hearings  11 new, 0 changed, 0 unchanged", "other: Sung by the Mayor ×1", "Left out: 11 rows", "events.json line 3");
    assertThat(Json.object(outcome).getJsonObject("hearings").getInteger("added")).isEqualTo(11);
  }

  @Test
  void aSecondRunChangesNothingNotEvenTheRecord() {
    run(fixture(), false);
    var before = everything();

    var again = run(fixture(), false);

    assertThat(again.bodies()).isEqualTo(new Tally(0, 0, 5, 0));
    assertThat(again.hearings()).isEqualTo(new Tally(0, 0, 11, 0));
    assertThat(again.items()).isEqualTo(new Tally(0, 0, 11, 0));
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void aDryRunSaysTheSameAndWritesNothing() {
    var before = everything();

    var dry = run(fixture(), true);

    assertThat(everything()).isEqualTo(before);
    var real = run(fixture(), false);
    assertThat(dry).usingRecursiveComparison().ignoringFields("dryRun").isEqualTo(real);
    assertThat(dry.text()).startsWith("Dry run: nothing was written.");
  }

  @Test
  void aDryRunNeedsNoPlaceYet() throws IOException {
    var nowhere = new Jurisdiction(Ids.next(), "nowhere", "Nowhere", "city", null, ZoneId.of("America/New_York"), List.of("en"), null, "generic", 1, Set.of());
    var dry = LegistarImport.run(database, nowhere, fixture(), true, line -> {});
    assertThat(dry.hearings().added()).isEqualTo(11);
    assertThat(all("SELECT * FROM jurisdiction WHERE slug = 'nowhere'")).isEmpty();
  }

  @Test
  void hearingsSpeakOurWords() {
    run(fixture(), false);

    assertThat(hearing(501)).containsExactly("Committee on Public Safety hearing", "adjourned", "2023-03-27T17:00Z", "2023-03-27 1:00 PM", "Town Hall",
        null, null, "https://video.example/501.mp4", "https://harborview.example/Meeting.aspx?ID=501", "AAAA501=");
    assertThat(hearing(502)).as("half past two was left out").contains("2023-03-12T07:30Z", "2023-03-12 2:30 AM");
    assertThat(hearing(504)).contains("Subcommittee on Water & Über-Drainage, joint hearing", "Jointly with the Committee on Public Safety.");
    assertThat(hearing(505)).contains("Committee on Public Safety, joint hearing", "2023-03-13T13:00Z");
    assertThat(hearing(506)).contains("Harborview City Council, vote");
    assertThat(hearing(507)).as("same body, same instant").contains("Harborview City Council meeting", "2023-05-24T14:00Z");
    assertThat(hearing(508)).contains("cancelled", "Deferred (as recorded by the source)");
    assertThat(hearing(509)).contains("cancelled", "Cancelled (as recorded by the source)", "Pier 4, Net Loft", "The source gives no time of day that could be read.");
    assertThat(hearing(510)).contains("Brooklyn Delegation meeting", "2023-04-05T17:30Z").doesNotContain("javascript:alert(1)");
    assertThat(hearing(511)).contains("noticed", "2099-06-01 after the recess");
    assertThat(all("SELECT * FROM notice_certificate")).as("the notice was not ours").isEmpty();
    assertThat(all("SELECT type, data ->> 'hearing', data ->> 'status', data ->> 'source' FROM journal WHERE type = 'HearingImported' ORDER BY seq LIMIT 1"))
        .containsExactly("HearingImported|501|adjourned|legistar");
  }

  @Test
  void bodiesAreFoundedWithoutAnybodysTelephone() {
    run(fixture(), false);
    assertThat(all("SELECT slug, kind, name, seats, summary, external_id FROM body ORDER BY external_id::int")).containsExactly(
        "harborview-city-council|council|Harborview City Council|9|null|1",
        "committee-on-public-safety|committee|Committee on Public Safety|5|Police, fire and 911.|2",
        "subcommittee-on-water-and-uber-drainage|committee|Subcommittee on Water & Über-Drainage|3|null|3",
        "harbor-advisory-panel|commission|Harbor Advisory Panel|null|null|4",
        "brooklyn-delegation|commission|Brooklyn Delegation|null|null|77");
    assertThat(all("SELECT * FROM body", "SELECT data FROM journal").toString()).doesNotContain("555-0100", "Quill");
  }

  @Test
  void itemsStandInTheOrderOfTheAgendaAndThenOfTheMinutes() {
    run(fixture(), false);
    assertThat(items(501)).containsExactly(
        "1|1|Roll Call|discussion|none|listed|null|null|null|null",
        "2|5|A Local Law on stops|discussion|before_and_during|decided|no_action|Hearing Held by Committee|Int 0700-2022|null",
        "3|3|A Local Law on body cameras|consent|before_and_during|decided|adopted|A motion was made|Int 0586-2022|Preconsidered",
        "4|4|Ladder purchase|discussion|before_and_during|decided|rejected|Approved, by Council|Int 0702-2022|null",
        "5|(5)|Other Council Members Attending: Ossé|discussion|none|listed|null|null|null|" + LegistarItems.FROM_MINUTES,
        "6|6|A Local Law on stops|discussion|none|tabled|null|This Introduction was Laid Over by Committee|Int 0700-2022|" + LegistarItems.FROM_MINUTES,
        "7|7|Matter 701.|discussion|none|decided|no_action|Sung by the Mayor|Int 0701-2022|" + LegistarItems.FROM_MINUTES,
        "8|8|(untitled)|discussion|none|listed|null|null|null|" + LegistarItems.FROM_MINUTES);
    assertThat(items(508)).as("called off, so nothing was decided").allMatch(item -> item.contains("|listed|null|"));
    assertThat(items(511)).as("still to come, whatever the source says").allMatch(item -> item.contains("|listed|null|"));
  }

  @Test
  void ourOwnNumbersComeAfterTheirsAndATakenNumberIsNotTakenTwice() {
    await(database.write(system(), BodyCommands.establish(new BodyCommands.NewBody("board", "Board", BodyKind.OVERSIGHT_BOARD, null, null, 7, 4, null))));
    execute("INSERT INTO counter VALUES ('" + harborview.id() + "', 'hearing', 0, 500)");
    assertThat(draft()).isEqualTo(501);

    run(fixture(), false);

    assertThat(all("SELECT number FROM hearing WHERE external_id = '501'")).containsExactly("502");
    assertThat(all("SELECT number FROM hearing WHERE external_id = '502'")).containsExactly("503");
    assertThat(all("SELECT count(DISTINCT number), count(*) FROM hearing")).containsExactly("12|12");
    assertThat(draft()).isGreaterThan(511);
  }

  @Test
  void aBodyThatWeFoundedOurselvesIsTheSame() {
    await(database.write(system(), BodyCommands.establish(new BodyCommands.NewBody("council", "Harborview City Council", BodyKind.COUNCIL, null, null, 9, 5, null))));
    assertThat(run(fixture(), false).bodies()).isEqualTo(new Tally(4, 1, 0, 0));
    assertThat(all("SELECT b.slug FROM hearing h JOIN body b ON b.id = h.body WHERE h.external_id = '506'")).containsExactly("council");
  }

  @Test
  void withoutEventsThereIsNothingToDo() {
    assertThatThrownBy(() -> run(changed, false)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("There is no file events.json");
  }
}
