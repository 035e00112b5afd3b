package org.lectern.hearings;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.lectern.core.Audience;
import org.lectern.core.Event;
import org.lectern.core.Role;

/** What happens to hearings and the items of their agenda. */
public sealed interface HearingEvent extends Event {

  long hearing();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing(), "hearings", "hearings/" + hearing() + "/queue");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** The reform areas of a hearing are told of its public turns. */
  static List<String> topics(long hearing, List<String> areas) {
    var topics = new ArrayList<>(List.of("hearings/" + hearing, "hearings", "hearings/" + hearing + "/queue"));
    areas.forEach(area -> topics.add("areas/" + area));
    return topics;
  }

  record HearingDrafted(long hearing, @JsonIgnore UUID body, String title, Instant startsAt) implements HearingEvent {
    @Override
    public Audience audience() {
      return Audience.of(body, Role.CLERK, Role.CHAIR);
    }
  }

  record HearingRevised(long hearing, @JsonIgnore UUID body, String title, Instant startsAt) implements HearingEvent {
    @Override
    public Audience audience() {
      return Audience.of(body, Role.CLERK, Role.CHAIR);
    }
  }

  record HearingNoticed(
      long hearing, String bodyName, String title, Instant startsAt, String zone, int agendaVersion, String verdict, Instant deadline, List<String> areas)
      implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record HearingPostponed(long hearing, String title, Instant startsAt, String reason, List<String> areas) implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record HearingRescheduled(
      long hearing, String title, Instant before, Instant startsAt, String zone, String reason, String verdict, Instant deadline, List<String> areas)
      implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record HearingCancelled(long hearing, String title, Instant startsAt, String reason, int lapsed, List<String> areas) implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record HearingStarted(long hearing, String title, int present, boolean quorum, List<String> areas) implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record HearingRecessed(long hearing, String reason, boolean outage) implements HearingEvent {}

  record ConnectionRestored(long hearing) implements HearingEvent {}

  record OutageFindingMade(long hearing, String finding, int ayes, int noes) implements HearingEvent {}

  record HearingResumed(long hearing) implements HearingEvent {}

  record HearingAdjourned(long hearing, String title, int tabled, int lapsed, List<String> areas) implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  /** {@code items} were not decided and {@code speakers} still wait; both went over to the successor. */
  record HearingContinued(
      long hearing, String title, long successor, Instant startsAt, String zone, String reason, int items, int speakers, List<String> areas)
      implements HearingEvent {
    @Override
    public List<String> topics() {
      var topics = new ArrayList<>(HearingEvent.topics(hearing, areas));
      topics.addAll(List.of("hearings/" + successor, "hearings/" + successor + "/queue"));
      return topics;
    }
  }

  record HearingClosed(long hearing, String title, List<String> areas) implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  record NoticePosted(long hearing, int posting, String kind, String spot, Instant at) implements HearingEvent {}
  /** A paper for the members, for everyone; {@code late} if it came after the time that the profile asks for. */
  record MaterialPublished(long hearing, String item, String title, String url, boolean late) implements HearingEvent {}

  record HearingImported(long hearing, String bodyName, String title, Instant startsAt, String status, String source, String externalId)
      implements HearingEvent {}

  record AgendaAmended(
      long hearing, String title, int version, int added, int removed, int changed, String reason, String finding, List<String> areas)
      implements HearingEvent {
    @Override
    public List<String> topics() {
      return HearingEvent.topics(hearing, areas);
    }
  }

  /** {@code staffOf} is the body of a draft, whose staff alone may hear of it; null for a noticed hearing. */
  record ItemProposed(long hearing, @JsonIgnore UUID staffOf, String item, String title) implements HearingEvent {
    @Override
    public Audience audience() {
      return HearingEvent.audience(staffOf);
    }
  }

  record ItemListed(long hearing, @JsonIgnore UUID staffOf, String item, String title) implements HearingEvent {
    @Override
    public Audience audience() {
      return HearingEvent.audience(staffOf);
    }
  }

  record ItemDeclined(long hearing, @JsonIgnore UUID staffOf, String item, String title, String reason) implements HearingEvent {
    @Override
    public Audience audience() {
      return HearingEvent.audience(staffOf);
    }
  }

  private static Audience audience(UUID staffOf) {
    return staffOf == null ? Audience.PUBLIC : Audience.of(staffOf, Role.CLERK, Role.CHAIR);
  }

  record ItemWithdrawn(long hearing, String item, String title, String reason) implements HearingEvent {}

  record ItemCalled(long hearing, String item, String title) implements HearingEvent {}

  record CommentOpened(long hearing, String item, String title) implements HearingEvent {}

  record CommentClosed(long hearing, String item, String title) implements HearingEvent {}

  record ItemDecided(long hearing, String item, String title, String decision, String text) implements HearingEvent {}

  record ItemTabled(long hearing, String item, String title, String reason) implements HearingEvent {}
}
