package org.lectern.bench.peers;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a peer tells its followers of a submission: the shape and the size of Lectern's own message. */
final class Wire {
  private Wire() {}

  /** @param body the submission as it was posted, a JSON object */
  static String message(long seq, String body) {
    return "{\"seq\":" + seq + ",\"topic\":\"bench/testimony/T-2026-000001\",\"type\":\"TestimonyPublished\",\"at\":\"" + Instant.now()
        + "\",\"data\":{\"testimony\":\"T-2026-000001\",\"target\":\"hearings/1\",\"kind\":\"written\",\"late\":false,\"words\":" + body + "}}";
  }

  /** The same as a whole text frame of RFC 6455. */
  static byte[] frame(long seq, String body) {
    var payload = message(seq, body).getBytes(StandardCharsets.UTF_8);
    boolean small = payload.length < 126;
    var frame = new byte[payload.length + (small ? 2 : 4)];
    frame[0] = (byte) 0x81;
    if (small) {
      frame[1] = (byte) payload.length;
    } else {
      frame[1] = 126;
      frame[2] = (byte) (payload.length >> 8);
      frame[3] = (byte) payload.length;
    }
    System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
    return frame;
  }

  static final String RECEIPT = "{\"number\":\"T-2026-000001\"}";
}
