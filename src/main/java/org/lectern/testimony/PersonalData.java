package org.lectern.testimony;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.lectern.core.Problem;

/**
 * Finds what in a text looks like somebody's private address, phone, e-mail, social security number or car plate. It warns
 * its author before sending and holds what is sent anyway; it decides nothing. Forms of the United States, in English and
 * Spanish; what needs a word beside it to be told from a docket or an ordinance number (seven digits, plates) needs that word.
 */
public final class PersonalData {
  private PersonalData() {}

  /** What kind of thing was found; a closed list. */
  public enum Kind {
    EMAIL("personal_data_email"),
    SSN("personal_data_ssn"),
    PHONE("personal_data_phone"),
    ADDRESS("personal_data_address"),
    PLATE("personal_data_plate");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** The code of the fault that warns of it. */
    public String code() {
      return code;
    }
  }

  /** A finding: its kind and where it stands in the text, end excluded. */
  public record Finding(Kind kind, int start, int end) {
    public String in(String text) {
      return text.substring(start, end);
    }
  }

  private static final int MOST = 50;
  private static final String STREET = "(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Ter|Circle|Cir|Parkway|Pkwy|Place|Pl)";

  /** @param needs one of these stands in every text that has one, small letters; most texts need not be looked through */
  private record Form(Kind kind, Pattern pattern, List<String> needs) {
    boolean mayBeIn(String small) {
      return needs.isEmpty() || needs.stream().anyMatch(small::contains);
    }
  }

  private static Form form(Kind kind, String pattern, String... needs) {
    return new Form(kind, Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS), List.of(needs));
  }

  private static final List<Form> FORMS = List.of(
      form(Kind.EMAIL, "(?<![\\w.+-])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@(?:[A-Za-z0-9-]{1,63}\\.){1,6}[A-Za-z]{2,24}(?!\\w)", "@"),
      form(Kind.SSN, "(?=\\d)(?<![\\d-])(?!000|666|9\\d\\d)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}(?![\\d-])"),
      form(Kind.SSN, "(?i:\\b(?:ssn|social security(?: number)?|seguro social)\\b)[^\\d\\n]{0,20}\\d{3}[ -]?\\d{2}[ -]?\\d{4}(?!\\d)", "ssn", "social"),
      form(Kind.PHONE, "(?=[+(\\d])(?<![0-9A-Za-z+-])(?:\\+?1[ .-]?)?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[ .-])[2-9]\\d{2}[ .-]?\\d{4}(?![0-9A-Za-z-])"),
      form(Kind.PHONE, "(?<![\\d+])\\+[1-9]\\d{0,2}(?:[ .-]?\\d{2,4}){2,5}(?!\\d)", "+"),
      form(Kind.PHONE, "(?i:\\b(?:phone|cell|mobile|call me|call us|text me|tel|tel[eé]fono|celular|ll[aá]m[ae]me)\\b)[^\\d\\n]{0,15}\\d{3}[ .-]?\\d{4}(?!\\d)", "phone", "cel", "mobile", "call", "text me", "tel", "lam", "lám"),
      form(Kind.ADDRESS, "(?=\\d)(?<![\\d#-])\\d{1,6}(?:-\\d{1,4})? (?:[NSEW]{1,2}\\.? |North |South |East |West )?(?:(?:\\p{Lu}[\\w'’-]{0,24}|\\d{1,3}(?:st|nd|rd|th)) ){1,3}" + STREET + "\\b\\.?(?:,? (?:Apt|Apartment|Unit|#) ?\\w{1,6})?"),
      form(Kind.ADDRESS, "(?:Calle|Avenida|Av\\.|Carrera|Paseo|Camino) (?:de |del |la |los |las )*\\p{Lu}?[\\w'’-]{1,24}(?: \\p{Lu}[\\w'’-]{0,24}){0,3},? (?:(?:n[uú]m(?:ero)?\\.?|n\\.?º|#) ?)?\\d{1,5}(?!\\d)", "calle", "aven", "av.", "carrera", "paseo", "camino"),
      form(Kind.PLATE, "(?i:\\b(?:licen[sc]e plate|plate(?: number| no\\.?)?|placas?|matr[ií]cula)\\b)[^\\w\\n]{0,3}(?i:(?:is|was|es|era|reads|number|n[uú]mero)[ :]{1,3})?(?=[A-Z0-9 -]{0,8}\\d)[A-Z0-9]{1,4}[ -]?[A-Z0-9]{2,5}(?![A-Za-z0-9])", "plate", "placa", "matr"));

  /**
   * Warns whoever sends words with personal data in them, unless they were warned before.
   *
   * @param pointer of the field, {@code /text}
   * @return true if something was found and is sent anyway
   */
  public static boolean warn(String pointer, String text, Boolean sendAnyway) {
    var found = text == null ? List.<Finding>of() : in(text);
    if (!found.isEmpty() && !Boolean.TRUE.equals(sendAnyway)) {
      throw Problem.invalid(found.stream().map(Finding::kind).distinct().map(kind -> Problem.Fault.at(pointer, kind.code())).toList());
    }
    return !found.isEmpty();
  }

  /** In the order in which they stand, none inside another; fifty at most. */
  public static List<Finding> in(String text) {
    var found = new ArrayList<Finding>();
    var small = text.toLowerCase(Locale.ROOT);
    for (var form : FORMS) {
      if (!form.mayBeIn(small)) continue;
      var matcher = form.pattern.matcher(text);
      while (matcher.find() && found.size() < MOST) {
        var finding = new Finding(form.kind, matcher.start(), matcher.end());
        if (found.stream().noneMatch(other -> finding.start < other.end && other.start < finding.end)) found.add(finding);
      }
    }
    found.sort(Comparator.comparingInt(Finding::start));
    return List.copyOf(found);
  }
}
