package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Locale;
import org.lectern.bodies.MemberQueries;
import org.lectern.core.Access;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.IncidentCommands;
import org.lectern.hearings.MatterQueries;
import org.lectern.hearings.Motion;
import org.lectern.hearings.VoteQueries;

/** Who sits, who was there, what was moved, how they voted; and the clerk's desk where it is taken down. */
final class VotePages {

  static final String HEARING = "/:place/hearings/:hearing";
  private static final Access STAFF = only(Role.CLERK, Role.CHAIR);
  private static final String MEMBERS = "/:place/bodies/:body/members";

  private final Site site;

  VotePages(Site site) {
    this.site = site;
  }

  void mount() {
    site.page(MEMBERS, ANYONE, this::members);
    site.form(MEMBERS, "seatMember", (ask, done) -> bench(ask), ask -> Pages.later(members(ask)));
    site.form(MEMBERS + "/:member/leave", "unseatMember", (ask, done) -> bench(ask), ask -> Pages.later(members(ask)));
    site.pageLater(HEARING + "/votes", ANYONE, this::votes);
    site.pageLater(HEARING + "/items/:item/votes", ANYONE, this::item);
    site.router().get(HEARING + "/votes.csv").handler(this::csv);
    json("/votes");
    json("/items/:item/votes");
    site.page("/:place/matters", ANYONE, ask -> site.paper(ask, "votes/matter").with("sheet", MatterQueries.matter(file(ask))));
    site.pageLater(HEARING + "/desk", STAFF, this::desk);
    site.form(HEARING + "/desk/roll", "callRoll", (ask, fields) -> roll(fields), this::there, this::desk);
    site.form(HEARING + "/desk/attendance", "markAttendance", this::there, this::desk);
    site.form(HEARING + "/desk/items/:item/motions", "moveMotion", this::there, this::desk);
    site.form(HEARING + "/desk/items/:item/decide", "decideItem", this::there, this::desk);
    site.form(HEARING + "/desk/incidents", "logIncident", this::there, this::desk);
    site.form(HEARING + "/desk/warn", "warnSpeaker", this::there, this::desk);
    site.form(HEARING + "/desk/remove", "removeSpeaker", this::there, this::desk);
    site.form(HEARING + "/desk/recording", "publishRecording", this::there, this::desk);
    site.form(HEARING + "/desk/items/:item/recording", "markRecording", this::there, this::desk);
    site.form(HEARING + "/desk/items/:item/report-out", "reportOut", this::there, this::desk);
    site.form(HEARING + "/desk/motions/:motion/withdraw", "withdrawMotion", this::there, this::desk);
    site.form(HEARING + "/desk/motions/:motion/vote", "takeVote", (ask, fields) -> ballots("takeVote", ask, fields), this::there, this::desk);
    site.form(HEARING + "/desk/motions/:motion/correct", "correctVote", (ask, fields) -> ballots("correctVote", ask, fields), this::there, this::desk);
  }

  private static String file(Ask ask) {
    var file = ask.query("file");
    if (file == null || file.length() > 200) throw Problem.missing("matter");
    return file;
  }

  /** The same as data. */
  private void json(String path) {
    site.router().get(HEARING + path + ".json").handler(VotePages::toTheApi);
  }

  static void toTheApi(RoutingContext context) {
    context.response().setStatusCode(307).putHeader("Cache-Control", "public, max-age=300")
        .putHeader("Location", Api.ROOT + context.request().path().replaceFirst("\\.json$", "")).end();
  }

  /** A line each ballot. */
  private void csv(RoutingContext context) {
    site.ask(context).compose(ask -> Future.succeededFuture().compose(now -> site.database.read(ask.caller(), VoteQueries.proceedings(ask.number("hearing")))))
        .onSuccess(it -> {
          var csv = new Csv("item", "title", "motion", "text", "vote", "corrects", "result", "member", "choice", "reason");
          it.motions().forEach(motion -> motion.votes().forEach(vote -> vote.ballots().forEach(ballot -> csv.row(motion.itemNumber(), title(it, motion), motion.number(), motion.text(),
              vote.number(), vote.corrects(), vote.carried() == null ? null : vote.carried() ? "carried" : "failed", ballot.member(), ballot.choice().name().toLowerCase(Locale.ROOT),
              ballot.reason() != null ? ballot.reason() : ballot.word()))));
          csv.send(context, "votes-" + it.hearing().number());
        })
        .onFailure(context::fail);
  }

  private static String title(VoteQueries.Proceedings it, Motion motion) {
    return it.items().stream().filter(item -> item.ordinal() == motion.item()).map(AgendaItem::title).findFirst().orElse(null);
  }

  private static String bench(Ask ask) {
    return ask.view().at("bodies/" + ask.text("body") + "/members");
  }

  private String there(Ask ask, Desk.Answer done) {
    return ask.view().at("hearings/" + ask.number("hearing")) + "/desk";
  }

  private Paper members(Ask ask) {
    return site.paper(ask, "bodies/members").with("bench", MemberQueries.members(ask.text("body")));
  }

  private Future<Paper> votes(Ask ask) {
    return site.database.read(ask.caller(), (db, caller) -> HearingQueries.find(db, caller, ask.number("hearing")))
        .map(hearing -> site.paper(ask, "votes/votes").with("hearing", (Object) hearing).region("hearing-votes", hearing.address()));
  }

  private Future<Paper> item(Ask ask) {
    return site.database.read(ask.caller(), (db, caller) -> HearingQueries.find(db, caller, ask.number("hearing")))
        .map(hearing -> site.paper(ask, "votes/item").with("hearing", (Object) hearing).with("votes", VoteQueries.ofItem(hearing.number(), (int) Math.min(ask.number("item"), Integer.MAX_VALUE))));
  }

  private Future<Paper> desk(Ask ask) {
    return site.database.read(ask.caller(), VoteQueries.bench(ask.number("hearing"))).map(bench -> {
      ask.caller().through(STAFF).in(bench.proceedings().hearing().body());
      return site.paper(ask, "votes/desk").with("bench", (Object) bench).with("incidents", IncidentCommands.incidents(ask.number("hearing")));
    });
  }

  /** One answer a member. */
  private ObjectNode roll(MultiMap fields) {
    var body = org.lectern.core.Json.MAPPER.createObjectNode();
    var marks = body.putArray("marks");
    fields.forEach(field -> {
      if (field.getKey().startsWith("mark_")) marks.addObject().put("member", field.getKey().substring(5)).put("mark", field.getValue());
    });
    return body;
  }

  /** One choice a member; whoever is not ticked votes as the rest does, if that was said. */
  private ObjectNode ballots(String operation, Ask ask, MultiMap fields) {
    var body = site.body(operation, fields, ask);
    var ballots = body.putArray("ballots");
    var ticked = new HashSet<String>();
    fields.forEach(field -> {
      if (!field.getKey().startsWith("ballot_") || field.getValue().isBlank() || !ticked.add(field.getKey().substring(7))) return;
      var ballot = ballots.addObject().put("member", field.getKey().substring(7)).put("choice", field.getValue());
      var why = fields.get("why_" + field.getKey().substring(7));
      if (why != null && !why.isBlank()) ballot.put("reason", Text.tidy(why));
    });
    var rest = fields.get("rest");
    if (rest != null && !rest.isBlank()) fields.forEach(field -> {
      if (field.getKey().startsWith("why_") && ticked.add(field.getKey().substring(4))) ballots.addObject().put("member", field.getKey().substring(4)).put("choice", rest);
    });
    return body;
  }
}
