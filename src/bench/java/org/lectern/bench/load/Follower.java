package org.lectern.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One live connection: shakes hands, says what it follows, and holds what comes to strictly rising numbers. */
final class Follower implements Loop.Handler {

  private final Followers group;
  private byte[] rest;
  private boolean open;
  long last;
  long count;

  /** @param last the number, and {@code count} how many messages, that it has from an earlier connection */
  Follower(Followers group, long last, long count) {
    this.group = group;
    this.last = last;
    this.count = count;
  }

  @Override
  public void ready(SelectionKey key) throws IOException {
    var channel = (SocketChannel) key.channel();
    if (!key.isReadable() && key.interestOps() == SelectionKey.OP_CONNECT) {
      channel.finishConnect();
      write(channel, ByteBuffer.wrap(group.handshake));
      key.interestOps(SelectionKey.OP_READ);
    } else if (key.isReadable()) {
      read(channel);
    }
  }

  private void read(SocketChannel channel) throws IOException {
    var in = group.loop.buffer.clear();
    if (rest != null) in.put(rest);
    rest = null;
    if (channel.read(in) < 0) throw new EOFException("closed by the server");
    int from = 0;
    if (!open) {
      from = shaken(channel, in);
      if (from < 0) return;
    }
    int to = in.position();
    long now = System.nanoTime();
    for (long length; (length = Frames.length(in, from, to)) > 0; from += (int) length) frame(channel, in, from, (int) length, now);
    if (from < to) rest = Frames.copy(in, from, to);
  }

  /** Where the frames begin, or -1 if the answer is not all there. */
  private int shaken(SocketChannel channel, ByteBuffer in) throws IOException {
    var head = new String(Frames.copy(in, 0, in.position()), StandardCharsets.ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    if (end < 0) {
      rest = head.getBytes(StandardCharsets.ISO_8859_1);
      return -1;
    }
    if (!head.startsWith("HTTP/1.1 101")) throw new ProtocolException("refused: " + head.substring(0, head.indexOf("\r\n")));
    var wish = group.target.wish(last);
    if (wish != null) write(channel, Frames.text(wish));
    open = true;
    group.opened();
    return end + 4;
  }

  private void frame(SocketChannel channel, ByteBuffer in, int from, int length, long now) throws IOException {
    int body = from + Frames.header(in, from);
    int end = from + length;
    switch (in.get(from) & 15) {
      case Frames.TEXT -> text(in, body, end, now);
      case Frames.PING -> write(channel, Frames.pong(in, body, end));
      case Frames.CLOSE -> throw new EOFException("closed with " + (end - body >= 2 ? in.getShort(body) & 0xffff : 1005));
      default -> throw new ProtocolException("a frame of kind " + (in.get(from) & 15));
    }
  }

  private void text(ByteBuffer in, int from, int end, long now) {
    long seq = Frames.seq(in, from, end);
    if (seq < 0) {
      group.aside(in, from, end);
      return;
    }
    if (seq <= last) group.disorder();
    last = seq;
    count++;
    var arrivals = group.arrivals;
    if (!arrivals.knows(seq)) arrivals.first(seq, Frames.sent(in, from, end));
    arrivals.came(seq, end - from, now);
    if (count == group.goal) group.reached();
  }

  /** What a follower says is small: a socket that takes it not at once is broken. */
  private static void write(SocketChannel channel, ByteBuffer bytes) throws IOException {
    channel.write(bytes);
    if (bytes.hasRemaining()) throw new IOException("the server does not read");
  }

  @Override
  public void broken(IOException why) {
    group.lost(this, open, why);
  }
}
