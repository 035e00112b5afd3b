package org.lectern.minutes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to the minutes of a hearing; all of it is public. */
public sealed interface MinutesEvent extends Event {

  long hearing();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing(), "hearings");
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  /** Public from now on, marked unapproved; {@code publicBy} is when they had to be. */
  record MinutesDrafted(long hearing, String title, LocalDate publicBy) implements MinutesEvent {}

  /** The clerk wrote to an item, or to the whole. */
  record MinutesNarrated(long hearing, String item) implements MinutesEvent {}

  record MinutesCirculated(long hearing, String title, int version, String hash) implements MinutesEvent {}

  record MinutesApproved(long hearing, String title, int version, String hash, long byHearing, String byItem) implements MinutesEvent {
    @Override
    public List<String> topics() {
      return List.of("hearings/" + hearing, "hearings", "hearings/" + byHearing);
    }
  }

  record MinutesCorrected(long hearing, String title, int version, String hash, String reason) implements MinutesEvent {}

  /** The members have these testimonies. */
  record PacketDistributed(long hearing, List<String> testimony) implements MinutesEvent {
    @Override
    public List<String> topics() {
      return MinutesEvent.topics(hearing, testimony);
    }
  }

  /** These testimonies are entered in the record. */
  record TestimonyEntered(long hearing, List<String> testimony) implements MinutesEvent {
    @Override
    public List<String> topics() {
      return MinutesEvent.topics(hearing, testimony);
    }
  }

  /** What became of what people said, theme by theme; {@code testimony} are those that are answered by it. */
  record HeardPublished(long hearing, String title, int version, int themes, List<String> testimony) implements MinutesEvent {
    @Override
    public List<String> topics() {
      return MinutesEvent.topics(hearing, testimony);
    }
  }

  /** The author's page of each testimony is told too. */
  static List<String> topics(long hearing, List<String> testimony) {
    var topics = new ArrayList<>(List.of("hearings/" + hearing));
    testimony.forEach(number -> topics.add("testimony/" + number));
    return topics;
  }
}
