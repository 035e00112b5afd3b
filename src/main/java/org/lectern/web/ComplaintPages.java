package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import org.lectern.core.Access;
import org.lectern.core.Role;
import org.lectern.moderation.DisputeCommands;
import org.lectern.moderation.RemovalCommands;
import org.lectern.testimony.TestimonyQueries;

/** What anybody can say against a testimony: that it breaks a rule, that they did not send it, that it holds personal data; and how a moderator holds it. */
final class ComplaintPages {

  private static final Access MODERATORS = only(Role.MODERATOR);
  private static final String TESTIMONY = "/:place/testimony/:testimony";

  private final Site site;

  ComplaintPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(TESTIMONY + "/report", ANYONE, ask -> about(ask, "moderation/report_this"));
    site.form(TESTIMONY + "/report", "reportTestimony", (ask, done) -> ask.view().at("testimony/" + ask.text("testimony")) + "/report?sent=true", ask -> Pages.later(about(ask, "moderation/report_this")));
    site.page(TESTIMONY + "/dispute", ANYONE, ask -> about(ask, "moderation/dispute"));
    site.form(TESTIMONY + "/dispute", "disputeAttribution", (ask, done) -> ask.view().at("testimony/" + ask.text("testimony")) + "/dispute?sent=true", ask -> Pages.later(about(ask, "moderation/dispute")));
    site.page(TESTIMONY + "/hold", MODERATORS, ask -> about(ask, "moderation/hold"));
    site.form(TESTIMONY + "/hold", "holdTestimony", (ask, done) -> ask.view().at("moderation/" + ask.text("testimony")), ask -> Pages.later(about(ask, "moderation/hold")));
    site.page("/:place/disputes/:secret", ANYONE, this::dispute);
    site.form("/:place/disputes/:secret/confirm", "confirmDispute", (ask, done) -> ask.view().at("disputes/" + ask.text("secret")), ask -> Pages.later(dispute(ask)));
    site.page("/:place/removal", ANYONE, this::removal);
    site.form("/:place/removal", "requestRemoval", (ask, done) -> ((Receipts.RemovalReceipt) done.value()).page(), ask -> Pages.later(removal(ask)));
    site.pageLater("/receipt/removal/:secret", ANYONE, ask -> site.database.read(ask.caller(), RemovalCommands.placeOf(ask.text("secret")))
        .compose(slug -> site.there(ask, slug)).compose(this::own));
  }

  private Paper about(Ask ask, String template) {
    return site.paper(ask, template).with("trail", TestimonyQueries.testimony(ask.text("testimony"))).with("sent", (Object) "true".equals(ask.query("sent")));
  }

  private Paper dispute(Ask ask) {
    return site.paper(ask, "moderation/dispute_confirm").with("it", DisputeCommands.find(ask.text("secret"))).with("secret", (Object) ask.text("secret"));
  }

  private Paper removal(Ask ask) {
    var testimony = ask.query("testimony");
    return site.paper(ask, "moderation/removal_ask").with("testimony", (Object) (testimony != null && testimony.matches("T-[0-9]{4}-[0-9]{6,}") ? testimony : null));
  }

  private Future<Paper> own(Ask ask) {
    return site.database.read(ask.caller(), RemovalCommands.own(ask.text("secret"))).map(it -> site.paper(ask, "moderation/removal_own").with("it", (Object) it)
        .with("link", (Object) (site.settings.url() + "/receipt/removal/" + ask.text("secret"))));
  }
}
