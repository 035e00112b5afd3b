package org.lectern.web;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The catalogues of {@code web/locales}, for pages, mails and problems alike, in ICU MessageFormat with named or numbered
 * arguments. What a language does not have yet is said in English; a key that English does not have is a mistake of ours.
 */
public final class Messages {

  /** Languages with a complete catalogue, in the order of the switch. */
  public static final List<String> LANGUAGES = List.of("en", "es");

  private static final Logger LOG = LoggerFactory.getLogger(Messages.class);
  private static final Map<String, Messages> KNOWN = new ConcurrentHashMap<>();

  private final String language;
  private final Properties sentences;
  private final Messages fallback;
  private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

  private Messages(String language) {
    this.language = language;
    this.sentences = read(language);
    this.fallback = language.equals("en") ? null : in("en");
  }

  public static Messages in(String language) {
    var known = KNOWN.get(language);
    if (known == null) KNOWN.put(language, known = new Messages(language));
    return known;
  }

  /** The best of our languages for a wish such as {@code es-MX,es;q=0.9}; English if none fits. */
  public static String best(String wishes) {
    if (wishes == null || wishes.length() > 500) return "en";
    for (var wish : wishes.split(",")) {
      var language = wish.strip().split("[;-]", 2)[0].toLowerCase(Locale.ROOT);
      if (LANGUAGES.contains(language)) return language;
    }
    return "en";
  }

  private static Properties read(String language) {
    var sentences = new Properties();
    try (var file = Messages.class.getResourceAsStream("/locales/messages_" + language + ".properties")) {
      if (file == null) throw new IllegalStateException("No catalogue for " + language);
      sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
      return sentences;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  public boolean has(String key) {
    return sentences.containsKey(key);
  }

  /** Numbers and dates as they are written in the United States, in this language. */
  ULocale locale() {
    return new ULocale(language + "-US");
  }

  public String language() {
    return language;
  }

  public Properties sentences() {
    return sentences;
  }

  /** The sentence with its arguments, numbered from 0. */
  public String say(String key, Object... args) {
    return format(key).format(args, new StringBuffer(), null).toString();
  }

  /** The sentence with named arguments. */
  public String say(String key, Map<String, Object> args) {
    return format(key).format(args, new StringBuffer(), null).toString();
  }

  private MessageFormat format(String key) {
    var known = formats.get(key);
    if (known == null) {
      var sentence = sentences.getProperty(key);
      if (sentence == null && fallback != null) return fallback.format(key);
      if (sentence == null) {
        // A law keeps the catalogues complete; should one ever not be, the page is still better than none.
        LOG.error("No sentence for {}", key);
        return new MessageFormat(MessageFormat.autoQuoteApostrophe(key.replaceAll("[{}']", "")), locale());
      }
      formats.put(key, known = new MessageFormat(sentence, locale()));
    }
    return (MessageFormat) known.clone(); // formats are not safe to share between threads
  }
}
