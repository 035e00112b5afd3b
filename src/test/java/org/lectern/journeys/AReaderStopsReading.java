package org.lectern.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.lectern.support.Hall;
import org.lectern.support.Town;

/** A phone in a tunnel does not hold up the others: it is not queued for, catches up if it reads again, and is let go if it does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(90)
class AReaderStopsReading {

  private static final int WORDS = 19_000;

  private Hall hall;
  private Town town;

  @BeforeAll
  void opens() {
    hall = Hall.open();
    town = new Town(hall);
  }

  @AfterAll
  void closes() {
    town.close();
    hall.close();
  }

  /** A socket by hand, so that it can be left unread. */
  private final class Phone implements AutoCloseable {
    final Socket socket = new Socket();
    final DataInputStream in;

    Phone(String topic) throws IOException {
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress("127.0.0.1", hall.settings.port()), 5_000);
      socket.setSoTimeout(20_000);
      in = new DataInputStream(socket.getInputStream());
      var key = Base64.getEncoder().encodeToString(new byte[16]);
      socket.getOutputStream().write(("GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + key
          + "\r\nSec-WebSocket-Protocol: lectern.v1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      var head = new StringBuilder();
      while (!head.toString().endsWith("\r\n\r\n")) head.append((char) in.readByte());
      assertThat(head.toString()).startsWith("HTTP/1.1 101");
      say(socket.getOutputStream(), "{\"follow\":[\"" + topic + "\"]}");
    }

    private static void say(OutputStream out, String text) throws IOException {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      out.write(new byte[] {(byte) 0x81, (byte) (0x80 | bytes.length), 0, 0, 0, 0});
      out.write(bytes);
    }

    /** The next text message; null at the end of the connection or when a close frame comes. */
    String next() throws IOException {
      while (true) {
        int kind = in.read();
        if (kind < 0 || (kind & 0x0F) == 8) return null;
        long length = in.readByte() & 0x7F;
        if (length == 126) length = in.readUnsignedShort();
        else if (length == 127) length = in.readLong();
        var payload = in.readNBytes((int) length);
        if ((kind & 0x0F) == 1) return new String(payload, StandardCharsets.UTF_8);
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private void many(long hearing, int count) {
    IntStream.range(0, count).forEach(n -> town.bayo.testifies("hearings/" + hearing, n + " " + "x".repeat(WORDS)));
  }

  @Test
  void whoeverReadsAgainInTimeHasMissedNothing() throws Exception {
    var hearing = town.ines.announces("Slow", "Item");
    try (var phone = new Phone("ashgrove/hearings/" + hearing)) {
      Thread.sleep(300);
      long before = hall.<Long>one("SELECT max(seq) FROM journal WHERE jurisdiction <> '00000000-0000-0000-0000-000000000000'");
      many(hearing, 150);
      var numbers = LongStream.generate(() -> number(phone)).filter(n -> n > 0).limit(150).toArray();
      assertThat(numbers).isEqualTo(LongStream.rangeClosed(before + 1, before + 150).toArray());
    }
  }

  private static long number(Phone phone) {
    try {
      var text = phone.next();
      if (text == null) throw new AssertionError("Cut off though it read");
      return text.startsWith("{\"seq\":") ? Long.parseLong(text.substring(7, text.indexOf(',')))  : 0;
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void whoeverDoesNotIsLetGoAndTheOthersHearEverything() throws Exception {
    var hearing = town.ines.announces("Stuck", "Item");
    var other = town.stranger().follows("ashgrove/hearings/" + hearing);
    try (var phone = new Phone("ashgrove/hearings/" + hearing)) {
      Thread.sleep(300);
      long before = hall.<Long>one("SELECT max(seq) FROM journal WHERE jurisdiction <> '00000000-0000-0000-0000-000000000000'");
      many(hearing, 150);
      other.upTo(before + 150);
      assertThat(other.numbers()).hasSize(150).isSorted();
      Thread.sleep(13_000);
      // What the kernels still held can be read; then the connection is at its end, long before everything was told.
      int told = 0;
      try {
        while (phone.next() != null) told++;
      } catch (IOException cut) {
        // a reset is an end too
      }
      assertThat(told).isLessThan(149);
      assertThat(other.isOpen()).isTrue();
    }
  }
}
