package org.lectern.bodies;

import java.time.LocalDate;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to jurisdictions and their bodies. */
public sealed interface BodyEvent extends Event {

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record JurisdictionFounded(String slug, String name, String zone, String profile, int profileVersion) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("place");
    }
  }

  /** The place works by clocks of its own from now on. */
  record ClocksSet(String profile, int version, String reason) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("place");
    }
  }

  record ClosedDayChanged(LocalDate date, boolean closed, String reason) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("place");
    }
  }

  record BodyFounded(String slug, String name, String kind) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("bodies/" + slug, "place");
    }
  }

  /** Somebody took a seat. */
  record MemberSeated(String body, String member, String seat) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("bodies/" + body);
    }
  }

  /** Somebody gave up a seat, or lost it. */
  record MemberUnseated(String body, String member, String seat) implements BodyEvent {
    @Override
    public List<String> topics() {
      return List.of("bodies/" + body);
    }
  }
}
