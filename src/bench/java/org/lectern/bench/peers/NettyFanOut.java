package org.lectern.bench.peers;

import static io.netty.handler.codec.http.HttpResponseStatus.CREATED;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Netty and nothing else, on one event loop: what is posted goes to everyone who is connected. {@code together}: entries that
 * wait for a socket are written in one call, the ceiling of what a server on the JVM can do; {@code each}: one flush per
 * message, as is usual. With a database, posts that arrive during a commit share the next one. With a backlog, a file of whole
 * frames, who connects to {@code /backlog} is sent it first.
 */
public final class NettyFanOut {

  private final Set<Channel> followers = new LinkedHashSet<>();
  private final List<byte[]> waiting = new ArrayList<>();
  private final boolean together;
  private EventLoop loop;
  private SharedCommits commits;
  private ByteBuf backlog = Unpooled.EMPTY_BUFFER;
  private long seq = 10_000_000;

  private NettyFanOut(boolean together) {
    this.together = together;
  }

  /** {@code PORT together|each [database URL | backlog FILE]} */
  public static void main(String... args) throws Exception {
    var server = new NettyFanOut(args[1].equals("together"));
    var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    server.loop = (EventLoop) group.next();
    if (args.length > 2 && args[2].equals("database")) server.commits = new SharedCommits(args[3], server.loop);
    if (args.length > 2 && args[2].equals("backlog")) server.backlog = Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(Files.readAllBytes(Path.of(args[3]))));
    new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096).childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(new ChannelInitializer<SocketChannel>() {
          @Override
          protected void initChannel(SocketChannel channel) {
            channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(64 * 1024), server.new Requests());
          }
        })
        .bind("127.0.0.1", Integer.parseInt(args[0])).sync().channel().closeFuture().sync();
  }

  private final class Requests extends SimpleChannelInboundHandler<Object> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, Object message) {
      if (message instanceof FullHttpRequest request) {
        if (request.method().equals(HttpMethod.POST)) post(context.channel(), request.content().toString(UTF_8));
        else follow(context.channel(), request);
      } else if (message instanceof CloseWebSocketFrame) {
        context.close();
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
      context.close();
    }
  }

  private void follow(Channel channel, FullHttpRequest request) {
    boolean behind = request.uri().equals("/backlog");
    new WebSocketServerHandshakerFactory("ws://127.0.0.1/live", null, false).newHandshaker(request).handshake(channel, request).addListener(shaken -> {
      if (!shaken.isSuccess()) return;
      if (behind) channel.writeAndFlush(backlog.duplicate());
      followers.add(channel);
      channel.closeFuture().addListener(closed -> followers.remove(channel));
    });
  }

  private void post(Channel asker, String body) {
    if (commits == null) accept(asker, body);
    else commits.add(body, () -> accept(asker, body));
  }

  private void accept(Channel asker, String body) {
    answer(asker);
    var frame = Wire.frame(++seq, body);
    if (!together) {
      tell(frame);
      return;
    }
    if (waiting.isEmpty()) loop.execute(this::tellAll);
    waiting.add(frame);
  }

  private static void answer(Channel asker) {
    var response = new DefaultFullHttpResponse(HTTP_1_1, CREATED, Unpooled.copiedBuffer(Wire.RECEIPT, UTF_8));
    response.headers().set("Content-Type", "application/json").set("Content-Length", Wire.RECEIPT.length());
    asker.writeAndFlush(response);
  }

  private void tellAll() {
    int length = waiting.stream().mapToInt(frame -> frame.length).sum();
    var all = new byte[length];
    int at = 0;
    for (var frame : waiting) {
      System.arraycopy(frame, 0, all, at, frame.length);
      at += frame.length;
    }
    waiting.clear();
    tell(all);
  }

  /** One buffer outside the heap for all of them; past the encoders, which would copy it for each. */
  private void tell(byte[] bytes) {
    ByteBuf shared = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
    for (var follower : followers) follower.writeAndFlush(shared.retainedDuplicate(), follower.voidPromise());
    shared.release();
  }
}
