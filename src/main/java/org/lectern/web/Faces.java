package org.lectern.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.lectern.core.Caller;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.follow.Calendars;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.When;

/** The same things as data: calendars, JSON beside each page, and single regions for pages that poll. */
final class Faces {

  private final Site site;
  private final Service service;

  Faces(Site site, Service service) {
    this.site = site;
    this.service = service;
  }

  void mount() {
    var router = site.router();
    router.getWithRegex("/(?<place>[a-z][a-z0-9-]{1,39})/(?<rest>hearings|areas|actions|policies|portfolio|efforts|cases|record|(?:hearings|areas|actions|policies|efforts|cases|testimony)/[A-Za-z0-9-]+|areas/[a-z0-9-]+/(?:worksheet(?:/[0-9]+)?|comparison))\\.json")
        .handler(context -> context.response().setStatusCode(307).putHeader("Cache-Control", "public, max-age=300")
            .putHeader("Location", Api.ROOT + "/" + context.pathParam("place") + "/" + context.pathParam("rest") + query(context)).end());
    router.getWithRegex("/(?<place>[a-z][a-z0-9-]{1,39})/hearings\\.ics").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(visitor(ask), HearingQueries.hearings(When.ALL, null, null, Page.LARGEST)))
        .onSuccess(page -> calendar(context, Calendars.of(page.items(), service.settings().url().toString(), context.pathParam("place"))))
        .onFailure(context::fail));
    router.getWithRegex("/(?<place>[a-z][a-z0-9-]{1,39})/hearings/(?<hearing>[0-9]{1,18})\\.ics").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(visitor(ask), HearingQueries.hearing(ask.number("hearing"))))
        .onSuccess(sheet -> calendar(context, Calendars.of(List.of(sheet.hearing()), service.settings().url().toString(), context.pathParam("place"))))
        .onFailure(context::fail));
    router.get("/:place/region/:region").handler(context -> region(context, ""));
    router.getWithRegex("/(?<place>[a-z][a-z0-9-]{1,39})/region/(?<region>[a-z-]{1,40})/(?<address>[A-Za-z0-9][A-Za-z0-9./-]{0,200})")
        .handler(context -> region(context, context.pathParam("address")));
  }

  /** A calendar is for everyone: whoever fetches it, it shows what the public sees. */
  private static Caller visitor(Ask ask) {
    return Caller.visitor(ask.place());
  }

  private static String query(RoutingContext context) {
    return context.request().query() == null ? "" : "?" + context.request().query();
  }

  private static void calendar(RoutingContext context, String text) {
    context.response().putHeader("Content-Type", "text/calendar; charset=utf-8").putHeader("Cache-Control", "public, max-age=60").end(Buffer.buffer(text));
  }

  /** One region by itself, with its number: for pages without a socket. */
  private void region(RoutingContext context, String address) {
    var region = site.regions.region(context.pathParam("region"));
    site.ask(context).compose(ask -> {
      if (region == null || region.parts(address) == null || !Regions.admits(region, ask.caller())) throw Problem.missing("page");
      return region.open() ? site.regions.paint(region, ask.place(), address, ask.view().language())
          : site.regions.render(region, ask.caller(), address, ask.view().language());
    }).onSuccess(painted -> {
      context.response().putHeader("Lectern-Seq", String.valueOf(painted.seq())).putHeader("Cache-Control", "no-store");
      Site.send(context, 200, painted.html());
    }).onFailure(context::fail);
  }
}
