package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Role;
import org.lectern.oversight.Mandate;

/** Duties that return: what an agency owes by law every so often. */
final class ObligationPages {

  private static final String ALL = "/:place/obligations";

  private final Site site;

  ObligationPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(ALL, ANYONE, ask -> site.paper(ask, "oversight/obligations").about("obligations").region("obligation-list", "obligations"));
    site.page(ALL + "/new", only(Role.CHAIR, Role.MEMBER), this::fresh);
    site.form(ALL + "/new", "establishObligation", (ask, fields) -> ActionPages.withVote(site.body("establishObligation", fields, ask), fields),
        (ask, done) -> ask.view().at("obligations"), ask -> Pages.later(fresh(ask)));
    site.pageLater(ALL + "/:obligation/end", only(Role.CHAIR, Role.MEMBER), this::ending);
    site.form(ALL + "/:obligation/end", "endObligation", (ask, fields) -> ActionPages.withVote(site.body("endObligation", fields, ask), fields),
        (ask, done) -> ask.view().at("obligations"), this::ending);
  }

  private Paper fresh(Ask ask) {
    return site.paper(ask, "oversight/obligation_new").with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas()).with("votes", Mandate.carriedByOwn());
  }

  private Future<Paper> ending(Ask ask) {
    return Pages.later(site.paper(ask, "oversight/obligation_end").with("number", (Object) ask.number("obligation")).with("votes", Mandate.carriedByOwn()));
  }
}
