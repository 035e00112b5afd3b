package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Dae needs an interpreter. The clerk of the body sees to it; nobody else learns of it, and a decline has a reason and another way. */
class AResidentAsksForAnAccommodation extends Story {

  private long inDays(int days) {
    var hearing = town.ines.drafts(town.ines.draft("council", "In days", Instant.now().plus(days, ChronoUnit.DAYS), "Item"));
    town.ines.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    return hearing;
  }

  @Test
  void askedArrangedAndProvidedWithoutAnyoneElseKnowing() {
    var hearing = inDays(9);
    var details = secret("A Tagalog interpreter who also signs");
    var contact = secret("+1 555 0177 after six");
    var asked = town.dae.asks("hearings/" + hearing + "/accommodations", Map.of("kind", "interpreter", "details", details, "contact", contact, "name", secret("Dae K. of Oak Street"))).expect(201);
    assertThat(asked.at("/best_effort").asBoolean()).isFalse();
    var own = "accommodations/" + asked.text("/secret");
    assertThat(town.stranger().reads(own).expect(200).text("/status")).isEqualTo("requested");
    assertThat(town.bayo.page(asked.text("/page")).expect(200).header("Cache-Control")).isEqualTo("no-store");

    town.bayo.reads("hearings/" + hearing + "/accommodations").refused(403, "not_your_role");
    town.abel.reads("hearings/" + hearing + "/accommodations").refused(403, "not_your_role");
    town.lena.reads("hearings/" + hearing + "/accommodations").refused(403, "not_your_role");
    town.noor.reads("hearings/" + hearing + "/accommodations").refused(403, "not_your_body");
    var list = town.ines.reads("hearings/" + hearing + "/accommodations").expect(200);
    assertThat(list.text("/items/0/details")).isEqualTo(details);

    var at = "hearings/" + hearing + "/accommodations/1";
    town.ines.asks(at + "/provide").refused(409, "wrong_state");
    town.ines.asks(at + "/arrange", Map.of("note", "Ms. Reyes comes at six.")).expect(200);
    assertThat(town.dae.reads(own).text("/note")).isEqualTo("Ms. Reyes comes at six.");
    town.ines.asks(at + "/decline", Map.of("note", "No", "alternative", "None")).expect(422);
    town.ines.asks(at + "/decline", Map.of("note", "She is ill", "alternative", "By video")).refused(409, "wrong_state");
    town.ines.asks(at + "/offer", Map.of("note", "Ms. Reyes is ill.", "alternative", "Another interpreter by video.")).expect(200);
    assertThat(town.dae.page(asked.text("/page")).expect(200).text()).contains("Another interpreter by video.");
    town.ines.asks(at + "/provide").expect(200);
    assertThat(town.dae.reads(own).text("/status")).isEqualTo("provided");
    assertThat(hall.sql("SELECT data::text FROM journal WHERE topics @> ARRAY['hearings/' || ?::text || '/accommodations']", "" + hearing)).hasSize(4)
        .allSatisfy(data -> assertThat(data.toString()).doesNotContain("Reyes", "Tagalog", "555"));
  }

  @Test
  void lateRequestsAreTakenAndADeclineHasAReasonAndAnotherWay() {
    var hearing = inDays(2);
    var asked = town.stranger().asks("hearings/" + hearing + "/accommodations", Map.of("kind", "cart")).expect(201);
    assertThat(asked.at("/best_effort").asBoolean()).isTrue();
    var at = "hearings/" + hearing + "/accommodations/1";
    assertThat(town.ines.asks(at + "/decline", Map.of("note", "Too late for a captioner.")).expect(422).faults()).containsExactly("/alternative required");
    assertThat(town.ines.asks(at + "/decline", Map.of("alternative", "Captions afterwards.")).expect(422).faults()).containsExactly("/note required");
    town.ines.asks(at + "/decline", Map.of("note", "Too late for a captioner.", "alternative", "Automatic captions on the screen, corrected captions the day after.")).expect(200);
    town.ines.asks(at + "/arrange", Map.of()).expect(200);
    town.stranger().asks("hearings/" + hearing + "/accommodations", Map.of("kind", "a pony")).expect(422);
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "No room")).expect(200);
    town.stranger().asks("hearings/" + hearing + "/accommodations", Map.of("kind", "asl")).refused(409, "hearing_not_ahead");
  }

  @Test
  void byFormsWithoutScript() {
    var hearing = inDays(9);
    var path = "/ashgrove/hearings/" + hearing;
    var stranger = town.stranger();
    assertThat(stranger.page(path).expect(200).text()).contains(path + "/accommodation\"");
    var form = stranger.onPage(path + "/accommodation", path + "/accommodation");
    var page = form.with("kind", "large_print").with("details", "14 point or more").sends().expect(303).header("Location");
    assertThat(stranger.page(page).expect(200).text()).contains("The clerk has your request.", "14 point or more");
    stranger.submit(path + "/accommodation", Map.of("key", "0123456789abcdef-form")).expect(422);
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var desk = path + "/accommodations";
    assertThat(ines.page(desk).expect(200).text()).contains("14 point or more", desk + "/1/arrange", desk + "/1/decline");
    ines.onPage(desk, desk + "/1/decline").with("note", "The printer is broken").comesBack(422, "Another way to take part: Fill this in.");
    ines.onPage(desk, desk + "/1/arrange").with("note", "At the desk by the door").succeeds();
    ines.onPage(desk, desk + "/1/provide").succeeds();
    assertThat(stranger.page(page).expect(200).text()).contains("It was provided.", "At the desk by the door");
  }
}
