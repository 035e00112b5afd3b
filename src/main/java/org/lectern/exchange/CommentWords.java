package org.lectern.exchange;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lectern.core.Secrets;
import org.lectern.testimony.Position;

/** How fields of other systems read: what spreadsheets did to ids is told and not guessed, dates are read and not guessed either. */
final class CommentWords {
  private CommentWords() {}

  static final int LONGEST = 20_000;

  private static final Pattern DAMAGED = Pattern.compile(
      "[0-9]([.,][0-9]+)?[Ee][+-][0-9]{1,3}"                                          // 1.23E+11; 0900006484e6 is an id
      + "|#+|#(NAME|REF|VALUE|N/A|NUM|NULL|DIV/0)[?!]?"                               // ####, #NAME?
      + "|[0-9]{1,2}[-. ](Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*([-. ][0-9]{2,4})?" // 1-Mar
      + "|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[-. ][0-9]{2,4}"     // Mar-01
      + "|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}( [0-9:]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9:]+)",
      Pattern.CASE_INSENSITIVE);

  /** Headings of what is never brought in, whatever the mapping says. */
  private static final Pattern PRIVATE = Pattern.compile(
      ".*(e[-_ ]?mail|phone|telefon|tel[eé]fono|mobile|\\bcell\\b|\\bfax\\b|address|adresse|direcci[oó]n|street|\\bzip\\b|zip_?code|post(al)?[-_ ]?code|\\bip\\b|ip_?addr).*", Pattern.CASE_INSENSITIVE);

  static boolean isPrivate(String heading) {
    return PRIVATE.matcher(heading.replaceAll("([a-z])([A-Z0-9])", "$1_$2")).matches();
  }

  /** Is this what a spreadsheet makes of an id? */
  static boolean damaged(String id) {
    return DAMAGED.matcher(id.strip()).matches();
  }

  /** An id for what has none: the same text a second time is another comment, and the file read again gives the same ids. */
  static String idOf(String text, int occurrence) {
    return "text-" + HexFormat.of().formatHex(Secrets.hash(text.getBytes(StandardCharsets.UTF_8)), 0, 12) + "-" + occurrence;
  }

  private static final Map<String, Position> POSITIONS = Map.ofEntries(
      Map.entry("support", Position.SUPPORT), Map.entry("for", Position.SUPPORT), Map.entry("in favor", Position.SUPPORT), Map.entry("+", Position.SUPPORT),
      Map.entry("oppose", Position.OPPOSE), Map.entry("against", Position.OPPOSE), Map.entry("opposed", Position.OPPOSE), Map.entry("-", Position.OPPOSE),
      Map.entry("neutral", Position.NEUTRAL), Map.entry("=", Position.NEUTRAL), Map.entry("mixed", Position.MIXED));

  /** The position that the source says the author took; null if it is no word of ours. */
  static Position position(String word) {
    return POSITIONS.get(word.strip().toLowerCase(Locale.ROOT));
  }

  private static final List<DateTimeFormatter> LOCAL = List.of(DateTimeFormatter.ISO_LOCAL_DATE_TIME, DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm[:ss]", Locale.ROOT));

  /**
   * An instant, a date and time of the place, a date, or seconds or milliseconds since 1970 in full; null if it is none of these.
   * 03/04/2026 is not read: nobody knows which is the month.
   */
  static Instant instant(String text, ZoneId zone) {
    var word = text.strip();
    try {
      if (word.matches("[0-9]{13}")) return Instant.ofEpochMilli(Long.parseLong(word));
      if (word.matches("[0-9]{10}")) return Instant.ofEpochSecond(Long.parseLong(word));
      if (word.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) return LocalDate.parse(word).atTime(12, 0).atZone(zone).toInstant();
      if (word.matches(".*([Zz]|[+-][0-9]{2}:?[0-9]{2})")) return OffsetDateTime.parse(word.replace(' ', 'T').replaceAll("([+-][0-9]{2})([0-9]{2})$", "$1:$2")).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
    for (var format : LOCAL) {
      try {
        return LocalDateTime.parse(word, format).atZone(zone).toInstant();
      } catch (DateTimeException another) {
        // the next one
      }
    }
    return null;
  }

  private static final Pattern BREAK = Pattern.compile("(?i)<br\\s*/?>|</p>");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]{0,200}>");
  private static final Pattern ENTITY = Pattern.compile("&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip|bull|sect|copy|reg|eacute|ntilde|aacute|iacute|oacute|uacute|uuml|ouml|auml|szlig);");
  private static final Map<String, String> NAMED = Map.ofEntries(
      Map.entry("amp", "&"), Map.entry("lt", "<"), Map.entry("gt", ">"), Map.entry("quot", "\""), Map.entry("apos", "'"), Map.entry("nbsp", " "),
      Map.entry("rsquo", "’"), Map.entry("lsquo", "‘"), Map.entry("rdquo", "”"), Map.entry("ldquo", "“"), Map.entry("ndash", "–"), Map.entry("mdash", "—"),
      Map.entry("hellip", "…"), Map.entry("bull", "•"), Map.entry("sect", "§"), Map.entry("copy", "©"), Map.entry("reg", "®"), Map.entry("eacute", "é"),
      Map.entry("ntilde", "ñ"), Map.entry("aacute", "á"), Map.entry("iacute", "í"), Map.entry("oacute", "ó"), Map.entry("uacute", "ú"), Map.entry("uuml", "ü"),
      Map.entry("ouml", "ö"), Map.entry("auml", "ä"), Map.entry("szlig", "ß"));
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\x{FEFF}\\x{FFFE}\\x{FFFF}&&[^\\n\\t]]");

  /** The words as people wrote them: line ends as one character, mark-up and its entities as what they stand for. Null if nothing is left. */
  static String text(String text) {
    var lines = BREAK.matcher(text.replace("\r\n", "\n").replace('\r', '\n')).replaceAll("\n");
    var plain = ENTITY.matcher(TAG.matcher(lines).replaceAll("")).replaceAll(found -> Matcher.quoteReplacement(entity(found.group(1), found.group())));
    var clean = java.text.Normalizer.normalize(CONTROLS.matcher(halves(plain)).replaceAll(""), java.text.Normalizer.Form.NFC).strip();
    return clean.isEmpty() ? null : clean;
  }

  /** Half a sign, which some exports cut, is no sign. */
  private static String halves(String text) {
    var whole = new StringBuilder(text.length());
    text.codePoints().filter(sign -> sign < 0xD800 || sign > 0xDFFF).forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static String entity(String name, String whole) {
    if (!name.startsWith("#")) return NAMED.getOrDefault(name, whole);
    int sign = name.startsWith("#x") || name.startsWith("#X") ? Integer.parseInt(name.substring(2), 16) : Integer.parseInt(name.substring(1));
    return Character.isValidCodePoint(sign) && sign >= 0x20 && !(sign >= 0xD800 && sign <= 0xDFFF) ? Character.toString(sign) : "";
  }
}
