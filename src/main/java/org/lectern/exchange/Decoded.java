package org.lectern.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A file's bytes as text: what its byte order mark says, else what it must be (UTF-16 if every other byte is null, UTF-8 if it reads as
 * that), else Windows-1252, which older spreadsheets write.
 *
 * @param encoding its name
 * @param guessedFrom the first line that is not UTF-8 and made us think so; 0 if nothing was guessed
 */
record Decoded(String text, String encoding, long guessedFrom) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int LOOK_AT = 4_000;

  /** @param wish an encoding by name, or null to find out
   *  @throws IllegalArgumentException if the bytes are not in that encoding: the line is named */
  static Decoded of(byte[] bytes, String wish) {
    if (wish != null && !wish.equalsIgnoreCase("auto")) return strict(bytes, named(wish));
    if (starts(bytes, 0xEF, 0xBB, 0xBF)) return strict(Arrays.copyOfRange(bytes, 3, bytes.length), StandardCharsets.UTF_8);
    if (starts(bytes, 0xFF, 0xFE)) return strict(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16LE);
    if (starts(bytes, 0xFE, 0xFF)) return strict(Arrays.copyOfRange(bytes, 2, bytes.length), StandardCharsets.UTF_16BE);
    var wide = wide(bytes);
    if (wide != null) return strict(bytes, wide);
    try {
      return new Decoded(decode(bytes, StandardCharsets.UTF_8), "UTF-8", 0);
    } catch (CharacterCodingException notUtf8) {
      return new Decoded(strict(bytes, WINDOWS).text, WINDOWS.name(), wrongLine(bytes, StandardCharsets.UTF_8));
    }
  }

  private static Charset named(String wish) {
    try {
      return Charset.forName(wish.strip().toLowerCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("There is no encoding " + wish + "; write utf-8, windows-1252, utf-16le or auto.");
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) if (i >= bytes.length || (bytes[i] & 0xFF) != mark[i]) return false;
    return true;
  }

  /** Latin text in UTF-16 has a null in every other place. */
  private static Charset wide(byte[] bytes) {
    int length = Math.min(bytes.length, LOOK_AT) & ~1;
    int even = 0;
    int odd = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == 0) {
        if (i % 2 == 0) even++;
        else odd++;
      }
    }
    if (length < 4) return null;
    if (odd > length / 4 && even < length / 20) return StandardCharsets.UTF_16LE;
    return even > length / 4 && odd < length / 20 ? StandardCharsets.UTF_16BE : null;
  }

  private static Decoded strict(byte[] bytes, Charset charset) {
    try {
      var text = decode(bytes, charset);
      return new Decoded(text.startsWith("\uFEFF") ? text.substring(1) : text, charset.name(), 0);
    } catch (CharacterCodingException broken) {
      throw new IllegalArgumentException("Line " + wrongLine(bytes, charset) + " holds bytes that are not " + charset.name() + ". Save the file as UTF-8, or name its encoding in the mapping.");
    }
  }

  private static String decode(byte[] bytes, Charset charset) throws CharacterCodingException {
    return charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(bytes)).toString();
  }

  /** The line of the first byte that cannot be read, counted from 1. */
  private static long wrongLine(byte[] bytes, Charset charset) {
    var in = ByteBuffer.wrap(bytes);
    var out = java.nio.CharBuffer.allocate(bytes.length + 1);
    charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT).decode(in, out, true);
    return out.flip().toString().chars().filter(c -> c == '\n').count() + 1;
  }
}
