package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Coming in by a mailed code, staying, and going out. */
class SomebodySignsIn extends Story {

  private String ticket(Person person) {
    return person.post("/sign-in/code", Map.of("email", person.email)).expect(202).text("/ticket");
  }

  private Answer enters(Person person, String ticket, String code) {
    return person.post("/sign-in", Map.of("ticket", ticket, "code", code));
  }

  private static String another(String code) {
    return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
  }

  private Person newcomer(String name) {
    return town.person("ashgrove", name);
  }

  private static void isWrong(Answer answer) {
    assertThat(answer.expect(422).faults()).containsExactly("/code code_wrong");
  }

  @Test
  void withTheCodeOnce() {
    var kai = newcomer("Kai");
    var ticket = ticket(kai);
    var code = kai.mailedCode();
    var session = enters(kai, ticket, code.substring(0, 4) + " " + code.substring(4)).expect(200);
    kai.token = session.text("/token");
    assertThat(session.at("/expires_in").asInt()).isEqualTo(600);
    assertThat(kai.get("/me").expect(200).text("/email")).isEqualTo(kai.email);
    kai.token = null;
    isWrong(enters(kai, ticket, code));
  }

  @Test
  void afterFiveWrongTriesTheRightOneIsNoGood() {
    var kim = newcomer("Kim");
    var ticket = ticket(kim);
    var code = kim.mailedCode();
    for (int i = 0; i < 5; i++) isWrong(enters(kim, ticket, another(code)));
    isWrong(enters(kim, ticket, code));
  }

  @Test
  void notAfterTenMinutes() {
    var kit = newcomer("Kit");
    var ticket = ticket(kit);
    hall.sql("UPDATE sign_in_code SET expires_at = now() - interval '1 second' WHERE email = ?", kit.email);
    isWrong(enters(kit, ticket, kit.mailedCode()));
  }

  @Test
  void onlyInTheBrowserThatAsked() {
    var kofi = newcomer("Kofi");
    ticket(kofi);
    var code = kofi.mailedCode();
    var thief = newcomer("Thief");
    isWrong(enters(thief, ticket(thief), code));
    assertThat(thief.submit("/sign-in/code", Map.of("code", code)).expect(422).text()).contains("aria-invalid");
  }

  @Test
  void notTooOften() {
    var lou = newcomer("Lou");
    for (int i = 0; i < 5; i++) ticket(lou);
    var refused = lou.post("/sign-in/code", Map.of("email", lou.email)).refused(429, "too_many_codes");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
  }

  @Test
  void oneNetworkTriesThirtyTimes() {
    var crowd = newcomer("Crowd");
    for (int i = 0; i < 30; i++) isWrong(enters(crowd, "no-such-ticket", "00000000"));
    var refused = enters(crowd, "no-such-ticket", "00000000").refused(429, "too_many_tries");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    crowd.submit("/sign-in", Map.of("email", crowd.email)).expect(429);
    isWrong(enters(newcomer("Neighbour"), "no-such-ticket", "00000000"));
  }

  @Test
  void whetherTheyAreKnownMakesNoDifference() {
    var known = town.stranger().post("/sign-in/code", Map.of("email", town.bayo.email)).expect(202);
    var unknown = town.stranger().post("/sign-in/code", Map.of("email", "nobody-knows-me@people.example")).expect(202);
    assertThat(known.json().fieldNames()).toIterable().containsExactlyElementsOf(() -> unknown.json().fieldNames());
    assertThat(known.text().length()).isEqualTo(unknown.text().length());
    assertThat(known.headers().map().keySet()).isEqualTo(unknown.headers().map().keySet());
  }

  @Test
  void theRefreshValueChangesEachTimeAndAStolenOneEndsIt() {
    var mia = newcomer("Mia");
    mia.signsIn();
    var first = mia.refresh;
    mia.token = null;
    var renewed = mia.post("/sign-in/renew", Map.of("refresh", first)).expect(200);
    assertThat(renewed.text("/refresh")).isNotEqualTo(first);
    var otherTab = mia.post("/sign-in/renew", Map.of("refresh", first)).expect(200);
    assertThat(otherTab.has("/refresh")).isFalse();

    hall.sql("UPDATE session SET rotated_at = now() - interval '11 seconds' WHERE person = (SELECT id FROM person WHERE email = ?)", mia.email);
    mia.post("/sign-in/renew", Map.of("refresh", first)).refused(401, "session_over");
    mia.post("/sign-in/renew", Map.of("refresh", renewed.text("/refresh"))).refused(401, "session_over");
    mia.token = renewed.text("/token");
    within(Duration.ofSeconds(3), () -> mia.get("/me").status() == 401);
    mia.token = null;
    mia.post("/sign-in/renew", Map.of("refresh", "made-up")).refused(401, "session_over");
  }

  @Test
  void goingOutIsAtOnce() {
    var noa = newcomer("Noa");
    noa.signsIn();
    var ear = noa.listens().follow("ashgrove");
    noa.get("/me").expect(200);
    noa.post("/sign-out").expect(204);
    noa.get("/me").refused(401, "session_over");
    assertThat(ear.closed(Duration.ofSeconds(2))).as("the socket ends with the session").isEqualTo(4401);
  }

  @Test
  void aPageRenewsItselfAndForgetsWhenLeft() {
    var pia = newcomer("Pia");
    pia.signsInAtThePage();
    pia.page("/ashgrove/desk").expect(200);
    pia.cookies.remove("lectern-access");
    var renewed = pia.page("/ashgrove/desk").expect(200);
    assertThat(renewed.headers().allValues("Set-Cookie")).hasSize(2).allMatch(cookie -> cookie.toLowerCase().contains("httponly") && cookie.contains("SameSite=Lax"));
    var left = pia.submit("/sign-out", Map.of()).expect(303);
    assertThat(left.header("Clear-Site-Data")).contains("storage");
    assertThat(pia.cookies).isEmpty();
    pia.page("/ashgrove/desk").expect(401);
  }

  @Test
  void aCookieOpensNoApiAndATokenNoPage() {
    var quinn = newcomer("Quinn");
    quinn.signsInAtThePage();
    var cookie = quinn.cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).reduce((a, b) -> a + "; " + b).orElseThrow();
    quinn.api("GET", "/me", null, "Cookie", cookie).refused(401, "sign_in_first");
    newcomer("Other").page("/ashgrove/desk", "Authorization", "Bearer " + quinn.cookies.get("lectern-access")).expect(401);
  }

  @Test
  void whereToGoAfterwardsIsOursAlone() {
    for (var there : new String[] {"https://evil.example", "//evil.example", "/\\evil.example", "/ashgrove//evil"}) {
      var rae = newcomer("Rae" + there.length());
      assertThat(rae.submit("/sign-in", Map.of("email", rae.email, "to", there)).expect(303).header("Location")).isEqualTo("/sign-in/code");
      assertThat(rae.submit("/sign-in/code", Map.of("code", rae.mailedCode(), "to", there)).expect(303).header("Location")).isEqualTo("/");
    }
  }

  @Test
  void anOfficeTakenBackEndsTheSocketAndTheNextRequest() {
    var sam = newcomer("Sam");
    var office = town.grant(sam, "clerk", "council");
    sam.signsIn();
    var draft = town.ines.drafts(town.ines.draft("council", secret("Seen by clerks only"), java.time.Instant.now().plus(Duration.ofDays(9)), "x"));
    var ear = sam.listens().follow("ashgrove");
    sam.reads("hearings/" + draft).expect(200);
    town.revoke(sam, office);
    assertThat(ear.closed(Duration.ofSeconds(2))).isEqualTo(4401);
    sam.reads("hearings/" + draft).refused(404, "missing");
    sam.asks("hearings/" + draft + "/notice", Map.of()).refused(403, "not_your_role");
    assertThat(sam.get("/me").expect(200).at("/offices").size()).isZero();
  }

  @Test
  void anOfficeThatRanOutIsNone() {
    var tam = newcomer("Tam");
    tam.signsIn();
    var office = town.ada.asks("offices", Map.of("email", tam.email, "role", "clerk", "body", "council", "ends_at", java.time.Instant.now().plusSeconds(3600))).expect(201).text("/id");
    within(Duration.ofSeconds(3), () -> tam.asks("hearings/99999/cancel", Map.of("reason", "None")).status() == 404);
    hall.sql("UPDATE role_grant SET ends_at = now() - interval '1 second' WHERE id = ?::uuid", office);
    within(Duration.ofSeconds(3), () -> tam.asks("hearings/99999/cancel", Map.of("reason", "None")).status() == 403);
  }

  @Test
  void whoIsSuspendedIsOut() {
    var uma = newcomer("Uma");
    uma.signsIn();
    uma.get("/me").expect(200);
    hall.sql("UPDATE person SET suspended_at = now() WHERE email = ?", uma.email);
    within(Duration.ofSeconds(3), () -> uma.get("/me").status() == 401);
  }

  @Test
  void outsideTheDemoNobodyBecomesSomebodyWithOneTap() {
    var vic = newcomer("Vic");
    vic.submit("/dev/as", Map.of("role", "clerk")).expect(404);
    vic.page("/dev/outbox").expect(404);
  }

  private static void within(Duration time, java.util.function.BooleanSupplier done) {
    long until = System.nanoTime() + time.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within %s", time).isLessThan(until);
      pause(50);
    }
  }
}
