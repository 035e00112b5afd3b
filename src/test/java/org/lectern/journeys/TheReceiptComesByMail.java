package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Whoever leaves an address has the receipt's link by mail; an anonymous author leaves none, whatever is typed; nobody is flooded. */
class TheReceiptComesByMail extends Story {

  private long mails(String address) {
    return hall.<Long>one("SELECT count(*) FROM mail WHERE recipient = ?", address);
  }

  @Test
  void withItsLinkInTheLanguageOfTheWords() {
    var hearing = "hearings/" + town.ines.announces("Receipts by mail", "An item");
    var page = "/ashgrove/" + hearing + "/testify";
    var location = town.stranger().onPage(page, page).with("text", "By the form.").with("name", "Bayo").with("email", "Receipt.Bayo@people.example").leadsTo();
    assertThat(hall.mailTo("receipt.bayo@people.example")).contains(location, "T-").contains("Keep this link");
    assertThat(town.stranger().page(location).text()).contains("This link also goes to the e-mail address");
    var spanish = town.stranger().testifies(hearing, "Por la interfaz.", "privacy", "withheld", "name", "Luz", "email", "receipt-luz@people.example", "language", "es");
    assertThat(hall.mailTo("receipt-luz@people.example")).contains(spanish.text("/receipt"), "Guarde este enlace");
    var held = town.stranger().testifies(hearing, "Call (415) 555-0177.", "name", "Kim", "email", "receipt-kim@people.example", "send_anyway", true);
    assertThat(hall.mailTo("receipt-kim@people.example")).as("one that is held too").contains(held.text("/receipt"));
    var paper = town.ines.asks("intake", Map.of("target", hearing, "channel", "paper", "text", "On paper.", "name", "Opal", "email", "receipt-opal@people.example")).expect(201);
    assertThat(hall.mailTo("receipt-opal@people.example")).contains(paper.text("/receipt"));
  }

  @Test
  void neverToWhoIsAnonymousAndNeverManyToOneAddress() {
    var hearing = "hearings/" + town.ines.announces("No receipts by mail", "An item");
    var anonymous = town.stranger().testifies(hearing, "From nobody.", "privacy", "anonymous", "email", "receipt-nobody@people.example");
    assertThat(mails("receipt-nobody@people.example")).isZero();
    assertThat(town.stranger().page(anonymous.text("/receipt")).text()).doesNotContain("This link also goes");
    town.stranger().testifies(hearing, "Without an address.", "name", "Dae");
    for (int i = 0; i < 8; i++) town.stranger().testifies(hearing, "In the name of a victim " + i, "name", "Dae", "email", "receipt-victim@people.example");
    assertThat(mails("receipt-victim@people.example")).isEqualTo(5);
  }
}
