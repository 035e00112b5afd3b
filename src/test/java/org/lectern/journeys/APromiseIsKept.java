package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** The chief promises something in the board's hearing; it is taken down, put right by him, issued, and not before. */
class APromiseIsKept extends Story {

  private Person carl;

  @BeforeAll
  void theBoardHasAClerk() {
    carl = town.person("ashgrove", "Carl");
    town.grant(carl, "clerk", "board");
    carl.signsIn();
  }

  private long live() {
    var hearing = carl.drafts(carl.draft("board", "Use of force", Instant.now().plus(20, ChronoUnit.MINUTES), "Report", Map.of("title", "Litigation", "kind", "closed")));
    carl.asks("hearings/" + hearing + "/notice", Map.of("waiver_code", "other", "waiver_reason", "For the sake of the story only.")).expect(200);
    town.abel.asks("hearings/" + hearing + "/start", Map.of("present", 6)).expect(200);
    return hearing;
  }

  private Map<String, Object> promise(Object... more) {
    var capture = new java.util.LinkedHashMap<String, Object>(Map.of("item", 1, "speaker", "Chief Marlow", "said", "We will publish the data every month.", "addressee", "police"));
    for (int i = 0; i < more.length; i += 2) capture.put((String) more[i], more[i + 1]);
    return capture;
  }

  @Test
  void takenDownPutRightAndIssued() {
    var hearing = live();
    var email = secret("chief@police.example");
    var taken = carl.asks("hearings/" + hearing + "/promises", promise("email", email, "due", LocalDate.now().plusDays(90).toString(), "offset_seconds", 1260)).expect(201);
    var action = taken.text("/action");
    var link = "promises/" + taken.text("/secret");
    assertThat(hall.<String>one("SELECT body FROM mail WHERE recipient = ?", email)).contains("/ashgrove/" + link, "We will publish the data every month.");
    town.bayo.reads("actions/" + action).refused(404, "missing");
    assertThat(town.ruth.reads("actions/" + action).expect(200).text("/action/kind")).isEqualTo("promise");
    town.ruth.asks("actions/" + action + "/issue", Map.of("by_vote", true)).refused(409, "promise_wording_open");

    var chief = town.stranger();
    assertThat(chief.reads(link).expect(200).at("/open").asBoolean()).isTrue();
    assertThat(chief.page("/ashgrove/" + link).expect(200).header("Cache-Control")).isEqualTo("no-store");
    assertThat(chief.submit("/ashgrove/" + link + "/correct", Map.of("text", " ")).status()).isEqualTo(422);
    chief.submit("/ashgrove/" + link + "/correct", Map.of("text", "We will publish the data every quarter.")).expect(303);
    var corrected = chief.reads(link).expect(200);
    assertThat(corrected.text("/said")).as("what was heard stays").contains("every month");
    assertThat(corrected.text("/text")).contains("every quarter");

    assertThat(town.abel.asks("actions/" + action + "/issue", Map.of("by_vote", false)).expect(200).text("/text")).contains("every quarter");
    chief.asks(link + "/correct", Map.of("text", "Never")).refused(409, "promise_wording_closed");
    assertThat(town.bayo.reads("actions/" + action).expect(200).text("/action/target_date")).isEqualTo(LocalDate.now().plusDays(90).toString());
    chief.reads("promises/" + "x".repeat(32)).refused(404, "missing");
  }

  @Test
  void afterSevenDaysOrAWordTheBoardNeedNotWait() {
    var hearing = live();
    var one = carl.asks("hearings/" + hearing + "/promises", promise()).expect(201);
    town.stranger().asks("promises/" + one.text("/secret") + "/confirm").expect(200);
    town.abel.asks("actions/" + one.text("/action") + "/issue", Map.of("by_vote", false)).expect(200);

    var other = town.ruth.asks("hearings/" + hearing + "/promises", promise()).expect(201);
    town.ruth.asks("actions/" + other.text("/action") + "/issue", Map.of("by_vote", true)).refused(409, "promise_wording_open");
    hall.sql("UPDATE promise SET open_until = now() - interval '1 second' WHERE action = (SELECT id FROM action WHERE number = ?) RETURNING 1", other.text("/action"));
    town.stranger().asks("promises/" + other.text("/secret") + "/correct", Map.of("text", "Too late")).refused(409, "promise_wording_closed");
    town.abel.asks("actions/" + other.text("/action") + "/issue", Map.of("by_vote", false)).expect(200);
  }

  @Test
  void whoMayAndWhat() {
    var hearing = live();
    town.bayo.asks("hearings/" + hearing + "/promises", promise()).refused(403, "not_your_role");
    carl.asks("hearings/" + hearing + "/promises", promise("item", 2)).refused(409, "item_is_closed");
    assertThat(carl.asks("hearings/" + hearing + "/promises", promise("addressee", "council")).expect(422).faults()).containsExactly("/addressee only_agencies_answer");
    var clerk = town.person("ashgrove", "Carl");
    clerk.signsInAtThePage();
    var to = clerk.submit("/ashgrove/hearings/" + hearing + "/promise", Map.of("key", "promise-key-0123456789", "speaker", "Chief", "said", "Soon.", "addressee", "police")).expect(303).header("Location");
    assertThat(clerk.page(to).expect(200).text()).contains("Soon.", "Give this link to Chief");
  }

  @Test
  void nobodyIsRemovedUnwarnedAndAClosedItemShowsItsReportOnly() {
    var hearing = live();
    var at = "hearings/" + hearing + "/";
    carl.asks(at + "incidents", Map.of("kind", "technical", "text", "The sound failed")).expect(201);
    carl.asks(at + "incidents/warn", Map.of("who", "Man in red", "text", "Shouting")).refused(403, "not_your_role");
    town.abel.asks(at + "incidents/remove", Map.of("who", "Man in red", "text", "Shouting")).refused(409, "warn_first");
    assertThat(town.abel.asks(at + "incidents/remove", Map.of("who", "Man in red", "text", "Shouting", "warning", 1)).expect(422).faults()).containsExactly("/warning warning_unknown");
    var warning = town.abel.asks(at + "incidents/warn", Map.of("who", "Man in red", "text", "Shouting")).expect(201).at("/number").asInt();
    assertThat(town.abel.asks(at + "incidents/remove", Map.of("who", "Woman in blue", "text", "Shouting", "warning", warning)).expect(422).faults()).containsExactly("/who warned_another");
    town.abel.asks(at + "incidents/remove", Map.of("who", "man in red", "text", "Went on shouting", "warning", warning)).expect(201);
    town.abel.asks(at + "incidents/remove", Map.of("who", "Somebody", "text", "Drew a knife", "safety_ground", "weapon")).expect(201);
    assertThat(town.bayo.reads(at + "incidents").expect(200).at("/items").size()).isEqualTo(4);

    carl.asks(at + "items/1/report-out", Map.of("legal_basis", "54956.9")).refused(409, "only_closed_items_report");
    assertThat(carl.asks(at + "items/2/report-out", Map.of("legal_basis", "Gov. Code 54956.9", "report_out", "The board gave direction.")).expect(200).text("/report_out")).contains("direction");
    carl.does(hearing, "items/2/call");
    carl.asks(at + "items/2/motions", Map.of("text", "To settle", "threshold", "majority", "mover", java.util.UUID.randomUUID())).refused(409, "item_is_closed");
    town.abel.asks(at + "items/2/table", Map.of("reason", "Reported out")).expect(200);
    carl.does(hearing, "items/1/call");
    town.abel.asks(at + "items/1/table", Map.of("reason", "Next time")).expect(200);
    town.abel.does(hearing, "adjourn");

    carl.asks(at + "recording", Map.of("url", "https://video.example/1", "started_at", Instant.now().minus(10, ChronoUnit.MINUTES))).expect(200);
    carl.asks(at + "minutes/draft").expect(200);
    var minutes = town.bayo.reads(at + "minutes").expect(200);
    assertThat(minutes.at("/minutes/items/0/offset").asInt()).isBetween(540, 660);
    assertThat(minutes.text("/minutes/items/1/report_out")).contains("direction");
    assertThat(minutes.json().at("/minutes/items/1/reason").isMissingNode()).isTrue();
    assertThat(minutes.at("/minutes/happenings").toString()).contains("man in red: Went on shouting", "The sound failed");
    carl.asks(at + "items/1/recording", Map.of("seconds", 77)).expect(200);
    assertThat(carl.asks(at + "items/1/recording", Map.of("seconds", 77, "speaker", 9)).expect(422).faults()).containsExactly("/speaker speaker_unknown");
    assertThat(town.bayo.page("/ashgrove/" + at + "minutes").expect(200).text()).contains("https://video.example/1#t=77", "Gov. Code 54956.9");
  }
}
