package org.lectern.web;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.lectern.core.Problem;

/**
 * Who answers at which address, found part by part. A router tries its routes one after the other, each a pattern; with some
 * hundred addresses that took a fifth of what a submission costs.
 */
final class Switchboard {

  /** Where one part of an address leads: by its name, or whatever it is. */
  private static final class Part {
    final Map<String, Part> named = new HashMap<>();
    final Map<HttpMethod, Line> lines = new HashMap<>(4);
    Part any;
  }

  /** {@code names} has the name of each part that may be anything, null for the others. */
  private record Line(Router steps, List<String> names) {}

  private final Vertx vertx;
  private final Part root = new Part();

  Switchboard(Vertx vertx) {
    this.vertx = vertx;
  }

  /** @param address like {@code /:place/hearings/:hearing}; a part by its name goes before one that may be anything */
  @SafeVarargs
  final void connect(HttpMethod method, String address, Handler<RoutingContext>... steps) {
    var parts = parts(address);
    var at = root;
    for (var part : parts) at = part.startsWith(":") ? anyOf(at) : at.named.computeIfAbsent(part, first -> new Part());
    var router = Router.router(vertx);
    var route = router.route();
    for (var step : steps) route.handler(step);
    var names = parts.stream().map(part -> part.startsWith(":") ? part.substring(1) : "").toList();
    if (at.lines.put(method, new Line(router, names)) != null) throw new IllegalStateException("Two answers for " + method + " " + address);
  }

  private static Part anyOf(Part at) {
    if (at.any == null) at.any = new Part();
    return at.any;
  }

  private static List<String> parts(String path) {
    var from = path.startsWith("/") ? 1 : 0;
    var to = path.length() > from && path.endsWith("/") ? path.length() - 1 : path.length();
    return List.of(path.substring(from, to).split("/", -1));
  }

  /** Before the router's own routes: all but addresses with a dot at their end, which are files and other faces of pages. */
  void first(RoutingContext context) {
    var path = context.normalizedPath();
    if (path.indexOf('.', path.lastIndexOf('/') + 1) >= 0) context.next();
    else answer(context);
  }

  /** After all others; an address that is there for another method only is told apart from one that is nowhere. */
  void last(RoutingContext context) {
    var parts = parts(context.normalizedPath());
    if (find(root, parts, 0, context.request().method()) == null && find(root, parts, 0, null) != null) context.fail(405);
    else answer(context);
  }

  private void answer(RoutingContext context) {
    var parts = parts(context.normalizedPath());
    var line = find(root, parts, 0, context.request().method());
    if (line == null) {
      context.next();
      return;
    }
    for (int i = 0; i < parts.size(); i++) if (!line.names.get(i).isEmpty()) context.pathParams().put(line.names.get(i), plain(parts.get(i)));
    line.steps.handleContext(context);
  }

  /** @param method null for any */
  private static Line find(Part at, List<String> parts, int nth, HttpMethod method) {
    if (nth == parts.size()) return method != null ? at.lines.get(method) : at.lines.values().stream().findAny().orElse(null);
    var named = at.named.get(parts.get(nth));
    var found = named == null ? null : find(named, parts, nth + 1, method);
    if (found != null || at.any == null || parts.get(nth).isEmpty()) return found;
    return find(at.any, parts, nth + 1, method);
  }

  private static String plain(String part) {
    if (part.indexOf('%') < 0) return part;
    try {
      return QueryStringDecoder.decodeComponent(part.replace("+", "%2B"));
    } catch (IllegalArgumentException broken) {
      throw Problem.missing("page");
    }
  }
}
