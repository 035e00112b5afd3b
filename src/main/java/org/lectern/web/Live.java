package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.store.Feed;

/**
 * The live sockets of one event loop. Programs get each entry, encoded once for all of them; pages get the regions that an
 * entry changed, rendered once per language. Nobody is queued for: who falls behind reads on from the feed's ring at their
 * own number, and who stays stuck is cut off.
 */
final class Live implements Socket.Hearer {

  static final String PATH = "/live";
  static final String SUBPROTOCOL = "lectern.v1";
  private static final int HEARTBEAT_SECONDS = 25;
  private static final int SILENCE_MILLIS = HEARTBEAT_SECONDS * 1_000 + 20_000;
  private static final int STUCK_MILLIS = 10_000;
  private static final int COMING_AT_ONCE = 16;
  private static final ByteBuf PING = Unpooled.unreleasableBuffer(Unpooled.directBuffer(3).writeBytes(Wire.ping()));

  /** Sockets of the whole process. */
  private static final Crowd CROWD = new Crowd();

  private final Vertx vertx;
  private final Feed feed;
  private final Sessions sessions;
  private final Places places;
  private final Settings settings;
  private final Limits limits;
  private final Lanes lanes;
  private final Deque<HttpServerRequest> coming = new ArrayDeque<>();
  /** Each with what is to be done when it is gone. */
  private final Map<Socket, Runnable> sockets = new LinkedHashMap<>();
  private final Map<UUID, Long> heard = new HashMap<>();
  private Context context;
  private Programs programs;
  private int second;

  Live(Vertx vertx, Feed feed, Regions regions, Sessions sessions, Places places, Settings settings, Limits limits) {
    this.vertx = vertx;
    this.feed = feed;
    this.sessions = sessions;
    this.places = places;
    this.settings = settings;
    this.limits = limits;
    this.lanes = new Lanes(vertx, regions);
  }

  static int open() {
    return CROWD.all();
  }

  /** Begins to listen, on the event loop that calls. */
  void start() {
    context = vertx.getOrCreateContext();
    programs = new Programs(vertx, feed);
    feed.listen(context, this::hear);
    sessions.onEnd(session -> context.runOnContext(ended -> List.copyOf(sockets.keySet()).stream()
        .filter(socket -> session.equals(socket.known.session())).forEach(socket -> socket.close(4401, "session over"))));
    vertx.setPeriodic(1_000, tick -> beat());
  }

  /** Those who come at the same time come in one after the other, a few in each turn of the loop: whoever is here hears on. */
  void upgrade(HttpServerRequest request) {
    request.pause();
    coming.add(request);
    if (coming.size() == 1) NextTurn.of(context, this::letIn);
  }

  private void letIn() {
    for (int i = 0; i < COMING_AT_ONCE && !coming.isEmpty(); i++) letIn(coming.remove());
    if (!coming.isEmpty()) NextTurn.of(context, this::letIn);
  }

  /** Before the upgrade: whose page or program it is. A foreign page is refused; a program without Origin is a visitor. */
  private void letIn(HttpServerRequest request) {
    known(request).onComplete(known -> {
      if (known.failed()) {
        request.response().setStatusCode(Problems.of(known.cause(), "socket").status()).end();
        return;
      }
      var source = limits.isLocal(request) ? null : limits.source(request);
      var session = known.result().session() == null ? null : known.result().session().toString();
      if (!CROWD.enter(source, session)) {
        request.response().setStatusCode(503).putHeader("Retry-After", "10").end();
        return;
      }
      request.toWebSocket()
          .onSuccess(socket -> welcome(socket, known.result(), source, session))
          .onFailure(refused -> CROWD.leave(source, session));
    });
  }

  private Future<Sessions.Known> known(HttpServerRequest request) {
    if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) return Future.failedFuture(Problem.of(426, "upgrade_needed"));
    var origin = request.getHeader("Origin");
    if (origin != null && !settings.origins().contains(origin)) return Future.failedFuture(Problem.forbidden("foreign_origin"));
    return origin != null ? sessions.page(request) : sessions.bearer(request);
  }

  private void welcome(ServerWebSocket ws, Sessions.Known known, String source, String session) {
    var unwatch = sessions.watch(known.session());
    var socket = Socket.takeOver(ws, known, this);
    sockets.put(socket, () -> {
      unwatch.run();
      CROWD.leave(source, session);
    });
    if (socket.isClosed()) leave(socket); // gone while it waited to be let in
  }

  static long now() {
    return System.nanoTime() / 1_000_000;
  }

  @Override
  public void said(Socket socket, String text) {
    here(() -> receive(socket, text));
  }

  @Override
  public void drained(Socket socket) {
    here(() -> goOn(socket));
  }

  @Override
  public void gone(Socket socket) {
    here(() -> leave(socket));
  }

  /** Sockets are Netty's and know no context. */
  private void here(Runnable work) {
    ((ContextInternal) context).emit(work, Runnable::run);
  }

  private void leave(Socket socket) {
    var left = sockets.remove(socket);
    if (left == null) return;
    left.run();
    socket.followers.values().forEach(follower -> List.copyOf(follower.addresses).forEach(address -> unfollow(follower, address)));
  }

  private void receive(Socket socket, String text) {
    try {
      Wish.parse(text).stream().collect(Collectors.groupingBy(Wish::place, LinkedHashMap::new, Collectors.toList()))
          .forEach((place, wishes) -> grant(socket, place, wishes));
    } catch (RuntimeException unreadable) {
      socket.close(4400, "unreadable message");
    }
  }

  /** Messages are granted in their order: whoever lets go of a topic and takes another never has one too many. */
  private void grant(Socket socket, String place, List<Wish> wishes) {
    socket.granting = socket.granting.compose(before -> places.find(place)).transform(found -> {
      context.runOnContext(back -> grant(socket, wishes, found));
      return Future.succeededFuture();
    });
  }

  /** What is followed in one place has one number, so all of a message's topics are there before the first entry is sent. */
  private void grant(Socket socket, List<Wish> wishes, AsyncResult<Jurisdiction> found) {
    if (socket.isClosed()) return;
    if (found.failed()) {
      socket.close(found.cause() instanceof Problem problem && problem.status() == 404 ? 4404 : 1013, "cannot follow that");
      return;
    }
    for (var wish : wishes) {
      if (wish.unfollow()) letGo(socket, wish);
      else if (socket.topics() < Socket.MOST_TOPICS) follow(socket.follower(found.result(), wish), wish.address());
      else socket.close(4429, "too many topics");
    }
    var follower = socket.followers.get(found.result().slug());
    if (follower != null && !socket.isClosed()) begin(follower);
  }

  private void letGo(Socket socket, Wish wish) {
    var follower = socket.followers.get(wish.place());
    if (follower != null) unfollow(follower, wish.address());
  }

  private void follow(Follower follower, String address) {
    if (!follower.addresses.add(address)) return;
    if (follower.html) lanes.join(follower, address);
    else programs.join(follower, address);
  }

  private void begin(Follower follower) {
    if (follower.html) sayWhereWeAre(follower);
    else programs.bring(follower);
  }

  private void unfollow(Follower follower, String address) {
    if (!follower.addresses.remove(address)) return;
    if (follower.html) lanes.leave(follower, address);
    else programs.leave(follower, address);
  }

  /** Everything new, in order, once per event loop. */
  private void hear(List<Feed.Item> items) {
    for (var item : items) {
      var entry = item.entry;
      heard.put(entry.jurisdiction(), entry.seq());
      if (Sessions.changesOffices(entry)) dismiss(entry.audience().hearer());
    }
    programs.hear(items);
    lanes.hear(items, places);
  }

  /** The socket reads again: a program reads on from its number, a page gets its regions as they are now. */
  private void goOn(Socket socket) {
    socket.stuckSince = 0;
    for (var follower : socket.followers.values()) {
      if (follower.html) follower.addresses.forEach(address -> lanes.welcome(follower, address));
      else programs.goOn(follower);
    }
  }

  /** Each second another part of the sockets, so that nobody waits behind ten thousand heartbeats. */
  private void beat() {
    second++;
    for (var socket : List.copyOf(sockets.keySet())) {
      if (socket.stuckSince > 0 && now() - socket.stuckSince > STUCK_MILLIS) cutOff(socket);
      else if (now() - socket.heardAt > SILENCE_MILLIS) socket.cut();
      else if ((socket.hashCode() & 0xFFFF) % HEARTBEAT_SECONDS == second % HEARTBEAT_SECONDS) beat(socket);
    }
  }

  private void beat(Socket socket) {
    if (!socket.writable()) return;
    socket.write(PING);
    socket.followers.values().forEach(this::sayWhereWeAre);
  }

  /** Up to which number there is nothing more to tell, and what the server's clock says. */
  private void sayWhereWeAre(Follower follower) {
    var place = follower.caller.place();
    if (!follower.html && !follower.live) return;
    if (!follower.html) follower.seq = Math.max(follower.seq, programs.told(place.id()));
    var at = follower.html ? Math.max(follower.seq, heard.getOrDefault(place.id(), 0L)) : follower.seq;
    follower.socket.write(new JsonObject().put("at", at).put("place", place.slug()).put("now", Instant.now().toString()).encode());
  }

  /** It reads nothing, not even a close frame. */
  private void cutOff(Socket socket) {
    socket.close(4408, "too slow");
    vertx.setTimer(1_000, later -> socket.cut());
    leave(socket);
  }

  /** Offices changed: the sockets end, and come back with what the person now has. */
  private void dismiss(UUID person) {
    List.copyOf(sockets.keySet()).stream().filter(socket -> person.equals(socket.known.account().person())).forEach(socket -> socket.close(4401, "sign in again"));
  }

  /** Before the process ends: everyone may come back after a moment of their own. */
  void close() {
    List.copyOf(sockets.keySet()).forEach(socket -> socket.close(1012, new JsonObject().put("retry_ms", (int) (Math.random() * 10_000)).encode()));
  }
}
