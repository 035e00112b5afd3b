package org.lectern.web;

import static org.lectern.core.Access.ANYONE;
import static org.lectern.core.Access.only;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.hearings.HearingQueries;
import org.lectern.hearings.HearingQueries.HearingSheet;
import org.lectern.queue.LotteryCommands;
import org.lectern.queue.QueueQueries;
import org.lectern.queue.QueueQueries.Line;
import org.lectern.queue.QueueQueries.OwnPlace;
import org.lectern.queue.Reconfirming;
import org.lectern.queue.SlotCode;

/** The speaker line: signing up, one's own place, the room's display, and the console of clerk and chair. */
final class QueuePages {

  private static final Access STAFF = only(Role.CLERK, Role.CHAIR);
  private static final String HEARING = "/:place/hearings/:hearing";
  private static final String CONSOLE = HEARING + "/console";

  private final Site site;
  private final Own own;

  QueuePages(Site site) {
    this.site = site;
    this.own = new Own(site);
  }

  void mount() {
    site.pageLater(HEARING + "/speak", ANYONE, this::speak);
    site.form(HEARING + "/speak", "signUp", (ask, done) -> ((Receipts.SlotReceipt) done.value()).page(), this::speak);
    site.page(HEARING + "/room", ANYONE, ask -> site.paper(ask, "hearings/room").about(address(ask)).with("sheet", HearingQueries.hearing(ask.number("hearing"))).region("room", address(ask) + "/queue"));
    site.pageLater(HEARING + "/sign-up-sheet", ANYONE, this::sheet);
    site.pageLater(HEARING + "/items/:item/lottery", ANYONE, this::lottery);
    site.pageLater(HEARING + "/line-rules", only(Role.CLERK), this::rules);
    site.form(HEARING + "/line-rules", "setLineRules", (ask, done) -> there(ask, "/line-rules"), this::rules);
    console();
    own.mount();
  }

  private void console() {
    site.pageLater(CONSOLE, STAFF, this::console);
    for (var move : List.of("start", "recess", "resume", "adjourn")) move("/" + move, move + "Hearing");
    site.form(CONSOLE + "/sign-up", "signUp", (ask, done) -> there(ask, "/console/ticket/" + ((Receipts.SlotReceipt) done.value()).secret()), this::console);
    site.pageLater(CONSOLE + "/ticket/:secret", STAFF, this::ticket);
    move("/speaker/next", "callNextSpeaker");
    for (var move : List.of("start", "pause", "resume", "finish", "stop", "extend")) move("/speaker/" + move, move + "Speaker");
    move("/speaker/no-show", "noShowSpeaker");
    move("/speaker/undo", "undoMove");
    move("/items/:item/call", "callItem");
    move("/items/:item/open-comment", "openComment");
    move("/items/:item/close-comment", "closeComment");
    move("/items/:item/decide", "decideItem");
    move("/items/:item/table", "tableItem");
    move("/items/:item/draw", "drawLottery");
    move("/items/:item/allotment", "changeAllotment");
    site.pageLater(CONSOLE + "/slots/:slot", STAFF, this::slot);
    atSlot("check-in", "checkInSpeaker");
    atSlot("move", "moveSpeaker");
    atSlot("reject", "rejectSpeaker");
    atSlot("withdraw", "withdrawSpeaker");
    atSlot("return", "returnSpeaker");
    atSlot("cede", "cedeForSpeaker");
    atSlot("revoke-ceding", "revokeCedingForSpeaker");
  }

  /** A move on the console: the live region shows what it did. */
  private void move(String path, String operation) {
    site.form(CONSOLE + path, operation, (ask, done) -> there(ask, "/console"), this::console);
  }

  private void atSlot(String path, String operation) {
    site.form(CONSOLE + "/slots/:slot/" + path, operation, (ask, done) -> there(ask, "/console"), this::slot);
  }

  private static String address(Ask ask) {
    return "hearings/" + ask.number("hearing");
  }

  private static String there(Ask ask, String part) {
    return ask.view().at(address(ask)) + part;
  }

  private record Both(HearingSheet sheet, Line line) {}

  private Future<Both> both(Ask ask) {
    return site.database.read(ask.caller(), (db, caller) -> HearingQueries.hearing(ask.number("hearing")).ask(db, caller)
        .compose(sheet -> QueueQueries.line(db, sheet.hearing()).map(line -> new Both(sheet, line))));
  }

  private Paper paper(Ask ask, String template, Both both) {
    return site.paper(ask, template).with("sheet", (Object) both.sheet).with("line", (Object) both.line);
  }

  /** For the staff of the hearing's own body. */
  private static Both staff(Ask ask, Access access, Both both) {
    ask.caller().through(access).in(both.sheet.hearing().body());
    return both;
  }

  private Future<Paper> speak(Ask ask) {
    return both(ask).map(both -> paper(ask, "queue/speak", both));
  }

  private Future<Paper> rules(Ask ask) {
    return both(ask).map(both -> paper(ask, "queue/line_rules", staff(ask, only(Role.CLERK), both)));
  }

  private Future<Paper> console(Ask ask) {
    return both(ask).map(both -> paper(ask, "queue/console", staff(ask, STAFF, both)).region("console", address(ask) + "/queue"));
  }

  private Future<Paper> sheet(Ask ask) {
    return site.database.read(ask.caller(), HearingQueries.hearing(ask.number("hearing"))).map(sheet -> {
      var address = site.settings.url() + there(ask, "/speak");
      return site.paper(ask, "queue/sheet").with("sheet", (Object) sheet).with("address", (Object) address).with("qr", (Object) Qr.svg(address));
    });
  }

  private Future<Paper> lottery(Ask ask) {
    return site.database.read(ask.caller(), (db, caller) -> HearingQueries.hearing(ask.number("hearing")).ask(db, caller)
        .compose(sheet -> LotteryCommands.lottery(ask.number("hearing"), (int) Math.min(ask.number("item"), Integer.MAX_VALUE)).ask(db, caller)
            .map(lottery -> site.paper(ask, "queue/lottery").with("sheet", (Object) sheet).with("it", (Object) lottery))));
  }

  private Future<Paper> slot(Ask ask) {
    return both(ask).map(both -> paper(ask, "queue/desk", staff(ask, STAFF, both))).compose(paper -> site.database
        .read(ask.caller(), QueueQueries.slot(ask.number("hearing"), Math.min(ask.number("slot"), Integer.MAX_VALUE)))
        .map(slot -> paper.with("slot", (Object) slot)));
  }

  /** What the clerk hands to somebody in the room or reads out on the phone. */
  private Future<Paper> ticket(Ask ask) {
    return site.database.read(ask.caller(), QueueQueries.own(ask.text("secret"))).map(place -> {
      ask.caller().through(STAFF).in(place.hearing().body());
      return own.paper(ask, "queue/ticket", place).with("qr", (Object) Qr.svg(own.link(ask)));
    });
  }

  /** What stands behind the secret link of a place in line, and the short code that leads there. */
  private static final class Own {
    private final Site site;

    Own(Site site) {
      this.site = site;
    }

    void mount() {
      site.pageLater("/slot/:secret", ANYONE, ask -> at(ask).compose(this::slot));
      move("withdraw", "withdrawSlot", false);
      move("reconfirm", "reconfirmSlot", false);
      move("check-in", "checkInSlot", false);
      move("return", "returnSlot", false);
      move("cede", "cedeSlot", true);
      move("revoke-ceding", "revokeCeding", false);
      site.pageLater("/slot/:secret/place", ANYONE, ask -> at(ask).compose(there -> site.database.snapshot(there.caller(), QueueQueries.own(there.text("secret")))
          .map(own -> site.paper(there, "queue/mine").with("own", (Object) own.value()).with("secret", (Object) ask.text("secret")).seq(own.seq()))));
      site.page("/:place/place-in-line", ANYONE, ask -> site.paper(ask, "queue/code"));
      site.post("/:place/place-in-line", (ask, fields) -> {
        var code = fields.get("code");
        if (code == null || code.isBlank() || code.length() > 40) throw Problem.invalid("/code", "slot_code_wrong");
        return site.database.read(ask.caller(), QueueQueries.byCode(code)).map(id -> "/slot/" + site.secrets.link("slot", id))
            .recover(none -> Future.failedFuture(none instanceof Problem problem && problem.status() == 404 ? Problem.invalid("/code", "slot_code_wrong") : none));
      }, ask -> Pages.later(site.paper(ask, "queue/code")));
    }

    /** A secret link names no place: the page belongs to the place where the secret is known. */
    private Future<Ask> at(Ask ask) {
      return site.database.read(ask.caller(), QueueQueries.placeOf(ask.text("secret"))).compose(slug -> site.there(ask, slug));
    }

    private void move(String path, String operation, boolean says) {
      site.post("/slot/:secret/" + path, (ask, fields) -> at(ask).compose(there -> site.perform(there, operation, fields, says ? site.body(operation, fields, there) : null))
          .map(done -> "/slot/" + ask.text("secret")), ask -> at(ask).compose(this::slot));
    }

    private Future<Paper> slot(Ask ask) {
      return site.database.read(ask.caller(), QueueQueries.own(ask.text("secret"))).map(place -> paper(ask, "queue/slot", place)
          .with("again", Reconfirming.own(ask.text("secret"))).with("secret", (Object) ask.text("secret")));
    }

    Paper paper(Ask ask, String template, OwnPlace place) {
      return site.paper(ask, template).with("own", (Object) place).with("link", (Object) link(ask)).with("code", (Object) code(place.slot().id()));
    }

    String link(Ask ask) {
      return site.settings.url() + "/slot/" + ask.text("secret");
    }

    private String code(UUID slot) {
      return SlotCode.printed(site.secrets, slot);
    }
  }
}
