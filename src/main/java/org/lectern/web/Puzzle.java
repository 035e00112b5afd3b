package org.lectern.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lectern.core.Secrets;

/**
 * A small sum that a browser does and a person does not see: a number so that SHA-256(challenge:number) begins with as many zero
 * bits as the challenge says. It costs whoever sends a thousand and nobody who sends one; there is nothing to read, hear or tap.
 * The challenge carries its own seal, so nothing is kept but which ones were used.
 */
final class Puzzle {

  static final int LEAST_BITS = 14;
  static final int MOST_BITS = 20;
  static final Duration LIFE = Duration.ofMinutes(10);
  private static final int MOST_USED = 100_000;

  /** What a browser is asked; {@code bits} 0 is nothing. */
  record Asked(int bits, String challenge) {}

  private final Secrets key;
  private final Map<String, Boolean> used = new LinkedHashMap<>() {
    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_USED;
    }
  };

  Puzzle(Secrets key) {
    this.key = key;
  }

  Asked ask(int bits, long nowMillis) {
    if (bits == 0) return new Asked(0, "");
    var words = "v1." + bits + "." + (nowMillis + LIFE.toMillis()) + "." + Secrets.text(Secrets.random(12), 12);
    return new Asked(bits, words + "." + seal(words));
  }

  private String seal(String words) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.mac(("puzzle " + words).getBytes(StandardCharsets.UTF_8))).substring(0, 22);
  }

  /** True once for each challenge of ours that is not over and was solved; {@code proof} is challenge:number. */
  boolean solved(String proof, long nowMillis) {
    if (proof == null || proof.length() > 200) return false;
    var end = proof.lastIndexOf(':');
    var dot = proof.lastIndexOf('.');
    if (end < 0 || dot < 0 || dot > end) return false;
    var words = proof.substring(0, dot);
    var parts = words.split("\\.");
    if (parts.length != 4 || !parts[0].equals("v1") || !parts[1].matches("[0-9]{1,2}") || !parts[2].matches("[0-9]{13}")) return false;
    if (!MessageDigest.isEqual(seal(words).getBytes(StandardCharsets.US_ASCII), proof.substring(dot + 1, end).getBytes(StandardCharsets.US_ASCII))) return false;
    if (Long.parseLong(parts[2]) < nowMillis) return false;
    return zeros(Secrets.hash(proof)) >= Integer.parseInt(parts[1]) && once(words);
  }

  static int zeros(byte[] hash) {
    int bits = 0;
    for (var one : hash) {
      if (one != 0) return bits + Integer.numberOfLeadingZeros(one & 0xff) - 24;
      bits += 8;
    }
    return bits;
  }

  private synchronized boolean once(String words) {
    return used.put(words, true) == null;
  }
}
