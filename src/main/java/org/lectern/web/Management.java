package org.lectern.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.lectern.store.Database;
import org.lectern.store.Feed;

/** What operators and their monitors ask, on a port of its own that the public does not reach: alive, ready, metrics. */
final class Management {

  private final Vertx vertx;
  private final Settings settings;
  private final Pool pool;
  private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private HttpServer server;
  private volatile boolean leaving;

  Management(Vertx vertx, Settings settings, Pool pool) {
    this.vertx = vertx;
    this.settings = settings;
    this.pool = pool;
    new JvmMemoryMetrics().bindTo(metrics);
    new JvmThreadMetrics().bindTo(metrics);
    new ProcessorMetrics().bindTo(metrics);
    Gauge.builder("lectern.live.sockets", Live::open).description("Open live sockets").register(metrics);
    FunctionCounter.builder("lectern.live.writes", Tail.WRITES, LongAdder::sum).description("Writes to programs that follow").register(metrics);
    FunctionCounter.builder("lectern.live.entries", Tail.ENTRIES, LongAdder::sum).description("Entries told to programs that follow").register(metrics);
    FunctionCounter.builder("lectern.live.readings", Feed.READINGS, LongAdder::sum).description("Readings of the journal in order to tell of it").register(metrics);
    FunctionCounter.builder("lectern.submissions", this, all -> Database.sharedSubmissions()).description("Submissions in shared transactions").register(metrics);
    FunctionCounter.builder("lectern.submissions.transactions", this, all -> Database.sharedTransactions()).description("Transactions that submissions shared").register(metrics);
    Gauge.builder("lectern.pool.connections", pool, Pool::size).description("Database connections").register(metrics);
  }

  Future<Void> start() {
    server = vertx.createHttpServer().requestHandler(this::answer);
    return server.listen(settings.managementPort(), settings.host()).mapEmpty();
  }

  /** Readiness goes first, so that nobody is sent here any more. */
  void leaving() {
    leaving = true;
  }

  private void answer(HttpServerRequest request) {
    var response = request.response().putHeader("Content-Type", "text/plain; charset=utf-8");
    switch (request.path()) {
      case "/livez" -> response.end("alive\n");
      case "/readyz" -> ready().onComplete(ready -> response.setStatusCode(ready.succeeded() && !leaving ? 200 : 503)
          .end(leaving ? "leaving\n" : ready.succeeded() ? "ready\n" : "no database\n"));
      case "/metrics" -> response.end(metrics.scrape());
      default -> response.setStatusCode(404).end("Try /livez, /readyz or /metrics.\n");
    }
  }

  private Future<?> ready() {
    return pool.query("SELECT 1").execute().timeout(2, TimeUnit.SECONDS);
  }
}
