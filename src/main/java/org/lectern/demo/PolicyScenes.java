package org.lectern.demo;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.areas.ChallengeKind;
import org.lectern.cases.CaseCommands;
import org.lectern.cases.PieceCommands;
import org.lectern.cases.PieceKind;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Role;
import org.lectern.people.Outbox;
import org.lectern.policies.AdoptionCommands;
import org.lectern.policies.ChallengeCommands;
import org.lectern.policies.ChallengeOutcome;
import org.lectern.policies.Disposition;
import org.lectern.policies.EffortCommands;
import org.lectern.policies.EffortKind;
import org.lectern.policies.EffortOutcome;
import org.lectern.policies.EndingCommands;
import org.lectern.policies.FindingResult;
import org.lectern.policies.NewPolicy;
import org.lectern.policies.Phase;
import org.lectern.policies.PolicyCommands;
import org.lectern.policies.PolicyKind;
import org.lectern.policies.PracticeCommands;
import org.lectern.policies.Side;
import org.lectern.policies.Themes;
import org.lectern.testimony.Target;

/** How policy changes go their way in Marlow, what else its officials do, and the case that one of them makes. */
final class PolicyScenes {

  /** What {@code policies.yaml} holds. */
  record Told(List<Change> policies, List<Doing> efforts, Making make) {
    @com.fasterxml.jackson.annotation.JsonCreator
    Told(@com.fasterxml.jackson.annotation.JsonProperty("policies") List<Change> policies, @com.fasterxml.jackson.annotation.JsonProperty("efforts") List<Doing> efforts,
        @com.fasterxml.jackson.annotation.JsonProperty("case") Making make) {
      this.policies = policies;
      this.efforts = efforts;
      this.make = make;
    }
  }

  record Change(String key, PolicyKind kind, String owner, String implementer, String area, String criterion, String title, String summary, int day, List<Step> steps) {}

  /** {@code day} counts from today; {@code days}, {@code effective} and {@code sunset} from that day. */
  record Step(
      int day, String act, String text, String note, Boolean material, int days, int to, List<String> lines, ChallengeKind kind, Side side, String name, String url,
      Integer challenge, String reason, ChallengeOutcome outcome, String title, int take, boolean rest, Disposition disposition, String answer, String signedBy, String hearing,
      Integer item, Integer effective, Integer sunset, Phase phase, String unit, String target, String value, String source, FindingResult result) {}

  record Doing(
      String key, EffortKind kind, String who, String body, String area, String title, String text, String addressee, int day, int planned, Integer begin, Integer finish,
      EffortOutcome outcome, String result) {}

  record Making(String policy, String body, String who, int day, int published, String title, String argument, List<Quote> quotes, List<Piece> pieces) {}

  record Quote(int comment, String text) {}

  record Piece(PieceKind kind, String title, String text, String asOf, String address, String url) {}

  private final Story story;
  private final Cast cast;
  private final HearingScenes hearings;
  private final Voices voices;
  private final String ownerUrl;
  private final Instant now;
  private final LocalDate today;
  private final Map<String, String> numbers = new HashMap<>();
  private final Map<String, List<String>> comments = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();
  private final Map<String, Integer> themes = new HashMap<>();

  PolicyScenes(Story story, Cast cast, HearingScenes hearings, Voices voices, String ownerUrl, Instant now) {
    this.story = story;
    this.cast = cast;
    this.hearings = hearings;
    this.voices = voices;
    this.ownerUrl = ownerUrl;
    this.now = now;
    this.today = now.atZone(cast.place().zone()).toLocalDate();
  }

  void plan(Told told) {
    told.policies.forEach(this::plan);
    told.efforts.forEach(this::plan);
    plan(told.make);
  }

  private void plan(Change change) {
    var proposed = at(change.day, 0);
    story.plan(proposed, () -> numbers.put(change.key, story.tell(proposed, owner(change), PolicyCommands.propose(new NewPolicy(change.kind, change.owner, change.implementer,
        change.area, change.criterion, null, change.title, change.summary, null))).number()));
    for (int i = 0; i < change.steps.size(); i++) {
      var step = change.steps.get(i);
      var when = at(step.day, i + 1);
      if (step.act.equals("comments")) comments(change, step);
      else if (step.act.equals("theme")) theme(change, step, when);
      else story.plan(when, () -> tell(change, step, when));
    }
  }

  /** In office hours, later in the day for later steps. */
  private Instant at(int day, int nth) {
    return today.plusDays(day).atTime(9 + nth % 8, 7 * (nth + 3) % 60).atZone(cast.place().zone()).toInstant();
  }

  private Caller owner(Change change) {
    return switch (change.owner) {
      case "police" -> cast.as("agency", Role.LIAISON);
      case "city-council" -> cast.as("president", Role.CHAIR);
      default -> cast.as("chair", Role.CHAIR);
    };
  }

  /** The days that must pass have passed in the story: its clock is put where it would be. */
  private void tell(Change change, Step step, Instant when) {
    var number = numbers.get(change.key);
    if (step.act.equals("revise")) clock("UPDATE policy_change SET comment_closes_at = now() - interval '1 second' WHERE number = ?", number);
    if (step.act.equals("adopt")) clock("UPDATE policy_change SET pending_until = CURRENT_DATE - 2 WHERE number = ?", number);
    story.tell(when, who(change, step), command(number, step));
  }

  private void clock(String sql, String number) {
    try (var owner = new Owner(ownerUrl)) {
      owner.run(sql, number);
      owner.commit();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private Caller who(Change change, Step step) {
    return switch (step.act) {
      case "challenge" -> cast.resident();
      case "figure" -> cast.as("emergency-response".equals(change.implementer) ? "responder" : "agency", Role.LIAISON);
      case "finding" -> cast.as("member", Role.MEMBER);
      default -> owner(change);
    };
  }

  private Command<?> command(String number, Step step) {
    return switch (step.act) {
      case "draft" -> PolicyCommands.beginDrafting(number);
      case "text" -> PolicyCommands.write(number, new PolicyCommands.Writing(step.text, step.note, step.material));
      case "open_comment" -> PolicyCommands.openComment(number, new PolicyCommands.Opening(LocalDate.now(cast.place().zone()).plusDays(step.days)));
      case "revise" -> PolicyCommands.beginRevision(number);
      case "pend" -> PolicyCommands.pend(number, new PolicyCommands.Pending(null));
      case "adopt" -> AdoptionCommands.adopt(number, adopting(step));
      case "train" -> PracticeCommands.beginTraining(number);
      case "practise" -> PracticeCommands.practise(number);
      case "evaluate" -> PracticeCommands.evaluate(number);
      case "figure" -> PracticeCommands.measure(number, new PracticeCommands.Measuring(step.phase, step.name, step.unit, step.target, step.value, LocalDate.now(cast.place().zone()), step.source, null));
      case "finding" -> PracticeCommands.find(number, new PracticeCommands.Finding("oversight-board", step.result, step.text, null, LocalDate.now(cast.place().zone())));
      case "challenge" -> ChallengeCommands.log(number, new ChallengeCommands.NewChallenge(step.kind, step.side, step.name, step.text, step.url));
      case "block" -> ChallengeCommands.block(number, step.challenge, new ChallengeCommands.Blocking(step.reason));
      case "resolve" -> ChallengeCommands.resolve(number, step.challenge, new ChallengeCommands.Resolving(step.outcome, step.reason));
      case "reject" -> EndingCommands.reject(number, new PolicyCommands.Reason(step.reason));
      default -> throw new IllegalArgumentException("No such act: " + step.act);
    };
  }

  private AdoptionCommands.Adopting adopting(Step step) {
    var day = LocalDate.now(cast.place().zone());
    return new AdoptionCommands.Adopting(step.hearing == null ? null : hearings.numbers.get(step.hearing), step.item, step.signedBy, day.plusDays(step.effective),
        step.sunset == null ? null : day.plusDays(step.sunset), null);
  }

  private void comments(Change change, Step step) {
    var lines = step.lines.stream().map(Script::line).toList();
    var times = voices.spread(at(step.day, 0), at(step.to, 6), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      var line = lines.get(i);
      var when = Voices.hourly(line, times.get(i), at(step.day, 0), at(step.to, 6));
      story.plan(when, () -> comments.computeIfAbsent(change.key, first -> new ArrayList<>())
          .add(voices.submit(when, Target.policy(numbers.get(change.key)), line, null).number()));
    }
  }

  /** A theme and its answer: the next few comments that are in none, or all the rest. */
  private void theme(Change change, Step step, Instant when) {
    story.plan(when, () -> {
      var all = comments.getOrDefault(change.key, List.of());
      int from = taken.getOrDefault(change.key, 0);
      var these = step.rest ? List.<String>of() : all.subList(from, Math.min(all.size(), from + step.take));
      taken.put(change.key, from + these.size());
      story.tell(when, owner(change), Themes.write(numbers.get(change.key), new Themes.NewTheme(step.title, these, step.rest)));
      int theme = themes.merge(change.key, 1, Integer::sum);
      story.tell(when.plusSeconds(600), owner(change), Themes.answer(numbers.get(change.key), theme, new Themes.Answering(step.disposition, step.answer),
          told -> new Outbox.Letter("What became of your testimony " + told.number(), told.theme() + ": " + told.answer(), null)));
    });
  }

  private void plan(Doing doing) {
    var role = doing.who.equals("president") ? Role.CHAIR : Role.LIAISON;
    var planned = at(doing.day, 3);
    story.plan(planned, () -> numbers.put(doing.key, story.tell(planned, cast.as(doing.who, role), EffortCommands.plan(new EffortCommands.NewEffort(doing.kind, doing.body, doing.area,
        doing.title, doing.text, doing.addressee, null, today.plusDays(doing.day + doing.planned)))).number()));
    if (doing.begin != null) {
      var begun = at(doing.begin, 4);
      story.plan(begun, () -> story.tell(begun, cast.as(doing.who, role), EffortCommands.begin(numbers.get(doing.key))));
    }
    if (doing.finish == null) return;
    var finished = at(doing.finish, 6);
    story.plan(finished, () -> story.tell(finished, cast.as(doing.who, role), EffortCommands.finish(numbers.get(doing.key), new EffortCommands.Finishing(doing.outcome, doing.result))));
  }

  private void plan(Making making) {
    var official = cast.as(making.who, Role.CHAIR);
    var begun = at(making.day, 5);
    story.plan(begun, () -> {
      var number = story.tell(begun, official, CaseCommands.begin(new CaseCommands.NewCase(making.body, numbers.get(making.policy), null, making.title, making.argument))).number();
      var when = begun;
      for (var quote : making.quotes) {
        when = when.plus(3, ChronoUnit.MINUTES);
        story.tell(when, official, PieceCommands.add(number, new PieceCommands.NewPiece(PieceKind.PASSAGE, commented(making.policy, quote), null, quote.text, null, null, null)));
      }
      for (var piece : making.pieces) {
        when = when.plus(4, ChronoUnit.MINUTES);
        story.tell(when, official, PieceCommands.add(number, new PieceCommands.NewPiece(piece.kind, null, piece.title, piece.text, piece.asOf, piece.address, piece.url)));
      }
      numbers.put("case", number);
    });
    var published = at(making.published, 2);
    story.plan(published, () -> story.tell(published, official, CaseCommands.publish(numbers.get("case"))));
  }

  /** The comment that these words stand in: anonymous ones are told by the hour, so the order of the script is not that of the record. */
  private String commented(String policy, Quote quote) {
    return comments.get(policy).stream().filter(number -> story.<Boolean>ask(cast.visitor("web"), (db, caller) -> db.preparedQuery("SELECT text FROM testimony WHERE number = $1")
        .execute(io.vertx.sqlclient.Tuple.of(number)).map(rows -> rows.iterator().next().getString("text").contains(quote.text)))).findFirst().orElseThrow();
  }
}
