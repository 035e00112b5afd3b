package org.lectern.assessments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** What happens to worksheets. At work they are their body's own; from publication on all of it is public. */
public sealed interface AssessmentEvent extends Event {

  /** Which version of whose worksheet: the area's slug and title. */
  record About(String area, String title, int version) {
    List<String> topics() {
      return List.of("areas/" + area + "/worksheet", "areas/" + area);
    }
  }

  About about();

  @Override
  default List<String> topics() {
    return about().topics();
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** What only the members and the chair of the body may hear. */
  private static Audience own(UUID body) {
    return Audience.of(body, Role.MEMBER, Role.CHAIR);
  }

  record AssessmentStarted(@JsonUnwrapped About about, @JsonIgnore UUID body) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  record CriterionAnswered(@JsonUnwrapped About about, @JsonIgnore UUID body, String criterion, Answer answer) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  record AssessmentSubmitted(@JsonUnwrapped About about, @JsonIgnore UUID body) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  record AssessmentReturned(@JsonUnwrapped About about, @JsonIgnore UUID body, String reason) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  record AssessmentRead(@JsonUnwrapped About about, @JsonIgnore UUID body) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  /** For the agency: it may answer until that day, before anybody else reads it. */
  record AgencyReplyAsked(@JsonUnwrapped About about, @JsonIgnore UUID agency, LocalDate due) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return Audience.of(agency, Role.LIAISON);
    }
  }

  record AgencyReplied(@JsonUnwrapped About about, @JsonIgnore UUID body) implements AssessmentEvent {
    @Override
    public Audience audience() {
      return own(body);
    }
  }

  /** {@code before} is the band of the version that stood until now, null if there was none. */
  record AssessmentPublished(@JsonUnwrapped About about, Band band, Integer percent, Band before, String asOf, String source) implements AssessmentEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(about.topics());
      topics.add("areas");
      return topics;
    }
  }

  record AssessmentStale(@JsonUnwrapped About about, String reason, String address) implements AssessmentEvent {}

  /** A change that came while a new version was at work, or that says something about an answer of it. */
  record AnswerProposed(@JsonUnwrapped About about, String criterion, Answer answer, String address) implements AssessmentEvent {}

  /** What it says is not on the record but on the page, where a moderator can take it from view. */
  record AnswerChallenged(@JsonUnwrapped About about, int challenge, String criterion, LocalDate due) implements AssessmentEvent {}

  record ChallengeHidden(@JsonUnwrapped About about, int challenge, String criterion, String ground) implements AssessmentEvent {}

  /** {@code newVersion} is the version in which the answer was changed, null if it was not. */
  record ChallengeDecided(@JsonUnwrapped About about, int challenge, String criterion, AssessmentSheet.Outcome outcome, String reason, Integer newVersion)
      implements AssessmentEvent {}

  /** A board asks a body to hear the public. */
  record HearingRequested(String area, String title, String criterion, String body, String reason) implements AssessmentEvent {
    @Override
    public About about() {
      return new About(area, title, 0);
    }

    @Override
    public List<String> topics() {
      return List.of("areas/" + area + "/worksheet", "areas/" + area, "bodies/" + body);
    }
  }
}
