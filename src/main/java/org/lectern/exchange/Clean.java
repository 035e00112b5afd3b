package org.lectern.exchange;

import java.util.regex.Pattern;

/** Text of another system as we keep it: without control characters, doubled blanks and what is not text at all. */
final class Clean {
  private Clean() {}

  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\x{FEFF}\\x{200B}\\x{FFFE}\\x{FFFF}&&[^\\t\\r\\n]]");
  private static final Pattern BLANKS = Pattern.compile("[\\s\\x{A0}\\x{2028}\\x{2029}]+");
  private static final Pattern RTF = Pattern.compile("\\{\\*?\\\\[^{}]+}|[{}]|\\\\'[0-9a-f]{2}|\\\\\\n?[A-Za-z]+\\n?(?:-?\\d+)?[ ]?");

  /** On one line; null if nothing is left. */
  static String line(String text) {
    if (text == null) return null;
    var line = BLANKS.matcher(INVISIBLE.matcher(text).replaceAll("")).replaceAll(" ").strip();
    return line.isEmpty() ? null : line;
  }

  /** With its line breaks, at most one empty line between paragraphs; null if nothing is left. */
  static String text(String text) {
    if (text == null) return null;
    var kept = INVISIBLE.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("").replaceAll("[\\t\\x{A0} ]+", " ").replaceAll(" ?\n ?", "\n").replaceAll("\n{3,}", "\n\n").strip();
    return kept.isEmpty() ? null : kept;
  }

  static String line(String text, int longest) {
    return cut(line(text), longest);
  }

  /** Rich text, which some cities send as its source, as the words in it. */
  static String words(String text) {
    return line(text != null && text.stripLeading().startsWith("{\\rtf") ? RTF.matcher(text).replaceAll(" ") : text);
  }

  /** A web address, or null: nothing else may become a link. */
  static String url(String text) {
    var url = line(text);
    return url != null && url.length() <= 2000 && url.matches("(?i)https?://[^\\s\"<>]+") ? url : null;
  }

  /** At most so many UTF-16 units, which is never more than PostgreSQL counts; an ellipsis says that there was more. */
  static String cut(String text, int longest) {
    if (text == null || text.length() <= longest) return text;
    var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end).stripTrailing() + "…";
  }
}
