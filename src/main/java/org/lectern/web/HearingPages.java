package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.core.Rows;
import org.lectern.hearings.AgendaQueries;
import org.lectern.hearings.Hearing;
import org.lectern.hearings.HearingKind;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.When;
import org.lectern.hearings.Postings;
import org.lectern.policies.PolicyQueries;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyQueries;

/** Hearings: the list, the page, the draft and its notice. The console and the line are {@link QueuePages}. */
final class HearingPages {

  private static final String HEARING = "/:place/hearings/:hearing";

  private final Site site;

  HearingPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/hearings", ANYONE, this::list);
    site.page("/:place/hearings/new", only(Role.CLERK), this::draft);
    site.page("/:place/hearings/work", only(Role.CLERK), this::work);
    site.page("/:place/notice", ANYONE, ask -> check(ask, site.paper(ask, "hearings/notice_check").with("zone", (Object) ask.place().zone()), ask.query("kind"), ask.query("starts_at")));
    site.form("/:place/hearings/new", "draftHearing", this::body, (ask, done) -> ask.view().at(((Hearing) done.value()).address()), ask -> Pages.later(draft(ask)));
    site.pageLater(HEARING, ANYONE, this::hearing);
    site.pageLater(HEARING + "/edit", only(Role.CLERK), this::edit);
    site.form(HEARING + "/edit", "reviseHearing", this::body, (ask, done) -> there(ask, ""), this::edit);
    site.form(HEARING + "/notice", "noticeHearing", (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/postpone", "postponeHearing", (ask, done) -> there(ask, ""), this::hearing);
    site.pageLater(HEARING + "/reschedule", only(Role.CLERK), this::reschedule);
    site.form(HEARING + "/reschedule", "rescheduleHearing", (ask, fields) -> checked(fields, site.body("rescheduleHearing", fields, ask)), (ask, done) -> there(ask, ""), this::reschedule);
    site.page(HEARING + "/certificate", ANYONE, ask -> site.paper(ask, "hearings/certificate").with("it", HearingQueries.certificates(ask.number("hearing"))));
    site.form(HEARING + "/materials", "publishMaterial", (ask, done) -> there(ask, ""), this::hearing);
    site.pageLater(HEARING + "/copy", only(Role.CLERK), ask -> moving(ask, Role.CLERK, "hearings/copy"));
    site.form(HEARING + "/copy", "copyHearing", (ask, fields) -> checked(fields, site.body("copyHearing", fields, ask)),
        (ask, done) -> ask.view().at(((Hearing) done.value()).address()), ask -> moving(ask, Role.CLERK, "hearings/copy"));
    site.form(HEARING + "/repeat", "repeatHearing", (ask, done) -> ask.view().at("hearings/work"), ask -> moving(ask, Role.CLERK, "hearings/copy"));
    site.form(HEARING + "/outage", "recessHearing", (ask, fields) -> site.body("recessHearing", fields, ask).put("outage", true), (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/restore", "restoreConnection", (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/finding", "recordOutageFinding", (ask, done) -> there(ask, ""), this::hearing);
    site.pageLater(HEARING + "/amend", only(Role.CLERK), this::amendment);
    site.form(HEARING + "/amend", "amendHearing", this::amended, (ask, done) -> there(ask, ""), this::amendment);
    site.page(HEARING + "/agenda/:version", ANYONE, ask -> site.paper(ask, "hearings/version").with("it", AgendaQueries.version(ask.number("hearing"), (int) Math.min(ask.number("version"), Integer.MAX_VALUE))));
    site.form(HEARING + "/items/:item/list", "listItem", (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/items/:item/decline", "declineItem", (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/propose", "proposeItem", (ask, done) -> there(ask, ""), this::hearing);
    site.pageLater(HEARING + "/continue", only(Role.CHAIR), this::continuance);
    site.form(HEARING + "/continue", "continueHearing", (ask, fields) -> checked(fields, site.body("continueHearing", fields, ask)),
        (ask, done) -> ask.view().at(((Hearing) done.value()).address()), this::continuance);
    site.form(HEARING + "/cancel", "cancelHearing", (ask, done) -> there(ask, ""), this::hearing);
    site.form(HEARING + "/postings/:posting", "postNotice", (ask, done) -> ask.view().at("hearings/work"), ask -> Pages.later(work(ask)));
    site.page(HEARING + "/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about(address(ask), address(ask) + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) address(ask))
        .region("hearing-campaigns", address(ask) + "/testimony")
        .with("it", TestimonyQueries.listing(Target.hearing(ask.number("hearing"), null), ask.query("cursor"), Page.SIZE)));
  }

  private static String address(Ask ask) {
    return "hearings/" + ask.number("hearing");
  }

  private static String there(Ask ask, String part) {
    return ask.view().at(address(ask)) + part;
  }

  private Paper list(Ask ask) {
    var past = "past".equals(ask.query("when"));
    var paper = site.paper(ask, "hearings/list").about("hearings").with("when", (Object) (past ? "past" : "coming"));
    if (!past && ask.query("cursor") == null) return paper.region("hearing-list", "hearings");
    return paper.with("hearings", HearingQueries.hearings(past ? When.PAST : When.COMING, null, ask.query("cursor"), Page.SIZE));
  }

  private Future<Paper> hearing(Ask ask) {
    return Pages.later(site.paper(ask, "hearings/hearing").about(address(ask))
        .with("sheet", HearingQueries.hearing(ask.number("hearing"))).with("policies", PolicyQueries.ofHearing(ask.number("hearing"), 50))
        .region("hearing-status", address(ask)).region("hearing-agenda", address(ask)).region("hearing-actions", address(ask))
        .region("hearing-testimony", address(ask) + "/testimony").region("hearing-campaigns", address(ask) + "/testimony").region("hearing-citations", address(ask)).region("hearing-window", address(ask)).region("hearing-queue", address(ask) + "/queue"));
  }

  /** What a clerk has to see to: papers to post at the door, and drafts that nobody else sees. */
  private Paper work(Ask ask) {
    return site.paper(ask, "hearings/work").with("postings", (db, caller) -> Postings.open().ask(db, caller.through(only(Role.CLERK))))
        .with("drafts", HearingQueries.hearings(When.DRAFT, null, ask.query("cursor"), Page.SIZE));
  }

  private Paper draft(Ask plain) {
    var ask = plain.prefilled("body", "kind", "title", "summary", "agenda", "areas");
    var paper = site.paper(ask, "hearings/draft").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas()).with("chosen", (Object) ask.query("area"));
    return check(ask, paper, ask.form().value("kind"), ask.form().value("starts_at"));
  }

  /** Whether notice given now would be in time for the start that is typed; without one, from when on it would be. */
  private Paper check(Ask ask, Paper paper, String kind, String startsAt) {
    var starts = Form.local(startsAt, ask.place().zone());
    return paper.with("typed", (Object) (starts != null)).with("notice", HearingQueries.noticeCheck(kind(kind), starts == null ? Instant.now() : starts));
  }

  private static HearingKind kind(String word) {
    return Stream.of(HearingKind.values()).filter(kind -> kind.name().equalsIgnoreCase(word)).findFirst().orElse(HearingKind.REGULAR);
  }

  /** Without script the check is a button: the form comes back with the answer, and nothing is saved. */
  private static ObjectNode checked(MultiMap fields, ObjectNode body) {
    if (fields.contains("check")) throw Problem.of(422, "only_checked");
    return body;
  }

  private Future<Paper> reschedule(Ask ask) {
    return moving(ask, Role.CLERK, "hearings/reschedule");
  }

  private Future<Paper> amendment(Ask ask) {
    return moving(ask, Role.CLERK, "hearings/amend").map(paper -> paper.with("areas", AreaQueries.areas()));
  }

  /** The agenda comes as lines, as it was published; boxes that are not ticked are areas that were taken off. */
  private ObjectNode amended(Ask ask, MultiMap fields) {
    var body = site.body("amendHearing", fields, ask);
    body.set("items", Lines.items(Text.tidy(fields.contains("agenda") ? fields.get("agenda") : "")));
    if (!body.has("areas")) body.putArray("areas");
    return body;
  }

  private Future<Paper> continuance(Ask ask) {
    return moving(ask, Role.CHAIR, "hearings/continue");
  }

  private Future<Paper> moving(Ask ask, Role role, String template) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      ask.caller().through(only(role)).in(sheet.hearing().body());
      var proposed = template.equals("hearings/copy") ? ask.view().local(sheet.hearing().nextInMonth()) : "";
      return check(ask, site.paper(ask, template).with("sheet", (Object) sheet), Rows.word(sheet.hearing().kind()), ask.form().value("starts_at", proposed));
    });
  }

  private Future<Paper> edit(Ask ask) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      ask.caller().through(only(Role.CLERK)).in(sheet.hearing().body());
      var typed = !ask.form().value("starts_at").isEmpty();
      var paper = site.paper(ask, "hearings/draft").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas()).with("sheet", (Object) sheet);
      return check(ask, paper, typed ? ask.form().value("kind") : Rows.word(sheet.hearing().kind()), typed ? ask.form().value("starts_at") : ask.view().local(sheet.hearing().startsAt()));
    });
  }

  /** The agenda comes as pasted lines. */
  private ObjectNode body(Ask ask, MultiMap fields) {
    var body = site.body("draftHearing", fields, ask);
    var agenda = fields.get("agenda");
    if (agenda != null && !agenda.isBlank()) body.set("items", Lines.items(Text.tidy(agenda)));
    return checked(fields, body);
  }
}
