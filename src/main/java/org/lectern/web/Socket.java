package org.lectern.web;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lectern.core.Jurisdiction;

/** One live connection: whose it is, and what it follows in each place. Confined to its event loop. */
final class Socket {

  static final int MOST_TOPICS = 10;
  private static final int MESSAGES = 20;
  private static final long WINDOW_MILLIS = 10_000;

  final ServerWebSocket ws;
  final Sessions.Known known;
  final Runnable left;
  final Map<String, Follower> followers = new LinkedHashMap<>();
  private final Deque<Long> talked = new ArrayDeque<>();
  long heardAt;
  Future<?> granting = Future.succeededFuture();

  /** @param left told once, when the socket is gone */
  Socket(ServerWebSocket ws, Sessions.Known known, Runnable left) {
    this.left = left;
    this.ws = ws;
    this.known = known;
  }

  int topics() {
    return followers.values().stream().mapToInt(follower -> follower.addresses.size()).sum();
  }

  boolean mayTalk(long now) {
    while (!talked.isEmpty() && talked.peekFirst() < now - WINDOW_MILLIS) talked.removeFirst();
    talked.addLast(now);
    return talked.size() <= MESSAGES;
  }

  Follower follower(Jurisdiction place, Wish wish) {
    var follower = followers.computeIfAbsent(place.slug(), first -> new Follower(this, Sessions.caller(known, place, "api"), wish));
    follower.regions.addAll(wish.regions());
    return follower;
  }

  void write(String text) {
    if (!ws.isClosed()) ws.writeTextMessage(text);
  }

  void close(int code, String reason) {
    if (!ws.isClosed()) ws.close((short) code, reason);
  }

  /** Ends the connection under a peer that stopped reading: a close frame would wait behind what it does not read. */
  void cut() {
    if (ws instanceof WebSocketInternal inside) inside.channelHandlerContext().close();
  }
}
