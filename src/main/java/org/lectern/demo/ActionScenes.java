package org.lectern.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Role;
import org.lectern.demo.Script.Deed;
import org.lectern.demo.Script.Step;
import org.lectern.oversight.ActionCommands;
import org.lectern.oversight.AgencyCommands;
import org.lectern.oversight.Answer;
import org.lectern.oversight.NewAction;
import org.lectern.oversight.Report;
import org.lectern.oversight.SettlingCommands;
import org.lectern.oversight.Verification;
import org.lectern.oversight.VerificationCommands;

/** How oversight actions go their way. */
final class ActionScenes {

  private final Story story;
  private final Cast cast;
  private final HearingScenes hearings;
  private final Voices voices;
  private final Instant now;
  final Map<String, String> numbers = new HashMap<>();

  ActionScenes(Story story, Cast cast, HearingScenes hearings, Voices voices, Instant now) {
    this.story = story;
    this.cast = cast;
    this.hearings = hearings;
    this.voices = voices;
    this.now = now;
  }

  void plan(Deed deed) {
    var drafted = at(deed.day(), 0);
    story.plan(drafted, () -> numbers.put(deed.key(), story.tell(drafted, drafter(deed), ActionCommands.draft(wanted(deed))).number()));
    for (var i = 0; i < deed.steps().size(); i++) {
      var step = deed.steps().get(i);
      var when = at(step.day(), i + 1);
      story.plan(when, () -> story.tell(when, who(deed, step), command(numbers.get(deed.key()), deed, step)));
    }
  }

  /** In office hours, later in the day for later steps. */
  Instant at(int day, int nth) {
    return now.atZone(cast.place().zone()).toLocalDate().plusDays(day).atTime(9 + nth % 8, 7 * (nth + 3) % 60).atZone(cast.place().zone()).toInstant();
  }

  private Caller drafter(Deed deed) {
    return deed.issuer().equals("oversight-board") ? cast.as("member", Role.MEMBER) : cast.as("chair", Role.CHAIR);
  }

  private NewAction wanted(Deed deed) {
    var wanted = new NewAction(deed.kind(), deed.issuer(), deed.addressee(), deed.title(), deed.text(), deed.summary(), deed.criteria(), deed.priority(),
        deed.lever(), deed.area(), deed.hearing() == null ? null : hearings.numbers.get(deed.hearing()),
        deed.quotes() ? voices.quote(deed.hearing()) : null, deed.responseDays());
    if (FurtherAddressees.ALSO.containsKey(deed.key())) wanted = wanted.alsoAsking(FurtherAddressees.ALSO.get(deed.key()), null);
    return OversightScenes.SOURCES.containsKey(deed.key()) ? wanted.from(OversightScenes.SOURCES.get(deed.key())) : wanted;
  }

  private Caller who(Deed deed, Step step) {
    return switch (step.act()) {
      case "respond", "begin", "report" -> cast.as(deed.addressee().equals("police") ? "agency" : "responder", Role.LIAISON);
      case "verify" -> cast.as(step.who() == null ? "member2" : step.who(), Role.MEMBER);
      default -> cast.as("chair", Role.CHAIR);
    };
  }

  private Command<?> command(String number, Deed deed, Step step) {
    return switch (step.act()) {
      case "issue" -> ActionCommands.issue(number, new ActionCommands.Issuing(false));
      case "respond" -> AgencyCommands.respond(number, new Answer(step.position(), step.text(), step.owner(),
          step.due() == null ? null : LocalDate.now(cast.place().zone()).plusDays(step.due())));
      case "agree" -> ActionCommands.agree(number, new ActionCommands.Reason(step.text()));
      case "insist" -> ActionCommands.insist(number, new ActionCommands.Insisting(step.text(), null));
      case "begin" -> AgencyCommands.begin(number);
      case "report" -> AgencyCommands.report(number, new Report(step.text(), step.url(), proofs(step.evidence())));
      case "verify" -> VerificationCommands.verify(number, new Verification(step.verdict(), marks(deed, step), step.text()));
      case "close" -> SettlingCommands.close(number, new SettlingCommands.Closing(step.text(), false));
      case "reopen" -> SettlingCommands.reopen(number, new ActionCommands.Reason(step.text()));
      default -> throw new IllegalArgumentException("No such act: " + step.act());
    };
  }

  private static List<Report.Proof> proofs(List<String> texts) {
    return IntStream.range(0, texts.size()).mapToObj(i -> new Report.Proof(i + 1, texts.get(i), null)).toList();
  }

  private static List<Verification.Marked> marks(Deed deed, Step step) {
    return IntStream.range(0, deed.criteria().size())
        .mapToObj(i -> new Verification.Marked(i + 1, step.marks().get(i), step.evidence().get(i)))
        .toList();
  }
}
