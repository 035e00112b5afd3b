package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import org.lectern.areas.AreaQueries;
import org.lectern.areas.AreaStatus;
import org.lectern.areas.Section;
import org.lectern.areas.SectionText;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Role;

/** Reform areas: the list, the page with every part of the toolkit, its history, and what an admin changes by the body's decision. */
final class AreaPages {

  private static final String AREA = "/:place/areas/:area";

  private final Site site;

  AreaPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/areas", ANYONE, ask -> site.paper(ask, "areas/list").about().region("area-list", "areas"));
    site.router().get("/:place/areas.yaml").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(Caller.visitor(ask.place()), AreaQueries.catalogue()))
        .onSuccess(yaml -> context.response().putHeader("Content-Type", "application/yaml; charset=utf-8").putHeader("Cache-Control", "no-cache")
            .putHeader("Content-Disposition", "attachment; filename=\"areas.yaml\"").end(Buffer.buffer(yaml)))
        .onFailure(context::fail));
    site.pageLater(AREA, ANYONE, this::area);
    site.page(AREA + "/history", ANYONE, ask -> site.paper(ask, "areas/history").about(address(ask)).with("area", AreaQueries.area(ask.text("area")))
        .with("versions", AreaQueries.history(ask.text("area"))));
    site.pageLater(AREA + "/sections/:section", only(Role.ADMIN), this::edit);
    site.form(AREA + "/sections/:section", "editSection", AreaPages::there, this::edit);
    site.form(AREA + "/sections/:section/choose", "chooseSection", (ask, done) -> ask.view().at("catalogue"), ask -> Pages.later(catalogue(ask)));
    site.page(AREA + "/switch", only(Role.ADMIN), this::onOrOff);
    site.form(AREA + "/disable", "disableArea", AreaPages::there, ask -> Pages.later(onOrOff(ask)));
    site.form(AREA + "/enable", "enableArea", AreaPages::there, ask -> Pages.later(onOrOff(ask)));
    site.page("/:place/catalogue", only(Role.ADMIN), this::catalogue);
    site.form("/:place/catalogue", "importCatalogue", (ask, done) -> ask.view().at("catalogue"), ask -> Pages.later(catalogue(ask)));
    site.form("/:place/catalogue/merge", "mergeCatalogue", (ask, done) -> ask.view().at("catalogue"), ask -> Pages.later(catalogue(ask)));
  }

  private static String address(Ask ask) {
    return "areas/" + ask.text("area");
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at(address(ask));
  }

  /** A disabled one still answers; nothing new can be said to it. */
  private Future<Paper> area(Ask ask) {
    return site.database.read(ask.caller(), AreaQueries.area(ask.text("area"))).map(area -> {
      var paper = site.paper(ask, "areas/area").about(address(ask), "areas").with("area", (Object) area)
          .region("area-worksheet", address(ask) + "/worksheet").region("area-hearings", address(ask)).region("area-actions", address(ask))
          .region("area-policies", address(ask)).region("area-efforts", address(ask)).region("area-cited", address(ask));
      return area.status() == AreaStatus.ADOPTED ? paper.region("area-testimony", address(ask) + "/testimony").region("area-campaigns", address(ask) + "/testimony") : paper;
    });
  }

  private Future<Paper> edit(Ask ask) {
    var section = Section.of(ask.text("section")).orElseThrow(() -> Problem.missing("section"));
    return site.database.read(ask.caller(), AreaQueries.area(ask.text("area"))).map(area -> site.paper(ask, "areas/edit")
        .with("area", (Object) area).with("section", (Object) section).with("text", (Object) SectionText.text(section, area)));
  }

  private Paper onOrOff(Ask ask) {
    return site.paper(ask, "areas/switch").with("area", AreaQueries.area(ask.text("area")));
  }

  private Paper catalogue(Ask ask) {
    return site.paper(ask, "areas/catalogue").with("catalogues", AreaQueries.catalogues()).with("conflicts", AreaQueries.conflicts());
  }
}
