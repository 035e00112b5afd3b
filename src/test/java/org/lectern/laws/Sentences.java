package org.lectern.laws;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.ArgType;
import com.ibm.icu.text.MessagePattern.Part;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sentences of a language, what they are made of, and the sources that say them. */
final class Sentences {
  private Sentences() {}

  static Set<String> found(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results().flatMap(Sentences::groups).collect(toCollection(TreeSet::new));
  }

  private static Stream<String> groups(MatchResult match) {
    return IntStream.rangeClosed(1, match.groupCount()).mapToObj(match::group).filter(Objects::nonNull);
  }

  // What a sentence is made of

  /** The places to fill in: each by its name or number, and whether it is text, a number, or one of some words. */
  static Map<String, Set<String>> places(String key, String sentence) {
    if (key.startsWith("js.")) return found(sentence, "\\{(\\w+)\\}").stream().collect(toMap(name -> name, name -> Set.of("text")));
    var pattern = new MessagePattern(sentence);
    return starts(pattern).boxed().collect(groupingBy(i -> pattern.getSubstring(pattern.getPart(i + 1)), mapping(i -> kind(pattern, i), toSet())));
  }

  private static IntStream starts(MessagePattern pattern) {
    return IntStream.range(0, pattern.countParts()).filter(i -> pattern.getPartType(i) == Part.Type.ARG_START);
  }

  private static String kind(MessagePattern pattern, int start) {
    return switch (pattern.getPart(start).getArgType()) {
      case NONE -> "text";
      case SELECT -> "one of " + new TreeSet<>(selectors(pattern, start));
      default -> "number";
    };
  }

  static List<Set<String>> plurals(String sentence) {
    var pattern = new MessagePattern(sentence);
    return starts(pattern).filter(i -> pattern.getPart(i).getArgType() == ArgType.PLURAL).mapToObj(i -> selectors(pattern, i)).toList();
  }

  private static Set<String> selectors(MessagePattern pattern, int start) {
    var selectors = new TreeSet<String>();
    for (int i = start + 1; i < pattern.getLimitPartIndex(start); i++) {
      if (pattern.getPartType(i) == Part.Type.ARG_SELECTOR) selectors.add(pattern.getSubstring(pattern.getPart(i)));
      if (pattern.getPartType(i) == Part.Type.MSG_START) i = pattern.getLimitPartIndex(i);
    }
    return selectors;
  }

  /** The forms that whole numbers take. Spanish has one more, "many", for whole millions: "other" serves where we count. */
  static Set<String> categories(String language) {
    var categories = new TreeSet<>(PluralRules.forLocale(new ULocale(language)).getKeywords());
    if (Set.of("es", "fr", "pt", "it").contains(language)) categories.remove("many");
    return categories;
  }

  static String spoken(String sentence, String language) {
    var arguments = new HashMap<String, Object>();
    try {
      places("", sentence).forEach((name, kinds) -> arguments.put(name, kinds.contains("number") ? (Object) 3 : "three"));
      var format = new MessageFormat(sentence, new ULocale(language));
      var numbered = IntStream.range(0, 10).mapToObj(i -> arguments.get(String.valueOf(i))).toArray();
      return format.usesNamedArguments() ? format.format(arguments) : format.format(numbered, new StringBuffer(), null).toString();
    } catch (IllegalArgumentException wrong) {
      throw new AssertionError(sentence, wrong);
    }
  }

  // Files

  static Map<String, String> catalogue(String language) {
    var sentences = new Properties();
    try {
      sentences.load(new StringReader(text(language)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return sentences.stringPropertyNames().stream().collect(toMap(key -> key, sentences::getProperty));
  }

  static String text(String language) {
    return sources("web/locales", "_" + language + ".properties");
  }

  static String sources(String folder, String ending) {
    var text = new StringBuilder();
    try (var files = Files.walk(Path.of(folder))) {
      for (var file : files.filter(file -> file.toString().endsWith(ending)).sorted().toList()) text.append(Files.readString(file)).append('\n');
      return text.toString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
