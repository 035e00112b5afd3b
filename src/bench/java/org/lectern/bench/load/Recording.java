package org.lectern.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The very bytes that one follower gets, frames and all. */
public final class Recording {
  private Recording() {}

  /** What comes after the handshake, up to that many messages. */
  public static byte[] of(Target target, int messages) throws IOException {
    try (var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", target.port()))) {
      channel.socket().setSoTimeout(20_000);
      channel.write(ByteBuffer.wrap(target.handshake()));
      var in = ByteBuffer.allocate(16 << 20);
      int from = head(channel, in);
      channel.write(Frames.text(target.wish(target.after())));
      int begin = from;
      for (int n = 0; n < messages; ) {
        long length = Frames.length(in, from, in.position());
        if (length < 0) {
          if (channel.read(in) < 0) throw new EOFException("closed after " + n + " messages");
          continue;
        }
        if (Frames.seq(in, from + Frames.header(in, from), from + (int) length) >= 0) n++;
        from += (int) length;
      }
      return Arrays.copyOfRange(in.array(), begin, from);
    }
  }

  private static int head(SocketChannel channel, ByteBuffer in) throws IOException {
    while (true) {
      if (channel.read(in) < 0) throw new EOFException("refused");
      int end = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n");
      if (end >= 0) return end + 4;
    }
  }
}
