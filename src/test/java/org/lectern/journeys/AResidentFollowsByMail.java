package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.lectern.support.Story;
import org.lectern.support.Visitor;

/** Residents follow by e-mail, without an account, and stop when they like. */
class AResidentFollowsByMail extends Story {

  private static final Pattern LINK = Pattern.compile("http://[^\\s]*(/ashgrove/follow/[A-Za-z0-9_-]{32})");

  private static String link(String mail) {
    var found = LINK.matcher(mail);
    assertThat(found.find()).as(mail).isTrue();
    return found.group(1);
  }

  private long noticed(String title, Map<String, Object> more) {
    var draft = town.ines.draft("council", title, Instant.now().plus(10, ChronoUnit.DAYS), "Item");
    draft.putAll(more);
    var hearing = town.ines.drafts(draft);
    town.ines.notices(hearing);
    return hearing;
  }

  /** Asks and says yes, with the pages. */
  private String follows(String email, String topic, String language) {
    var visitor = town.stranger();
    var before = hall.sql("SELECT 1 FROM mail WHERE recipient = ?", email).size();
    var page = "/ashgrove/follow?topic=" + topic + "&lang=" + language;
    assertThat(visitor.onPage(page, "/ashgrove/follow").with("email", email).leadsTo()).isEqualTo("/ashgrove/follow/asked");
    var link = link(hall.mailsTo(email, before + 1).get(before));
    visitor.onPage(link, link + "/confirm").succeeds();
    return link;
  }

  private List<String> subjects(String email) {
    hall.everybodyTold();
    return hall.sql("SELECT subject FROM mail WHERE recipient = ? ORDER BY created_at, id", email).stream().map(String::valueOf).toList();
  }

  @Test
  void aPolicyChange() {
    var policy = "policies/" + town.ines.asks("policies", Map.of("kind", "ordinance", "owner", "council", "title", "Cameras on", "text", "The first text of it.")).expect(201).text("/number");
    var pia = secret("pia@followers.example");
    follows(pia, policy, "en");
    assertThat(town.stranger().page("/ashgrove/" + policy).expect(200).text()).contains("follow?topic=" + policy);
    assertThat(town.stranger().page("/ashgrove/follow?topic=" + policy).expect(200).text()).contains("policy change gets a new text");
    town.stranger().page("/ashgrove/follow?topic=policies/POL-2020-999").expect(404);
    town.ines.asks(policy + "/draft").expect(200);
    var mails = hall.mailsTo(pia, 2);
    assertThat(mails.get(1)).contains("Drafting of a policy began", "Cameras on", "/ashgrove/" + policy, "Stop here");
    town.ines.asks(policy + "/withdraw", Map.of("reason", "It comes back in the spring.")).expect(200);
    assertThat(hall.mailsTo(pia, 3).get(2)).contains("It comes back in the spring.");
  }

  @Test
  void aHearingInTwoLanguages() {
    var hearing = noticed("Followed", Map.of());
    var pat = secret("pat@followers.example");
    var sol = secret("sol@followers.example");
    follows(pat, "hearings/" + hearing, "en");
    follows(sol, "hearings/" + hearing, "es");
    town.ines.asks("hearings/" + hearing + "/postpone", Map.of("reason", "A strike of the buses")).expect(200);
    assertThat(subjects(pat)).containsExactly("Follow Followed?", "Postponed: Followed");
    assertThat(subjects(sol)).containsExactly("¿Seguir Followed?", "Aplazada: Followed");
    assertThat(hall.mailsTo(sol, 2).get(1)).contains("Motivo: A strike of the buses", "Déjelo aquí");
    assertThat(hall.<String>one("SELECT unsubscribe FROM mail WHERE recipient = ? AND subject = 'Postponed: Followed'", pat)).endsWith("/one-click");
  }

  @Test
  void nothingIsSentBeforeTheAddressSaysYes() {
    var hearing = noticed("Unconfirmed", Map.of());
    var email = secret("silent@followers.example");
    var visitor = town.stranger();
    assertThat(visitor.asks("follows", Map.of("topic", "hearings/" + hearing, "email", email)).expect(201).text("/topic")).isEqualTo("hearings/" + hearing);
    var link = link(hall.mailsTo(email, 1).get(0));
    visitor.page(link).expect(200); // a mail scanner opens links
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Not needed")).expect(200);
    assertThat(subjects(email)).hasSize(1);
    assertThat(visitor.reads("follows/" + link.substring(link.length() - 32)).at("/confirmed").asBoolean()).isFalse();
    assertThat(visitor.page(link).header("Cache-Control")).isEqualTo("no-store");
    visitor.page("/ashgrove/follow/" + "x".repeat(32)).expect(404);
    visitor.asks("follows", Map.of("topic", "hearings/99999", "email", email)).refused(404, "missing");
    visitor.asks("follows", Map.of("topic", "bodies/police", "email", email)).refused(404, "missing");
    assertThat(visitor.asks("follows", Map.of("topic", "people/1", "email", "no address")).expect(422).faults()).contains("/email not_an_email");
    var draft = town.ines.drafts(town.ines.draft("council", "Still a draft", Instant.now().plus(10, ChronoUnit.DAYS), "Item"));
    visitor.asks("follows", Map.of("topic", "hearings/" + draft, "email", email)).refused(404, "missing");
    visitor.page("/ashgrove/follow?topic=hearings/" + draft).expect(404);
  }

  @Test
  void aPlaceABodyAndAnAreaTogetherAreOneMailAChange() {
    var area = town.bayo.reads("areas").text("/items/0/slug");
    var email = secret("many@followers.example");
    for (var topic : List.of("place", "bodies/council", "areas/" + area)) follows(email, topic, "en");
    var hearing = noticed("Once each", Map.of("areas", List.of(area)));
    town.stranger().asks("hearings/" + hearing + "/slots", Map.of("item", 1, "email", email.toUpperCase())).expect(201);
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Not needed")).expect(200);
    assertThat(subjects(email).stream().filter(subject -> subject.contains("Once each") && !subject.startsWith("You are in line"))).containsExactly("New hearing: Once each", "Cancelled: Once each");
  }

  @Test
  void oneTapEndsItAndForgetsTheAddress() {
    var hearing = noticed("Left", Map.of());
    var tapped = secret("tapped@followers.example");
    var pressed = secret("pressed@followers.example");
    var link = follows(tapped, "hearings/" + hearing, "en");
    var other = follows(pressed, "hearings/" + hearing, "en");
    var program = new Visitor(hall, "Mail program");
    program.submit(link + "/one-click", "List-Unsubscribe=One-Click").expect(200);
    program.submit(link + "/one-click", "List-Unsubscribe=One-Click").expect(200);
    assertThat(program.onPage(other, other + "/stop").leadsTo()).isEqualTo("/ashgrove/follow/stopped");
    program.page("/ashgrove/follow/stopped").expect(200);
    program.page(link).expect(404);
    assertThat(hall.sql("SELECT 1 FROM follower WHERE email = ANY (?)", (Object) new String[] {tapped, pressed})).isEmpty();
    town.ines.asks("hearings/" + hearing + "/cancel", Map.of("reason", "Not needed")).expect(200);
    assertThat(subjects(tapped)).hasSize(1);
  }

  @Test
  void nobodysMailboxIsFilledThroughUs() {
    var email = secret("target@followers.example");
    for (int i = 0; i < 5; i++) town.stranger().asks("follows", Map.of("topic", i % 2 == 0 ? "place" : "bodies/council", "email", email)).expect(201);
    town.stranger().asks("follows", Map.of("topic", "place", "email", email)).refused(429, "too_many_follows");
    new Visitor(hall, "Elsewhere").post("/birchwood/follows", Map.of("topic", "place", "email", email)).refused(429, "too_many_follows");
    assertThat(hall.sql("SELECT 1 FROM mail WHERE recipient = ?", email)).hasSize(5);
    var key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) town.stranger().api("POST", "/ashgrove/follows", Map.of("topic", "place", "email", secret("twice@followers.example")), "Idempotency-Key", key).expect(201);
    assertThat(hall.mailsTo("twice@followers.example", 1)).hasSize(1);
  }
}
