package org.lectern.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * How a server under test is reached: its port on 127.0.0.1, where followers open their sockets, what they say there ({@code %d}
 * stands for the last number they have, which is {@code after} at first; null where nothing need be said), and where
 * submissions are posted.
 */
public record Target(String name, int port, String live, String subprotocol, String follow, long after, String post) {

  /** The in-project peers ask for nothing: who opens a socket follows. */
  public static Target peer(String name, int port) {
    return new Target(name, port, "/live", null, null, 0, "/testimony");
  }

  /** The same, as it is followed by who has everything up to another number. */
  public Target after(long seq) {
    return new Target(name, port, live, subprotocol, follow, seq, post);
  }

  String wish(long last) {
    return follow == null ? null : follow.replace("%d", String.valueOf(last));
  }

  byte[] handshake() {
    return ("GET " + live + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGVjdGVybiBiZW5jaG1hcmsuLg==\r\n"
        + (subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
