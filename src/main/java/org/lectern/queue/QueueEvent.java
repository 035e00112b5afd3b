package org.lectern.queue;

import java.time.Instant;
import java.util.List;
import org.lectern.core.Audience;
import org.lectern.core.Event;

/** What happens in the speaker line. Names are those the speakers chose to show; there may be none. */
public sealed interface QueueEvent extends Event {

  long hearing();

  @Override
  default List<String> topics() {
    return List.of("hearings/" + hearing() + "/queue", "hearings/" + hearing());
  }

  @Override
  default Audience audience() {
    return Audience.PUBLIC;
  }

  record SpeakerSignedUp(long hearing, String item, int slot, String name, String mode) implements QueueEvent {}

  record SpeakerWithdrew(long hearing, String item, int slot, String name) implements QueueEvent {}

  record SpeakerCalled(long hearing, String item, int slot, String name, int allotted) implements QueueEvent {}

  record SpeakerStarted(long hearing, String item, int slot, String name, int allotted, Instant at) implements QueueEvent {}

  record SpeakerPaused(long hearing, String item, int slot, String name, int usedSeconds) implements QueueEvent {}

  record SpeakerResumed(long hearing, String item, int slot, String name, int usedSeconds, Instant at) implements QueueEvent {}

  record SpeakerFinished(long hearing, String item, int slot, String name, int usedSeconds, int allotted) implements QueueEvent {}

  record SpeakerDidNotCome(long hearing, String item, int slot, String name) implements QueueEvent {}
}
