package org.lectern.demo;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.lectern.core.Caller;
import org.lectern.core.Command;
import org.lectern.core.Role;
import org.lectern.oversight.ActionCommands.Reason;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.AmendingCommands;
import org.lectern.oversight.ComplianceCommands;
import org.lectern.oversight.EvidenceCommands;
import org.lectern.oversight.ExtensionCommands;
import org.lectern.oversight.Level;
import org.lectern.oversight.NewSource;
import org.lectern.oversight.Obligation;
import org.lectern.oversight.ObligationCommands;
import org.lectern.oversight.SettlingCommands;
import org.lectern.oversight.SourceKind;

/** What else happens to Marlow's actions: more time, amendments, evidence of residents, a reassessment, the ladder, and duties that return. */
final class OversightScenes {

  private final Story story;
  private final Cast cast;
  private final ActionScenes actions;

  OversightScenes(Story story, Cast cast, ActionScenes actions) {
    this.story = story;
    this.cast = cast;
    this.actions = actions;
  }

  /** What some of the actions come from besides a hearing. */
  static final Map<String, NewSource> SOURCES = Map.of(
      "force-log", new NewSource(SourceKind.AUDIT_REPORT, "City Auditor, report 25-03, finding 2", "The log is kept on paper and has never been published.", "https://auditor.marlow.example/25-03"),
      "stop-receipt", new NewSource(SourceKind.DECREE, "State settlement, paragraph 31", "Officers shall give a written record of each stop.", "https://court.marlow.example/settlement#31"),
      "complaint-form", new NewSource(SourceKind.ASSESSMENT, "civilian-oversight", "No: forms are in English only.", null));

  void plan() {
    moreTime();
    residentsLook();
    at(-30, "camera-audit", chair(), number -> AmendingCommands.amend(number, new AmendingCommands.Amending(null,
        "Each month, draw fifty stops by lot and check when the camera was switched on. Publish the share that was late, by district, within ten days of the end of the month.", null, null,
        "The first wording named no day for the publication.", false, null, null)));
    at(-104, "complaint-form", chair(), number -> SettlingCommands.reassess(number, new SettlingCommands.Reassessing(ActionStatus.PARTLY_IMPLEMENTED,
        "Two libraries have run out of forms and were sent none. The board looks at it again in the fall.", null, false, null, null)));
    at(-45, "complaint-form", chair(), number -> SettlingCommands.reassess(number, new SettlingCommands.Reassessing(ActionStatus.IMPLEMENTED,
        "The libraries now print the forms themselves; the board saw them at all four.", null, false, null, null)));
    ladder();
    duties();
    FurtherAddressees.play((day, key, command) -> at(day, key, agency("agency"), command::on));
  }

  private void moreTime() {
    at(-25, "pursuit", agency("agency"), number -> ExtensionCommands.ask(number, new ExtensionCommands.Asking(30, "The insurer reviews the draft and meets only at the end of the month.")));
    at(-21, "pursuit", chair(), number -> ExtensionCommands.grant(number, new Reason("The review concerns the very question that we asked.")));
    at(-2, "dispatch", agency("responder"), number -> ExtensionCommands.ask(number, new ExtensionCommands.Asking(20, "The software vendor has announced the figures for next month.")));
  }

  private void residentsLook() {
    var visitor = cast.visitor("web");
    at(-4, "camera-audit", visitor, number -> EvidenceCommands.add(number, shown(2, "The table on the page leaves out the Northside district.", "https://photos.marlow.example/table.png", "Imani Brooks")));
    at(-3, "camera-audit", cast.as("member2", Role.MEMBER), number -> EvidenceCommands.add(number, shown(1, "I was at the draw. Fifty slips, drawn by the auditor's clerk.", null, null)));
    at(-2, "camera-audit", visitor, number -> EvidenceCommands.add(number, shown(null, "I was stopped on the ninth; the officer switched the camera on when I asked.", null, null)));
  }

  private static EvidenceCommands.Showing shown(Integer criterion, String text, String url, String name) {
    return new EvidenceCommands.Showing(criterion, text, url, null, name, null, null, null, null, null, null, null, null, null);
  }

  private void ladder() {
    at(-195, "force-log", member(), number -> ComplianceCommands.assess(number, new ComplianceCommands.Assessing(Level.POLICY, null, null, null, null, "General order 7 asks for the log.")));
    at(-190, "force-log", member(), number -> ComplianceCommands.set(number, new ComplianceCommands.Testing("Draw one hundred dispatch calls with force by lot each quarter and look each of them up in the log.", "One hundred of about 360 calls", 95, 24)));
    at(-90, "force-log", member(), number -> ComplianceCommands.assess(number, new ComplianceCommands.Assessing(Level.PRACTICE, 1, 97, null, LocalDate.now(cast.place().zone()), "Ninety-seven of one hundred calls are in the log.")));
    at(-9, "force-log", member(), number -> ComplianceCommands.assess(number, new ComplianceCommands.Assessing(Level.TRAINING, 1, 88, null, LocalDate.now(cast.place().zone()), "Twelve calls are missing after the change of the records system.")));
  }

  private void duties() {
    var today = LocalDate.now(cast.place().zone());
    duty(-210, new ObligationCommands.Establishing("oversight-board", "police", "surveillance-technology", "Yearly report on surveillance technology",
        "List each technology, how often it was used, by district, and every complaint about it.", List.of("The report is public.", "Every technology in use is listed."), "Technology Ordinance, section 9",
        "https://code.marlow.example/technology#9", Obligation.Every.YEAR, today.plusDays(41), 60, 30, false, null, null));
    duty(-180, new ObligationCommands.Establishing("oversight-board", "police", "stops-searches", "Stop data of the quarter",
        "Publish every stop of the quarter with reason, outcome and district.", List.of("The file of the quarter is public."), "State stop data act, section 4", null,
        Obligation.Every.QUARTER, today.plusDays(75), 30, null, false, null, null));
  }

  private void duty(int day, ObligationCommands.Establishing wanted) {
    var when = actions.at(day, 2);
    story.plan(when, () -> story.tell(when, chair(), ObligationCommands.establish(wanted)));
  }

  interface Act {
    Command<?> on(String number);
  }

  private void at(int day, String key, Caller who, Act act) {
    var when = actions.at(day, 3);
    story.plan(when, () -> story.tell(when, who, act.on(actions.numbers.get(key))));
  }

  private Caller chair() {
    return cast.as("chair", Role.CHAIR);
  }

  private Caller member() {
    return cast.as("member", Role.MEMBER);
  }

  private Caller agency(String key) {
    return cast.as(key, Role.LIAISON);
  }
}
