package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** The connection fails in the middle of a hearing: it waits for those who take part from afar. */
class AConnectionFails extends Story {

  private static final Map<String, Object> OUT = Map.of("reason", "The phone line is dead.", "outage", true);
  private static final Map<String, Object> FINDING = Map.of("finding", "The deadline of the grant is tonight.", "ayes", 4, "noes", 1);

  private long out(String title) {
    var hearing = town.ines.announces(title, "Item");
    town.abel.opens(hearing);
    town.abel.asks("hearings/" + hearing + "/recess", OUT).expect(200);
    return hearing;
  }

  @Test
  void itWaitsUntilTheConnectionIsBack() {
    var hearing = town.ines.announces("Out and back", "Item");
    var target = "hearings/" + hearing;
    town.bayo.signsUp(hearing, 1);
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
    town.ines.does(hearing, "queue/next");
    town.ines.does(hearing, "queue/start");
    var ear = town.bayo.follows("ashgrove/" + target);
    town.ines.asks(target + "/restore").refused(409, "no_outage");
    town.abel.asks(target + "/recess", OUT).expect(200);
    assertThat(ear.sees("HearingRecessed").getBoolean("outage")).isTrue();
    assertThat(town.bayo.reads(target + "/queue").text("/current/status")).isEqualTo("paused");
    var sheet = town.bayo.reads(target);
    assertThat(Instant.parse(sheet.text("/outage/may_resume_at"))).isBetween(Instant.now().plus(59, ChronoUnit.MINUTES), Instant.now().plus(61, ChronoUnit.MINUTES));
    assertThat(town.stranger().page("/ashgrove/" + target).text()).contains("The hearing waits until it is back");
    assertThat(town.abel.asks(target + "/resume").refused(409, "outage_not_over").text("/detail")).contains("The connection is still out");
    town.ines.asks(target + "/restore").expect(200);
    ear.sees("ConnectionRestored");
    town.ines.asks(target + "/restore").refused(409, "no_outage");
    town.abel.does(hearing, "resume");
    assertThat(town.bayo.reads(target).has("/outage")).isFalse();
    town.ines.does(hearing, "queue/resume");
    town.ines.does(hearing, "queue/finish");
  }

  @Test
  void orTheBodyFindsByRollCallThatItGoesOn() {
    var hearing = out("Found");
    var target = "hearings/" + hearing;
    assertThat(town.abel.asks(target + "/finding", Map.of("finding", "A tie does not carry.", "ayes", 2, "noes", 2)).expect(422).faults()).containsExactly("/ayes finding_not_carried");
    town.ines.asks(target + "/finding", FINDING).refused(403, "not_your_role");
    town.abel.asks(target + "/finding", FINDING).expect(200);
    assertThat(town.stranger().page("/ashgrove/" + target).text()).contains("The deadline of the grant is tonight.", "4 to 1");
    town.abel.asks(target + "/finding", FINDING).refused(409, "no_outage");
    town.abel.does(hearing, "resume");
  }

  @Test
  void orAnHourHasPassed() {
    var hearing = out("An hour");
    hall.change("ashgrove", "UPDATE outage SET began_at = began_at - interval '59 minutes' WHERE hearing = (SELECT id FROM hearing WHERE title = 'An hour')");
    town.abel.asks("hearings/" + hearing + "/resume").refused(409, "outage_not_over");
    hall.change("ashgrove", "UPDATE outage SET began_at = began_at - interval '1 minute' WHERE hearing = (SELECT id FROM hearing WHERE title = 'An hour')");
    town.abel.does(hearing, "resume");
  }

  @Test
  void orItEndsForTonight() {
    var adjourned = out("Adjourned out");
    town.abel.does(adjourned, "adjourn");
    var continued = out("Continued out");
    town.abel.asks("hearings/" + continued + "/continue", Map.of("starts_at", Instant.now().plus(90, ChronoUnit.HOURS), "reason", "The line stayed dead.")).expect(200);
    assertThat(hall.<Long>one("SELECT count(*) FROM outage o JOIN hearing h ON h.id = o.hearing WHERE h.title IN ('Adjourned out', 'Continued out') AND ended_at IS NULL")).isZero();
  }

  @Test
  void anOrdinaryRecessIsNoOutage() {
    var hearing = town.ines.announces("Lunch", "Item");
    town.abel.opens(hearing);
    town.abel.asks("hearings/" + hearing + "/recess", Map.of("reason", "Lunch")).expect(200);
    town.abel.does(hearing, "resume");
  }

  @Test
  void withThePagesAlone() {
    Person abel = town.person("ashgrove", "Abel");
    abel.signsInAtThePage();
    var hearing = town.ines.announces("Out by the pages", "Item");
    town.abel.opens(hearing);
    var page = "/ashgrove/hearings/" + hearing;
    var form = abel.onPage(page, page + "/outage");
    assertThat(form.value("reason")).as("one tap is enough").isNotBlank();
    form.succeeds();
    abel.onPage(page, page + "/finding").with("finding", "Short").with("ayes", 5).comesBack(422, "Finding").with("finding", "The grant cannot wait.").succeeds();
    abel.onPage(page, page + "/restore").succeeds();
    town.abel.does(hearing, "resume");
  }
}
