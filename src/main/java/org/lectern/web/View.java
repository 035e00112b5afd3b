package org.lectern.web;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import gg.jte.Content;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.lectern.core.Caller;
import org.lectern.core.Jurisdiction;
import org.lectern.core.Problem;
import org.lectern.core.Role;
import org.lectern.hearings.AgendaItem;
import org.lectern.hearings.Hearing;

/** What a template asks for: sentences, times with their zone, addresses, and who is looking. */
public final class View {

  private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

  private final Jurisdiction place;
  private final Messages messages;
  private final Caller caller;
  private final Frame frame;
  private final String now = Instant.now().toString();

  /** What only a whole page needs: its own address, the assets, and whether this is the demo. */
  record Frame(String path, Assets assets, boolean demo) {}

  View(Jurisdiction place, String language, Caller caller, Frame frame) {
    this.place = place;
    this.messages = Messages.in(language);
    this.caller = caller;
    this.frame = frame;
  }

  /** The server's clock when this page was begun. */
  public String now() {
    return now;
  }

  public String asset(String name) {
    return frame.assets.path(name);
  }

  public boolean demo() {
    return frame.demo;
  }

  public List<String> demoRoles() {
    return List.of("resident", "clerk", "chair", "member", "agency", "moderator");
  }

  /** This page's own address, for the language switch. */
  public String self() {
    return frame.path;
  }

  /** "page" on the page itself, "true" on those below it. */
  public String current(String part) {
    var address = at(part);
    if (frame.path.equals(address)) return "page";
    return frame.path.startsWith(address + "/") ? "true" : null;
  }

  public List<String> languages() {
    return Messages.LANGUAGES;
  }

  /** In which people write; pages may come in fewer. */
  public List<String> writingLanguages() {
    return List.of("en", "es", "zh", "vi", "ko", "fil", "ru", "ar", "ht", "fr", "bn", "hi", "pt", "de");
  }

  /** A language's name in that language. */
  public String languageName(String language) {
    return NAMES.computeIfAbsent(language, named -> {
      var itself = new ULocale(named);
      return UCharacter.toTitleCase(itself, itself.getDisplayLanguage(itself), null);
    });
  }

  /** Sentences for the scripts, as JSON that cannot end its element. */
  public String words() {
    return Words.json(messages).replace("<", "\\u003c");
  }

  /** The event as JSON-LD, for whoever looks for hearings. */
  public String eventJson(Hearing hearing) {
    return Words.event(hearing, place).replace("<", "\\u003c");
  }

  /** What a field of a form is called. */
  public String fieldName(String field) {
    var key = "field." + field.replaceAll("_[0-9]+$", "");
    return Messages.in("en").has(key) ? messages.say(key) : field;
  }

  public String month(Instant at, ZoneId zone) {
    return formatted(DateFormat.getInstanceForSkeleton("MMM", locale()), at, zone);
  }

  /** For a field of date and time in the place's zone. */
  public String local(Instant at) {
    return at == null ? "" : at.atZone(place.zone()).toLocalDateTime().truncatedTo(ChronoUnit.MINUTES).toString();
  }

  /** An agenda as the lines from which it was pasted. */
  public String agendaLines(List<AgendaItem> items) {
    return items.stream().map(Lines::of).collect(Collectors.joining("\n"));
  }

  /** The page of a topic: topics of a part lead to the whole. */
  public String page(String topic) {
    return topic.replaceFirst("/queue$", "").replaceFirst("^place$", "").replaceFirst("^(bodies|people)/.*", "");
  }

  /** A topic as people call it: Hearing 46, speaker line. */
  public String name(String topic) {
    var parts = topic.split("/");
    if (parts.length < 2) return place.name();
    return switch (parts[0]) {
      case "hearings" -> parts.length > 2 ? messages.say("topic.queue", parts[1]) : messages.say("topic.hearing", parts[1]);
      case "campaigns" -> messages.say("topic.campaign", parts[1]);
      case "areas" -> messages.say("topic.area", title(parts[1]));
      default -> parts[1];
    };
  }

  /** An area's slug as words, where its title is not at hand. */
  public String title(String slug) {
    return Character.toUpperCase(slug.charAt(0)) + slug.substring(1).replace('-', ' ');
  }

  /** What an entry is about in a few words; null if it does not say. */
  public String gist(JsonObject data) {
    for (var field : List.of("title", "name", "byline", "item", "reason")) {
      if (data.getValue(field) instanceof String text && !text.isBlank()) return text.length() > 120 ? text.substring(0, 117) + "…" : text;
    }
    return null;
  }

  public String gist(Map<String, Object> data) {
    return gist(new JsonObject(data));
  }

  public String t(String key, Object... args) {
    return messages.say(key, args);
  }

  /** The sentence if the catalogue has it, else the word itself: for vocabularies that imports bring along. */
  public String word(String prefix, Object value) {
    if (value == null) return "";
    var word = value instanceof Enum<?> one ? one.name().toLowerCase(Locale.ROOT) : value.toString();
    var key = prefix + "." + word;
    return messages.has(key) || Messages.in("en").has(key) ? messages.say(key) : word;
  }

  /** A list that comes as plain JSON. */
  public List<?> list(Object json) {
    return json instanceof List<?> all ? all : List.of();
  }

  /** One line of how a deadline was reckoned; from the certificate it comes as JSON. */
  public String step(Object step, ZoneId zone) {
    return Reckoning.sentence(messages, step, zone);
  }

  /** A status word as the style sheet knows it. */
  public String lower(Object value) {
    return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
  }

  public String language() {
    return messages.language();
  }

  public Messages messages() {
    return messages;
  }

  public String direction() {
    return new ULocale(messages.language()).isRightToLeft() ? "rtl" : "ltr";
  }

  public Jurisdiction place() {
    return place;
  }

  public Caller caller() {
    return caller;
  }

  /** An address below the place. */
  public String at(String address) {
    return "/" + place.slug() + (address.isEmpty() ? "" : "/" + address);
  }

  /** The page of a bill or resolution, by the file number that agendas print. */
  public String matter(String file) {
    return at("matters") + "?file=" + encoded(file);
  }

  /** Text as part of an address. */
  public String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  public boolean may(UUID body, String... roles) {
    for (var role : roles) if (caller.holds(Role.of(role), body)) return true;
    return false;
  }

  public boolean holds(String... roles) {
    for (var role : roles) if (caller.holdsSomewhere(Role.of(role))) return true;
    return false;
  }

  public boolean signedIn() {
    return caller.person() != null;
  }

  /** Monday, March 27, 2023, 1:00 PM EDT: a time is never shown without its zone. */
  public String dateTime(Instant at, ZoneId zone) {
    return at == null ? "" : dateTime(messages, at, zone);
  }

  static String dateTime(Messages messages, Instant at, ZoneId zone) {
    return formatted(DateFormat.getInstanceForSkeleton("yMMMMEEEEdjmz", messages.locale()), at, zone);
  }

  public String shortDateTime(Instant at) {
    return at == null ? "" : formatted(DateFormat.getInstanceForSkeleton("yMMMdjmz", locale()), at, place.zone());
  }

  public String time(Instant at, ZoneId zone) {
    return at == null ? "" : formatted(DateFormat.getInstanceForSkeleton("jmz", locale()), at, zone);
  }

  public String date(Instant at, ZoneId zone) {
    return at == null ? "" : formatted(DateFormat.getInstanceForSkeleton("yMMMMEEEEd", locale()), at, zone);
  }

  public String date(LocalDate date) {
    return date == null ? "" : formatted(DateFormat.getInstanceForSkeleton("yMMMd", locale()), date.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
  }

  public String dayAndDate(LocalDate date) {
    return date(messages, date);
  }

  /** Friday, November 27, 2026. */
  static String date(Messages messages, LocalDate date) {
    return formatted(DateFormat.getInstanceForSkeleton("yMMMMEEEEd", messages.locale()), date.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
  }

  private static String formatted(DateFormat format, Instant at, ZoneId zone) {
    format.setTimeZone(zone.getId().equals("Z") ? TimeZone.GMT_ZONE : TimeZone.getTimeZone(zone.getId()));
    return format.format(Date.from(at));
  }

  private ULocale locale() {
    return messages.locale();
  }

  /** What is wrong with a field, as a sentence. */
  public String sentence(Problem.Fault fault) {
    return Problems.sentence(messages, fault);
  }

  /** 2:05, or +0:12 beyond the time. */
  public String clock(long seconds) {
    var minutes = Math.abs(seconds) / 60;
    return (seconds < 0 ? "+" : "") + minutes + ":" + String.format(Locale.ROOT, "%02d", Math.abs(seconds) % 60);
  }

  /** How large a file is: 120 KB, 1.4 MB. */
  public String size(long bytes) {
    return bytes < 1_000_000 ? number(Math.max(1, bytes / 1_000)) + " KB" : NumberFormat.getNumberInstance(locale()).format(Math.round(bytes / 100_000.0) / 10.0) + " MB";
  }

  /** A place in a recording: 1:02:05. */
  public String offset(int seconds) {
    return String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  public String number(long n) {
    return NumberFormat.getIntegerInstance(locale()).format(n);
  }

  /** Somebody's own words: Markdown without HTML, through the allow-list. */
  public Content markdown(String text) {
    return out -> out.writeContent(Markdown.html(text));
  }

  /** HTML that our own templates made. */
  public Content made(String html) {
    return out -> out.writeContent(html);
  }
}
