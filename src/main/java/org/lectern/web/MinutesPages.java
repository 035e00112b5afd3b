package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.lectern.core.Json;
import org.lectern.core.Problem;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.Motion;
import org.lectern.minutes.HeardCommands;
import org.lectern.minutes.Minutes;
import org.lectern.minutes.Minutes.ItemMinutes;
import org.lectern.minutes.MinutesQueries;
import org.lectern.minutes.MinutesQueries.Held;
import org.lectern.minutes.PacketCommands;
import org.lectern.minutes.PacketCommands.Packet;

/** The minutes of a hearing: as a page, on paper, as a table; and where the clerk writes the narrative. */
final class MinutesPages {

  private static final String MINUTES = VotePages.HEARING + "/minutes";
  private static final String PACKET = VotePages.HEARING + "/packet";
  private static final String HEARD = VotePages.HEARING + "/heard";

  private final Site site;
  private final Print print;
  private final Templates templates = new Templates();

  MinutesPages(Site site, Print print) {
    this.site = site;
    this.print = print;
  }

  void mount() {
    site.pageLater(MINUTES, ANYONE, this::minutes);
    site.form(MINUTES + "/draft", "draftMinutes", MinutesPages::there, this::minutes);
    site.form(MINUTES + "/narrate", "narrateMinutes", MinutesPages::there, this::minutes);
    site.form(MINUTES + "/circulate", "circulateMinutes", MinutesPages::there, this::minutes);
    site.form(MINUTES + "/approve", "approveMinutes", MinutesPages::there, this::minutes);
    site.form(MINUTES + "/correct", "correctMinutes", MinutesPages::there, this::minutes);
    site.page(PACKET, ANYONE, ask -> site.paper(ask, "heard/packet").with("it", PacketCommands.packet(ask.number("hearing"))));
    site.form(PACKET + "/distribute", "distributePacket", (ask, done) -> below(ask, "/packet"), ask -> Pages.later(site.paper(ask, "heard/packet").with("it", PacketCommands.packet(ask.number("hearing")))));
    site.form(PACKET + "/enter", "enterTestimony", (ask, done) -> below(ask, "/packet"), ask -> Pages.later(site.paper(ask, "heard/packet").with("it", PacketCommands.packet(ask.number("hearing")))));
    site.pageLater(HEARD, ANYONE, this::heard);
    site.form(HEARD, "publishHeard", (ask, fields) -> themes(fields), (ask, done) -> below(ask, "/heard"), this::heard);
    var router = site.router();
    router.get(PACKET + ".pdf").handler(this::packetPdf);
    router.get(PACKET + ".csv").handler(this::packetCsv);
    router.get(PACKET + ".json").handler(context -> VotePages.toTheApi(context));
    router.get(HEARD + ".json").handler(context -> VotePages.toTheApi(context));
    router.get(MINUTES + ".pdf").handler(this::pdf);
    router.get(MINUTES + ".csv").handler(this::csv);
    router.get(MINUTES + ".json").handler(context -> VotePages.toTheApi(context));
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at("hearings/" + ask.number("hearing")) + "/minutes";
  }

  private static String below(Ask ask, String part) {
    return ask.view().at("hearings/" + ask.number("hearing")) + part;
  }

  private Future<Paper> heard(Ask ask) {
    return site.database.read(ask.caller(), (db, caller) -> HearingQueries.find(db, caller, ask.number("hearing")))
        .map(hearing -> site.paper(ask, "heard/heard").with("hearing", (Object) hearing).with("it", HeardCommands.heard(hearing.number())));
  }

  private static final int THEMES = 8;

  /** One theme a row of fields; the numbers of its testimonies stand in one field, apart by blanks or commas. */
  private static ObjectNode themes(MultiMap fields) {
    var body = Json.MAPPER.createObjectNode();
    var themes = body.putArray("themes");
    for (int n = 1; n <= THEMES; n++) {
      var title = fields.get("title_" + n);
      if (title == null || title.isBlank()) continue;
      var theme = themes.addObject().put("title", Text.tidy(title)).put("disposition", fields.get("disposition_" + n)).put("reason", Text.tidy(String.valueOf(fields.get("why_" + n))));
      var numbers = theme.putArray("testimony");
      for (var number : String.valueOf(fields.get("testimony_" + n)).split("[\\s,;]+")) if (!number.isBlank()) numbers.add(number.strip());
    }
    return body;
  }

  private Future<Packet> packet(Ask ask) {
    return Future.succeededFuture().compose(now -> site.database.read(ask.caller(), PacketCommands.packet(ask.number("hearing"))));
  }

  private void packetPdf(RoutingContext context) {
    site.ask(context)
        .compose(ask -> packet(ask).compose(packet -> print.pdf(templates.page("heard/paper", ask.view(), Map.of("it", packet)))))
        .onSuccess(pdf -> Print.send(context, pdf, "packet-" + context.pathParam("hearing")))
        .onFailure(context::fail);
  }

  private void packetCsv(RoutingContext context) {
    site.ask(context).compose(this::packet)
        .onSuccess(packet -> {
          var csv = new Csv("number", "item", "received", "position", "byline", "language", "late", "text");
          packet.testimony().forEach(one -> csv.row(one.number(), one.itemNumber(), local(one.receivedAt(), packet.hearing().zone()), one.position() == null ? null : one.position().name().toLowerCase(java.util.Locale.ROOT),
              one.byline(), one.language(), one.late(), one.text()));
          csv.send(context, "packet-" + packet.hearing().number());
        })
        .onFailure(context::fail);
  }

  private Future<Paper> minutes(Ask ask) {
    var version = version(ask);
    return held(ask).map(held -> {
      var paper = site.paper(ask, "minutes/minutes").with("held", (Object) held).with("version", (Object) version);
      return version == null ? paper.region("hearing-minutes", held.hearing().address()) : paper;
    });
  }

  private Future<Held> held(Ask ask) {
    return site.database.read(ask.caller(), MinutesQueries.held(ask.number("hearing"), version(ask)));
  }

  private static Integer version(Ask ask) {
    var version = ask.query("version");
    if (version == null) return null;
    if (!version.matches("[1-9][0-9]{0,5}")) throw Problem.missing("version");
    return Integer.valueOf(version);
  }

  private Future<Held> written(Ask ask) {
    return Future.succeededFuture().compose(now -> held(ask)).map(held -> {
      if (held.sheet().minutes() == null) throw Problem.missing("minutes");
      return held;
    });
  }

  private void pdf(RoutingContext context) {
    site.ask(context)
        .compose(ask -> written(ask).compose(held -> print.pdf(templates.page("minutes/paper", ask.view(), Map.of("it", held)))))
        .onSuccess(pdf -> Print.send(context, pdf, "minutes-" + context.pathParam("hearing")))
        .onFailure(context::fail);
  }

  private void csv(RoutingContext context) {
    site.ask(context).compose(this::written)
        .onSuccess(held -> table(held.sheet().minutes()).send(context, "minutes-" + context.pathParam("hearing")))
        .onFailure(context::fail);
  }

  /** A line each for whoever was there, what happened, who spoke, what was moved and how each member voted; times on the room's clock. */
  static Csv table(Minutes minutes) {
    var csv = new Csv("part", "item", "title", "time", "what", "who", "detail");
    minutes.roll().forEach(one -> csv.row("roll", null, null, null, one.mark().name().toLowerCase(java.util.Locale.ROOT), one.member(), one.seat()));
    minutes.comings().forEach(one -> csv.row("roll", null, null, local(one.at(), minutes.zone()), one.mark().name().toLowerCase(java.util.Locale.ROOT), one.member(), null));
    minutes.happenings().forEach(one -> csv.row("hearing", null, minutes.title(), local(one.at(), minutes.zone()), one.what(), null, one.reason()));
    minutes.items().forEach(item -> item(csv, item, minutes.zone()));
    return csv;
  }

  private static void item(Csv csv, ItemMinutes item, ZoneId zone) {
    csv.row("item", item.number(), item.title(), local(item.calledAt(), zone), item.decision() == null ? item.status().word() : item.decision().name().toLowerCase(java.util.Locale.ROOT), null,
        item.narrative() != null ? item.narrative() : item.decisionText());
    item.speakers().forEach(speaker -> csv.row("speaker", item.number(), item.title(), local(speaker.startedAt(), zone), "spoke", speaker.name(), speaker.seconds() + " s"));
    item.motions().forEach(motion -> motion(csv, item, motion, zone));
  }

  private static void motion(Csv csv, ItemMinutes item, Motion motion, ZoneId zone) {
    csv.row("motion", item.number(), item.title(), local(motion.movedAt(), zone), motion.withdrawnAt() != null ? "withdrawn" : "moved", motion.mover(), motion.text());
    for (var vote : motion.votes()) {
      var what = vote.carried() == null ? "vote" : vote.carried() ? "carried" : "failed";
      csv.row("vote", item.number(), item.title(), local(vote.at(), zone), what, null, vote.yes() + " to " + vote.no() + (vote.corrects() == null ? "" : ", corrects vote " + vote.corrects() + ": " + vote.reason()));
      vote.ballots().forEach(ballot -> csv.row("ballot", item.number(), item.title(), null, ballot.choice().name().toLowerCase(java.util.Locale.ROOT), ballot.member(),
          ballot.reason() != null ? ballot.reason() : ballot.word()));
    }
  }

  static String local(Instant at, ZoneId zone) {
    return at == null ? null : at.atZone(zone).toOffsetDateTime().withNano(0).toString();
  }
}
