package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Access;
import org.lectern.core.Role;
import org.lectern.hearings.HearingQueries;
import org.lectern.oversight.PromiseCommands;

/** Taking a promise down, and the page behind the link of whoever made it. */
final class PromisePages {

  private static final Access TAKERS = only(Role.CLERK, Role.MEMBER);
  private static final String PROMISE = "/:place/promises/:secret";

  private final Site site;
  private final Service service;

  PromisePages(Site site, Service service) {
    this.site = site;
    this.service = service;
  }

  void mount() {
    site.pageLater(VotePages.HEARING + "/promise", TAKERS, this::capture);
    site.form(VotePages.HEARING + "/promise", "capturePromise", (ask, done) -> ((Receipts.PromiseReceipt) done.value()).page(), this::capture);
    site.pageLater(PROMISE, ANYONE, this::promise);
    site.form(PROMISE + "/correct", "correctPromise", PromisePages::there, this::promise);
    site.form(PROMISE + "/confirm", "confirmPromise", PromisePages::there, this::promise);
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at("promises/" + ask.text("secret"));
  }

  private Future<Paper> capture(Ask ask) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      ask.caller().through(TAKERS).in(sheet.hearing().body());
      return site.paper(ask, "promises/capture").with("sheet", (Object) sheet).with("bodies", BodyQueries.bodies());
    });
  }

  /** Kept by nobody on the way: the address is the key. */
  private Future<Paper> promise(Ask ask) {
    ask.context().response().putHeader("Cache-Control", "no-store");
    return site.database.read(ask.caller(), PromiseCommands.promise(ask.text("secret"))).map(promise -> site.paper(ask, "promises/promise").with("promise", (Object) promise)
        .with("secret", (Object) ask.text("secret")).with("link", (Object) (service.settings().url() + "/" + ask.place().slug() + "/promises/" + ask.text("secret"))));
  }
}
