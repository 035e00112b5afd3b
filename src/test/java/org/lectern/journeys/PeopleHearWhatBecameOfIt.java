package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Bayo testifies, sees that the members got it, that it was entered, and what became of it; he is told by mail too. */
class PeopleHearWhatBecameOfIt extends Story {

  @Test
  void fromThePacketToTheAnswer() {
    var hearing = town.ines.announces("Body cameras", "The ordinance");
    var at = "hearings/" + hearing;
    var email = secret("bayo@residents.example");
    var bayo = town.bayo.testifies(at, "Keep them on.", "name", "=Bayo", "privacy", "named", "email", email, "position", "support");
    var other = town.stranger().testifies(at, "Mind the cost.");
    var hidden = town.dae.testifies(at, secret("For your eyes only."), "privacy", "confidential");
    var receipt = "receipts/" + bayo.text("/secret");

    var packet = town.stranger().reads(at + "/packet").expect(200);
    assertThat(packet.at("/testimony").size()).isEqualTo(2);
    assertThat(packet.text("/testimony/0/number")).as("in the order of receipt").isEqualTo(bayo.text("/number"));
    assertThat(packet.text()).doesNotContain(hidden.text("/number"), email);
    assertThat(town.stranger().page("/ashgrove/" + at + "/packet").expect(200).text()).contains("Keep them on.", "Mind the cost.");
    assertThat(town.stranger().page("/ashgrove/" + at + "/packet.csv").expect(200).text()).contains("\"'=Bayo\"");
    assertThat(town.stranger().page("/ashgrove/" + at + "/packet.pdf").expect(200).text()).startsWith("%PDF-");

    var ear = town.dae.follows("ashgrove/testimony/" + bayo.text("/number"));
    assertThat(town.ines.asks(at + "/packet/distribute").expect(200).at("/testimony").asInt()).isEqualTo(2);
    assertThat(ear.sees("PacketDistributed").getJsonArray("testimony")).hasSize(2);
    assertThat(town.ines.asks(at + "/packet/distribute").expect(200).at("/testimony").asInt()).as("nobody is told twice").isZero();
    assertThat(town.bayo.reads(receipt).expect(200).text("/trail/steps/0/step")).isEqualTo("distributed");
    town.ines.asks(at + "/packet/enter").expect(200);
    assertThat(town.bayo.reads(receipt).text("/trail/steps/1/note")).matches("record [0-9]+");
    town.bayo.asks(at + "/packet/distribute").refused(403, "not_your_role");

    var theme = Map.of("title", "Cameras stay on", "disposition", "partly", "reason", "On in every stop, off in homes.", "testimony", List.of(bayo.text("/number"), other.text("/number")));
    town.ines.asks(at + "/heard", Map.of("themes", List.of(theme))).refused(409, "heard_after_hearing");
    town.abel.opens(hearing);
    var foreign = Map.of("title", "T", "disposition", "not", "reason", "R", "testimony", List.of(hidden.text("/number")));
    assertThat(town.ines.asks(at + "/heard", Map.of("themes", List.of(foreign))).expect(422).faults()).containsExactly("/themes testimony_not_of_hearing");
    assertThat(town.ines.asks(at + "/heard", Map.of("themes", List.of(theme))).expect(201).at("/themes/0/count").asInt()).isEqualTo(2);
    assertThat(ear.sees("HeardPublished").getInteger("themes")).isEqualTo(1);
    assertThat(town.bayo.reads(receipt).text("/trail/steps/2/note")).contains("Cameras stay on", "off in homes");
    assertThat(hall.<String>one("SELECT body FROM mail WHERE recipient = ? AND subject LIKE 'What became of%'", email)).contains("Adopted in part", "/receipt/" + bayo.text("/secret"));
    assertThat(town.stranger().page("/ashgrove/" + at + "/heard").expect(200).text()).contains("Cameras stay on", other.text("/number"), "2 testimonies");

    assertThat(town.ines.asks(at + "/heard", Map.of("themes", List.of(theme))).expect(201).at("/version").asInt()).isEqualTo(2);
    assertThat(hall.<Long>one("SELECT count(*) FROM mail WHERE recipient = ? AND subject LIKE 'What became of%'", email)).as("told once").isEqualTo(1);
  }

  @Test
  void withTheFormAlone() {
    var hearing = town.ines.announces("By the form", "Item");
    var number = town.bayo.testifies("hearings/" + hearing, "Words").text("/number");
    town.abel.opens(hearing);
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var heard = "/ashgrove/hearings/" + hearing + "/heard";
    ines.submit(heard, Map.of("key", "heard-key-0123456789", "title_1", "Words", "disposition_1", "not", "why_1", "", "testimony_1", number)).expect(422);
    ines.submit(heard, Map.of("key", "heard-key-0123456789", "title_1", "Words", "disposition_1", "not", "why_1", "Too few", "testimony_1", number + ", ")).expect(303);
    assertThat(town.bayo.page(heard).expect(200).text()).contains("Too few");
    ines.submit("/ashgrove/hearings/" + hearing + "/packet/distribute", Map.of()).expect(303);
  }
}
