package org.lectern.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Makes the next request. Called on one thread, and the bytes are sent before it is called again. */
public interface Request {

  /** @param at the instant the request is for (nanoTime) */
  ByteBuffer next(long at);

  static Request get(Target target, String path) {
    var bytes = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\nAccept-Encoding: identity\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    return at -> ByteBuffer.wrap(bytes);
  }

  /** A submission of about a third of a kilobyte, in which the instant is written, in words and under a key of its own. */
  static Request submission(Target target) {
    return new Submission(target, "");
  }

  /** The same with so many characters more. */
  static Request submission(Target target, int characters) {
    return new Submission(target, " Mend it.".repeat(characters / 9));
  }

  final class Submission implements Request {

    private static final AtomicLong KEYS = new AtomicLong(System.currentTimeMillis() * 1_000_000);
    private static final String DIGITS = "0000000000000000000";
    /** Of one length, so that they can be exchanged: letters of the same words would be a campaign, which puts entries of its own on record. */
    private static final String[] WORDS = ("street lights repair corner winter parked school crosses little people monday always before cyclist driver danger signal market "
        + "river bridge garden summer evening family doctor ticket thirty twenty second orange yellow silver button window ground planes behind around nobody rather should").split(" ");
    private static final int LETTERS = 6;
    /** Fills the message that followers get up to about 450 bytes. */
    private static final int SAID = 20;

    private final byte[][] words = Stream.of(WORDS).filter(word -> word.length() == LETTERS).map(word -> word.getBytes(StandardCharsets.US_ASCII)).toArray(byte[][]::new);
    private final SplittableRandom random = new SplittableRandom(KEYS.incrementAndGet());
    private final byte[] bytes;
    private final int key;
    private final int instant;

    Submission(Target target, String more) {
      var body = "{\"text\":\"sent:" + DIGITS + " ______".repeat(SAID) + more + "\",\"privacy\":\"named\",\"name\":\"Bayo Adeyemi\",\"position\":\"support\"}";
      var request = "POST " + target.post() + " HTTP/1.1\r\nHost: 127.0.0.1:" + target.port() + "\r\nContent-Type: application/json\r\n"
          + "Idempotency-Key: k" + DIGITS + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
      bytes = request.getBytes(StandardCharsets.US_ASCII);
      key = request.indexOf("k" + DIGITS) + 1;
      instant = request.indexOf("sent:" + DIGITS) + 5;
    }

    @Override
    public ByteBuffer next(long at) {
      write(key, KEYS.incrementAndGet());
      write(instant, at);
      for (int i = 0; i < SAID; i++) System.arraycopy(words[random.nextInt(words.length)], 0, bytes, instant + DIGITS.length() + 1 + i * (LETTERS + 1), LETTERS);
      return ByteBuffer.wrap(bytes);
    }

    private void write(int from, long number) {
      for (int i = from + DIGITS.length() - 1; i >= from; i--, number /= 10) bytes[i] = (byte) ('0' + number % 10);
    }
  }
}
