package org.lectern.bench.peers;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Pages by plain Vert.x: the bytes of a file, from memory; or, with a database, what the page shows of its hearing (the
 * hearing, its agenda, the counts) read by three prepared statements for each request and answered as JSON.
 */
public final class VertxPages {

  private final Pool pool;
  private final UUID hearing;
  private final Buffer page;

  private VertxPages(Pool pool, UUID hearing, Buffer page) {
    this.pool = pool;
    this.hearing = hearing;
    this.page = page;
  }

  /** {@code PORT memory FILE} or {@code PORT database URL HEARING} */
  public static void main(String... args) throws Exception {
    var vertx = Vertx.vertx();
    boolean reads = args[1].equals("database");
    var pool = !reads ? null : PgBuilder.pool().connectingTo(PgConnectOptions.fromUri(args[2]).setCachePreparedStatements(true))
        .with(new PoolOptions().setMaxSize(16)).using(vertx).build();
    var pages = new VertxPages(pool, reads ? UUID.fromString(args[3]) : null, reads ? null : Buffer.buffer(Files.readAllBytes(Path.of(args[2]))));
    vertx.createHttpServer().requestHandler(pages::handle).listen(Integer.parseInt(args[0]), "127.0.0.1").onFailure(failure -> System.exit(1));
  }

  private void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) request.body().onSuccess(body -> request.response().setStatusCode(201).end(Wire.RECEIPT));
    else (pool == null ? Future.succeededFuture(page) : read()).onSuccess(body -> request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(body))
        .onFailure(failure -> request.response().setStatusCode(500).end());
  }

  private Future<Buffer> read() {
    return pool.withConnection(db -> db.preparedQuery("SELECT to_jsonb(h)::text AS row FROM hearing h WHERE id = $1").execute(Tuple.of(hearing))
        .compose(found -> db.preparedQuery("SELECT to_jsonb(i)::text AS row FROM agenda_item i WHERE hearing = $1 ORDER BY ordinal").execute(Tuple.of(hearing))
            .compose(items -> db.preparedQuery("SELECT to_jsonb(c)::text AS row FROM testimony_count c WHERE target = $1").execute(Tuple.of(hearing))
                .map(counts -> new JsonObject().put("hearing", json(found)).put("items", json(items)).put("counts", json(counts)).toBuffer()))));
  }

  private static JsonArray json(Iterable<Row> rows) {
    var all = new JsonArray();
    for (var row : rows) all.add(new JsonObject(row.getString("row")));
    return all;
  }
}
