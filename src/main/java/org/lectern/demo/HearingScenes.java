package org.lectern.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.lectern.bodies.Profile;
import org.lectern.core.Caller;
import org.lectern.core.Role;
import org.lectern.core.Secrets;
import org.lectern.demo.Script.Item;
import org.lectern.demo.Script.Line;
import org.lectern.demo.Script.Scene;
import org.lectern.hearings.CommentMode;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingCommands.Draft;
import org.lectern.hearings.HearingCommands.NewItem;
import org.lectern.hearings.HearingCommands.Reason;
import org.lectern.hearings.HearingCommands.Start;
import org.lectern.hearings.ItemCommands;
import org.lectern.hearings.MovingCommands;
import org.lectern.hearings.NoticeCommands;
import org.lectern.hearings.NoticeCommands.Noticing;
import org.lectern.queue.QueueCommands;
import org.lectern.queue.SignUp;
import org.lectern.queue.SlotCommands;
import org.lectern.testimony.Target;

/** How hearings go: each a plan of commands at the times at which they are told to have been given. */
final class HearingScenes {

  private static final String ACCESS = "Step-free entrance on Canal Street. Captions in the room and online; hearing loop in rows A to D."
      + " Ask for an ASL or other interpreter, large print or anything else you need from the City Clerk, 555-0142; we will do our best even on the day.";

  private final Story story;
  private final Cast cast;
  private final Voices voices;
  private final Secrets secrets;
  private final Random dice;
  private final Instant now;
  /** Who keeps a hearing that runs by itself: never one of the people that visitors of the demo can be. */
  private final Caller keeper;
  private final Chamber chamber;
  final Map<String, Long> numbers = new HashMap<>();
  final Map<Long, Instant> starts = new HashMap<>();

  HearingScenes(Story story, Cast cast, Voices voices, Secrets secrets, Random dice, Instant now) {
    this.story = story;
    this.cast = cast;
    this.voices = voices;
    this.secrets = secrets;
    this.dice = dice;
    this.now = now;
    this.keeper = cast.as("clerk2", Role.CLERK);
    this.chamber = new Chamber(story, cast, this::number);
  }

  /** Drafted, noticed, testified to, held and adjourned. */
  void past(Scene scene, List<Line> lines, List<Line> letters) {
    var clerk = cast.as("clerk", Role.CLERK);
    var chair = cast.as(scene.body().equals("city-council") ? "president" : "chair", Role.CHAIR);
    var starts = start(scene);
    announced(scene, clerk, starts, starts.minus(scene.noticed(), ChronoUnit.DAYS));
    signUps(scene, starts.minus(scene.noticed() - 1, ChronoUnit.DAYS), starts);
    var at = new Clock(starts.plusSeconds(170 + dice.nextInt(200)));
    at.then(30, when -> story.tell(when, chair, HearingCommands.start(number(scene), new Start(scene.present()))));
    at.then(25, when -> chamber.roll(scene, when, clerk));
    for (var ordinal = 1; ordinal <= scene.items().size(); ordinal++) item(scene, clerk, ordinal, at);
    at.then(60, when -> story.tell(when, chair, HearingCommands.adjourn(number(scene))));
    voices.write(scene.key(), () -> Target.hearing(number(scene), null), lines, starts.minus(scene.noticed(), ChronoUnit.DAYS).plusSeconds(4000),
        starts, Duration.ofDays(4));
    voices.write(scene.key(), () -> Target.hearing(number(scene), null), letters, starts.minus(5, ChronoUnit.DAYS), starts, Duration.ZERO);
    written(scene, clerk, starts);
  }

  private void written(Scene scene, Caller clerk, Instant starts) {
    if (scene.minutes() != null) {
      plan(starts.plus(scene.minutes().drafted(), ChronoUnit.DAYS), when -> chamber.draftMinutes(scene, when, clerk));
      if (scene.minutes().circulated() != null) plan(starts.plus(scene.minutes().circulated(), ChronoUnit.DAYS), when -> chamber.circulateMinutes(scene, when, clerk));
    }
    if (!scene.heard().isEmpty()) plan(starts.plus(6, ChronoUnit.DAYS), when -> chamber.heard(scene, when, clerk));
  }

  private void plan(Instant when, java.util.function.Consumer<Instant> act) {
    story.plan(when, () -> act.accept(when));
  }

  /** The hearing that is live took up the minutes of the one before as its first item. */
  void approved(Scene scene, Scene live) {
    plan(now.minus(40, ChronoUnit.MINUTES), when -> chamber.approveMinutes(scene, live, 1, when, keeper));
  }

  /** A hand that moves on from act to act. */
  private final class Clock {
    private Instant at;

    Clock(Instant at) {
      this.at = at;
    }

    void then(int seconds, java.util.function.Consumer<Instant> act) {
      at = at.plusSeconds(seconds);
      plan(at, act);
    }
  }

  private void item(Scene scene, Caller clerk, int ordinal, Clock at) {
    var item = scene.items().get(ordinal - 1);
    at.then(50, when -> story.tell(when, clerk, ItemCommands.call(number(scene), ordinal)));
    if (item.tabled() != null) {
      at.then(240, when -> story.tell(when, clerk, ItemCommands.table(number(scene), ordinal, new Reason(item.tabled()))));
      return;
    }
    if (item.speakers() > 0) {
      at.then(300 + dice.nextInt(300), when -> story.tell(when, clerk, ItemCommands.openComment(number(scene), ordinal)));
      for (var i = 0; i < item.speakers(); i++) speaker(scene, clerk, at, i == 3);
      at.then(20, when -> story.tell(when, clerk, ItemCommands.closeComment(number(scene), ordinal)));
    }
    if (item.vote() != null) at.then(300, when -> chamber.vote(scene, ordinal, item.vote(), when, when.plusSeconds(180), clerk));
    at.then(200 + dice.nextInt(500), when -> story.tell(when, clerk,
        ItemCommands.decide(number(scene), ordinal, new ItemCommands.Deciding(item.decision(), item.text(), item.exemption()))));
  }

  private void speaker(Scene scene, Caller clerk, Clock at, boolean stayedAway) {
    at.then(15, when -> story.tell(when, clerk, QueueCommands.callNext(number(scene))));
    if (stayedAway) {
      at.then(40, when -> story.tell(when, clerk, QueueCommands.noShow(number(scene))));
      return;
    }
    at.then(18, when -> story.tell(when, clerk, QueueCommands.start(number(scene))));
    at.then(75 + dice.nextInt(110), when -> story.tell(when, clerk, QueueCommands.finish(number(scene))));
  }

  private void signUps(Scene scene, Instant from, Instant to) {
    for (var ordinal = 1; ordinal <= scene.items().size(); ordinal++) {
      for (var when : voices.spread(from, to, scene.items().get(ordinal - 1).speakers())) signUp(scene, ordinal, when, voices.name(), "room", "none");
    }
  }

  private void signUp(Scene scene, int ordinal, Instant when, String name, String mode, String interpreter) {
    story.plan(when, () -> story.tell(when, cast.visitor("web"), SlotCommands.signUp(number(scene),
        new SignUp(ordinal, name, null, mode, null, interpreter.equals("none") ? "en" : "es", interpreter), secrets)));
  }

  /**
   * Under way now: one item open for comment, four heard, one speaking, six waiting. It is told to have opened at
   * {@code opened}; everything before happened after {@code noticed}.
   */
  void live(Scene scene, List<Line> lines, Instant noticed, Instant opened, boolean resident) {
    announced(scene, keeper, opened.minusSeconds(180).isAfter(noticed) ? opened.minusSeconds(180) : opened, noticed);
    var open = open(scene);
    story.plan(opened, () -> story.tell(opened, keeper, HearingCommands.start(number(scene), new Start(scene.present()))));
    plan(opened.plusMillis(1), when -> chamber.roll(scene, when, keeper));
    var span = Duration.between(opened, now).toMillis();
    span -= Math.min(48_000, span / 10);
    for (var ordinal = 1; ordinal < open; ordinal++) {
      var nth = ordinal;
      var item = scene.items().get(ordinal - 1);
      act(opened, span, 0.02 + 0.11 * ordinal, () -> ItemCommands.call(number(scene), nth));
      act(opened, span, 0.08 + 0.11 * ordinal, () -> ItemCommands.decide(number(scene), nth, new ItemCommands.Deciding(item.decision(), item.text(), item.exemption())));
    }
    act(opened, span, 0.34, () -> ItemCommands.call(number(scene), open));
    act(opened, span, 0.62, () -> ItemCommands.openComment(number(scene), open));
    var turns = List.of(0.65, 0.74, 0.83, 0.92, 1.0);
    for (var turn : turns) {
      act(opened, span, turn - 0.007, () -> QueueCommands.callNext(number(scene)));
      act(opened, span, turn, () -> QueueCommands.start(number(scene)));
      if (turn < 1) act(opened, span, turn + 0.025 + dice.nextDouble() * 0.04, () -> QueueCommands.finish(number(scene)));
    }
    line(scene, open, noticed, opened, span, resident);
    var early = lines.stream().filter(line -> !line.is("now")).toList();
    voices.write(scene.key(), () -> Target.hearing(number(scene), null), early, noticed, opened, Duration.ZERO);
    voices.write(scene.key(), () -> Target.hearing(number(scene), null), lines.stream().filter(line -> line.is("now")).toList(), opened,
        now.minusSeconds(90), Duration.ZERO);
  }

  /** The item that the hearing is at: the first to which people speak. */
  private static int open(Scene scene) {
    for (var i = 0; i < scene.items().size(); i++) if (scene.items().get(i).speakers() > 0) return i + 1;
    throw new IllegalArgumentException("Nobody speaks at " + scene.key());
  }

  private void act(Instant opened, long span, double share, java.util.function.Supplier<org.lectern.core.Command<?>> command) {
    var when = opened.plusMillis((long) (span * share));
    story.plan(when, () -> story.tell(when, keeper, command.get()));
  }

  /** Eleven in line, by every way there is; one shows no name, one needs an interpreter, one may be the visitor's own. */
  private void line(Scene scene, int ordinal, Instant noticed, Instant opened, long span, boolean resident) {
    var modes = List.of("room", "room", "phone", "room", "video", "room", "room", "phone", "room", "video", "room");
    var times = voices.spread(noticed, opened, 8);
    for (var i = 0; i < 11; i++) {
      var when = i < 8 ? times.get(i) : opened.plusMillis((long) (span * (0.2 + 0.2 * (i - 8))));
      if (i == 7 && resident) {
        var mine = new SignUp(ordinal, "Rosa Lindqvist", "resident" + Cast.DOMAIN, "room", null, "en", "none");
        story.plan(when, () -> story.tell(when, cast.resident(), SlotCommands.signUp(number(scene), mine, secrets)));
      } else {
        signUp(scene, ordinal, when, i == 6 ? null : i == 5 ? "Graciela Montoya" : voices.name(), modes.get(i), i == 5 ? "consecutive" : "none");
      }
    }
  }

  /** To come: lawfully noticed, with people in line and testimony already. */
  void coming(Scene scene, Instant starts, Instant noticed, List<Line> lines) {
    announced(scene, cast.as("clerk", Role.CLERK), starts, noticed);
    var read = noticed.plusMillis(Duration.between(noticed, now).toMillis() / 20);
    var latest = now.minusMillis(Duration.between(noticed, now).toMillis() / 20);
    signUps(scene, read, latest);
    voices.write(scene.key(), () -> Target.hearing(number(scene), null), lines, read, latest, Duration.ZERO);
  }

  void cancelled(Scene scene, Instant starts, Instant noticed, Instant cancelled) {
    var clerk = cast.as("clerk", Role.CLERK);
    announced(scene, clerk, starts, noticed);
    story.plan(cancelled, () -> story.tell(cancelled, clerk, MovingCommands.cancel(number(scene), new Reason(scene.cancelled()))));
  }


  void drafted(Scene scene, Instant starts, Instant when) {
    drafted(scene, cast.as("clerk", Role.CLERK), starts, when);
  }

  private void drafted(Scene scene, Caller clerk, Instant starts, Instant when) {
    story.plan(when, () -> draft(scene, clerk, starts, when));
  }

  /** Its day came and nobody held it. */
  void missed(long number, Instant when) {
    story.plan(when, () -> story.tell(when, keeper, MovingCommands.cancel(number,
        new Reason("Too few members could come, so the meeting could not be held. A new date will be noticed."))));
  }

  /** Ends what was left running: whoever is at the microphone is done, the item waits for another day. */
  void end(long number, String speaking, boolean recessed, Integer open, Instant after) {
    var at = new Clock(after);
    if (recessed) at.then(20, when -> story.tell(when, keeper, HearingCommands.resume(number)));
    if (speaking != null) at.then(30, when -> story.tell(when, keeper, speaking.equals("called") ? QueueCommands.noShow(number) : QueueCommands.finish(number)));
    if (open != null) at.then(30, when -> story.tell(when, keeper,
        ItemCommands.table(number, open, new Reason("The room closes for the night. The item is taken up again at the next meeting."))));
    at.then(30, when -> story.tell(when, keeper, HearingCommands.adjourn(number)));
  }

  private void announced(Scene scene, Caller clerk, Instant starts, Instant noticed) {
    var drafted = noticed.minusSeconds(Math.min(90_000, Math.max(1, Duration.between(story.earliest(), noticed).toSeconds() / 2)));
    drafted(scene, clerk, starts, drafted);
    story.plan(noticed, () -> story.tell(noticed, clerk, NoticeCommands.notice(number(scene), new Noticing("emergency", waiver(scene)))));
  }

  private static String waiver(Scene scene) {
    return scene.waiver() != null ? scene.waiver() : "The vote is due before a regular notice could run out; announced by text and in both libraries.";
  }

  /** What has begun by now could not have been noticed now: it is drafted for a moment from now, and told with its true start. */
  private void draft(Scene scene, Caller clerk, Instant starts, Instant when) {
    var hearing = story.tell(when, clerk, HearingCommands.draft(new Draft(scene.body(), scene.kind(), scene.title(), scene.summary(),
        starts.isAfter(now.plusSeconds(600)) ? starts : Instant.now().plusSeconds(600), scene.place(), "555-0188, code 4471#",
        "https://video.marlow.example/live", ACCESS, null, null, null, null, scene.areas(), scene.items().stream().map(HearingScenes::item).toList())));
    numbers.put(scene.key(), hearing.number());
    this.starts.put(hearing.number(), starts);
  }

  private static NewItem item(Item item) {
    var mode = item.comment() != null ? item.comment() : item.kind().name().equals("CONSENT") ? CommentMode.NONE : null;
    return new NewItem(null, item.title(), item.kind(), item.minutes(), mode);
  }

  long number(Scene scene) {
    return numbers.get(scene.key());
  }

  /** On a day on which the offices are open: the past moves back to one, the future on to one. */
  Instant start(Scene scene) {
    return start(now.atZone(cast.place().zone()).toLocalDate().plusDays(scene.day()), scene);
  }

  Instant start(LocalDate day, Scene scene) {
    var holidays = Profile.current(cast.place().profile()).holidays();
    while (holidays.closedBy(day).isPresent()) day = day.plusDays(scene.day() < 0 ? -1 : 1);
    return day.atTime(scene.time()).atZone(cast.place().zone()).toInstant();
  }
}
