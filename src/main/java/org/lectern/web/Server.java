package org.lectern.web;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop of the service: its HTTP server on the shared port, its routes, its sockets. */
final class Server extends AbstractVerticle {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  static {
    // What Memory keeps has headers that never change: their bytes are written, not made each time.
    System.setProperty("vertx.cacheImmutableHttpResponseHeaders", "true");
  }

  private final Service service;
  private HttpServer server;
  private Live live;
  private Site site;

  Server(Service service) {
    this.service = service;
  }

  @Override
  public void start(Promise<Void> started) {
    live = service.live(vertx);
    live.start();
    var router = router();
    server = vertx.createHttpServer(options())
        .requestHandler(request -> {
          if (Live.PATH.equals(request.path())) live.upgrade(request);
          else service.memory().answer(request, router);
        })
        .invalidRequestHandler(request -> request.response().setStatusCode(400).putHeader("Connection", "close").end());
    server.listen(service.settings().port(), service.settings().host()).<Void>mapEmpty().onComplete(started);
  }

  /** Not Vert.x's defaults, which are not for the open internet: see docs/operating.md for each value. */
  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setIdleTimeout(60)
        .setHttp2ClearTextEnabled(false)
        .setDecompressionSupported(false)
        .setCompressionSupported(false)
        .setMaxHeaderSize(8 * 1024).setMaxInitialLineLength(4 * 1024).setMaxChunkSize(8 * 1024)
        .setMaxFormFields(40).setMaxFormAttributeSize(400 * 1024).setMaxFormBufferedBytes(16 * 1024)
        .setAcceptBacklog(4096).setTcpKeepAlive(true)
        .setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false)
        .setMaxWebSocketFrameSize(Socket.MOST_BYTES)
        .addWebSocketSubProtocol(Live.SUBPROTOCOL)
        .setSendBufferSize(64 * 1024)
        .setRegisterWebSocketWriteHandlers(false);
  }

  private Router router() {
    var router = Router.router(vertx);
    // Whoever asks for the head only is answered as for the whole; the body is left out on the way.
    router.head().handler(context -> context.reroute(HttpMethod.GET, context.request().uri()));
    router.route().handler(service.headers()::handle);
    for (var door : List.of("/sign-in", "/sign-in/code", Api.ROOT + "/sign-in", Api.ROOT + "/sign-in/code")) {
      router.post(door).handler((PlatformHandler) context -> {
        service.limits().signingIn(context.request());
        context.next();
      });
    }
    var board = new Switchboard(vertx);
    router.route().handler(board::first);
    service.assets().mount(router);
    service.api().mount(router, board, service.operations());
    site = service.site(router, board);
    new Pages(site, service).mount();
    router.post("/csp").handler(context -> context.response().setStatusCode(204).end());
    router.route().handler(board::last);
    router.route().failureHandler(this::fail);
    for (var status : List.of(400, 404, 405, 406, 413, 414, 415, 431, 500)) router.errorHandler(status, this::fail);
    return router;
  }

  private void fail(RoutingContext context) {
    var failure = context.failure();
    var problem = failure != null ? Problems.of(failure, context.get("request-id")) : Problems.ofStatus(context.statusCode());
    try {
      if (forPrograms(context)) Problems.json(context, problem, Messages.in(Messages.best(context.request().getHeader("Accept-Language"))));
      else site.problem(context, problem);
    } catch (RuntimeException broken) {
      LOG.error("A problem could not be told", broken);
      if (!context.response().ended()) context.response().setStatusCode(500).end();
    }
  }

  private static boolean forPrograms(RoutingContext context) {
    return context.request().path() != null && context.request().path().startsWith(Api.ROOT);
  }

  @Override
  public void stop(Promise<Void> stopped) {
    live.close();
    (server == null ? Future.<Void>succeededFuture() : server.shutdown(10, TimeUnit.SECONDS)).onComplete(stopped);
  }
}
