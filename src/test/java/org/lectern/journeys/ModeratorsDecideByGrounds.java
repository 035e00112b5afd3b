package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.core.Caller;
import org.lectern.support.Answer;
import org.lectern.support.Hall;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Iris, Omar and Uma decide what is held, each within their body, on grounds of the closed list, and never alone where it matters. */
class ModeratorsDecideByGrounds extends Story {

  private Person iris, omar, uma, zoe, dae;
  private String target;

  @BeforeAll
  void aHearingIsNoticed() {
    iris = town.iris;
    omar = town.omar;
    uma = town.uma;
    zoe = town.zoe;
    dae = town.dae;
    target = "hearings/" + town.ines.announces("Body cameras", "Use of body cameras");
  }

  private Answer said(String text, Object... more) {
    return dae.testifies(target, text, more);
  }

  private static Map<String, Object> with(Object... pairs) {
    var map = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
    return map;
  }

  private void holds(String number, String ground) {
    iris.asks("testimony/" + number + "/hold", with("ground", ground, "reason", "It looks like it")).expect(200);
  }

  private int version(String number) {
    return iris.reads("moderation/" + number).expect(200).at("/version").asInt();
  }

  private void gone(String number, String words) {
    var stranger = town.stranger();
    for (var path : List.of("/ashgrove/" + target, "/ashgrove/" + target + "/testimony", "/ashgrove/testimony/" + number, "/ashgrove/record")) {
      assertThat(stranger.page(path).expect(200).text()).as(path).doesNotContain(words);
    }
    assertThat(stranger.reads("record?about=testimony/" + number).expect(200).text()).contains(number).doesNotContain(words);
    assertThat(stranger.reads(target + "/testimony").expect(200).text()).doesNotContain(words);
    assertThat(stranger.followsAfter(0, "ashgrove/testimony/" + number).sees("TestimonyHeld").encode()).doesNotContain(words);
    assertThat(overheardLately(stranger, number)).doesNotContain(words);
  }

  private String overheardLately(Person stranger, String number) {
    var ear = stranger.followsAfter(0, "ashgrove/testimony/" + number);
    ear.sees("TestimonyHeld");
    return ear.transcript().toString();
  }

  @Test
  void heldItIsNoLongerAnywhereAndItsAuthorIsTold() {
    var receipt = said("Call the sergeant at his home, everyone knows the number.", "name", "Dae", "email", "dae-held@people.example", "position", "oppose");
    var number = receipt.text("/number");
    long opposed = dae.reads(target + "/testimony").at("/counts/oppose").asLong();
    holds(number, "m2");
    gone(number, "everyone knows the number");
    assertThat(dae.reads(target + "/testimony").at("/counts/oppose").asLong()).isEqualTo(opposed - 1);
    assertThat(hall.mailTo("dae-held@people.example")).contains("M2: Private personal data", "It looks like it", "/receipt/" + receipt.text("/secret"));
    var own = dae.reads("receipts/" + receipt.text("/secret") + "/moderation").expect(200);
    assertThat(own.text("/items/0/ground")).isEqualTo("m2");
    assertThat(own.has("/items/0/releases_at")).as("M2 stays held").isFalse();
    assertThat(dae.page("/receipt/" + receipt.text("/secret")).text()).contains("It looks like it", "It stays held until somebody has decided.");

    var freed = iris.asks("moderation/" + number + "/release", with("version", version(number))).expect(200);
    assertThat(freed.text("/status")).isEqualTo("released");
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("everyone knows the number");
    assertThat(town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("TestimonyReleased").getString("text")).contains("everyone knows the number");
    assertThat(dae.reads(target + "/testimony").at("/counts/oppose").asLong()).isEqualTo(opposed);
    iris.asks("moderation/" + number + "/release", with("version", 1)).refused(409, "case_decided");
  }

  @Test
  void aPassageIsTakenOutAndTheOriginalSealed() {
    var secret = secret("lives on 12 Hidden Lane");
    var receipt = said("Officer Pohl " + secret + " and should resign. Go there: he " + secret + ".", "send_anyway", true, "name", "Dae", "email", "dae-redacted@people.example");
    var number = receipt.text("/number");
    assertThat(receipt.text("/status")).isEqualTo("held");
    assertThat(iris.reads("moderation/" + number).text("/rule")).isEqualTo("personal_data");
    iris.asks("moderation/" + number + "/redact", with("version", version(number), "ground", "m2", "reason", "A home address", "passages", List.of("not in it"))).refused(422, "invalid");
    var done = iris.asks("moderation/" + number + "/redact", with("version", version(number), "ground", "m2", "reason", "A home address", "passages", List.of(secret))).expect(200);
    assertThat(done.text("/sealed")).contains(secret);
    var shown = town.stranger().page("/ashgrove/testimony/" + number).expect(200).text();
    assertThat(shown).contains("should resign", "▇▇", "[M2]", "A home address").doesNotContain(secret);
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).isEqualTo("redacted");
    var heard = town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("TestimonyRedacted");
    assertThat(heard.encode()).contains("should resign").doesNotContain(secret);
    assertThat(hall.mailTo("dae-redacted@people.example")).contains("A home address", "appeal").doesNotContain(secret);
    assertThat(dae.reads("receipts/" + receipt.text("/secret") + "/moderation").text("/original")).contains(secret);
    assertThat(dae.page("/receipt/" + receipt.text("/secret")).text()).contains(secret);
    for (var other : List.of(town.bayo, town.abel, town.ines, town.ada)) other.reads("moderation/" + number).refused(403, "not_your_role");
  }

  @Test
  void hidingTakesTwoAndTheAppealAThird() {
    var words = "I will come for you on Tuesday.";
    var receipt = said(words + " You know who you are.", "name", "Dae", "email", "dae-hidden@people.example");
    var number = receipt.text("/number");
    holds(number, "m1");
    iris.asks("moderation/" + number + "/hide", with("version", version(number), "ground", "m7", "reason", "Another subject")).refused(422, "invalid");
    iris.asks("moderation/" + number + "/hide", with("version", version(number), "ground", "m1", "reason", "A threat to a person")).expect(200);
    iris.asks("moderation/" + number + "/confirm", with("version", version(number))).refused(403, "second_moderator");
    assertThat(town.stranger().reads("testimony/" + number + "/moderation").text()).as("not yet seconded").doesNotContain("A threat to a person");
    omar.asks("moderation/" + number + "/confirm", with("version", version(number))).expect(200);
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("True threat or incitement", "A threat to a person").doesNotContain(words);
    assertThat(town.stranger().page("/ashgrove/" + target + "/testimony").text()).contains(number, "M1").doesNotContain(words);
    assertThat(hall.mailTo("dae-hidden@people.example")).contains("hidden by two moderators", "A threat to a person");

    var secretLink = receipt.text("/secret");
    dae.onPage("/receipt/" + secretLink, "/receipt/" + secretLink + "/appeal").with("text", "It was about the committee’s Tuesday meeting.").succeeds();
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).isEqualTo("appealed");
    dae.asks("receipts/" + secretLink + "/appeal", with("text", "Again")).refused(409, "no_appeal_now");
    for (var decided : List.of(iris, omar)) decided.asks("moderation/" + number + "/appeal", with("granted", true, "reason", "On second thought")).refused(403, "appeal_by_another");
    town.ines.asks("moderation/" + number + "/appeal", with("granted", true, "reason", "A clerk without the office")).refused(403, "not_your_role");
    assertThat(zoe.reads("moderation-appeals").text("/items/0/appeal_text")).contains("Tuesday meeting");
    zoe.asks("moderation/" + number + "/appeal", with("granted", true, "reason", "It names a meeting, not a person")).expect(200);
    assertThat(town.stranger().page("/ashgrove/testimony/" + number).text()).contains("You know who you are.", "Appeal granted");
    assertThat(town.stranger().reads("record?about=moderation&limit=100").text()).contains("AppealDecided", "It names a meeting, not a person");
    var report = town.stranger().reads("moderation-report").expect(200);
    assertThat(report.at("/lines/0/hidden").asInt()).isPositive();
    assertThat(report.at("/lines/0/reversals").asInt()).isPositive();
    assertThat(town.stranger().page("/ashgrove/moderation-report").text()).contains("Reversals", "moderation-report.csv");
    assertThat(town.stranger().page("/ashgrove/moderation-report.csv").expect(200).text()).contains("\"M1\"", "reversals");
  }

  @Test
  void anAppealRefusedIsTheEnd() {
    var receipt = said("Buy cheap watches here and now.", "name", "Dae");
    var number = receipt.text("/number");
    holds(number, "m4");
    iris.asks("moderation/" + number + "/hide", with("version", version(number), "ground", "m4", "reason", "Advertising")).expect(200);
    omar.asks("moderation/" + number + "/decline", with("version", version(number))).expect(200);
    assertThat(iris.reads("moderation/" + number).text("/status")).isEqualTo("open");
    omar.asks("moderation/" + number + "/hide", with("version", version(number), "ground", "m4", "reason", "Advertising, indeed")).expect(200);
    iris.asks("moderation/" + number + "/confirm", with("version", version(number))).expect(200);
    dae.asks("receipts/" + receipt.text("/secret") + "/appeal", with("text", "They are good watches")).expect(200);
    uma.asks("moderation/" + number + "/appeal", with("granted", false, "reason", "It is advertising")).expect(200);
    assertThat(dae.reads("testimony/" + number).text("/testimony/status")).isEqualTo("hidden_final");
    uma.asks("moderation/" + number + "/appeal", with("granted", true, "reason", "Or not")).refused(409, "no_appeal_open");
    var late = said("Another watch.", "name", "Dae");
    holds(late.text("/number"), "m4");
    iris.asks("moderation/" + late.text("/number") + "/redact", with("version", version(late.text("/number")), "ground", "m4", "reason", "Advertising", "passages", List.of("watch"))).expect(200);
    hall.change("ashgrove", "UPDATE moderation_case SET appeal_until = now() - interval '1 second' WHERE appeal_until IS NOT NULL AND appeal IS NULL");
    dae.asks("receipts/" + late.text("/secret") + "/appeal", with("text", "Too late")).refused(409, "no_appeal_now");
  }

  @Test
  void outOfTheSubjectItIsMovedAndNeverDeleted() {
    var receipt = said("The bus stop on Elm Street has no bench.", "name", "Dae", "position", "support");
    var number = receipt.text("/number");
    var area = town.bayo.reads("areas").text("/items/0/slug");
    holds(number, "m7");
    uma.asks("moderation/" + number + "/move", with("version", version(number), "reason", "It is about the streets")).refused(422, "invalid");
    uma.asks("moderation/" + number + "/move", with("version", version(number), "reason", "It is about the streets", "hearing", 99_999)).refused(404, "missing");
    uma.asks("moderation/" + number + "/move", with("version", version(number), "reason", "It is about the streets", "area", area)).expect(200);
    assertThat(dae.reads("areas/" + area + "/testimony").text()).contains(number, "no bench");
    assertThat(dae.reads(target + "/testimony").text()).doesNotContain(number);
    var heard = town.stranger().followsAfter(0, "ashgrove/testimony/" + number).sees("TestimonyMoved");
    assertThat(heard.getString("origin")).isEqualTo(target);
    assertThat(heard.getString("target")).isEqualTo("areas/" + area);
  }

  @Test
  void twoCannotDecideTheSame() {
    var number = said("Locked for a while.", "name", "Dae").text("/number");
    holds(number, "m4");
    iris.asks("moderation/" + number + "/claim").expect(200);
    omar.asks("moderation/" + number + "/claim").refused(409, "case_locked");
    omar.asks("moderation/" + number + "/release", with("version", version(number))).refused(409, "case_locked");
    assertThat(omar.reads("moderation/" + number).has("/locked_until")).isTrue();
    hall.change("ashgrove", "UPDATE moderation_case SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL");
    int seen = version(number);
    var both = new ArrayList<CompletableFuture<Answer>>();
    for (var one : List.of(iris, omar, uma)) both.add(CompletableFuture.supplyAsync(() -> one.asks("moderation/" + number + "/release", with("version", seen))));
    assertThat(both.stream().map(one -> one.join().status()).toList()).containsOnly(200, 409).containsOnlyOnce(200);
    assertThat((Long) hall.one("SELECT count(*) FROM journal WHERE type = 'TestimonyReleased' AND data->>'testimony' = ?", number)).isEqualTo(1);
  }

  @Test
  void whoHoldsASeatModeratesNothingThere() {
    var mixed = town.person("ashgrove", "Mixed");
    town.grant(mixed, "moderator", "council");
    for (var seat : List.of("chair", "member")) {
      assertThat(town.ada.asks("offices", with("email", mixed.email, "role", seat, "body", "council")).expect(422).faults()).containsExactly("/role separated_offices");
    }
    town.grant(mixed, "member", "board");
    assertThat(town.ada.asks("offices", with("email", mixed.email, "role", "moderator")).expect(422).faults()).containsExactly("/role separated_offices");
    assertThat(town.ada.asks("offices", with("email", town.abel.email, "role", "moderator", "body", "council")).expect(422).faults()).containsExactly("/role separated_offices");
    // By the back door it helps nobody either.
    hall.sql("INSERT INTO role_grant (id, person, jurisdiction, body, role) SELECT gen_random_uuid(), p.id, j.id, b.id, 'member' FROM person p, jurisdiction j, body b WHERE p.email = ? AND j.slug = 'ashgrove' AND b.jurisdiction = j.id AND b.slug = 'council'", mixed.email);
    var number = said("Not for those with a seat.", "name", "Dae").text("/number");
    mixed.signsIn();
    mixed.asks("testimony/" + number + "/hold", with("ground", "m4", "reason", "Because I can")).refused(403, "separated_offices");
  }

  @Test
  void ofAnotherBodyTheyCannot() {
    var number = said("For moderators of the council.", "name", "Dae").text("/number");
    var other = town.person("ashgrove", "Othermod");
    town.grant(other, "moderator", "safety");
    other.signsIn();
    other.asks("testimony/" + number + "/hold", with("ground", "m4", "reason", "Because I can")).refused(403, "not_your_body");
    assertThat(other.reads("moderation").at("/held").asInt()).isZero();
  }

  private int calendar() {
    var place = hall.place("ashgrove");
    return Hall.await(hall.database().write(Caller.system(place, "clock"), hall.service.expireHolds(place))).result();
  }

  @Test
  void whatNobodyDecidesInTimeIsReleasedButForTheGravestGrounds() {
    var flood = said("Forgotten by everybody.", "name", "Dae", "email", "dae-expired@people.example").text("/number");
    var threat = said("Grave and forgotten.", "name", "Dae").text("/number");
    var fresh = said("Only just held.", "name", "Dae").text("/number");
    for (var held : List.of(flood, fresh)) holds(held, "m4");
    holds(threat, "m3");
    hall.change("ashgrove", "UPDATE moderation_case SET held_at = now() - interval '15 days' WHERE testimony IN (SELECT id FROM testimony WHERE number IN (?, ?))", flood, threat);
    assertThat(iris.reads("moderation?days=10").at("/page/items").size()).isGreaterThanOrEqualTo(2);
    assertThat(calendar()).isEqualTo(1);
    assertThat(calendar()).as("looking twice").isZero();
    assertThat(dae.reads("testimony/" + flood).text("/testimony/status")).isEqualTo("published");
    assertThat(dae.reads("testimony/" + threat).text("/testimony/status")).isEqualTo("held");
    assertThat(dae.reads("testimony/" + fresh).text("/testimony/status")).isEqualTo("held");
    assertThat(hall.mailTo("dae-expired@people.example")).contains("Nobody decided within five business days");
    assertThat(town.stranger().followsAfter(0, "ashgrove/testimony/" + flood).sees("TestimonyReleased").getString("how")).isEqualTo("expired");
    assertThat(iris.reads("moderation?ground=m3").at("/page/items/0/overdue").asBoolean()).isTrue();
  }

  @Test
  void withdrawnWhileHeldTheCaseCloses() {
    var receipt = said("I take it back anyway.", "name", "Dae");
    holds(receipt.text("/number"), "m4");
    dae.asks("receipts/" + receipt.text("/secret") + "/withdraw").expect(200);
    assertThat(iris.reads("moderation/" + receipt.text("/number")).text("/status")).isEqualTo("withdrawn");
    assertThat(dae.reads("testimony/" + receipt.text("/number")).text("/testimony/status")).isEqualTo("withdrawn");
  }

  @Test
  void threeHundredHeldGoByKeysAndInOneForm() {
    var board = town.ines.announces("A long evening", "An item");
    for (int i = 0; i < 3; i++) dae.testifies("hearings/" + board, "Of three hundred", "name", "Dae", "email", "bulk@people.example");
    hall.change("ashgrove", """
        INSERT INTO testimony (id, jurisdiction, number, hearing, kind, channel, text, privacy, name, status, held_for, salt, commitment, secret_hash, received_at, ordinal)
        SELECT gen_random_uuid(), t.jurisdiction, 'T-2020-' || lpad(n::text, 6, '0'), t.hearing, 'written', 'web', 'Held text ' || n, 'named', 'Held', 'held', 'flood', t.salt, t.commitment, decode(md5(n::text) || md5('x' || n), 'hex'),
          now() - make_interval(days => 1, mins => n), 2020000000000 + n
        FROM testimony t, generate_series(1, 300) n
        WHERE t.id = (SELECT id FROM testimony WHERE email = 'bulk@people.example' ORDER BY number LIMIT 1)""");
    hall.change("ashgrove", "INSERT INTO testimony_count AS c (jurisdiction, target, held) SELECT jurisdiction, id, 300 FROM hearing WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid ON CONFLICT (target) DO UPDATE SET held = c.held + 300", board);
    var began = System.nanoTime();
    var page = iris.reads("moderation?rule=flood&limit=50").expect(200);
    assertThat((System.nanoTime() - began) / 1_000_000).as("milliseconds for a page of three hundred").isLessThan(1_500);
    assertThat(page.at("/page/items").size()).isEqualTo(50);
    var seen = new java.util.HashSet<String>();
    for (var cursor = ""; cursor != null; ) {
      var next = iris.reads("moderation?rule=flood&limit=100" + cursor).expect(200);
      next.at("/page/items").forEach(one -> assertThat(seen.add(one.at("/testimony/number").asText())).isTrue());
      cursor = next.has("/page/next") ? "&cursor=" + next.text("/page/next") : null;
    }
    assertThat(seen.size()).isGreaterThanOrEqualTo(300);

    var pages = town.person("ashgrove", "Omar");
    pages.signsInAtThePage();
    var queue = pages.page("/ashgrove/moderation?rule=flood").expect(200).text();
    assertThat(queue).contains("data-key=\"a\"", "data-key=\"h\"", "data-key=\"r\"", "data-key=\"w\"", "Held text 1<", "cursor=");
    omar.asks("moderation/T-2020-000300/claim").expect(200);
    var items = new ArrayList<Map<String, Object>>();
    for (int n = 201; n <= 300; n++) items.add(with("testimony", String.format("T-2020-%06d", n), "version", n == 250 ? 7 : 1));
    var outcomes = iris.asks("moderation", with("items", items)).expect(200);
    var left = new ArrayList<String>();
    outcomes.at("/items").forEach(one -> {
      if (one.has("problem")) left.add(one.get("testimony").asText() + " " + one.get("problem").asText());
    });
    assertThat(left).containsExactlyInAnyOrder("T-2020-000300 case_locked", "T-2020-000250 case_changed");

    var first = pages.onPage("/ashgrove/moderation?rule=flood", "/ashgrove/moderation").with("item", "T-2020-000001:1").with("item", "T-2020-000002:1");
    assertThat(first.succeeds().text()).doesNotContain("Held text 1<", "Held text 2<");
    var one = pages.onPage("/ashgrove/moderation/T-2020-000003", "/ashgrove/moderation/T-2020-000003/release").leadsTo();
    assertThat(one).contains("released=T-2020-000003");
    assertThat(pages.page(one).text()).contains("T-2020-000003 is public now.", "data-key=\"u\"");
    pages.onPage(one, "/ashgrove/testimony/T-2020-000003/hold").succeeds();
    pages.onPage("/ashgrove/moderation/T-2020-000004", "/ashgrove/moderation/T-2020-000004/redact").with("passages", "nowhere").with("reason", "A number").with("ground", "m2").comesBack(422, "nowhere");
    assertThat(pages.onPage("/ashgrove/moderation/T-2020-000004", "/ashgrove/moderation/T-2020-000004/redact").with("passages", "text").with("reason", "A number").with("ground", "m2").succeeds().text()).contains("▇▇▇▇ [M2]");
    assertThat(pages.onPage("/ashgrove/moderation/T-2020-000005", "/ashgrove/moderation/T-2020-000005/hide").with("reason", "A threat").with("ground", "m1").succeeds().text()).contains("Another moderator has to confirm");
  }
}
