package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.cases.CaseQueries;
import org.lectern.core.Access;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.oversight.Action;
import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.ActionVersion;
import org.lectern.oversight.AgencyDesk;
import org.lectern.oversight.EvidenceFiles;
import org.lectern.oversight.Mandate;
import org.lectern.register.Origin;
import org.lectern.testimony.AttachmentCommands;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyQueries;

/** Oversight actions: the list, the page, and what board and agency do on it. */
final class ActionPages {

  private static final String ACTION = "/:place/actions/:action";
  private static final Access BOARD = only(Role.CHAIR, Role.MEMBER);
  private static final int SOURCES = 6;
  private static final int ALSO = 9;
  private static final List<String> PROOF = List.of("url", "origin", "period_from", "period_to", "document_hash", "confidential", "redacted_text", "redacted_url");

  private final Site site;

  ActionPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/actions", ANYONE, this::list);
    site.page("/:place/actions/new", only(Role.MEMBER), this::fresh);
    site.form("/:place/actions/new", "draftAction", (ask, fields) -> drafted("draftAction", ask, fields), (ask, done) -> ask.view().at(((Action) done.value()).address()), ask -> Pages.later(fresh(ask)));
    site.page(ACTION + "/edit", only(Role.MEMBER), this::edit);
    site.form(ACTION + "/edit", "reviseAction", (ask, fields) -> drafted("reviseAction", ask, fields), ActionPages::there, ask -> Pages.later(edit(ask)));
    site.page(ACTION + "/amend", BOARD, this::amend);
    site.form(ACTION + "/amend", "amendAction", (ask, fields) -> withVote("amendAction", ask, fields), ActionPages::there, ask -> Pages.later(amend(ask)));
    site.page(ACTION + "/versions/:version", ANYONE, this::version);
    site.pageLater(ACTION, ANYONE, this::action);
    site.page("/:place/desk/agency", only(Role.LIAISON), ask -> site.paper(ask, "oversight/agency_desk")
        .with("desk", AgencyDesk.desk()));
    site.pageLater(ACTION + "/evidence", ANYONE, this::evidence);
    site.formWithFile(ACTION + "/evidence", "addEvidence", List.of("file", "redacted_file"), (ask, done) -> ask.view().at("actions/" + ask.text("action") + "/evidence"), this::evidence);
    for (var which : List.of("file", "original")) site.router().get(ACTION + "/evidence/:evidence/" + which).handler(context -> site.ask(context)
        .compose(ask -> site.database.read(ask.caller(), EvidenceFiles.open(ask.text("action"), (int) Math.min(ask.number("evidence"), Integer.MAX_VALUE), which.equals("original")))
            .compose(kept -> site.uploads.send(context, ask.place(), new AttachmentCommands.Kept(kept.id(), kept.kind(), kept.bytes(), kept.name(), kept.sha256()), kept.everyone())))
        .onFailure(context::fail));
    site.form(ACTION + "/evidence/:evidence/hide", "hideEvidence", (ask, done) -> ask.view().at("actions/" + ask.text("action") + "/evidence"), this::evidence);
    site.form(ACTION + "/compliance/tests", "setComplianceTest", ActionPages::there, this::action);
    site.form(ACTION + "/compliance", "assessCompliance", ActionPages::there, this::action);
    site.page(ACTION + "/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about("actions/" + ask.text("action"), "actions/" + ask.text("action") + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) ("actions/" + ask.text("action")))
        .region("action-campaigns", "actions/" + ask.text("action") + "/testimony")
        .with("it", TestimonyQueries.listing(Target.action(ask.text("action")), ask.query("cursor"), Page.SIZE)));
    site.page("/:place/areas/:area/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about("areas/" + ask.text("area"), "areas/" + ask.text("area") + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) ("areas/" + ask.text("area")))
        .region("area-campaigns", "areas/" + ask.text("area") + "/testimony")
        .with("it", TestimonyQueries.listing(Target.area(ask.text("area")), ask.query("cursor"), Page.SIZE)));
    site.page(ACTION + "/addressees/:body", only(Role.LIAISON), this::addressee);
    for (var part : List.of("answer", "report")) {
      site.form(ACTION + "/addressees/:body/" + part, part + "AsAddressee", (ask, done) -> ask.view().at("actions/" + ask.text("action") + "/addressees/" + ask.text("body")), ask -> Pages.later(addressee(ask)));
    }
    voted("/issue", "issueAction");
    voted("/close", "closeAction");
    voted("/supersede", "supersedeAction");
    voted("/not-applicable", "dismissAction");
    voted("/reassess", "reassessAction");
    move("/answer", "answerAction");
    move("/agree", "agreeAction");
    move("/insist", "insistAction");
    move("/extension", "askExtension");
    move("/extension/grant", "grantExtension");
    move("/extension/refuse", "refuseExtension");
    move("/begin", "beginAction");
    move("/reopen", "reopenAction");
    site.form(ACTION + "/report", "reportAction", this::report, ActionPages::there, this::action);
    site.form(ACTION + "/verify", "verifyAction", this::verification, ActionPages::there, this::action);
  }

  private void move(String path, String operation) {
    site.form(ACTION + path, operation, ActionPages::there, this::action);
  }

  private void voted(String path, String operation) {
    site.form(ACTION + path, operation, (ask, fields) -> withVote(operation, ask, fields), ActionPages::there, this::action);
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at("actions/" + ask.text("action"));
  }

  private Paper list(Ask ask) {
    var overdue = "true".equals(ask.query("overdue"));
    var status = ask.query("status");
    var paper = site.paper(ask, "oversight/list").about("actions").with("filter", (Object) (overdue ? "overdue" : status));
    if (!overdue && status == null && ask.query("cursor") == null) return paper.region("action-list", "actions");
    return paper.with("actions", ActionQueries.actions(new ActionQueries.Filter(status(status), null, null, overdue ? true : null), ask.query("cursor"), Page.SIZE));
  }

  private static ActionStatus status(String word) {
    try {
      return word == null ? null : ActionStatus.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException no) {
      throw Problem.malformed("parameter_unknown");
    }
  }

  private Paper fresh(Ask ask) {
    return editor(ask.prefilled("kind", "area", "title", "text", "criteria")).with("draft", (Object) null);
  }

  private Paper edit(Ask ask) {
    return editor(ask).with("draft", ActionQueries.draft(ask.text("action"))).with("number", (Object) ask.text("action"));
  }

  private Paper editor(Ask ask) {
    return site.paper(ask, "oversight/new").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas()).with("asked", (Object) ask.context().queryParams());
  }

  /** What a further agency is asked and what it said, with the forms for its part. */
  private Paper addressee(Ask ask) {
    return site.paper(ask, "oversight/addressee").with("sheet", ActionQueries.action(ask.text("action"))).with("agency", (Object) ask.text("body"));
  }

  private Paper amend(Ask ask) {
    return site.paper(ask, "oversight/amend").with("sheet", ActionQueries.action(ask.text("action"))).with("votes", Mandate.of(ask.text("action")));
  }

  private Paper version(Ask ask) {
    var version = ask.text("version").matches("[0-9]{1,6}") ? Integer.parseInt(ask.text("version")) : 0;
    return site.paper(ask, "oversight/version").with("it", ActionVersion.compared(ask.text("action"), version));
  }

  private Future<Paper> action(Ask ask) {
    var address = "actions/" + ask.text("action");
    return site.database.read(ask.caller(), ActionQueries.action(ask.text("action"))).map(sheet -> {
      var paper = site.paper(ask, "oversight/action").about(address, "cases").with("cases", CaseQueries.cases(address, Page.SIZE)).with("caseBodies", BodyQueries.bodies()).with("sheet", (Object) sheet).with("origin", Origin.of(sheet.action().number())).region("action-sheet", address);
      if (ask.view().may(sheet.action().issuer(), "member", "chair")) paper.with("votes", Mandate.carried(sheet.action().issuer()));
      return sheet.action().status() == ActionStatus.DRAFT ? paper : paper.region("action-testimony", address + "/testimony").region("action-citations", address).region("action-campaigns", address + "/testimony");
    });
  }

  /** Everything that was shown, and the form with which anyone adds to it. */
  private Future<Paper> evidence(Ask ask) {
    return site.database.read(ask.caller(), ActionQueries.action(ask.text("action"))).map(sheet -> site.paper(ask, "oversight/evidence").with("sheet", (Object) sheet));
  }

  /** The vote is chosen as HEARING/MOTION; without one it is the chair's word. */
  private ObjectNode withVote(String operation, Ask ask, MultiMap fields) {
    return withVote(site.body(operation, fields, ask), fields);
  }

  static ObjectNode withVote(ObjectNode body, MultiMap fields) {
    var vote = fields.get("vote") == null ? "" : fields.get("vote");
    body.put("by_vote", !vote.isBlank());
    if (vote.matches("[0-9]{1,9}/[0-9]{1,5}")) body.put("vote_hearing", Long.parseLong(vote.split("/")[0])).put("vote_motion", Integer.parseInt(vote.split("/")[1]));
    return body;
  }

  /** Rows of sources, one without a reference is none; and of further agencies. */
  private ObjectNode drafted(String operation, Ask ask, MultiMap fields) {
    var body = site.body(operation, fields, ask);
    var sources = body.putArray("sources");
    for (int i = 1; i <= SOURCES; i++) {
      var reference = fields.get("source_reference_" + i);
      if (reference == null || reference.isBlank()) continue;
      var source = sources.addObject();
      for (var part : List.of("kind", "reference", "passage", "url")) {
        var value = fields.get("source_" + part + "_" + i);
        if (value != null && !value.isBlank()) source.put(part, Text.tidy(value));
      }
    }
    var also = body.putArray("also");
    for (int i = 1; i <= ALSO; i++) {
      var agency = fields.get("also_agency_" + i);
      if (agency == null || agency.isBlank()) continue;
      var days = fields.get("also_days_" + i) == null ? "" : fields.get("also_days_" + i).strip();
      var one = also.addObject().put("agency", agency.strip());
      if (days.matches("[0-9]{1,9}")) one.put("response_days", Integer.parseInt(days));
      else if (!days.isEmpty()) one.put("response_days", days);
    }
    return body;
  }

  /** One field of evidence a criterion. */
  private ObjectNode report(Ask ask, MultiMap fields) {
    var body = site.body("reportAction", fields, ask);
    var evidence = body.putArray("evidence");
    fields.forEach(field -> {
      if (!field.getKey().matches("evidence_[0-9]{1,3}") || field.getValue().isBlank()) return;
      var criterion = field.getKey().substring(9);
      var proof = evidence.addObject().put("criterion", Integer.parseInt(criterion)).put("text", Text.tidy(field.getValue()));
      for (var part : PROOF) {
        var value = fields.get("proof_" + part + "_" + criterion);
        if (value != null && !value.isBlank()) proof.put(part, Text.tidy(value));
      }
    });
    return body;
  }

  /** One mark and method a criterion. */
  private ObjectNode verification(Ask ask, MultiMap fields) {
    var body = site.body("verifyAction", fields, ask);
    var marks = body.putArray("marks");
    fields.forEach(field -> {
      if (!field.getKey().matches("mark_[0-9]{1,3}")) return;
      var criterion = field.getKey().substring(5);
      var mark = marks.addObject().put("criterion", Integer.parseInt(criterion)).put("mark", field.getValue());
      var method = fields.get("method_" + criterion);
      if (method != null && !method.isBlank()) mark.put("method", Text.tidy(method));
      var sample = fields.get("sample_" + criterion);
      if (sample != null && !sample.isBlank()) mark.put("sample", Text.tidy(sample));
    });
    return body;
  }
}
