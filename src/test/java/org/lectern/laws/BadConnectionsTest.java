package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Accidents;
import org.lectern.support.Ear;
import org.lectern.support.Hall;
import org.lectern.support.Town;
import org.lectern.support.Visitor;

/** What comes over a socket, or is hardly HTTP, ends with its code or a 4xx, and never with an accident. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class BadConnectionsTest {

  private final Accidents accidents = new Accidents();
  private static final byte[] UPGRADE = ("GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
      .getBytes(StandardCharsets.ISO_8859_1);

  private Hall hall;
  private Town town;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
  }

  @AfterEach
  void noAccidents() {
    accidents.mustBeNone();
    new Visitor(hall, "Afterwards").get("/places").expect(200);
  }

  @AfterAll
  void closes() {
    accidents.close();
    town.close();
    hall.close();
  }

  private int closedAfter(String... messages) {
    var ear = new Visitor(hall, "Odd").listens();
    try {
      for (var message : messages) ear.sayRaw(message);
    } catch (CompletionException alreadyClosed) {
      // told below
    }
    var code = ear.closed(Duration.ofSeconds(3));
    ear.drop();
    return code;
  }

  @Test
  void wishesThatNobodyUnderstands() {
    for (var message : List.of("", "x", "[]", "null", "7", "{", "{\"follow\":\"ashgrove\"}", "{\"follow\":[1]}", "{\"follow\":[null]}", "{\"follow\":[[]]}", "{\"follow\":[\"\"]}", "{\"follow\":[\"/ashgrove\"]}", "{\"follow\":[\"ashgrove/\"]}", "{\"follow\":[\"Ashgrove\"]}", "{\"follow\":[\"ashgrove/../x\"]}",
        "{\"follow\":[\"ashgrove/hearings/1 OR 1=1\"]}", "{\"follow\":[\"ashgrove\"],\"after\":-1}", "{\"follow\":[\"ashgrove\"],\"after\":\"x\"}", "{\"write\":\"me\"}", "{\"follow\":[\"ashgrove\"],\"extra\":1}", "{\"follow\":{}}", "{\"a\":" + "[".repeat(2_000) + "}",
        "{\"follow\":[\"ashgrove\"],\"html\":[1]}", "{\"follow\":[" + "\"ashgrove\",".repeat(25) + "\"ashgrove\"]}")) {
      assertThat(closedAfter(message)).as(message.length() > 60 ? message.substring(0, 60) : message).isEqualTo(4400);
    }
    assertThat(closedAfter("{\"follow\":[\"nowhere\"]}")).isEqualTo(4404);
    var binary = new Visitor(hall, "Odd").listens();
    binary.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
    assertThat(binary.closed(Duration.ofSeconds(3))).isEqualTo(4400);
  }

  @Test
  void tooManyTopicsTooManyMessagesTooLargeOnes() {
    var eleven = new StringBuilder("{\"follow\":[\"ashgrove\"");
    for (int i = 1; i <= 10; i++) eleven.append(",\"ashgrove/hearings/").append(i).append('"');
    assertThat(closedAfter(eleven + "]}")).isEqualTo(4429);
    var flood = new String[40];
    Arrays.fill(flood, "{\"unfollow\":[\"ashgrove\"]}");
    assertThat(closedAfter(flood)).isEqualTo(4429);
    assertThat(closedAfter("{\"follow\":[\"" + "a".repeat(5_000) + "\"]}")).isEqualTo(1009);
    Ear patient = new Visitor(hall, "Ten topics").listens();
    var ten = new String[10];
    for (int i = 0; i < 10; i++) ten[i] = "ashgrove/hearings/" + (i + 1);
    patient.follow(ten);
    Ear.pause(200);
    for (int i = 0; i < 8; i++) patient.unfollow("ashgrove/hearings/1").follow("ashgrove/hearings/1");
    assertThat(patient.closed(Duration.ofMillis(300))).isZero();
  }

  @Test
  void messagesInPiecesSignsOfLifeAndGoodbyes() throws Exception {
    var pieces = new Visitor(hall, "In pieces").listens();
    pieces.socket().sendText("{\"follow\":[\"now", false).thenCompose(socket -> socket.sendText("here\"]}", true)).join();
    assertThat(pieces.closed(Duration.ofSeconds(3))).as("a message in pieces is read as one").isEqualTo(4404);
    var endless = new Visitor(hall, "Endless").listens();
    try {
      for (int i = 0; i < 10; i++) endless.socket().sendText("x".repeat(1_000), false).join();
    } catch (CompletionException alreadyClosed) {
      // told below
    }
    assertThat(endless.closed(Duration.ofSeconds(3))).isEqualTo(1009);
    var pings = new Visitor(hall, "Pings").listens();
    for (int i = 0; i < 10; i++) pings.socket().sendPing(ByteBuffer.wrap(new byte[] {(byte) i})).join();
    assertThat(pings.closed(Duration.ofMillis(300))).isZero();
    for (int i = 0; i < 30; i++) pings.socket().sendPing(ByteBuffer.allocate(0));
    assertThat(pings.closed(Duration.ofSeconds(3))).isEqualTo(4429);
    assertThat(afterTheUpgrade(new byte[] {(byte) 0x81, 1, 'x'})).as("without a mask: a close frame with 1002").startsWith((byte) 0x88, (byte) 16, (byte) 0x03, (byte) 0xEA);
  }

  @Test
  void whoeverGoesBeforeBeingLetInIsNotCounted() throws Exception {
    Ear.pause(500);
    var before = open();
    for (int i = 0; i < 200; i++) {
      try (var socket = new Socket("127.0.0.1", hall.settings.port())) {
        socket.setSoLinger(true, 0); // a reset, not a goodbye
        socket.getOutputStream().write(UPGRADE);
      }
    }
    for (int tries = 0; open() > before && tries < 50; tries++) Ear.pause(100);
    assertThat(open()).isLessThanOrEqualTo(before);
    assertThat(closedAfter("{\"follow\":[\"nowhere\"]}")).isEqualTo(4404);
  }

  /** As monitors see it. */
  private double open() throws IOException {
    try (var in = URI.create("http://127.0.0.1:" + hall.settings.managementPort() + "/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("lectern_live_sockets "))
          .mapToDouble(line -> Double.parseDouble(line.split(" ")[1])).findFirst().orElseThrow();
    }
  }

  @Test
  void socketsFromElsewhere() {
    for (var origin : List.of("https://evil.example", "null", hall.settings.url() + ".evil.example", "http://127.0.0.1:1")) {
      var refused = Assertions.catchThrowable(() -> new Visitor(hall, "Elsewhere").listens("Origin", origin));
      assertThat(refused).as(origin).isInstanceOf(CompletionException.class);
      assertThat(refused.getCause()).isInstanceOfSatisfying(WebSocketHandshakeException.class, e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
    }
  }

  @Test
  void requestsThatSmuggle() throws IOException {
    var host = "127.0.0.1:" + hall.settings.port();
    for (var request : List.of(
        "GET /?%=1 HTTP/1.1\r\nHost: " + host + "\r\nTransfer-Encoding: x\r\nContent-Length: 1\r\n\r\nx",
        "GET /%E0%A4%A HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: " + host + "\r\nHost: evil.example\r\n\r\n",
        "POST /csp HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
        "POST /csp HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "GET / HTTP/1.1\r\nHost: " + host + "\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n",
        "GET /" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: " + host + "\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\nHost: " + host + "\r\n\r\n",
        "TRACE / HTTP/1.1\r\nHost: " + host + "\r\nX-Secret: 1\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")) {
      var answer = spoken(request);
      assertThat(answer).as(request.substring(0, Math.min(50, request.length()))).doesNotContain("200 OK").doesNotContain("X-Secret");
      if (!answer.isEmpty()) assertThat(answer).containsPattern("^HTTP/\\d\\.\\d (4\\d\\d|501|505)");
    }
  }

  private byte[] afterTheUpgrade(byte[] frame) throws IOException {
    try (var socket = new Socket("127.0.0.1", hall.settings.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(UPGRADE);
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) head.append((char) socket.getInputStream().read());
      assertThat(head.toString()).startsWith("HTTP/1.1 101");
      socket.getOutputStream().write(frame);
      return socket.getInputStream().readAllBytes();
    }
  }

  private String spoken(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", hall.settings.port())) {
      socket.setSoTimeout(1_500);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new ByteArrayOutputStream();
      try {
        socket.getInputStream().transferTo(answer);
      } catch (IOException cutOrLate) {
        // what came is what counts
      }
      return answer.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
