package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.lectern.core.Jurisdiction;

/**
 * One live connection: whose it is, and what it follows in each place. Confined to its event loop. What goes out is written
 * past Vert.x straight to the channel, in bytes that all sockets share; {@link Wire} frames them.
 */
final class Socket {

  static final int MOST_TOPICS = 10;
  private static final int MESSAGES = 20;
  private static final long WINDOW_MILLIS = 10_000;
  /** Beyond the kernel's buffer hardly anything waits in ours: whoever does not read is behind, not queued for. */
  private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

  final ServerWebSocket ws;
  final Sessions.Known known;
  final Runnable left;
  final Map<String, Follower> followers = new TreeMap<>();
  private final ChannelHandlerContext channel;
  /** Frames are whole already, so they go out past every handler but one that would encrypt them. */
  private final ChannelHandlerContext out;
  private final Deque<Long> talked = new ArrayDeque<>(4);
  long heardAt;
  /** Since when it reads nothing that waits for it, in milliseconds; 0 if nothing waits. */
  long stuckSince;
  Future<?> granting = Future.succeededFuture();

  /**
   * @param left told once, when the socket is gone
   * @param drained told when it reads again
   */
  Socket(ServerWebSocket ws, Sessions.Known known, Runnable left, Consumer<Socket> drained) {
    this.left = left;
    this.ws = ws;
    this.known = known;
    this.channel = ((WebSocketInternal) ws).channelHandlerContext();
    channel.channel().config().setWriteBufferWaterMark(MARKS);
    var pipeline = channel.pipeline();
    // Live asks every socket for a sign of life, so nobody need keep the time of each write.
    if (pipeline.get(IdleStateHandler.class) != null) pipeline.remove(IdleStateHandler.class);
    this.out = pipeline.get(SslHandler.class) == null ? pipeline.firstContext() : channel;
    pipeline.addBefore(channel.name(), "drained", new ChannelInboundHandlerAdapter() {
      @Override
      public void channelWritabilityChanged(ChannelHandlerContext here) {
        if (here.channel().isWritable() && stuckSince > 0) drained.accept(Socket.this);
        here.fireChannelWritabilityChanged();
      }
    });
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

  /** False while what was written last still waits to be read. */
  boolean writable() {
    return channel.channel().isWritable();
  }

  /** Writes bytes that others may share; they stay the giver's to release. */
  void write(ByteBuf frames) {
    if (!ws.isClosed()) out.writeAndFlush(frames.retainedDuplicate(), out.voidPromise());
  }

  void write(String message) {
    var piece = Wire.piece(Wire.text(message));
    write(piece);
    piece.release();
  }

  void close(int code, String reason) {
    if (!ws.isClosed()) ws.close((short) code, reason);
  }

  /** Ends the connection under a peer that stopped reading: a close frame would wait behind what it does not read. */
  void cut() {
    channel.close();
  }
}
