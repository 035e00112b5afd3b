package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import io.vertx.ext.web.handler.BodyHandler;
import org.lectern.core.Problem;
import org.lectern.follow.FollowCommands;

/** Following by e-mail: the wish, the page behind the link in the mail, and the one tap that ends it. */
final class FollowPages {

  private static final String TOPIC = "place|(hearings|areas|bodies)/[a-z0-9-]{1,80}|actions/ACT-[0-9]{4}-[0-9]{3,9}|policies/POL-[0-9]{4}-[0-9]{3,9}";

  private final Site site;

  FollowPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page("/:place/follow", ANYONE, this::wish);
    site.form("/:place/follow", "follow", (ask, done) -> ask.view().at("follow/asked"), ask -> Future.succeededFuture(wish(ask)));
    site.page("/:place/follow/asked", ANYONE, ask -> site.paper(ask, "follow/said").with("said", (Object) "asked"));
    site.page("/:place/follow/stopped", ANYONE, ask -> site.paper(ask, "follow/said").with("said", (Object) "stopped"));
    site.page("/:place/follow/:secret", ANYONE, this::own);
    site.form("/:place/follow/:secret/confirm", "confirmFollow", (ask, done) -> ask.view().at("follow/" + ask.text("secret")), null);
    site.form("/:place/follow/:secret/stop", "stopFollow", (ask, done) -> ask.view().at("follow/stopped"), null);
    // A mail program asks for its reader (RFC 8058): it comes from nowhere, and the secret is all that it has to show.
    site.router().post("/:place/follow/:secret/one-click").handler(BodyHandler.create(false).setBodyLimit(1_024)).handler(context -> site.ask(context)
        .compose(ask -> site.perform(ask, "stopFollow", context.request().formAttributes(), null))
        .onSuccess(done -> context.response().putHeader("Content-Type", "text/plain; charset=utf-8").putHeader("Cache-Control", "no-store").end("ok\n"))
        .onFailure(context::fail));
  }

  private Paper wish(Ask ask) {
    var topic = ask.query("topic") != null ? ask.query("topic") : ask.form().value("topic").isEmpty() ? "place" : ask.form().value("topic");
    if (!topic.matches(TOPIC)) throw Problem.missing("topic");
    return site.paper(ask, "follow/follow").with("topic", (Object) topic).with("title", FollowCommands.title(topic));
  }

  /** What stands behind a secret is kept by nobody on the way. */
  private Paper own(Ask ask) {
    ask.context().response().putHeader("Cache-Control", "no-store");
    return site.paper(ask, "follow/own").with("own", FollowCommands.own(ask.text("secret"))).with("secret", (Object) ask.text("secret"));
  }
}
