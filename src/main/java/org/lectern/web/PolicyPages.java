package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.function.Function;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.cases.CaseQueries;
import org.lectern.core.Access;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.policies.PolicyChange;
import org.lectern.policies.PolicyQueries;
import org.lectern.policies.PolicyStatus;
import org.lectern.testimony.Target;
import org.lectern.testimony.TestimonyQueries;

/** Policy changes: what is coming, each one's page with its redlines, and what its owner, the agency and the board do on it. */
final class PolicyPages {

  private static final String POLICY = "/:place/policies/:policy";
  private static final Access OFFICIALS = only(Role.CLERK, Role.CHAIR, Role.MEMBER, Role.LIAISON);

  private final Site site;

  PolicyPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/policies", ANYONE, this::list);
    site.page("/:place/portfolio", ANYONE, ask -> site.paper(ask, "policies/portfolio").about("policies").region("policy-portfolio", "policies"));
    site.page("/:place/policies/new", OFFICIALS, this::fresh);
    site.form("/:place/policies/new", "proposePolicy", (ask, done) -> ask.view().at(((PolicyChange) done.value()).address()), ask -> Pages.later(fresh(ask)));
    site.pageLater(POLICY, ANYONE, this::policy);
    site.page(POLICY + "/redline", ANYONE, this::redline);
    site.page(POLICY + "/testimony", ANYONE, ask -> site.paper(ask, "testimony/all").about(address(ask), address(ask) + "/testimony")
        .with("title", (Object) ask.view().t("hearings.testimony")).with("target", (Object) address(ask))
        .with("it", TestimonyQueries.listing(Target.policy(ask.text("policy")), ask.query("cursor"), Page.SIZE)));
    desk();
  }

  private void desk() {
    site.pageLater(POLICY + "/text", OFFICIALS, this::text);
    site.form(POLICY + "/text", "writePolicyText", PolicyPages::there, this::text);
    move("/draft", "beginPolicyDrafting");
    move("/open-comment", "openPolicyComment");
    move("/revise", "beginPolicyRevision");
    move("/pend", "pendPolicy");
    move("/adopt", "adoptPolicy");
    move("/train", "beginPolicyTraining");
    move("/practise", "practisePolicy");
    move("/evaluate", "evaluatePolicy");
    move("/sunset", "setPolicySunset");
    for (var end : new String[] {"withdraw", "reject", "repeal", "preempt", "enjoin"}) move("/" + end, end + "Policy");
    site.form(POLICY + "/themes", "writePolicyTheme", this::theme, PolicyPages::there, this::policy);
    move("/themes/:theme/answer", "answerPolicyTheme");
    move("/challenges", "logChallenge");
    move("/challenges/:challenge/block", "blockPolicy");
    move("/challenges/:challenge/resolve", "resolveChallenge");
    move("/figures", "measurePolicy");
    move("/findings", "recordPolicyFinding");
  }

  private void move(String path, String operation) {
    site.form(POLICY + path, operation, PolicyPages::there, this::policy);
  }

  private static String address(Ask ask) {
    return "policies/" + ask.text("policy");
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at(address(ask));
  }

  private Paper list(Ask ask) {
    var status = ask.query("status");
    var owner = ask.query("owner");
    var paper = site.paper(ask, "policies/list").about("policies").with("filter", (Object) status).with("owner", (Object) owner);
    if (status == null && owner == null && ask.query("cursor") == null) return paper.region("policy-list", "policies");
    return paper.with("policies", PolicyQueries.policies(new PolicyQueries.Filter(status(status), null, owner), ask.query("cursor"), Page.SIZE));
  }

  private static PolicyStatus status(String word) {
    try {
      return word == null ? null : PolicyStatus.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException no) {
      throw Problem.malformed("parameter_unknown");
    }
  }

  /** Whoever comes from a worksheet brings its area, the line and its words along. */
  private Paper fresh(Ask ask) {
    return site.paper(ask, "policies/new").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas())
        .with("area", (Object) ask.query("area")).with("kind", (Object) ask.query("kind")).with("criterion", (Object) ask.query("criterion"))
        .with("title", (Object) ask.query("title")).with("summary", (Object) ask.query("summary"));
  }

  private Future<Paper> policy(Ask ask) {
    return read(ask, sheet -> site.paper(ask, "policies/policy").about(address(ask), address(ask) + "/testimony", "cases").with("sheet", (Object) sheet)
        .with("bodies", BodyQueries.bodies()).with("cases", CaseQueries.cases(address(ask), Page.SIZE)).region("policy-sheet", address(ask))
        .region("policy-testimony", address(ask) + "/testimony").region("policy-campaigns", address(ask) + "/testimony").region("policy-citations", address(ask)));
  }

  private Future<Paper> text(Ask ask) {
    return read(ask, sheet -> {
      ask.caller().through(OFFICIALS).in(sheet.policy().owner());
      return site.paper(ask, "policies/text").with("sheet", (Object) sheet);
    });
  }

  private Future<Paper> read(Ask ask, Function<org.lectern.policies.PolicySheet, Paper> as) {
    return site.database.read(ask.caller(), PolicyQueries.policy(ask.text("policy"))).map(as);
  }

  private Paper redline(Ask ask) {
    return site.paper(ask, "policies/redline").about(address(ask)).with("it", PolicyQueries.redline(ask.text("policy"), version(ask, "from"), version(ask, "to")))
        .with("sheet", PolicyQueries.policy(ask.text("policy")));
  }

  private static Integer version(Ask ask, String name) {
    var version = ask.query(name);
    if (version == null) return null;
    if (!version.matches("[0-9]{1,6}")) throw Problem.missing("version");
    return Integer.valueOf(version);
  }

  /** The numbers of its testimony stand in one field, apart by blanks or commas; a box that is not ticked is a no. */
  private ObjectNode theme(Ask ask, MultiMap fields) {
    var body = Json.MAPPER.createObjectNode().put("title", Text.tidy(String.valueOf(fields.get("title")))).put("rest", "true".equals(fields.get("rest")));
    var numbers = body.putArray("testimony");
    var typed = fields.get("testimony");
    if (typed != null) for (var number : typed.split("[\\s,;]+")) if (!number.isBlank()) numbers.add(number.strip());
    return body;
  }
}
