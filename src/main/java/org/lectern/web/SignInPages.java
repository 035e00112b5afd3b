package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import org.lectern.core.Problem;

/** Coming in by a code and going out. The ticket that proves the same browser asked is a cookie. */
final class SignInPages {

  private final Site site;
  private final Door door;
  private final Sessions sessions;

  SignInPages(Site site, Service service) {
    this.site = site;
    this.sessions = service.sessions();
    this.door = new Door(service.database(), sessions);
  }

  void mount() {
    site.page("/sign-in", ANYONE, ask -> paper(ask, "people/sign_in"));
    site.post("/sign-in", this::ask, ask -> Pages.later(paper(ask, "people/sign_in")));
    site.page("/sign-in/code", ANYONE, this::code);
    site.post("/sign-in/code", this::enter, ask -> Pages.later(paper(ask, "people/code")));
    site.post("/sign-out", this::out, null);
  }

  private Paper paper(Ask ask, String template) {
    var to = ask.query("to") != null ? ask.query("to") : ask.form().value("to");
    return site.paper(ask, template).with("to", (Object) (ours(to) ? to : null));
  }

  /** An invitation brings its ticket in the address; it moves into the cookie, and the code is typed as ever. */
  private Paper code(Ask ask) {
    var ticket = ask.query("ticket");
    if (ticket != null && ticket.matches("[A-Za-z0-9_-]{43}")) ask.context().response().addCookie(sessions.cookie("ticket", ticket, 24 * 3600L));
    return paper(ask, "people/code");
  }

  /** Only an address of our own: nobody is sent elsewhere after signing in. */
  private static boolean ours(String to) {
    return to != null && to.matches("/[A-Za-z0-9][A-Za-z0-9/._-]{0,200}") && !to.contains("//");
  }

  private Future<String> ask(Ask ask, MultiMap fields) {
    var email = fields.get("email") == null ? "" : fields.get("email").strip();
    if (!Text.looksLikeEmail(email)) return Future.failedFuture(Problem.invalid("/email", "not_an_email"));
    return door.code(email, ask.view().language()).map(ticket -> {
      ask.context().response().addCookie(sessions.cookie("ticket", ticket.ticket(), ticket.minutes() * 60L));
      return "/sign-in/code" + (ours(fields.get("to")) ? "?to=" + fields.get("to") : "");
    });
  }

  private Future<String> enter(Ask ask, MultiMap fields) {
    var ticket = ask.context().request().getCookie(sessions.cookieName("ticket"));
    if (ticket == null) return Future.failedFuture(Problem.invalid("/code", "code_elsewhere"));
    var code = fields.get("code") == null ? "" : fields.get("code");
    if (code.isBlank() || code.length() > 20) return Future.failedFuture(Problem.invalid("/code", "code_wrong"));
    return door.enter(ticket.getValue(), code).map(session -> {
      sessions.remember(ask.context().response(), session);
      ask.context().response().addCookie(sessions.cookie("ticket", "", 0));
      return ours(fields.get("to")) ? fields.get("to") : "/";
    });
  }

  private Future<String> out(Ask ask, MultiMap fields) {
    return sessions.end(ask.known()).map(ended -> {
      sessions.forget(ask.context().response());
      ask.context().response().putHeader("Clear-Site-Data", "\"cache\", \"storage\"");
      return "/";
    });
  }
}
