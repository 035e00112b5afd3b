package org.lectern.laws;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.lectern.laws.Sentences.catalogue;
import static org.lectern.laws.Sentences.found;
import static org.lectern.laws.Sentences.places;
import static org.lectern.laws.Sentences.sources;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.lectern.accommodations.AccommodationKind;
import org.lectern.accommodations.AccommodationStatus;
import org.lectern.areas.AreaContent;
import org.lectern.areas.AreaStatus;
import org.lectern.areas.ChallengeKind;
import org.lectern.areas.Lever;
import org.lectern.bodies.Notice;
import org.lectern.campaigns.CampaignStatus;
import org.lectern.core.Role;
import org.lectern.hearings.Choice;
import org.lectern.hearings.Decision;
import org.lectern.hearings.HearingKind;
import org.lectern.hearings.HearingStatus;
import org.lectern.hearings.ItemKind;
import org.lectern.hearings.ItemStatus;
import org.lectern.hearings.Presence;
import org.lectern.hearings.Threshold;
import org.lectern.minutes.MinutesStatus;
import org.lectern.oversight.ActionKind;
import org.lectern.oversight.ActionStatus;
import org.lectern.oversight.Mark;
import org.lectern.queue.OrderReason;
import org.lectern.queue.OrderRule;
import org.lectern.queue.SlotStatus;
import org.lectern.reading.ThemeStatus;
import org.lectern.testimony.Position;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.TestimonyStatus;

/** The English catalogue holds every sentence that the house says, and no other; {@link LanguagesTest} looks at the other languages. */
class MessagesTest {

  private static final String JAVA = sources("src/main/java", ".java");
  private static final String PAGES = sources("web/pages", ".jte");
  private static final String SCHEMA = sources("migrations", ".sql");
  private static final String CONTRACT = sources("src/main/resources", "openapi.yaml");
  private static final String SCRIPTS = sources("web/elements", "words.ts");
  private static final Map<String, String> ENGLISH = catalogue("en");
  private static final Map<String, Class<?>> EVENTS = events();

  /** Titles of statuses that the server under us may answer with. */
  private static final Set<String> SPARE = Set.of("status.431");

  /** What {@code v.word(prefix, …)} may be asked for. */
  private static final Map<String, Collection<String>> VOCABULARIES = Map.ofEntries(
      Map.entry("accommodation.kind", words(AccommodationKind.values())),
      Map.entry("action.ground", words(org.lectern.oversight.Ground.values())),
      Map.entry("action.kind", words(ActionKind.values())),
      Map.entry("action.move", moves()),
      Map.entry("agenda.change", words(org.lectern.hearings.AgendaDiff.Kind.values())),
      Map.entry("agency.next", words(org.lectern.oversight.AgencyDesk.Next.values())),
      Map.entry("agency.position", words(org.lectern.oversight.Position.values())),
      Map.entry("answer", words(org.lectern.assessments.Answer.values())),
      Map.entry("answer.hint", words(org.lectern.assessments.Answer.values())),
      Map.entry("assessment.move", List.of("start", "submit", "send_back", "pass", "reply", "publish", "challenge", "keep", "stale", "import")),
      Map.entry("band", words(org.lectern.assessments.Band.values())),
      Map.entry("band.why", words(org.lectern.assessments.Standing.Why.values())),
      Map.entry("compare.sort", List.of("band", "population", "name")),
      Map.entry("resource", words(AreaContent.ResourceKind.values())),
      Map.entry("section", words(org.lectern.areas.Section.values())),
      Map.entry("section.form", words(org.lectern.areas.Section.Form.values())),
      Map.entry("outcome", words(org.lectern.assessments.AssessmentSheet.Outcome.values())),
      Map.entry("byline", words(Privacy.values())),
      Map.entry("challenge", words(ChallengeKind.values())),
      Map.entry("choice", words(Choice.values())),
      Map.entry("channel", List.of("page", "api", "feed", "mail")),
      Map.entry("clock", List.of("regular", "special", "emergency", "materials_hours", "allotment_seconds", "response_days")),
      Map.entry("closed", closed()),
      Map.entry("compliance.level", words(org.lectern.oversight.Level.values())),
      Map.entry("decision", words(Decision.values())),
      Map.entry("demo.as", quoted(found(JAVA, "demoRoles\\(\\) \\{\\s+return List\\.of\\(([^)]*)\\)"))),
      Map.entry("disposition", words(org.lectern.minutes.Heard.Disposition.values())),
      Map.entry("event", EVENTS.keySet()),
      Map.entry("due", words(org.lectern.oversight.DueDate.What.values())),
      Map.entry("evidence.ground", column("hidden")),
      Map.entry("evidence.side", words(org.lectern.oversight.Side.values())),
      Map.entry("every", words(org.lectern.hearings.Series.Every.values())),
      Map.entry("exemption", column("exemption")),
      Map.entry("hearing.kind", words(HearingKind.values())),
      Map.entry("incident", kinds()),
      Map.entry("intake.channel", List.of("paper", "voicemail", "email", "in_person")),
      Map.entry("file", words(org.lectern.store.files.FileKind.values())),
      Map.entry("cite.kind", List.of("decision", "minutes", "action", "policy")),
      Map.entry("independence", words(org.lectern.oversight.Verification.Independence.values())),
      Map.entry("interpreter", column("interpreter")),
      Map.entry("item.kind", words(ItemKind.values())),
      Map.entry("lever", words(Lever.values())),
      Map.entry("mark", words(Mark.values())),
      Map.entry("measure", words(org.lectern.register.Measure.values())),
      Map.entry("measure.means", words(org.lectern.register.Measure.values())),
      Map.entry("register.every", words(org.lectern.register.Scope.Every.values())),
      Map.entry("minutes.status", words(MinutesStatus.values())),
      Map.entry("mode", column("mode")),
      Map.entry("notice.verdict", column("verdict")),
      Map.entry("notice.waiver", column("waiver_code")),
      Map.entry("ground", column("ground")),
      Map.entry("appeal", words(org.lectern.moderation.Appeal.values())),
      Map.entry("flag", List.of("burst", "disposable")),
      Map.entry("held_for", words(org.lectern.testimony.Hold.values())),
      Map.entry("moderation.do", List.of("redact", "hide", "move")),
      Map.entry("removal.outcome", words(org.lectern.moderation.Removal.Outcome.values())),
      Map.entry("obligation.every", words(org.lectern.oversight.Obligation.Every.values())),
      Map.entry("order", words(OrderRule.values())),
      Map.entry("order.hint", words(OrderRule.values())),
      Map.entry("order.reason", words(OrderReason.values())),
      Map.entry("queue.empty", words(HearingStatus.values())),
      Map.entry("undo", column("move")),
      Map.entry("place.kind", List.of("city", "county", "state")),
      Map.entry("position", words(Position.values())),
      Map.entry("presence", words(Presence.values())),
      Map.entry("case.kind", words(org.lectern.cases.PieceKind.values())),
      Map.entry("case.support", words(org.lectern.cases.Support.values())),
      Map.entry("effort.kind", words(org.lectern.policies.EffortKind.values())),
      Map.entry("effort.outcome", words(org.lectern.policies.EffortOutcome.values())),
      Map.entry("policy.kind", words(org.lectern.policies.PolicyKind.values())),
      Map.entry("policy.move", found(JAVA, "new Advance\\(\"(\\w+)\"")),
      Map.entry("policy.side", words(org.lectern.policies.Side.values())),
      Map.entry("policy.outcome", words(org.lectern.policies.ChallengeOutcome.values())),
      Map.entry("policy.phase", words(org.lectern.policies.Phase.values())),
      Map.entry("policy.result", words(org.lectern.policies.FindingResult.values())),
      Map.entry("posting", List.of("postponed", "rescheduled", "cancelled", "continued")),
      Map.entry("privacy", words(Privacy.values())),
      Map.entry("privacy.hint", words(Privacy.values())),
      Map.entry("risk", words(AreaContent.Risk.values())),
      Map.entry("role", words(Role.values())),
      Map.entry("safety", column("safety_ground")),
      Map.entry("priority", words(org.lectern.oversight.Priority.values())),
      Map.entry("search.kind", words(org.lectern.reading.Search.Kind.values())),
      Map.entry("source", concat(found(JAVA, "new Source\\(\"(\\w+)\""), words(org.lectern.oversight.SourceKind.values()))),
      Map.entry("state", words(HearingStatus.values(), ItemStatus.values(), SlotStatus.values(), TestimonyStatus.values(), ActionStatus.values(), AreaStatus.values(), AccommodationStatus.values(), org.lectern.policies.PolicyStatus.values(), org.lectern.policies.EffortStatus.values(), org.lectern.cases.CaseStatus.values(), org.lectern.moderation.CaseStatus.values(), org.lectern.assessments.AssessmentStatus.values(), CampaignStatus.values(), ThemeStatus.values())),
      Map.entry("threshold", words(Threshold.values())),
      Map.entry("threshold.hint", words(Threshold.values())),
      Map.entry("trail.step", column("step")),
      Map.entry("unit.word", words(org.lectern.bodies.DueDates.Unit.values())));

  /** Keys that are put together otherwise, by the part that is written out. */
  private static final Map<String, Collection<String>> COMPOSED = Map.ofEntries(
      Map.entry("accommodation.now", words(AccommodationStatus.values())),
      Map.entry("fault", faults()),
      Map.entry("field", fields()),
      Map.entry("js", scriptKeys()),
      Map.entry("moderation.letter", words(org.lectern.moderation.Notices.Told.values())),
      Map.entry("moderation.subject", words(org.lectern.moderation.Notices.Told.values())),
      Map.entry("noun", nouns()),
      Map.entry("notice.step", Arrays.stream(Notice.Key.values()).map(key -> key.message().replace("notice.step.", "")).toList()),
      Map.entry("problem", problems()),
      Map.entry("say", ENGLISH.keySet().stream().filter(key -> key.startsWith("say.")).map(key -> key.substring(4)).toList()),
      Map.entry("status", found(JAVA, "(?:\\bof|\\blater|new Problem)\\((\\d{3}),")),
      Map.entry("testimony.tombstone", List.of("withdrawn", "hidden", "appealed", "hidden_final")));

  private static final Set<String> SAID = said();

  @Test
  void every_sentence_that_is_said_is_in_the_catalogue() {
    assertThat(SAID.stream().filter(key -> !ENGLISH.containsKey(key))).isEmpty();
  }

  @Test
  void no_sentence_is_there_in_vain() {
    assertThat(ENGLISH.keySet().stream().filter(key -> !SAID.contains(key) && !SPARE.contains(key) && !spelled(key))).isEmpty();
  }

  @Test
  void every_vocabulary_and_every_composed_key_is_known_to_this_law() {
    assertThat(found(PAGES, "v\\.word\\(\"([\\w.]+)\",")).isEqualTo(new TreeSet<>(VOCABULARIES.keySet()));
    assertThat(found(PAGES + JAVA, "\"([a-z_.]+)\\.\" \\+").stream().filter(MessagesTest::prefix))
        .allMatch(written -> COMPOSED.containsKey(written) || VOCABULARIES.containsKey(written));
  }

  @Test
  void only_what_can_happen_is_announced_and_with_what_is_known_of_it() {
    ENGLISH.keySet().stream().filter(key -> key.startsWith("say.")).forEach(key -> {
      assertThat(EVENTS).containsKey(key.substring(4));
      assertThat(known(EVENTS.get(key.substring(4)))).as(key).containsAll(places(key, ENGLISH.get(key)).keySet());
    });
  }

  /** The steps of people, and those that an import brings along. */
  private static Collection<String> moves() {
    var moves = new TreeSet<>(found(JAVA, "(?:Step\\.of|new Step)\\(\"(\\w+)\""));
    moves.add("import");
    return moves;
  }

  /** What may close an office: the rules of every profile, and the place itself. */
  private static Collection<String> closed() {
    var closed = new TreeSet<String>(Set.of("local", "weekend"));
    org.lectern.bodies.Profile.presets().forEach(profile -> profile.holidays().rules().forEach(rule -> closed.add(rule.name())));
    return closed;
  }

  // What is said

  private static Set<String> said() {
    var said = new TreeSet<String>();
    said.addAll(found(PAGES + JAVA, "\\bt\\(\"([\\w.]+)\"[,)]"));
    said.addAll(found(JAVA, "\\.say\\(\"([\\w.]+)\"[,)]"));
    said.addAll(found(PAGES, "\\bt\\([^;{}]*?\\? \"([\\w.]+)\" : \"([\\w.]+)\""));
    VOCABULARIES.forEach((prefix, words) -> words.forEach(word -> said.add(prefix + "." + word)));
    COMPOSED.forEach((prefix, words) -> words.forEach(word -> said.add(prefix + "." + word)));
    return said;
  }

  /** A code that stands in some line, in a shape that this law does not know. */
  private static boolean spelled(String key) {
    return key.matches("(problem|fault|noun)\\.\\w+") && JAVA.contains("\"" + key.substring(key.indexOf('.') + 1) + "\"");
  }

  private static boolean prefix(String written) {
    return ENGLISH.keySet().stream().anyMatch(key -> key.startsWith(written + "."));
  }

  private static Set<String> problems() {
    var problems = found(JAVA, "(?:\\bof|\\blater|new Problem)\\(\\d{3}, \"(\\w+)\"");
    problems.addAll(codes("Problem\\.(?:malformed|forbidden|conflict)", 0));
    problems.addAll(codes("\\bmove", 4)); // the guard that an update may fail
    problems.addAll(found(String.join("", found(JAVA, " FIRST = Map\\.of\\(([^;]*)\\);")), "\"\\w+\", \"(\\w+)\""));
    return problems;
  }

  private static Set<String> faults() {
    var faults = codes("Fault\\.at|Problem\\.invalid", 1);
    faults.addAll(codes("\\brefuse", 2));
    return faults;
  }

  private static Set<String> nouns() {
    var nouns = codes("Problem\\.missing", 0);
    nouns.addAll(codes("\\bRows\\.one", 1));
    nouns.addAll(codes("\\bid", 2));
    nouns.addAll(found(CONTRACT, "\\{name: (\\w+), in: path"));
    return nouns;
  }

  /** The word that stands as that argument in calls of these names, or the words between which it chooses. */
  private static Set<String> codes(String calls, int argument) {
    return Pattern.compile("(?:" + calls + ")\\(").matcher(JAVA).results().map(call -> arguments(call.end()))
        .filter(arguments -> arguments.size() > argument)
        .flatMap(arguments -> found(arguments.get(argument), "(?:^|\\? |, )\"([a-z_]+)\"(?: : \"([a-z_]+)\")?\\)?$").stream())
        .collect(toCollection(TreeSet::new));
  }

  /** The arguments of the call whose bracket opens before this place. */
  private static List<String> arguments(int start) {
    var arguments = new ArrayList<String>();
    var depth = 0;
    var begin = start;
    for (var parts = Pattern.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"|[(){},;]", Pattern.DOTALL).matcher(JAVA).region(start, JAVA.length()); parts.find(); ) {
      var part = parts.group();
      if (depth == 0 && part.matches("[),;]")) {
        arguments.add(JAVA.substring(begin, parts.start()).strip());
        begin = parts.end();
        if (!part.equals(",")) return arguments;
      }
      depth += part.matches("[({]") ? 1 : part.matches("[)}]") ? -1 : 0;
    }
    return arguments;
  }

  /** What people fill in, and what a fault may point at. */
  private static Set<String> fields() {
    var fields = found(PAGES, "@template\\.tags\\.(?:field|text)\\([^)]*?name = \"(\\w+)\"");
    fields.addAll(found(PAGES, "<(?:input|select|textarea)(?![^>]*type=\"hidden\")[^>]*? name=\"([a-z_]+?)_?(?:\\$\\{[^\"]*)?\""));
    fields.addAll(found(PAGES, "type=\"hidden\" name=\"(parent)\""));
    fields.addAll(found(JAVA, "Fault\\.at\\(\"/(\\w+)"));
    fields.remove("items"); // the agenda, for whoever fills in the form
    return fields;
  }

  private static Set<String> scriptKeys() {
    var keys = found(SCRIPTS, "\\n  (\\w+): \"");
    SCRIPTS.lines().filter(line -> line.matches("  \\w+: \\{ .*")).forEach(line ->
        found(line.substring(line.indexOf('{')), "(\\w+): \"").forEach(category -> keys.add(line.strip().split(":")[0] + "." + category)));
    return keys;
  }

  private static Map<String, Class<?>> events() {
    return Pattern.compile("package ([\\w.]+);(?:(?!\\npackage ).)*?sealed interface (\\w+) extends Event\\b", Pattern.DOTALL).matcher(JAVA).results()
        .flatMap(match -> kinds(match.group(1) + "." + match.group(2)))
        .collect(toMap(Class::getSimpleName, type -> type));
  }

  private static Stream<Class<?>> kinds(String sealed) {
    try {
      return Arrays.stream(Class.forName(sealed).getPermittedSubclasses());
    } catch (ClassNotFoundException moved) {
      throw new AssertionError(moved);
    }
  }

  /** What an announcement may name: the fields of the event, those of what it is about, and who. */
  private static Set<String> known(Class<?> event) {
    return Stream.concat(Stream.of("who"), Arrays.stream(event.getRecordComponents()).flatMap(MessagesTest::names)).collect(toSet());
  }

  private static Stream<String> names(RecordComponent field) {
    var about = field.getName().equals("about") ? field.getType().getRecordComponents() : new RecordComponent[] {field};
    return Arrays.stream(about).map(one -> one.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
  }

  private static Set<String> words(Enum<?>[]... vocabularies) {
    return Arrays.stream(vocabularies).flatMap(Arrays::stream).map(one -> one.name().toLowerCase(Locale.ROOT)).collect(toCollection(TreeSet::new));
  }

  private static Set<String> concat(Set<String> some, Set<String> others) {
    return Stream.concat(some.stream(), others.stream()).collect(toCollection(TreeSet::new));
  }

  private static Set<String> kinds() {
    return quoted(found(SCHEMA, "CREATE TABLE incident .*?kind IN \\(([^)]*)\\)").stream().limit(1).toList());
  }

  /** The words that the schema admits in a column. */
  private static Set<String> column(String name) {
    return quoted(found(SCHEMA, "\\b" + name + " IN \\(([^)]*)\\)"));
  }

  private static Set<String> quoted(Collection<String> lists) {
    return found(String.join(" ", lists), "[\"'](\\w+)[\"']");
  }
}
