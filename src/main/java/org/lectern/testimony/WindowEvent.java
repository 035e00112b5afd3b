package org.lectern.testimony;

import java.time.Instant;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens to the time in which a hearing takes testimony. */
public sealed interface WindowEvent extends Event {

  /** The service was away for so many minutes in the day before the close, so the close is as much later. */
  record WindowExtended(long hearing, String title, Instant was, Instant closesAt, int minutes) implements WindowEvent {
    @Override
    public List<String> topics() {
      return List.of("hearings/" + hearing, "hearings");
    }

    @Override
    public Audience audience() {
      return Audience.PUBLIC;
    }
  }
}
