package org.lectern.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Command;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Secrets;
import org.lectern.moderation.ExpiryCommands;
import org.lectern.store.Database;
import org.lectern.store.DatabaseClock;
import org.lectern.store.Feed;

/** The whole service of one process, put together: refuses to start unless contract, operations and access agree. */
public final class Service {

  private static final int WARM = 8;

  private final Vertx vertx;
  private final Settings settings;
  private final Pool pool;
  private final Database database;
  private final Feed feed;
  private final Secrets secrets;
  private final Contract contract = new Contract();
  private final Templates templates = new Templates();
  private final Assets assets = new Assets();
  private final Limits limits;
  private final Places places;
  private final Changes changes = new Changes();
  private final Headers headers;
  private final Memory memory;
  private final Regions regions;
  private final Sessions sessions;
  private final Desk desk;
  private final Api api;
  private final DatabaseClock clock;
  private final Vouchers vouchers;
  private final Uploads uploads;
  private final List<Operation> operations;
  private final Management management;
  private final Letters letters;
  private final BulkKeys bulkKeys;
  private final Errands errands;

  public Service(Vertx vertx, Settings settings, Pool pool, String databaseUrl, SigningKey key, FileSettings files) {
    this.vertx = vertx;
    this.settings = settings;
    this.pool = pool;
    this.feed = new Feed(vertx, pool, databaseUrl, this::note);
    this.database = new Database(vertx, pool, this::committed);
    this.secrets = new Secrets(key.linkKey());
    this.bulkKeys = new BulkKeys(database);
    this.limits = new Limits(settings, new Floods(settings.floods(), secrets, bulkKeys));
    this.places = new Places(database);
    this.regions = new Regions(database, templates, changes, Screens.regions());
    this.headers = new Headers(settings);
    this.memory = new Memory(headers, changes);
    this.sessions = new Sessions(settings, new Tokens(vertx, key), database);
    this.desk = new Desk(database);
    this.letters = new Letters(settings, secrets);
    this.errands = new Errands(vertx, database, places, letters);
    this.clock = new DatabaseClock(pool);
    this.vouchers = new Vouchers(secrets, clock);
    this.uploads = new Uploads(vertx, database, secrets, limits, files.vault(vertx), files.scanner(), files.incoming());
    this.operations = Operations.all(database, sessions, letters, uploads);
    this.api = new Api(contract, desk, sessions, places, secrets, memory, uploads, vouchers, limits);
    this.management = new Management(vertx, settings, pool);
    var disagreements = contract.disagreements(operations);
    if (!disagreements.isEmpty()) throw new IllegalStateException("Contract, operations and access disagree: " + String.join("; ", disagreements));
  }

  /** Noted before the answer goes out, so whoever reads after writing sees what was written. */
  private void committed(List<Entry> entries) {
    note(entries);
    feed.committed(entries);
    errands.committed(entries);
  }

  /** What is kept of these is made anew; what another process put on record changes pages here too, before anybody is told. */
  private void note(List<Entry> entries) {
    for (var entry : entries) {
      var place = places.slug(entry.jurisdiction());
      if (place != null) changes.note(place, entry);
      if (BulkKeys.changedBy(entry)) bulkKeys.load();
      if (Sessions.changesOffices(entry)) sessions.forget(entry.audience().hearer());
    }
  }

  public Future<Void> start() {
    sessions.start(vertx);
    clock.start(vertx);
    return warm()
        .compose(warmed -> bulkKeys.load())
        .compose(warmed -> feed.start())
        .compose(tailing -> vertx.deployVerticle(() -> new Server(this), new DeploymentOptions().setInstances(settings.loops())))
        .onSuccess(serving -> errands.start())
        .onSuccess(serving -> uploads.start())
        .compose(serving -> management.start());
  }

  /** Connections are made before the first visitors come, who would else wait for them longer than the pool lets them. */
  private Future<Void> warm() {
    var connections = new ArrayList<Future<SqlConnection>>();
    for (int i = 0; i < WARM; i++) connections.add(pool.getConnection());
    return Future.join(connections).transform(all -> {
      connections.stream().filter(Future::succeeded).forEach(connection -> connection.result().close());
      return Future.succeededFuture(); // what did not come in time comes with the first visitors
    });
  }

  public Future<Void> stop() {
    management.leaving();
    feed.stop();
    return vertx.close();
  }

  /** Holds that nobody decided in time end; what the calendar does each minute. */
  public Command<Integer> expireHolds(Jurisdiction place) {
    return ExpiryCommands.expire(notice -> letters.moderated(place, notice));
  }

  public Database database() {
    return database;
  }

  public Secrets secrets() {
    return secrets;
  }

  Headers headers() {
    return headers;
  }

  Memory memory() {
    return memory;
  }

  Limits limits() {
    return limits;
  }

  Vertx vertx() {
    return vertx;
  }

  Settings settings() {
    return settings;
  }

  Assets assets() {
    return assets;
  }

  Api api() {
    return api;
  }

  List<Operation> operations() {
    return operations;
  }

  Contract contract() {
    return contract;
  }

  Sessions sessions() {
    return sessions;
  }

  Pool pool() {
    return pool;
  }

  Live live(Vertx on) {
    return new Live(on, feed, regions, sessions, places, settings, limits);
  }

  Site site(Router router, Switchboard board) {
    return new Site(router, board, database, regions, sessions, settings, secrets, templates, contract, desk, places, assets, memory, uploads, vouchers, limits, operations);
  }
}
