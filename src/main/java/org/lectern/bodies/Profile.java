package org.lectern.bodies;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * The legal clocks that a jurisdiction lives by, one version of them, each number with its source in law.
 *
 * <p>The presets stand in {@code profiles.yaml}. A hearing stores {@link #id} and {@link #version} when it is noticed
 * and is judged by that version for ever, so a released version is never edited.
 *
 * @param notice                how long before a meeting its notice must be posted
 * @param nameRequired          whether a speaker must give a name
 * @param minutesPublicBy       how soon after a meeting its minutes are public
 * @param materials             how soon before a meeting the public can read what the members read
 * @param allotmentSeconds      speaking time at one turn
 * @param minimumSeconds        the least to which a chair may cut it
 * @param interpreterMultiplier what an interpreter who is not simultaneous multiplies it by
 * @param responseDue           how long an agency has to answer, from service
 * @param extension             how much longer it may ask for, once
 * @param lateTestimony         what happens to testimony after the window closed
 * @param phoneInRequired       whether a hearing without a phone-in cannot be noticed
 */
public record Profile(
    String id,
    int version,
    String name,
    Leads notice,
    Knob<NameRule> nameRequired,
    DueDates.Term minutesPublicBy,
    Materials materials,
    Knob<Integer> allotmentSeconds,
    Knob<Integer> minimumSeconds,
    Knob<Integer> interpreterMultiplier,
    DueDates.Term responseDue,
    DueDates.Term extension,
    Knob<LateTestimony> lateTestimony,
    Knob<Boolean> phoneInRequired,
    Holidays holidays) {

  private static final List<Profile> PRESETS = read("/profiles.yaml");

  /** From this number on a version is a place's own; a preset never gets so far. */
  public static final int OWN = 1001;

  /** The source of a number that the place set for itself. */
  private static final String LOCAL = "set by the place itself";

  /**
   * A preset. For a place's own version it is the newest preset of that name, which has all that a place cannot set itself;
   * {@link Profiles} knows the rest.
   *
   * @throws NoSuchElementException if there is no such profile or no such version of it
   */
  public static Profile load(String id, int version) {
    if (version >= OWN) return current(id);
    return PRESETS.stream().filter(preset -> preset.id.equals(id) && preset.version == version).findFirst()
        .orElseThrow(() -> new NoSuchElementException("no profile " + id + " version " + version));
  }

  /**
   * The newest version of a profile, for hearings that have not been noticed yet.
   *
   * @throws NoSuchElementException if there is no such profile
   */
  public static Profile current(String id) {
    return PRESETS.stream().filter(preset -> preset.id.equals(id)).max(Comparator.comparingInt(Profile::version))
        .orElseThrow(() -> new NoSuchElementException("no profile " + id));
  }

  /** Every profile in every version, in the order of the file. */
  public static List<Profile> presets() {
    return PRESETS;
  }

  /** The same clocks with dates on which this jurisdiction's offices are closed as well. */
  public Profile alsoClosedOn(Collection<LocalDate> dates) {
    return new Profile(id, version, name, notice, nameRequired, minutesPublicBy, materials, allotmentSeconds,
        minimumSeconds, interpreterMultiplier, responseDue, extension, lateTestimony, phoneInRequired,
        holidays.with(dates));
  }

  /** The same clocks with dates on which its offices are open although a rule closes them. */
  public Profile openOn(Collection<LocalDate> dates) {
    return new Profile(id, version, name, notice, nameRequired, minutesPublicBy, materials, allotmentSeconds,
        minimumSeconds, interpreterMultiplier, responseDue, extension, lateTestimony, phoneInRequired,
        holidays.openOn(dates));
  }

  /** The same clocks with a place's own knobs, as its version of that number. */
  Profile with(Knobs own, int ownVersion) {
    return new Profile(id, ownVersion, name, notice.with(own), nameRequired, minutesPublicBy,
        own.materialsHours() == null ? materials : new Materials(own.materialsHours(), materials.whenDistributed, LOCAL),
        knob(own.allotmentSeconds(), allotmentSeconds), minimumSeconds, interpreterMultiplier,
        own.responseDays() == null ? responseDue : new DueDates.Term(own.responseDays(), DueDates.Unit.DAYS, LOCAL),
        extension, lateTestimony, knob(own.phoneInRequired(), phoneInRequired), holidays);
  }

  private static <T> Knob<T> knob(T own, Knob<T> preset) {
    return own == null ? preset : new Knob<>(own, LOCAL);
  }

  /** The lead time that is owed to the public. */
  public Notice.Rule notice(NoticeKind kind) {
    return notice.of(kind);
  }

  /** Names one notice rule of one version for certificates, for example {@code CA.1.regular}. */
  public String ruleId(NoticeKind kind) {
    return id + "." + version + "." + kind.name().toLowerCase(Locale.ROOT);
  }

  /** One setting and where it comes from in law or practice; {@code default} if it is our choice. */
  public record Knob<T>(T value, String source) {}

  /** The lead time of each kind of meeting. */
  public record Leads(Notice.Rule regular, Notice.Rule special, Notice.Rule emergency) {
    Leads with(Knobs own) {
      return new Leads(counting(regular, own.regular()), counting(special, own.special()), counting(emergency, own.emergency()));
    }

    private static Notice.Rule counting(Notice.Rule rule, Integer count) {
      return count == null ? rule : rule.counting(count, LOCAL);
    }

    Notice.Rule of(NoticeKind kind) {
      return switch (kind) {
        case REGULAR -> regular;
        case SPECIAL -> special;
        case EMERGENCY -> emergency;
      };
    }
  }

  /**
   * When the public can read the meeting's papers.
   *
   * @param hours           before the start
   * @param whenDistributed papers that come later are public the moment the members get them
   */
  public record Materials(int hours, boolean whenDistributed, String source) {}

  /** Whether a name is the price of speaking; NEVER cannot be changed by the jurisdiction, because the law says so. */
  public enum NameRule { YES, NO, NEVER }

  /** What happens to testimony that comes after the close. */
  public enum LateTestimony { ACCEPTED_LATE, REFUSED }

  private static List<Profile> read(String resource) {
    YAMLMapper yaml = strictYaml();
    try (InputStream file = Profile.class.getResourceAsStream(resource)) {
      JsonNode book = yaml.readTree(file);
      List<Profile> profiles = new ArrayList<>();
      for (JsonNode preset : book.get("profiles"))
        profiles.add(yaml.treeToValue(withHolidays(preset, book.get("calendars")), Profile.class));
      return List.copyOf(profiles);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A knob that is missing, misspelt or given twice stops the start-up: a guessed legal clock is worse than none. */
  private static YAMLMapper strictYaml() {
    return YAMLMapper.builder()
        .addModule(new JavaTimeModule())
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
        .build();
  }

  /** In the file a profile names its calendars; here their days take the place of the names. */
  private static ObjectNode withHolidays(JsonNode preset, JsonNode calendars) {
    ObjectNode whole = preset.deepCopy();
    ObjectNode holidays = whole.objectNode();
    ArrayNode rules = holidays.putArray("rules");
    for (JsonNode calendar : preset.get("holidays")) calendars.required(calendar.asText()).forEach(rules::add);
    holidays.putArray("local");
    holidays.putArray("opened");
    return whole.set("holidays", holidays);
  }
}
