package org.lectern.policies;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.areas.ChallengeKind;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to policy changes. All of it is public: members deliberate in hearings, not in drafts of each other's. */
public sealed interface PolicyEvent extends Event {

  /** Which policy change, whose it is, and what else it concerns: its area, and the hearing that adopted it. */
  record About(String policy, String title, String owner, String area, Long hearing) {}

  About about();

  @Override
  default List<String> topics() {
    var topics = new ArrayList<>(List.of("policies/" + about().policy, "policies", "bodies/" + about().owner));
    if (about().area != null) topics.add("areas/" + about().area);
    if (about().hearing != null) topics.add("hearings/" + about().hearing);
    return topics;
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record PolicyProposed(@JsonUnwrapped About about, PolicyKind kind, String summary) implements PolicyEvent {}

  record PolicyDraftingBegun(@JsonUnwrapped About about) implements PolicyEvent {}

  /** A new version of the text; the text itself stands on the page. */
  record PolicyTextWritten(@JsonUnwrapped About about, int version, boolean material, String note) implements PolicyEvent {}

  record PolicyCommentOpened(@JsonUnwrapped About about, int round, int version, Instant closesAt) implements PolicyEvent {}

  /** The comments are in, and the text is worked on with them. */
  record PolicyRevisionBegun(@JsonUnwrapped About about, int round) implements PolicyEvent {}

  record PolicyThemeWritten(@JsonUnwrapped About about, int theme, String themeTitle, int testimony) implements PolicyEvent {}

  record PolicyThemeAnswered(@JsonUnwrapped About about, int theme, String themeTitle, Disposition disposition, String answer) implements PolicyEvent {}

  /** The final text is out; it may be adopted from {@code until} on. */
  record PolicyPending(@JsonUnwrapped About about, int version, LocalDate until) implements PolicyEvent {}

  record PolicyAdopted(@JsonUnwrapped About about, int version, Integer item, String signedBy, LocalDate adoptedOn, LocalDate effectiveOn, LocalDate sunsetOn)
      implements PolicyEvent {}

  /** The day from which it counts has come; {@code criterion} is the line of its area's worksheet that it was to better, null if none was named. */
  record PolicyTookEffect(@JsonUnwrapped About about, LocalDate effectiveOn, String criterion) implements PolicyEvent {}

  record PolicyTrainingBegun(@JsonUnwrapped About about) implements PolicyEvent {}

  record PolicyPractised(@JsonUnwrapped About about) implements PolicyEvent {}

  record PolicyEvaluated(@JsonUnwrapped About about, FindingResult result) implements PolicyEvent {}

  record PolicyWithdrawn(@JsonUnwrapped About about, String reason) implements PolicyEvent {}

  record PolicyRejected(@JsonUnwrapped About about, String reason) implements PolicyEvent {}

  record PolicyRepealed(@JsonUnwrapped About about, String reason) implements PolicyEvent {}

  record PolicyPreempted(@JsonUnwrapped About about, String reason) implements PolicyEvent {}

  record PolicyEnjoined(@JsonUnwrapped About about, String reason) implements PolicyEvent {}

  record PolicyChallenged(@JsonUnwrapped About about, int challenge, ChallengeKind kind, Side side, String name, String text) implements PolicyEvent {}

  record PolicyBlocked(@JsonUnwrapped About about, int challenge, ChallengeKind kind, String reason) implements PolicyEvent {}

  record PolicyChallengeResolved(@JsonUnwrapped About about, int challenge, ChallengeKind kind, ChallengeOutcome outcome, String reason) implements PolicyEvent {}

  /** What the agency measured; numbers as text, for the record holds no fractions. */
  record PolicyMeasured(@JsonUnwrapped About about, Phase phase, String figure, String value, String target, String unit, LocalDate measuredOn)
      implements PolicyEvent {}

  record PolicyFindingRecorded(@JsonUnwrapped About about, String body, FindingResult result, String text) implements PolicyEvent {}

  record PolicySunsetSet(@JsonUnwrapped About about, LocalDate sunsetOn, String reason) implements PolicyEvent {}

  /** It runs out in so many days; on the day itself none are left. */
  record PolicySunsetNear(@JsonUnwrapped About about, LocalDate sunsetOn, int daysLeft) implements PolicyEvent {}
}
