package org.lectern.web;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.lectern.core.Entry;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.store.Feed;

/**
 * The live sockets of one event loop. Programs get each entry, encoded once for all of them; pages get the regions that an
 * entry changed, rendered once per language. Nobody is queued for: who falls behind reads on from the feed's ring at their
 * own number, and who stays stuck is cut off.
 */
final class Live {

  static final String PATH = "/live";
  static final String SUBPROTOCOL = "lectern.v1";
  private static final int HEARTBEAT_MILLIS = 25_000;
  private static final int SILENCE_MILLIS = HEARTBEAT_MILLIS + 20_000;
  private static final int STUCK_MILLIS = 10_000;
  private static final int RECHECK_MILLIS = 30_000;

  /** Sockets of the whole process. */
  private static final Crowd CROWD = new Crowd();

  private final Vertx vertx;
  private final Feed feed;
  private final Sessions sessions;
  private final Places places;
  private final Settings settings;
  private final Limits limits;
  private final Regions regions;
  private final Lanes lanes;
  private final Set<Socket> sockets = new LinkedHashSet<>();
  private final Map<String, Set<Follower>> byTopic = new HashMap<>();
  private final Map<UUID, Long> heard = new HashMap<>();
  private Context context;

  Live(Vertx vertx, Feed feed, Regions regions, Sessions sessions, Places places, Settings settings, Limits limits) {
    this.vertx = vertx;
    this.feed = feed;
    this.sessions = sessions;
    this.places = places;
    this.settings = settings;
    this.limits = limits;
    this.regions = regions;
    this.lanes = new Lanes(vertx, regions);
  }

  static int open() {
    return CROWD.all();
  }

  /** Begins to listen, on the event loop that calls. */
  void start() {
    context = vertx.getOrCreateContext();
    feed.listen(context, this::hear);
    sessions.onEnd(session -> context.runOnContext(ended -> new HashSet<>(sockets).stream()
        .filter(socket -> session.equals(socket.known.session())).forEach(socket -> socket.close(4401, "session over"))));
    vertx.setPeriodic(HEARTBEAT_MILLIS, tick -> List.copyOf(sockets).forEach(this::beat));
    vertx.setPeriodic(1_000, tick -> List.copyOf(sockets).forEach(this::cutIfStuck));
    vertx.setPeriodic(RECHECK_MILLIS, tick -> List.copyOf(sockets).forEach(this::recheck));
  }

  /** Before the upgrade: whose page or program it is. A foreign page is refused; a program without Origin is a visitor. */
  void upgrade(HttpServerRequest request) {
    request.pause();
    known(request).onComplete(known -> {
      if (known.failed()) {
        request.response().setStatusCode(Problems.of(known.cause(), "socket").status()).end();
        return;
      }
      var source = limits.source(request);
      var session = known.result().session() == null ? null : known.result().session().toString();
      if (!CROWD.enter(source, session)) {
        request.response().setStatusCode(503).putHeader("Retry-After", "10").end();
        return;
      }
      request.toWebSocket()
          .onSuccess(socket -> welcome(socket, known.result(), () -> CROWD.leave(source, session)))
          .onFailure(refused -> CROWD.leave(source, session));
    });
  }

  private Future<Sessions.Known> known(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) return Future.failedFuture(Problem.of(426, "upgrade_needed"));
    var origin = request.getHeader("Origin");
    if (origin != null && !settings.origins().contains(origin)) return Future.failedFuture(Problem.forbidden("foreign_origin"));
    return origin != null ? sessions.page(request) : sessions.bearer(request);
  }

  private void welcome(ServerWebSocket ws, Sessions.Known known, Runnable left) {
    var socket = new Socket(ws, known, left);
    sockets.add(socket);
    ws.setWriteQueueMaxSize(256 * 1024);
    ws.textMessageHandler(text -> receive(socket, text));
    ws.binaryMessageHandler(bytes -> socket.close(4400, "text only"));
    ws.pongHandler(pong -> socket.heardAt = now());
    ws.drainHandler(drained -> socket.followers.values().forEach(this::goOn));
    ws.exceptionHandler(broken -> {});
    ws.closeHandler(closed -> leave(socket));
    socket.heardAt = now();
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  private void leave(Socket socket) {
    if (!sockets.remove(socket)) return;
    socket.left.run();
    socket.followers.values().forEach(follower -> List.copyOf(follower.addresses).forEach(address -> unfollow(follower, address)));
  }

  private void receive(Socket socket, String text) {
    socket.heardAt = now();
    if (!socket.mayTalk(now())) {
      socket.close(4429, "too many messages");
      return;
    }
    try {
      Wish.parse(text).forEach(wish -> grant(socket, wish));
    } catch (RuntimeException unreadable) {
      socket.close(4400, "unreadable message");
    }
  }

  /** Wishes are granted in their order: whoever lets go of a topic and takes another never has one too many. */
  private void grant(Socket socket, Wish wish) {
    socket.granting = socket.granting.compose(before -> places.find(wish.place())).transform(found -> {
      context.runOnContext(back -> grant(socket, wish, found));
      return Future.succeededFuture();
    });
  }

  private void grant(Socket socket, Wish wish, AsyncResult<Jurisdiction> found) {
    if (socket.ws.isClosed()) return;
    if (found.failed()) socket.close(found.cause() instanceof Problem problem && problem.status() == 404 ? 4404 : 1013, "cannot follow that");
    else if (wish.unfollow()) letGo(socket, wish);
    else if (socket.topics() >= Socket.MOST_TOPICS) socket.close(4429, "too many topics");
    else follow(socket, socket.follower(found.result(), wish), wish.address());
  }

  private void letGo(Socket socket, Wish wish) {
    var follower = socket.followers.get(wish.place());
    if (follower != null) unfollow(follower, wish.address());
  }

  private void follow(Socket socket, Follower follower, String address) {
    if (!follower.addresses.add(address)) return;
    if (follower.html) {
      lanes.join(follower, address);
    } else {
      byTopic.computeIfAbsent(follower.topic(address), none -> new LinkedHashSet<>()).add(follower);
      catchUp(follower);
    }
  }

  private void unfollow(Follower follower, String address) {
    if (!follower.addresses.remove(address)) return;
    lanes.leave(follower, address);
    var others = byTopic.get(follower.topic(address));
    if (others != null && others.remove(follower) && others.isEmpty()) byTopic.remove(follower.topic(address));
  }

  /** Everything new, in order, once per event loop. */
  private void hear(List<Feed.Item> items) {
    regions.drop(items.stream().map(item -> item.entry).toList());
    for (var item : items) {
      var entry = item.entry;
      heard.put(entry.jurisdiction(), entry.seq());
      if (entry.type().equals("RoleRevoked") || entry.type().equals("RoleGranted")) dismiss(entry.audience().hearer());
      var place = places.slug(entry.jurisdiction());
      if (place != null) deliver(item, place);
    }
    lanes.hear(items, places);
  }

  private void deliver(Feed.Item item, String place) {
    tell(byTopic.get(place), item, place);
    for (var topic : item.entry.topics()) tell(byTopic.get(place + "/" + topic), item, place);
  }

  private void tell(Set<Follower> followers, Feed.Item item, String place) {
    if (followers == null) return;
    for (var follower : followers) {
      if (follower.live && follower.seq < item.entry.seq() && item.entry.audience().includes(follower.caller)) send(follower, item, place);
    }
  }

  private boolean send(Follower follower, Feed.Item item, String place) {
    if (follower.socket.ws.writeQueueFull()) {
      follower.fallBehind(now());
      return false;
    }
    follower.seq = item.entry.seq();
    follower.socket.write(item.encoded(entry -> frame(entry, place)));
    return true;
  }

  /** An entry on the wire: the same for everyone who may have it. */
  static String frame(Entry entry, String place) {
    return new JsonObject().put("seq", entry.seq()).put("topic", place + "/" + entry.topics().get(0)).put("type", entry.type())
        .put("at", entry.at().toString()).put("data", entry.data()).encode();
  }

  /** The one path for beginning, coming back and having been slow: what is missing first, then what comes. */
  private void catchUp(Follower follower) {
    if (follower.html || follower.catching || follower.socket.ws.isClosed()) return;
    follower.live = false;
    follower.catching = true;
    feed.since(follower.caller.place().id(), follower.seq).onComplete(tail -> context.runOnContext(back -> {
      follower.catching = false;
      if (tail.failed()) vertx.setTimer(500, later -> catchUp(follower));
      else replay(follower, tail.result());
    }));
  }

  private void replay(Follower follower, Feed.Tail tail) {
    if (tail.resync()) {
      follower.seq = tail.newest();
      follower.socket.write(new JsonObject().put("resync", true).put("at", tail.newest()).encode());
    }
    var place = follower.caller.place().slug();
    for (var item : tail.items()) {
      if (!follower.wants(item.entry)) continue;
      if (!send(follower, item, place)) return; // goes on when the socket has drained
    }
    follower.seq = follower.seq == Wish.FROM_NOW ? tail.newest() : Math.max(follower.seq, tail.newest());
    follower.stuckSince = 0;
    if (heard.getOrDefault(follower.caller.place().id(), 0L) > follower.seq) catchUp(follower);
    else follower.live = true;
  }

  /** The socket has drained: a program reads on from its number, a page gets its regions as they are now. */
  private void goOn(Follower follower) {
    if (follower.html && follower.stuckSince > 0) {
      follower.stuckSince = 0;
      follower.addresses.forEach(address -> lanes.welcome(follower, address));
    } else if (!follower.live) {
      catchUp(follower);
    }
  }

  private void beat(Socket socket) {
    if (now() - socket.heardAt > SILENCE_MILLIS) {
      socket.cut();
      return;
    }
    socket.ws.writePing(Buffer.buffer("l"));
    for (var follower : socket.followers.values()) {
      if (socket.ws.writeQueueFull()) return;
      var at = Math.max(follower.seq, heard.getOrDefault(follower.caller.place().id(), 0L));
      if (follower.live || follower.html) {
        if (follower.live) follower.seq = at;
        socket.write(new JsonObject().put("at", at).put("place", follower.caller.place().slug()).put("now", Instant.now().toString()).encode());
      }
    }
  }

  private void cutIfStuck(Socket socket) {
    for (var follower : socket.followers.values()) {
      if (follower.stuckSince > 0 && now() - follower.stuckSince > STUCK_MILLIS && socket.ws.writeQueueFull()) {
        socket.close(4408, "too slow");
        vertx.setTimer(5_000, later -> socket.cut());
        leave(socket);
        return;
      }
    }
  }

  /** A session may have ended in another process, or its person been suspended; a database that is away proves nothing. */
  private void recheck(Socket socket) {
    if (socket.known.session() == null) return;
    sessions.known(socket.known.session()).onFailure(failure -> {
      if (failure instanceof Problem problem && problem.status() == 401) socket.close(4401, "session over");
    });
  }

  /** Offices changed: the sockets end, and come back with what the person now has. */
  private void dismiss(UUID person) {
    if (person == null) return;
    sessions.forget(person);
    new HashSet<>(sockets).stream().filter(socket -> person.equals(socket.known.account().person())).forEach(socket -> socket.close(4401, "sign in again"));
  }

  /** Before the process ends: everyone may come back after a moment of their own. */
  void close() {
    List.copyOf(sockets).forEach(socket -> socket.close(1012, new JsonObject().put("retry_ms", (int) (Math.random() * 10_000)).encode()));
  }
}
