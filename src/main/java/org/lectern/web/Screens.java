package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.lectern.areas.AreaEvent;
import org.lectern.areas.AreaQueries;
import org.lectern.assessments.AssessmentEvent;
import org.lectern.assessments.AssessmentQueries;
import org.lectern.campaigns.CampaignQueries;
import org.lectern.core.Page;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.follow.RecordQueries;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.HearingEvent;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.HearingSheet;
import org.lectern.hearings.HearingQueries.When;
import org.lectern.hearings.ItemStatus;
import org.lectern.hearings.VoteEvent;
import org.lectern.hearings.VoteQueries;
import org.lectern.minutes.MinutesEvent;
import org.lectern.minutes.MinutesQueries;
import org.lectern.moderation.ModerationEvent;
import org.lectern.moderation.ModerationQueries;
import org.lectern.oversight.ActionEvent;
import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ObligationCommands;
import org.lectern.oversight.ObligationEvent;
import org.lectern.policies.EffortEvent;
import org.lectern.policies.EffortQueries;
import org.lectern.policies.PolicyEvent;
import org.lectern.policies.PolicyQueries;
import org.lectern.queue.LineRules;
import org.lectern.queue.NextStep;
import org.lectern.queue.QueueEvent;
import org.lectern.queue.QueueQueries;
import org.lectern.queue.QueueQueries.Line;
import org.lectern.queue.Slot;
import org.lectern.register.RegisterEvent;
import org.lectern.register.RegisterQueries;
import org.lectern.register.Scope;
import org.lectern.testimony.Citations;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyEvent;
import org.lectern.testimony.TestimonyQueries;
import org.lectern.testimony.WindowEvent;
import org.lectern.testimony.Windows;

/** Every live region, a line each: what it follows, what changes it, how it looks, what it asks. */
public final class Screens {
  private Screens() {}

  private static final int LATEST = 25;

  /** What the room and the console show: the hearing with its agenda, and the line. */
  public record Stage(HearingSheet sheet, Line line) {
    /** The next to be called at the open item, or at the first that people wait for. */
    public List<Slot> upNext(int n) {
      var item = sheet.openItem().map(AgendaItem::id).filter(open -> line.waiting().stream().anyMatch(slot -> slot.item().equals(open)));
      return line.waiting().stream().filter(slot -> item.isEmpty() || slot.item().equals(item.get())).limit(n).toList();
    }

    public NextStep step() {
      return NextStep.of(line, sheet.items());
    }

    /** The next item that can be called. */
    public AgendaItem nextItem() {
      return sheet.items().stream().filter(item -> item.status() == ItemStatus.LISTED).findFirst().orElse(null);
    }

    /** The rules of the open item's line, null if nobody speaks to it. */
    public LineRules openRules() {
      return sheet.openItem().flatMap(item -> line.rulesOf(item.number())).orElse(null);
    }

    /** The chair may change everyone's time until the open item's first speaker begins. */
    public boolean allotmentOpen() {
      if (openRules() == null) return false;
      var number = openRules().item();
      return java.util.stream.Stream.concat(line.heard().stream(), line.atMicrophone().stream())
          .noneMatch(slot -> slot.itemNumber().equals(number) && slot.startedAt() != null);
    }

    /** Whoever would be called next: the first in the line of the item that is open for comment. */
    public Slot nextUp() {
      var open = sheet.openItem().orElse(null);
      return open == null ? null : line.waiting().stream().filter(slot -> slot.item().equals(open.id())).findFirst().orElse(null);
    }
  }

  static List<Region> regions() {
    return List.of(
        new Region("place-hearings", "hearings", types(HearingEvent.class), ANYONE, "places/hearings_now", p -> Overview.of()),
        new Region("place-overdue", "actions", types(ActionEvent.class, RegisterEvent.class), ANYONE, "places/overdue", p -> Overview.of()),
        new Region("record", "", Set.of(), ANYONE, "places/entries", p -> RecordQueries.newest(null, null, Page.SIZE)),

        new Region("hearing-list", "hearings", types(HearingEvent.class), ANYONE, "hearings/rows", p -> HearingQueries.hearings(When.COMING, null, null, Page.SIZE)),
        new Region("hearing-status", "hearings/{hearing}", types(HearingEvent.class, VoteEvent.class), ANYONE, "hearings/status", p -> HearingQueries.hearing(number(p.get("hearing")))),
        new Region("hearing-agenda", "hearings/{hearing}", types(HearingEvent.class, VoteEvent.class), ANYONE, "hearings/agenda", p -> HearingQueries.hearing(number(p.get("hearing")))),
        new Region("hearing-votes", "hearings/{hearing}", types(HearingEvent.class, VoteEvent.class), ANYONE, "votes/now", p -> VoteQueries.proceedings(number(p.get("hearing")))),
        new Region("hearing-minutes", "hearings/{hearing}", types(MinutesEvent.class, HearingEvent.class, VoteEvent.class), ANYONE, "minutes/sheet", p -> MinutesQueries.held(number(p.get("hearing")), null)),
        new Region("hearing-actions", "hearings/{hearing}", types(ActionEvent.class), ANYONE, "areas/actions", p -> ActionQueries.ofHearing(number(p.get("hearing")), LATEST)),
        new Region("hearing-testimony", "hearings/{hearing}/testimony", types(TestimonyEvent.class, ModerationEvent.class), ANYONE, "tags/testimony_list",
            p -> TestimonyQueries.listing(Target.hearing(number(p.get("hearing")), null), null, LATEST)),
        new Region("hearing-campaigns", "hearings/{hearing}/testimony", Set.of(), ANYONE, "campaigns/totals", p -> CampaignQueries.about(Target.hearing(number(p.get("hearing")), null))),
        new Region("hearing-queue", "hearings/{hearing}/queue", types(QueueEvent.class, HearingEvent.class), ANYONE, "queue/line", p -> QueueQueries.line(number(p.get("hearing")))),
        new Region("room", "hearings/{hearing}/queue", types(QueueEvent.class, HearingEvent.class), ANYONE, "queue/room", p -> stage(number(p.get("hearing")))),
        new Region("console", "hearings/{hearing}/queue", types(QueueEvent.class, HearingEvent.class), only(Role.CLERK, Role.CHAIR), "queue/console_now", p -> ownStage(number(p.get("hearing")))),

        new Region("testimony", "testimony/{testimony}", Set.of(), ANYONE, "testimony/sheet", p -> TestimonyQueries.testimony(p.get("testimony"))),

        new Region("hearing-citations", "hearings/{hearing}", Set.of("TestimonyCited", "TestimonyWithdrawn"), ANYONE, "testimony/citations", p -> Citations.in("hearings/" + p.get("hearing"))),
        new Region("action-citations", "actions/{action}", Set.of("TestimonyCited", "TestimonyWithdrawn"), ANYONE, "testimony/citations", p -> Citations.in("actions/" + p.get("action"))),

        new Region("hearing-window", "hearings/{hearing}", types(WindowEvent.class), ANYONE, "testimony/window", p -> Windows.of(number(p.get("hearing")))),
        new Region("area-cited", "areas/{area}", Set.of("TestimonyCited"), ANYONE, "testimony/area_cited", p -> Citations.ofArea(p.get("area"))),
        new Region("testimony-moderation", "testimony/{testimony}", Set.of(), ANYONE, "moderation/history", p -> ModerationQueries.history(p.get("testimony"))),
        new Region("moderation-summary", "moderation", Set.of(), only(Role.MODERATOR), "moderation/summary", p -> ModerationQueries.queue(ModerationQueries.Filter.ALL, null, 1)),

        new Region("area-list", "areas", types(AreaEvent.class), ANYONE, "areas/cards", p -> AreaQueries.areas()),
        new Region("area-worksheet", "areas/{area}/worksheet", types(AssessmentEvent.class, AreaEvent.class), ANYONE, "assessments/brief", p -> AssessmentQueries.standing(p.get("area"))),
        new Region("worksheet", "areas/{area}/worksheet", types(AssessmentEvent.class, AreaEvent.class), ANYONE, "assessments/sheet", p -> AssessmentQueries.standing(p.get("area"))),
        new Region("area-hearings", "areas/{area}", types(HearingEvent.class), ANYONE, "areas/hearings", p -> HearingQueries.ofArea(p.get("area"), LATEST)),
        new Region("area-actions", "areas/{area}", types(ActionEvent.class, RegisterEvent.class), ANYONE, "areas/actions", p -> ActionQueries.ofArea(p.get("area"), LATEST)),
        new Region("area-testimony", "areas/{area}/testimony", types(TestimonyEvent.class, ModerationEvent.class), ANYONE, "tags/testimony_list", p -> TestimonyQueries.listing(Target.area(p.get("area")), null, LATEST)),

        new Region("area-campaigns", "areas/{area}/testimony", Set.of(), ANYONE, "campaigns/totals", p -> CampaignQueries.about(Target.area(p.get("area")))),
        new Region("action-campaigns", "actions/{action}/testimony", Set.of(), ANYONE, "campaigns/totals", p -> CampaignQueries.about(Target.action(p.get("action")))),
        new Region("register", "actions", types(ActionEvent.class, RegisterEvent.class), ANYONE, "register/figures", p -> RegisterQueries.figures(Scope.ALL)),
        new Region("agency-register", "bodies/{agency}", types(ActionEvent.class, RegisterEvent.class), ANYONE, "register/figures", p -> RegisterQueries.figures(Scope.ALL.agency(p.get("agency")))),
        new Region("area-register", "areas/{area}", types(ActionEvent.class, RegisterEvent.class), ANYONE, "register/figures", p -> RegisterQueries.figures(Scope.ALL.area(p.get("area")))),
        new Region("action-list", "actions", types(ActionEvent.class, RegisterEvent.class), ANYONE, "oversight/rows", p -> ActionQueries.actions(ActionQueries.Filter.ALL, null, Page.SIZE)),
        new Region("obligation-list", "obligations", types(ObligationEvent.class), ANYONE, "oversight/obligation_rows", p -> ObligationCommands.obligations()),
        new Region("action-sheet", "actions/{action}", types(ActionEvent.class, RegisterEvent.class), ANYONE, "oversight/sheet", p -> ActionQueries.action(p.get("action"))),
        new Region("action-testimony", "actions/{action}/testimony", types(TestimonyEvent.class, ModerationEvent.class), ANYONE, "tags/testimony_list", p -> TestimonyQueries.listing(Target.action(p.get("action")), null, LATEST)),

        new Region("area-policies", "areas/{area}", types(PolicyEvent.class), ANYONE, "policies/of_area", p -> PolicyQueries.ofArea(p.get("area"), LATEST)),
        new Region("area-efforts", "areas/{area}", types(PolicyEvent.class, HearingEvent.class, EffortEvent.class), ANYONE, "efforts/pulls", p -> EffortQueries.pulls(p.get("area"), null, LATEST)),
        new Region("policy-list", "policies", types(PolicyEvent.class), ANYONE, "policies/rows", p -> PolicyQueries.policies(PolicyQueries.Filter.ALL, null, Page.SIZE)),
        new Region("policy-portfolio", "policies", types(PolicyEvent.class), ANYONE, "policies/coming", p -> PolicyQueries.portfolio()),
        new Region("policy-sheet", "policies/{policy}", types(PolicyEvent.class), ANYONE, "policies/sheet", p -> PolicyQueries.policy(p.get("policy"))),
        new Region("policy-campaigns", "policies/{policy}/testimony", Set.of(), ANYONE, "campaigns/totals", p -> CampaignQueries.about(Target.policy(p.get("policy")))),
        new Region("policy-citations", "policies/{policy}", Set.of("TestimonyCited", "TestimonyWithdrawn"), ANYONE, "testimony/citations", p -> Citations.in("policies/" + p.get("policy"))),
        new Region("policy-testimony", "policies/{policy}/testimony", types(TestimonyEvent.class, ModerationEvent.class), ANYONE, "tags/testimony_list", p -> TestimonyQueries.listing(Target.policy(p.get("policy")), null, LATEST)));
  }

  static Query<Stage> stage(long number) {
    return (db, caller) -> HearingQueries.hearing(number).ask(db, caller)
        .compose(sheet -> QueueQueries.line(db, sheet.hearing()).map(line -> new Stage(sheet, line)));
  }

  /** For the staff of the hearing's own body. */
  private static Query<Stage> ownStage(long number) {
    return (db, caller) -> stage(number).ask(db, caller).map(stage -> {
      caller.in(stage.sheet().hearing().body());
      return stage;
    });
  }

  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }

  /** The facts that a vocabulary declares, by name. */
  private static Set<String> types(Class<?>... vocabularies) {
    return Stream.of(vocabularies).flatMap(vocabulary -> Stream.of(vocabulary.getPermittedSubclasses())).map(Class::getSimpleName).collect(Collectors.toSet());
  }
}
