package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;

/** Whoever gave an address is told by mail what their page tells them too; each thing once, and nobody else is. */
class SpeakersAreTold extends Story {

  private long hearing;

  private String signsUp(String name, String email, Object... more) {
    var signUp = new LinkedHashMap<String, Object>(Map.of("name", name, "item", 1));
    if (email != null) signUp.put("email", secret(email));
    for (int i = 0; i < more.length; i += 2) signUp.put((String) more[i], more[i + 1]);
    return town.stranger().asks("hearings/" + hearing + "/slots", signUp).expect(201).text("/secret");
  }

  private List<Object> subjects(String email) {
    return hall.sql("SELECT subject FROM mail WHERE recipient = ? ORDER BY created_at, id", email);
  }

  private void told(String email, int mails) {
    long until = System.nanoTime() + 8_000_000_000L;
    while (subjects(email).size() < mails && System.nanoTime() < until) pause(20);
    assertThat(subjects(email)).as("mails to %s", email).hasSize(mails);
  }

  private void next() {
    for (var move : List.of("queue/next", "queue/start", "queue/finish")) town.ines.does(hearing, move);
  }

  @Test
  void fromSignUpToTheTurn() {
    hearing = town.ines.announces("The bridge", "Item");
    for (int n = 1; n <= 4; n++) signsUp("Speaker " + n, null);
    var email = "kim@people.example";
    var own = signsUp("Kim", email);
    told(email, 1);
    assertThat(hall.mailTo(email)).contains("You are speaker 5", "/slot/" + own);
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
    told(email, 2);
    assertThat(hall.mailTo(email)).contains("4 people are ahead of you");
    next();
    told(email, 3);
    assertThat(hall.mailTo(email)).contains("3 people are ahead of you");
    next();
    next();
    told(email, 4);
    assertThat(hall.mailTo(email)).contains("1 person is ahead of you");
    next();
    town.ines.does(hearing, "queue/next");
    told(email, 5);
    assertThat(subjects(email).get(4)).isEqualTo("It is your turn: The bridge");
    pause(400);
    told(email, 5);
  }

  @Test
  void whoeverIsPutBackAndWhoeverIsNotHeard() {
    hearing = town.ines.announces("The dam", "Item");
    var email = "lee@people.example";
    var own = signsUp("Lee", email, "language", "es");
    signsUp("Other", null);
    told(email, 1);
    assertThat(subjects(email).get(0)).isEqualTo("Está en la fila: The dam");
    town.ines.asks("hearings/" + hearing + "/slots/2/move", Map.of("place", 1, "reason", "Has to leave for work")).expect(200);
    told(email, 2);
    assertThat(hall.mailTo(email)).contains("/slot/" + own, "ha cambiado");
    assertThat(town.bayo.page("/slot/" + own).expect(200).text()).contains("The order of the line has changed. You are number 2 in line now.", "data-alert=\"order-1\"");
    town.abel.opens(hearing);
    town.ines.does(hearing, "items/1/call");
    town.ines.does(hearing, "items/1/open-comment");
    told(email, 3);
    town.ines.does(hearing, "items/1/close-comment");
    told(email, 4);
    assertThat(hall.mailTo(email)).contains("/testify?item=1");
    assertThat(new ArrayList<>(subjects(email))).doesNotHaveDuplicates();
  }

  @Test
  void aSlipOfPaperLeadsToTheSamePlace() {
    hearing = town.ines.announces("Slips", "Item");
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var path = "/ashgrove/hearings/" + hearing;
    town.abel.opens(hearing);
    var form = ines.onPage(path + "/console", path + "/console/sign-up");
    var ticket = form.with("name", "Walk-in Wendy").sends().expect(303).header("Location");
    var slip = ines.page(ticket).expect(200).text();
    assertThat(slip).contains("Walk-in Wendy", "<svg", "place 1 in line");
    town.bayo.page(ticket).expect(401);
    var code = slip.replaceAll("(?s).*<b class=\"code\">([^<]+)<.*", "$1");
    assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}");
    var wendy = town.stranger();
    var found = wendy.submit("/ashgrove/place-in-line", Map.of("code", " " + code.toLowerCase(java.util.Locale.ROOT).replace("-", " "))).expect(303).header("Location");
    assertThat(wendy.page(found).expect(200).text()).contains("Speaker 1").doesNotContain("Walk-in");
    assertThat(wendy.submit("/ashgrove/place-in-line", Map.of("code", "00000-00000")).expect(422).text()).contains("There is no place in line with this code.");
    wendy.submit("/ashgrove/place-in-line", Map.of()).expect(422);
    wendy.submit("/birchwood/place-in-line", Map.of("code", code)).expect(422);
    wendy.submit(found + "/check-in", Map.of()).expect(303);
    assertThat(town.bayo.reads("hearings/" + hearing + "/queue").text("/waiting/0/status")).isEqualTo("checked_in");
    assertThat(wendy.page(path + "/sign-up-sheet").expect(200).text()).contains("<svg", path + "/speak");
    wendy.submit(found + "/withdraw", Map.of()).expect(303);
    wendy.submit(found + "/withdraw", Map.of()).expect(409);
  }

  @Test
  void theConsolesFormsWithoutScript() {
    hearing = town.ines.announces("Forms", "Item");
    for (var name : List.of("One", "Two", "Three", "Four")) signsUp(name, null);
    var abel = town.person("ashgrove", "Abel");
    abel.signsInAtThePage();
    var ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var console = "/ashgrove/hearings/" + hearing + "/console";
    for (var step : List.of("/start", "/items/1/call", "/items/1/open-comment", "/speaker/next", "/speaker/undo", "/speaker/next", "/speaker/start", "/speaker/extend", "/speaker/pause",
        "/speaker/resume", "/speaker/finish", "/slots/2/check-in", "/speaker/next", "/speaker/no-show", "/slots/2/return")) {
      var page = ines.page(console).expect(200).text();
      assertThat(page).as("the console offers %s", step).contains("action=\"" + console + step + "\"");
      assertThat(ines.onPage(console, console + step).sends().expect(303).header("Location")).as(step).isEqualTo(console);
    }
    var desk = console + "/slots/4";
    ines.onPage(desk, desk + "/move").with("place", "1").with("reason", "Catches a bus").sends().expect(303);
    ines.submit(desk + "/move", Map.of("place", "0", "reason", "")).expect(422);
    ines.onPage(desk, desk + "/reject").with("reason", "Said so already").sends().expect(303);
    ines.page(desk).expect(200);
    ines.onPage(console + "/slots/3", console + "/slots/3/withdraw").sends().expect(303);
    var waiting = town.bayo.reads("hearings/" + hearing + "/queue").at("/waiting");
    assertThat(waiting.size()).isEqualTo(1);
    assertThat(waiting.get(0).get("display_name").asText()).isEqualTo("Two");
    var page = abel.page(console).expect(200).text();
    assertThat(page).contains("For the chair");
  }
}
