package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.lectern.core.Problem;
import org.lectern.hearings.Motion;
import org.lectern.minutes.Minutes;
import org.lectern.minutes.Minutes.ItemMinutes;
import org.lectern.minutes.MinutesQueries;
import org.lectern.minutes.MinutesQueries.Held;

/** The minutes of a hearing: as a page, on paper, as a table; and where the clerk writes the narrative. */
final class MinutesPages {

  private static final String MINUTES = VotePages.HEARING + "/minutes";

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
    var router = site.router();
    router.get(MINUTES + ".pdf").handler(this::pdf);
    router.get(MINUTES + ".csv").handler(this::csv);
    router.get(MINUTES + ".json").handler(context -> VotePages.toTheApi(context));
  }

  private static String there(Ask ask, Desk.Answer done) {
    return ask.view().at("hearings/" + ask.number("hearing")) + "/minutes";
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
