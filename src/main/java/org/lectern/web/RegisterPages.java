package org.lectern.web;

import static org.lectern.core.Access.ANYONE;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.lectern.areas.AreaQueries;
import org.lectern.bodies.BodyQueries;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.oversight.ActionStatus;
import org.lectern.register.Figures;
import org.lectern.register.Measure;
import org.lectern.register.RegisterQueries;
import org.lectern.register.RegisterQueries.Which;
import org.lectern.register.Scope;

/** The register of oversight actions: the numbers as of a day, the actions behind each, and a report of any range of days. */
final class RegisterPages {

  private static final String REGISTER = "/:place/register";
  private static final String REPORT = REGISTER + "/reports/:from/:to";

  private final Site site;
  private final Print print;
  private final Templates templates = new Templates();

  RegisterPages(Site site, Print print) {
    this.site = site;
    this.print = print;
  }

  void mount() {
    var router = site.router();
    // Those with an ending before the pages, whose parts would take it in.
    router.get(REGISTER + ".csv").handler(context -> csv(context, false));
    router.get(REGISTER + ".json").handler(RegisterPages::toTheApi);
    router.get(REPORT + ".csv").handler(context -> csv(context, true));
    router.get(REPORT + ".json").handler(context -> site.ask(context).onSuccess(ask -> to(context, ask.place().slug(), reportQuery(ask))).onFailure(context::fail));
    router.get(REPORT + ".pdf").handler(this::pdf);
    router.get(REGISTER + "/reports").handler(this::reports);
    router.get(REGISTER + "/actions.csv").handler(context -> export(context, RegisterExport::csv));
    router.get(REGISTER + "/actions.json").handler(context -> export(context, RegisterExport::json));
    site.page(REGISTER, ANYONE, this::register);
    site.page(REGISTER + "/actions", ANYONE, this::actions);
    site.page(REPORT, ANYONE, ask -> site.paper(ask, "register/report").about("actions").with("it", RegisterQueries.figures(report(ask))));
  }

  /** Live for everything, for one agency and for one area; any other choice is a page of its moment. */
  private Paper register(Ask ask) {
    var scope = scope(ask);
    var paper = site.paper(ask, "register/register").about("actions", "areas", "place").with("scope", (Object) scope).with("bodies", BodyQueries.bodies()).with("areas", AreaQueries.areas());
    var plain = scope.asOf() == null && scope.from() == null && scope.every() == null;
    if (plain && scope.agency() == null && scope.area() == null) return paper.region("register", "actions");
    if (plain && scope.area() == null) return paper.region("agency-register", "bodies/" + scope.agency());
    if (plain && scope.agency() == null && !scope.area().equals(Figures.Group.NO_AREA)) return paper.region("area-register", "areas/" + scope.area());
    return paper.with("it", RegisterQueries.figures(scope));
  }

  private Paper actions(Ask ask) {
    var which = which(ask);
    var scope = scope(ask);
    return site.paper(ask, "register/actions").about("actions").with("which", (Object) which).with("scope", (Object) scope).with("query", (Object) ask.context().request().query())
        .with("it", RegisterQueries.actions(which, scope, ask.query("cursor"), Page.SIZE));
  }

  private static Which which(Ask ask) {
    return new Which(word(ask, "which", Measure.class), word(ask, "status", ActionStatus.class), text(ask, "source"), text(ask, "word"));
  }

  private void export(RoutingContext context, Function<RegisterExport, Future<Void>> face) {
    site.ask(context)
        .compose(ask -> Future.succeededFuture().compose(now -> face.apply(new RegisterExport(site, context, ask, which(ask), scope(ask)))))
        .onFailure(failure -> {
          if (context.response().headWritten()) context.response().reset();
          else context.fail(failure);
        });
  }

  private static Scope scope(Ask ask) {
    return new Scope(day(ask.query("as_of")), day(ask.query("from")), slug(ask, "agency"), slug(ask, "area"), word(ask, "every", Scope.Every.class));
  }

  private static Scope report(Ask ask) {
    var to = ask.text("to");
    return new Scope(day(to), day(ask.text("from")), slug(ask, "agency"), slug(ask, "area"), word(ask, "every", Scope.Every.class));
  }

  static LocalDate day(String text) {
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException unreadable) {
      throw Problem.malformed("day_unreadable");
    }
  }

  private static String slug(Ask ask, String name) {
    var slug = ask.query(name);
    if (slug != null && !slug.matches("-|[a-z0-9][a-z0-9-]{0,79}")) throw Problem.malformed("parameter_unknown");
    return slug;
  }

  private static String text(Ask ask, String name) {
    var text = ask.query(name);
    if (text != null && (text.length() > 200 || text.indexOf('\0') >= 0)) throw Problem.malformed("parameter_unknown");
    return text;
  }

  private static <E extends Enum<E>> E word(Ask ask, String name, Class<E> type) {
    try {
      var word = ask.query(name);
      return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw Problem.malformed("parameter_unknown");
    }
  }

  private Future<Figures> figures(Ask ask, boolean report) {
    return Future.succeededFuture().compose(now -> site.database.read(ask.caller(), RegisterQueries.figures(report ? report(ask) : scope(ask))));
  }

  private void csv(RoutingContext context, boolean report) {
    site.ask(context)
        .compose(ask -> figures(ask, report).map(it -> RegisterFace.table(it, ask.view().messages())))
        .onSuccess(csv -> csv.send(context, "register-" + context.pathParam("place")))
        .onFailure(context::fail);
  }

  /** To the address of the report of these days, which stays. */
  private void reports(RoutingContext context) {
    site.ask(context)
        .compose(ask -> figures(ask, false).map(it -> ask.view().at("register/reports/") + it.scope().from() + "/" + it.scope().asOf() + rest(ask)))
        .onSuccess(to -> context.response().setStatusCode(303).putHeader("Cache-Control", "no-store").putHeader("Location", to).end())
        .onFailure(context::fail);
  }

  private static String rest(Ask ask) {
    return Links.query(new Scope(null, null, slug(ask, "agency"), slug(ask, "area"), word(ask, "every", Scope.Every.class)));
  }

  private void pdf(RoutingContext context) {
    site.ask(context)
        .compose(ask -> figures(ask, true).compose(it -> print.pdf(templates.page("register/paper", ask.view(), Map.of("it", it)))))
        .onSuccess(pdf -> Print.send(context, pdf, "register-" + context.pathParam("from") + "-" + context.pathParam("to")))
        .onFailure(context::fail);
  }

  private static String reportQuery(Ask ask) {
    var query = ask.context().request().query();
    return "from=" + day(ask.text("from")) + "&as_of=" + day(ask.text("to")) + (query == null ? "" : "&" + query);
  }

  private static void toTheApi(RoutingContext context) {
    to(context, context.pathParam("place"), context.request().query());
  }

  private static void to(RoutingContext context, String place, String query) {
    context.response().setStatusCode(307).putHeader("Cache-Control", "public, max-age=300")
        .putHeader("Location", Api.ROOT + "/" + place + "/register" + (query == null ? "" : "?" + query)).end();
  }
}
