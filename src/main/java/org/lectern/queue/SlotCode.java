package org.lectern.queue;

import java.util.Locale;
import java.util.UUID;
import org.lectern.core.Secrets;

/**
 * The short code of a place in line, for a slip of paper or to be read out on the phone: ten letters and digits (50 bits)
 * without those that are easily mistaken, made of the slot's id like its secret link and stored as a hash only.
 */
public final class SlotCode {
  private SlotCode() {}

  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 10;

  static String of(Secrets secrets, UUID id) {
    var bytes = secrets.link("code", id).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    var hash = Secrets.hash(bytes);
    var code = new StringBuilder();
    for (var i = 0; i < LENGTH; i++) code.append(ALPHABET.charAt(hash[i] & 31));
    return code.toString();
  }

  /** As it is printed: in two halves. */
  public static String printed(Secrets secrets, UUID id) {
    var code = of(secrets, id);
    return code.substring(0, 5) + "-" + code.substring(5);
  }

  /** What somebody typed, as it is stored: without spaces and hyphens, O as 0, I and L as 1. */
  static String typed(String text) {
    return text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "").replace('O', '0').replace('I', '1').replace('L', '1');
  }
}
