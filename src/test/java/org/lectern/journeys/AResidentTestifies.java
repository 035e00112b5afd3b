package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.support.Answer;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Bayo and others put their words on the record, and what becomes of them. */
class AResidentTestifies extends Story {

  private Person ines, ruth, bayo, dae, stranger;
  private String target;
  private long hearing;

  @BeforeAll
  void aHearingIsNoticed() {
    ines = town.ines;
    ruth = town.ruth;
    bayo = town.bayo;
    dae = town.dae;
    stranger = town.stranger();
    hearing = ines.announces("Body cameras", "Use of body cameras", Map.of("title", "Pending litigation", "kind", "closed"));
    target = "hearings/" + hearing;
  }

  @Test
  void underTheirNameAndEveryoneSeesIt() {
    var ruths = ruth.follows("ashgrove/hearings/" + hearing);
    var overheard = stranger.follows("ashgrove/hearings/" + hearing + "/testimony");
    ruth.reads(target).expect(200);

    var receipt = bayo.testifies(target, "Please keep the cameras on.", "name", "Bayo Adeyemi", "position", "support", "email", "bayo@people.example", "item", 1);

    assertThat(receipt.text("/number")).matches("T-\\d{4}-\\d{6}");
    assertThat(receipt.text("/secret")).hasSize(32);
    assertThat(receipt.at("/late").asBoolean()).isFalse();
    for (var ear : new org.lectern.support.Ear[] {ruths, overheard}) {
      var heard = ear.sees("TestimonyPublished");
      assertThat(heard.getString("text")).isEqualTo("Please keep the cameras on.");
      assertThat(heard.getString("byline")).isEqualTo("Bayo Adeyemi");
      assertThat(heard.getString("item")).isEqualTo("1");
      assertThat(heard.getString("testimony")).isEqualTo(receipt.text("/number"));
    }
    var listed = dae.reads(target + "/testimony").expect(200);
    assertThat(listed.text("/page/items/0/byline")).isEqualTo("Bayo Adeyemi");
    assertThat(stranger.page("/ashgrove/" + target).expect(200).text()).contains("Please keep the cameras on.", "Bayo Adeyemi");
  }

  @Test
  void theReceiptLeadsToTheTrail() {
    var receipt = bayo.testifies(target, "What becomes of this?", "name", "Bayo", "email", "bayo@people.example");
    var own = stranger.reads("receipts/" + receipt.text("/secret")).expect(200);
    assertThat(own.text("/trail/testimony/text")).isEqualTo("What becomes of this?");
    assertThat(own.text("/commitment")).isEqualTo(receipt.text("/commitment"));
    assertThat(own.at("/email_kept").asBoolean()).isTrue();

    var trail = dae.reads("testimony/" + receipt.text("/number")).expect(200);
    assertThat(trail.text("/target_title")).isEqualTo("Body cameras");
    assertThat(trail.at("/record").asLong()).isPositive();
    assertThat(dae.page(receipt.text("/page")).expect(200).text()).contains("What becomes of this?");
    assertThat(dae.page(receipt.text("/receipt")).expect(200).header("Cache-Control")).isEqualTo("no-store");
    assertThat(dae.page(receipt.text("/receipt") + "/trail").expect(200).header("Lectern-Seq")).isNotBlank();
  }

  @Test
  void underAPseudonym() {
    var receipt = bayo.testifies(target, "Signed with another name.", "name", "A. Neighbour", "privacy", "pseudonym");
    assertThat(dae.reads("testimony/" + receipt.text("/number")).text("/testimony/byline")).isEqualTo("A. Neighbour");
  }

  @Test
  void withTheNameWithheldFromThePublic() {
    var name = secret("Withheld Walker");
    var receipt = dae.testifies(target, "My neighbours need not know who says this.", "name", name, "privacy", "withheld");
    var heard = bayo.followsAfter(0, "ashgrove/testimony/" + receipt.text("/number")).sees("TestimonyPublished");
    assertThat(heard.containsKey("byline")).isFalse();
    assertThat(bayo.reads("testimony/" + receipt.text("/number")).text()).doesNotContain(name);
    assertThat(bayo.reads(target + "/testimony").text()).doesNotContain(name);
    assertThat(bayo.page(receipt.text("/page")).text()).doesNotContain(name);
    assertThat((String) hall.one("SELECT name FROM testimony WHERE number = ?", receipt.text("/number"))).isEqualTo(name);
  }

  @Test
  void anonymouslyAndNothingLeadsBack() {
    var receipt = dae.testifies(target, "Nobody shall ever know.", "privacy", "anonymous", "name", secret("Nameless Nell"), "email", secret("nell@people.example"));
    var number = receipt.text("/number");
    assertThat((Boolean) hall.one("SELECT num_nonnulls(name, email, person, on_behalf_of) = 0 AND received_at = date_trunc('hour', received_at, 'UTC') FROM testimony WHERE number = ?", number)).isTrue();
    assertThat((Boolean) hall.one("SELECT bool_and(actor IS NULL AND at = date_trunc('hour', at, 'UTC')) FROM journal WHERE topics @> ARRAY['testimony/' || ?]", number)).isTrue();
    assertThat((Long) hall.one("SELECT count(*) FROM testimony t JOIN person p ON t.id::text LIKE '%' || p.id::text || '%' WHERE t.number = ?", number)).isZero();
    var trail = bayo.reads("testimony/" + number).expect(200);
    assertThat(trail.has("/testimony/byline")).isFalse();
    assertThat(trail.text("/testimony/received_at")).endsWith(":00:00Z");
  }

  @Test
  void withoutANameItIsAnonymousUnlessTheySaySo() {
    assertThat(bayo.reads("testimony/" + stranger.testifies(target, "No name given.").text("/number")).text("/testimony/privacy")).isEqualTo("anonymous");
    assertThat(stranger.asks(target + "/testimony", Map.of("text", "Under my name", "privacy", "named")).expect(422).faults()).containsExactly("/name name_to_appear_under");
  }

  @Test
  void inConfidenceItIsCountedAndNotShown() {
    long before = bayo.reads(target + "/testimony").at("/counts/confidential").asLong();
    var text = secret("What I saw that night is for the board only.");
    var receipt = dae.testifies(target, text, "privacy", "confidential", "name", secret("Confidential Cora"), "position", "oppose");
    var listing = bayo.reads(target + "/testimony");
    assertThat(listing.at("/counts/confidential").asLong()).isEqualTo(before + 1);
    assertThat(listing.text()).doesNotContain(receipt.text("/number"));
    bayo.reads("testimony/" + receipt.text("/number")).refused(404, "missing");
    assertThat(dae.reads("receipts/" + receipt.text("/secret")).text("/trail/testimony/text")).isEqualTo(text);
    var heard = bayo.followsAfter(0, "ashgrove/testimony/" + receipt.text("/number")).sees("TestimonyReceivedInConfidence");
    assertThat(heard.fieldNames()).containsExactlyInAnyOrder("testimony", "target", "late");
  }

  @Test
  void theyTakeItBackAndATombstoneStays() {
    var text = "I should not have said this about my neighbour.";
    var receipt = dae.testifies(target, text, "name", "Dae", "position", "oppose");
    var number = receipt.text("/number");
    var seen = bayo.follows("ashgrove/testimony/" + number);
    long opposed = bayo.reads(target + "/testimony").at("/counts/oppose").asLong();

    dae.asks("receipts/" + receipt.text("/secret") + "/withdraw").expect(200);

    assertThat(seen.sees("TestimonyWithdrawn").getString("testimony")).isEqualTo(number);
    var trail = bayo.reads("testimony/" + number).expect(200);
    assertThat(trail.text("/testimony/status")).isEqualTo("withdrawn");
    assertThat(trail.has("/testimony/text")).isFalse();
    assertThat(bayo.reads(target + "/testimony").at("/counts/oppose").asLong()).isEqualTo(opposed - 1);
    assertThat(dae.reads("receipts/" + receipt.text("/secret")).text("/trail/testimony/text")).isEqualTo(text);
    dae.asks("receipts/" + receipt.text("/secret") + "/withdraw").refused(409, "wrong_state");
    goneFromTheRecord(number, text);
  }

  @Test
  void theyNoLongerShowTheirName() {
    var receipt = dae.testifies(target, "True, whoever says it.", "name", "Dae Formerly-Named");
    var number = receipt.text("/number");
    dae.asks("receipts/" + receipt.text("/secret") + "/withhold-name").expect(200);
    assertThat(bayo.reads("testimony/" + number).text()).contains("True, whoever says it.").doesNotContain("Formerly-Named");
    dae.asks("receipts/" + receipt.text("/secret") + "/withhold-name").refused(409, "no_name_shown");
    goneFromTheRecord(number, "Formerly-Named");
  }

  /** Neither the history nor whoever comes back to the feed gets what was struck; pages forget it too. */
  private void goneFromTheRecord(String number, String struck) {
    assertThat(bayo.reads("record?about=testimony/" + number).text()).contains(number).doesNotContain(struck);
    var late = stranger.followsAfter(0, "ashgrove/testimony/" + number);
    var replayed = late.sees("TestimonyPublished");
    assertThat(replayed.encode()).doesNotContain(struck);
    assertThat(stranger.page("/ashgrove/" + target).text()).doesNotContain(struck);
    assertThat(stranger.page("/ashgrove/testimony/" + number).text()).doesNotContain(struck);
    assertThat(stranger.page("/ashgrove/record").text()).doesNotContain(struck);
  }

  @Test
  void sendingTwiceMakesOneRecord() {
    var key = UUID.randomUUID().toString();
    var words = Map.of("text", "Once is enough.");
    var first = sends(bayo, key, words).expect(201);
    var second = sends(bayo, key, words).expect(201);
    assertThat(second.text("/number")).isEqualTo(first.text("/number"));
    assertThat(second.text("/secret")).isEqualTo(first.text("/secret"));
    sends(bayo, key, Map.of("text", "Something else.")).refused(422, "key_used");
    assertThat(sends(dae, key, words).expect(201).text("/number")).isNotEqualTo(first.text("/number"));
    assertThat((Long) hall.one("SELECT count(*) FROM testimony WHERE text = 'Once is enough.'")).isEqualTo(2);
  }

  private Answer sends(Person who, String key, Object words) {
    return who.api("POST", "/ashgrove/" + target + "/testimony", words, "Idempotency-Key", key);
  }

  @Test
  void byTheFormWithoutScript() {
    var page = stranger.page("/ashgrove/" + target + "/testify").expect(200).text();
    var key = field(page, "key");
    var fields = new LinkedHashMap<>(Map.of("key", key, "text", "", "privacy", "named", "name", ""));
    var refused = stranger.submit("/ashgrove/" + target + "/testify", fields).expect(422);
    assertThat(refused.text()).contains("aria-invalid=\"true\"").contains(key);

    fields.putAll(Map.of("text", "Written on paper first, <b>then</b> here.", "name", "Olu", "position", "neutral"));
    var sent = stranger.submit("/ashgrove/" + target + "/testify", fields).expect(303);
    assertThat(sent.header("Location")).matches("/receipt/[A-Za-z0-9_-]{32}");
    var again = stranger.submit("/ashgrove/" + target + "/testify", fields).expect(303);
    assertThat(again.header("Location")).isEqualTo(sent.header("Location"));

    var receipt = stranger.page(sent.header("Location")).expect(200).text();
    assertThat(receipt).contains("Written on paper first").doesNotContain("<b>then").matches(Pattern.compile(".*T-\\d{4}-\\d{6}.*", Pattern.DOTALL));
    assertThat(bayo.reads(target + "/testimony").text()).contains("Written on paper first");
    stranger.submit(sent.header("Location") + "/withdraw", Map.of()).expect(303);
    assertThat(stranger.page("/ashgrove/" + target).text()).doesNotContain("Written on paper first");
  }

  private static String field(String page, String name) {
    var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertThat(found.find()).as("field %s", name).isTrue();
    return found.group(1);
  }

  @Test
  void anAnswerToAnotherAtMostFourDeep() {
    var last = bayo.testifies(target, "The first.", "name", "Bayo").text("/number");
    var first = last;
    for (int depth = 1; depth <= 4; depth++) last = dae.testifies(target, "An answer " + depth, "parent", last, "name", "Dae").text("/number");
    assertThat(dae.asks(target + "/testimony", Map.of("text", "Too deep", "parent", last)).expect(422).faults()).containsExactly("/parent thread_too_deep");
    assertThat(dae.asks("areas/civilian-oversight/testimony", Map.of("text", "Elsewhere", "parent", first)).status()).isIn(404, 422);
  }

  @Test
  void aWarningComesBeforeSendingAndWhatIsSentAnywayIsHeld() {
    var phone = secret("(415) 555-0132");
    var page = "/ashgrove/" + target + "/testify";
    var visitor = town.stranger();
    long before = bayo.reads(target + "/testimony").at("/counts/published").asLong();
    var again = visitor.onPage(page, page).with("text", "My neighbour, " + phone + ", saw it.").with("privacy", "anonymous").comesBack(422, "It seems to hold a phone number.");
    assertThat(again.pageText()).contains("This looks like personal data", phone);
    assertThat(again.value("text")).contains(phone);
    var overheard = dae.follows("ashgrove/" + target + "/testimony");
    var receipt = again.pressing("send_anyway").succeeds().text();
    assertThat(receipt).contains("Held for review", phone);
    var heard = overheard.sees("TestimonyHeld");
    assertThat(heard.getString("rule")).isEqualTo("personal_data");
    var number = heard.getString("testimony");
    assertThat(bayo.reads("testimony/" + number).expect(200).text()).contains("\"held\"").doesNotContain("saw it");
    assertThat(bayo.reads(target + "/testimony").at("/counts/published").asLong()).isEqualTo(before);
    assertThat(dae.page("/ashgrove/testimony/" + number).expect(200).text()).doesNotContain("saw it");

    // By the API the same, and what was never shown leaves nothing when it is taken back.
    assertThat(dae.asks(target + "/testimony", Map.of("text", "Mail " + secret("someone@people.example"))).expect(422).faults()).containsExactly("/text personal_data_email");
    var held = dae.testifies(target, "Mail " + secret("other@people.example"), "send_anyway", true);
    assertThat(held.text("/status")).isEqualTo("held");
    dae.asks("receipts/" + held.text("/secret") + "/withdraw").expect(200);
    bayo.reads("testimony/" + held.text("/number")).refused(404, "missing");
    assertThat(visitor.onPage(page, page).with("text", "My neighbour, " + phone).with("privacy", "anonymous").comesBack(422, "phone").with("text", "My neighbour saw it.").leadsTo()).startsWith("/receipt/");
  }

  @Test
  void notOnceItIsEnteredInTheRecord() {
    var own = ines.announces("Entered words stay", "An item");
    var receipt = dae.testifies("hearings/" + own, "I say this for the record.", "name", "Dae");
    ines.asks("hearings/" + own + "/packet/enter").expect(200);
    dae.asks("receipts/" + receipt.text("/secret") + "/withdraw").refused(409, "already_entered");
    assertThat(bayo.reads("testimony/" + receipt.text("/number")).text("/testimony/text")).isEqualTo("I say this for the record.");
  }

  @Test
  void notToAClosedItemNorToWhatIsNotThere() {
    assertThat(bayo.asks(target + "/testimony", Map.of("text", "On the lawsuit", "item", 2)).expect(422).faults()).containsExactly("/item no_comment_on_item");
    assertThat(bayo.asks(target + "/testimony", Map.of("text", "On nothing", "item", 9)).expect(422).faults()).containsExactly("/item item_unknown");
    bayo.asks("hearings/9999/testimony", Map.of("text", "To nobody")).refused(404, "missing");
  }

  @Test
  void afterTheWindowItIsLateOrRefused() {
    var accepting = ines.announces("Late ones are marked", "An item");
    var refusing = ines.announces("Late ones are refused", "An item");
    for (var number : new long[] {accepting, refusing}) {
      hall.change("ashgrove", "UPDATE hearing SET testimony_closes_at = now() - interval '1 second', late_testimony = ? WHERE number = ? AND jurisdiction = current_setting('lectern.jurisdiction')::uuid",
          number == accepting ? "accept" : "refuse", number);
    }
    var late = bayo.testifies("hearings/" + accepting, "A minute too late.", "name", "Bayo");
    assertThat(late.at("/late").asBoolean()).isTrue();
    bayo.asks("hearings/" + refusing + "/testimony", Map.of("text", "A minute too late.")).refused(409, "window_closed");
  }
}
