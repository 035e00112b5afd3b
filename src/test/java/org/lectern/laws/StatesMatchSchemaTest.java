package org.lectern.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.lectern.accommodations.AccommodationKind;
import org.lectern.accommodations.AccommodationStatus;
import org.lectern.areas.AreaStatus;
import org.lectern.areas.ChallengeKind;
import org.lectern.areas.Lever;
import org.lectern.bodies.BodyKind;
import org.lectern.campaigns.CampaignStatus;
import org.lectern.core.Role;
import org.lectern.core.State;
import org.lectern.hearings.Choice;
import org.lectern.hearings.CommentMode;
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
import org.lectern.oversight.Priority;
import org.lectern.policies.PolicyKind;
import org.lectern.policies.PolicyStatus;
import org.lectern.queue.OrderReason;
import org.lectern.queue.OrderRule;
import org.lectern.queue.SlotStatus;
import org.lectern.reading.ThemeStatus;
import org.lectern.store.Migrations;
import org.lectern.support.TestPostgres;
import org.lectern.testimony.Privacy;
import org.lectern.testimony.TestimonyStatus;

/** One word everywhere: what an enum may say is what the check of its column allows, and what the contract promises. */
class StatesMatchSchemaTest {

  /** An enum, its column, and where the contract says it. */
  private record Words(Class<? extends Enum<?>> type, String table, String column, String contract) {}

  private static final List<Words> ALL = List.of(
      new Words(ThemeStatus.class, "theme", "status", "ReadingTheme/properties/status"),
      new Words(CampaignStatus.class, "campaign", "status", "Campaign/properties/status"),
      new Words(HearingStatus.class, "hearing", "status", "Hearing/properties/status"),
      new Words(HearingKind.class, "hearing", "kind", "Draft/properties/kind"),
      new Words(ItemStatus.class, "agenda_item", "status", "AgendaItem/properties/status"),
      new Words(ItemKind.class, "agenda_item", "kind", "NewItem/properties/kind"),
      new Words(CommentMode.class, "agenda_item", "comment_mode", "NewItem/properties/comment_mode"),
      new Words(Decision.class, "agenda_item", "decision", "Deciding/properties/decision"),
      new Words(Decision.class, "motion", "proposes", "Moving/properties/proposes"),
      new Words(Threshold.class, "motion", "threshold", "Moving/properties/threshold"),
      new Words(Presence.class, "attendance", "mark", "RollMark/properties/mark"),
      new Words(Choice.class, "ballot", "choice", "Ballot/properties/choice"),
      new Words(org.lectern.minutes.Heard.Disposition.class, "heard_theme", "disposition", "NewTheme/properties/disposition"),
      new Words(MinutesStatus.class, "minutes", "status", "MinutesSheet/properties/status"),
      new Words(SlotStatus.class, "slot", "status", "Slot/properties/status"),
      new Words(AccommodationStatus.class, "accommodation", "status", "Accommodation/properties/status"),
      new Words(AccommodationKind.class, "accommodation", "kind", "Asking/properties/kind"),
      new Words(OrderRule.class, "hearing", "order_rule", "Rules/properties/order_rule"),
      new Words(OrderRule.class, "agenda_item", "order_rule", "LineRules/properties/order_rule"),
      new Words(OrderReason.class, "slot", "order_reason", "Slot/properties/order_reason"),
      new Words(TestimonyStatus.class, "testimony", "status", "Testimony/properties/status"),
      new Words(org.lectern.moderation.CaseStatus.class, "moderation_case", "status", "ModerationCase/properties/status"),
      new Words(org.lectern.moderation.Appeal.class, "moderation_case", "appeal", "ModerationCase/properties/appeal"),
      new Words(org.lectern.testimony.Ground.class, "moderation_case", "ground", "ModerationCase/properties/ground"),
      new Words(org.lectern.testimony.Hold.class, "moderation_case", "rule", "ModerationCase/properties/rule"),
      new Words(org.lectern.moderation.Removal.Outcome.class, "removal", "outcome", "RemovalRequest/properties/outcome"),
      new Words(Privacy.class, "testimony", "privacy", "Words/properties/privacy"),
      new Words(org.lectern.testimony.Position.class, "testimony", "position", "Words/properties/position"),
      new Words(org.lectern.testimony.Position.class, "slot", "position", "SignUp/properties/position"),
      new Words(org.lectern.assessments.AssessmentStatus.class, "assessment", "status", "Assessment/properties/status"),
      new Words(org.lectern.assessments.Band.class, "assessment", "band", "Assessment/properties/band"),
      new Words(org.lectern.assessments.Answer.class, "assessment_answer", "answer", "AssessmentLine/properties/answer"),
      new Words(org.lectern.assessments.AssessmentSheet.Outcome.class, "assessment_challenge", "status", "AssessmentChallenge/properties/status"),
      new Words(AreaStatus.class, "area", "status", "Area/properties/status"),
      new Words(ActionStatus.class, "action", "status", "Action/properties/status"),
      new Words(org.lectern.oversight.Position.class, "action", "position", "Action/properties/position"),
      new Words(ActionKind.class, "action", "kind", "NewAction/properties/kind"),
      new Words(Priority.class, "action", "priority", "NewAction/properties/priority"),
      new Words(Lever.class, "action", "lever", "NewAction/properties/lever"),
      new Words(Mark.class, "action_criterion", "mark", "Marked/properties/mark"),
      new Words(PolicyStatus.class, "policy_change", "status", "PolicyChange/properties/status"),
      new Words(org.lectern.policies.EffortStatus.class, "effort", "status", "Effort/properties/status"),
      new Words(org.lectern.policies.EffortKind.class, "effort", "kind", "NewEffort/properties/kind"),
      new Words(org.lectern.policies.EffortOutcome.class, "effort", "outcome", "EffortFinishing/properties/outcome"),
      new Words(org.lectern.cases.CaseStatus.class, "case_file", "status", "Case/properties/status"),
      new Words(org.lectern.cases.PieceKind.class, "case_item", "kind", "NewCaseItem/properties/kind"),
      new Words(PolicyKind.class, "policy_change", "kind", "NewPolicy/properties/kind"),
      new Words(Lever.class, "policy_change", "lever", "NewPolicy/properties/lever"),
      new Words(org.lectern.policies.Disposition.class, "policy_theme", "disposition", "PolicyAnswering/properties/disposition"),
      new Words(ChallengeKind.class, "policy_challenge", "kind", "NewChallenge/properties/kind"),
      new Words(org.lectern.policies.Side.class, "policy_challenge", "side", "NewChallenge/properties/side"),
      new Words(org.lectern.policies.ChallengeOutcome.class, "policy_challenge", "outcome", "PolicyResolving/properties/outcome"),
      new Words(org.lectern.policies.Phase.class, "policy_figure", "phase", "PolicyMeasuring/properties/phase"),
      new Words(org.lectern.policies.FindingResult.class, "policy_finding", "result", "NewPolicyFinding/properties/result"),
      new Words(org.lectern.oversight.SourceKind.class, "action_source", "kind", "NewSource/properties/kind"),
      new Words(org.lectern.oversight.Ground.class, "action", "inapplicable", "NotApplying/properties/ground"),
      new Words(org.lectern.oversight.DueDate.What.class, "action_date", "what", "DueDate/properties/what"),
      new Words(org.lectern.oversight.Obligation.Every.class, "obligation", "every", "Establishing/properties/every"),
      new Words(org.lectern.oversight.Side.class, "action_evidence", "by_side", "ActionEvidence/properties/side"),
      new Words(org.lectern.oversight.Level.class, "compliance_step", "level", "ComplianceAssessing/properties/level"),
      new Words(org.lectern.oversight.Verification.Independence.class, "action_verification", "independence", "Verification/properties/independence"),
      new Words(BodyKind.class, "body", "kind", "NewBody/properties/kind"),
      new Words(Role.class, "role_grant", "role", "Granting/properties/role"));

  private static String url;
  private static JsonNode contract;

  @BeforeAll
  static void reads() throws Exception {
    url = TestPostgres.fresh();
    try (var file = StatesMatchSchemaTest.class.getResourceAsStream("/openapi.yaml")) {
      contract = new YAMLMapper().readTree(file);
    }
  }

  @AfterAll
  static void drops() {
    TestPostgres.drop(url);
  }

  @Test
  void theSchemaAllowsTheSameWords() throws Exception {
    for (var words : ALL) assertThat(checked(words.table, words.column)).as("%s.%s", words.table, words.column).isEqualTo(of(words.type));
  }

  @Test
  void theContractPromisesTheSameWords() {
    for (var words : ALL) {
      var promised = new TreeSet<String>();
      contract.at("/components/schemas/" + words.contract + "/enum").forEach(word -> promised.add(word.asText()));
      assertThat(promised).as(words.contract).isEqualTo(of(words.type));
    }
  }

  @Test
  void everyStateIsLookedAt() {
    var states = new ClassFileImporter().importPackages("org.lectern").stream()
        .filter(type -> type.isEnum() && type.isAssignableTo(State.class)).map(type -> type.getName()).collect(Collectors.toSet());
    assertThat(ALL.stream().map(words -> words.type.getName()).filter(states::contains).collect(Collectors.toSet())).isEqualTo(states);
  }

  /** Nothing leads to a state of another machine, and nothing but the start is out of reach. */
  @Test
  void everyStateCanBeReached() {
    for (var words : ALL) {
      if (!State.class.isAssignableFrom(words.type)) continue;
      var reachable = Stream.of(words.type.getEnumConstants()).flatMap(state -> ((State<?>) state).next().stream()).map(Object::toString).collect(Collectors.toSet());
      var unreachable = Stream.of(words.type.getEnumConstants()).map(Object::toString).filter(state -> !reachable.contains(state)).toList();
      assertThat(unreachable.size()).as("%s has beginnings %s", words.type.getSimpleName(), unreachable).isBetween(0, 2);
    }
  }

  private static Set<String> of(Class<? extends Enum<?>> type) {
    return Stream.of(type.getEnumConstants()).map(word -> word.name().toLowerCase(java.util.Locale.ROOT)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> checked(String table, String column) throws SQLException {
    try (var connection = Migrations.dataSource(url).getConnection(); var ask = connection.prepareStatement("""
        SELECT pg_get_constraintdef(c.oid)
        FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
        WHERE c.contype = 'c' AND c.conrelid = ?::regclass AND a.attname = ? AND pg_get_constraintdef(c.oid) LIKE '%ARRAY%'""")) {
      ask.setString(1, table);
      ask.setString(2, column);
      var rows = ask.executeQuery();
      assertThat(rows.next()).as("a check on %s.%s", table, column).isTrue();
      return Pattern.compile("'([a-z0-9_]+)'").matcher(rows.getString(1)).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
