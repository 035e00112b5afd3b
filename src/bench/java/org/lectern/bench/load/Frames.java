package org.lectern.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The little of RFC 6455 that a follower needs: finding frames in what was read, and masking (by zero) what it says. */
final class Frames {
  private Frames() {}

  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] SEQ = "\"seq\":".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] SENT = "sent:".getBytes(StandardCharsets.US_ASCII);

  /** The length of the frame at {@code from} with its header, or -1 if it is not all there. */
  static long length(ByteBuffer in, int from, int to) {
    if (to - from < 2) return -1;
    int small = in.get(from + 1) & 0x7f;
    if (small < 126) return to - from >= 2 + small ? 2 + small : -1;
    int header = small == 126 ? 4 : 10;
    if (to - from < header) return -1;
    long length = header + (small == 126 ? in.getShort(from + 2) & 0xffff : in.getLong(from + 2));
    return to - from >= length ? length : -1;
  }

  static int header(ByteBuffer in, int from) {
    int small = in.get(from + 1) & 0x7f;
    return small < 126 ? 2 : small == 126 ? 4 : 10;
  }

  /** The message's number, which Lectern and the peers put first; -1 if it carries none. */
  static long seq(ByteBuffer in, int from, int to) {
    if (matches(in, from + 1, to, SEQ)) return number(in, from + 1 + SEQ.length, to);
    int found = find(in, from, to, SEQ);
    return found < 0 ? -1 : number(in, found, to);
  }

  /** The instant that the sender wrote into the text (nanoTime), or 0. */
  static long sent(ByteBuffer in, int from, int to) {
    int found = find(in, from, to, SENT);
    return found < 0 ? 0 : number(in, found, to);
  }

  private static int find(ByteBuffer in, int from, int to, byte[] word) {
    for (int i = from; i <= to - word.length; i++) if (matches(in, i, to, word)) return i + word.length;
    return -1;
  }

  private static boolean matches(ByteBuffer in, int at, int to, byte[] word) {
    if (to - at < word.length) return false;
    for (int i = 0; i < word.length; i++) if (in.get(at + i) != word[i]) return false;
    return true;
  }

  private static long number(ByteBuffer in, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = in.get(i) - '0';
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    return value;
  }

  static ByteBuffer text(String text) {
    return masked(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static ByteBuffer pong(ByteBuffer in, int from, int to) {
    var echo = new byte[Math.min(125, to - from)];
    for (int i = 0; i < echo.length; i++) echo[i] = in.get(from + i);
    return masked(PONG, echo);
  }

  private static ByteBuffer masked(int opcode, byte[] payload) {
    var out = ByteBuffer.allocate(payload.length + 8);
    out.put((byte) (0x80 | opcode));
    if (payload.length < 126) out.put((byte) (0x80 | payload.length));
    else out.put((byte) (0x80 | 126)).putShort((short) payload.length);
    return out.putInt(0).put(payload).flip();
  }

  static byte[] copy(ByteBuffer in, int from, int to) {
    var copy = new byte[to - from];
    in.get(from, copy);
    return copy;
  }
}
