package org.lectern.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secret links and other values that only their holder may know. A link's secret is derived from the id and the
 * installation's key, so that a retry gets the same receipt though nothing but a hash is stored.
 */
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();
  private final byte[] key;

  public Secrets(byte[] key) {
    if (key.length < 32) throw new IllegalArgumentException("The installation's key has fewer than 32 bytes");
    this.key = key.clone();
  }

  /** The secret of a link for this purpose: 192 bits in URL-safe Base64 (32 characters). */
  public String link(String purpose, UUID id) {
    var message = ByteBuffer.allocate(16 + purpose.length()).put(purpose.getBytes(StandardCharsets.US_ASCII))
        .putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()).array();
    return text(mac(message), 24);
  }

  public byte[] mac(byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static byte[] hash(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return digest.digest();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public static byte[] hash(String text) {
    return hash(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Commitment to content: SHA-256(0x54 ‖ salt ‖ canonical bytes). Without the salt it says nothing. */
  public static byte[] commitment(byte[] salt, byte[] canonical) {
    return hash(new byte[] {0x54}, salt, canonical);
  }

  public static byte[] random(int bytes) {
    var value = new byte[bytes];
    RANDOM.nextBytes(value);
    return value;
  }

  public static String text(byte[] value, int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(value, bytes));
  }

  public static String digits(int count) {
    var digits = new StringBuilder();
    for (var i = 0; i < count; i++) digits.append(RANDOM.nextInt(10));
    return digits.toString();
  }
}
