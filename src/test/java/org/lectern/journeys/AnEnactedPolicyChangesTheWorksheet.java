package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.core.Caller;
import org.lectern.policies.DateCommands;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** A worksheet says no, an ordinance answers it, and from the day on which that counts the worksheet is stale, then better. */
class AnEnactedPolicyChangesTheWorksheet extends Story {

  private static final String SHEET = "areas/use-of-force/worksheet";
  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Person ruth;
  private Person mara;
  private Person abel;

  private Person atThePage(String name) {
    var person = town.person("ashgrove", name);
    person.signsInAtThePage();
    return person;
  }

  private String begun() {
    return ruth.onPage("/ashgrove/" + SHEET, "/ashgrove/" + SHEET).with("body", "board").with("as_of", "2024-06").leadsTo();
  }

  private void answers(String version, String criterion, String answer) {
    var form = ruth.onPage(version + "/answer?criterion=" + criterion, version + "/answer").with("answer", answer);
    if (answer.equals("yes")) form.with("url", "https://city.example/manual#" + criterion).with("quote", "Words of " + criterion + ".").with("cited_on", "2024-06-01");
    form.succeeds();
  }

  private void published(String version) {
    ruth.onPage(version, version + "/submit").succeeds();
    mara.onPage(version, version + "/pass").succeeds();
    abel.onPage(version, version + "/publish").succeeds();
  }

  /** An ordinance for the criterion that was answered with a no, from the idea to the day on which it counts. */
  private String enacted() {
    var policy = "policies/" + town.ines.asks("policies", Map.of("kind", "ordinance", "owner", "council", "area", "use-of-force", "criterion", "uof-7", "title", "Duty to step in",
        "text", "Officers step in and report.")).expect(201).text("/number");
    var number = policy.replace("policies/", "");
    town.ines.asks(policy + "/draft").expect(200);
    town.ines.asks(policy + "/open-comment", Map.of("closes_on", TODAY.plusDays(30))).expect(200);
    hall.change("ashgrove", "UPDATE policy_change SET comment_closes_at = now() - interval '1 second' WHERE number = ?", number);
    town.ines.asks(policy + "/revise").expect(200);
    town.ines.asks(policy + "/pend", Map.of()).expect(200);
    hall.change("ashgrove", "UPDATE policy_change SET pending_until = CURRENT_DATE - 1 WHERE number = ?", number);
    var hearing = town.ines.announces("Duty to step in", Map.of("title", "Adopt it", "comment_mode", "none"));
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.asks("hearings/" + hearing + "/items/1/decide", Map.of("decision", "adopted")).expect(200);
    town.ines.asks(policy + "/adopt", Map.of("hearing", hearing, "item", 1)).expect(200);
    return policy;
  }

  @Test
  void staleFirstThenBetter() {
    ruth = atThePage("Ruth");
    mara = atThePage("Mara");
    abel = atThePage("Abel");
    var version = begun();
    for (int n = 1; n <= 8; n++) answers(version, "uof-" + n, n == 7 ? "no" : "yes");
    published(version);
    assertThat(town.bayo.reads(SHEET).text("/assessment/band")).isEqualTo("developing");

    var policy = enacted();
    assertThat(town.bayo.reads(SHEET).text("/assessment/status")).isEqualTo("published");
    var place = hall.place("ashgrove");
    Hall.await(hall.database().write(Caller.system(place, "clock"), DateCommands.tellDates()));
    long until = System.nanoTime() + 15_000_000_000L;
    while (!"stale".equals(town.bayo.reads(SHEET).text("/assessment/status")) && System.nanoTime() < until) pause(100);
    var stale = town.bayo.reads(SHEET).expect(200);
    assertThat(stale.text("/assessment/status")).isEqualTo("stale");
    assertThat(stale.text("/proposals/0/criterion")).isEqualTo("uof-7");
    assertThat(stale.text("/proposals/0/answer")).isEqualTo("yes");
    assertThat(stale.at("/proposals").toString()).contains(policy);

    var next = begun();
    ruth.onPage(next + "/answer?criterion=uof-7", next + "/answer").succeeds(); // the answer that the policy proposes, as it stands
    published(next);
    var better = town.bayo.reads(SHEET).expect(200);
    assertThat(better.text("/assessment/status")).isEqualTo("published");
    assertThat(better.text("/assessment/band")).isEqualTo("strong");
  }
}
