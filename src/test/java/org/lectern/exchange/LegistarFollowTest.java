package org.lectern.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.lectern.exchange.Outcome.Tally;

/** What happens when the source has changed, and when the staff here have. */
class LegistarFollowTest extends Harborview {

  @Test
  void aChangedRowFollowsAndIsOnTheRecordOnce() {
    run(fixture(), false);
    var seq = newest();
    copy();
    edit("events.json", "AAAA505=\", \"EventBodyId\": 2, \"EventBodyName\": \"Committee on Public Safety \", \"EventDate\": \"2023-03-13T00:00:00\", \"EventTime\": \"9:00 AM\"",
        "BBBB505=\", \"EventBodyId\": 2, \"EventBodyName\": \"Committee on Public Safety \", \"EventDate\": \"2023-03-14T00:00:00\", \"EventTime\": \"11:00 AM\"");
    edit("bodies.json", "Harbor Advisory Panel", "Harbour Advisory Board");

    var outcome = run(changed, false);

    assertThat(outcome.hearings()).isEqualTo(new Tally(0, 1, 10, 0));
    assertThat(outcome.bodies()).isEqualTo(new Tally(0, 1, 4, 0));
    assertThat(hearing(505)).contains("2023-03-14T15:00Z", "2023-03-14 11:00 AM", "BBBB505=");
    assertThat(all("SELECT slug, name FROM body WHERE external_id = '4'")).as("the address stays").containsExactly("harbor-advisory-panel|Harbour Advisory Board");
    assertThat(all("SELECT type FROM journal WHERE jurisdiction = '" + harborview.id() + "' AND seq > " + seq + " ORDER BY seq")).containsExactly("BodyRenamed", "HearingImported");
    assertThat(run(changed, false).hearings().nothingChanged()).isTrue();
  }

  @Test
  void itemsAreAddedChangedAndRemovedWithTheirSource() {
    run(fixture(), false);
    copy();
    edit("event_items.json", "\"EventItemId\": 9001, \"EventItemEventId\": 501, \"EventItemLastModifiedUtc\": \"2023-03-01", "\"EventItemId\": 9001, \"EventItemEventId\": 501, \"EventItemLastModifiedUtc\": \"2023-04-01",
        "\"Roll Call\"", "\"Roll Call, corrected\"", "\"EventItemId\": 9008, \"EventItemEventId\": 501", "\"EventItemId\": 9009, \"EventItemEventId\": 501");

    var outcome = run(changed, false);

    assertThat(outcome.items()).isEqualTo(new Tally(1, 1, 9, 1));
    assertThat(items(501)).hasSize(8).first().asString().contains("Roll Call, corrected");
    assertThat(all("SELECT external_id FROM agenda_item WHERE external_id IN ('9008', '9009')")).containsExactly("9009");
    assertThat(run(changed, false).items().nothingChanged()).isTrue();
  }

  @Test
  void whatPeopleSpokeToIsNeverRemoved() {
    run(fixture(), false);
    testifyTo("9008");
    copy();
    edit("event_items.json", "\"EventItemId\": 9008, \"EventItemEventId\": 501", "\"EventItemId\": 9009, \"EventItemEventId\": 501");

    run(changed, false);

    assertThat(all("SELECT i.ordinal, i.status, i.decision, i.note FROM agenda_item i WHERE external_id = '9008'")).containsExactly("9|decided|rejected|" + ItemImport.GONE);
    assertThat(all("SELECT count(*) FROM testimony t JOIN agenda_item i ON i.id = t.item AND i.hearing = t.hearing")).containsExactly("1");
    assertThat(run(changed, false).items().nothingChanged()).isTrue();
  }

  @Test
  void aFileOfItemsThatIsDamagedOrMissingRemovesNothing() {
    run(fixture(), false);
    copy();
    edit("event_items.json", "{\"EventItemId\": 9008, \"EventItemEventId\": 501", "{\"EventItemId\": 9008 \"EventItemEventId\": 501");
    assertThat(run(changed, false).items().removed()).isZero();
    assertThat(items(501)).hasSize(8);

    delete("event_items.json");
    assertThat(run(changed, false).hearings().nothingChanged()).isTrue();
    delete("bodies.json");
    assertThat(run(changed, false).hearings().nothingChanged()).as("the events name their bodies").isTrue();
  }

  @Test
  void whatTheStaffHereTookOverIsNotOverwritten() {
    run(fixture(), false);
    execute("UPDATE hearing SET status = 'live', started_at = now(), title = 'Special hearing on fares' WHERE external_id = '511'");
    execute("UPDATE agenda_item SET status = 'comment', comment_opened = true WHERE external_id = '9030'");
    execute("UPDATE hearing SET reason = 'The roof leaks.' WHERE external_id = '509'");
    copy();
    edit("events.json", "AAAA511=", "BBBB511=", "AAAA509=", "BBBB509=", "2099-06-01", "2098-06-01", "THIS MEETING HAS BEEN CANCELED", "Net Loft",
        "\"EventVideoPath\": null, \"EventMedia\": null, \"EventInSiteURL\": \"https://harborview.example/Meeting.aspx?ID=511\"",
        "\"EventVideoPath\": \"https://video.example/511\", \"EventMedia\": null, \"EventInSiteURL\": \"https://harborview.example/Meeting.aspx?ID=511\"");
    edit("event_items.json", "{\"EventItemId\": 9030", "{\"EventItemId\": 9031", "\"Fares\"", "\"New first item\"");

    run(changed, false);

    assertThat(hearing(511)).contains("Special hearing on fares", "live", "2099-06-01T04:00Z", "https://video.example/511", "BBBB511=");
    assertThat(items(511)).hasSize(2).first().asString().startsWith("1|1|Fares|discussion|before_and_during|comment|");
    assertThat(hearing(509)).contains("cancelled", "The roof leaks.", "BBBB509=");
    assertThat(run(changed, false).hearings().nothingChanged()).isTrue();
  }

  @Test
  void aDeferredHearingThatIsHeldAfterAllComesBack() {
    run(fixture(), false);
    copy();
    edit("events.json", "AAAA508=", "BBBB508=", "Deferred", "Final");
    run(changed, false);
    assertThat(hearing(508)).contains("adjourned", "BBBB508=").doesNotContain("Deferred (as recorded by the source)");
  }
}
