package org.lectern.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.lectern.core.Caller;
import org.lectern.core.Json;
import org.lectern.core.Page;
import org.lectern.core.Problem;
import org.lectern.core.Secrets;
import org.lectern.testimony.TestimonyCommands.Words;
import org.lectern.testimony.Weight;

/**
 * One call of an operation, by page or by API, already checked against the contract: who asks, the parts of the address,
 * the query, the body, and the key that makes a create happen once (null where none is asked for), files that came with it, which go with the request, and when it first
 * arrived if a voucher attests that.
 */
record Call(Caller caller, Map<String, String> values, JsonNode body, byte[] bytes, String key, Secrets secrets, Sessions.Known known, String language, List<Path> files, Instant attested,
    Arrival arrival) {

  Call(Caller caller, Map<String, String> values, JsonNode body, byte[] bytes, String key, Secrets secrets, Sessions.Known known, String language, Arrival arrival) {
    this(caller, values, body, bytes, key, secrets, known, language, List.of(), null, arrival);
  }

  /** The same, with the time at which it first arrived. */
  Call attested(Instant first) {
    return new Call(caller, values, body, bytes, key, secrets, known, language, files, first, arrival);
  }

  String text(String name) {
    return values.get(name);
  }

  long number(String name) {
    try {
      return Long.parseLong(values.get(name));
    } catch (NumberFormatException tooLong) {
      throw Problem.missing(name);
    }
  }

  int ordinal(String name) {
    return Math.toIntExact(Math.min(number(name), Integer.MAX_VALUE));
  }

  UUID id(String name) {
    try {
      return UUID.fromString(values.get(name));
    } catch (IllegalArgumentException notOne) {
      throw Problem.missing(name);
    }
  }

  <E extends Enum<E>> E word(String name, Class<E> type, E otherwise) {
    var word = values.get(name);
    return word == null ? otherwise : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  <T> T body(Class<T> type) {
    return Json.as(body, type);
  }

  /** Tells one visitor from another for this one thing, and leads back to nobody; null if they cannot be told apart. */
  byte[] source(String about) {
    var who = caller.person() != null ? caller.person().toString() : arrival.network();
    return who == null ? null : secrets.mac((about + "\n" + who).getBytes(StandardCharsets.UTF_8));
  }

  /** What the door found about this submission without looking at what it says. */
  Weight weigh(Words words) {
    return arrival.floods().weigh(caller, arrival, words.chosen(), words.email());
  }

  String cursor() {
    return values.get("cursor");
  }

  int limit() {
    return values.containsKey("limit") ? Math.min(ordinal("limit"), Page.LARGEST) : Page.SIZE;
  }
}
