package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.lectern.core.Access;
import org.lectern.core.Caller;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.people.PersonQueries;
import org.lectern.people.PersonQueries.Account;
import org.lectern.people.SignIn;
import org.lectern.store.Database;

/**
 * Who is asking: a page's cookie or a program's bearer token, never the one in place of the other. Roles are read per
 * request (kept one second), so what was revoked is gone at once.
 */
final class Sessions {

  /** A visitor's account. */
  static final Account NOBODY = new Account(null, null, null, Set.of());

  /** Someone who is signed in, and by which session. */
  record Known(UUID session, Account account) {}

  static final Known VISITOR = new Known(null, NOBODY);

  private static final long KEPT_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 500;

  private final Settings settings;
  private final Tokens tokens;
  private final Database database;
  private final Map<UUID, Kept> kept = new ConcurrentHashMap<>();
  private final List<Consumer<UUID>> enders = new CopyOnWriteArrayList<>();
  private final Map<UUID, Integer> watched = new ConcurrentHashMap<>();
  private boolean looking;

  private record Kept(Account account, long until) {}

  Sessions(Settings settings, Tokens tokens, Database database) {
    this.settings = settings;
    this.tokens = tokens;
    this.database = database;
  }

  static Caller caller(Known known, Jurisdiction place, String channel) {
    var account = known.account;
    return new Caller(account.person(), account.name(), account.grants(), place, Access.ANYONE, channel);
  }

  /** The bearer of a token; none is a visitor, a bad one a 401. */
  Future<Known> bearer(HttpServerRequest request) {
    var header = request.getHeader("Authorization");
    if (header == null) return Future.succeededFuture(VISITOR);
    if (!header.regionMatches(true, 0, "Bearer ", 0, 7)) return Future.failedFuture(Problem.of(401, "token_refused"));
    return tokens.session(header.substring(7).strip()).compose(this::known);
  }

  /** Whoever sits at the page. A token that ran out is renewed; a session that ended is a visitor's page, not an error. */
  Future<Known> page(HttpServerRequest request) {
    var access = request.getCookie(cookieName("access"));
    if (access == null) return renewed(request);
    return tokens.session(access.getValue()).compose(this::known).recover(over -> renewed(request));
  }

  private Future<Known> renewed(HttpServerRequest request) {
    var refresh = request.getCookie(cookieName("refresh"));
    if (refresh == null) return Future.succeededFuture(VISITOR);
    return database.housekeeping(SignIn.renew(refresh.getValue())).compose(tried -> {
      if (tried.session() == null) {
        forget(request.response());
        return Future.succeededFuture(VISITOR);
      }
      remember(request.response(), tried.session());
      return known(tried.session().id());
    });
  }

  /** Who that session belongs to, while it lasts; a 401 when it is over. */
  Future<Known> known(UUID session) {
    var known = kept.get(session);
    if (known != null && known.until > System.nanoTime() / 1_000_000) return Future.succeededFuture(new Known(session, known.account));
    return database.lookUp(db -> PersonQueries.account(db, session)).map(account -> {
      if (kept.size() > 20_000) kept.clear();
      kept.put(session, new Kept(account, System.nanoTime() / 1_000_000 + KEPT_MILLIS));
      return new Known(session, account);
    });
  }

  static boolean changesOffices(Entry entry) {
    return (entry.type().equals("RoleRevoked") || entry.type().equals("RoleGranted")) && entry.audience().hearer() != null;
  }

  /** Somebody's offices changed or a session ended: the next request looks again. */
  void forget(UUID person) {
    kept.values().removeIf(entry -> person.equals(entry.account.person()));
  }

  String token(SignIn.Session session) {
    return tokens.issue(session.person(), session.id());
  }

  void remember(HttpServerResponse response, SignIn.Session session) {
    response.addCookie(cookie("access", token(session), Tokens.MINUTES * 60L));
    if (session.refresh() != null) response.addCookie(cookie("refresh", session.refresh(), 30L * 24 * 3600));
  }

  void forget(HttpServerResponse response) {
    response.addCookie(cookie("access", "", 0));
    response.addCookie(cookie("refresh", "", 0));
  }

  /** Told of every session that ends while somebody watches it, also if it ends in another process or its person is suspended. */
  void onEnd(Consumer<UUID> told) {
    enders.add(told);
  }

  /** A socket is open in that session, until the answer is run. */
  Runnable watch(UUID session) {
    if (session == null) return () -> {};
    watched.merge(session, 1, Integer::sum);
    return () -> watched.computeIfPresent(session, (known, sockets) -> sockets == 1 ? null : sockets - 1);
  }

  /** Looks twice a second which of the watched sessions still last; a database that is away proves nothing. */
  void start(Vertx vertx) {
    vertx.setPeriodic(LOOK_MILLIS, tick -> {
      if (looking || watched.isEmpty()) return;
      looking = true;
      var asked = watched.keySet().toArray(UUID[]::new);
      database.lookUp(db -> PersonQueries.lasting(db, asked)).onComplete(lasting -> {
        looking = false;
        if (lasting.failed()) return;
        for (var session : asked) if (!lasting.result().contains(session)) over(session);
      });
    });
  }

  private void over(UUID session) {
    kept.remove(session);
    enders.forEach(told -> told.accept(session));
  }

  Future<Void> end(Known known) {
    if (known.session == null) return Future.succeededFuture();
    return database.housekeeping(tx -> SignIn.end(tx, known.session)).onSuccess(ended -> over(known.session));
  }

  /** The __Host- prefix needs Secure, which needs https; a demo on this machine's own loopback has none. */
  String cookieName(String name) {
    return settings.secure() ? "__Host-lectern-" + name : "lectern-" + name;
  }

  Cookie cookie(String name, String value, long seconds) {
    return Cookie.cookie(cookieName(name), value).setPath("/").setHttpOnly(true).setSecure(settings.secure())
        .setSameSite(CookieSameSite.LAX).setMaxAge(seconds);
  }
}
