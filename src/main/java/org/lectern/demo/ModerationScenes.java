package org.lectern.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Role;
import org.lectern.core.Secrets;
import org.lectern.moderation.AppealCommands;
import org.lectern.moderation.DecisionCommands;
import org.lectern.moderation.DisputeCommands;
import org.lectern.moderation.HidingCommands;
import org.lectern.moderation.HoldCommands;
import org.lectern.moderation.RedactionCommands;
import org.lectern.moderation.Removal;
import org.lectern.moderation.RemovalCommands;
import org.lectern.people.Outbox.Letter;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Hold;
import org.lectern.testimony.Intake;
import org.lectern.testimony.Position;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.RevisionCommands;
import org.lectern.testimony.Submitted;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands.Words;
import org.lectern.testimony.Weight;

/** What moderators of Marlow have before them, and what they decided last: a flood, an address, a threat and its appeal, a name that was not theirs. */
final class ModerationScenes {

  private static final Letter NOBODY_WRITES = new Letter("Marlow", "Marlow", null);

  private final Story story;
  private final Cast cast;
  private final Secrets secrets;
  private final Instant now;

  ModerationScenes(Story story, Cast cast, Secrets secrets, Instant now) {
    this.story = story;
    this.cast = cast;
    this.secrets = secrets;
    this.now = now;
  }

  /** On what is said to that hearing. */
  void plan(Supplier<Target> hearing) {
    at(96, when -> redact(when, hearing.get()));
    at(80, when -> hideAndAppeal(when, hearing.get()));
    at(70, when -> dispute(when, hearing.get()));
    at(60, when -> removed(when));
    at(30, when -> held(when, hearing.get(), "My landlord is at 418 Walnut Street, Apt 3, and he films the whole stairway. Ask him who sees it.", Privacy.NAMED, "Gwen Ostrander", null));
    at(27, when -> held(when, hearing.get(), "Whoever wants to testify with us can call me at (217) 555-0143 after six.", Privacy.NAMED, "Marcus Bell", null));
    at(22, when -> report(when, hearing.get()));
    for (int i = 0; i < 14; i++) flood(20 * 60 - 2 * i, i, hearing);
    at(16, when -> propose(when, hearing.get()));
    at(12, when -> revise(when, hearing.get()));
    at(9, when -> open(when));
  }

  private interface Act {
    void at(Instant when);
  }

  private void at(int hoursAgo, Act act) {
    var when = now.minus(Duration.ofHours(hoursAgo));
    story.plan(when, () -> act.at(when));
  }

  private Caller moderator(String key) {
    return cast.as(key, Role.MODERATOR);
  }

  private Submitted says(Instant when, Target target, String text, Privacy privacy, String name, String email, Weight weight) {
    var words = new Words(null, text, privacy, name, email, Position.OPPOSE, "en", null, null, true, null, null);
    return story.tell(when, cast.visitor("web"), Intake.SUBMIT.alone(Intake.Submission.of(target, words, secrets, null).weighing(weight)));
  }

  private void held(Instant when, Target target, String text, Privacy privacy, String name, String email) {
    says(when, target, text, privacy, name, email, Weight.NONE);
  }

  private void flood(int minutesAgo, int nth, Supplier<Target> hearing) {
    var when = now.minus(Duration.ofMinutes(minutesAgo));
    story.plan(when, () -> says(when, hearing.get(), "NO CAMERAS IN MARLOW. Vote no. Message " + (nth + 1) + " of our action day.", Privacy.ANONYMOUS, null, null,
        new Weight(Hold.FLOOD, List.of("burst"), null)));
  }

  private void redact(Instant when, Target target) {
    var said = says(when, target, "The sergeant lives at 77 Orchard Lane and parks the cruiser there. The policy should say who may take one home.", Privacy.NAMED, "Della Reyes", null, Weight.NONE);
    story.tell(when.plusSeconds(5_000), moderator("moderator"), RedactionCommands.redact(said.number(),
        new RedactionCommands.Redacting(1, Ground.M2, "The home address of a person. What is said about the policy stays.", List.of("77 Orchard Lane"), null), notice -> NOBODY_WRITES));
  }

  private void hideAndAppeal(Instant when, Target target) {
    var said = says(when, target, "If the council votes for this I will wait for them at the parking lot, and they will see.", Privacy.PSEUDONYM, "Ward Six", null, Weight.NONE);
    story.tell(when.plusSeconds(900), moderator("moderator"), HoldCommands.hold(said.number(), new HoldCommands.Holding(Ground.M1, "It can be read as a threat to the members."), notice -> NOBODY_WRITES));
    story.tell(when.plusSeconds(1_200), moderator("moderator"), HidingCommands.propose(said.number(), new HidingCommands.Hiding(1, Ground.M1, "It announces that the writer will wait for the members.")));
    story.tell(when.plusSeconds(4_000), moderator("moderator2"), HidingCommands.confirm(said.number(), new DecisionCommands.Seen(2, null), notice -> NOBODY_WRITES));
    story.tell(when.plusSeconds(40_000), cast.visitor("web"), AppealCommands.appeal(secrets.link("receipt", said.id()),
        new AppealCommands.Appealing("I meant with a petition. I have waited there with a petition at every vote for ten years, and they know me.")));
  }

  private void dispute(Instant when, Target target) {
    var said = says(when, target, "I am a retired officer and I want no cameras at all.", Privacy.NAMED, "Harold Finch", "harold.finch@mail.example", Weight.NONE);
    var door = Access.ANYONE;
    story.tell(when.plusSeconds(9_000), cast.visitor("web").through(door), DisputeCommands.dispute(said.number(), new DisputeCommands.Disputing("My name, not my words.", null), secrets, null,
        notice -> {
          asked = notice.secret() == null ? asked : notice.secret();
          return NOBODY_WRITES;
        }));
    story.tell(when.plusSeconds(12_000), cast.visitor("web").through(door), DisputeCommands.confirm(asked));
  }

  private String asked;

  private void report(Instant when, Target target) {
    var said = says(when, target, "Cheap dashboard cameras for everyone, today only, ask for my list of prices!", Privacy.PSEUDONYM, "Cam Deals", "deals@mailinator.com",
        new Weight(null, List.of("disposable"), null));
    for (int i = 1; i <= 3; i++) {
      story.tell(when.plusSeconds(600L * i), cast.visitor("web"), HoldCommands.report(said.number(), new HoldCommands.Reporting(Ground.M4, i == 1 ? "He sells something." : null, null), null, notice -> NOBODY_WRITES));
    }
  }

  private void propose(Instant when, Target target) {
    var said = says(when, target, "The boy who was stopped on Mill Road is in my daughter’s class at Harding Middle School; everyone there knows which one.", Privacy.NAMED, "Paula Winslow", null, Weight.NONE);
    story.tell(when.plusSeconds(300), moderator("moderator2"), HoldCommands.hold(said.number(), new HoldCommands.Holding(Ground.M3, "It leads to a minor."), notice -> NOBODY_WRITES));
    story.tell(when.plusSeconds(700), moderator("moderator2"), HidingCommands.propose(said.number(), new HidingCommands.Hiding(1, Ground.M3, "Class, school and street together identify a child.")));
  }

  /** New words with a telephone wait; the ones before stay public. */
  private void revise(Instant when, Target target) {
    var said = says(when, target, "Our block watch asks that the footage of a stop be kept for two years, not ninety days.", Privacy.NAMED, "Irma Castellanos", null, Weight.NONE);
    story.tell(when.plusSeconds(2_400), cast.visitor("web"), RevisionCommands.revise(secrets.link("receipt", said.id()), new RevisionCommands.Revising(
        "Our block watch asks that the footage of a stop be kept for two years, not ninety days. Whoever wants to join: Tom, (217) 555-0168.", Position.OPPOSE, "en", true)));
  }

  private void removed(Instant when) {
    var asked = story.tell(when, cast.visitor("web"), RemovalCommands.ask(new RemovalCommands.Asking(null, "Agenda of the May hearing, attachment 2", "My private telephone stands in the list of signatures.", null), secrets));
    story.tell(when.plusSeconds(70_000), moderator("moderator"), RemovalCommands.decide(asked.number(), new RemovalCommands.Deciding(Removal.Outcome.REMOVED, null), one -> NOBODY_WRITES));
  }

  private void open(Instant when) {
    story.tell(when, cast.visitor("web"), RemovalCommands.ask(new RemovalCommands.Asking(null, "Minutes of last month, page 3", "My daughter’s full name; she is fourteen.", null), secrets));
  }
}
