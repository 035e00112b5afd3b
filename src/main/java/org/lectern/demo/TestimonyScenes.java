package org.lectern.demo;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Scene;
import org.lectern.testimony.CitationCommands;
import org.lectern.testimony.CitationCommands.Citing;
import org.lectern.testimony.ClerkIntake;
import org.lectern.testimony.ClerkIntake.TakingIn;
import org.lectern.testimony.Position;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.RevisionCommands;
import org.lectern.testimony.Submitted;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands;
import org.lectern.testimony.TestimonyCommands.Words;

/** What becomes of words in Marlow: written anew, added to, taken down by the clerk, cited in what was decided. */
final class TestimonyScenes {

  private final Story story;
  private final Cast cast;
  private final HearingScenes hearings;
  private final Voices voices;
  private final Secrets secrets;

  TestimonyScenes(Story story, Cast cast, HearingScenes hearings, Voices voices, Secrets secrets) {
    this.story = story;
    this.cast = cast;
    this.hearings = hearings;
    this.voices = voices;
    this.secrets = secrets;
  }

  /** After a hearing the clerk takes down what was said at the microphone and links what the decision took from testimony. */
  void after(Scene scene) {
    var item = decided(scene);
    if (item == 0) return;
    var clerk = cast.as("clerk", Role.CLERK);
    var next = hearings.start(scene).plus(1, ChronoUnit.DAYS);
    story.plan(next, () -> spoken(scene, next, clerk));
    var cites = next.plus(1, ChronoUnit.HOURS);
    story.plan(cites, () -> cite(scene, cites, clerk, "hearings/" + number(scene) + "/items/" + item));
  }

  private long number(Scene scene) {
    return hearings.numbers.get(scene.key());
  }

  private static int decided(Scene scene) {
    for (var i = 0; i < scene.items().size(); i++) {
      if (scene.items().get(i).decision() != null && scene.items().get(i).tabled() == null && scene.items().get(i).speakers() > 0) return i + 1;
    }
    return 0;
  }

  private static final List<String> SAID = List.of(
      "I have lived on this street for nineteen years. I am not asking for less police. I am asking that whoever comes knows my son cannot answer when he is shouted at.",
      "You heard the numbers. Behind each of them is somebody who waited two hours for a van that never came. Please fund the second team.");

  private void spoken(Scene scene, Instant when, Caller clerk) {
    var spoke = story.ask(clerk, (db, caller) -> db.preparedQuery("""
            SELECT s.number
            FROM slot s
            JOIN hearing h ON h.id = s.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2 AND s.status = 'spoke' AND s.display_name IS NOT NULL
            ORDER BY s.number
            LIMIT 2""")
        .execute(Tuple.of(caller.place().id(), number(scene)))
        .map(rows -> Rows.list(rows, row -> row.getInteger("number"))));
    for (var i = 0; i < spoke.size(); i++) {
      story.tell(when.plusSeconds(300L * i), clerk, ClerkIntake.takeIn(new TakingIn("hearings/" + number(scene), null, "in_person", null, spoke.get(i),
          1_500 + 190 * i, SAID.get(i), Privacy.NAMED, null, null, i == 0 ? Position.MIXED : Position.SUPPORT, "en", null, null), secrets, null));
    }
  }

  private record Quote(String number, String passage) {}

  /** Only of what came without an address, so nobody is written to: the first sentence of each. */
  private void cite(Scene scene, Instant when, Caller clerk, String source) {
    var quotes = story.ask(clerk, (db, caller) -> db.preparedQuery("""
            SELECT t.number, substring(t.text FROM '^[^.!?\\n]{20,240}[.!?]') AS passage
            FROM testimony t
            JOIN hearing h ON h.id = t.hearing
            WHERE h.jurisdiction = $1 AND h.number = $2 AND t.status = 'published' AND t.privacy <> 'confidential' AND t.email IS NULL
              AND t.text ~ '^[^.!?\\n]{20,240}[.!?]'
            ORDER BY t.ordinal
            LIMIT 3""")
        .execute(Tuple.of(caller.place().id(), number(scene)))
        .map(rows -> Rows.list(rows, row -> new Quote(row.getString("number"), row.getString("passage")))));
    for (var quote : quotes) story.tell(when, clerk, CitationCommands.cite(quote.number, new Citing(source, quote.passage), told -> null));
  }

  /** One author finds better words the next day; a voice on the answering machine. */
  void before(Scene scene, Instant noticed, Instant now) {
    var visitor = cast.visitor("web");
    var made = new Submitted[1];
    var first = at(noticed, now, 0.2);
    story.plan(first, () -> made[0] = story.tell(first, visitor, TestimonyCommands.submit(Target.hearing(number(scene), null), new Words(null,
        "Please print the figures for each district beside those of last year. A number alone tells us nothing.", Privacy.NAMED, voices.name(), null, null, "en", null, null), secrets)));
    var again = at(noticed, now, 0.4);
    story.plan(again, () -> story.tell(again, visitor, RevisionCommands.revise(secrets.link("receipt", made[0].id()), new RevisionCommands.Revising(
        "Please print the figures for each district beside those of the last three years, with how many people live there. A number alone tells us nothing.", Position.SUPPORT, "en", null))));
    var more = at(noticed, now, 0.6);
    story.plan(more, () -> story.tell(more, visitor, RevisionCommands.supplement(secrets.link("receipt", made[0].id()),
        new RevisionCommands.Adding("The auditor already keeps those numbers; they are on page 14 of the spring report.", null, null), secrets)));
    var called = at(noticed, now, 0.7);
    story.plan(called, () -> story.tell(called, cast.as("clerk", Role.CLERK), ClerkIntake.takeIn(new TakingIn("hearings/" + number(scene), null, "voicemail", null, null, null,
        "This is a message for the meeting. I cannot climb the stairs to come and I do not have a computer. Whatever you decide, please send it to people on paper too. Thank you.",
        Privacy.WITHHELD, voices.name(), null, null, "en", null, null), secrets, null)));
  }

  private static Instant at(Instant from, Instant to, double share) {
    return from.plusMillis((long) (java.time.Duration.between(from, to).toMillis() * share));
  }
}
