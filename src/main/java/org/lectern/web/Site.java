package org.lectern.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.PlatformHandler;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.store.Database;

/**
 * Pages and forms: HTML that works without script. A form goes through the same operation line, access and contract as the
 * API; success is a 303 to a page, a refusal the same page again with what was typed and what to do next.
 */
final class Site {

  private static final int FORM_BYTES = 512 * 1024;

  final Database database;
  final Regions regions;
  final Sessions sessions;
  final Settings settings;
  final Secrets secrets;
  final Assets assets;
  private final Router router;
  private final Switchboard board;
  private final Templates templates;
  private final Contract contract;
  private final Desk desk;
  private final Places places;
  private final Memory memory;
  final Uploads uploads;
  private final Vouchers vouchers;
  private final Limits limits;
  private final Map<String, Operation> operations = new HashMap<>();

  Site(Router router, Switchboard board, Database database, Regions regions, Sessions sessions, Settings settings, Secrets secrets, Templates templates,
      Contract contract, Desk desk, Places places, Assets assets, Memory memory, Uploads uploads, Vouchers vouchers, Limits limits, Iterable<Operation> operations) {
    this.vouchers = vouchers;
    this.uploads = uploads;
    this.memory = memory;
    this.limits = limits;
    this.assets = assets;
    this.router = router;
    this.board = board;
    this.database = database;
    this.regions = regions;
    this.sessions = sessions;
    this.settings = settings;
    this.secrets = secrets;
    this.templates = templates;
    this.contract = contract;
    this.desk = desk;
    this.places = places;
    operations.forEach(operation -> this.operations.put(operation.id(), operation));
  }

  /** For what is no page: the same in another format, files, parts of pages. */
  Router router() {
    return router;
  }

  /** The fields as the body of that operation. */
  ObjectNode body(String operation, MultiMap fields, Ask ask) {
    return Form.body(contract, contract.promise(operation).body(), fields, ask.place().zone());
  }

  /** The same asker in that place. */
  Future<Ask> there(Ask ask, String slug) {
    return places.find(slug).map(place -> {
      var caller = ask.caller().at(place);
      var view = new View(place, ask.view().language(), caller, frame(ask.context()));
      return new Ask(ask.context(), ask.known(), place, caller, view, ask.form());
    });
  }

  Paper paper(Ask ask, String template) {
    return new Paper(ask, regions, database, template);
  }

  /** A page and who may see it. */
  void page(String path, Access access, Function<Ask, Paper> page) {
    pageLater(path, access, ask -> Future.succeededFuture(page.apply(ask)));
  }

  void pageLater(String path, Access access, Function<Ask, Future<Paper>> page) {
    board.connect(HttpMethod.GET, path, context -> ask(context)
        .compose(ask -> access.anyone() && ask.place() != Jurisdiction.INSTALLATION && Memory.isForEveryone(context.request())
            ? memory.get(context.request(), ask.place().slug(), () -> made(ask, access, page))
            : made(ask, access, page))
        .onSuccess(made -> send(context, made))
        .onFailure(context::fail));
  }

  private Future<Memory.Made> made(Ask ask, Access access, Function<Ask, Future<Paper>> page) {
    return Future.succeededFuture().compose(now -> {
      access.admit(ask.caller());
      return page.apply(ask);
    }).compose(paper -> paper.made(templates));
  }

  /** What is kept for everyone goes out as it is kept; anything else is its asker's own. */
  private void send(RoutingContext context, Memory.Made made) {
    if (context.response().ended() || context.response().closed()) return;
    if (made.about() != null && Memory.isForEveryone(context.request())) {
      memory.send(context.request(), made);
      return;
    }
    if (made.seq() > 0) context.response().putHeader("Lectern-Seq", String.valueOf(made.seq()));
    send(context, 200, made.text());
  }

  /** A form that performs an operation; {@code body} makes its body of the fields, {@code then} says where to go. */
  void form(String path, String operation, BiFunction<Ask, Desk.Answer, String> then, Function<Ask, Future<Paper>> again) {
    form(path, operation, (ask, fields) -> body(operation, fields, ask), then, again);
  }

  void form(String path, String operation, BiFunction<Ask, MultiMap, ObjectNode> body,
      BiFunction<Ask, Desk.Answer, String> then, Function<Ask, Future<Paper>> again) {
    post(path, (ask, fields) -> perform(ask, operation, fields, contract.promise(operation).body() == null ? null : body.apply(ask, fields))
        .map(answer -> then.apply(ask, answer)), again);
  }

  /**
   * A form that may bring files: those it brings wait under secrets, which its field {@code attachments} names together with
   * those that it brought before, so that a form that comes back still has them.
   */
  void formWithFiles(String path, String operation, BiFunction<Ask, MultiMap, ObjectNode> body, BiFunction<Ask, Desk.Answer, String> then, Function<Ask, Future<Paper>> again) {
    post(path, true, (ask, fields) -> uploads.keep(ask.place(), Uploads.files(ask.context()), fields.get("key")).compose(kept -> {
      kept.forEach(one -> fields.add("attachments", one.upload()));
      return perform(ask, operation, fields, body.apply(ask, fields));
    }).map(answer -> then.apply(ask, answer)), again);
  }

  /** A form with a file in each of these fields at most: the field then names what waits under its secret, as if it had been sent before. */
  void formWithFile(String path, String operation, List<String> names, BiFunction<Ask, Desk.Answer, String> then, Function<Ask, Future<Paper>> again) {
    post(path, true, (ask, fields) -> {
      var kept = Future.<Void>succeededFuture();
      for (var name : names) kept = kept.compose(next -> uploads.keep(ask.place(), Uploads.files(ask.context(), name), fields.get("key") == null ? null : fields.get("key") + name).map(waiting -> {
        if (!waiting.isEmpty()) fields.set(name, waiting.get(0).upload());
        return null;
      }));
      return kept.compose(done -> perform(ask, operation, fields, body(operation, fields, ask))).map(answer -> then.apply(ask, answer));
    }, again);
  }

  /** Any form: {@code work} answers where to go, a problem brings the page back. */
  void post(String path, BiFunction<Ask, MultiMap, Future<String>> work, Function<Ask, Future<Paper>> again) {
    post(path, false, work, again);
  }

  private void post(String path, boolean files, BiFunction<Ask, MultiMap, Future<String>> work, Function<Ask, Future<Paper>> again) {
    Handler<RoutingContext> receiver = files ? uploads.receiver(FORM_BYTES) : BodyHandler.create(false).setBodyLimit(FORM_BYTES);
    board.connect(HttpMethod.POST, path, (PlatformHandler) context -> refuseForeign(context, files), receiver, context -> {
      var fields = fields(context);
      ask(context)
          .compose(ask -> Future.succeededFuture().compose(now -> work.apply(ask, fields))
              .onSuccess(to -> context.response().setStatusCode(303).putHeader("Location", to).putHeader("Cache-Control", "no-store").end())
              .recover(failure -> comeBack(ask, fields, failure, again)))
          .onFailure(context::fail);
    });
  }

  private Future<String> comeBack(Ask ask, MultiMap fields, Throwable failure, Function<Ask, Future<Paper>> again) {
    if (!(failure instanceof Problem problem) || again == null || problem.status() == 401 || problem.status() == 404) return Future.failedFuture(failure);
    var refused = ask.refused(Form.refused(fields, problem, ask.view().messages()));
    return again.apply(refused).compose(paper -> paper.html(templates)).map(html -> {
      Problems.head(ask.context().response(), problem);
      send(ask.context(), problem.status() == 400 ? 422 : problem.status(), html);
      return null;
    });
  }

  /** Performs an operation for a page, with the body checked against the contract. */
  Future<Desk.Answer> perform(Ask ask, String id, MultiMap fields, ObjectNode body) {
    return perform(ask, id, ask.parts(), fields, body);
  }

  /** The same where the form and not the address says which one it is about. */
  Future<Desk.Answer> perform(Ask ask, String id, Map<String, String> parts, MultiMap fields, ObjectNode body) {
    var operation = operations.get(id);
    var promise = contract.promise(id);
    if (body != null) {
      var faults = Fitting.faults(contract, promise.body(), body);
      if (!faults.isEmpty()) return Future.failedFuture(Problem.invalid(faults));
    }
    var bytes = body == null ? new byte[0] : Json.text(body).getBytes(StandardCharsets.UTF_8);
    var key = fields.get("key");
    if (key != null && (key.length() < 16 || key.length() > 64)) return Future.failedFuture(Problem.malformed("key_form"));
    var arrived = vouchers.now();
    var fresh = new Call(ask.caller(), parts, body, bytes, key, secrets, ask.known(), ask.view().language(),
        limits.arrival(ask.context().request(), fields.get("proof")));
    var call = fresh.attested(vouchers.attested(operation, fresh, fields.get("voucher")));
    return desk.perform(operation, call).onFailure(failure -> {
      var voucher = vouchers.of(operation, call, failure, arrived);
      if (voucher == null) return;
      fields.set("voucher", voucher);
      if (!ask.context().response().headWritten()) ask.context().response().putHeader(Vouchers.HEADER, voucher);
    });
  }

  /** Another page's form may not act here: the browser says where the form stood. */
  private void refuseForeign(RoutingContext context, boolean files) {
    HttpServerRequest request = context.request();
    var origin = request.getHeader("Origin");
    var site = request.getHeader("Sec-Fetch-Site");
    // Our own pages send no referrer, and browsers then call their origin "null".
    var ours = origin != null && !origin.equals("null") ? settings.origins().contains(origin) : "same-origin".equals(site);
    if (!ours || (site != null && !site.equals("same-origin") && !site.equals("none"))) throw Problem.forbidden("foreign_origin");
    if (request.getHeader("Content-Encoding") != null) throw Problem.of(415, "media_type");
    var type = request.getHeader("Content-Type");
    var readable = type == null || type.startsWith("application/x-www-form-urlencoded") || (files && type.startsWith("multipart/form-data"));
    if (!readable) throw Problem.of(415, "media_type");
    context.next();
  }

  private static MultiMap fields(RoutingContext context) {
    var fields = context.request().formAttributes();
    for (var field : fields) {
      if (!Text.clean(field.getValue()) || !Text.clean(field.getKey())) throw Problem.malformed("control_characters");
    }
    return fields;
  }

  /** Who asks, for which place, in which language: the choice of the switch, else the browser's wish. */
  Future<Ask> ask(RoutingContext context) {
    return sessions.page(context.request()).compose(known -> place(context).map(place -> {
      var caller = Sessions.caller(known, place, "web");
      var view = new View(place, language(context), caller, frame(context));
      keepLanguage(context);
      context.put("view", view).put("signed-in", known.account().person() != null);
      return new Ask(context, known, place, caller, view, Form.empty(view.messages()));
    }));
  }

  private View.Frame frame(RoutingContext context) {
    return new View.Frame(context.request().path(), assets, settings.demo());
  }

  private Future<Jurisdiction> place(RoutingContext context) {
    var slug = context.pathParam("place");
    return slug == null ? Future.succeededFuture(Jurisdiction.INSTALLATION) : places.find(slug);
  }

  /** Whoever chose a language is asked once. */
  private void keepLanguage(RoutingContext context) {
    var chosen = context.queryParams().get("lang");
    if (chosen == null || !Messages.LANGUAGES.contains(chosen)) return;
    context.response().addCookie(io.vertx.core.http.Cookie.cookie("lectern-language", chosen).setPath("/").setMaxAge(365L * 24 * 3600)
        .setSecure(settings.secure()).setSameSite(CookieSameSite.LAX));
  }

  static String language(RoutingContext context) {
    var chosen = context.queryParams().get("lang");
    var kept = context.request().getCookie("lectern-language");
    if (chosen != null && Messages.LANGUAGES.contains(chosen)) return chosen;
    if (kept != null && Messages.LANGUAGES.contains(kept.getValue())) return kept.getValue();
    return Messages.best(context.request().getHeader("Accept-Language"));
  }

  static void send(RoutingContext context, int status, String html) {
    var response = context.response();
    if (response.ended() || response.closed()) return;
    var open = !Boolean.TRUE.equals(context.get("signed-in"));
    var secret = context.request().path().startsWith("/receipt/") || context.request().path().startsWith("/slot/");
    if (!response.headers().contains("Cache-Control")) {
      response.putHeader("Cache-Control", status == 200 && open && !secret && context.request().method().name().equals("GET") ? Memory.PUBLIC_PAGE : "no-store");
    }
    response.setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8").putHeader("Vary", "Cookie, Accept-Language, Accept-Encoding");
    var body = html.getBytes(StandardCharsets.UTF_8);
    var accepts = context.request().getHeader("Accept-Encoding");
    // Compressed only where no secret of the reader's stands beside words of others (BREACH).
    if (open && !secret && body.length > 1_024 && accepts != null && accepts.contains("gzip")) {
      response.putHeader("Content-Encoding", "gzip").end(Buffer.buffer(Assets.gzip(body)));
    } else {
      response.end(Buffer.buffer(body));
    }
  }

  /** A failure as a page that says what to do next. */
  void problem(RoutingContext context, Problem problem) {
    var view = context.<View>get("view") != null ? context.<View>get("view")
        : new View(Jurisdiction.INSTALLATION, language(context), Caller.visitor(Jurisdiction.INSTALLATION), frame(context));
    var response = context.response();
    if (response.ended() || response.closed()) return;
    Problems.head(response, problem);
    response.putHeader("WWW-Authenticate", "").headers().remove("WWW-Authenticate");
    send(context, problem.status(), templates.page("problem", view, Map.of(
        "problem", problem, "sentence", Problems.sentence(view.messages(), problem), "request", String.valueOf(context.<String>get("request-id")),
        "from", context.request().path())));
  }
}
