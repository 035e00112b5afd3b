package org.lectern.web;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.lectern.core.Problem;

/** Bytes from outside as text and JSON, within limits: what does not read is a 400, and never more than that. */
final class Text {
  private Text() {}

  private static final Pattern EMAIL = Pattern.compile("[^@\\s\\p{Cntrl}\"<>,;]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");
  private static final Pattern URL = Pattern.compile("https?://[^\\s\\p{Cntrl}\"<>\\\\^`{|}]{3,500}");

  private static final ObjectReader READER = new ObjectMapper(JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(16).maxNumberLength(30).maxStringLength(128 * 1024).maxNameLength(256).build())
          .build())
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .reader();

  static JsonNode json(Buffer body) {
    try {
      var text = utf8(body.getBytes());
      var tree = READER.readTree(text);
      if (tree == null || tree.isMissingNode()) throw Problem.malformed("json_malformed");
      return tree;
    } catch (JsonProcessingException malformed) {
      throw Problem.malformed("json_malformed");
    }
  }

  /** Strictly UTF-8, without a byte order mark. */
  static String utf8(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.startsWith("\uFEFF")) throw Problem.malformed("json_malformed");
      return text;
    } catch (CharacterCodingException notUtf8) {
      throw Problem.malformed("not_utf8");
    }
  }

  /** No control characters but line breaks and tabs, no half of a surrogate pair. */
  static boolean clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 && c != '\n' && c != '\t' && c != '\r') return false;
      if (c == 0x7F) return false;
      if (Character.isHighSurrogate(c) && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(++i)))) return false;
      else if (Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)))) return false;
    }
    return true;
  }

  /** Text of a form as it is kept: composed (NFC), line breaks as one character. */
  static String tidy(String text) {
    return Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
  }

  static boolean looksLikeEmail(String text) {
    return text.length() <= 254 && EMAIL.matcher(text).matches();
  }

  static boolean looksLikeUrl(String text) {
    return URL.matcher(text).matches();
  }
}
