package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.FormOf;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Every form of an oversight action, sent as a browser sends it: what a page offers, the server takes. */
class TheBoardAndTheAgencyUseThePages extends Story {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("America/Los_Angeles"));

  private Person ruth;
  private Person mara;
  private Person abel;
  private Person lena;

  @BeforeAll
  void theySignIn() {
    ruth = atThePage("Ruth");
    mara = atThePage("Mara");
    abel = atThePage("Abel");
    lena = atThePage("Lena");
  }

  private Person atThePage(String name) {
    var person = town.person("ashgrove", name);
    person.signsInAtThePage();
    return person;
  }

  private static FormOf form(Person who, String action, String move) {
    return who.onPage(action, action + "/" + move);
  }

  private String drafted(String title) {
    return ruth.onPage("/ashgrove/actions/new", "/ashgrove/actions/new").with("issuer", "board").with("addressee", "police").with("kind", "recommendation")
        .with("title", title).with("text", "A written policy on body cameras.").with("criteria", "A policy is in force\nEvery officer is trained").with("response_days", 60)
        .leadsTo();
  }

  private String issued(String title) {
    var action = drafted(title);
    assertThat(form(abel, action, "issue").succeeds().text()).contains(title);
    return action;
  }

  private String answered(String title) {
    var action = issued(title);
    form(lena, action, "answer").with("position", "accepted").with("text", "We will write it and train everyone.").with("owner", "Chief of Patrol").with("due", TODAY.plusDays(90)).succeeds();
    return action;
  }

  private String status(String action) {
    return town.bayo.get(action).expect(200).text("/action/status");
  }

  @Test
  void fromTheDraftToTheVerification() {
    var action = drafted("Cameras by the pages");
    form(ruth, action, "issue").comesBack(403, "needs the vote of the board");
    form(abel, action, "issue").succeeds();
    form(lena, action, "answer").with("position", "accepted").comesBack(422, "Write what the agency will do")
        .with("text", "We will do so.").with("owner", "Chief of Patrol").with("due", TODAY.plusDays(90)).succeeds();
    form(abel, action, "agree").with("reason", "The plan meets every criterion.").succeeds();
    form(lena, action, "begin").succeeds();
    assertThat(status(action)).isEqualTo("in_progress");
    form(lena, action, "report").with("text", "It is done.").with("url", "https://police.example/policy").with("evidence_1", "General order 12").comesBack(422, "evidence for criterion 2")
        .with("evidence_2", "Rosters of all precincts").succeeds();
    assertThat(status(action)).isEqualTo("reported");
    var marks = form(mara, action, "verify").with("mark_1", "met").with("method_1", "Read the order").with("mark_2", "not_met").with("method_2", "Sampled 40 of 400").with("verdict", "implemented");
    marks.comesBack(422, "every criterion is met").with("verdict", "partly_implemented").with("reason", "The night shift is not trained.").succeeds();
    assertThat(status(action)).isEqualTo("partly_implemented");
    form(mara, action, "reopen").with("reason", "The night shift is next.").succeeds();
    assertThat(status(action)).isEqualTo("in_progress");
  }

  @Test
  void returnedAndReportedOnceMore() {
    var action = answered("Returned by the pages");
    form(lena, action, "begin").succeeds();
    form(lena, action, "report").with("text", "It is done.").with("evidence_1", "Order").with("evidence_2", "Rosters").succeeds();
    form(mara, action, "verify").with("mark_1", "unclear").with("method_1", "Read it").with("mark_2", "unclear").with("method_2", "Asked").with("verdict", "returned").with("reason", "The order is not dated.").succeeds();
    assertThat(status(action)).isEqualTo("returned");
    form(lena, action, "begin").succeeds();
    form(lena, action, "report").with("text", "It is dated now.").with("evidence_1", "Order").with("evidence_2", "Rosters").succeeds();
    assertThat(status(action)).isEqualTo("reported");
  }

  @Test
  void insistedAndClosed() {
    var action = answered("Insisted by the pages");
    form(abel, action, "insist").with("reason", "Ninety days are too long.").succeeds();
    form(abel, action, "close").with("reason", "Nothing has come of it.").succeeds();
    assertThat(status(action)).isEqualTo("closed_not_implemented");
  }

  @Test
  void nobodyIsOfferedWhatIsNotTheirs() {
    var action = issued("Offers");
    for (var visitor : new Person[] {town.stranger(), lena}) {
      assertThat(visitor.page(action).expect(200).text()).doesNotContain(action + "/agree", action + "/close", action + "/verify", action + "/issue");
    }
    assertThat(abel.page(action).expect(200).text()).doesNotContain(action + "/answer", action + "/begin", action + "/report");
  }
}
