package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Access;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.policies.Effort;
import org.lectern.policies.EffortQueries;

/** What officials do, whichever lever they pull: the list per body, and the efforts that are neither policy nor hearing. */
final class EffortPages {

  private static final String EFFORT = "/:place/efforts/:effort";
  private static final Access OFFICIALS = only(Role.CLERK, Role.CHAIR, Role.MEMBER, Role.LIAISON);

  private final Site site;

  EffortPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/efforts", ANYONE, this::list);
    site.page("/:place/efforts/new", OFFICIALS, this::fresh);
    site.form("/:place/efforts/new", "planEffort", (ask, done) -> ask.view().at(((Effort) done.value()).address()), ask -> Pages.later(fresh(ask)));
    site.page(EFFORT, ANYONE, this::effort);
    move("/begin", "beginEffort");
    move("/finish", "finishEffort");
    move("/drop", "dropEffort");
  }

  private void move(String path, String operation) {
    site.form(EFFORT + path, operation, (ask, done) -> ask.view().at("efforts/" + ask.text("effort")), ask -> Pages.later(effort(ask)));
  }

  private Paper list(Ask ask) {
    var body = ask.query("body");
    if (body != null && body.length() > 80) throw Problem.malformed("parameter_unknown");
    return site.paper(ask, "efforts/list").about("").with("body", (Object) body).with("bodies", BodyQueries.bodies()).with("pulls", EffortQueries.pulls(null, body, Page.LARGEST));
  }

  private Paper fresh(Ask ask) {
    return site.paper(ask, "efforts/new").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas())
        .with("area", (Object) ask.query("area")).with("kind", (Object) ask.query("kind"))
        .with("title", (Object) ask.query("title")).with("text", (Object) ask.query("text"));
  }

  private Paper effort(Ask ask) {
    return site.paper(ask, "efforts/effort").about("efforts/" + ask.text("effort")).with("effort", EffortQueries.effort(ask.text("effort")));
  }
}
