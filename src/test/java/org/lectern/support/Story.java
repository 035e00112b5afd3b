package org.lectern.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * A story of Ashgrove, told through HTTP and the socket against a real database. Through each of them somebody listens who
 * never signed in: after every test they may only hold what is public.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
public abstract class Story {

  private static final Pattern EMAIL = Pattern.compile("[\\w.+-]+@[\\w-]+\\.\\w+");
  private static final Set<String> NEVER_PUBLIC = Set.of("HearingDrafted", "HearingRevised", "ActionDrafted", "PromiseCaptured", "PromiseSettled", "ActionDueSoon", "AddresseeDueSoon", "RoleGranted", "RoleRevoked",
      "AssessmentStarted", "CriterionAnswered", "AssessmentSubmitted", "AssessmentReturned", "AssessmentRead", "AgencyReplyAsked", "AgencyReplied",
      "CaseBegun", "CaseEdited", "HidingProposed", "RevisionHeld", "CaseTaken", "CaseLeft", "HidingDeclined", "TestimonyReported", "RemovalRequested", "RemovalDecided", "AccommodationRequested", "AccommodationArranged", "AlternativeOffered", "AccommodationDeclined", "AccommodationProvided");

  protected Hall hall;
  protected Town town;
  private Ear eavesdropper;
  private final List<String> secrets = new ArrayList<>();

  @BeforeAll
  final void opens() {
    hall = Hall.open();
    town = new Town(hall);
    eavesdropper = new Visitor(hall, "Eavesdropper").followsAfter(0, Town.ASHGROVE).followAfter(0, Town.BIRCHWOOD);
  }

  /** Something that nobody but those concerned may ever read: looked for wherever the eavesdropper listens. */
  protected final String secret(String text) {
    secrets.add(text);
    return text;
  }

  @AfterEach
  final void theEavesdropperHoldsPublicThingsOnly() {
    caughtUp();
    for (var message : eavesdropper.transcript()) {
      assertThat(NEVER_PUBLIC).as("overheard: %s", message).doesNotContain(message.getString("type"));
      mustBePublic(message.encode());
    }
    var visitor = new Visitor(hall, "Eavesdropper");
    for (var place : List.of(Town.ASHGROVE, Town.BIRCHWOOD)) {
      mustBePublic(visitor.get("/" + place + "/record?limit=100").expect(200).text());
      mustBePublic(visitor.get("/" + place + "/hearings?limit=100").expect(200).text());
      mustBePublic(visitor.get("/" + place + "/actions?limit=100").expect(200).text());
      mustBePublic(visitor.get("/" + place).expect(200).text());
      mustBePublic(visitor.page("/" + place).expect(200).text());
      mustBePublic(visitor.page("/" + place + "/record").expect(200).text());
    }
  }

  private void caughtUp() {
    for (var place : List.of(Town.ASHGROVE, Town.BIRCHWOOD)) {
      long newest = hall.one("SELECT coalesce(max(seq), 0) FROM journal JOIN jurisdiction j ON j.id = jurisdiction WHERE slug = ? AND everyone", place);
      long until = System.nanoTime() + 5_000_000_000L;
      while (eavesdropper.transcript().stream().noneMatch(m -> m.getString("topic", "").startsWith(place + "/") && m.getLong("seq") >= newest)) {
        assertThat(System.nanoTime()).as("the eavesdropper never came to %s of %s", newest, place).isLessThan(until);
        pause(5);
      }
    }
  }

  private void mustBePublic(String text) {
    assertThat(EMAIL.matcher(text).results().map(found -> found.group()).toList()).as("addresses in %s", text).isEmpty();
    for (var secret : secrets) assertThat(text).doesNotContain(secret);
  }

  /** What the eavesdropper heard so far. */
  protected final List<io.vertx.core.json.JsonObject> overheard() {
    return eavesdropper.transcript();
  }

  protected static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException asked) {
      throw new IllegalStateException(asked);
    }
  }

  @AfterAll
  final void closes() {
    if (eavesdropper != null) eavesdropper.drop();
    if (town != null) town.close();
    if (hall != null) hall.close();
  }
}
