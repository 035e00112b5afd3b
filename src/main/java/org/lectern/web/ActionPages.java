package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.Locale;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.oversight.Action;
import org.lectern.oversight.ActionQueries;
import org.lectern.oversight.ActionStatus;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyQueries;

/** Oversight actions: the list, the page, and what board and agency do on it. */
final class ActionPages {

  private static final String ACTION = "/:place/actions/:action";

  private final Site site;

  ActionPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/actions", ANYONE, this::list);
    site.page("/:place/actions/new", only(Role.MEMBER), this::fresh);
    site.form("/:place/actions/new", "draftAction", (ask, done) -> ask.view().at(((Action) done.value()).address()), ask -> Pages.later(fresh(ask)));
    site.pageLater(ACTION, ANYONE, this::action);
    site.page(ACTION + "/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about("actions/" + ask.text("action"), "actions/" + ask.text("action") + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) ("actions/" + ask.text("action")))
        .with("it", TestimonyQueries.listing(Target.action(ask.text("action")), ask.query("cursor"), Page.SIZE)));
    site.page("/:place/areas/:area/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about("areas/" + ask.text("area"), "areas/" + ask.text("area") + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) ("areas/" + ask.text("area")))
        .with("it", TestimonyQueries.listing(Target.area(ask.text("area")), ask.query("cursor"), Page.SIZE)));
    site.form(ACTION + "/issue", "issueAction", this::withVote, ActionPages::there, this::action);
    move("/answer", "answerAction");
    move("/agree", "agreeAction");
    move("/insist", "insistAction");
    move("/begin", "beginAction");
    move("/reopen", "reopenAction");
    site.form(ACTION + "/close", "closeAction", this::withVote, ActionPages::there, this::action);
    site.form(ACTION + "/report", "reportAction", this::report, ActionPages::there, this::action);
    site.form(ACTION + "/verify", "verifyAction", this::verification, ActionPages::there, this::action);
  }

  private void move(String path, String operation) {
    site.form(ACTION + path, operation, ActionPages::there, this::action);
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
    return site.paper(ask, "oversight/new").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas());
  }

  private Future<Paper> action(Ask ask) {
    var address = "actions/" + ask.text("action");
    return site.database.read(ask.caller(), ActionQueries.action(ask.text("action"))).map(sheet -> {
      var paper = site.paper(ask, "oversight/action").about(address).with("sheet", (Object) sheet).region("action-sheet", address);
      return sheet.action().status() == ActionStatus.DRAFT ? paper : paper.region("action-testimony", address + "/testimony");
    });
  }

  /** A box that is not ticked is a no. */
  private ObjectNode withVote(Ask ask, MultiMap fields) {
    var body = Json.MAPPER.createObjectNode().put("by_vote", "true".equals(fields.get("by_vote")));
    if (fields.contains("reason") && !fields.get("reason").isBlank()) body.put("reason", Text.tidy(fields.get("reason")));
    return body;
  }

  /** One field of evidence a criterion. */
  private ObjectNode report(Ask ask, MultiMap fields) {
    var body = site.body("reportAction", fields, ask);
    var evidence = body.putArray("evidence");
    fields.forEach(field -> {
      if (field.getKey().matches("evidence_[0-9]{1,3}") && !field.getValue().isBlank()) {
        evidence.addObject().put("criterion", Integer.parseInt(field.getKey().substring(9))).put("text", Text.tidy(field.getValue()));
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
    });
    return body;
  }
}
