package org.lectern.bench.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Vert.x as its guide shows it: what is posted is written to each socket as a text message. With a database, each post is
 * inserted and committed by itself before it is answered and told.
 */
public final class VertxFanOut {

  private final Set<ServerWebSocket> followers = new LinkedHashSet<>();
  private final Pool pool;
  private long seq;

  private VertxFanOut(Pool pool) {
    this.pool = pool;
  }

  /** {@code PORT [DATABASE_URL]} */
  public static void main(String... args) {
    var vertx = Vertx.vertx();
    var pool = args.length < 2 ? null : PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(args[1]).setCachePreparedStatements(true))
        .with(new PoolOptions().setMaxSize(16)).using(vertx).build();
    var server = new VertxFanOut(pool);
    var options = new HttpServerOptions().setAcceptBacklog(4096).setPerMessageWebSocketCompressionSupported(false).setPerFrameWebSocketCompressionSupported(false);
    vertx.createHttpServer(options).requestHandler(server::handle).listen(Integer.parseInt(args[0]), "127.0.0.1").onFailure(failure -> System.exit(1));
  }

  private void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) request.body().onSuccess(body -> post(request, body.toString()));
    else request.toWebSocket().onSuccess(this::follow);
  }

  private void follow(ServerWebSocket socket) {
    followers.add(socket);
    socket.exceptionHandler(broken -> {});
    socket.closeHandler(closed -> followers.remove(socket));
  }

  private void post(HttpServerRequest request, String body) {
    kept(body).onSuccess(kept -> {
      request.response().setStatusCode(201).putHeader("Content-Type", "application/json").end(Wire.RECEIPT);
      var message = Wire.message(++seq, body);
      for (var follower : followers) follower.writeTextMessage(message);
    }).onFailure(failure -> request.response().setStatusCode(500).end());
  }

  private Future<?> kept(String body) {
    return pool == null ? Future.succeededFuture() : pool.preparedQuery("INSERT INTO bench_post (body) VALUES ($1)").execute(Tuple.of(body));
  }
}
