package org.lectern.web;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;

/** What every answer carries, and what no request may be: the first handler of all. */
final class Headers {

  private static final int MOST_IN_FLIGHT = 2_000;
  private static final long DEADLINE_MILLIS = 15_000;
  private static final long FILES_MILLIS = 60_000;

  private final Settings settings;
  private final String policy;
  private final AtomicInteger inFlight = new AtomicInteger();

  Headers(Settings settings) {
    this.settings = settings;
    var socket = (settings.secure() ? "wss://" : "ws://") + settings.url().getAuthority();
    this.policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self' " + socket
        + "; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
        + "; require-trusted-types-for 'script'; trusted-types app"
        + (settings.secure() ? "; upgrade-insecure-requests" : "") + "; report-uri /csp";
  }

  /** What every answer carries. */
  MultiMap put(MultiMap headers) {
    headers.set("Content-Security-Policy", policy)
        .set("X-Content-Type-Options", "nosniff")
        .set("Referrer-Policy", "no-referrer")
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin")
        .set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    return settings.secure() ? headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains") : headers;
  }

  void handle(RoutingContext context) {
    var request = context.request();
    var response = context.response();
    context.put("request-id", Secrets.text(Secrets.random(12), 12));
    put(response.headers());
    if (request.headers().getAll("Host").size() > 1 || (request.headers().contains("Transfer-Encoding") && request.headers().contains("Content-Length"))) {
      response.putHeader("Connection", "close");
      throw Problem.malformed("request_malformed");
    }
    if (inFlight.incrementAndGet() > MOST_IN_FLIGHT) {
      inFlight.decrementAndGet();
      throw Problem.later(503, "try_again", 2);
    }
    var vertx = context.vertx();
    var files = request.getHeader("Content-Type") != null && request.getHeader("Content-Type").startsWith("multipart/form-data");
    var deadline = vertx.setTimer(files ? FILES_MILLIS : DEADLINE_MILLIS, late -> {
      if (!response.ended() && !response.headWritten()) context.fail(Problem.later(503, "try_again", 3));
    });
    context.addEndHandler(ended -> {
      vertx.cancelTimer(deadline);
      inFlight.decrementAndGet();
    });
    context.next();
  }
}
