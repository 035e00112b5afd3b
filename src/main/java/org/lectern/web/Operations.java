package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.SIGNED_IN;
import static org.lectern.core.Access.only;
import static org.lectern.core.Role.ADMIN;
import static org.lectern.core.Role.APPEALS;
import static org.lectern.core.Role.CHAIR;
import static org.lectern.core.Role.CLERK;
import static org.lectern.core.Role.LIAISON;
import static org.lectern.core.Role.MEMBER;
import static org.lectern.core.Role.MODERATOR;
import static org.lectern.web.Operation.act;
import static org.lectern.web.Operation.create;
import static org.lectern.web.Operation.read;
import static org.lectern.web.Operation.submit;
import static org.lectern.web.Operation.write;

import io.vertx.core.Future;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.lectern.accommodations.AccommodationCommands;
import org.lectern.accommodations.AccommodationQueries;
import org.lectern.areas.AreaCommands;
import org.lectern.areas.AreaQueries;
import org.lectern.areas.SectionCommands;
import org.lectern.assessments.AnswerChallenges;
import org.lectern.assessments.Assessment;
import org.lectern.assessments.AssessmentCommands;
import org.lectern.assessments.AssessmentQueries;
import org.lectern.assessments.AssessmentSheet;
import org.lectern.assessments.Comparison;
import org.lectern.assessments.PublishingCommands;
import org.lectern.bodies.Body;
import org.lectern.bodies.BodyCommands;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.Member;
import org.lectern.bodies.MemberCommands;
import org.lectern.bodies.MemberQueries;
import org.lectern.bodies.ProfileCommands;
import org.lectern.bodies.ProfileQueries;
import org.lectern.cases.Case;
import org.lectern.cases.CaseCommands;
import org.lectern.cases.CaseQueries;
import org.lectern.cases.PieceCommands;
import org.lectern.core.Command;
import org.lectern.follow.FollowCommands;
import org.lectern.follow.RecordQueries;
import org.lectern.hearings.AgendaCommands;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.AgendaQueries;
import org.lectern.hearings.ContinuanceCommands;
import org.lectern.hearings.CopyCommands;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingCommands;
import org.lectern.hearings.HearingKind;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.IncidentCommands;
import org.lectern.hearings.ItemCommands;
import org.lectern.hearings.Materials;
import org.lectern.hearings.MatterQueries;
import org.lectern.hearings.Motion;
import org.lectern.hearings.MotionCommands;
import org.lectern.hearings.MovingCommands;
import org.lectern.hearings.NoticeCommands;
import org.lectern.hearings.Outages;
import org.lectern.hearings.Postings;
import org.lectern.hearings.ProposalCommands;
import org.lectern.hearings.RecordingCommands;
import org.lectern.hearings.RollCommands;
import org.lectern.hearings.VoteCommands;
import org.lectern.hearings.VoteQueries;
import org.lectern.minutes.Heard;
import org.lectern.minutes.HeardCommands;
import org.lectern.minutes.MinutesCommands;
import org.lectern.minutes.MinutesQueries;
import org.lectern.minutes.MinutesSheet;
import org.lectern.minutes.PacketCommands;
import org.lectern.moderation.AppealCommands;
import org.lectern.moderation.BulkKeyCommands;
import org.lectern.moderation.DecisionCommands;
import org.lectern.moderation.DisputeCommands;
import org.lectern.moderation.GroupCommands;
import org.lectern.moderation.HidingCommands;
import org.lectern.moderation.HoldCommands;
import org.lectern.moderation.ModerationQueries;
import org.lectern.moderation.RedactionCommands;
import org.lectern.moderation.RemovalCommands;
import org.lectern.moderation.ReportQueries;
import org.lectern.oversight.Action;
import org.lectern.oversight.ActionCommands;
import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ActionVersion;
import org.lectern.oversight.AddresseeCommands;
import org.lectern.oversight.AgencyCommands;
import org.lectern.oversight.AgencyDesk;
import org.lectern.oversight.AmendingCommands;
import org.lectern.oversight.Answer;
import org.lectern.oversight.Compliance;
import org.lectern.oversight.ComplianceCommands;
import org.lectern.oversight.EvidenceCommands;
import org.lectern.oversight.ExtensionCommands;
import org.lectern.oversight.NewAction;
import org.lectern.oversight.Obligation;
import org.lectern.oversight.ObligationCommands;
import org.lectern.oversight.PromiseCommands;
import org.lectern.oversight.Report;
import org.lectern.oversight.SettlingCommands;
import org.lectern.oversight.Verification;
import org.lectern.oversight.VerificationCommands;
import org.lectern.people.PersonCommands;
import org.lectern.people.PersonQueries;
import org.lectern.policies.AdoptionCommands;
import org.lectern.policies.Challenge;
import org.lectern.policies.ChallengeCommands;
import org.lectern.policies.Effort;
import org.lectern.policies.EffortCommands;
import org.lectern.policies.EffortQueries;
import org.lectern.policies.EndingCommands;
import org.lectern.policies.NewPolicy;
import org.lectern.policies.PolicyChange;
import org.lectern.policies.PolicyCommands;
import org.lectern.policies.PolicyQueries;
import org.lectern.policies.PracticeCommands;
import org.lectern.policies.Themes;
import org.lectern.queue.CedingCommands;
import org.lectern.queue.LineCommands;
import org.lectern.queue.LineRuleCommands;
import org.lectern.queue.LotteryCommands;
import org.lectern.queue.QueueCommands;
import org.lectern.queue.QueueCommands.Meaning;
import org.lectern.queue.QueueQueries;
import org.lectern.queue.Reconfirming;
import org.lectern.queue.SignUp;
import org.lectern.queue.SlotCommands;
import org.lectern.queue.UndoCommands;
import org.lectern.register.RegisterQueries;
import org.lectern.store.Database;
import org.lectern.testimony.CitationCommands;
import org.lectern.testimony.Citations;
import org.lectern.testimony.ClerkIntake;
import org.lectern.testimony.Intake;
import org.lectern.testimony.PersonalData;
import org.lectern.testimony.RevisionCommands;
import org.lectern.testimony.Submitted;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyCommands;
import org.lectern.testimony.TestimonyQueries;
import org.lectern.testimony.Versions;
import org.lectern.testimony.Windows;

/** Everything that can be asked of Lectern, and who may: a line each. The contract says the same, or the server does not start. */
final class Operations {
  private Operations() {}

  static List<Operation> all(Database database, Sessions sessions, Letters letters, Uploads uploads) {
    var door = new Door(database, sessions);
    return Stream.of(ReadingOperations.all(), List.of(
        // Places and bodies
        read("listPlaces", ANYONE, r -> BodyQueries.jurisdictions()),
        act("foundPlace", only(ADMIN), door::found),
        read("getPlace", ANYONE, r -> Overview.of()).about(""),
        read("listBodies", ANYONE, r -> BodyQueries.bodies()).about(""),
        create("foundBody", only(ADMIN), Body.class, r -> BodyCommands.establish(r.body(BodyCommands.NewBody.class))),
        read("getClocks", ANYONE, r -> ProfileQueries.clocks()),
        write("setClocks", only(ADMIN), r -> ProfileCommands.set(r.body(ProfileCommands.Setting.class))),
        write("setClosedDay", only(ADMIN), r -> ProfileCommands.day(r.body(ProfileCommands.Day.class))),
        read("getRecord", ANYONE, r -> r.text("after") != null
            ? RecordQueries.after(r.number("after"), r.text("about"), r.limit())
            : RecordQueries.newest(r.text("about"), r.cursor(), r.limit())).about(""),

        // Signing in, offices
        act("requestCode", ANYONE, door::requestCode),
        act("signIn", ANYONE, door::signIn),
        act("renewSession", ANYONE, door::renew),
        act("signOut", SIGNED_IN, door::signOut),
        read("getMe", SIGNED_IN, r -> PersonQueries.me()),
        read("listOffices", only(ADMIN), r -> PersonQueries.offices()),
        create("grantRole", only(ADMIN), PersonCommands.Granted.class, r -> PersonCommands.grant(r.body(PersonCommands.Granting.class))),
        write("revokeRole", only(ADMIN), r -> PersonCommands.revoke(r.id("grant"))),

        // Reform areas
        read("listAreas", ANYONE, r -> AreaQueries.areas()).about("areas"),
        read("getArea", ANYONE, r -> AreaQueries.area(r.text("area"))).about("areas/{area}"),
        write("adoptCatalogue", only(ADMIN), r -> AreaCommands.adopt(r.body(AreaCommands.Adopting.class))),
        write("disableArea", only(ADMIN), r -> AreaCommands.disable(r.text("area"), r.body(AreaCommands.Disabling.class))),
        write("enableArea", only(ADMIN), r -> AreaCommands.enable(r.text("area"))),

        read("getAreaHistory", ANYONE, r -> AreaQueries.history(r.text("area"))),
        write("editSection", only(ADMIN), r -> SectionCommands.edit(r.text("area"), r.text("section"), r.body(SectionCommands.Editing.class))),
        write("chooseSection", only(ADMIN), r -> SectionCommands.choose(r.text("area"), r.text("section"), r.body(SectionCommands.Choosing.class))),
        write("importCatalogue", only(ADMIN), r -> AreaCommands.importCatalogue(r.body(AreaCommands.Importing.class))),
        write("mergeCatalogue", only(ADMIN), r -> SectionCommands.merge(r.body(SectionCommands.Merging.class))),
        read("listConflicts", ANYONE, r -> AreaQueries.conflicts()),

        // Worksheets
        read("getWorksheet", ANYONE, r -> AssessmentQueries.standing(r.text("area"))),
        read("getAssessment", ANYONE, r -> AssessmentQueries.version(r.text("area"), r.ordinal("version"))),
        read("compareArea", ANYONE, r -> Comparison.of(r.text("area"), Filters.comparison(r))),
        create("startAssessment", only(MEMBER), Assessment.class, r -> AssessmentCommands.start(r.text("area"), r.body(AssessmentCommands.Starting.class))),
        write("answerCriterion", only(MEMBER), r -> AssessmentCommands.answer(r.text("area"), r.ordinal("version"), r.body(AssessmentCommands.Answering.class))),
        write("submitAssessment", only(MEMBER), r -> AssessmentCommands.submit(r.text("area"), r.ordinal("version"))),
        write("returnAssessment", only(MEMBER, CHAIR), r -> AssessmentCommands.sendBack(r.text("area"), r.ordinal("version"), r.body(AssessmentCommands.Reason.class))),
        write("passAssessment", only(MEMBER), r -> AssessmentCommands.pass(r.text("area"), r.ordinal("version"))),
        write("replyToAssessment", only(LIAISON), r -> PublishingCommands.reply(r.text("area"), r.ordinal("version"), r.body(PublishingCommands.Replying.class))),
        write("publishAssessment", only(CHAIR), r -> PublishingCommands.publish(r.text("area"), r.ordinal("version"))),
        create("challengeAnswer", ANYONE, AnswerChallenges.Challenged.class, r -> AnswerChallenges.challenge(r.text("area"), r.ordinal("version"), warned(r.body(AnswerChallenges.Challenging.class)))),
        write("hideChallenge", only(MODERATOR), r -> AnswerChallenges.hide(r.text("area"), r.ordinal("version"), r.ordinal("challenge"), r.body(AnswerChallenges.Hiding.class))),
        write("keepAnswer", only(CHAIR, MEMBER), r -> AnswerChallenges.keep(r.text("area"), r.ordinal("version"), r.ordinal("challenge"), r.body(AssessmentCommands.Reason.class))),
        create("requestHearing", only(MEMBER, CHAIR), AssessmentSheet.Request.class, r -> AnswerChallenges.request(r.text("area"), r.body(AnswerChallenges.Requesting.class))),

        // Hearings
        read("listHearings", ANYONE, r -> HearingQueries.hearings(r.word("when", HearingQueries.When.class, HearingQueries.When.ALL), r.text("body"), r.cursor(), r.limit())).about("hearings"),
        read("getHearing", ANYONE, r -> HearingQueries.hearing(r.number("hearing"))).about("hearings/{hearing}"),
        read("checkNotice", ANYONE, r -> HearingQueries.noticeCheck(r.word("kind", HearingKind.class, HearingKind.REGULAR), OffsetDateTime.parse(r.text("starts_at")).toInstant())),
        create("draftHearing", only(CLERK), Hearing.class, r -> HearingCommands.draft(r.body(HearingCommands.Draft.class))),
        write("reviseHearing", only(CLERK), r -> HearingCommands.revise(r.number("hearing"), r.body(HearingCommands.Draft.class))),
        write("noticeHearing", only(CLERK), r -> NoticeCommands.notice(r.number("hearing"), r.body(NoticeCommands.Noticing.class))),
        write("postponeHearing", only(CLERK), r -> MovingCommands.postpone(r.number("hearing"), r.body(HearingCommands.Reason.class))),
        write("rescheduleHearing", only(CLERK), r -> MovingCommands.reschedule(r.number("hearing"), r.body(MovingCommands.NewStart.class))),
        read("listPostings", only(CLERK), r -> Postings.open()),
        write("postNotice", only(CLERK), r -> Postings.done(r.number("hearing"), r.ordinal("posting"), r.body(Postings.Posted.class))),
        write("cancelHearing", only(CLERK), r -> MovingCommands.cancel(r.number("hearing"), r.body(HearingCommands.Reason.class))),
        write("startHearing", only(CLERK, CHAIR), r -> HearingCommands.start(r.number("hearing"), r.body(HearingCommands.Start.class))),
        write("recessHearing", only(CHAIR), r -> HearingCommands.recess(r.number("hearing"), r.body(HearingCommands.Recess.class))),
        write("resumeHearing", only(CHAIR), r -> HearingCommands.resume(r.number("hearing"))),
        write("adjournHearing", only(CHAIR), r -> HearingCommands.adjourn(r.number("hearing"))),
        write("restoreConnection", only(CLERK, CHAIR), r -> Outages.restore(r.number("hearing"))),
        write("recordOutageFinding", only(CHAIR), r -> Outages.find(r.number("hearing"), r.body(Outages.Finding.class))),
        create("copyHearing", only(CLERK), Hearing.class, r -> CopyCommands.copy(r.number("hearing"), r.body(CopyCommands.Copying.class))),
        create("repeatHearing", only(CLERK), CopyCommands.Repetition.class, r -> CopyCommands.repeat(r.number("hearing"), r.body(CopyCommands.Repeating.class))),
        write("continueHearing", only(CHAIR), r -> ContinuanceCommands.continueTo(r.number("hearing"), r.body(ContinuanceCommands.Continuing.class))),
        read("listCertificates", ANYONE, r -> HearingQueries.certificates(r.number("hearing"))),
        create("publishMaterial", only(CLERK), Materials.Material.class, r -> Materials.publish(r.number("hearing"), r.body(Materials.Publishing.class))),
        write("amendHearing", only(CLERK), r -> AgendaCommands.amend(r.number("hearing"), r.body(AgendaCommands.Amending.class))),
        read("getAgendaVersion", ANYONE, r -> AgendaQueries.version(r.number("hearing"), r.ordinal("version"))),
        create("proposeItem", only(CLERK, CHAIR, MEMBER), AgendaItem.class, r -> ProposalCommands.propose(r.number("hearing"), r.body(HearingCommands.NewItem.class))),
        write("listItem", only(CHAIR), r -> ProposalCommands.list(r.number("hearing"), r.ordinal("item"), r.body(ProposalCommands.Listing.class))),
        write("declineItem", only(CHAIR), r -> ProposalCommands.decline(r.number("hearing"), r.ordinal("item"), r.body(HearingCommands.Reason.class))),
        write("withdrawItem", only(CLERK, CHAIR), r -> ItemCommands.withdraw(r.number("hearing"), r.ordinal("item"), r.body(HearingCommands.Reason.class))),
        write("callItem", only(CLERK, CHAIR), r -> ItemCommands.call(r.number("hearing"), r.ordinal("item"))),
        write("openComment", only(CLERK, CHAIR), r -> ItemCommands.openComment(r.number("hearing"), r.ordinal("item"))),
        write("closeComment", only(CLERK, CHAIR), r -> ItemCommands.closeComment(r.number("hearing"), r.ordinal("item"))),
        write("decideItem", only(CLERK), r -> ItemCommands.decide(r.number("hearing"), r.ordinal("item"), r.body(ItemCommands.Deciding.class))),
        write("tableItem", only(CLERK, CHAIR), r -> ItemCommands.table(r.number("hearing"), r.ordinal("item"), r.body(HearingCommands.Reason.class))),

        // Members, the roll, motions and votes by name
        read("listMembers", ANYONE, r -> MemberQueries.members(r.text("body"))),
        create("seatMember", only(CLERK, ADMIN), Member.class, r -> MemberCommands.seat(r.text("body"), r.body(MemberCommands.Seating.class))),
        write("unseatMember", only(CLERK, ADMIN), r -> MemberCommands.unseat(r.text("body"), r.id("member"))),
        read("getVotes", ANYONE, r -> VoteQueries.proceedings(r.number("hearing"))),
        read("getMatter", ANYONE, r -> MatterQueries.matter(r.text("file"))),
        read("getItemVotes", ANYONE, r -> VoteQueries.ofItem(r.number("hearing"), r.ordinal("item"))),
        write("callRoll", only(CLERK, CHAIR), r -> RollCommands.call(r.number("hearing"), r.body(RollCommands.RollCall.class))),
        write("markAttendance", only(CLERK, CHAIR), r -> RollCommands.mark(r.number("hearing"), r.body(RollCommands.Mark.class))),
        create("moveMotion", only(CLERK), Motion.class, r -> MotionCommands.move(r.number("hearing"), r.ordinal("item"), r.body(MotionCommands.Moving.class))),
        write("withdrawMotion", only(CLERK), r -> MotionCommands.withdraw(r.number("hearing"), r.ordinal("motion"))),
        create("takeVote", only(CLERK), Motion.class, r -> VoteCommands.vote(r.number("hearing"), r.ordinal("motion"), r.body(VoteCommands.Voting.class))),
        create("correctVote", only(CLERK), Motion.class, r -> VoteCommands.correct(r.number("hearing"), r.ordinal("motion"), r.body(VoteCommands.Correcting.class))),

        // The packet, what we heard
        read("getPacket", ANYONE, r -> PacketCommands.packet(r.number("hearing"))),
        read("listExtensions", ANYONE, r -> Windows.of(r.number("hearing"))).about("hearings/{hearing}"),
        write("distributePacket", only(CLERK), r -> PacketCommands.distribute(r.number("hearing"))),
        write("enterTestimony", only(CLERK), r -> PacketCommands.enter(r.number("hearing"))),
        read("getHeard", ANYONE, r -> HeardCommands.heard(r.number("hearing"))),
        create("publishHeard", only(CLERK), Heard.class, r -> HeardCommands.publish(r.number("hearing"), r.body(HeardCommands.Publishing.class), told -> letters.heard(r.caller().place(), told))),

        // Incidents, closed items, the recording, promises
        read("listIncidents", ANYONE, r -> IncidentCommands.incidents(r.number("hearing"))),
        create("logIncident", only(CLERK, CHAIR), IncidentCommands.Incident.class, r -> IncidentCommands.log(r.number("hearing"), r.body(IncidentCommands.Logging.class))),
        create("warnSpeaker", only(CHAIR), IncidentCommands.Incident.class, r -> IncidentCommands.warn(r.number("hearing"), r.body(IncidentCommands.Warning.class))),
        create("removeSpeaker", only(CHAIR), IncidentCommands.Incident.class, r -> IncidentCommands.remove(r.number("hearing"), r.body(IncidentCommands.Removal.class))),
        write("reportOut", only(CLERK), r -> RecordingCommands.reportOut(r.number("hearing"), r.ordinal("item"), r.body(RecordingCommands.Report.class))),
        write("publishRecording", only(CLERK), r -> RecordingCommands.record(r.number("hearing"), r.body(RecordingCommands.Recording.class))),
        write("markRecording", only(CLERK), r -> RecordingCommands.mark(r.number("hearing"), r.ordinal("item"), r.body(RecordingCommands.Mark.class))),
        create("capturePromise", only(CLERK, MEMBER), PromiseCommands.Captured.class, r -> PromiseCommands.capture(r.number("hearing"),
            r.body(PromiseCommands.Capture.class), r.secrets(), (promise, secret) -> letters.promise(r.caller().place(), promise, secret)), Receipts::promise),
        read("getPromise", ANYONE, r -> PromiseCommands.promise(r.text("secret"))),
        write("correctPromise", ANYONE, r -> PromiseCommands.correct(r.text("secret"), r.body(PromiseCommands.Wording.class))),
        write("confirmPromise", ANYONE, r -> PromiseCommands.confirm(r.text("secret"))),

        // Minutes
        read("getMinutes", ANYONE, r -> MinutesQueries.minutes(r.number("hearing"), r.text("version") == null ? null : r.ordinal("version"))),
        write("draftMinutes", only(CLERK), r -> MinutesCommands.draft(r.number("hearing"))),
        write("narrateMinutes", only(CLERK), r -> MinutesCommands.narrate(r.number("hearing"), r.body(MinutesCommands.Narrating.class))),
        write("circulateMinutes", only(CLERK), r -> MinutesCommands.circulate(r.number("hearing"))),
        write("approveMinutes", only(CLERK), r -> MinutesCommands.approve(r.number("hearing"), r.body(MinutesCommands.Approving.class))),
        create("correctMinutes", only(CLERK), MinutesSheet.class, r -> MinutesCommands.correct(r.number("hearing"), r.body(MinutesCommands.Correcting.class))),

        // The speaker line
        read("getQueue", ANYONE, r -> QueueQueries.line(r.number("hearing"))),
        create("signUp", ANYONE, SlotCommands.SignedUp.class, r -> SlotCommands.signUp(r.number("hearing"), r.body(SignUp.class), r.secrets()), Receipts::slot),
        read("getSlot", ANYONE, r -> QueueQueries.own(r.text("secret"))),
        write("reconfirmSlot", ANYONE, r -> Reconfirming.yes(r.text("secret"))),
        write("withdrawSlot", ANYONE, r -> SlotCommands.withdraw(r.text("secret"))),
        write("checkInSlot", ANYONE, r -> SlotCommands.checkIn(r.text("secret"))),
        write("returnSlot", ANYONE, r -> SlotCommands.comeBack(r.text("secret"))),
        write("cedeSlot", ANYONE, r -> CedingCommands.cede(r.text("secret"), r.body(CedingCommands.Ceding.class))),
        write("revokeCeding", ANYONE, r -> CedingCommands.revoke(r.text("secret"))),
        write("callNextSpeaker", only(CLERK, CHAIR), r -> QueueCommands.callNext(r.number("hearing"))),
        write("startSpeaker", only(CLERK, CHAIR), r -> QueueCommands.start(r.number("hearing"), r.body(Meaning.class))),
        write("pauseSpeaker", only(CLERK, CHAIR), r -> QueueCommands.pause(r.number("hearing"), r.body(Meaning.class))),
        write("resumeSpeaker", only(CLERK, CHAIR), r -> QueueCommands.resume(r.number("hearing"), r.body(Meaning.class))),
        write("extendSpeaker", only(CLERK, CHAIR), r -> QueueCommands.extend(r.number("hearing"), r.body(QueueCommands.Extending.class))),
        write("finishSpeaker", only(CLERK, CHAIR), r -> QueueCommands.finish(r.number("hearing"), r.body(Meaning.class))),
        write("stopSpeaker", only(CHAIR), r -> QueueCommands.stop(r.number("hearing"), r.body(QueueCommands.Stopping.class))),
        write("noShowSpeaker", only(CLERK, CHAIR), r -> QueueCommands.noShow(r.number("hearing"), r.body(Meaning.class))),
        write("undoMove", only(CLERK, CHAIR), r -> UndoCommands.undo(r.number("hearing"))),
        write("checkInSpeaker", only(CLERK, CHAIR), r -> LineCommands.checkIn(r.number("hearing"), r.ordinal("slot"))),
        write("moveSpeaker", only(CLERK, CHAIR), r -> LineCommands.move(r.number("hearing"), r.ordinal("slot"), r.body(LineCommands.Moving.class))),
        write("rejectSpeaker", only(CLERK, CHAIR), r -> LineCommands.reject(r.number("hearing"), r.ordinal("slot"), r.body(LineCommands.Rejecting.class))),
        write("withdrawSpeaker", only(CLERK), r -> LineCommands.withdraw(r.number("hearing"), r.ordinal("slot"))),
        write("returnSpeaker", only(CLERK, CHAIR), r -> LineCommands.comeBack(r.number("hearing"), r.ordinal("slot"))),
        write("cedeForSpeaker", only(CLERK, CHAIR), r -> CedingCommands.cedeFor(r.number("hearing"), r.ordinal("slot"), r.body(CedingCommands.Ceding.class))),
        write("revokeCedingForSpeaker", only(CLERK, CHAIR), r -> CedingCommands.revokeFor(r.number("hearing"), r.ordinal("slot"))),
        write("setLineRules", only(CLERK), r -> LineRuleCommands.set(r.number("hearing"), r.body(LineRuleCommands.Rules.class))),
        write("changeAllotment", only(CHAIR), r -> LineRuleCommands.allot(r.number("hearing"), r.ordinal("item"), r.body(LineRuleCommands.NewAllotment.class))),
        read("getLottery", ANYONE, r -> LotteryCommands.lottery(r.number("hearing"), r.ordinal("item"))),
        write("drawLottery", only(CLERK, CHAIR), r -> LotteryCommands.draw(r.number("hearing"), r.ordinal("item"))),

        // Accommodation requests
        create("requestAccommodation", ANYONE, AccommodationCommands.Asked.class,
            r -> AccommodationCommands.ask(r.number("hearing"), r.body(AccommodationCommands.Asking.class), r.secrets()), Receipts::accommodation),
        read("listAccommodations", only(CLERK), r -> AccommodationQueries.ofHearing(r.number("hearing"))),
        read("getAccommodation", ANYONE, r -> AccommodationQueries.own(r.text("secret"))),
        write("arrangeAccommodation", only(CLERK), r -> AccommodationCommands.arrange(r.number("hearing"), r.ordinal("request"), r.body(AccommodationCommands.Arranging.class))),
        write("offerAlternative", only(CLERK), r -> AccommodationCommands.offer(r.number("hearing"), r.ordinal("request"), r.body(AccommodationCommands.Answering.class))),
        write("declineAccommodation", only(CLERK), r -> AccommodationCommands.decline(r.number("hearing"), r.ordinal("request"), r.body(AccommodationCommands.Answering.class))),
        write("provideAccommodation", only(CLERK), r -> AccommodationCommands.provide(r.number("hearing"), r.ordinal("request"))),

        // Testimony
        submit("submitTestimony", ANYONE, Submitted.class, Intake.SUBMIT, r -> submission(r, Target.hearing(r.number("hearing"), null), letters), Receipts::testimony),
        submit("submitAreaTestimony", ANYONE, Submitted.class, Intake.SUBMIT, r -> submission(r, Target.area(r.text("area")), letters), Receipts::testimony),
        submit("submitActionTestimony", ANYONE, Submitted.class, Intake.SUBMIT, r -> submission(r, Target.action(r.text("action")), letters), Receipts::testimony),
        read("listTestimony", ANYONE, r -> TestimonyQueries.listing(Target.hearing(r.number("hearing"), null), r.cursor(), r.limit())).about("hearings/{hearing}", "hearings/{hearing}/testimony"),
        read("listAreaTestimony", ANYONE, r -> TestimonyQueries.listing(Target.area(r.text("area")), r.cursor(), r.limit())).about("areas/{area}", "areas/{area}/testimony"),
        read("listActionTestimony", ANYONE, r -> TestimonyQueries.listing(Target.action(r.text("action")), r.cursor(), r.limit())).about("actions/{action}", "actions/{action}/testimony"),
        read("getTestimony", ANYONE, r -> TestimonyQueries.testimony(r.text("testimony"))).about("testimony/{testimony}"),
        read("getReceipt", ANYONE, r -> TestimonyQueries.receipt(r.text("secret"))),
        write("withdrawTestimony", ANYONE, r -> TestimonyCommands.withdraw(r.text("secret"))),
        write("withholdName", ANYONE, r -> TestimonyCommands.withholdName(r.text("secret"))),
        act("uploadFiles", ANYONE, r -> uploads.sent(r.caller().place(), r.files())),
        write("reviseTestimony", ANYONE, r -> RevisionCommands.revise(r.text("secret"), r.body(RevisionCommands.Revising.class))),
        create("supplementTestimony", ANYONE, Submitted.class, r -> RevisionCommands.supplement(r.text("secret"), r.body(RevisionCommands.Adding.class), r.secrets()), Receipts::testimony),
        create("takeInTestimony", only(CLERK), Submitted.class, r -> takenIn(r, letters), Receipts::testimony),
        read("listVersions", ANYONE, r -> Versions.of(r.text("testimony"))).about("testimony/{testimony}"),
        write("citeTestimony", only(CLERK, CHAIR, MEMBER), r -> CitationCommands.cite(r.text("testimony"), r.body(CitationCommands.Citing.class), told -> letters.cited(r.caller().place(), told))),
        read("listCitations", ANYONE, r -> Citations.in(r.text("in"))),

        // Moderation by closed grounds
        create("reportTestimony", ANYONE, HoldCommands.Reported.class, r -> HoldCommands.report(r.text("testimony"), r.body(HoldCommands.Reporting.class), r.source(r.text("testimony")), letters.notices(r.caller().place()))),
        create("disputeAttribution", ANYONE, HoldCommands.Reported.class, r -> DisputeCommands.dispute(r.text("testimony"), r.body(DisputeCommands.Disputing.class), r.secrets(), r.source(r.text("testimony")), letters.notices(r.caller().place()))),
        read("getDispute", ANYONE, r -> DisputeCommands.find(r.text("secret"))),
        write("confirmDispute", ANYONE, r -> DisputeCommands.confirm(r.text("secret"))),
        write("holdTestimony", only(MODERATOR), r -> HoldCommands.hold(r.text("testimony"), r.body(HoldCommands.Holding.class), letters.notices(r.caller().place()))),
        read("getModerationHistory", ANYONE, r -> ModerationQueries.history(r.text("testimony"))).about("testimony/{testimony}"),
        read("getOwnModeration", ANYONE, r -> ModerationQueries.ownCases(r.text("secret"))),
        write("appealModeration", ANYONE, r -> AppealCommands.appeal(r.text("secret"), r.body(AppealCommands.Appealing.class))),
        read("listHeld", only(MODERATOR), r -> ModerationQueries.queue(Filters.held(r), r.cursor(), r.limit())),
        read("listHeldAlike", only(MODERATOR), r -> GroupCommands.groups()),
        write("decideHeldAlike", only(MODERATOR), r -> GroupCommands.decide(r.body(GroupCommands.Deciding.class), letters.notices(r.caller().place()))),
        write("releaseHeld", only(MODERATOR), r -> DecisionCommands.releaseAll(r.body(DecisionCommands.Items.class), letters.notices(r.caller().place()))),
        read("getModerationCase", only(MODERATOR, APPEALS), r -> ModerationQueries.one(r.text("testimony"))),
        read("listReports", only(MODERATOR, APPEALS), r -> ModerationQueries.reports(r.text("testimony"))),
        write("claimCase", only(MODERATOR), r -> DecisionCommands.claim(r.text("testimony"))),
        write("leaveCase", only(MODERATOR), r -> DecisionCommands.leave(r.text("testimony"))),
        write("noteCase", only(MODERATOR), r -> DecisionCommands.note(r.text("testimony"), r.body(DecisionCommands.Note.class))),
        write("releaseTestimony", only(MODERATOR), r -> DecisionCommands.release(r.text("testimony"), r.body(DecisionCommands.Seen.class), letters.notices(r.caller().place()))),
        write("redactTestimony", only(MODERATOR), r -> RedactionCommands.redact(r.text("testimony"), r.body(RedactionCommands.Redacting.class), letters.notices(r.caller().place()))),
        write("proposeHiding", only(MODERATOR), r -> HidingCommands.propose(r.text("testimony"), r.body(HidingCommands.Hiding.class))),
        write("confirmHiding", only(MODERATOR), r -> HidingCommands.confirm(r.text("testimony"), r.body(DecisionCommands.Seen.class), letters.notices(r.caller().place()))),
        write("declineHiding", only(MODERATOR), r -> HidingCommands.decline(r.text("testimony"), r.body(DecisionCommands.Seen.class))),
        write("moveTestimony", only(MODERATOR), r -> HidingCommands.move(r.text("testimony"), r.body(HidingCommands.Moving.class), letters.notices(r.caller().place()))),
        read("listAppeals", only(MODERATOR, APPEALS), r -> ModerationQueries.appeals()),
        write("decideAppeal", only(MODERATOR, APPEALS), r -> AppealCommands.decide(r.text("testimony"), r.body(AppealCommands.Deciding.class), letters.notices(r.caller().place()))),
        read("getModerationReport", ANYONE, r -> ReportQueries.month(r.text("month"))),
        create("requestRemoval", ANYONE, RemovalCommands.Asked.class, r -> RemovalCommands.ask(r.body(RemovalCommands.Asking.class), r.secrets()), Receipts::removal),
        read("getRemoval", ANYONE, r -> RemovalCommands.own(r.text("secret"))),
        read("listRemovals", only(MODERATOR), r -> RemovalCommands.list()),
        write("decideRemoval", only(MODERATOR), r -> RemovalCommands.decide(r.number("removal"), r.body(RemovalCommands.Deciding.class), removal -> letters.removal(r.caller().place(), removal))),

        act("getPuzzle", ANYONE, r -> Future.succeededFuture(r.arrival().floods().puzzle(r.arrival()))),
        read("listBulkKeys", only(ADMIN), r -> BulkKeyCommands.list()),
        create("issueBulkKey", only(ADMIN), BulkKeyCommands.Issued.class, r -> BulkKeyCommands.issue(r.body(BulkKeyCommands.Issuing.class), r.secrets()), Receipts::bulkKey),
        write("revokeBulkKey", only(ADMIN), r -> BulkKeyCommands.revoke(r.id("bulk_key"))),

        // Following by e-mail
        create("follow", ANYONE, FollowCommands.Asked.class, r -> FollowCommands.ask(r.body(FollowCommands.Following.class), r.secrets(),
            (followed, secret) -> letters.ask(r.caller().place(), followed, secret))),
        read("getFollow", ANYONE, r -> FollowCommands.own(r.text("secret"))),
        write("confirmFollow", ANYONE, r -> FollowCommands.confirm(r.text("secret"))),
        write("stopFollow", ANYONE, r -> FollowCommands.stop(r.text("secret"))),

        // The register
        read("getRegister", ANYONE, r -> RegisterQueries.figures(Filters.scope(r)), (r, it) -> RegisterFace.of(it)).about("actions"),
        read("listRegister", ANYONE, r -> RegisterQueries.actions(Filters.which(r), Filters.scope(r), r.cursor(), r.limit())).about("actions"),

        // Policy changes
        read("listPolicies", ANYONE, r -> PolicyQueries.policies(Filters.policies(r), r.cursor(), r.limit())).about("policies"),
        read("getPortfolio", ANYONE, r -> PolicyQueries.portfolio()).about("policies"),
        read("getPolicy", ANYONE, r -> PolicyQueries.policy(r.text("policy"))).about("policies/{policy}", "policies/{policy}/testimony"),
        read("getRedline", ANYONE, r -> PolicyQueries.redline(r.text("policy"), version(r, "from"), version(r, "to"))).about("policies/{policy}"),
        create("proposePolicy", only(CLERK, CHAIR, MEMBER, LIAISON), PolicyChange.class, r -> PolicyCommands.propose(r.body(NewPolicy.class))),
        create("writePolicyText", only(CLERK, CHAIR, MEMBER, LIAISON), PolicyChange.class, r -> PolicyCommands.write(r.text("policy"), r.body(PolicyCommands.Writing.class))),
        write("beginPolicyDrafting", only(CLERK, CHAIR, LIAISON), r -> PolicyCommands.beginDrafting(r.text("policy"))),
        write("openPolicyComment", only(CLERK, CHAIR, LIAISON), r -> PolicyCommands.openComment(r.text("policy"), r.body(PolicyCommands.Opening.class))),
        write("beginPolicyRevision", only(CLERK, CHAIR, LIAISON), r -> PolicyCommands.beginRevision(r.text("policy"))),
        create("writePolicyTheme", only(CLERK, CHAIR, LIAISON), PolicyChange.class, r -> Themes.write(r.text("policy"), r.body(Themes.NewTheme.class))),
        write("answerPolicyTheme", only(CLERK, CHAIR, LIAISON), r -> Themes.answer(r.text("policy"), r.ordinal("theme"), r.body(Themes.Answering.class), told -> letters.answered(r.caller().place(), told))),
        write("pendPolicy", only(CLERK, CHAIR, LIAISON), r -> PolicyCommands.pend(r.text("policy"), r.body(PolicyCommands.Pending.class))),
        write("adoptPolicy", only(CLERK, CHAIR, LIAISON), r -> AdoptionCommands.adopt(r.text("policy"), r.body(AdoptionCommands.Adopting.class))),
        write("setPolicySunset", only(CLERK, CHAIR, LIAISON), r -> AdoptionCommands.sunset(r.text("policy"), r.body(AdoptionCommands.Sunset.class))),
        write("beginPolicyTraining", only(CLERK, CHAIR, LIAISON), r -> PracticeCommands.beginTraining(r.text("policy"))),
        write("practisePolicy", only(CLERK, CHAIR, LIAISON), r -> PracticeCommands.practise(r.text("policy"))),
        write("evaluatePolicy", only(CLERK, CHAIR, LIAISON), r -> PracticeCommands.evaluate(r.text("policy"))),
        create("measurePolicy", only(LIAISON), PolicyChange.class, r -> PracticeCommands.measure(r.text("policy"), r.body(PracticeCommands.Measuring.class))),
        create("recordPolicyFinding", only(MEMBER), PolicyChange.class, r -> PracticeCommands.find(r.text("policy"), r.body(PracticeCommands.Finding.class))),
        write("withdrawPolicy", only(CLERK, CHAIR, LIAISON), r -> EndingCommands.withdraw(r.text("policy"), r.body(PolicyCommands.Reason.class))),
        write("rejectPolicy", only(CLERK, CHAIR, LIAISON), r -> EndingCommands.reject(r.text("policy"), r.body(PolicyCommands.Reason.class))),
        write("repealPolicy", only(CLERK, CHAIR, LIAISON), r -> EndingCommands.repeal(r.text("policy"), r.body(PolicyCommands.Reason.class))),
        write("preemptPolicy", only(CLERK, CHAIR, LIAISON), r -> EndingCommands.preempt(r.text("policy"), r.body(PolicyCommands.Reason.class))),
        write("enjoinPolicy", only(CLERK, CHAIR, LIAISON), r -> EndingCommands.enjoin(r.text("policy"), r.body(PolicyCommands.Reason.class))),
        create("logChallenge", SIGNED_IN, Challenge.class, r -> ChallengeCommands.log(r.text("policy"), r.body(ChallengeCommands.NewChallenge.class))),
        write("blockPolicy", only(CLERK, CHAIR, LIAISON), r -> ChallengeCommands.block(r.text("policy"), r.ordinal("challenge"), r.body(ChallengeCommands.Blocking.class))),
        write("resolveChallenge", only(CLERK, CHAIR, LIAISON), r -> ChallengeCommands.resolve(r.text("policy"), r.ordinal("challenge"), r.body(ChallengeCommands.Resolving.class))),
        submit("submitPolicyTestimony", ANYONE, Submitted.class, Intake.SUBMIT, r -> submission(r, Target.policy(r.text("policy")), letters), Receipts::testimony),
        read("listPolicyTestimony", ANYONE, r -> TestimonyQueries.listing(Target.policy(r.text("policy")), r.cursor(), r.limit())).about("policies/{policy}", "policies/{policy}/testimony"),

        // Efforts of officials, cases
        read("listEfforts", ANYONE, r -> EffortQueries.pulls(r.text("area"), r.text("body"), r.limit())).about(""),
        read("getEffort", ANYONE, r -> EffortQueries.effort(r.text("effort"))).about("efforts/{effort}"),
        create("planEffort", only(CLERK, CHAIR, MEMBER, LIAISON), Effort.class, r -> EffortCommands.plan(r.body(EffortCommands.NewEffort.class))),
        write("beginEffort", only(CLERK, CHAIR, MEMBER, LIAISON), r -> EffortCommands.begin(r.text("effort"))),
        write("finishEffort", only(CLERK, CHAIR, MEMBER, LIAISON), r -> EffortCommands.finish(r.text("effort"), r.body(EffortCommands.Finishing.class))),
        write("dropEffort", only(CLERK, CHAIR, MEMBER, LIAISON), r -> EffortCommands.drop(r.text("effort"), r.body(PolicyCommands.Reason.class))),
        read("listCases", ANYONE, r -> CaseQueries.cases(r.text("subject"), r.limit())),
        read("getCase", ANYONE, r -> CaseQueries.made(r.text("case"))),
        create("beginCase", only(CLERK, CHAIR, MEMBER, LIAISON), Case.class, r -> CaseCommands.begin(r.body(CaseCommands.NewCase.class))),
        write("argueCase", only(CLERK, CHAIR, MEMBER, LIAISON), r -> CaseCommands.argue(r.text("case"), r.body(CaseCommands.Arguing.class))),
        create("addCaseItem", only(CLERK, CHAIR, MEMBER, LIAISON), Case.class, r -> PieceCommands.add(r.text("case"), r.body(PieceCommands.NewPiece.class))),
        write("removeCaseItem", only(CLERK, CHAIR, MEMBER, LIAISON), r -> PieceCommands.remove(r.text("case"), r.ordinal("item"))),
        write("moveCaseItem", only(CLERK, CHAIR, MEMBER, LIAISON), r -> PieceCommands.move(r.text("case"), r.ordinal("item"), r.body(PieceCommands.Moving.class))),
        write("publishCase", only(CLERK, CHAIR, MEMBER, LIAISON), r -> CaseCommands.publish(r.text("case"))),
        write("retractCase", only(CLERK, CHAIR, MEMBER, LIAISON), r -> CaseCommands.retract(r.text("case"), r.body(CaseCommands.Reason.class))),

        // Oversight actions
        read("listActions", ANYONE, r -> ActionQueries.actions(Filters.actions(r), r.cursor(), r.limit())).about("actions"),
        read("getAction", ANYONE, r -> ActionQueries.action(r.text("action"))).about("actions/{action}"),
        create("draftAction", only(MEMBER), Action.class, r -> ActionCommands.draft(r.body(NewAction.class))),
        write("issueAction", only(CHAIR, MEMBER), r -> ActionCommands.issue(r.text("action"), r.body(ActionCommands.Issuing.class))),
        create("answerAction", only(LIAISON), Action.class, r -> AgencyCommands.respond(r.text("action"), r.body(Answer.class))),
        write("reviseAction", only(MEMBER), r -> ActionCommands.revise(r.text("action"), r.body(NewAction.class))),
        write("amendAction", only(CHAIR, MEMBER), r -> AmendingCommands.amend(r.text("action"), r.body(AmendingCommands.Amending.class))),
        read("getActionVersion", ANYONE, r -> ActionVersion.compared(r.text("action"), r.ordinal("version"))),
        create("answerAsAddressee", only(LIAISON), Action.class, r -> AddresseeCommands.respond(r.text("action"), r.text("body"), r.body(Answer.class))),
        write("reportAsAddressee", only(LIAISON), r -> AddresseeCommands.report(r.text("action"), r.text("body"), r.body(AddresseeCommands.Reporting.class))),
        write("agreeAction", only(CHAIR, MEMBER), r -> ActionCommands.agree(r.text("action"), r.body(ActionCommands.Reason.class))),
        write("insistAction", only(CHAIR, MEMBER), r -> ActionCommands.insist(r.text("action"), r.body(ActionCommands.Insisting.class))),
        write("askExtension", only(LIAISON), r -> ExtensionCommands.ask(r.text("action"), r.body(ExtensionCommands.Asking.class))),
        write("grantExtension", only(CHAIR, MEMBER), r -> ExtensionCommands.grant(r.text("action"), r.body(ActionCommands.Reason.class))),
        write("refuseExtension", only(CHAIR, MEMBER), r -> ExtensionCommands.refuse(r.text("action"), r.body(ActionCommands.Reason.class))),
        write("closeAction", only(CHAIR, MEMBER), r -> SettlingCommands.close(r.text("action"), r.body(SettlingCommands.Closing.class))),
        write("supersedeAction", only(CHAIR, MEMBER), r -> SettlingCommands.supersede(r.text("action"), r.body(SettlingCommands.Superseding.class))),
        write("dismissAction", only(CHAIR, MEMBER), r -> SettlingCommands.notApplicable(r.text("action"), r.body(SettlingCommands.NotApplying.class))),
        write("reassessAction", only(CHAIR, MEMBER), r -> SettlingCommands.reassess(r.text("action"), r.body(SettlingCommands.Reassessing.class))),
        write("beginAction", only(LIAISON), r -> AgencyCommands.begin(r.text("action"))),
        write("reportAction", only(LIAISON), r -> AgencyCommands.report(r.text("action"), r.body(Report.class))),
        write("verifyAction", only(MEMBER), r -> VerificationCommands.verify(r.text("action"), r.body(Verification.class))),
        write("reopenAction", only(CHAIR, MEMBER), r -> SettlingCommands.reopen(r.text("action"), r.body(ActionCommands.Reason.class))),
        read("getAgencyDesk", only(LIAISON), r -> AgencyDesk.desk()),
        create("addEvidence", ANYONE, EvidenceCommands.Shown.class, r -> EvidenceCommands.add(r.text("action"), r.body(EvidenceCommands.Showing.class))),
        write("hideEvidence", only(MODERATOR), r -> EvidenceCommands.hide(r.text("action"), r.ordinal("evidence"), r.body(EvidenceCommands.Hiding.class))),
        create("setComplianceTest", only(CHAIR, MEMBER), Compliance.class, r -> ComplianceCommands.set(r.text("action"), r.body(ComplianceCommands.Testing.class))),
        create("assessCompliance", only(CHAIR, MEMBER), Compliance.class, r -> ComplianceCommands.assess(r.text("action"), r.body(ComplianceCommands.Assessing.class))),
        read("listObligations", ANYONE, r -> ObligationCommands.obligations()).about("obligations"),
        create("establishObligation", only(CHAIR, MEMBER), Obligation.class, r -> ObligationCommands.establish(r.body(ObligationCommands.Establishing.class))),
        write("endObligation", only(CHAIR, MEMBER), r -> ObligationCommands.end(r.number("obligation"), r.body(ObligationCommands.Ending.class))))).flatMap(List::stream).toList();
  }

  private static Integer version(Call call, String name) {
    return call.text(name) == null ? null : call.ordinal(name);
  }

  private static Intake.Submission submission(Call call, Target target, Letters letters) {
    var words = call.body(TestimonyCommands.Words.class);
    return Intake.Submission.of(target, words, call.secrets(), call.attested()).weighing(call.weigh(words))
        .mailing(letters.receipts(call.caller().place(), words.language()));
  }

  private static Command<Submitted> takenIn(Call call, Letters letters) {
    var taking = call.body(ClerkIntake.TakingIn.class);
    return ClerkIntake.takeIn(taking, call.secrets(), letters.receipts(call.caller().place(), taking.language()));
  }

  /** What is asked about a worksheet is public at once: whoever writes personal data into it is warned before. */
  private static AnswerChallenges.Challenging warned(AnswerChallenges.Challenging challenging) {
    PersonalData.warn("/text", challenging.text(), challenging.sendAnyway());
    PersonalData.warn("/quote", challenging.quote(), challenging.sendAnyway());
    return challenging;
  }
}
