package org.lectern.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text messages as the bytes of WebSocket frames (RFC 6455 §5.2, from a server, so without a mask): made once and written as
 * they are to every socket, several in one piece.
 */
final class Wire {
  private Wire() {}

  private static final byte TEXT = (byte) 0x81;
  private static final byte PING = (byte) 0x89;

  /** One whole text message. */
  static byte[] text(String message) {
    var payload = message.getBytes(StandardCharsets.UTF_8);
    return head(TEXT, payload.length).put(payload).array();
  }

  static byte[] ping() {
    return head(PING, 1).put((byte) 'l').array();
  }

  private static ByteBuffer head(byte kind, int length) {
    if (length < 126) return ByteBuffer.allocate(2 + length).put(kind).put((byte) length);
    if (length < 65_536) return ByteBuffer.allocate(4 + length).put(kind).put((byte) 126).putShort((short) length);
    return ByteBuffer.allocate(10 + length).put(kind).put((byte) 127).putLong(length);
  }

  /** Frames in one piece, outside the heap; whoever asks for it releases it. */
  static ByteBuf piece(List<byte[]> frames) {
    var bytes = frames.stream().mapToInt(frame -> frame.length).sum();
    var piece = ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    frames.forEach(piece::writeBytes);
    return piece;
  }

  static ByteBuf piece(byte[]... frames) {
    return piece(List.of(frames));
  }
}
