package org.lectern.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One keep-alive connection of HTTP/1.1 with one request at a time. Reads a head, then as many bytes as it announces. */
final class Caller implements Loop.Handler {

  private final Requests requests;
  private final SocketChannel channel;
  private ByteBuffer unsent;
  private byte[] head;
  private long missing = -1;
  private int status;
  private long length;
  long askedAt;

  Caller(Requests requests, Loop loop, int port) throws IOException {
    this.requests = requests;
    channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true).setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.register(loop.selector, SelectionKey.OP_READ, this);
  }

  SelectionKey key(Loop loop) {
    return channel.keyFor(loop.selector);
  }

  void ask(Loop loop, ByteBuffer request, long at) throws IOException {
    askedAt = at;
    missing = -1;
    channel.write(request);
    if (!request.hasRemaining()) return;
    unsent = ByteBuffer.allocate(request.remaining()).put(request).flip();
    key(loop).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    if (key.isWritable()) {
      channel.write(unsent);
      if (!unsent.hasRemaining()) key.interestOps(SelectionKey.OP_READ);
    }
    if (key.isReadable()) read(requests.loop.buffer.clear());
  }

  private void read(ByteBuffer in) throws IOException {
    if (head != null) in.put(head);
    head = null;
    if (channel.read(in) < 0) throw new EOFException("closed by the server");
    int from = 0;
    if (missing < 0) {
      from = begun(in);
      if (from < 0) return;
    }
    missing -= in.position() - from;
    if (missing < 0) throw new IOException("more than was announced");
    if (missing == 0) {
      missing = -1;
      requests.answered(this, status, length);
    }
  }

  /** Where the body begins, or -1 if the head is not all there. */
  private int begun(ByteBuffer in) throws IOException {
    int end = end(in);
    if (end < 0) {
      head = Frames.copy(in, 0, in.position());
      return -1;
    }
    var text = new String(Frames.copy(in, 0, end), StandardCharsets.ISO_8859_1);
    status = Integer.parseInt(text.substring(9, 12));
    length = status == 204 || status == 304 ? 0 : announced(text);
    missing = length;
    return end;
  }

  private static int end(ByteBuffer in) {
    for (int i = 3; i < in.position(); i++) {
      if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n' && in.get(i - 3) == '\r') return i + 1;
    }
    return -1;
  }

  private static long announced(String head) throws IOException {
    int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
    if (at < 0) throw new IOException("no Content-Length in: " + head);
    return Long.parseLong(head.substring(at + 17, head.indexOf('\r', at + 2)).strip());
  }

  @Override
  public void broken(IOException why) {
    requests.failed(this, why.getMessage());
  }
}
