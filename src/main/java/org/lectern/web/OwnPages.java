package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.lectern.areas.AreaQueries;
import org.lectern.hearings.HearingQueries;
import org.lectern.moderation.ModerationQueries;
import org.lectern.oversight.ActionQueries;
import org.lectern.policies.PolicyQueries;
import org.lectern.policies.PolicySheet;
import org.lectern.store.Database;
import org.lectern.testimony.AttachmentCommands;
import org.lectern.testimony.TestimonyQueries;
import org.lectern.testimony.TestimonyQueries.OwnTrail;

/** A resident's own pages: the forms to testify, and what stands behind the secret link of a receipt. */
final class OwnPages {

  /** As much of a paragraph as is quoted, in characters. */
  private static final int QUOTED = 300;

  private final Site site;
  private final Service service;

  OwnPages(Site site, Service service) {
    this.site = site;
    this.service = service;
  }

  void mount() {
    testify("/:place/hearings/:hearing/testify", "submitTestimony", this::testifyToHearing);
    testify("/:place/areas/:area/testify", "submitAreaTestimony", this::testifyToArea);
    testify("/:place/actions/:action/testify", "submitActionTestimony", this::testifyToAction);
    testify("/:place/policies/:policy/testify", "submitPolicyTestimony", this::testifyToPolicy);

    site.pageLater("/receipt/:secret", ANYONE, ask -> at(ask).compose(there -> receipt(there)));
    site.router().get("/receipt/:secret/files/:file").handler(context -> site.ask(context).compose(ask -> at(ask)
        .compose(there -> site.database.read(there.caller(), AttachmentCommands.own(there.text("secret"), ordinal(ask)))
            .compose(kept -> site.uploads.send(context, there.place(), kept, false)))).onFailure(context::fail));
    ownForm("/receipt/:secret/withdraw", "withdrawTestimony", this::receipt);
    site.post("/receipt/:secret/appeal", (ask, fields) -> at(ask).compose(there -> site.perform(there, "appealModeration", fields, site.body("appealModeration", fields, there)))
        .map(done -> "/receipt/" + ask.text("secret") + "#moderation"), ask -> at(ask).compose(this::receipt));
    ownForm("/receipt/:secret/withhold-name", "withholdName", this::receipt);
    again("revise", "reviseTestimony");
    again("supplement", "supplementTestimony");
    site.pageLater("/receipt/:secret/trail", ANYONE, ask -> at(ask).compose(there -> own(there).map(own -> site.paper(there, "testimony/steps").with("trail", (Object) own.value().trail()).seq(own.seq()))));
  }

  private void testify(String path, String operation, Function<Ask, Future<Paper>> page) {
    site.pageLater(path, ANYONE, page);
    site.formWithFiles(path, operation, (ask, fields) -> site.body(operation, fields, ask), (ask, done) -> ((Receipts.Receipt) done.value()).receipt(), page);
  }

  static int ordinal(Ask ask) {
    return (int) Math.min(ask.number("file"), Integer.MAX_VALUE);
  }

  private Future<Paper> testifyToHearing(Ask ask) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      var hearing = sheet.hearing();
      var closes = hearing.testimonyClosesAt();
      var paper = paper(ask, hearing.address(), hearing.title()).with("items", (Object) sheet.items()).region("hearing-window", hearing.address());
      if (closes != null) paper.with("window", ask.view().t("testify.window", ask.view().dateTime(closes, hearing.zone())));
      return paper;
    });
  }

  private Future<Paper> testifyToArea(Ask ask) {
    return site.database.read(ask.caller(), AreaQueries.area(ask.text("area"))).map(area -> paper(ask, "areas/" + area.slug(), area.title()));
  }

  private Future<Paper> testifyToAction(Ask ask) {
    return site.database.read(ask.caller(), ActionQueries.action(ask.text("action"))).map(sheet -> paper(ask, sheet.action().address(), sheet.action().title()));
  }

  /** Whoever comments on one paragraph has it before them, as a quotation that goes along. */
  private Future<Paper> testifyToPolicy(Ask ask) {
    return site.database.read(ask.caller(), PolicyQueries.policy(ask.text("policy"))).map(sheet -> {
      var policy = sheet.policy();
      var paper = paper(ask, policy.address(), policy.title()).with("start", (Object) quotation(ask, sheet));
      if (policy.commentOpen()) paper.with("window", ask.view().t("testify.window", ask.view().dateTime(policy.commentClosesAt(), ask.place().zone())));
      return paper;
    });
  }

  private static String quotation(Ask ask, PolicySheet sheet) {
    var wanted = ask.query("paragraph");
    var paragraphs = sheet.paragraphs();
    if (wanted == null || !wanted.matches("[1-9][0-9]{0,3}") || Integer.parseInt(wanted) > paragraphs.size()) return null;
    var text = paragraphs.get(Integer.parseInt(wanted) - 1).replaceAll("\\s+", " ");
    var quoted = text.codePointCount(0, text.length()) <= QUOTED ? text : text.substring(0, text.offsetByCodePoints(0, QUOTED - 1)) + "…";
    return "> " + ask.view().t("policies.paragraph", Integer.parseInt(wanted)) + ": " + quoted + "\n\n";
  }

  private Paper paper(Ask ask, String target, String title) {
    var parent = ask.query("parent") != null ? ask.query("parent") : ask.form().value("parent").isEmpty() ? null : ask.form().value("parent");
    var offer = ask.query("offer") != null ? ask.query("offer") : ask.form().value("offer").isEmpty() ? null : ask.form().value("offer");
    return site.paper(ask, "testimony/testify").with("target", (Object) target).with("targetTitle", (Object) title)
        .with("offer", (Object) (offer != null && offer.matches("[A-Za-z0-9_-]{32}") ? offer : null))
        .with("files", AttachmentCommands.waiting(ask.form().values("attachments")))
        .with("items", (Object) List.of()).with("item", (Object) ask.query("item")).with("parent", (Object) (parent != null && parent.matches("T-[0-9]{4}-[0-9]{6,}") ? parent : null));
  }

  /** A secret link names no place: the page belongs to the place where the secret is known. */
  private Future<Ask> at(Ask ask) {
    return site.database.read(ask.caller(), TestimonyQueries.placeOf(ask.text("secret"))).compose(slug -> site.there(ask, slug));
  }

  private Future<Database.Snapshot<OwnTrail>> own(Ask ask) {
    return site.database.snapshot(ask.caller(), TestimonyQueries.receipt(ask.text("secret")));
  }

  private Future<Paper> receipt(Ask ask) {
    return own(ask).map(own -> site.paper(ask, "testimony/receipt").with("own", (Object) own.value()).with("moderation", ModerationQueries.ownCases(ask.text("secret")))
        .with("secret", (Object) ask.text("secret")).with("link", (Object) (service.settings().url() + "/receipt/" + ask.text("secret"))));
  }

  /** The author writes again: the testimony anew, or what is added to it. */
  private void again(String what, String operation) {
    site.pageLater("/receipt/:secret/" + what, ANYONE, ask -> at(ask).compose(there -> writing(there, what)));
    site.post("/receipt/:secret/" + what, (ask, fields) -> at(ask)
            .compose(there -> site.perform(there, operation, fields, site.body(operation, fields, there)))
            .map(done -> done.value() instanceof Receipts.Receipt added ? added.receipt() : "/receipt/" + ask.text("secret")),
        ask -> at(ask).compose(there -> writing(there.refused(ask.form()), what)));
  }

  private Future<Paper> writing(Ask ask, String what) {
    return own(ask).map(own -> site.paper(ask, "testimony/" + what).with("own", (Object) own.value()).with("secret", (Object) ask.text("secret")));
  }

  private void ownForm(String path, String operation, Function<Ask, Future<Paper>> again) {
    var back = path.substring(0, path.lastIndexOf('/'));
    site.post(path, (ask, fields) -> at(ask).compose(there -> site.perform(there, operation, fields, null)).map(done -> back.replace(":secret", ask.text("secret"))),
        ask -> at(ask).compose(again));
  }
}
