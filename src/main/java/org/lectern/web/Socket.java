package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.lectern.core.Jurisdiction;

/**
 * One live connection: whose it is, and what it follows in each place. Confined to its event loop. Vert.x makes the upgrade;
 * then the socket takes its place in the channel, because what Vert.x keeps for every connection, two queues of a thousand
 * places, is more than all else of a follower. What goes out is in bytes that all sockets share; {@link Wire} frames them.
 */
final class Socket extends SimpleChannelInboundHandler<WebSocketFrame> {

  static final int MOST_TOPICS = 10;
  static final int MOST_BYTES = 4 * 1024;
  private static final int MESSAGES = 20;
  private static final long WINDOW_MILLIS = 10_000;
  /** For the other side to say goodbye too. */
  private static final int CLOSING_SECONDS = 5;
  /** Beyond the kernel's buffer hardly anything waits in ours: whoever does not read is behind, not queued for. */
  private static final WriteBufferWaterMark MARKS = new WriteBufferWaterMark(4 * 1024, 16 * 1024);

  /** Who hears what sockets say, on their event loop. */
  interface Hearer {
    void said(Socket socket, String text);

    /** It reads again. */
    void drained(Socket socket);

    /** Told once, when the connection is at its end. */
    void gone(Socket socket);
  }

  final Sessions.Known known;
  final Map<String, Follower> followers = new TreeMap<>();
  private final Hearer hearer;
  private final Deque<Long> talked = new ArrayDeque<>(4);
  private ChannelHandlerContext channel;
  /** Frames are whole already, so they go out past every handler but one that would encrypt them. */
  private ChannelHandlerContext out;
  private boolean closed;
  long heardAt = Live.now();
  /** Since when it reads nothing that waits for it, in milliseconds; 0 if nothing waits. */
  long stuckSince;
  Future<?> granting = Future.succeededFuture();

  private Socket(Sessions.Known known, Hearer hearer) {
    this.known = known;
    this.hearer = hearer;
  }

  /** Takes a connection over from Vert.x, on its event loop. */
  static Socket takeOver(ServerWebSocket ws, Sessions.Known known, Hearer hearer) {
    var vertx = ((WebSocketInternal) ws).channelHandlerContext();
    var socket = new Socket(known, hearer);
    var pipeline = vertx.pipeline();
    // Live asks every socket for a sign of life, so nobody need keep the time of each write.
    if (pipeline.get(IdleStateHandler.class) != null) pipeline.remove(IdleStateHandler.class);
    pipeline.addBefore(vertx.name(), "messages", new WebSocketFrameAggregator(MOST_BYTES));
    pipeline.replace(vertx.handler(), "socket", socket);
    return socket;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext here) {
    channel = here;
    out = here.pipeline().get(SslHandler.class) == null ? here.pipeline().firstContext() : here;
    here.channel().config().setWriteBufferWaterMark(MARKS).setAutoRead(true);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext here, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame goodbye) {
      answer(goodbye);
      return;
    }
    if (closed) return;
    heardAt = Live.now();
    if (frame instanceof PongWebSocketFrame) return;
    if (!mayTalk(heardAt)) close(4429, "too many messages");
    else if (frame instanceof PingWebSocketFrame) channel.writeAndFlush(new PongWebSocketFrame(frame.content().retain()));
    else if (frame instanceof TextWebSocketFrame text) hearer.said(this, text.text());
    else close(4400, "text only");
  }

  private boolean mayTalk(long now) {
    while (!talked.isEmpty() && talked.peekFirst() < now - WINDOW_MILLIS) talked.removeFirst();
    talked.addLast(now);
    return talked.size() <= MESSAGES;
  }

  private void answer(CloseWebSocketFrame goodbye) {
    if (closed) {
      cut();
      return;
    }
    closed = true;
    channel.writeAndFlush(goodbye.retain()).addListener(ChannelFutureListener.CLOSE);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext here) {
    if (writable() && stuckSince > 0) hearer.drained(this);
  }

  @Override
  public void channelInactive(ChannelHandlerContext here) {
    closed = true;
    hearer.gone(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext here, Throwable broken) {
    if (broken instanceof CorruptedWebSocketFrameException unreadable) close(unreadable.closeStatus().code(), "cannot be read");
    else if (broken instanceof TooLongFrameException) close(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(), "too long");
    else cut();
  }

  int topics() {
    return followers.values().stream().mapToInt(follower -> follower.addresses.size()).sum();
  }

  Follower follower(Jurisdiction place, Wish wish) {
    var follower = followers.computeIfAbsent(place.slug(), first -> new Follower(this, Sessions.caller(known, place, "api"), wish));
    follower.regions.addAll(wish.regions());
    return follower;
  }

  boolean isClosed() {
    return closed || !channel.channel().isActive();
  }

  /** False while what was written last still waits to be read. */
  boolean writable() {
    return channel.channel().isWritable();
  }

  /** Writes bytes that others may share; they stay the giver's to release. */
  void write(ByteBuf frames) {
    if (!closed) out.writeAndFlush(frames.retainedDuplicate(), out.voidPromise());
  }

  void write(String message) {
    var piece = Wire.piece(Wire.text(message));
    write(piece);
    piece.release();
  }

  /** Says goodbye and why; the connection ends when the other side has answered. */
  void close(int code, String reason) {
    if (closed) return;
    closed = true;
    channel.writeAndFlush(new CloseWebSocketFrame(code, reason));
    channel.executor().schedule(this::cut, CLOSING_SECONDS, TimeUnit.SECONDS);
  }

  /** Ends the connection under a peer that stopped reading: a close frame would wait behind what it does not read. */
  void cut() {
    channel.close();
  }
}
