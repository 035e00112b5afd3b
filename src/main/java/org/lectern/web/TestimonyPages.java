package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.regex.Pattern;
import org.lectern.areas.AreaQueries;
import org.lectern.core.Query;
import org.lectern.core.Role;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.When;
import org.lectern.oversight.ActionQueries;
import org.lectern.policies.PolicyQueries;
import org.lectern.queue.QueueQueries;
import org.lectern.queue.Slot;
import org.lectern.testimony.AttachmentCommands;
import org.lectern.testimony.Citations;
import org.lectern.testimony.TestimonyQueries;
import org.lectern.testimony.Versions;

/** A testimony as everyone sees it, its versions, citing it, and the clerk's intake of what comes on paper, by voice or by mail. */
final class TestimonyPages {

  private static final String TESTIMONY = "/:place/testimony/:testimony";
  private static final Pattern OFFSET = Pattern.compile("(?:([0-9]{1,2}):)?([0-5]?[0-9]):([0-5][0-9])");

  private final Site site;

  TestimonyPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(TESTIMONY, ANYONE, this::testimony);
    site.page(TESTIMONY + "/versions", ANYONE, ask -> site.paper(ask, "testimony/versions").about("testimony/" + ask.text("testimony"))
        .with("history", Versions.of(ask.text("testimony"))));
    site.form(TESTIMONY + "/cite", "citeTestimony", (ask, done) -> ask.view().at("testimony/" + ask.text("testimony")), ask -> Pages.later(testimony(ask)));
    site.pageLater("/:place/intake", only(Role.CLERK), this::intake);
    site.router().get(TESTIMONY + "/files/:file").handler(context -> site.ask(context).compose(ask ->
        site.database.read(ask.caller(), AttachmentCommands.open(ask.text("testimony"), OwnPages.ordinal(ask)))
            .compose(kept -> site.uploads.send(context, ask.place(), kept, true))).onFailure(context::fail));
    site.formWithFiles("/:place/intake", "takeInTestimony", (ask, fields) -> takenIn(ask, fields, site), (ask, done) -> ((Receipts.Receipt) done.value()).receipt(), this::intake);
  }

  private Paper testimony(Ask ask) {
    var number = ask.text("testimony");
    var paper = site.paper(ask, "testimony/testimony").about("testimony/" + number)
        .with("trail", TestimonyQueries.testimony(number)).region("testimony", "testimony/" + number).region("testimony-moderation", "testimony/" + number);
    return ask.view().holds("clerk", "chair", "member") ? paper.with("citable", Citations.offered(number)) : paper;
  }

  /** What a hearing adds to the form: its items and those who have spoken. */
  private record OfHearing(List<AgendaItem> items, List<Slot> spoke) {
    static final OfHearing NONE = new OfHearing(List.of(), List.of());
  }

  private Future<Paper> intake(Ask ask) {
    var target = ask.query("target") != null ? ask.query("target") : ask.form().value("target");
    return site.database.read(ask.caller(), ofHearing(target)).map(found -> site.paper(ask, "testimony/intake").with("target", (Object) target)
        .with("files", AttachmentCommands.waiting(ask.form().values("attachments")))
        .with("items", (Object) found.items).with("spoke", (Object) found.spoke)
        .with("coming", HearingQueries.hearings(When.COMING, null, null, 30)).with("past", HearingQueries.hearings(When.PAST, null, null, 30))
        .with("areas", AreaQueries.areas()).with("actions", ActionQueries.actions(ActionQueries.Filter.ALL, null, 50))
        .with("policies", (db, caller) -> PolicyQueries.policies(PolicyQueries.Filter.ALL, null, 100).ask(db, caller).map(all -> all.items().stream().filter(one -> !one.status().ended()).toList())));
  }

  private static Query<OfHearing> ofHearing(String target) {
    if (!target.matches("hearings/[0-9]{1,18}")) return (db, caller) -> Future.succeededFuture(OfHearing.NONE);
    return (db, caller) -> HearingQueries.hearing(Long.parseLong(target.substring(9))).ask(db, caller)
        .compose(sheet -> QueueQueries.line(db, sheet.hearing()).map(line -> new OfHearing(sheet.items(), line.spoke())));
  }

  /** The place in the recording is typed as it is shown there: 1:02:03. */
  private static ObjectNode takenIn(Ask ask, MultiMap fields, Site site) {
    var body = site.body("takeInTestimony", fields, ask);
    var typed = fields.get("recording_offset");
    var offset = OFFSET.matcher(typed == null ? "" : typed.strip());
    if (offset.matches()) body.put("recording_offset", number(offset.group(1)) * 3600 + number(offset.group(2)) * 60 + number(offset.group(3)));
    return body;
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}
