package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.SIGNED_IN;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import org.lectern.assessments.WorksheetDesk;
import org.lectern.bodies.BodyQueries;
import org.lectern.bodies.ProfileQueries;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.follow.RecordQueries;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.When;
import org.lectern.oversight.ActionQueries;
import org.lectern.people.PersonQueries;

/** Every page and who may see it; the forms of each counter stand in a class of their own. */
final class Pages {

  private final Site site;
  private final Service service;

  Pages(Site site, Service service) {
    this.site = site;
    this.service = service;
  }

  void mount() {
    site.page("/", ANYONE, ask -> site.paper(ask, "places/home").with("places", BodyQueries.jurisdictions()).with("hosts", BodyQueries.hosts()));
    new SignInPages(site, service).mount();
    if (service.settings().demo()) new DemoPages(site, service).mount();
    new Faces(site, service).mount();
    new OwnPages(site, service).mount();
    new FollowPages(site).mount();
    new HearingPages(site).mount();
    new VotePages(site).mount();
    var print = new Print(service.vertx());
    new MinutesPages(site, print).mount();
    new RegisterPages(site, print).mount();
    new PromisePages(site, service).mount();
    new QueuePages(site).mount();
    new AccommodationPages(site).mount();
    new ActionPages(site).mount();
    new PolicyPages(site).mount();
    new EffortPages(site).mount();
    new CasePages(site, print).mount();
    new ModerationPages(site).mount();
    new ComplaintPages(site).mount();
    new AssessmentPages(site).mount();
    new ComparePages(site).mount();
    new CampaignPages(site).mount();
    new SearchPages(site).mount();
    new ReadingPages(site).mount();
    new ExportPages(site, print).mount();
    new ObligationPages(site).mount();
    site.page("/:place", ANYONE, ask -> site.paper(ask, "places/place").about().region("place-hearings", "hearings").region("place-overdue", "actions"));
    site.page("/:place/record", ANYONE, this::record);
    new AreaPages(site).mount();
    new TestimonyPages(site).mount();
    site.page("/:place/desk", SIGNED_IN, ask -> site.paper(ask, "people/desk")
        .with("hearings", HearingQueries.hearings(When.COMING, null, null, Page.SIZE)).with("actions", ActionQueries.actions(ActionQueries.Filter.ALL, null, Page.SIZE)).with("worksheets", WorksheetDesk.of()));
    site.page("/:place/clocks", ANYONE, this::clocks);
    site.form("/:place/clocks", "setClocks", (ask, done) -> ask.view().at("clocks"), ask -> later(clocks(ask)));
    site.form("/:place/clocks/days", "setClosedDay", (ask, fields) -> {
      var body = site.body("setClosedDay", fields, ask);
      return body.put("closed", "true".equals(fields.get("closed")));
    }, (ask, done) -> ask.view().at("clocks"), ask -> later(clocks(ask)));
    site.page("/:place/offices", only(Role.ADMIN), this::offices);
    site.form("/:place/offices", "grantRole", (ask, done) -> ask.view().at("offices"), ask -> later(offices(ask)));
    site.form("/:place/offices/:grant/revoke", "revokeRole", (ask, done) -> ask.view().at("offices"), ask -> later(offices(ask)));
  }

  static Future<Paper> later(Paper paper) {
    return Future.succeededFuture(paper);
  }

  private Paper record(Ask ask) {
    var about = ask.query("about");
    var cursor = ask.query("cursor");
    var paper = site.paper(ask, "places/record").about("");
    if (about == null && cursor == null) return paper.region("record", "");
    if (about != null && about.length() > 200) throw Problem.malformed("parameter_unknown");
    return paper.with("about", (Object) about).with("entries", RecordQueries.newest(about, cursor, Page.SIZE));
  }

  private Paper clocks(Ask ask) {
    return site.paper(ask, "bodies/clocks").with("it", ProfileQueries.clocks());
  }

  private Paper offices(Ask ask) {
    return site.paper(ask, "people/offices").with("offices", (db, caller) -> PersonQueries.offices().ask(db, caller.through(only(Role.ADMIN)))).with("bodies", BodyQueries.bodies());
  }
}
