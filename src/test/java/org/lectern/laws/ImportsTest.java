package org.lectern.laws;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Imports run one way: cli → web, demo, exchange → counters → core; web → store → core. Counters know their listed neighbours only. */
@AnalyzeClasses(packages = "org.lectern", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportsTest {

  /** Each counter and the neighbours that it may ask. */
  private static final Map<String, List<String>> NEIGHBOURS = new TreeMap<>(Map.ofEntries(
      Map.entry("bodies", List.of()),
      Map.entry("areas", List.of()),
      Map.entry("people", List.of("bodies")),
      Map.entry("hearings", List.of("bodies")),
      Map.entry("minutes", List.of("hearings", "testimony", "people", "bodies")),
      Map.entry("accommodations", List.of("hearings", "bodies")),
      Map.entry("queue", List.of("hearings", "bodies", "people")),
      Map.entry("testimony", List.of("hearings", "bodies", "people")),
      Map.entry("oversight", List.of("hearings", "people", "bodies", "areas")),
      Map.entry("register", List.of("oversight")),
      Map.entry("follow", List.of("hearings", "people")),
      Map.entry("cases", List.of("bodies")),
      Map.entry("policies", List.of("areas", "bodies", "people")),
      Map.entry("assessments", List.of("areas", "bodies")),
      Map.entry("moderation", List.of("testimony", "campaigns", "people", "bodies")),
      Map.entry("campaigns", List.of("testimony", "hearings", "bodies")),
      Map.entry("reading", List.of("campaigns", "testimony", "hearings", "bodies"))));

  private static final String[] COUNTERS = NEIGHBOURS.keySet().stream().map(ImportsTest::at).toArray(String[]::new);

  private static String at(String room) {
    return "org.lectern." + room + "..";
  }

  @ArchTest
  static final ArchRule CORE_KNOWS_NOBODY = classes().that().resideInAPackage(at("core"))
      .should().onlyDependOnClassesThat(resideOutsideOfPackage("org.lectern..").or(resideInAnyPackage(at("core"))));

  @ArchTest
  static final ArchRule THE_STORE_KNOWS_THE_CORE = classes().that().resideInAPackage(at("store"))
      .should().onlyDependOnClassesThat(resideOutsideOfPackage("org.lectern..").or(resideInAnyPackage(at("store"), at("core"))));

  @ArchTest
  static final ArchRule COUNTERS_KNOW_CORE_AND_LISTED_NEIGHBOURS = NEIGHBOURS.entrySet().stream().<ArchRule>map(counter ->
      classes().that().resideInAPackage(at(counter.getKey())).should().onlyDependOnClassesThat(resideOutsideOfPackage("org.lectern..")
          .or(resideInAnyPackage(Stream.concat(Stream.of("core", counter.getKey()), counter.getValue().stream()).map(ImportsTest::at).toArray(String[]::new))))
          .as(counter.getKey() + " knows core and " + counter.getValue()))
      .reduce((one, other) -> CompositeArchRule.of(one).and(other)).orElseThrow();

  @ArchTest
  static final ArchRule COUNTERS_NEVER_KNOW_STORE_OR_WEB = noClasses().that().resideInAnyPackage(COUNTERS)
      .should().dependOnClassesThat().resideInAnyPackage(at("store"), at("web"), at("cli"), at("demo"), at("exchange"), at("pages"));

  @ArchTest
  static final ArchRule NOBODY_KNOWS_THE_COMMAND_LINE = noClasses().that().resideInAnyPackage(at("web"), at("store"), at("core"), at("demo"), at("exchange"))
      .or().resideInAnyPackage(COUNTERS).should().dependOnClassesThat().resideInAnyPackage(at("cli"));

  @ArchTest
  static final ArchRule THE_WEB_KNOWS_NEITHER_DEMO_NOR_EXCHANGE = noClasses().that().resideInAPackage(at("web"))
      .should().dependOnClassesThat().resideInAnyPackage(at("demo"), at("exchange"));

  @ArchTest
  static final ArchRule ONLY_THE_STORE_AND_THE_DEMO_OPEN_A_DATABASE = noClasses().that().resideOutsideOfPackages(at("store"), at("cli"), at("demo"))
      .should().dependOnClassesThat().resideInAnyPackage("org.postgresql..", "org.flywaydb..", "java.sql..")
      .because("everyone else works on a connection that the Database hands out; the demo tells of years that no clock has seen");

  @ArchTest
  static final ArchRule NO_ROOMS_BESIDE_THESE = classes().should().resideInAnyPackage(Stream.concat(
      Stream.of("org.lectern", at("core"), at("store"), at("web"), at("cli"), at("demo"), at("exchange"), at("pages")), Stream.of(COUNTERS)).toArray(String[]::new));
}
