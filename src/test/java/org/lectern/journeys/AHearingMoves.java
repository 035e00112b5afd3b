package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.lectern.support.Person;
import org.lectern.support.Story;

/** Ines postpones, moves and cancels hearings, and everyone who counted on them is told once. */
class AHearingMoves extends Story {

  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  private static Instant in(long days) {
    return Instant.now().plus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
  }

  private long noticed(String title, Instant start, Object... items) {
    var draft = town.ines.draft("council", title, start, items.length == 0 ? new Object[] {"Item"} : items);
    draft.put("video_url", "https://video.example/room-" + title.hashCode());
    var hearing = town.ines.drafts(draft);
    town.ines.notices(hearing);
    return hearing;
  }

  private String speaker(long hearing, String name, String language) {
    var email = secret(name + "@speakers.example");
    town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1, "email", email, "language", language)).expect(201);
    return email;
  }

  private String status(long hearing) {
    return town.bayo.reads("hearings/" + hearing).expect(200).text("/hearing/status");
  }

  private String calendar(long hearing) {
    return town.stranger().page("/ashgrove/hearings/" + hearing + ".ics").expect(200).text().replace("\r\n ", "");
  }

  private static int sequence(String calendar) {
    var found = java.util.regex.Pattern.compile("SEQUENCE:(\\d+)").matcher(calendar);
    assertThat(found.find()).as(calendar).isTrue();
    return Integer.parseInt(found.group(1));
  }

  /** Its papers are due as long before the new start as they were before the old one, and stand in the packet with their item. */
  @Test
  void itsPapersMoveWithIt() {
    var hearing = town.ines.drafts(town.ines.draft("council", "With papers", java.time.Instant.now().plus(10, java.time.temporal.ChronoUnit.DAYS).truncatedTo(java.time.temporal.ChronoUnit.SECONDS), "First matter", "Second matter"));
    town.ines.notices(hearing);
    var target = "hearings/" + hearing;
    town.ines.asks(target + "/materials", Map.of("title", "The audit", "url", "https://city.example/audit.pdf", "item", 2)).expect(201);
    town.ines.asks(target + "/materials", Map.of("title", "All letters", "url", "https://city.example/letters.pdf")).expect(201);
    var before = town.bayo.reads(target).expect(200);
    var due = java.time.Instant.parse(before.text("/materials/0/due_at"));
    var starts = java.time.Instant.parse(before.text("/hearing/starts_at"));
    town.ines.asks(target + "/reschedule", Map.of("starts_at", starts.plus(java.time.Duration.ofDays(4)), "reason", "The hall is flooded")).expect(200);
    var after = town.bayo.reads(target).expect(200);
    assertThat(java.time.Instant.parse(after.text("/materials/0/due_at"))).isEqualTo(due.plus(java.time.Duration.ofDays(4)));
    var packet = town.bayo.reads(target + "/packet").expect(200);
    assertThat(packet.at("/materials").findValuesAsText("title")).containsExactly("The audit", "All letters");
    var page = town.stranger().page("/ashgrove/" + target + "/packet").expect(200).text();
    assertThat(page.indexOf("Second matter")).isLessThan(page.indexOf("The audit"));
    assertThat(page.indexOf("The audit")).isLessThan(page.indexOf("All letters"));
  }

  @Test
  void postponedAndGivenANewDate() {
    var start = in(10);
    var hearing = noticed("Radios", start);
    var target = "hearings/" + hearing;
    var olu = speaker(hearing, "olu", "en");
    var luz = speaker(hearing, "luz", "es");
    var ear = town.bayo.follows("ashgrove/" + target);
    var first = sequence(calendar(hearing));

    town.ines.asks(target + "/postpone", Map.of("reason", "The chamber is flooded.")).expect(200);
    assertThat(ear.sees("HearingPostponed").getString("reason")).isEqualTo("The chamber is flooded.");
    var postponed = calendar(hearing);
    assertThat(postponed).contains("STATUS:TENTATIVE", "POSTPONED: ");
    assertThat(sequence(postponed)).isGreaterThan(first);
    assertThat(town.bayo.page("/ashgrove/" + target).text()).contains("The chamber is flooded.", "A new date is not set yet");
    assertThat(town.bayo.page("/ashgrove/hearings").text()).contains("Radios");
    assertThat(hall.mailsTo(olu, 1).get(0)).startsWith("Postponed: Radios").contains("The chamber is flooded.", "/slot/");
    assertThat(hall.mailsTo(luz, 1).get(0)).startsWith("Aplazada: Radios").contains("Motivo: The chamber is flooded.");
    town.ines.asks(target + "/postpone", Map.of("reason", "Once more")).refused(409, "wrong_state");
    town.abel.asks(target + "/start", Map.of("present", 5)).refused(409, "wrong_state");

    var soon = in(2);
    assertThat(town.ines.asks(target + "/reschedule", Map.of("starts_at", soon)).expect(422).faults()).containsExactly("/starts_at too_late_to_notice");
    var later = in(20);
    var moved = town.ines.asks(target + "/reschedule", Map.of("starts_at", later)).expect(200);
    assertThat(moved.text("/status")).isEqualTo("noticed");
    var heard = ear.sees("HearingRescheduled");
    assertThat(heard.getInstant("before")).isEqualTo(start);
    assertThat(heard.getString("verdict")).isEqualTo("compliant");
    var sheet = town.bayo.reads(target);
    assertThat(Instant.parse(sheet.text("/hearing/starts_at"))).isEqualTo(later);
    assertThat(Instant.parse(sheet.text("/earlier/0/starts_at"))).isEqualTo(start);
    assertThat(sheet.text("/earlier/0/reason")).isEqualTo("The chamber is flooded.");
    assertThat(sheet.at("/certificate/serial").asInt()).isEqualTo(2);
    assertThat(Instant.parse(sheet.text("/certificate/starts_at"))).isEqualTo(later);
    assertThat(sheet.has("/hearing/reason")).isFalse();
    var again = calendar(hearing);
    assertThat(again).contains("STATUS:CONFIRMED").doesNotContain("POSTPONED");
    assertThat(sequence(again)).isGreaterThan(sequence(postponed));
    assertThat(hall.mailsTo(olu, 2)).hasSize(2).last().asString().startsWith("New date: Radios").contains("It was: ");
    town.stranger().asks(target + "/slots", Map.of("item", 1)).expect(201);
  }

  @Test
  void movedAtOnceWithAReasonOnly() {
    var start = in(9);
    var draft = town.ines.draft("council", "Moved at once", start, "Item");
    draft.put("testimony_closes_at", start.minus(1, ChronoUnit.HOURS));
    var hearing = town.ines.drafts(draft);
    town.ines.asks("hearings/" + hearing + "/reschedule", Map.of("starts_at", in(12), "reason", "A draft")).refused(409, "only_noticed_moved");
    town.ines.notices(hearing);
    var target = "hearings/" + hearing;
    assertThat(town.ines.asks(target + "/reschedule", Map.of("starts_at", in(12))).expect(422).faults()).containsExactly("/reason reason_required");
    assertThat(town.ines.asks(target + "/reschedule", Map.of("starts_at", start, "reason", "The same")).expect(422).faults()).containsExactly("/starts_at same_start");
    town.ines.asks(target + "/reschedule", Map.of("starts_at", in(1), "reason", "Sooner")).expect(422);
    var sooner = town.ines.asks(target + "/reschedule", Map.of("starts_at", in(1), "reason", "The court wants it", "waiver_code", "court_order", "waiver_reason", "Order 12 of the superior court")).expect(200);
    assertThat(Instant.parse(sooner.text("/testimony_closes_at"))).isEqualTo(in(1).minus(1, ChronoUnit.HOURS));
    var sheet = town.bayo.reads(target);
    assertThat(sheet.text("/certificate/verdict")).isEqualTo("waived");
    assertThat(sheet.text("/hearing/profile")).isEqualTo("CA");
    town.ines.asks(target + "/reschedule", Map.of("starts_at", in(13), "reason", "It was lifted")).expect(200);
    assertThat(town.bayo.reads(target).at("/earlier").size()).isEqualTo(2);
  }

  @Test
  void cancelledForEveryoneAtOnce() {
    var hearing = noticed("Called off", in(8));
    var target = "hearings/" + hearing;
    var olu = speaker(hearing, "olu.c", "en");
    var bayos = town.bayo.signsUp(hearing, 1);
    var gone = town.stranger().asks(target + "/slots", Map.of("item", 1, "email", secret("gone@speakers.example"))).expect(201).text("/secret");
    town.stranger().asks("slots/" + gone + "/withdraw").expect(200);
    var before = town.bayo.reads(target);
    assertThat(before.has("/hearing/video_url")).isTrue();
    var ear = town.bayo.follows("ashgrove/hearings");
    town.ines.asks(target + "/cancel", Map.of("reason", "No quorum that week.")).expect(200);
    assertThat(ear.sees("HearingCancelled").getInteger("lapsed")).isEqualTo(2);

    var sheet = town.stranger().reads(target);
    assertThat(sheet.has("/hearing/video_url")).isFalse();
    assertThat(sheet.has("/hearing/phone_in")).isFalse();
    assertThat(sheet.text("/items/0/title")).isEqualTo("Item");
    for (var page : List.of("", ".ics")) assertThat(town.stranger().page("/ashgrove/" + target + page).expect(200).text()).doesNotContain("video.example", "555 0100");
    assertThat(calendar(hearing)).contains("STATUS:CANCELLED", "CANCELLED: ");
    assertThat(town.stranger().page("/ashgrove/hearings.ics").text()).contains("STATUS:CANCELLED");
    assertThat(town.bayo.reads("slots/" + bayos).text("/slot/status")).isEqualTo("lapsed");
    assertThat(hall.mailsTo(olu, 1).get(0)).startsWith("Cancelled: Called off").contains("No quorum that week.");
    hall.everybodyTold();
    assertThat(hall.mailsTo(town.bayo.email, 1).stream().filter(mail -> mail.startsWith("Cancelled: Called off"))).as("at the address of the account").hasSize(1);
    assertThat(hall.sql("SELECT 1 FROM mail WHERE recipient = 'gone@speakers.example' AND subject LIKE 'Cancelled%'")).isEmpty();
    town.ines.asks(target + "/reschedule", Map.of("starts_at", in(30), "reason", "Back again")).refused(409, "wrong_state");
  }

  @Test
  void atTheDoorWithinADayOrAtOnce() {
    var later = noticed("At the door", in(10));
    town.ines.asks("hearings/" + later + "/postpone", Map.of("reason", "A storm warning")).expect(200);
    var soon = town.ines.announces("At the door at once", "Item");
    town.ines.asks("hearings/" + soon + "/cancel", Map.of("reason", "The storm is here")).expect(200);
    var open = town.ines.reads("postings").expect(200).at("/items");
    var dues = new java.util.HashMap<Long, Instant>();
    open.forEach(posting -> dues.put(posting.get("hearing").asLong(), Instant.parse(posting.get("due_at").asText())));
    assertThat(dues.get(later)).isBetween(Instant.now().plus(23, ChronoUnit.HOURS), Instant.now().plus(25, ChronoUnit.HOURS));
    assertThat(dues.get(soon)).isBefore(Instant.now().plusSeconds(5));
    assertThat(town.noor.reads("postings").expect(200).at("/items").size()).isZero();
    town.noor.asks("hearings/" + soon + "/postings/1", Map.of("spot", "Not my door")).refused(403, "not_your_body");
    assertThat(town.ines.asks("hearings/" + soon + "/postings/1", Map.of("spot", "x")).expect(422).faults()).containsExactly("/spot too_short");
    town.ines.asks("hearings/" + soon + "/postings/7", Map.of("spot", "No such paper")).refused(404, "missing");
    var ear = town.bayo.follows("ashgrove/hearings/" + soon);
    town.ines.asks("hearings/" + soon + "/postings/1", Map.of("spot", "On the door of Room 200")).expect(200);
    assertThat(ear.sees("NoticePosted").getString("spot")).isEqualTo("On the door of Room 200");
    town.ines.asks("hearings/" + soon + "/postings/1", Map.of("spot", "Once more")).refused(409, "posted_already");
    assertThat(town.bayo.page("/ashgrove/hearings/" + soon).text()).contains("On the door of Room 200");
  }

  @Test
  void withThePagesAlone() {
    Person ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var page = "/ashgrove/hearings/" + noticed("Moved by the pages", in(10));
    ines.onPage(page, page + "/postpone").comesBack(422, "Fill this in").with("reason", "The clerk is ill.").succeeds();
    var form = page + "/reschedule";
    assertThat(ines.page(page).text()).contains(form);
    var early = in(1).atZone(ZONE).toLocalDateTime().toString();
    var late = in(30).atZone(ZONE).toLocalDateTime().toString();
    var filled = ines.onPage(form, form);
    assertThat(filled.value("reason")).isEqualTo("The clerk is ill.");
    filled.with("starts_at", early).comesBack(422, "was due by").with("starts_at", late).succeeds();
    assertThat(status(Long.parseLong(page.replaceAll(".*/", "")))).isEqualTo("noticed");
    ines.onPage(page, page + "/cancel").with("reason", "It is settled.").succeeds();
    var work = ines.page("/ashgrove/hearings/work").expect(200);
    assertThat(work.text()).contains("Moved by the pages", page + "/postings/1", page + "/postings/3");
    ines.onPage("/ashgrove/hearings/work", page + "/postings/3").comesBack(422, "Fill this in").with("spot", "The board outside").succeeds();
  }

  @Test
  void theCheckWithoutScript() {
    Person ines = town.person("ashgrove", "Ines");
    ines.signsInAtThePage();
    var before = hall.<Long>one("SELECT count(*) FROM hearing");
    var form = ines.onPage("/ashgrove/hearings/new", "/ashgrove/hearings/new").with("body", "council").with("title", "Only asking").with("starts_at", in(1).atZone(ZONE).toLocalDateTime().toString());
    var checked = form.pressing("check").comesBack(422, "Nothing was saved");
    assertThat(checked.value("title")).isEqualTo("Only asking");
    assertThat(checked.pageText()).contains("Notice would be too late", "72 hours of elapsed time before that");
    assertThat(checked.with("starts_at", in(40).atZone(ZONE).toLocalDateTime().toString()).pressing("check").comesBack(422, "Nothing was saved").pageText()).contains("Notice given now is in time");
    assertThat(hall.<Long>one("SELECT count(*) FROM hearing")).isEqualTo(before);
    assertThat(ines.page("/ashgrove/notice?kind=special&starts_at=" + in(40).atZone(ZONE).toLocalDateTime()).expect(200).text()).contains("CA.1.special");
    for (var odd : List.of("", "?starts_at=soon&kind=party", "?starts_at=99999-99-99T00:00")) ines.page("/ashgrove/notice" + odd).expect(200);
  }
}
