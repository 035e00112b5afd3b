package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Ines drafts hearings and posts their notices, in time or with a public reason. */
class AClerkNoticesAHearing extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static Instant in(long days) {
    return Instant.now().plus(days, ChronoUnit.DAYS);
  }

  @Test
  void aDraftIsForTheStaffOfItsBodyOnly() {
    var ears = List.of(town.bayo.follows("ashgrove"), town.noor.follows("ashgrove"), town.orla.follows("ashgrove"));
    var abels = town.abel.follows("ashgrove");
    var title = secret("A draft that nobody shall see yet");
    var hearing = town.ines.drafts(town.ines.draft("council", title, in(10), "Quiet item"));
    var target = "hearings/" + hearing;

    town.ines.reads(target).expect(200);
    assertThat(town.abel.reads(target).expect(200).text("/hearing/status")).isEqualTo("draft");
    assertThat(abels.sees("HearingDrafted").getString("title")).isEqualTo(title);
    for (var other : List.of(town.bayo, town.noor, town.ruth, town.lena, town.ada, town.stranger())) {
      var hidden = other.reads(target).refused(404, "missing");
      var missing = other.reads("hearings/9999").refused(404, "missing");
      assertThat(withoutInstance(hidden.text())).isEqualTo(withoutInstance(missing.text()));
      assertThat(other.reads("hearings?limit=100").expect(200).text()).doesNotContain(title);
      assertThat(other.reads("record?limit=100").expect(200).text()).doesNotContain(title);
      for (var part : List.of("/queue", "/testimony")) other.reads(target + part).refused(404, "missing");
      other.asks(target + "/testimony", Map.of("text", "To a draft")).refused(404, "missing");
      other.asks(target + "/slots", Map.of("name", "Nobody")).refused(404, "missing");
      for (var page : List.of("", "/testify", "/speak", "/room", "/testimony", ".ics")) other.page("/ashgrove/" + target + page).expect(404);
      other.page("/ashgrove/region/hearing-status/" + target).expect(404);
    }
    town.noor.asks(target + "/notice", Map.of()).refused(404, "missing");
    town.orla.get("/ashgrove/" + target).refused(404, "missing");
    assertThat(town.stranger().page("/ashgrove/hearings.ics").expect(200).text()).doesNotContain(title);
    for (var ear : ears) assertThat(ear.types()).doesNotContain("HearingDrafted");
  }

  private static String withoutInstance(String problem) {
    return problem.replaceAll("urn:request:[^\"]*", "");
  }

  @Test
  void inTimeWithACertificate() {
    var start = in(10).truncatedTo(ChronoUnit.SECONDS);
    var hearing = town.ines.drafts(town.ines.draft("council", "Budget of the police", start, "Overtime", Map.of("title", "Labor talks", "kind", "closed")));
    var ear = town.bayo.follows("ashgrove/hearings");
    town.ines.notices(hearing);

    assertThat(ear.sees("HearingNoticed").getString("verdict")).isEqualTo("compliant");
    var sheet = town.bayo.reads("hearings/" + hearing).expect(200);
    assertThat(sheet.text("/hearing/status")).isEqualTo("noticed");
    assertThat(sheet.text("/certificate/verdict")).isEqualTo("compliant");
    assertThat(sheet.text("/certificate/profile")).isEqualTo("CA");
    assertThat(sheet.text("/certificate/agenda_hash")).matches("[0-9a-f]{64}");
    assertThat(Instant.parse(sheet.text("/certificate/posted_at"))).isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(5));
    assertThat(Instant.parse(sheet.text("/certificate/deadline"))).isBetween(start.minus(73, ChronoUnit.HOURS), start.minus(72, ChronoUnit.HOURS));
    assertThat(sheet.at("/certificate/steps").size()).isGreaterThan(2);
    assertThat(sheet.text("/certificate/steps/0/key")).isEqualTo("starts");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).expect(200).text()).contains("Budget of the police", "Overtime");
    assertThat(town.bayo.page("/ashgrove/hearings").text()).contains("Budget of the police");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing + ".ics").expect(200).text()).contains("BEGIN:VEVENT", "Budget of the police");

    town.ines.asks("hearings/" + hearing + "/notice", Map.of()).refused(409, "wrong_state");
    town.ines.api("PUT", "/ashgrove/hearings/" + hearing, town.ines.draft("council", "Another title", start, "x")).refused(409, "only_drafts_revised");
  }

  @Test
  void tooLateAndItSaysByWhen() {
    var start = in(2).truncatedTo(ChronoUnit.SECONDS);
    var hearing = town.ines.drafts(town.ines.draft("council", "In a hurry", start, "Item"));
    var refused = town.ines.asks("hearings/" + hearing + "/notice", Map.of()).refused(422, "invalid");
    assertThat(refused.faults()).containsExactly("/starts_at too_late_to_notice");
    assertThat(refused.text("/errors/0/detail")).contains(DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).format(start.minus(72, ChronoUnit.HOURS).atZone(ZONE)));
    town.bayo.reads("hearings/" + hearing).refused(404, "missing");
  }

  @Test
  void everythingThatIsMissingAtOnce() {
    var bare = new HashMap<>(town.ines.draft("council", "Bare", in(2)));
    bare.keySet().removeAll(List.of("place", "phone_in", "access_note", "items"));
    var hearing = town.ines.drafts(bare);
    assertThat(town.ines.asks("hearings/" + hearing + "/notice", Map.of()).expect(422).faults())
        .contains("/place place_or_link", "/access_note access_note_required", "/items one_public_item", "/starts_at too_late_to_notice");
    assertThat(town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "emergency")).expect(422).faults()).contains("/waiver_reason waiver_reason");
  }

  @Test
  void withAWaiverThatEveryoneCanRead() {
    var hearing = town.ines.drafts(town.ines.draft("council", "Emergency shelter", in(1), "Open the gym"));
    var ear = town.bayo.follows("ashgrove");
    town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "emergency", "waiver_reason", "The storm left forty families without a roof.")).expect(200);
    assertThat(ear.sees("HearingNoticed").getString("verdict")).isEqualTo("waived");
    var sheet = town.bayo.reads("hearings/" + hearing).expect(200);
    assertThat(sheet.text("/certificate/verdict")).isEqualTo("waived");
    assertThat(sheet.text("/certificate/waiver_code")).isEqualTo("emergency");
    assertThat(sheet.text("/certificate/waived_by")).isEqualTo("Ines");
    assertThat(town.stranger().page("/ashgrove/hearings/" + hearing).text()).contains("The storm left forty families without a roof.");
  }

  @Test
  void theArithmeticOfCalifornia() {
    deadline("2026-12-08T18:00:00-08:00", "2026-12-05T18:00:00-08:00"); // a plain week: 72 hours
    deadline("2027-03-15T18:00:00-07:00", "2027-03-12T17:00:00-08:00"); // clocks go forward: 72 hours on both clocks
    deadline("2027-11-08T18:00:00-08:00", "2027-11-05T18:00:00-07:00"); // clocks go back
    var now = town.bayo.reads("notice-check?kind=regular&starts_at=" + in(30)).expect(200);
    assertThat(now.text("/verdict")).isEqualTo("compliant");
    assertThat(now.text("/rule_id")).startsWith("CA.");
    var earliest = Instant.parse(now.text("/earliest_start"));
    assertThat(earliest).isBetween(Instant.now().plus(71, ChronoUnit.HOURS), Instant.now().plus(74, ChronoUnit.HOURS));
    assertThat(town.bayo.reads("notice-check?starts_at=" + earliest.minusSeconds(60)).text("/verdict")).isEqualTo("late");
    assertThat(town.bayo.reads("notice-check?kind=special&starts_at=" + in(2)).text("/verdict")).isEqualTo("compliant");
  }

  private void deadline(String start, String deadline) {
    var answer = town.bayo.reads("notice-check?kind=regular&starts_at=" + java.net.URLEncoder.encode(start, java.nio.charset.StandardCharsets.UTF_8)).expect(200);
    assertThat(Instant.parse(answer.text("/deadline"))).isEqualTo(OffsetDateTime.parse(deadline).toInstant());
  }

  @Test
  void rewrittenWhileItIsADraft() {
    var hearing = town.ines.drafts(town.ines.draft("council", "First title", in(20), "One"));
    var revised = new HashMap<>(town.ines.draft("council", "Second title", in(21), "One", "Two"));
    revised.put("areas", List.of(town.ines.reads("areas").text("/items/0/slug")));
    town.ines.api("PUT", "/ashgrove/hearings/" + hearing, revised).expect(200);
    town.ines.notices(hearing);
    var sheet = town.bayo.reads("hearings/" + hearing);
    assertThat(sheet.text("/hearing/title")).isEqualTo("Second title");
    assertThat(sheet.at("/items").size()).isEqualTo(2);
    assertThat(sheet.at("/hearing/areas").size()).isEqualTo(1);
    revised.put("areas", List.of("no-such-area"));
    assertThat(town.ines.asks("hearings", revised).expect(422).faults()).containsExactly("/areas area_unknown");
  }

  @Test
  void cancelledForAReasonItStaysReadable() {
    var hearing = town.ines.drafts(town.ines.draft("council", "Not to be", in(10), "Item"));
    town.ines.notices(hearing);
    var ear = town.bayo.follows("ashgrove/hearings/" + hearing);
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "No quorum that week.")).expect(200);
    assertThat(ear.sees("HearingCancelled").getString("reason")).isEqualTo("No quorum that week.");
    assertThat(town.bayo.reads("hearings/" + hearing).expect(200).text("/items/0/title")).isEqualTo("Item");
    assertThat(town.bayo.page("/ashgrove/hearings/" + hearing).text()).contains("No quorum that week.");
    town.bayo.asks("hearings/" + hearing + "/testimony", Map.of("text", "Too bad")).refused(409, "hearing_cancelled");
    town.bayo.asks("hearings/" + hearing + "/slots", Map.of()).refused(409, "sign_up_closed");
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Once more")).refused(409, "wrong_state");
  }

  @Test
  void onlyForTheirOwnBody() {
    town.noor.asks("hearings", town.noor.draft("council", "Not mine", in(10), "x")).refused(403, "not_your_body");
    town.orla.post("/ashgrove/hearings", town.orla.draft("council", "Not my town", in(10), "x")).refused(403, "not_your_role");
    town.bayo.asks("hearings", town.bayo.draft("council", "Not an office", in(10), "x")).refused(403, "not_your_role");
    town.stranger().asks("hearings", town.bayo.draft("council", "Nobody", in(10), "x")).refused(401, "sign_in_first");
    assertThat(town.ines.asks("hearings", town.ines.draft("police", "Agencies hear nobody", in(10), "x")).expect(422).faults()).containsExactly("/body agency_hears_nobody");
    var hearing = town.ines.drafts(town.ines.draft("council", "Public now", in(10), "x"));
    town.ines.notices(hearing);
    town.noor.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Not mine to cancel")).refused(403, "not_your_body");
  }

  @Test
  void withThePagesAlone() {
    Person ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    ines.page("/ashgrove/hearings/new").expect(200);
    var local = in(12).atZone(ZONE).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES);
    var fields = new HashMap<>(Map.of("key", "0123456789abcdef0123", "body", "council", "kind", "regular", "title", "By the pages", "starts_at", local.toString(),
        "place", "City Hall", "phone_in", "+1 555 0100", "agenda", "Call to order\nPublic comment\nNew radios"));
    var drafted = ines.submit("/ashgrove/hearings/new", fields).expect(303).header("Location");
    assertThat(drafted).matches("/ashgrove/hearings/\\d+");
    assertThat(ines.submit(drafted + "/notice", Map.of()).expect(422).text()).contains("By the pages");
    fields.put("access_note", "Step-free.");
    ines.submit(drafted + "/edit", fields).expect(303);
    ines.submit(drafted + "/notice", Map.of()).expect(303);
    var sheet = town.bayo.get(drafted).expect(200);
    assertThat(sheet.at("/items").size()).isEqualTo(3);
    assertThat(Instant.parse(sheet.text("/hearing/starts_at"))).isEqualTo(local.atZone(ZONE).toInstant());
    ines.submit(drafted + "/cancel", Map.of("reason", "End of the story")).expect(303);
  }
}
