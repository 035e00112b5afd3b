package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.lectern.areas.AreaQueries;
import org.lectern.assessments.Comparison;
import org.lectern.cases.Case;
import org.lectern.cases.CaseQueries;
import org.lectern.cases.CaseStatus;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.register.RegisterQueries;
import org.lectern.register.Scope;

/** The case for a policy change or an action: as a page, on paper, and the desk of its author. */
final class CasePages {

  private static final String CASE = "/:place/cases/:case";

  /** As many as one can choose from: the best first. */
  private static final int PLACES = 200;

  private final Site site;
  private final Print print;
  private final Templates templates = new Templates();

  CasePages(Site site, Print print) {
    this.site = site;
    this.print = print;
  }

  void mount() {
    site.page("/:place/cases", ANYONE, this::list);
    site.form("/:place/cases/new", "beginCase", (ask, done) -> ask.view().at(((Case) done.value()).address()), ask -> Pages.later(list(ask)));
    site.router().get(CASE + ".pdf").handler(this::pdf);
    site.pageLater(CASE, ANYONE, this::made);
    move("/argue", "argueCase");
    move("/items", "addCaseItem");
    move("/items/:item/remove", "removeCaseItem");
    site.form(CASE + "/items/:item/move", "moveCaseItem", CasePages::direction, CasePages::there, this::made);
    move("/publish", "publishCase");
    move("/retract", "retractCase");
  }

  private void move(String path, String operation) {
    site.form(CASE + path, operation, CasePages::there, this::made);
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at("cases/" + ask.text("case"));
  }

  private static ObjectNode direction(Ask ask, MultiMap fields) {
    return Json.MAPPER.createObjectNode().put("up", "true".equals(fields.get("up")));
  }

  private Paper list(Ask ask) {
    return site.paper(ask, "cases/list").about("cases").with("cases", CaseQueries.cases(null, Page.LARGEST));
  }

  private Future<Paper> made(Ask ask) {
    return read(ask).map(it -> {
      var paper = site.paper(ask, "cases/case").with("it", (Object) it);
      // What it quotes may be taken back: then it is made anew.
      if (it.status() == CaseStatus.DRAFT) {
        paper.with("offers", CaseQueries.offers(it.number())).with("register", RegisterQueries.figures(it.area() == null ? Scope.ALL : Scope.ALL.area(it.area())));
        if (it.area() != null) {
          paper.with("area", AreaQueries.area(it.area())).with("places", Comparison.of(it.area(), new Comparison.Wish(Comparison.Sort.BAND, null, null, List.of(), 1, PLACES)));
          if (ask.query("place") != null) paper.with("chosen", (Object) ask.query("place"));
        }
      } else {
        var about = new ArrayList<>(List.of(it.address()));
        it.items().stream().filter(item -> item.testimony() != null).forEach(item -> about.add("testimony/" + item.testimony()));
        paper.about(about.toArray(String[]::new));
      }
      return paper;
    });
  }

  private Future<Case> read(Ask ask) {
    return Future.succeededFuture().compose(now -> site.database.read(ask.caller(), CaseQueries.made(ask.text("case"))));
  }

  private void pdf(RoutingContext context) {
    site.ask(context)
        .compose(ask -> read(ask).compose(it -> print.pdf(templates.page("cases/paper", ask.view(), Map.of("it", it)))))
        .onSuccess(pdf -> Print.send(context, pdf, "case-" + context.pathParam("case")))
        .onFailure(context::fail);
  }
}
