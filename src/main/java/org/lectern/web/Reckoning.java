package org.lectern.web;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lectern.bodies.Notice;

/** The lines of a notice computation in the reader's language. */
final class Reckoning {
  private Reckoning() {}

  /** @param step as it was computed, or as the certificate has kept it in JSON */
  static String sentence(Messages messages, Object step, ZoneId zone) {
    if (step instanceof Notice.Step computed) return sentence(messages, computed.key().message(), computed.args(), zone);
    var kept = (Map<?, ?>) step;
    return sentence(messages, "notice.step." + kept.get("key"), (Map<?, ?>) kept.get("args"), zone);
  }

  private static String sentence(Messages messages, String key, Map<?, ?> args, ZoneId zone) {
    var words = new LinkedHashMap<String, Object>();
    args.forEach((name, value) -> words.put(name.toString(), word(messages, value, zone)));
    return messages.say(key, words);
  }

  private static Object word(Messages messages, Object value, ZoneId zone) {
    if (value instanceof ZonedDateTime at) return View.dateTime(messages, at.toInstant(), zone);
    if (value instanceof LocalDate date) return View.date(messages, date);
    if (!(value instanceof String text)) return value;
    if (text.matches("\\d{4}-\\d{2}-\\d{2}")) return View.date(messages, LocalDate.parse(text));
    return text.matches("\\d{4}-\\d{2}-\\d{2}T.*") ? View.dateTime(messages, OffsetDateTime.parse(text).toInstant(), zone) : text;
  }
}
