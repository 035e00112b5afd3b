package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Access;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.moderation.BulkKeyCommands;
import org.lectern.moderation.Case;
import org.lectern.moderation.DecisionCommands.Outcome;
import org.lectern.moderation.DecisionCommands.Outcomes;
import org.lectern.moderation.GroupCommands;
import org.lectern.moderation.ModerationQueries;
import org.lectern.moderation.RemovalCommands;
import org.lectern.moderation.ReportQueries;
import org.lectern.store.Database;
import org.lectern.testimony.Ground;
import org.lectern.testimony.Hold;

/** The moderators' pages: what is held and what they decide about it, appeals, and requests to take off personal data; and the monthly report for everyone. */
final class ModerationPages {

  private static final Access MODERATORS = only(Role.MODERATOR);
  private static final Access ADMINS = only(Role.ADMIN);
  private static final Access DECIDERS = only(Role.MODERATOR, Role.APPEALS);
  private static final String CASE = "/:place/moderation/:testimony";

  private final Site site;

  ModerationPages(Site site) {
    this.site = site;
  }

  void mount() {
    site.pageLater("/:place/moderation", MODERATORS, this::queue);
    site.form("/:place/moderation", "releaseHeld", this::chosen, this::left, this::queue);
    site.pageLater("/:place/moderation-list", MODERATORS, ask -> held(ask).map(seen -> site.paper(ask, "moderation/held").with("queue", (Object) seen.value())
        .with("kept", (Object) kept(ask, ask.query("cursor"))).with("next", (Object) next(ask, seen.value())).seq(seen.seq())));
    site.page("/:place/moderation-alike", MODERATORS, this::alike);
    site.form("/:place/moderation-alike", "decideHeldAlike", this::together, ModerationPages::togetherDone, ask -> Pages.later(alike(ask)));
    site.pageLater(CASE, DECIDERS, this::one);
    for (var move : new String[][] {{"leave", "leaveCase"}, {"note", "noteCase"}, {"redact", "redactTestimony"}, {"hide", "proposeHiding"}, {"confirm", "confirmHiding"},
        {"decline", "declineHiding"}, {"move", "moveTestimony"}, {"appeal", "decideAppeal"}}) {
      site.form(CASE + "/" + move[0], move[1], (ask, done) -> ask.view().at("moderation/" + ask.text("testimony")), this::one);
    }
    site.post(CASE + "/claim", (ask, fields) -> site.perform(ask, "claimCase", fields, null).map(done -> ask.view().at("moderation/" + ask.text("testimony")) + part(fields)), this::queue);
    site.form(CASE + "/release", "releaseTestimony", (ask, done) -> ask.view().at("moderation") + and(kept(ask, ask.query("cursor")), "released=" + ask.text("testimony") + ground((Case) done.value())), this::one);
    site.router().get(CASE + "/files/:file").handler(context -> site.ask(context).compose(ask -> {
      DECIDERS.admit(ask.caller());
      return site.database.read(ask.caller().through(DECIDERS), ModerationQueries.file(ask.text("testimony"), OwnPages.ordinal(ask)))
          .compose(kept -> site.uploads.send(context, ask.place(), kept, false));
    }).onFailure(context::fail));
    site.page("/:place/moderation-appeals", DECIDERS, ask -> site.paper(ask, "moderation/appeals").with("all", (db, caller) -> ModerationQueries.appeals().ask(db, caller.through(DECIDERS))));
    site.page("/:place/bulk-keys", ADMINS, this::keys);
    site.form("/:place/bulk-keys", "issueBulkKey", (ask, done) -> ask.view().at("bulk-keys") + "?issued=" + ((Receipts.BulkKeyReceipt) done.value()).id(), ask -> Pages.later(keys(ask)));
    site.form("/:place/bulk-keys/:bulk_key/revoke", "revokeBulkKey", (ask, done) -> ask.view().at("bulk-keys"), ask -> Pages.later(keys(ask)));
    site.page("/:place/removals", MODERATORS, this::removals);
    site.form("/:place/removals/:removal/decide", "decideRemoval", (ask, done) -> ask.view().at("removals"), ask -> Pages.later(removals(ask)));
    site.page("/:place/moderation-report", ANYONE, this::report);
    site.router().getWithRegex("/(?<place>[a-z][a-z0-9-]{1,39})/moderation-report\\.csv").handler(context -> site.ask(context)
        .compose(ask -> site.database.read(ask.caller(), ReportQueries.month(ask.query("month"))))
        .onSuccess(report -> {
          var csv = new Csv("month", "ground", "held", "released", "expired", "redacted", "hidden", "moved", "withdrawn", "median_hours", "appeals", "reversals");
          for (var line : report.lines()) csv.row(report.month(), line.ground(), line.held(), line.released(), line.expired(), line.redacted(), line.hidden(), line.moved(),
              line.withdrawn(), line.medianHours(), line.appeals(), line.reversals());
          csv.send(context, "moderation-" + report.month());
        })
        .onFailure(context::fail));
  }

  /** To the form that the key asked for. */
  private static String part(MultiMap fields) {
    var to = fields.get("to");
    return to != null && to.matches("redact|hide|move") ? "?to=" + to + "#" + to : "";
  }

  private static String ground(Case done) {
    return done.ground() == null ? "" : "&of=" + done.ground().name().toLowerCase(java.util.Locale.ROOT);
  }

  private Future<Paper> queue(Ask ask) {
    var released = ask.query("released");
    var ground = ask.query("of") == null ? "m2" : ask.query("of");
    var left = ask.query("left");
    return held(ask).map(seen -> site.paper(ask, "moderation/queue")
        .with("queue", (Object) seen.value()).with("seq", (Object) seen.seq()).with("first", (Object) (released != null || left != null)).with("rule", (Object) ask.query("rule")).with("ground", (Object) ask.query("ground")).with("days", (Object) ask.query("days"))
        .with("kept", (Object) kept(ask, ask.query("cursor"))).with("next", (Object) next(ask, seen.value()))
        .with("released", (Object) (released != null && released.matches("T-[0-9]{4}-[0-9]{6,}") ? released : null)).with("releasedGround", (Object) (ground.matches("m[1-8]") ? ground : "m2"))
        .with("left", (Object) (left != null && left.matches(NUMBERS) ? List.of(left.split(",")) : List.of()))
        .region("moderation-summary", "moderation"));
  }

  private Future<Database.Snapshot<ModerationQueries.Queue>> held(Ask ask) {
    var filter = new ModerationQueries.Filter(word(ask.query("rule"), Hold.class), word(ask.query("ground"), Ground.class), days(ask));
    return site.database.snapshot(ask.caller().through(MODERATORS), ModerationQueries.queue(filter, ask.query("cursor"), Page.SIZE));
  }

  private static String next(Ask ask, ModerationQueries.Queue queue) {
    return queue.page().next() == null ? null : kept(ask, queue.page().next());
  }

  /** What is held in nearly the same words, to be decided together. */
  private Paper alike(Ask ask) {
    var left = ask.query("left");
    var done = ask.query("done");
    return site.paper(ask, "moderation/alike").with("it", (db, caller) -> GroupCommands.groups().ask(db, caller.through(MODERATORS)))
        .with("left", (Object) (left != null && left.matches(NUMBERS) ? List.of(left.split(",")) : List.of()))
        .with("done", (Object) (done != null && done.matches("[0-9]{1,3}") ? Integer.parseInt(done) : 0));
  }

  private ObjectNode together(Ask ask, MultiMap fields) {
    var body = chosen(ask, fields);
    for (var name : List.of("decision", "ground", "reason")) {
      var value = fields.get(name);
      if (value != null && !value.isBlank() && (name.equals("decision") || "hide".equals(fields.get("decision")))) body.put(name, value.strip());
    }
    return body;
  }

  private static String togetherDone(Ask ask, Desk.Answer done) {
    var items = ((Outcomes) done.value()).items();
    var left = items.stream().filter(one -> one.problem() != null).map(Outcome::testimony).limit(100).toList();
    return ask.view().at("moderation-alike") + "?done=" + (items.size() - left.size()) + (left.isEmpty() ? "" : "&left=" + String.join(",", left));
  }

  private static final String NUMBERS = "(T-[0-9]{4}-[0-9]{6,},?){1,100}";

  private static <E extends Enum<E>> E word(String word, Class<E> type) {
    for (var one : type.getEnumConstants()) if (one.name().equalsIgnoreCase(word)) return one;
    return null;
  }

  /** Boxes say which, and in which version it was looked at. */
  private ObjectNode chosen(Ask ask, MultiMap fields) {
    var body = Json.MAPPER.createObjectNode();
    var items = body.putArray("items");
    for (var box : fields.getAll("item")) {
      var parts = box.split(":");
      if (parts.length != 2 || !parts[1].matches("[0-9]{1,6}")) throw Problem.malformed("parameter_unknown");
      items.addObject().put("testimony", parts[0]).put("version", Integer.parseInt(parts[1]));
    }
    if (items.isEmpty()) throw Problem.conflict("nothing_chosen");
    return body;
  }

  /** Where the moderator was, with those that somebody else is at. */
  private String left(Ask ask, Desk.Answer done) {
    var left = ((Outcomes) done.value()).items().stream().filter(one -> one.problem() != null).map(Outcome::testimony).toList();
    var kept = kept(ask, ask.query("cursor"));
    return ask.view().at("moderation") + (left.isEmpty() ? kept : and(kept, "left=" + String.join(",", left)));
  }

  private static String and(String query, String more) {
    return query + (query.isEmpty() ? "?" : "&") + more;
  }

  /** The filter, and where in the list, as a query. */
  private static String kept(Ask ask, String cursor) {
    var kept = "";
    if (word(ask.query("rule"), Hold.class) != null) kept = and(kept, "rule=" + ask.query("rule"));
    if (word(ask.query("ground"), Ground.class) != null) kept = and(kept, "ground=" + ask.query("ground"));
    if (days(ask) != null) kept = and(kept, "days=" + days(ask));
    return cursor == null || !cursor.matches("[A-Za-z0-9_-]{1,200}") ? kept : and(kept, "cursor=" + cursor);
  }

  private static Integer days(Ask ask) {
    var days = ask.query("days");
    return days != null && days.matches("[0-9]{1,3}") ? Integer.valueOf(days) : null;
  }

  private Future<Paper> one(Ask ask) {
    var number = ask.text("testimony");
    return site.database.read(ask.caller().through(DECIDERS), ModerationQueries.one(number)).map(found -> site.paper(ask, "moderation/case").with("it", (Object) found)
        .with("to", (Object) ask.query("to")).with("files", (db, caller) -> ModerationQueries.files(number).ask(db, caller.through(DECIDERS))).with("reports", (db, caller) -> ModerationQueries.reports(number).ask(db, caller.through(DECIDERS))));
  }

  /** The key can be made again of its id, so the page of a key just issued shows it. */
  private Paper keys(Ask ask) {
    var issued = ask.query("issued");
    var key = issued != null && issued.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}") ? site.secrets.link("bulk", UUID.fromString(issued)) : null;
    return site.paper(ask, "moderation/bulk").with("all", (db, caller) -> BulkKeyCommands.list().ask(db, caller.through(ADMINS))).with("issued", (Object) issued).with("secret", (Object) key);
  }

  private Paper removals(Ask ask) {
    return site.paper(ask, "moderation/removals").with("all", (db, caller) -> RemovalCommands.list().ask(db, caller.through(MODERATORS)));
  }

  private Paper report(Ask ask) {
    var asked = ask.query("month");
    if (asked != null && !asked.matches("[0-9]{4}-(0[1-9]|1[0-2])")) throw Problem.missing("month");
    var now = YearMonth.now(ask.place().zone());
    var month = asked == null ? now : YearMonth.parse(asked);
    return site.paper(ask, "moderation/report").with("it", ReportQueries.month(month.toString()))
        .with("before", (Object) month.minusMonths(1).toString()).with("after", (Object) (month.isBefore(now) ? month.plusMonths(1).toString() : null));
  }
}
