package org.lectern.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * How a server under test is reached: its port on 127.0.0.1, where followers open their sockets and what they say there
 * (null where nothing need be said), and where submissions are posted.
 */
public record Target(String name, int port, String live, String subprotocol, String follow, String post) {

  /** The in-project peers ask for nothing: who opens a socket follows. */
  public static Target peer(String name, int port) {
    return new Target(name, port, "/live", null, null, "/testimony");
  }

  /** The same service, followed after another number of its record. */
  public Target following(String wish) {
    return new Target(name, port, live, subprotocol, wish, post);
  }

  byte[] handshake() {
    return ("GET " + live + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: bGVjdGVybiBiZW5jaG1hcmsuLg==\r\n"
        + (subprotocol == null ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }
}
